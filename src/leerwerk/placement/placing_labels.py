"""What people read for the codes of work: what a placement lacks and where to fill it in, and how long it lasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from leerwerk.engine.placing import Because, Caution, Kind, Lack, Moment, Verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LACKS: Mapping[Lack, _StrPromise] = {
    Lack.EMPLOYER: _("It is not said who the employer is."),
    Lack.WORKPLACE: _("It is not said where the work is."),
    Lack.TASKS: _("It is not said what somebody does. Name at least one task."),
    Lack.HOURS: _("It is not said how many hours a week the work is."),
    Lack.HOURS_TOO_FEW: _("Work is at least one hour a week."),
    Lack.HOURS_TOO_MANY: _("On average nobody may work more than 48 hours a week."),
    Lack.PAY: _("It is not said what the work pays."),
    Lack.PAY_UNIT: _("It is not said whether the pay is per hour, month or four weeks."),
    Lack.WAGE_SCALE: _("The lower minimum wage of a bbl contract holds for a bbl contract only."),
    Lack.BELOW_MINIMUM_WAGE: _("The pay is below the minimum wage."),
    Lack.CONTRACT: _("It is not said what kind of contract it is."),
    Lack.AGREED_ON: _("It is not said on which day the contract was agreed."),
    Lack.AGREED_IN_FUTURE: _("The contract is agreed on a day that is still to come."),
    Lack.FIRST_DAY: _("It is not said what the first day is."),
    Lack.BEFORE_AGREED: _("The work begins before the contract was agreed."),
    Lack.LENGTH: _("It is not said until when the contract runs, or that it has no end."),
    Lack.LENGTH_DOES_NOT_FIT: _("The end does not fit this kind of contract."),
    Lack.END_BEFORE_FIRST_DAY: _("The contract ends before the first day."),
    Lack.TERM_TOO_LONG: _("Contracts with an end may not last more than three years together."),
    Lack.PROBATION: _("It is not said whether there is a trial period."),
    Lack.PROBATION_TOO_LONG: _("The trial period is longer than the law allows for this contract."),
    Lack.GROWTH: _("It is not said in what somebody can grow."),
    Lack.GROWTH_AFTER: _("It is not said after how many months somebody can grow."),
    Lack.GROWTH_WORDS: _("It is not written how somebody can grow."),
    Lack.ONBOARDING: _("There is no plan for the first weeks. Name at least one step with a day."),
    Lack.ONBOARDING_WHAT: _("A step in the plan for the first weeks does not say what happens."),
    Lack.ONBOARDING_DAY: _("A step in the plan for the first weeks has no day."),
    Lack.ONBOARDING_AFTER_END: _("A step in the plan for the first weeks comes after the end of the contract."),
    Lack.BUDDY: _("No colleague is named as buddy."),
    Lack.COACH: _("It is not said who coaches after the placement."),
}
CAUTIONS: Mapping[Caution, _StrPromise] = {
    Caution.WAGE_NOT_UP_TO_DATE: _(
        "The minimum wage of the first day is not known here yet. We compare with the last one that we know: check it."
    ),
}
WHERE: Mapping[Lack, str] = {
    **dict.fromkeys((Lack.EMPLOYER, Lack.WORKPLACE, Lack.TASKS), "work"),
    **dict.fromkeys((Lack.HOURS, Lack.HOURS_TOO_FEW, Lack.HOURS_TOO_MANY, Lack.FIRST_DAY, Lack.BEFORE_AGREED), "work"),
    **dict.fromkeys((Lack.PAY, Lack.PAY_UNIT, Lack.WAGE_SCALE, Lack.BELOW_MINIMUM_WAGE, Lack.CONTRACT), "contract"),
    **dict.fromkeys((Lack.AGREED_ON, Lack.AGREED_IN_FUTURE, Lack.LENGTH, Lack.LENGTH_DOES_NOT_FIT), "contract"),
    **dict.fromkeys((Lack.END_BEFORE_FIRST_DAY, Lack.TERM_TOO_LONG), "contract"),
    **dict.fromkeys((Lack.PROBATION, Lack.PROBATION_TOO_LONG), "contract"),
    **dict.fromkeys((Lack.GROWTH, Lack.GROWTH_AFTER, Lack.GROWTH_WORDS), "growth"),
    **dict.fromkeys((Lack.ONBOARDING, Lack.ONBOARDING_WHAT, Lack.ONBOARDING_DAY, Lack.ONBOARDING_AFTER_END), "start"),
    **dict.fromkeys((Lack.BUDDY, Lack.COACH), "start"),
}
"""On which page of the form something is filled in."""

MOMENTS: Mapping[Moment, _StrPromise] = {
    Moment.HALF_A_YEAR: _("half a year"),
    Moment.A_YEAR: _("a year"),
    Moment.TWO_YEARS: _("two years"),
}
VERDICTS: Mapping[Verdict, _StrPromise] = {
    Verdict.SUSTAINED: _("works still"),
    Verdict.NOT: _("did not last"),
    Verdict.UNKNOWN: _("not known"),
    Verdict.NOT_YET: _("not yet that long"),
}
TONES: Mapping[Verdict, str] = {
    Verdict.SUSTAINED: "good",
    Verdict.NOT: "bad",
    Verdict.UNKNOWN: "warn",
    Verdict.NOT_YET: "neutral",
}
BECAUSE: Mapping[Because, _StrPromise] = {
    Because.NOT_REACHED: _("that day is still to come"),
    Because.CONFIRMED: _("somebody said so of a day close to it"),
    Because.BETWEEN_JOBS: _("there was a short time between two jobs, and somebody said so"),
    Because.NOBODY_SAID: _("nobody said it of a day close to it"),
    Because.SAID_UNKNOWN: _("who was asked did not know"),
    Because.CONTRADICTED: _("one says yes and another says no"),
    Because.BETWEEN_JOBS_STILL: _("the work ended, and other work can still begin in time"),
    Because.SAID_NO: _("who was asked said no"),
    Because.WORK_ENDED: _("the work ended before"),
    Because.GAP_TOO_LONG: _("there was a long time without work in between"),
}
KINDS: Mapping[Kind, _StrPromise] = {
    Kind.DIRECT: _("stays with the employer of the learning"),
    Kind.THROUGH_TRIAL: _("after a trial placement"),
    Kind.ELSEWHERE: _("with another employer"),
    Kind.EDUCATION: _("goes on in education"),
}


def lack_rows(lacks: Iterable[Lack]) -> list[dict[str, str]]:
    """Return each lack with its code, its words, and on which page of the form it is filled in."""
    return [{"code": str(one), "text": str(LACKS[one]), "part": WHERE[one]} for one in lacks]
