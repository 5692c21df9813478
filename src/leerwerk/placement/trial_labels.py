"""What people read for the codes of a trial placement: what it lacks, and what can stand in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from leerwerk.engine.placing import TrialLack
from leerwerk.placement.trial_enums import Reached, TrialState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TRIAL_LACKS: Mapping[TrialLack, _StrPromise] = {
    TrialLack.EMPLOYER: _("It is not said who the employer is."),
    TrialLack.WORKPLACE: _("It is not said where the work is."),
    TrialLack.TASKS: _("It is not said what somebody does. Name at least one task."),
    TrialLack.GOALS: _("It is not said what somebody learns. Name at least one learning goal."),
    TrialLack.HOURS: _("It is not said how many hours a week the work is."),
    TrialLack.HOURS_TOO_FEW: _("Work is at least one hour a week."),
    TrialLack.HOURS_TOO_MANY: _("On average nobody may work more than 48 hours a week."),
    TrialLack.FIRST_DAY: _("It is not said what the first day is."),
    TrialLack.END: _("It is not said until which day the trial placement goes on."),
    TrialLack.END_BEFORE_FIRST_DAY: _("The trial placement ends before its first day."),
    TrialLack.TOO_LONG: _("A trial placement may not take this long, also not with a reason."),
    TrialLack.GROUND: _("The trial placement takes longer than is usual. Say why."),
    TrialLack.INTENTION: _("The employer does not say that a contract is intended when it goes well."),
    TrialLack.COACH: _("It is not said who coaches."),
    TrialLack.LOOKED_AT: _("It is not said on which day you look together at how it goes."),
    TrialLack.LOOKED_AT_OUTSIDE: _("The day on which you look at how it goes lies outside the trial placement."),
}
STATE_TONES: Mapping[str, str] = {
    TrialState.DRAFT: "neutral",
    TrialState.ASKED: "warn",
    TrialState.AGREED: "info",
    TrialState.RUNNING: "good",
    TrialState.ENDED: "neutral",
    TrialState.WITHDRAWN: "neutral",
}
REACHED_TONES: Mapping[str, str] = {Reached.REACHED: "good", Reached.ON_THE_WAY: "info", Reached.NOT_YET: "warn"}


def trial_lack_rows(lacks: Iterable[TrialLack]) -> list[dict[str, str]]:
    """Return each lack with its code and its words."""
    return [{"code": str(one), "text": str(TRIAL_LACKS[one])} for one in lacks]
