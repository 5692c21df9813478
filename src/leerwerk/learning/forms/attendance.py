"""Forms in which each person, or each dagdeel, has four buttons and perhaps a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.enums import AbsenceReason, Presence
from leerwerk.learning.models import Attendance
from leerwerk.learning.queries.attendance import Mark

SAID = [
    AbsenceReason.NOT_TOLD,
    AbsenceReason.UNABLE,
    AbsenceReason.APPOINTMENT,
    AbsenceReason.CHILDCARE,
    AbsenceReason.TRANSPORT,
    AbsenceReason.WORK,
    AbsenceReason.EXAM,
    AbsenceReason.AGREED_LEAVE,
]
REASONS = [("", _("no reason")), *((str(one), one.label) for one in SAID)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the form: the buttons and the reason of a person or a dagdeel."""

    key: str
    name: object
    note: object
    presence: forms.BoundField
    reason: forms.BoundField


class MarksForm(forms.Form):
    """Who was there: ``people`` maps a key to the name on the line, ``there`` to what was recorded."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, object],
        there: Mapping[str, Attendance],
        notes: Mapping[str, object] | None = None,
        everybody: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.notes = people, notes or {}
        for key, name in people.items():
            row = there.get(key)
            self.fields[f"presence_{key}"] = forms.ChoiceField(
                label=str(name),
                choices=Presence.choices,
                widget=forms.RadioSelect,
                initial=row.presence if row else everybody,
                error_messages={"required": _("Say whether %(name)s was there.") % {"name": name}},
            )
            self.fields[f"reason_{key}"] = forms.ChoiceField(
                label=_("Reason of %(name)s") % {"name": name},
                choices=REASONS,
                required=False,
                initial=row.reason if row else "",
            )

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the form."""
        for key, name in self.people.items():
            yield Line(
                key=key,
                name=name,
                note=self.notes.get(key, ""),
                presence=self[f"presence_{key}"],
                reason=self[f"reason_{key}"],
            )

    def marks(self) -> dict[str, Mark]:
        """Return what was chosen, by key; who was simply there has no reason."""
        found = {}
        for key in self.people:
            presence = Presence(self.cleaned_data[f"presence_{key}"])
            reason = self.cleaned_data[f"reason_{key}"]
            with_reason = reason and presence is not Presence.PRESENT
            found[key] = Mark(presence, AbsenceReason(reason) if with_reason else None)
        return found


AS_PLANNED, OTHERWISE = "planned", "other"
WEEKS = [(AS_PLANNED, _("worked as planned")), (OTHERWISE, _("something was different"))]


class GroupWeekForm(forms.Form):
    """How a week of work was of each of some people; ``people`` maps a key to a name."""

    def __init__(self, *args: Any, people: Mapping[int, object], everybody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for key, name in people.items():
            self.fields[f"week_{key}"] = forms.ChoiceField(
                label=str(name),
                choices=WEEKS,
                widget=forms.RadioSelect,
                initial=AS_PLANNED if everybody else None,
                error_messages={"required": _("Say how the week of %(name)s was.") % {"name": name}},
            )

    def bound(self, key: int) -> forms.BoundField:
        """Return the field about one of them."""
        return self[f"week_{key}"]

    def as_planned(self) -> list[int]:
        """Return who worked as planned."""
        return [key for key in self.people if self.cleaned_data[f"week_{key}"] == AS_PLANNED]
