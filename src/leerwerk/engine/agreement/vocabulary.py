"""The words of an agreement: its articles and clauses, who reads which, what is filled in, and what can be missing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from leerwerk.engine.model.vocabulary import LanguageSkill
from leerwerk.engine.pathway.vocabulary import Doer


class Kind(StrEnum):
    """Of one participant, or of a group as a whole."""

    LEARN_WORK = "learn_work"
    COOPERATION = "cooperation"


class Circle(StrEnum):
    """Who reads a clause: every party, or those whom pay and contract concern."""

    EVERYONE = "everyone"
    EMPLOYMENT = "employment"


# Whom pay and contract concern. A school and a mentor approve the same version without reading these clauses; a
# director, who is no party to a learn-work agreement, helps to write it.
EMPLOYMENT_CIRCLE = frozenset({Doer.CANDIDATE, Doer.EMPLOYER, Doer.INTERMEDIARY, Doer.DIRECTOR})


def circles_of(side: Doer) -> frozenset[Circle]:
    """Return the circles that a side belongs to."""
    return frozenset(Circle) if side in EMPLOYMENT_CIRCLE else frozenset({Circle.EVERYONE})


class Article(StrEnum):
    """The headings, in the order in which they are read."""

    PARTIES = "parties"
    WORK = "work"
    TASKS = "tasks"
    HOURS = "hours"
    LEARNING = "learning"
    LANGUAGE = "language"
    COACHING = "coaching"
    PAY = "pay"
    CONTRACT = "contract"
    PLACEMENT = "placement"
    COSTS = "costs"
    STOP = "stop"
    DATA = "data"
    APPROVAL = "approval"


class PayUnit(StrEnum):
    """How the participant is paid; ``benefit``: works while keeping a benefit, without pay."""

    HOUR = "hour"
    MONTH = "month"
    BENEFIT = "benefit"


class WageScale(StrEnum):
    """Which minimum wage holds; ``bbl`` scales are lower ones for a bbl contract of 18 to 20 years."""

    ADULT = "adult"
    AGE_20 = "age_20"
    AGE_19 = "age_19"
    AGE_18 = "age_18"
    BBL_20 = "bbl_20"
    BBL_19 = "bbl_19"
    BBL_18 = "bbl_18"


class Cost(StrEnum):
    """What somebody has to pay for."""

    LESSONS = "lessons"
    TRAVEL = "travel"
    TOOLS = "tools"
    COACHING = "coaching"


class Payer(StrEnum):
    """Who pays for it; ``none``: it costs nothing here."""

    EMPLOYER = "employer"
    INTERMEDIARY = "intermediary"
    EDUCATOR = "educator"
    BUDGET = "budget"
    CANDIDATE = "candidate"
    NONE = "none"


class Missing(StrEnum):
    """What an agreement cannot do without and does not have, or has wrong."""

    # of the world as it is
    EMPLOYER = "employer"
    WORKPLACE = "workplace"
    TASKS = "tasks"
    FLOOR_MENTOR = "floor_mentor"
    EDUCATOR = "educator"
    LANGUAGE_TEACHER = "language_teacher"
    COACH = "coach"
    INTERMEDIARY = "intermediary"
    BUDGET = "budget"
    # of what people fill in
    WORK_HOURS = "work_hours"
    PAY = "pay"
    BELOW_MINIMUM_WAGE = "below_minimum_wage"
    LESSONS_PAID = "lessons_paid"
    CONTRACT = "contract"
    TRIAL = "trial"
    TRIAL_TOO_LONG = "trial_too_long"
    NOTICE = "notice"
    GROWTH = "growth"
    WHO_PAYS = "who_pays"
    TALK_DAYS = "talk_days"
    WHEN_IT_STOPS = "when_it_stops"
    MEETINGS = "meetings"
    EMPLOYER_STOPS = "employer_stops"
    TOO_FEW = "too_few"
    NOT_COVERED = "not_covered"


# Who has to see to it: the employer knows work, pay and contract; the rest is the director's.
OWNERS: dict[Missing, Doer] = dict.fromkeys(Missing, Doer.DIRECTOR) | dict.fromkeys(
    (
        *(Missing.TASKS, Missing.FLOOR_MENTOR, Missing.WORK_HOURS, Missing.PAY, Missing.BELOW_MINIMUM_WAGE),
        *(Missing.LESSONS_PAID, Missing.CONTRACT, Missing.TRIAL, Missing.TRIAL_TOO_LONG, Missing.NOTICE),
        Missing.GROWTH,
    ),
    Doer.EMPLOYER,
)


class Caution(StrEnum):
    """What people should look at, and what stops nobody."""

    WAGE_NOT_UP_TO_DATE = "wage_not_up_to_date"  # the minimum wage of the first day is not known yet


class Code(StrEnum):
    """What a clause says; its sentence in each language stands with the screens."""

    PARTICIPANT = "participant"
    PARTY = "party"
    GROUP = "group"
    PERIOD = "period"
    WORKPLACE = "workplace"
    TASKS = "tasks"
    FLOOR_MENTOR = "floor_mentor"
    DUTIES = "duties"
    SIZE = "size"
    PLACES = "places"
    HOURS = "hours"
    DAYS = "days"
    WEEK = "week"
    LESSONS = "lessons"
    PAPERS = "papers"
    LANGUAGE_LESSONS = "language_lessons"
    LANGUAGE_GOAL = "language_goal"  # speaking
    LANGUAGE_GOAL_LISTENING = "language_goal_listening"
    LANGUAGE_GOAL_READING = "language_goal_reading"
    LANGUAGE_GOAL_WRITING = "language_goal_writing"
    COACH = "coach"
    COACHING_MONTHS = "coaching_months"
    QUESTIONS = "questions"
    MEETINGS = "meetings"
    PAY_HOUR = "pay_hour"
    PAY_MONTH = "pay_month"
    PAY_BENEFIT = "pay_benefit"
    MINIMUM = "minimum"
    LESSONS_PAID = "lessons_paid"
    LESSONS_UNPAID = "lessons_unpaid"
    CONTRACT_MONTHS = "contract_months"
    CONTRACT_OPEN = "contract_open"
    TRIAL_NONE = "trial_none"
    TRIAL_MONTHS = "trial_months"
    NOTICE = "notice"
    GROWTH = "growth"
    CONTRACT_AFTER = "contract_after"
    CLEAR_ON = "clear_on"
    PAYS = "pays"
    PAYS_NOBODY = "pays_nobody"
    BUDGETS = "budgets"
    CHARGE = "charge"
    NOT_COVERED = "not_covered"
    TALK = "talk"
    TALK_TOGETHER = "talk_together"
    WHEN_IT_STOPS = "when_it_stops"
    NEXT_PLACE = "next_place"
    EMPLOYER_STOPS = "employer_stops"
    TOO_FEW = "too_few"
    DATA_SEEN = "data_seen"
    DATA_KEPT = "data_kept"
    SAME_VERSION = "same_version"
    NEW_VERSION = "new_version"
    DUTCH_DECIDES = "dutch_decides"


GOALS: Mapping[LanguageSkill, Code] = MappingProxyType(
    {
        LanguageSkill.SPEAKING: Code.LANGUAGE_GOAL,
        LanguageSkill.LISTENING: Code.LANGUAGE_GOAL_LISTENING,
        LanguageSkill.READING: Code.LANGUAGE_GOAL_READING,
        LanguageSkill.WRITING: Code.LANGUAGE_GOAL_WRITING,
    }
)
"""The clause that says which level of a skill is the goal."""
