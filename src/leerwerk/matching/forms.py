"""Forms about introductions: whether somebody wants to meet, what the employer sees, the meeting, and afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.matching.actions.introductions import EmployerSays, PersonSays
from leerwerk.matching.actions.meeting import AfterMeeting, Meeting
from leerwerk.matching.enums import OF_EMPLOYER, OF_PERSON, Shown, Why
from leerwerk.matching.models import Introduction
from leerwerk.placement.forms.work import a_day
from leerwerk.web.fields import sensible_days

WANTS = (("yes", _("Yes, I want to meet them")), ("no", _("No, I do not want to")))
EMPLOYER_WANTS = (
    ("first", _("Yes, this is our first choice")),
    ("yes", _("Yes, we want to meet")),
    ("no", _("No")),
)
GOES_ON = (("yes", _("Yes, I want to go on")), ("no", _("No, I do not want to go on")))


def _reasons(whys: Sequence[Why]) -> forms.ChoiceField:
    choices = [("", _("I do not say")), *((one.value, one.label) for one in whys)]
    return forms.ChoiceField(label=_("If no: why not?"), required=False, choices=choices)


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=400, widget=widget, help_text=help_text)


class ShownForm(forms.Form):
    """What an employer sees of somebody. Nothing is ticked until they tick it."""

    shows = forms.MultipleChoiceField(
        label=_("What may the employer see of you?"),
        choices=Shown.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With a yes: tick at least one thing. You can change it later."),
        error_messages={"required": _("Tick what the employer may see: at least one thing.")},
    )
    words = _words(_("What do you want to say to the employer?"), _("You do not have to."))

    def __init__(self, *args: Any, row: Introduction | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs.setdefault("initial", {"shows": row.shows, "words": row.words})
        super().__init__(*args, **kwargs)


class PersonForm(ShownForm):
    """Whether the participant wants to meet an employer; with a yes what that employer sees."""

    wants_to = forms.ChoiceField(label=_("Do you want to meet this employer?"), choices=WANTS, widget=forms.RadioSelect)
    reason = _reasons(OF_PERSON)
    field_order = ("wants_to", "shows", "words", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shows"].required = False  # with a no nothing is shown

    def clean(self) -> dict[str, Any]:
        """Ask, with a yes, for something that the employer may see."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("wants_to") == "yes" and not given.get("shows") and "shows" not in self.errors:
            self.add_error("shows", self.fields["shows"].error_messages["required"])
        return given

    def said(self) -> PersonSays:
        """Return the answer as the action takes it."""
        given = self.cleaned_data
        yes = given["wants_to"] == "yes"
        return PersonSays(
            yes=yes,
            shows=tuple(given["shows"]) if yes else (),
            words=given["words"] if yes else "",
            reason="" if yes else given["reason"],
        )


class EmployerForm(forms.Form):
    """Whether an employer wants to meet somebody."""

    wants_to = forms.ChoiceField(
        label=_("Do you want to meet this person?"), choices=EMPLOYER_WANTS, widget=forms.RadioSelect
    )
    reason = _reasons(OF_EMPLOYER)
    words = _words(_("Do you want to say something about it?"), _("The participant and who guides them read this."))

    def clean(self) -> dict[str, Any]:
        """Ask an employer why not: it helps somebody to look further."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("wants_to") == "no" and not given.get("reason"):
            self.add_error("reason", _("Say why not: it helps to look further."))
        return given

    def said(self) -> EmployerSays:
        """Return the answer as the action takes it."""
        given = self.cleaned_data
        return EmployerSays(
            yes=given["wants_to"] != "no",
            first=given["wants_to"] == "first",
            reason=given["reason"],
            words=given["words"],
        )


class MeetingForm(forms.Form):
    """When and where they meet for the first time."""

    day = a_day(_("Day"))
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    where = forms.CharField(label=_("Where"), max_length=200)
    goes_along = forms.CharField(label=_("Who goes along with the participant"), max_length=120, required=False)

    def __init__(self, *args: Any, row: Introduction, **kwargs: Any) -> None:
        place = f"{row.workplace.employer}, {row.workplace.municipality}"
        kwargs.setdefault(
            "initial",
            {
                "day": row.meets_on,
                "at": row.meets_at,
                "where": row.meets_where or place,
                "goes_along": row.goes_along,
            },
        )
        super().__init__(*args, **kwargs)
        sensible_days(self)

    def meeting(self) -> Meeting:
        """Return the meeting as the action takes it."""
        given = self.cleaned_data
        return Meeting(day=given["day"], at=given["at"], where=given["where"], goes_along=given["goes_along"])


class AfterForm(forms.Form):
    """Whether a side wants to go on after they met. ``employer``: for which side."""

    goes_on = forms.ChoiceField(label=_("Do you want to go on?"), choices=GOES_ON, widget=forms.RadioSelect)
    reason = _reasons(OF_PERSON)
    words = _words(_("Do you want to say something about it?"))

    def __init__(self, *args: Any, employer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if employer:
            self.fields["reason"] = _reasons(OF_EMPLOYER)

    def said(self) -> AfterMeeting:
        """Return the answer as the action takes it."""
        given = self.cleaned_data
        return AfterMeeting(yes=given["goes_on"] == "yes", reason=given["reason"], words=given["words"])


class SearchForm(forms.Form):
    """Narrowing a shortlist."""

    q = forms.CharField(label=_("Workplace or employer"), required=False, max_length=80)
