"""What people read for the codes of agreements: what is missing, who pays, how pay is reckoned, who acts next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from leerwerk.engine.agreement import Caution, Cost, How, Missing, Payer, PayUnit, WageScale
from leerwerk.engine.pathway import Doer

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MISSING: Mapping[Missing, _StrPromise] = {
    Missing.EMPLOYER: _("There is no employer yet. Give the participant a workplace."),
    Missing.WORKPLACE: _("There is no workplace yet."),
    Missing.TASKS: _("The workplace names no tasks."),
    Missing.FLOOR_MENTOR: _("The workplace does not say who helps at work."),
    Missing.EDUCATOR: _("The design has lessons, but the group has no school."),
    Missing.LANGUAGE_TEACHER: _("The design has language lessons, but nobody gives them."),
    Missing.COACH: _("The design has coaching, but no organisation mentors the group."),
    Missing.INTERMEDIARY: _("There is no intermediary yet."),
    Missing.BUDGET: _("No budget pays for the group yet."),
    Missing.WORK_HOURS: _("It is not said how many hours the work is."),
    Missing.PAY: _("The pay is not said."),
    Missing.BELOW_MINIMUM_WAGE: _("The pay is below the minimum wage."),
    Missing.LESSONS_PAID: _("It is not said whether hours of lessons are paid."),
    Missing.CONTRACT: _("It is not said how long the contract is."),
    Missing.TRIAL: _("It is not said whether there is a trial period."),
    Missing.TRIAL_TOO_LONG: _("The trial period is longer than the law allows for this contract."),
    Missing.NOTICE: _("It is not said how long before its end somebody gives notice."),
    Missing.GROWTH: _("It is not said how the participant can grow, and when you talk about it."),
    Missing.WHO_PAYS: _("For some costs it is not said who pays."),
    Missing.TALK_DAYS: _("It is not said how soon you talk when it does not go well."),
    Missing.WHEN_IT_STOPS: _("It is not said what happens if it stops."),
    Missing.MEETINGS: _("It is not said how often the parties talk."),
    Missing.EMPLOYER_STOPS: _("It is not said what happens if an employer stops."),
    Missing.TOO_FEW: _("It is not said what happens with too few participants."),
    Missing.NOT_COVERED: _("It is not said who pays what is not covered."),
}
CAUTIONS: Mapping[Caution, _StrPromise] = {
    Caution.WAGE_NOT_UP_TO_DATE: _(
        "The minimum wage of the first day is not known here yet. We compare with the last one that we know: check it."
    ),
}
OWNER_NAMES: Mapping[Doer, _StrPromise] = {
    Doer.DIRECTOR: _("the director"),
    Doer.EMPLOYER: _("the employer"),
}
SIDES: Mapping[Doer, _StrPromise] = {
    Doer.CANDIDATE: _("participant"),
    Doer.EMPLOYER: _("employer"),
    Doer.INTERMEDIARY: _("intermediary"),
    Doer.EDUCATOR: _("school"),
    Doer.LANGUAGE_EDUCATOR: _("language school"),
    Doer.MENTOR: _("mentor"),
    Doer.DIRECTOR: _("director"),
}
PAY_UNITS: Mapping[PayUnit, _StrPromise] = {
    PayUnit.HOUR: _("per hour"),
    PayUnit.MONTH: _("per month"),
    PayUnit.BENEFIT: _("no pay: the participant keeps a benefit"),
}
WAGE_SCALES: Mapping[WageScale, _StrPromise] = {
    WageScale.ADULT: _("21 years and older"),
    WageScale.AGE_20: _("20 years"),
    WageScale.AGE_19: _("19 years"),
    WageScale.AGE_18: _("18 years"),
    WageScale.BBL_20: _("bbl, 20 years"),
    WageScale.BBL_19: _("bbl, 19 years"),
    WageScale.BBL_18: _("bbl, 18 years"),
}
COSTS: Mapping[Cost, _StrPromise] = {
    Cost.LESSONS: _("Lessons and books"),
    Cost.TRAVEL: _("Travelling to work and lessons"),
    Cost.TOOLS: _("Working clothes and tools"),
    Cost.COACHING: _("Coaching"),
}
PAYERS: Mapping[Payer, _StrPromise] = {
    Payer.EMPLOYER: _("the employer"),
    Payer.INTERMEDIARY: _("the intermediary"),
    Payer.EDUCATOR: _("the school"),
    Payer.BUDGET: _("the budget of the group"),
    Payer.CANDIDATE: _("the participant"),
    Payer.NONE: _("nobody: there are no costs"),
}
CHANGES: Mapping[How, _StrPromise] = {
    How.ADDED: _("new"),
    How.REMOVED: _("gone"),
    How.CHANGED: _("changed"),
}
# What waits for whom, by the kind of a matter; each is about a participation or a group.
