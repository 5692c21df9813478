"""A group of which the money is looked at: fourteen people, four months before and fourteen of learning and working."""

from dataclasses import replace
from datetime import date
from typing import Any

from leerwerk.engine.money import Case, Cost, Grant, Group, Item, Part, Party, Per, stated_figures

DAY = date(2026, 3, 1)
STATED = stated_figures().all_on(DAY)
COSTS = (
    Cost(
        item=Item.PRE_TRACK,
        payer=Party.MUNICIPALITY,
        payee=Party.SCHOOL,
        euros=3000,
        per=Per.STARTER,
        part=Part.PRE_TRACK,
    ),
    Cost(
        item=Item.LANGUAGE,
        payer=Party.MUNICIPALITY,
        payee=Party.SCHOOL,
        euros=280,
        per=Per.MONTH,
        part=Part.LEARN_WORK,
    ),
    Cost(item=Item.COACHING, payer=Party.FUND, payee=Party.SCHOOL, euros=900, per=Per.PLACED, part=Part.AFTER),
    Cost(
        item=Item.COORDINATION,
        payer=Party.MUNICIPALITY,
        payee=Party.WORLD,
        euros=12_000,
        per=Per.GROUP,
        part=Part.LEARN_WORK,
    ),
)
GRANTS = (
    Grant(source="spuk", payer=Party.STATE, payee=Party.MUNICIPALITY, amounts=(11_600,), per=Per.STARTER),
    Grant(
        source="sowis",
        payer=Party.STATE,
        payee=Party.EMPLOYER,
        amounts=(8000, 6000, 5000, 5000),
        goes_on=False,
        per=Per.PLACED,
        months_later=6,
        chance=0.5,
    ),
)
GREEN = Group(starters=14, pre_track=4, learn_work=14, trial=2, costs=COSTS, grants=GRANTS)


def case_of(*groups: Group, months: int = 60) -> Case:
    """Return a case of these groups."""
    return Case(groups=groups, months=months)


def green(**other: Any) -> Group:
    """Return the group with something else about it."""
    return replace(GREEN, **other)
