"""What cannot fit is explained by a smallest set of rules, which a search of its own confirms."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster import (
    Fact,
    Group,
    Kind,
    Lesson,
    Lock,
    Outcome,
    Participant,
    Question,
    Room,
    Teacher,
    Workplace,
    clashes,
    confirm,
    conflict,
    relaxations,
    solve,
)
from leerwerk.engine.roster.check_conflict import find
from leerwerk.engine.roster.rules import facts, only, split
from tests.engine.roster.small import question

TUE_AM = 2
SLOW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lesson_against_childcare() -> Question:
    """The only teacher of the language lesson is there on Tuesday morning; Amira takes her child somewhere then."""
    return Question(
        groups=(Group(id="bakery", size=8),),
        lessons=(
            Lesson(id="language", groups=("bakery",), activity=Activity.LANGUAGE, teachers=("Noor",), room="classroom"),
        ),
        participants=(
            Participant(
                id="Amira", group="bakery", home="Ede", workplace="oven", shifts=4, cannot={"childcare": 1 << TUE_AM}
            ),
            Participant(id="Yonas", group="bakery", home="Ede", workplace="oven", shifts=4),
        ),
        teachers=(Teacher(id="Noor", available=1 << TUE_AM),),
        rooms=(Room(id="1.04", place="Ede", seats=12),),
        workplaces=(Workplace(id="oven", place="Ede", patterns=((2,) * 10,)),),
    )


def test_the_lesson_and_the_childcare_are_named_with_their_dagdeel() -> None:
    asked = lesson_against_childcare()
    assert solve(asked).outcome is Outcome.IMPOSSIBLE
    found = conflict(asked)
    assert found.smallest
    assert Fact(kind=Kind.CANNOT, who="Amira", slots=1 << TUE_AM, reason="childcare") in found.rules
    absent = next(one for one in found.rules if one.kind is Kind.TEACHER_ABSENT)
    assert absent.who == "Noor"
    assert not absent.slots >> TUE_AM & 1
    assert {one.kind for one in found.rules} == {Kind.CANNOT, Kind.TEACHER_ABSENT, Kind.LESSON, Kind.NEEDS_TEACHER}
    told = confirm(asked, found)
    assert told.impossible
    assert told.smallest


def test_the_cheapest_way_out_is_another_dagdeel_of_the_teacher() -> None:
    asked = lesson_against_childcare()
    found = relaxations(asked, conflict(asked), most=2)
    assert found[0].sure
    assert [one.kind for one in found[0].rules] == [Kind.TEACHER_ABSENT]
    assert found[0].rules[0].slots.bit_count() == 1
    assert found[0].price <= found[1].price


def test_a_lesson_is_in_a_room_of_its_own_school_or_does_not_fit() -> None:
    """Two lessons on the only dagdeel: there are two rooms in town, but one of them is of another school."""
    asked = lesson_against_childcare()
    mine, theirs = asked.rooms[0], replace(asked.rooms[0], id="2.01")
    own = replace(asked.lessons[0], rooms=("1.04",))
    other = replace(own, id="other", groups=("garden",), teachers=("Piet",))
    asked = replace(
        asked,
        groups=(*asked.groups, Group(id="garden", size=8)),
        lessons=(own, other),
        participants=(),
        teachers=(*asked.teachers, Teacher(id="Piet", available=1 << TUE_AM)),
        rooms=(mine, theirs),
    )
    found = conflict(asked)
    assert {(one.kind, one.who) for one in found.rules} >= {(Kind.NEEDS_ROOM, "language"), (Kind.NEEDS_ROOM, "other")}
    assert confirm(asked, found).impossible
    for rooms in (("2.01",), ("1.04", "2.01"), None):
        free = replace(asked, lessons=(own, replace(other, rooms=rooms)))
        answer = solve(free, workers=1).roster
        assert answer is not None
        assert {(one.lesson, one.room) for one in answer.meetings} == {("language", "1.04"), ("other", "2.01")}


def test_two_locks_on_one_room_are_named() -> None:
    asked = lesson_against_childcare()
    theory = Lesson(id="theory", groups=("bakery",), activity=Activity.THEORY, room="classroom")
    asked = replace(
        asked,
        lessons=(theory, replace(asked.lessons[0], teachers=None)),
        locks=(Lock(lesson="theory", start=5), Lock(lesson="language", start=5)),
    )
    found = conflict(asked)
    assert {(one.kind, one.who) for one in found.rules} >= {(Kind.LOCK, "theory"), (Kind.LOCK, "language")}
    assert [(one.rules[0].kind, one.price) for one in relaxations(asked, found, most=2)] == [(Kind.LOCK, 1)] * 2


@SLOW
@given(seed=st.integers(0, 10_000), slots=st.sampled_from([10, 15]))
def test_every_conflict_is_impossible_and_smallest(seed: int, slots: int) -> None:
    asked = question(seed, slots)
    assume(solve(asked, workers=1).outcome is Outcome.IMPOSSIBLE)
    found = conflict(asked)
    assert found.rules
    assert found.smallest
    told = confirm(asked, found)
    assert told.impossible
    assert told.smallest


@SLOW
@given(seed=st.integers(0, 10_000))
def test_what_is_left_after_a_relaxation_fits(seed: int) -> None:
    asked = question(seed)
    assume(solve(asked, workers=1).outcome is Outcome.IMPOSSIBLE)
    found = relaxations(asked, conflict(asked), most=1, seconds=60)
    assert found
    assert list(found) == sorted(found, key=lambda one: one.price)
    for one in found:
        dropped = {fine for fact in one.rules for fine in split(fact)}
        rest = only(asked, [fine for fact in facts(asked) for fine in split(fact) if fine not in dropped])
        roster = find(rest)
        assert not isinstance(roster, bool)
        assert not clashes(rest, roster)


@SLOW
@given(seed=st.integers(0, 10_000), slots=st.sampled_from([10, 15]))
def test_the_plain_search_agrees_on_what_is_possible(seed: int, slots: int) -> None:
    asked = question(seed, slots)
    roster = find(asked)
    possible = solve(asked, workers=1).outcome is not Outcome.IMPOSSIBLE
    assert possible == (not isinstance(roster, bool))
    if not isinstance(roster, bool):
        assert not clashes(asked, roster)


def test_there_is_no_conflict_where_a_roster_is_possible() -> None:
    asked = replace(lesson_against_childcare(), teachers=(Teacher(id="Noor"),))
    assert conflict(asked).rules == ()
