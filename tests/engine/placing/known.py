"""A placement of which everything is known, and how each of its facts is left out or spoiled."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.engine.agreement import MinimumWage, WageScale
from leerwerk.engine.placing import ContractType, FirstStep, GrowthKind, Lack, PayPer, PlacementFacts, stated_norms

TODAY = date(2027, 2, 15)
FIRST = date(2027, 3, 1)
NORMS = stated_norms()
WAGES = (
    MinimumWage(scale=WageScale.ADULT, since=date(2027, 1, 1), until=date(2027, 6, 30), per_hour=Decimal("15.00")),
    MinimumWage(scale=WageScale.BBL_19, since=date(2027, 1, 1), until=date(2027, 6, 30), per_hour=Decimal("8.00")),
)
WHOLE = PlacementFacts(
    employer="Groenwerk",
    workplace="Kwekerij Nieuwegein",
    tasks=("Planten verzorgen", "Gereedschap schoonmaken"),
    hours=Decimal(32),
    pay=Decimal("15.40"),
    pay_per=PayPer.HOUR,
    contract=ContractType.FIXED_TERM,
    agreed_on=TODAY,
    begins=FIRST,
    ends=date(2028, 2, 29),
    probation_months=1,
    growth_kinds=frozenset({GrowthKind.PAY, GrowthKind.LEARNING}),
    growth_months=12,
    growth="Een trede hoger, en de cursus snoeien.",
    onboarding=(FirstStep(what="Rondleiding en kleding", day=FIRST),),
    buddy="Joke Bos",
    coach="Mila de Graaf",
)

SPOILED: Mapping[str, tuple[dict[str, Any], Lack]] = {
    "no employer": ({"employer": " "}, Lack.EMPLOYER),
    "no place": ({"workplace": ""}, Lack.WORKPLACE),
    "no tasks": ({"tasks": ()}, Lack.TASKS),
    "only empty tasks": ({"tasks": ("", " ")}, Lack.TASKS),
    "no hours": ({"hours": None}, Lack.HOURS),
    "no hours at all": ({"hours": Decimal(0)}, Lack.HOURS_TOO_FEW),
    "too few hours": ({"hours": Decimal("0.5")}, Lack.HOURS_TOO_FEW),
    "too many hours": ({"hours": Decimal("48.5")}, Lack.HOURS_TOO_MANY),
    "no pay": ({"pay": None}, Lack.PAY),
    "nothing is paid": ({"pay": Decimal(0)}, Lack.PAY),
    "pay for what?": ({"pay_per": None}, Lack.PAY_UNIT),
    "too little an hour": ({"pay": Decimal("14.99")}, Lack.BELOW_MINIMUM_WAGE),
    "too little a month": ({"pay": Decimal("2000.00"), "pay_per": PayPer.MONTH}, Lack.BELOW_MINIMUM_WAGE),
    "too little a period": ({"pay": Decimal("1919.00"), "pay_per": PayPer.PERIOD}, Lack.BELOW_MINIMUM_WAGE),
    "a scale of bbl": ({"wage_scale": WageScale.BBL_19}, Lack.WAGE_SCALE),
    "no contract": ({"contract": None}, Lack.CONTRACT),
    "not agreed": ({"agreed_on": None}, Lack.AGREED_ON),
    "agreed tomorrow": ({"agreed_on": date(2027, 2, 16)}, Lack.AGREED_IN_FUTURE),
    "no first day": ({"begins": None}, Lack.FIRST_DAY),
    "works before it was agreed": ({"begins": date(2027, 2, 14)}, Lack.BEFORE_AGREED),
    "fixed, until when?": ({"ends": None}, Lack.LENGTH),
    "fixed without an end": ({"ends": None, "no_end": True}, Lack.LENGTH_DOES_NOT_FIT),
    "open with an end": ({"contract": ContractType.OPEN_ENDED}, Lack.LENGTH_DOES_NOT_FIT),
    "an end and no end": ({"contract": ContractType.AGENCY, "no_end": True}, Lack.LENGTH_DOES_NOT_FIT),
    "seconded, until when?": ({"contract": ContractType.SECONDMENT, "ends": None}, Lack.LENGTH),
    "agency, until when?": ({"contract": ContractType.AGENCY_CLAUSE, "ends": None}, Lack.LENGTH),
    "ends before it begins": ({"ends": date(2027, 2, 28)}, Lack.END_BEFORE_FIRST_DAY),
    "more than three years": ({"ends": date(2030, 3, 1)}, Lack.TERM_TOO_LONG),
    "more than three years in a chain": ({"earlier_months": 25}, Lack.TERM_TOO_LONG),
    "a trial period or none?": ({"probation_months": None}, Lack.PROBATION),
    "less than none": ({"probation_months": -1}, Lack.PROBATION),
    "trial in half a year": ({"ends": date(2027, 8, 31)}, Lack.PROBATION_TOO_LONG),
    "two months' trial in a year": ({"probation_months": 2}, Lack.PROBATION_TOO_LONG),
    "three months' trial": (
        {"contract": ContractType.OPEN_ENDED, "ends": None, "probation_months": 3},
        Lack.PROBATION_TOO_LONG,
    ),
    "no growth": ({"growth_kinds": frozenset()}, Lack.GROWTH),
    "growth when?": ({"growth_months": None}, Lack.GROWTH_AFTER),
    "growth at once": ({"growth_months": 0}, Lack.GROWTH_AFTER),
    "growth to what?": ({"growth": ""}, Lack.GROWTH_WORDS),
    "no plan": ({"onboarding": ()}, Lack.ONBOARDING),
    "a step of nothing": ({"onboarding": (FirstStep(what=" ", day=FIRST),)}, Lack.ONBOARDING_WHAT),
    "a step some day": ({"onboarding": (FirstStep(what="Uitleg", day=None),)}, Lack.ONBOARDING_DAY),
    "a step too late": (
        {"onboarding": (FirstStep(what="Uitleg", day=date(2028, 3, 1)),)},
        Lack.ONBOARDING_AFTER_END,
    ),
    "no buddy": ({"buddy": ""}, Lack.BUDDY),
    "no coach": ({"coach": ""}, Lack.COACH),
}
