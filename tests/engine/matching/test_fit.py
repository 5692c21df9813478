"""What speaks for and against somebody and a workplace: each rule, on both sides, with how much it counts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_type_hints

import pytest

from leerwerk.engine.matching.facts import Liking, Said, Seeker, TaskAsked, Way, Work
from leerwerk.engine.matching.fit import (
    BASE,
    BY_RANK,
    FOR_PERSON,
    POINTS,
    Against,
    Caution,
    Noted,
    Reason,
    asked_now,
    fit,
    worth,
)
from leerwerk.engine.pathway import Met
from leerwerk.engine.pathway.requirements import Requirement

TODAY = date(2027, 1, 4)
SPEAKS = Requirement.SPEAKING
A2, B1, B2 = 3, 4, 5
BRINGS = Met(
    language=(A2, A2, A2, A2),
    learnability=3,
    load=3,
    motivation=5,
    available=0b1111111111,
    skills=frozenset({"forklift"}),
    licence=False,
    limits=frozenset({"no_lifting"}),
)
AMAL = Seeker(
    key="amal", brings=BRINGS, most_minutes=45, ready=TODAY, wishes=("groen", "bouw"), learned_in="groen", paper=True
)
GARDEN = Work(
    key="garden",
    sector="groen",
    free=1,
    shifts=0b0000001111,
    tasks=(TaskAsked(name="Schoffelen"), TaskAsked(name="Klanten helpen", now=False, skill=SPEAKS, level=B1)),
)
NEARBY = Way(minutes=20, bicycle=25)


def found(work: Work = GARDEN, way: Way = NEARBY, seeker: Seeker = AMAL) -> Any:
    return fit(work, seeker, way, today=TODAY)


SPOILED: dict[str, tuple[dict[str, Any], dict[str, Any], Way, Noted[Against]]] = {
    "too far": ({}, {}, Way(minutes=60), Noted(Against.TRAVEL, 15)),
    "too little Dutch": (
        {"tasks": (TaskAsked(name="Bellen", skill=SPEAKS, level=B2), TaskAsked(name="Vegen"))},
        {},
        NEARBY,
        Noted(Against.LANGUAGE, 2, ("speaking", "Bellen")),
    ),
    "a skill": ({"skills": frozenset({"vca"})}, {}, NEARBY, Noted(Against.SKILLS, items=("vca",))),
    "no licence": ({"licence": True}, {}, NEARBY, Noted(Against.LICENCE)),
    "a limit": ({"excluded": frozenset({"no_lifting"})}, {}, NEARBY, Noted(Against.LIMITS, items=("no_lifting",))),
    "no time": ({"shifts": 0b11}, {"brings": replace(BRINGS, available=0b100)}, NEARBY, Noted(Against.TIMES)),
    "not ready": ({}, {"ready": TODAY + timedelta(days=9)}, NEARBY, Noted(Against.NOT_READY, 9)),
    "full": ({"free": 0}, {}, NEARBY, Noted(Against.FULL)),
}


@pytest.mark.parametrize("how", SPOILED)
def test_each_thing_that_stands_in_the_way_is_named_with_how_much(how: str) -> None:
    work, seeker, way, told = SPOILED[how]
    both = found(replace(GARDEN, **work), way, replace(AMAL, **seeker))
    assert both.against == (told,)
    assert not both.possible


def test_a_task_that_is_learned_there_asks_nothing_of_the_first_day() -> None:
    assert asked_now(GARDEN).language == (0, 0, 0, 0)
    assert found().possible


def test_what_speaks_for_it_is_said_for_each_side() -> None:
    both = found(replace(GARDEN, skills=frozenset({"forklift"})))
    assert both.for_person == (
        Noted(Reason.WISHED, 1),
        Noted(Reason.NEAR, 20),
        Noted(Reason.BY_BICYCLE, 25),
        Noted(Reason.GROWS, items=("Klanten helpen",)),
        Noted(Reason.SAME_WORK),
    )
    assert both.for_employer == (
        Noted(Reason.DOES_AT_ONCE, items=("Schoffelen",)),
        Noted(Reason.ALL_TIMES),
        Noted(Reason.PAPER),
        Noted(Reason.SKILLED, items=("forklift",)),
    )
    assert both.points == 3 + 1 + 1 + 1 + 2 + 2 + 1 + 1 + 1


def test_what_has_to_be_looked_at_first_hinders_nothing() -> None:
    work = replace(GARDEN, sector="zorg", tasks=(), confirmed=False, before_the_bus=True, after_the_bus=True)
    seeker = replace(AMAL, brings=replace(BRINGS, available=0b0000000111))
    both = found(work, Way(), seeker)
    assert [one.code for one in both.cautions] == list(Caution)
    assert both.possible


def test_who_comes_by_bicycle_needs_no_bus() -> None:
    work = replace(GARDEN, before_the_bus=True, after_the_bus=True)
    assert found(work).cautions == ()
    assert len(found(work, Way(minutes=40, bicycle=31)).cautions) == 2


def test_a_later_wish_counts_less_and_each_reason_counts_something() -> None:
    first, second = found().points, found(replace(GARDEN, sector="bouw"), seeker=replace(AMAL, learned_in="")).points
    assert first > second
    assert POINTS.keys() == set(Reason)
    assert min(POINTS.values()) > 0
    assert set(Reason) > FOR_PERSON


def test_what_both_said_counts_beside_what_speaks_for_it() -> None:
    both = found()
    plain = worth(both, Said())
    assert plain == BASE + both.points
    ranked = [worth(both, Said(person=Liking.YES, rank=rank)) - plain for rank in (1, 2, 3, 4)]
    assert ranked == [*BY_RANK, 4]
    assert worth(both, Said(employer=Liking.FIRST)) > worth(both, Said(employer=Liking.YES)) > plain


def test_that_somebody_works_at_all_counts_more_than_everything_else_together() -> None:
    most = sum(POINTS.values()) + BY_RANK[0] + 5
    assert most < BASE


def test_nothing_of_somebodys_background_is_among_the_facts() -> None:
    names = {*get_type_hints(Seeker), *get_type_hints(Met)}
    assert names.isdisjoint(
        {"sex", "nationality", "birth_year", "age", "origin", "religion", "native_language", "name"}
    )
