"""Forms about who gives a lesson: another teacher or room, and a teacher who cannot come for a while."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.actions.teachers import Instead
from leerwerk.learning.dagdelen import dagdeel_on
from leerwerk.learning.forms.sessions import PARTS, KnowingForm, in_order
from leerwerk.learning.models import Session
from leerwerk.learning.queries.sessions import TEACHERS, resources_for
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.models import Resource
from leerwerk.web.fields import DayInput, limit, sensible_days

CANCEL, MOVE = "cancel", "move"


class StaffForm(forms.Form):
    """Who gives a lesson, and in which room it is."""

    teacher = forms.ModelChoiceField(Resource.objects.none(), label=_("Teacher"), required=False)
    room = forms.ModelChoiceField(Resource.objects.none(), label=_("Room"), required=False)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        kwargs["initial"] = {"teacher": session.teacher_id, "room": session.room_id}
        super().__init__(*args, **kwargs)
        there = resources_for(session.cohort)
        limit(self, "teacher", there.filter(kind__in=TEACHERS))
        limit(self, "room", there.filter(kind=ResourceKind.CLASSROOM))


class TeacherAwayForm(forms.Form):
    """Which teacher cannot come, on which days, and what is proposed for their lessons."""

    teacher = forms.ModelChoiceField(Resource.objects.none(), label=_("Which teacher"))
    first = forms.DateField(label=_("From"), widget=DayInput())
    last = forms.DateField(label=_("Until and including"), widget=DayInput())
    instead = forms.ModelChoiceField(
        Resource.objects.none(),
        label=_("Who can take the lessons over"),
        required=False,
        empty_label=_("Nobody: they are cancelled or moved"),
        help_text=_("On the next page you can choose for each lesson."),
    )

    def __init__(self, *args: Any, teachers: QuerySet[Resource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teacher", "instead"):
            limit(self, name, teachers)
        sensible_days(self)

    def clean_last(self) -> date:
        """Refuse a period that is over: nobody is told of what has passed."""
        last: date = self.cleaned_data["last"]
        if last < timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return last

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, and a taking over by who cannot come."""
        given: dict[str, Any] = super().clean() or {}
        in_order(self, given, "first", "last")
        if given.get("instead") and given["instead"] == given.get("teacher"):
            self.add_error("instead", _("Choose somebody else."))
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A lesson with the fields about it."""

    session: Session
    what: forms.BoundField
    day: forms.BoundField
    part: forms.BoundField


class InsteadForm(KnowingForm):
    """What happens with each lesson of a teacher who cannot come: cancelled, on another day, or given by somebody."""

    def __init__(
        self,
        *args: Any,
        sessions: Sequence[Session],
        others: Iterable[Resource],
        away: tuple[date, date],
        proposed: Resource | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sessions, self.others, self.away = sessions, {str(one.pk): one for one in others}, away
        ways = [(CANCEL, _("It does not take place")), (MOVE, _("It is on another day"))]
        taken_over = [(key, one.name) for key, one in self.others.items()]
        choices = [*ways, *([(_("Somebody else gives it"), taken_over)] if taken_over else [])]
        for row in sessions:
            named = {"what": row.get_activity_display(), "day": date_format(row.day, "j F")}
            self.fields[f"what_{row.pk}"] = forms.ChoiceField(
                label=_("What happens with %(what)s of %(day)s") % named,
                choices=choices,
                initial=str(proposed.pk) if proposed else CANCEL,
            )
            self.fields[f"day_{row.pk}"] = forms.DateField(
                label=_("New day of %(what)s of %(day)s") % named, required=False, widget=DayInput()
            )
            self.fields[f"part_{row.pk}"] = forms.ChoiceField(
                label=_("Part of the day of %(what)s of %(day)s") % named,
                choices=PARTS,
                required=False,
                initial=row.dagdeel.partition("-")[2],
            )
        sensible_days(self)

    def rows(self) -> Iterator[Row]:
        """Yield each lesson with its fields."""
        for row in self.sessions:
            what, day, part = (self[f"{name}_{row.pk}"] for name in ("what", "day", "part"))
            yield Row(session=row, what=what, day=day, part=part)

    def clean(self) -> dict[str, Any]:
        """Refuse a move without a day, to one that has passed, in the weekend, or on which the teacher cannot come."""
        given: dict[str, Any] = super().clean() or {}
        for row in self.sessions:
            name = f"day_{row.pk}"
            if given.get(f"what_{row.pk}") != MOVE or name in self.errors:
                continue
            day = given.get(name)
            if day is None:
                self.add_error(name, _("Choose the day on which it is instead."))
            elif day < timezone.localdate():
                self.add_error(name, _("Choose a day that is still to come."))
            elif day.weekday() > 4:
                self.add_error(name, _("Choose a day from Monday to Friday."))
            elif self.away[0] <= day <= self.away[1]:
                self.add_error(name, _("The teacher cannot come then either."))
        return given

    def answers(self) -> dict[int, Instead]:
        """Return what was said, by lesson."""
        return {row.pk: self._answer(row) for row in self.sessions}

    def _answer(self, row: Session) -> Instead:
        what = self.cleaned_data[f"what_{row.pk}"]
        if what == CANCEL:
            return Instead()
        if what != MOVE:
            return Instead(teacher=self.others[what])
        day = self.cleaned_data[f"day_{row.pk}"]
        part = self.cleaned_data[f"part_{row.pk}"] or row.dagdeel.partition("-")[2]
        return Instead(moment=(day, dagdeel_on(day, part)))
