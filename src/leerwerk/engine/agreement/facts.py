"""What the terms are drawn up from: facts that the rooms know, and what people fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from leerwerk.engine.agreement.vocabulary import Cost, Payer, PayUnit, WageScale
from leerwerk.engine.agreement.wages import MinimumWage
from leerwerk.engine.model.vocabulary import LanguageSkill
from leerwerk.engine.pathway.vocabulary import Doer


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFact:
    """A party that approves: what it is, its name, and the key of the organisation (None: the participant)."""

    side: Doer
    name: str
    key: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The workplace of a participant; ``shifts``: bit d of the working week."""

    employer: str
    title: str
    place: str
    tasks: tuple[str, ...]
    shifts: int
    floor_mentor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the design of the group says; hours per week, months, days. ``language_goals``:
    levels at the end. ``papers``: what is learned for.
    """

    title: str
    code: str
    place: str
    starts: date
    ends: date
    work_hours: Decimal
    lesson_hours: Decimal
    language_hours: Decimal
    language_goals: Mapping[LanguageSkill, str]
    language_months: Decimal
    coaching_months: Decimal
    contract_months: int | None
    papers: tuple[str, ...]
    clear_on: tuple[str, ...] = ()
    coaching: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """What a budget pays of a group, in euros: once, and per participant; ``payer``: empty when nobody is named."""

    budget: str
    payer: str
    per_group: Decimal
    per_participant: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnWorkFacts:
    """All that is known of one participation."""

    participant: str
    parties: tuple[PartyFact, ...]
    course: Course
    work: Work | None
    budgets: tuple[Charged, ...]
    minimum_wages: tuple[MinimumWage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What people filled in for one participant. None, or empty, is not said yet.

    ``contract_months``: 0 is a contract without an end. ``trial_months``: 0 is no trial period. ``growth_months``:
    after how many months growth is talked about; ``growth``, ``when_it_stops``: in words. ``work_hours``: per week,
    where they differ from the design.
    """

    work_hours: Decimal | None = None
    pay_unit: PayUnit | None = None
    pay: Decimal | None = None
    wage_scale: WageScale = WageScale.ADULT
    lessons_paid: bool | None = None
    contract_months: int | None = None
    trial_months: int | None = None
    notice_weeks: int | None = None
    growth_months: int | None = None
    growth: str = ""
    who_pays: Mapping[Cost, Payer] = field(default_factory=dict)
    talk_days: int | None = None
    when_it_stops: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What one role does in the trajectory, as codes of the generic model."""

    role: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationFacts:
    """All that is known of a group. ``places``: how many places each employer offers."""

    parties: tuple[PartyFact, ...]
    course: Course
    smallest: int
    largest: int
    duties: tuple[Duties, ...]
    places: tuple[tuple[str, int], ...]
    charges: tuple[Charged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFilled:
    """What people filled in for a group: weeks between meetings, days within which they talk, and what if."""

    meeting_weeks: int | None = None
    talk_days: int | None = None
    employer_stops: str = ""
    too_few: str = ""
    not_covered: Payer | None = None
