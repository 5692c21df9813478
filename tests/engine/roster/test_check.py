"""The checker names what is wrong, of whom and when; moving something tells what that brings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leerwerk.engine.model.vocabulary import Activity
from leerwerk.engine.roster import (
    Clash,
    Group,
    Lesson,
    Lock,
    Meeting,
    MistakeCode,
    Move,
    Outcome,
    Participant,
    Question,
    Room,
    Roster,
    Rule,
    ShiftLock,
    Soft,
    Teacher,
    Workplace,
    clashes,
    cost,
    mistakes,
    repair,
    what_if,
)

MON_AM, MON_PM, TUE_AM, TUE_PM, WED_AM = range(5)

ASKED = Question(
    groups=(Group(id="bakery", size=8), Group(id="garden", size=8)),
    lessons=(
        Lesson(
            id="theory", groups=("bakery",), activity=Activity.THEORY, length=2, teachers=("Noor",), room="classroom"
        ),
        Lesson(
            id="language",
            groups=("bakery",),
            activity=Activity.LANGUAGE,
            times=2,
            teachers=("Noor", "Piet"),
            room="classroom",
        ),
        Lesson(id="garden theory", groups=("garden",), activity=Activity.THEORY, teachers=("Piet",), room="classroom"),
    ),
    participants=(
        Participant(
            id="Amira",
            group="bakery",
            home="Ede",
            workplace="oven",
            shifts=2,
            cannot={"childcare": 1 << WED_AM},
            max_travel=40,
        ),
    ),
    teachers=(Teacher(id="Noor"), Teacher(id="Piet", prefers=1 << TUE_AM, available=0b0001111111, most=4)),
    rooms=(
        Room(id="1.04", place="Ede", seats=12),
        Room(id="attic", place="Ede", seats=4),
        Room(id="far", place="Urk", seats=20),
    ),
    workplaces=(Workplace(id="oven", place="Wageningen", patterns=((1,) * 6 + (0,) * 4,)),),
    travel={
        ("Ede", "Wageningen"): 25,
        ("Wageningen", "Ede"): 25,
        ("Ede", "Urk"): 70,
        ("Urk", "Ede"): 70,
        ("Urk", "Wageningen"): 80,
        ("Wageningen", "Urk"): 80,
    },
)
GOOD = Roster(
    meetings=(
        Meeting(lesson="theory", start=MON_AM, teacher="Noor", room="1.04"),
        Meeting(lesson="language", start=TUE_AM, teacher="Piet", room="1.04"),
        Meeting(lesson="language", start=6, teacher="Piet", room="1.04"),
        Meeting(lesson="garden theory", start=TUE_PM, teacher="Piet", room="1.04"),
    ),
    shifts={"Amira": 1 << TUE_PM | 1 << 5},
    patterns={"oven": 0},
)


def test_a_good_roster_has_no_clash() -> None:
    assert not mistakes(ASKED)
    assert clashes(ASKED, GOOD) == ()


def moved(lesson: str, **changes: object) -> Roster:
    """The good roster with the first meeting of a lesson changed."""
    number = next(k for k, one in enumerate(GOOD.meetings) if one.lesson == lesson)
    meetings = list(GOOD.meetings)
    meetings[number] = replace(meetings[number], **changes)  # type: ignore[arg-type]
    return replace(GOOD, meetings=tuple(meetings))


@pytest.mark.parametrize(
    ("roster", "clash"),
    [
        (replace(GOOD, meetings=GOOD.meetings[1:]), Clash(rule=Rule.TIMES, who="theory")),
        (moved("theory", start=MON_PM), Clash(rule=Rule.BLOCK, who="theory", slots=1 << MON_PM)),
        (moved("theory", teacher="Piet"), Clash(rule=Rule.NOT_THEIR_LESSON, who="theory", slots=3, other="Piet")),
        (
            moved("language", start=8),
            Clash(rule=Rule.TEACHER_ABSENT, who="Piet", slots=1 << 8, other="language"),
        ),
        (
            moved("garden theory", start=6, room="far"),
            Clash(rule=Rule.TEACHER_TWICE, who="Piet", slots=1 << 6, other="garden theory"),
        ),
        (
            moved("garden theory", room="far"),
            Clash(rule=Rule.TEACHER_TRAVEL, who="Piet", slots=1 << TUE_AM | 1 << TUE_PM, other="Urk"),
        ),
        (moved("language", room=None), Clash(rule=Rule.ROOM_KIND, who="language", slots=1 << TUE_AM)),
        (moved("theory", room="attic"), Clash(rule=Rule.ROOM_SMALL, who="theory", slots=3, other="attic")),
        (
            moved("garden theory", start=MON_AM),
            Clash(rule=Rule.ROOM_TWICE, who="1.04", slots=1, other="garden theory"),
        ),
        (moved("language", start=MON_PM), Clash(rule=Rule.GROUP_TWICE, who="bakery", slots=1 << MON_PM)),
        (moved("language", start=5), Clash(rule=Rule.LESSON_AND_SHIFT, who="Amira", slots=1 << 5)),
        (moved("language", start=WED_AM), Clash(rule=Rule.CANNOT, who="Amira", slots=1 << WED_AM, reason="childcare")),
        (moved("theory", room="far"), Clash(rule=Rule.TOO_FAR, who="Amira", slots=1, other="Urk")),
        (
            moved("language", room="far"),
            Clash(rule=Rule.UNREACHABLE, who="Amira", slots=1 << TUE_AM | 1 << TUE_PM, other="Wageningen"),
        ),
        (replace(GOOD, shifts={"Amira": 1 << TUE_PM}), Clash(rule=Rule.PROMISED_HOURS, who="Amira")),
        (
            replace(GOOD, shifts={"Amira": 1 << 5 | 1 << 7}),
            Clash(rule=Rule.NOT_OFFERED, who="Amira", slots=1 << 7, other="oven"),
        ),
        (replace(GOOD, shifts={"Nobody": 1}), Clash(rule=Rule.UNKNOWN, who="Nobody")),
    ],
)
def test_each_rule_is_named(roster: Roster, clash: Clash) -> None:
    assert clash in clashes(ASKED, roster)


def test_a_full_workplace_hours_of_a_teacher_and_locks_are_named() -> None:
    yonas = replace(ASKED.participants[0], id="Yonas", cannot={})
    asked = replace(
        ASKED,
        participants=(*ASKED.participants, yonas),
        teachers=(ASKED.teachers[0], replace(ASKED.teachers[1], most=2)),
        locks=(Lock(lesson="theory", start=TUE_AM), Lock(lesson="language", teacher="Noor")),
        shift_locks=(ShiftLock(participant="Amira", slots=1 << MON_AM),),
    )
    both = replace(GOOD, shifts={"Amira": GOOD.shifts["Amira"], "Yonas": GOOD.shifts["Amira"]})
    found = clashes(asked, both)
    for clash in (
        Clash(rule=Rule.WORKPLACE_FULL, who="oven", slots=1 << TUE_PM),
        Clash(rule=Rule.TEACHER_HOURS, who="Piet"),
        Clash(rule=Rule.LOCK, who="theory", slots=1 << TUE_AM),
        Clash(rule=Rule.LOCK, who="language"),
        Clash(rule=Rule.SHIFT_LOCK, who="Amira", slots=1 << MON_AM),
    ):
        assert clash in found


def test_a_room_that_is_not_one_of_the_lessons_is_named() -> None:
    own = tuple(replace(one, rooms=("attic",)) if one.id == "garden theory" else one for one in ASKED.lessons)
    slots = 1 << next(one.start for one in GOOD.meetings if one.lesson == "garden theory")
    found = clashes(replace(ASKED, lessons=own), GOOD)
    assert found == (Clash(rule=Rule.ROOM_PLACE, who="garden theory", slots=slots, other="1.04"),)
    lost = replace(own[0], rooms=("cellar",))
    assert [one.code for one in mistakes(replace(ASKED, lessons=(lost, *own[1:])))] == [MistakeCode.UNKNOWN_ROOM]


def test_the_costs_are_counted_by_rule() -> None:
    counted = cost(ASKED, GOOD)
    assert counted[Soft.EXTRA_DAY] == 2  # four days, and six dagdelen fit in three
    assert counted[Soft.CHANGE] == 1  # Tuesday: from Ede to Wageningen
    assert counted[Soft.TEACHER_WISH] == 2
    assert sum(counted.values()) == 5


def test_dragging_a_lesson_tells_what_it_brings_and_costs() -> None:
    meeting = GOOD.meetings[1]
    change = what_if(ASKED, GOOD, Move(gone=(meeting,), come=(replace(meeting, start=WED_AM),)))
    assert [one.rule for one in change.brings] == [Rule.CANNOT]
    assert change.solves == ()
    assert change.costs[Soft.TEACHER_WISH] == 1
    back = what_if(ASKED, change.roster, Move(gone=(replace(meeting, start=WED_AM),), come=(meeting,)))
    assert back.roster.shifts == GOOD.shifts
    assert back.total == -change.total
    assert [one.rule for one in back.solves] == [Rule.CANNOT]


def test_an_ill_teacher_moves_few_lessons() -> None:
    ill = replace(ASKED, teachers=(ASKED.teachers[0], replace(ASKED.teachers[1], available=0b0001110111)))
    again = repair(ill, GOOD, seconds=20.0, workers=1)
    assert again.outcome is not Outcome.UNKNOWN
    assert again.roster is not None
    assert clashes(ill, again.roster) == ()
    changed = set(again.roster.meetings) ^ set(GOOD.meetings)
    assert {one.lesson for one in changed} == {"garden theory"}
    assert again.roster.shifts == GOOD.shifts


def test_nothing_changes_where_nothing_is_wrong() -> None:
    again = repair(ASKED, GOOD)
    assert again.roster is not None
    assert set(again.roster.meetings) == set(GOOD.meetings)
    assert again.roster.shifts == GOOD.shifts


def test_mistakes_are_named_before_anybody_searches() -> None:
    wrong = replace(
        ASKED,
        lessons=(replace(ASKED.lessons[0], teachers=("Nobody",), length=4), *ASKED.lessons[1:]),
        workplaces=(replace(ASKED.workplaces[0], patterns=((1, 1),)),),
        groups=(replace(ASKED.groups[0], size=0), ASKED.groups[1]),
        locks=(Lock(lesson="nothing"),),
    )
    assert {one.code for one in mistakes(wrong)} == {
        MistakeCode.UNKNOWN_TEACHER,
        MistakeCode.LENGTH,
        MistakeCode.PATTERN,
        MistakeCode.SIZE,
        MistakeCode.UNKNOWN_LESSON,
    }
