"""Moving one dagdeel of somebody's work in a roster: what it would bring in each other dagdeel."""

from dataclasses import dataclass, replace

from leerwerk.engine import roster as engine
from leerwerk.engine.roster.week import bits
from leerwerk.learning.dagdelen import DAGDELEN
from leerwerk.learning.queries.rosters import Looked


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOption:
    """Where a dagdeel of work could be, and what that would bring; ``here``: where it is now."""

    slot: int
    here: bool
    change: engine.Change


def person_in(looked: Looked, enrolment: int) -> engine.Participant | None:
    """Return somebody as the question knows them; None when they left."""
    return next((one for one in looked.question.participants if one.id == f"p{enrolment}"), None)


def work_in(looked: Looked, enrolment: int) -> list[int]:
    """Return the dagdelen in which somebody works."""
    return list(bits(looked.value.shifts.get(f"p{enrolment}", 0)))


def _around(looked: Looked, person: engine.Participant, gone: int) -> tuple[engine.Question, engine.Roster]:
    """Return the question and the roster as far as this person's work touches them: their group, and who works beside
    them. What holds the dagdeel where it is, is left out: somebody is about to change that.
    """
    question = looked.question
    groups, places = {person.group} - {None}, {person.workplace} - {None}
    people = tuple(one for one in question.participants if one.group in groups or one.workplace in places)
    there = {one.id for one in people}
    held = [
        replace(lock, slots=lock.slots & ~(1 << gone)) if lock.participant == person.id else lock
        for lock in question.shift_locks
        if lock.participant in there
    ]
    shifts = {name: works for name, works in looked.value.shifts.items() if name in there}
    around = replace(question, participants=people, shift_locks=tuple(lock for lock in held if lock.slots))
    return around, replace(looked.value, shifts=shifts)


def shift_options(looked: Looked, person: engine.Participant, gone: int) -> list[ShiftOption]:
    """Return what moving a dagdeel of somebody's work to each dagdeel of the week would bring, in its order; those in
    which they work already are left out.
    """
    works = looked.value.shifts.get(person.id, 0)
    slots = [slot for slot in range(DAGDELEN) if slot == gone or not works >> slot & 1]
    moves = [engine.Move(shifts={person.id: works & ~(1 << gone) | 1 << slot}) for slot in slots]
    changes = engine.what_ifs(*_around(looked, person, gone), moves)
    return [
        ShiftOption(slot=slot, here=slot == gone, change=change) for slot, change in zip(slots, changes, strict=True)
    ]
