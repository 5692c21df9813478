"""Who has to act next: what each stage waits for, from whom, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leerwerk.engine.pathway.facts import Facts
from leerwerk.engine.pathway.row import BOTH_SIDES
from leerwerk.engine.pathway.state import State
from leerwerk.engine.pathway.vocabulary import BEFORE_START, TAKING_PART, Doer, GroupState, Stage, Step


class Anchor(StrEnum):
    """From which day the days of an awaited step count."""

    NOW = "now"  # the day from which it is awaited
    PRE_TRACK = "pre_track"  # the first day of the pre-track
    LEARN_WORK = "learn_work"  # the first day of learn-and-work
    END = "end"  # the last planned day of learn-and-work


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that somebody is expected to take; due ``days`` after ``anchor`` (negative: before it)."""

    step: Step
    by: Doer
    days: int
    anchor: Anchor = Anchor.NOW


# Days that are reasonable, chosen by us: a region may set its own.
TO_INVITE, TO_ANSWER, TO_REPLY, TO_SELECT, TO_GRANT, TO_RESUME, BEFORE_GO = 7, 14, 3, 7, 7, 30, -7

TO_TELL, TO_SEARCH, TO_PLACE = 7, 14, 90
ON_THE_WAY = (*BEFORE_START, *TAKING_PART)
AFTER_LEARNING = {
    Stage.COMPLETED: (Awaited(Step.SEARCH, Doer.INTERMEDIARY, TO_SEARCH),),
    Stage.PLACEMENT_SEARCH: (Awaited(Step.PLACE, Doer.INTERMEDIARY, TO_PLACE),),
    Stage.TRIAL_PLACEMENT: (Awaited(Step.PLACE, Doer.INTERMEDIARY, TO_PLACE),),
}
TO_GIVE_WORK = Awaited(Step.CHANGE_EMPLOYER, Doer.INTERMEDIARY, TO_SELECT)


def awaited(state: State, facts: Facts) -> tuple[Awaited, ...]:
    """Return what this path waits for; nothing once it is over, or when it waits for no person.

    That somebody is told an answer is awaited of everybody; who has an account reads it there.
    """
    if state.stage is Stage.LEFT and state.to_tell:
        return (Awaited(Step.TELL, Doer.INTERMEDIARY, TO_REPLY),)
    if state.ended or state.stage is None:
        return ()
    if facts.group is GroupState.REFUSED and state.stage in ON_THE_WAY:  # it was decided that it does not start
        return _to_hear_that_it_ends(state)
    if state.paused is not None:
        return (Awaited(Step.RESUME, Doer.INTERMEDIARY, TO_RESUME),)
    match state.stage:
        case Stage.PROPOSED:
            return (Awaited(Step.INVITE, Doer.INTERMEDIARY, TO_INVITE),)
        case Stage.INVITED if state.asked:
            return (Awaited(Step.ANSWER, Doer.INTERMEDIARY, TO_REPLY),)
        case Stage.INVITED:
            return (Awaited(Step.ACCEPT, Doer.CANDIDATE, TO_ANSWER),)
        case Stage.ACCEPTED:
            return _to_select(state, facts)
        case Stage.SELECTED if facts.has_pre_track:
            return (Awaited(Step.START_PRE_TRACK, Doer.DIRECTOR, 0, Anchor.PRE_TRACK),)
        case Stage.SELECTED | Stage.PRE_TRACK:
            return _to_start(state, facts)
        case Stage.LEARN_WORK:
            by = Doer.EDUCATOR if Doer.EDUCATOR in facts.parties else Doer.DIRECTOR
            return (Awaited(Step.COMPLETE, by, 0, Anchor.END),)
        case _:
            return AFTER_LEARNING.get(state.stage, ())


def _to_hear_that_it_ends(state: State) -> tuple[Awaited, ...]:
    """Who guides somebody tells them, with what is possible instead, or finds another group."""
    if state.stage is Stage.INVITED:
        return (Awaited(Step.DECLINE, Doer.INTERMEDIARY, TO_TELL),)
    return (Awaited(Step.LEAVE, Doer.INTERMEDIARY, TO_TELL),)


def _to_select(state: State, facts: Facts) -> tuple[Awaited, ...]:
    if state.waiting:
        theirs = facts.place_is_for_them
        return (Awaited(Step.OFFER_PLACE, Doer.INTERMEDIARY, TO_REPLY),) if theirs else ()
    if not facts.place_is_for_them:
        return (Awaited(Step.WAIT, Doer.INTERMEDIARY, TO_REPLY),)
    if (asked := state.exception_asked) is not None:
        other = Doer.INTERMEDIARY if asked.by is Doer.EMPLOYER else Doer.EMPLOYER
        return (Awaited(Step.GRANT_EXCEPTION, other, TO_GRANT),)
    if not facts.has_workplace:
        return (TO_GIVE_WORK,)
    return tuple(Awaited(Step.SELECT, side, TO_SELECT) for side in Doer if side in BOTH_SIDES - state.said_yes)


def _to_start(state: State, facts: Facts) -> tuple[Awaited, ...]:
    if not facts.has_workplace:  # who came from another group: without an employer nothing can be decided or agreed
        return (TO_GIVE_WORK,)
    if facts.deciders and not state.go:
        undecided = [doer for doer in Doer if doer in facts.deciders - state.go_by]
        return tuple(Awaited(Step.GO, doer, BEFORE_GO, Anchor.LEARN_WORK) for doer in undecided)
    return (Awaited(Step.START_LEARN_WORK, Doer.DIRECTOR, 0, Anchor.LEARN_WORK),)
