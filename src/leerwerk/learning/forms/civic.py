"""Forms with which a municipality writes somebody's inburgering."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.inburgering.talks import Event
from leerwerk.learning.civic_enums import TALKS, MapTheme
from leerwerk.learning.models import CivicCase, RouteChange, StatedHours
from leerwerk.web.fields import DayInput, sensible_days

SAID = [("unknown", _("nobody has said")), ("true", _("yes")), ("false", _("no"))]


class YesNo(forms.NullBooleanField):
    """Yes, no, or nobody has said."""

    widget = forms.Select(choices=SAID)


class CaseForm(forms.ModelForm[CivicCase]):
    """The plan, and what holds of the hours that come from attendance."""

    map_themes = forms.MultipleChoiceField(
        label=_("Themes of MAP that were done"),
        choices=MapTheme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    all_lessons = YesNo(label=_("Were all lessons followed, but for permitted absence?"))
    work_paid = YesNo(label=_("Is the work paid?"))
    work_dutch_speaking = YesNo(label=_("Is Dutch spoken at work?"))
    work_not_isolated = YesNo(label=_("Is the work done together with others?"))
    work_practice = YesNo(label=_("Is the work practice of MAP?"))
    school_recognised = YesNo(label=_("Is the school recognised (Blik op Werk)?"))

    class Meta:
        model = CivicCase
        fields = (
            *("registered_on", "notice_on", "group", "pip_on", "route", "lower_course_hours", "pvt_activities"),
            *("diploma_on", "all_lessons", "map_themes", "work_paid", "work_dutch_speaking", "work_not_isolated"),
            *("work_practice", "school_recognised"),
        )
        widgets = {name: DayInput() for name in ("registered_on", "notice_on", "pip_on", "diploma_on")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """A plan has a date and a route, or neither."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("pip_on")) != bool(given.get("route")):
            self.add_error("route", _("The plan has a date and a route: fill in both, or neither."))
        return given


class RouteForm(forms.ModelForm[RouteChange]):
    """Another route from a day."""

    class Meta:
        model = RouteChange
        fields = ("on", "route", "special_case")
        widgets = {"on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)


class HoursForm(forms.ModelForm[StatedHours]):
    """Hours of one day that attendance does not know of."""

    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_value=24, decimal_places=2)
    dutch_speaking = YesNo(label=_("Was Dutch spoken?"))
    not_isolated = YesNo(label=_("Together with others?"))
    recognised_school = YesNo(label=_("At a recognised school?"))

    class Meta:
        model = StatedHours
        fields = ("day", "bucket", "dutch_speaking", "not_isolated", "recognised_school", "practice", "before_pip")
        widgets = {"day": DayInput()}

    field_order = ("day", "bucket", "hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["before_pip"].required = False
        sensible_days(self)

    def clean(self) -> dict[str, Any]:
        """Refuse no minutes at all, and a day that is still to come."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("day") and given["day"] > timezone.localdate():
            self.add_error("day", _("Choose a day up to and including today."))
        if given.get("hours") is not None:
            self.instance.minutes = round(given["hours"] * 60)
            if self.instance.minutes < 1:
                self.add_error("hours", _("Fill in more than no time."))
        return given


class CloseForm(forms.Form):
    """Which part is closed, and when."""

    event = forms.ChoiceField(choices=[(str(event), text) for event, text in TALKS.items()])
    on = forms.DateField(label=_("On"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def what(self) -> Event:
        """Return what is closed."""
        return Event(self.cleaned_data["event"])
