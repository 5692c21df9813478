"""Timetables of lessons alone: what the search reckons is what the definition counts."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.engine.roster.curriculum.check import tally
from leerwerk.engine.roster.curriculum.question import Course, Curriculum, Hall, Lecture, Timetable
from leerwerk.engine.roster.curriculum.search import GRAVE, search

SMALL = Timetable(
    days=2,
    periods=2,
    courses=(
        Course(id="bread", teacher="Noor", lectures=2, min_days=2, students=10),
        Course(id="cake", teacher="Piet", lectures=1, min_days=1, students=10),
    ),
    halls=(Hall(id="hall", seats=12), Hall(id="nook", seats=7)),
    curricula=(Curriculum(id="bakery", courses=("bread", "cake")),),
    closed=frozenset({("cake", 0)}),
)


def lecture(course: str, period: int, hall: str = "hall") -> Lecture:
    """One lesson."""
    return Lecture(course=course, period=period, hall=hall)


def test_the_cheapest_timetable_costs_the_lonely_lesson_only() -> None:
    counted = tally(SMALL, (lecture("bread", 0), lecture("bread", 2), lecture("cake", 1)))
    assert counted.broken == 0
    assert (counted.seats, counted.days, counted.lonely, counted.halls) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("lectures", "kind", "count"),
    [
        ((lecture("bread", 0), lecture("cake", 1)), "lectures", 1),
        ((lecture("bread", 0), lecture("bread", 0, "nook"), lecture("cake", 1)), "lectures", 2),
        ((lecture("bread", 1), lecture("bread", 2), lecture("cake", 1, "nook")), "conflicts", 1),
        ((lecture("bread", 1), lecture("bread", 2), lecture("cake", 0)), "closed", 1),
        ((lecture("bread", 1), lecture("bread", 2), lecture("cake", 1)), "double", 1),
        ((lecture("bread", 0, "nook"), lecture("bread", 2), lecture("cake", 1)), "seats", 3),
        ((lecture("bread", 0, "nook"), lecture("bread", 2), lecture("cake", 1)), "halls", 1),
        ((lecture("bread", 2), lecture("bread", 3), lecture("cake", 1)), "days", 5),
        ((lecture("bread", 0), lecture("bread", 3), lecture("cake", 1)), "lonely", 2),
    ],
)
def test_each_rule_is_counted(lectures: tuple[Lecture, ...], kind: str, count: int) -> None:
    assert getattr(tally(SMALL, lectures), kind) == count


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_search_reckons_as_the_definition_counts(seed: int) -> None:
    rng = random.Random(seed)
    names = [f"c{n}" for n in range(5)]
    asked = Timetable(
        days=3,
        periods=rng.randint(2, 3),
        courses=tuple(
            Course(
                id=name,
                teacher=rng.choice("ABC"),
                lectures=rng.randint(1, 2),
                min_days=rng.randint(1, 2),
                students=rng.randint(5, 20),
            )
            for name in names
        ),
        halls=tuple(Hall(id=f"h{n}", seats=rng.randint(5, 20)) for n in range(3)),
        curricula=tuple(Curriculum(id=f"q{n}", courses=tuple(rng.sample(names, 2))) for n in range(3)),
        closed=frozenset((rng.choice(names), rng.randrange(6)) for _ in range(3)),
    )
    found = search(asked, seconds=60, moves=200_000, seed=seed, threads=1)
    counted = tally(asked, found.lectures)
    assert counted.lectures == counted.closed == counted.double == 0
    assert found.cost == counted.cost + GRAVE * counted.conflicts


def test_the_cheapest_of_all_timetables_is_found() -> None:
    cells = list(product(range(4), ("hall", "nook")))
    least = min(
        counted.cost
        for a, b, c in product(cells, cells, cells)
        if not (counted := tally(SMALL, (lecture("bread", *a), lecture("bread", *b), lecture("cake", *c)))).broken
    )
    assert search(SMALL, seconds=60, moves=200_000, threads=1).cost == least


def test_the_same_seed_gives_the_same_timetable_and_a_hall_more_is_never_dearer() -> None:
    first = search(SMALL, seconds=60, moves=200_000, seed=3)
    assert first.lectures == search(SMALL, seconds=60, moves=200_000, seed=3).lectures
    more = replace(SMALL, halls=(*SMALL.halls, Hall(id="new", seats=50)))
    assert search(more, seconds=60, moves=200_000, seed=3).cost <= first.cost


def test_lessons_without_room_in_the_week_are_told() -> None:
    full = replace(SMALL, courses=(replace(SMALL.courses[0], lectures=9), SMALL.courses[1]))
    with pytest.raises(ValueError, match="no cell"):
        search(full, seconds=1)
