"""What can stand in the way of a step: of what happened before, and of the world as it is today."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway.facts import Facts
from leerwerk.engine.pathway.state import Event, State
from leerwerk.engine.pathway.vocabulary import (
    HOLDING_A_PLACE,
    WORKING,
    Doer,
    GroupState,
    Lack,
    Proof,
    Reason,
    Stage,
    Step,
)

type OfBefore = Callable[[State, Event], bool]
type OfToday = Callable[[State, Event, Facts], bool]

# Each is true when it stands in the way.
BEFORE: Mapping[Lack, OfBefore] = {
    Lack.PAUSED: lambda state, event: state.paused is not None,
    Lack.NOT_PAUSED: lambda state, event: state.paused is None,
    Lack.NOTHING_ASKED: lambda state, event: not state.asked,
    Lack.NOTHING_TO_TELL: lambda state, event: not state.to_tell,
    Lack.SAID_ALREADY: lambda state, event: event.by in state.said_yes,
    Lack.ON_WAITING_LIST: lambda state, event: state.waiting,
    Lack.NOT_ON_WAITING_LIST: lambda state, event: not state.waiting,
    Lack.EXCEPTION_OPEN: lambda state, event: state.exception_asked is not None,
    Lack.NO_EXCEPTION_OPEN: lambda state, event: state.exception_asked is None,
    Lack.SAME_PERSON: lambda state, event: (
        state.exception_asked is not None and state.exception_asked.person == event.person
    ),
    Lack.SAME_ORGANISATION: lambda state, event: (
        state.exception_asked is not None and state.exception_asked.organisation == event.organisation
    ),
    Lack.HIDDEN: lambda state, event: not state.shown,
    Lack.NOT_HIDDEN: lambda state, event: state.shown,
    Lack.GO_ALREADY: lambda state, event: state.go or event.by in state.go_by,
    Lack.WENT_TO_ANOTHER_GROUP: lambda state, event: state.left is Reason.OTHER_GROUP,
}


def _takes_a_place(state: State, event: Event) -> bool:
    """Whether a place of the group is taken by this; somebody may also arrive or return without one."""
    if event.step is Step.RETURN:
        return state.came_from in HOLDING_A_PLACE
    return event.step is not Step.ARRIVE or event.stage in HOLDING_A_PLACE


OPEN = (GroupState.DECIDED, GroupState.RUNNING)
FINISHED_LEARNING = (Stage.COMPLETED, *WORKING)


def _needs_an_open_group(state: State, event: Event) -> bool:
    """Whether the step is one in the group: who finished learning comes back to looking for work, without it."""
    return event.step is not Step.RETURN or state.came_from not in FINISHED_LEARNING


TODAY: Mapping[Lack, OfToday] = {
    Lack.GROUP_NOT_OPEN: lambda state, event, facts: facts.group not in OPEN and _needs_an_open_group(state, event),
    Lack.PROFILE_NOT_SIGNED: lambda state, event, facts: not facts.profile_signed,
    Lack.BELOW_PROFILE: lambda state, event, facts: (
        bool(facts.shortfalls) and not state.excepts(facts.shortfalls) and _takes_a_place(state, event)
    ),
    Lack.NOT_BELOW_PROFILE: lambda state, event, facts: not facts.shortfalls,
    Lack.EXCEPTION_GRANTED: lambda state, event, facts: bool(facts.shortfalls) and state.excepts(facts.shortfalls),
    Lack.ALTERNATIVE: lambda state, event, facts: (
        event.reason is Reason.GROUP_STOPS and event.by is not Doer.CANDIDATE and not event.alternatives
    ),
    Lack.NO_EXCEPTIONS_HERE: lambda state, event, facts: facts.deviation is Deviation.NEVER,
    Lack.NO_PLACE: lambda state, event, facts: facts.places_left <= 0 and _takes_a_place(state, event),
    Lack.PLACE_FREE: lambda state, event, facts: facts.place_is_for_them,
    Lack.OTHERS_WAIT_LONGER: lambda state, event, facts: 0 < facts.places_left <= facts.ahead,
    Lack.NO_WORKPLACE: lambda state, event, facts: not facts.has_workplace,
    Lack.NO_PRE_TRACK: lambda state, event, facts: not facts.has_pre_track,
    Lack.PRE_TRACK_FIRST: lambda state, event, facts: facts.has_pre_track and state.stage is Stage.SELECTED,
    Lack.NO_GATE: lambda state, event, facts: not facts.deciders,
    Lack.NOT_A_DECIDER: lambda state, event, facts: event.by not in facts.deciders,
    Lack.NO_GO_YET: lambda state, event, facts: bool(facts.deciders) and not state.go,
    Lack.GROUP_GATE_NOT_PASSED: lambda state, event, facts: not facts.group_gate_passed,
    Lack.OBSTACLES_OPEN: lambda state, event, facts: facts.obstacles_open > 0,
    Lack.AGREEMENT_NOT_BINDING: lambda state, event, facts: not facts.agreement_bound,
    Lack.IN_ANOTHER_GROUP: lambda state, event, facts: facts.in_another_group,
    Lack.TRIAL_NOT_AGREED: lambda state, event, facts: Proof.TRIAL_AGREED not in facts.proofs,
    Lack.PLACEMENT_NOT_WHOLE: lambda state, event, facts: Proof.PLACEMENT_WHOLE not in facts.proofs,
    Lack.NOT_LASTED_YET: lambda state, event, facts: Proof.LASTED not in facts.proofs,
    Lack.STUDY_NOT_KNOWN: lambda state, event, facts: Proof.STUDY_KNOWN not in facts.proofs,
}
