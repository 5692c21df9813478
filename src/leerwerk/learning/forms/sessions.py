"""Forms of the week pattern and of sessions."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leerwerk.learning.dagdelen import dagdeel_on, hours_of
from leerwerk.learning.enums import ChangeReason
from leerwerk.learning.models import ClosedDays, WeekSlot
from leerwerk.learning.queries.sessions import TEACHERS, resources_for
from leerwerk.parties.models import Site
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.models import Cohort
from leerwerk.web.fields import DayInput, limit, limit_by, sensible_days

LONGEST = timedelta(days=2 * 366)
PARTS = [("am", _("morning")), ("pm", _("afternoon")), ("eve", _("evening"))]


class TimeInput(forms.TimeInput):
    """A time from the device's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SlotForm(forms.ModelForm[WeekSlot]):
    """A row of the week pattern; without hours those that the dagdeel usually has."""

    class Meta:
        model = WeekSlot
        fields = ("dagdeel", "activity", "begins", "ends", "teacher", "room", "site", "since", "until")
        widgets = {"begins": TimeInput(), "ends": TimeInput(), "since": DayInput(), "until": DayInput()}

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.cohort = cohort
        limit_by(self, resources_for(cohort), "kind", teacher=TEACHERS, room=[ResourceKind.CLASSROOM])
        schools = Q(organisation=cohort.educator_id) | Q(organisation=cohort.language_school_id)
        work = Q(workplaces__offers__cohort=cohort)
        limit(self, "site", Site.objects.filter(schools | work).distinct())
        for name in ("begins", "ends"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Leave it empty for the usual hours.")
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Fill in the usual hours, and refuse what ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        if dagdeel := given.get("dagdeel"):
            begins, ends = hours_of(dagdeel)
            given["begins"] = given.get("begins") or begins
            given["ends"] = given.get("ends") or ends
            if given["ends"] <= given["begins"]:
                self.add_error("ends", _("The end is after the beginning."))
        in_order(self, given, "since", "until")
        return given


def in_order(form: forms.BaseForm, given: dict[str, Any], first: str, last: str) -> None:
    """Refuse a period that ends before it begins, or lasts for years."""
    begin, end = given.get(first), given.get(last)
    if begin and end and end < begin:
        form.add_error(last, _("The last day is not before the first."))
    elif begin and end and end - begin > LONGEST:
        form.add_error(last, _("Choose a period of two years at most."))


class PeriodForm(forms.Form):
    """For which days sessions are planned."""

    first = forms.DateField(label=_("From"), widget=DayInput())
    last = forms.DateField(label=_("Until and including"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        in_order(self, given, "first", "last")
        return given


class ClosedForm(forms.ModelForm[ClosedDays]):
    """Days on which a school gives no lessons."""

    CANCEL, KEEP = "cancel", "keep"
    ANSWERS: ClassVar = [
        (CANCEL, _("They do not take place: everybody gets a letter")),
        (KEEP, _("They stay as they are")),
    ]
    planned = forms.ChoiceField(
        label=_("What happens with the sessions that are planned then"),
        choices=ANSWERS,
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = ClosedDays
        fields = ("name", "first", "last")
        widgets = {"first": DayInput(), "last": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        in_order(self, given, "first", "last")
        return given

    def ask(self, count: int) -> None:
        """Ask what happens with so many sessions."""
        field = self.fields["planned"]
        field.widget = forms.RadioSelect(choices=self.ANSWERS)
        told = ngettext(
            "%(count)d session is planned on these days. Say what happens with it.",
            "%(count)d sessions are planned on these days. Say what happens with them.",
            count,
        )
        self.add_error("planned", told % {"count": count})

    def _get_validation_exclusions(self) -> set[str]:
        """The same period once more gets the new name: no second row, and no mistake."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own hook
        return excluded | {"organisation"}


class KnowingForm(forms.Form):
    """A form that tells what one should know before one goes on, and then asks for a tick."""

    sure = forms.BooleanField(label=_("I know this, and go on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].widget = forms.HiddenInput()

    def told(self, sentences: Iterable[str]) -> bool:
        """Return whether one may go on; else the form says these sentences and asks for the tick. After it is valid."""
        if self.cleaned_data["sure"] or not (sentences := list(sentences)):
            return True
        self.fields["sure"].widget = forms.CheckboxInput()
        for one in sentences:
            self.add_error(None, one)
        return False


class ReasonForm(forms.Form):
    """Why a session changes."""

    reason = forms.ChoiceField(label=_("Why"), choices=ChangeReason.choices, widget=forms.RadioSelect)

    def why(self) -> ChangeReason:
        """Return the reason."""
        return ChangeReason(self.cleaned_data["reason"])


class MoveForm(KnowingForm, ReasonForm):
    """When a session is instead."""

    day = forms.DateField(label=_("New day"), widget=DayInput())
    part = forms.ChoiceField(label=_("Part of the day"), choices=PARTS, widget=forms.RadioSelect)
    begins = forms.TimeField(label=_("Begins at"), required=False, widget=TimeInput())
    ends = forms.TimeField(label=_("Ends at"), required=False, widget=TimeInput())
    field_order = ("day", "part", "begins", "ends", "reason", "sure")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("begins", "ends"):
            self.fields[name].help_text = _("Leave it empty for the usual hours.")
        sensible_days(self)

    def clean_day(self) -> date:
        """Refuse a day that has passed, and one in the weekend."""
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        if day.weekday() > 4:
            raise forms.ValidationError(_("Choose a day from Monday to Friday."))
        return day

    def clean(self) -> dict[str, Any]:
        """Fill in the usual hours, and which dagdeel it is."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("day") and given.get("part"):
            given["dagdeel"] = dagdeel_on(given["day"], given["part"])
            begins, ends = hours_of(given["dagdeel"])
            given["begins"] = given.get("begins") or begins
            given["ends"] = given.get("ends") or ends
            if given["ends"] <= given["begins"]:
                self.add_error("ends", _("The end is after the beginning."))
        return given


class WeekChoice(forms.Form):
    """Of which week a page shows the sessions."""

    week = forms.DateField(required=False)
