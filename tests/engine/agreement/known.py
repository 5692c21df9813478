"""A participation of which everything is known, and what people filled in for it."""

from datetime import date
from decimal import Decimal

from leerwerk.engine.agreement import (
    Charged,
    CooperationFacts,
    Cost,
    Course,
    Duties,
    Filled,
    GroupFilled,
    LearnWorkFacts,
    MinimumWage,
    PartyFact,
    Payer,
    PayUnit,
    WageScale,
    Work,
)
from leerwerk.engine.model import LanguageSkill
from leerwerk.engine.pathway import Doer

START = date(2027, 8, 1)
COURSE = Course(
    title="Leerwerk groen",
    code="groen",
    place="Utrecht",
    starts=START,
    ends=date(2028, 8, 1),
    work_hours=Decimal(24),
    lesson_hours=Decimal(4),
    language_hours=Decimal(4),
    language_goals=dict.fromkeys(LanguageSkill, "A2"),
    language_months=Decimal("14.5"),
    coaching_months=Decimal(24),
    contract_months=12,
    papers=("Diploma mbo 2 groen",),
)
PARTIES = (
    PartyFact(side=Doer.CANDIDATE, name="Amal Voorbeeld"),
    PartyFact(side=Doer.EMPLOYER, name="Groenwerk", key=1),
    PartyFact(side=Doer.INTERMEDIARY, name="Gemeente Utrecht", key=2),
    PartyFact(side=Doer.EDUCATOR, name="Vakschool Midden", key=3),
    PartyFact(side=Doer.MENTOR, name="De Verbinders", key=4),
)
WORK = Work(
    employer="Groenwerk",
    title="Werkplek tuin",
    place="Nieuwegein",
    tasks=("Planten verzorgen", "Gereedschap schoonmaken"),
    shifts=0b0111110111,
    floor_mentor="Joke Bos",
)
BUDGET = Charged(budget="Regiobudget", payer="Fonds Vooruit", per_group=Decimal(10_000), per_participant=Decimal(2_000))
WAGE = MinimumWage(scale=WageScale.ADULT, since=date(2027, 7, 1), until=date(2027, 12, 31), per_hour=Decimal("15.00"))
KNOWN = LearnWorkFacts(
    participant="Amal Voorbeeld", parties=PARTIES, course=COURSE, work=WORK, budgets=(BUDGET,), minimum_wages=(WAGE,)
)
FILLED = Filled(
    pay_unit=PayUnit.HOUR,
    pay=Decimal("15.50"),
    lessons_paid=False,
    contract_months=12,
    trial_months=1,
    notice_weeks=4,
    growth_months=12,
    growth="Voorman in opleiding.",
    who_pays=dict.fromkeys(Cost, Payer.EMPLOYER) | {Cost.LESSONS: Payer.BUDGET},
    talk_days=5,
    when_it_stops="We zoeken een andere werkplek.",
)
GROUP = CooperationFacts(
    parties=PARTIES[1:],
    course=COURSE,
    smallest=8,
    largest=15,
    duties=(Duties(role="employer", duties=("offer_work", "guide_on_floor")),),
    places=(("Groenwerk", 4),),
    charges=(BUDGET,),
)
GROUP_FILLED = GroupFilled(
    meeting_weeks=6,
    talk_days=5,
    employer_stops="Wij zoeken een andere werkplek.",
    too_few="Wij wachten een maand.",
    not_covered=Payer.INTERMEDIARY,
)
