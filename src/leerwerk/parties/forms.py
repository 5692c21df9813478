"""Parsing what people type about organisations, sites, members and themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import SECTORS, Function, OrganisationKind, sector_label
from leerwerk.parties.models import Municipality, Organisation, Person, Site
from leerwerk.web.fields import limit, offer

_SAID_BY_DJANGO = _("- Select an option -")  # its Dutch catalogue does not know this sentence yet; ours does


class OrganisationFilter(forms.Form):
    """Narrowing the list of organisations."""

    q = forms.CharField(label=_("Name"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *OrganisationKind.choices]
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False, empty_label=_("everywhere")
    )
    work = forms.BooleanField(label=_("With a workplace"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: QuerySet[Municipality], sectors: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)
        offer(self, "sector", [("", _("every sector")), *((code, sector_label(code)) for code in sectors)])


class OrganisationForm(forms.ModelForm[Organisation]):
    """The facts of an organisation; only a director says what kind it is, because functions follow from it."""

    sector = forms.ChoiceField(label=_("Sector"), required=False, help_text=_("For employers: what the work is about."))

    class Meta:
        model = Organisation
        fields = ("name", "kind", "municipality", "sector", "active")
        help_texts = {"active": _("When this is off, members of the organisation see nothing.")}

    def __init__(self, *args: Any, towns: QuerySet[Municipality], directs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)
        codes = dict.fromkeys([*SECTORS, *filter(None, [self.instance.sector])])
        offer(self, "sector", [("", _("no sector")), *((code, sector_label(code)) for code in codes)])
        if not directs:
            del self.fields["kind"], self.fields["active"]

    def clean(self) -> dict[str, Any]:
        """Refuse a second organisation with the same name in the region: it is probably the same one."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", self.instance.kind)  # only a director's form has the kind
        same = Organisation.objects.filter(
            region_id=self.instance.region_id, name__iexact=cleaned.get("name", ""), kind=kind
        ).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("name", _("There is an organisation with this name already. Change that one."))
        return cleaned


class SiteForm(forms.ModelForm[Site]):
    """A place where an organisation works or teaches."""

    class Meta:
        model = Site
        fields = ("name", "municipality", "address")

    def __init__(self, *args: Any, towns: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)

    def clean_name(self) -> str:
        """Refuse the name of another site of the same organisation."""
        name: str = self.cleaned_data["name"]
        if self.instance.organisation.sites.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("The organisation has a site with this name already."))
        return name


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    function = forms.ChoiceField(label=_("Function"))
    administrator = forms.BooleanField(label=_("May invite others and end memberships"), required=False)

    def __init__(self, *args: Any, functions: list[Function], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "function", [(f.value, f.label) for f in functions])


class NewPersonForm(forms.Form):
    """What someone fills in who accepts an invitation and has no account yet."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. A short sentence works well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, by_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        if by_code:
            del self.fields["password"]

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
        """Return the new person with their password, if they need one; not saved yet."""
        said = self.cleaned_data
        person = Person(
            email=self.email, given_name=said.get("given_name", ""), family_name=said.get("family_name", "")
        )
        person.set_password(said.get("password"))
        return person


class AccountForm(forms.ModelForm[Person]):
    """A person's own name and language."""

    preferred_language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ("given_name", "family_name", "preferred_language")
