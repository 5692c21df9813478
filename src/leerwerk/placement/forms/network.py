"""Parsing what people note of employers: contacts, visits, promises, interest; and narrowing the list."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.parties.enums import SECTORS, sector_label
from leerwerk.parties.models import Membership, Municipality
from leerwerk.placement.models import EmployerContact, EmployerPromise, EmployerVisit
from leerwerk.placement.network_choices import Interest
from leerwerk.web.fields import DayInput, limit, offer, sensible_days


class EmployerFilter(forms.Form):
    """Narrowing the list of employers."""

    q = forms.CharField(label=_("Employer or contact"), required=False, max_length=80)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), required=False, empty_label=_("everywhere")
    )
    state = forms.ChoiceField(
        label=_("Interest"),
        required=False,
        choices=[("", pgettext_lazy("interest", "every")), *Interest.choices],
    )
    free = forms.BooleanField(label=_("Has a free place"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: QuerySet[Municipality], sectors: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", towns)
        offer(self, "sector", [("", _("every sector")), *((sector, sector_label(sector)) for sector in sectors)])


class ContactForm(forms.ModelForm[EmployerContact]):
    """Somebody whom one speaks to."""

    class Meta:
        model = EmployerContact
        fields = ("name", "role", "email", "phone")


class Ticketed(forms.Form):
    """A page that is sent twice notes one thing: its ticket says which page it was."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"ticket": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        sensible_days(self)


class OwnerField(forms.ModelChoiceField[Membership]):
    """Who does a next step, shown with whom they work for."""

    def label_from_instance(self, obj: Membership) -> str:
        """Return name, function and organisation."""
        return f"{obj.person} · {obj.get_function_display()} · {obj.organisation}"


class VisitForm(Ticketed):
    """A visit or call, and what comes next."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    spoke_with = forms.CharField(label=_("Spoke with"), max_length=120, required=False)
    said = forms.CharField(
        label=_("What was said"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The employer does not read this. Directors, caseworkers and connectors of the region do."),
    )
    next_step = forms.CharField(label=_("Next step"), max_length=200, required=False)
    next_owner = OwnerField(label=_("Who does it"), queryset=Membership.objects.none(), required=False)
    next_on = forms.DateField(label=_("Until"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, owners: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "next_owner", owners)

    def clean_day(self) -> date:
        """A visit was made."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Note a visit after it was made. What is still to come is a next step."))
        return day

    def clean(self) -> dict[str, Any]:
        """A next step has somebody who does it, and a day."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("next_step"):
            for name in ("next_owner", "next_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Say who does the next step, and until when."))
        elif said.get("next_on"):
            self.add_error("next_step", _("Write down what has to be done until this day."))
        return said

    def visit(self) -> EmployerVisit:
        """Return what was typed, not saved yet, without its employer; needs a valid form."""
        said = self.cleaned_data
        row = EmployerVisit(**{name: said[name] for name in ("ticket", "day", "spoke_with", "said", "next_step")})
        if said["next_step"]:
            owner: Membership = said["next_owner"]
            row.next_on, row.next_person_id = said["next_on"], owner.person_id
            row.next_organisation_id, row.next_function = owner.organisation_id, owner.function
        return row


class PromiseForm(Ticketed):
    """So many places by a day."""

    places = forms.IntegerField(label=_("How many places"), min_value=1, max_value=1000)
    by_on = forms.DateField(label=_("Until"), widget=DayInput())
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[("", _("any sector")), *SECTORS.items()])

    def clean_by_on(self) -> date:
        """A promise is for later."""
        day: date = self.cleaned_data["by_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or later."))
        return day

    def promise(self) -> EmployerPromise:
        """Return what was typed, not saved yet, without its employer; needs a valid form."""
        said = self.cleaned_data
        return EmployerPromise(**{name: said[name] for name in ("ticket", "places", "by_on", "sector")})


class InterestForm(forms.Form):
    """How far an employer is."""

    state = forms.ChoiceField(label=_("How far is this employer?"), choices=Interest.choices, widget=forms.RadioSelect)
