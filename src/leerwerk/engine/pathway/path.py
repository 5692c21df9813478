"""Following a path: replay what happened, say what may happen next and why not, and take a step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from leerwerk.engine.pathway.facts import Facts
from leerwerk.engine.pathway.needs import BEFORE, TODAY
from leerwerk.engine.pathway.state import NOTHING_YET, Event, State
from leerwerk.engine.pathway.table import TABLE
from leerwerk.engine.pathway.vocabulary import PERSONAL, PRIVATE, Advice, Doer, Lack, Stage, Step


class CannotBe(ValueError):
    """Events that no sequence of steps can have left."""


class NotAllowed(Exception):
    """A step that may not be taken now; ``lacks`` says everything that stands in the way."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        self.lacks = lacks
        super().__init__(", ".join(lacks))


def _of_itself(state: State, event: Event) -> list[Lack]:
    """What is wrong with a step whatever the world is like today."""
    row = TABLE[event.step]
    lacks = []
    if state.stage not in row.at:
        lacks.append(Lack.STAGE)
    if event.by not in row.by:
        lacks.append(Lack.ROLE)
    return lacks + [need for need in row.needs if need in BEFORE and BEFORE[need](state, event)]


def _of_the_form(event: Event) -> list[Lack]:
    """What is not filled in."""
    row = TABLE[event.step]
    lacks = []
    if row.reasons and event.reason not in row.reasons and not (event.reason is PERSONAL and PRIVATE & row.reasons):
        lacks.append(Lack.REASON)
    if row.words and not event.says:
        lacks.append(Lack.WORDS)
    if (row.alternative and not event.alternatives) or (event.step is Step.ADVISE and event.advice is None):
        lacks.append(Lack.ALTERNATIVE if row.alternative else Lack.WORDS)
    return lacks


def _of_today(state: State, event: Event, facts: Facts) -> list[Lack]:
    return [need for need in TABLE[event.step].needs if need in TODAY and TODAY[need](state, event, facts)]


def after(state: State, event: Event) -> State:
    """Return the state that an event leads to. Raises CannotBe when it cannot have happened there."""
    lacks = _of_itself(state, event) + _of_the_form(event)
    if lacks:
        raise CannotBe(f"{event.step} at {state.stage}: {', '.join(lacks)}")
    moved = TABLE[event.step].effect(state, event)
    return State(**{name: getattr(moved, name) for name in State.__slots__} | {"events": state.events + 1})


def replay(events: Iterable[Event]) -> State:
    """Return where somebody is after these events, in their order. Raises CannotBe."""
    return reduce(after, events, NOTHING_YET)


def take(state: State, event: Event, facts: Facts) -> State:
    """Return the state after a step that is taken today. Raises NotAllowed with all that stands in the way."""
    lacks = (*_of_itself(state, event), *_of_the_form(event), *_of_today(state, event, facts))
    if lacks:
        raise NotAllowed(lacks)
    return after(state, event)


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that belongs to this person's stage and to who looks; with ``lacks`` it cannot be taken yet."""

    step: Step
    lacks: tuple[Lack, ...]

    @property
    def possible(self) -> bool:
        """Whether it may be taken now."""
        return not self.lacks


def choices(
    state: State, facts: Facts, *, by: Doer, person: int | None, organisation: int | None
) -> tuple[Choice, ...]:
    """Return the steps that are this doer's to take here, in the table's order, with what stands in the way.

    A step of which the table says that it has no sense now (nothing was asked, nobody pauses) is left out; a step that
    waits for something in the world is in it, with what it waits for.
    """
    found = []
    for step in TABLE:
        event = Event(step=step, by=by, person=person, organisation=organisation, stage=state.stage)
        if not _of_itself(state, event):
            lacks = _of_today(state, event, facts)
            if not SENSELESS.intersection(lacks):
                found.append(Choice(step, tuple(lacks)))
    return tuple(found)


# With these in the way there is nothing to wait for: the step does not belong to this group or this day.
SENSELESS = frozenset(
    {Lack.NO_PRE_TRACK, Lack.NO_GATE, Lack.NOT_A_DECIDER, Lack.NOT_BELOW_PROFILE, Lack.NO_EXCEPTIONS_HERE}
    | {Lack.PLACE_FREE, Lack.PRE_TRACK_FIRST, Lack.EXCEPTION_GRANTED}
)


def advised(state: State) -> tuple[tuple[Doer, Advice], ...]:
    """Return who advised what, in the order of the doers."""
    return tuple((doer, state.advice[doer]) for doer in Doer if doer in state.advice)


def may_follow(stage: Stage) -> frozenset[Step]:
    """Return the steps that the table has for a stage."""
    return frozenset(step for step, row in TABLE.items() if stage in row.at)
