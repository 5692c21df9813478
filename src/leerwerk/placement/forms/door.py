"""Parsing what employers type behind a link, and who invites them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerwerk.parties.enums import SECTORS
from leerwerk.parties.models import Municipality, Organisation
from leerwerk.placement.actions.door import Described
from leerwerk.placement.forms.tasks import lines_of
from leerwerk.placement.forms.workplaces import TIME
from leerwerk.placement.models import Workplace
from leerwerk.web.fields import DagdelenField, limit

LONGEST = 6000  # letters of one answer that are kept
MOST = 10  # values of one question


class InviteEmployerForm(forms.Form):
    """Where the letter goes."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We write a letter with a link. Behind it they describe a workplace, without an account."),
    )


class InviteNewEmployerForm(InviteEmployerForm):
    """An employer that nobody knows here yet."""

    company = forms.CharField(label=_("Name of the company"), max_length=120)
    field_order = ("company", "email")


class DoorForm(forms.Form):
    """A workplace in five minutes, by somebody without an account. What is known already is not asked."""

    company = forms.CharField(label=_("Name of the company"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[("", _("another sector")), *SECTORS.items()])
    contact_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_role = forms.CharField(label=_("What you do there"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    title = forms.CharField(
        label=_("Which work is it?"), max_length=140, help_text=_("For example: work in the greenhouse.")
    )
    tasks = forms.CharField(
        label=_("What somebody does: one task on a line"),
        help_text=_("Tasks that a starter can do, not the name of a function. For example: mowing lawns."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    municipality = forms.ModelChoiceField(label=_("Municipality"), queryset=Municipality.objects.none())
    places = forms.IntegerField(label=_("How many people at the same time"), min_value=1, max_value=1000)
    shifts = DagdelenField(label=_("When there is work"))
    begins_at = forms.TimeField(label=_("Work begins at"), required=False, widget=forms.TimeInput(**TIME))
    demands = forms.CharField(label=_("What the work asks"), max_length=400, required=False)
    mentor_name = forms.CharField(label=_("Who helps a starter on the floor?"), max_length=120, required=False)

    WHO = ("company", "sector", "contact_name", "contact_role", "phone")

    def __init__(self, *args: Any, region_id: int, knows: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "municipality", Municipality.objects.filter(region=region_id))
        if knows:
            del self.fields["company"], self.fields["sector"]

    def who(self) -> list[forms.BoundField]:
        """The questions about who they are."""
        return [self[name] for name in self.WHO if name in self.fields]

    def work(self) -> list[forms.BoundField]:
        """The questions about the work."""
        return [self[name] for name in self.fields if name not in self.WHO]

    def clean_shifts(self) -> int:
        """A workplace without work is none."""
        shifts: int = self.cleaned_data["shifts"]
        if not shifts:
            raise forms.ValidationError(_("Tick at least one half day with work."))
        return shifts

    def clean_tasks(self) -> list[str]:
        """Return the tasks, without empty lines."""
        return lines_of(self.cleaned_data["tasks"])

    def described(self) -> Described:
        """Return what was typed, not saved yet; needs a valid form."""
        said = self.cleaned_data
        names = ("title", "municipality", "places", "shifts", "begins_at", "demands", "mentor_name")
        return Described(
            workplace=Workplace(sector=said.get("sector", ""), **{name: said[name] for name in names}),
            tasks=said["tasks"],
            contact_name=said["contact_name"],
            contact_role=said["contact_role"],
            phone=said["phone"],
        )


def as_typed(form: DoorForm, sent: QueryDict) -> dict[str, str | Sequence[str]]:
    """Return what was typed into a form, right or wrong, to keep it: text by question, and lists where one ticks."""
    typed: dict[str, str | Sequence[str]] = {}
    for name, field in form.fields.items():
        values = [value.replace("\x00", "")[:LONGEST] for value in sent.getlist(name)[:MOST]]
        if isinstance(field, DagdelenField):
            typed[name] = values
        elif values:
            typed[name] = values[-1]
    return typed


def as_sent(said: Mapping[str, Any]) -> QueryDict:
    """Return what was kept as if it were sent once more, to read it as a form."""
    sent = QueryDict(mutable=True)
    for name, value in said.items():
        sent.setlist(name, list(value) if isinstance(value, list) else [str(value)])
    return sent


class EmployerChoiceField(forms.ModelChoiceField[Organisation]):
    """An employer, shown with where it is."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Return the name and the municipality."""
        return f"{obj.name} · {obj.municipality}" if obj.municipality else obj.name


class AcceptDraftForm(forms.Form):
    """Which organisation sent a description: one that is there, or a new one."""

    employer = EmployerChoiceField(
        label=_("Which employer is it?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("a new one, with the name below"),
    )
    name = forms.CharField(label=_("Name of the new employer"), max_length=120, required=False)

    def __init__(self, *args: Any, employers: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "employer", employers)
        self.known = employers

    def clean(self) -> dict[str, Any]:
        """A new one has a name that no other has."""
        said: dict[str, Any] = super().clean() or {}
        if "employer" in self.errors or said.get("employer") is not None:
            return said
        name = said.get("name", "").strip()
        if not name:
            self.add_error("name", _("Choose an employer, or write down the name of a new one."))
        elif self.known.filter(name__iexact=name).exists():
            self.add_error("employer", _("There is an employer with this name. Choose it here, or change the name."))
        return said
