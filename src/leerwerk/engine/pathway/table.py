"""The one table of a path: every step, who takes it, where it belongs, what it needs and where it leads.

Pages, buttons, permissions and refusals all read it. Sources: the order of components in Figure 1, the selection by
intermediary and employer together and the rule not to deviate from the profile (Werving en selectie), the go/no-go
before learn-and-work (Voortraject) of the whitepaper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from leerwerk.engine.pathway.reasons import DECLINES, LEAVES, NO_GOES, PAUSES, REFUSALS
from leerwerk.engine.pathway.row import ANY_PARTY, BOTH_SIDES, GUIDES, HELPED, SELECTS, Row, at, to
from leerwerk.engine.pathway.state import Asked, Event, State
from leerwerk.engine.pathway.vocabulary import (
    BEFORE_START,
    TAKING_PART,
    WORKING,
    Doer,
    Lack,
    Reason,
    Stage,
    Step,
)
from leerwerk.engine.pathway.working import AFTER_LEARNING

LOOKING = (Stage.COMPLETED, Stage.PLACEMENT_SEARCH, Stage.TRIAL_PLACEMENT)
CAN_STOP = frozenset({*BEFORE_START, *TAKING_PART, *LOOKING}) - {Stage.INVITED}  # who is invited declines
CAN_MOVE = frozenset({Stage.ACCEPTED, Stage.SELECTED, *TAKING_PART})
CAN_PAUSE = CAN_MOVE | {*WORKING}
CAN_BE_SHOWN = frozenset({Stage.ACCEPTED, Stage.SELECTED, *TAKING_PART, Stage.COMPLETED, *WORKING})
BEFORE_LEARN_WORK = frozenset({Stage.SELECTED, Stage.PRE_TRACK})


def _left(state: State, event: Event) -> State:
    """Leave; who never started is not seen by the other parties any more."""
    return replace(
        state,
        stage=Stage.LEFT,
        came_from=state.stage,
        left=event.reason,
        paused=None,
        waiting=False,
        exception_asked=None,
        shown=state.shown and state.stage not in BEFORE_START,
        to_tell=event.step in (Step.REFUSE, Step.NO_GO),
    )


def _accepted(state: State, event: Event) -> State:
    return replace(state, stage=Stage.ACCEPTED, asked=False, shown=True)


def _selected(state: State, event: Event) -> State:
    said = state.said_yes | {event.by}
    return replace(state, said_yes=said, stage=Stage.SELECTED if said >= BOTH_SIDES else state.stage)


def _with_another_employer(state: State, event: Event) -> State:
    """The employer of another workplace chooses anew; who has started stays where they are."""
    back = state.stage is Stage.SELECTED
    return replace(
        state,
        stage=Stage.ACCEPTED if back else state.stage,
        said_yes=state.said_yes - {Doer.EMPLOYER},
        go_by=state.go_by - {Doer.EMPLOYER},
        go=False,
    )


def _asked_exception(state: State, event: Event) -> State:
    asked = Asked(event.by, event.person, event.organisation, event.shortfalls)
    return replace(state, exception_asked=asked)


def _granted(state: State, event: Event) -> State:
    """The exception holds for what was short when it was asked, and for nothing else."""
    assert state.exception_asked is not None  # asked before
    return replace(state, exception_asked=None, exception=True, excepted=state.exception_asked.shortfalls)


def _advised(state: State, event: Event) -> State:
    assert event.advice is not None  # asked before
    return replace(state, advice=MappingProxyType({**state.advice, event.by: event.advice}))


def _gone(state: State, event: Event) -> State:
    said = state.go_by | {event.by}
    return replace(state, go_by=said, go=said >= event.deciders)


def _not_yet(state: State, event: Event) -> State:
    return replace(state, go_by=frozenset(), go=False)


def _returned(state: State, event: Event) -> State:
    """Come back to where it stopped; who had been refused or heard no is weighed again.

    A trial placement was over when somebody left it: they look for work.
    """
    weighed_again = state.came_from is Stage.ACCEPTED
    tried = state.came_from is Stage.TRIAL_PLACEMENT
    return replace(
        state,
        stage=Stage.PLACEMENT_SEARCH if tried else state.came_from,
        came_from=None,
        left=None,
        to_tell=False,
        said_yes=frozenset() if weighed_again else state.said_yes,
        go_by=frozenset(),
        go=False,
    )


def _arrived(state: State, event: Event) -> State:
    """Begin where the way through the other group had led; a go given there does not count here."""
    chosen = event.stage is not Stage.ACCEPTED
    return replace(state, stage=event.stage, shown=True, said_yes=BOTH_SIDES if chosen else frozenset())


TABLE: Mapping[Step, Row] = {
    Step.PROPOSE: Row(
        by=GUIDES,
        at=at(None),
        effect=to(Stage.PROPOSED),
        needs=(Lack.GROUP_NOT_OPEN, Lack.IN_ANOTHER_GROUP),
    ),
    Step.ARRIVE: Row(
        by=GUIDES,
        at=at(None),
        effect=_arrived,
        needs=(Lack.GROUP_NOT_OPEN, Lack.IN_ANOTHER_GROUP, Lack.BELOW_PROFILE, Lack.NO_PLACE),
    ),
    Step.INVITE: Row(
        by=frozenset({Doer.INTERMEDIARY}),
        at=at(Stage.PROPOSED),
        effect=to(Stage.INVITED),
        needs=(Lack.GROUP_NOT_OPEN, Lack.PROFILE_NOT_SIGNED),
    ),
    Step.ACCEPT: Row(by=HELPED, at=at(Stage.INVITED), effect=_accepted, needs=(Lack.GROUP_NOT_OPEN,)),
    Step.ASK: Row(by=HELPED, at=at(Stage.INVITED), effect=lambda state, event: replace(state, asked=True), words=True),
    Step.ANSWER: Row(
        by=GUIDES,
        at=at(Stage.INVITED),
        effect=lambda state, event: replace(state, asked=False),
        needs=(Lack.NOTHING_ASKED,),
        words=True,
    ),
    Step.DECLINE: Row(
        by=HELPED | {Doer.DIRECTOR}, at=at(Stage.INVITED), effect=_left, reasons=DECLINES, needs=(Lack.ALTERNATIVE,)
    ),
    Step.HIDE: Row(
        by=HELPED,
        at=CAN_BE_SHOWN | {Stage.LEFT},
        effect=lambda state, event: replace(state, shown=False),
        needs=(Lack.HIDDEN,),
    ),
    Step.SHOW: Row(
        by=HELPED,
        at=CAN_BE_SHOWN,
        effect=lambda state, event: replace(state, shown=True),
        needs=(Lack.NOT_HIDDEN,),
    ),
    Step.ASK_EXCEPTION: Row(
        by=BOTH_SIDES,
        at=at(Stage.ACCEPTED),
        effect=_asked_exception,
        needs=(
            Lack.PAUSED,
            Lack.NOT_BELOW_PROFILE,
            Lack.NO_EXCEPTIONS_HERE,
            Lack.EXCEPTION_OPEN,
            Lack.EXCEPTION_GRANTED,
        ),
        words=True,
    ),
    Step.GRANT_EXCEPTION: Row(
        by=SELECTS,
        at=at(Stage.ACCEPTED),
        effect=_granted,
        needs=(Lack.NO_EXCEPTION_OPEN, Lack.SAME_PERSON, Lack.SAME_ORGANISATION),
        words=True,
    ),
    Step.DENY_EXCEPTION: Row(
        by=SELECTS,
        at=at(Stage.ACCEPTED),
        effect=lambda state, event: replace(state, exception_asked=None),
        needs=(Lack.NO_EXCEPTION_OPEN, Lack.SAME_PERSON, Lack.SAME_ORGANISATION),
        words=True,
    ),
    Step.SELECT: Row(
        by=BOTH_SIDES,
        at=at(Stage.ACCEPTED),
        effect=_selected,
        needs=(
            Lack.PAUSED,
            Lack.SAID_ALREADY,
            Lack.ON_WAITING_LIST,
            Lack.HIDDEN,
            Lack.GROUP_NOT_OPEN,
            Lack.BELOW_PROFILE,
            Lack.NO_WORKPLACE,
            Lack.NO_PLACE,
            Lack.OTHERS_WAIT_LONGER,
        ),
    ),
    Step.REFUSE: Row(
        by=BOTH_SIDES, at=at(Stage.ACCEPTED), effect=_left, reasons=REFUSALS, words=True, alternative=True
    ),
    Step.WAIT: Row(
        by=GUIDES,
        at=at(Stage.ACCEPTED),
        effect=lambda state, event: replace(state, waiting=True),
        needs=(Lack.ON_WAITING_LIST, Lack.PLACE_FREE),
    ),
    Step.OFFER_PLACE: Row(
        by=GUIDES,
        at=at(Stage.ACCEPTED),
        effect=lambda state, event: replace(state, waiting=False),
        needs=(Lack.NOT_ON_WAITING_LIST, Lack.NO_PLACE, Lack.OTHERS_WAIT_LONGER),
    ),
    Step.CHANGE_EMPLOYER: Row(
        by=GUIDES,
        at=at(Stage.ACCEPTED, Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK),
        effect=_with_another_employer,
    ),
    Step.START_PRE_TRACK: Row(
        by=GUIDES,
        at=at(Stage.SELECTED),
        effect=to(Stage.PRE_TRACK),
        needs=(Lack.PAUSED, Lack.GROUP_NOT_OPEN, Lack.NO_PRE_TRACK),
    ),
    Step.ADVISE: Row(
        by=ANY_PARTY, at=at(*BEFORE_LEARN_WORK), effect=_advised, needs=(Lack.NO_GATE, Lack.PRE_TRACK_FIRST), words=True
    ),
    Step.GO: Row(
        by=ANY_PARTY,
        at=at(*BEFORE_LEARN_WORK),
        effect=_gone,
        needs=(
            Lack.PAUSED,
            Lack.NO_GATE,
            Lack.NOT_A_DECIDER,
            Lack.PRE_TRACK_FIRST,
            Lack.GO_ALREADY,
            Lack.OBSTACLES_OPEN,
        ),
        words=True,
    ),
    Step.NOT_YET: Row(
        by=ANY_PARTY,
        at=at(*BEFORE_LEARN_WORK),
        effect=_not_yet,
        needs=(Lack.NO_GATE, Lack.NOT_A_DECIDER, Lack.PRE_TRACK_FIRST),
        words=True,
    ),
    Step.NO_GO: Row(
        by=ANY_PARTY,
        at=at(*BEFORE_LEARN_WORK),
        effect=_left,
        needs=(Lack.NO_GATE, Lack.NOT_A_DECIDER, Lack.PRE_TRACK_FIRST),
        reasons=NO_GOES,
        words=True,
        alternative=True,
    ),
    Step.START_LEARN_WORK: Row(
        by=GUIDES,
        at=at(*BEFORE_LEARN_WORK),
        effect=to(Stage.LEARN_WORK),
        needs=(
            Lack.PAUSED,
            Lack.GROUP_NOT_OPEN,
            Lack.PRE_TRACK_FIRST,
            Lack.NO_GO_YET,
            Lack.GROUP_GATE_NOT_PASSED,
            Lack.OBSTACLES_OPEN,
            Lack.AGREEMENT_NOT_BINDING,
            Lack.NO_WORKPLACE,
        ),
    ),
    Step.COMPLETE: Row(
        by=GUIDES | {Doer.EDUCATOR},
        at=at(Stage.LEARN_WORK),
        effect=lambda state, event: replace(state, stage=Stage.COMPLETED, outcome=event.outcome),
        needs=(Lack.PAUSED,),
    ),
    Step.PAUSE: Row(
        by=HELPED | {Doer.DIRECTOR, Doer.MENTOR},
        at=CAN_PAUSE,
        effect=lambda state, event: replace(state, paused=event.reason),
        needs=(Lack.PAUSED,),
        reasons=PAUSES,
    ),
    Step.RESUME: Row(
        by=HELPED | {Doer.DIRECTOR, Doer.MENTOR},
        at=CAN_PAUSE,
        effect=lambda state, event: replace(state, paused=None),
        needs=(Lack.NOT_PAUSED,),
    ),
    Step.LEAVE: Row(by=HELPED | {Doer.DIRECTOR}, at=CAN_STOP, effect=_left, reasons=LEAVES, needs=(Lack.ALTERNATIVE,)),
    Step.TRANSFER: Row(
        by=GUIDES,
        at=CAN_MOVE,
        effect=lambda state, event: replace(_left(state, event), left=Reason.OTHER_GROUP),
        words=True,
    ),
    Step.RETURN: Row(
        by=GUIDES,
        at=at(Stage.LEFT),
        effect=_returned,
        needs=(Lack.WENT_TO_ANOTHER_GROUP, Lack.GROUP_NOT_OPEN, Lack.IN_ANOTHER_GROUP, Lack.NO_PLACE),
    ),
    Step.TELL: Row(
        by=frozenset({Doer.INTERMEDIARY}),
        at=at(Stage.LEFT),
        effect=lambda state, event: replace(state, to_tell=False),
        needs=(Lack.NOTHING_TO_TELL,),
    ),
    **AFTER_LEARNING,
}
