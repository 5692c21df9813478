"""Regions that nothing fits: what usually goes wrong, put into a region where everything fitted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from leerwerk.engine.roster import Lock, Question, Roster


def cases(asked: Question, roster: Roster, seed: int) -> Iterator[tuple[str, Question]]:
    """Return questions without a roster, each with a name. ``roster``: one that fits ``asked``."""
    rng = random.Random(seed)
    meeting = rng.choice([one for one in roster.meetings if one.room is not None])
    group = next(one for one in asked.lessons if one.id == meeting.lesson).groups[0]
    locked = Lock(lesson=meeting.lesson, start=meeting.start, teacher=meeting.teacher)
    someone = rng.choice([one for one in asked.participants if one.group == group])
    child = replace(someone, cannot={**someone.cannot, "childcare": 1 << meeting.start})
    yield (
        "a locked lesson and childcare",
        replace(
            asked, locks=(locked,), participants=tuple(child if one is someone else one for one in asked.participants)
        ),
    )
    own = [one for one in roster.meetings if one.lesson.endswith(f" of {group}") and one.lesson != meeting.lesson]
    second = Lock(lesson=own[0].lesson, start=meeting.start)
    yield "two locks on one dagdeel of a group", replace(asked, locks=(locked, second))
    busy = rng.choice([one for one in asked.lessons if one.teachers])
    ill = set(busy.teachers or ())
    yield (
        "all teachers of a lesson away",
        replace(asked, teachers=tuple(replace(one, available=0) if one.id in ill else one for one in asked.teachers)),
    )
    person = rng.choice(asked.participants)
    yield (
        "more hours promised than are left",
        replace(
            asked, participants=tuple(replace(one, shifts=8) if one is person else one for one in asked.participants)
        ),
    )
    site = rng.choice([one.workplace for one in asked.participants])
    few = {one.id for one in asked.participants if one.workplace == site}
    yield (
        "too few places at work",
        replace(
            asked,
            workplaces=tuple(
                replace(
                    one, patterns=tuple(tuple(min(places, len(few) // 4) for places in row) for row in one.patterns)
                )
                if one.id == site
                else one
                for one in asked.workplaces
            ),
        ),
    )
    yield "too far from home", _far_away(asked, rng)


def _far_away(asked: Question, rng: random.Random) -> Question:
    near = rng.choice([one for one in asked.participants if _far(asked, one.group, one.home)])
    return replace(
        asked, participants=tuple(replace(one, max_travel=5) if one is near else one for one in asked.participants)
    )


def _far(asked: Question, group: str | None, home: str) -> bool:
    """Whether every place where the group's lessons can be is another than home."""
    own = [one for one in asked.lessons if group in one.groups and one.places]
    return bool(own) and all(home not in (one.places or ()) for one in own)
