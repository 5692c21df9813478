"""Parsing what people type about organisations, sites, members and themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Municipality, Organisation, Person, Site


class OrganisationFilter(forms.Form):
    """Narrowing the list of organisations."""

    q = forms.CharField(label=_("Name"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *OrganisationKind.choices]
    )


class OrganisationForm(forms.ModelForm[Organisation]):
    """The facts of an organisation."""

    class Meta:
        model = Organisation
        fields = ("name", "kind", "municipality", "sector", "active")

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = self.fields["municipality"]
        assert isinstance(towns, forms.ModelChoiceField)
        towns.queryset = Municipality.objects.filter(region_id=region_id)


class SiteForm(forms.ModelForm[Site]):
    """A place where an organisation works or teaches."""

    class Meta:
        model = Site
        fields = ("name", "municipality", "address")

    def __init__(self, *args: Any, region_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = self.fields["municipality"]
        assert isinstance(towns, forms.ModelChoiceField)
        towns.queryset = Municipality.objects.filter(region_id=region_id)


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    function = forms.ChoiceField(label=_("Function"), choices=Function.choices)
    administrator = forms.BooleanField(label=_("May invite others and end memberships"), required=False)


class NewPersonForm(forms.Form):
    """What someone fills in who accepts an invitation and has no account yet."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. A short sentence works well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is too easy to guess for this person."""
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                validate_password(password, self.person())
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned

    def person(self) -> Person:
        """Return the new person, not saved yet."""
        said = self.cleaned_data
        return Person(email=self.email, given_name=said.get("given_name", ""), family_name=said.get("family_name", ""))


class AccountForm(forms.ModelForm[Person]):
    """A person's own name and language."""

    preferred_language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ("given_name", "family_name", "preferred_language")
