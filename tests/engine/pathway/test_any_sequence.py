"""Whatever anybody tries, in any order: the events explain the stage, and a page offers what the action takes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway import (
    NOTHING_YET,
    TABLE,
    Advice,
    Alternative,
    Anchor,
    Doer,
    Event,
    Facts,
    GroupState,
    NotAllowed,
    Outcome,
    Proof,
    Reason,
    Requirement,
    Shortfall,
    Stage,
    Step,
    as_others_read_it,
    awaited,
    choices,
    replay,
    take,
)
from tests.engine.pathway.world import FACTS, PEOPLE, TO_WORK, doing

EVENTS = st.builds(
    Event,
    step=st.sampled_from(Step),
    by=st.sampled_from(Doer),
    person=st.integers(0, 3),
    organisation=st.integers(0, 2),
    reason=st.none() | st.sampled_from(Reason),
    says=st.booleans(),
    advice=st.none() | st.sampled_from(Advice),
    alternatives=st.frozensets(st.sampled_from(Alternative), max_size=1),
    outcome=st.none() | st.sampled_from(Outcome),
    stage=st.none() | st.sampled_from([Stage.ACCEPTED, Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK]),
    deciders=st.just(FACTS.deciders),
)
WORLDS = st.builds(
    Facts,
    group=st.sampled_from(GroupState),
    profile_signed=st.booleans(),
    shortfalls=st.sampled_from([(), (Shortfall(Requirement.SPEAKING, 1),)]),
    deviation=st.sampled_from(Deviation),
    places_left=st.integers(0, 1),
    has_workplace=st.booleans(),
    has_pre_track=st.booleans(),
    deciders=st.sampled_from([frozenset[Doer](), FACTS.deciders]),
    parties=st.just(frozenset(Doer)),
    group_gate_passed=st.booleans(),
    obstacles_open=st.integers(0, 1),
    agreement_bound=st.booleans(),
    in_another_group=st.booleans(),
    proofs=st.frozensets(st.sampled_from(Proof)),
)
SHOWN_BY = {
    Step.BEGIN_TRIAL: {Proof.TRIAL_AGREED},
    Step.PLACE: {Proof.PLACEMENT_WHOLE},
    Step.SUSTAIN: {Proof.LASTED},
    Step.STUDY: {Proof.STUDY_KNOWN},
}
# Well-filled steps in a well-disposed world get far; wild ones try what should not be.
TRIES = st.one_of(
    st.tuples(st.builds(doing, st.sampled_from(Step), st.sampled_from(Doer)), st.just(FACTS)),
    st.tuples(EVENTS, WORLDS),
)


def _walked(tries: list[tuple[Event, Facts]]) -> list[Event]:
    """What is left in the log when somebody tries all this."""
    log, state = [], NOTHING_YET
    for event, facts in tries:
        try:
            state = take(state, event, facts)
        except NotAllowed:
            continue
        log.append(event)
        assert state == replay(log)
    return log


@given(st.lists(TRIES, max_size=60))
def test_the_events_alone_say_where_somebody_is(tries: list[tuple[Event, Facts]]) -> None:
    log = _walked([(doing(Step.PROPOSE, Doer.DIRECTOR), FACTS), *tries])
    state = replay(log)
    assert state.events == len(log)
    assert state.stage in Stage
    assert (state.stage is Stage.LEFT) == (state.came_from is not None)


@given(st.lists(TRIES, max_size=60), WORLDS)
def test_what_a_page_offers_the_action_takes_and_nothing_else(tries: list[tuple[Event, Facts]], facts: Facts) -> None:
    state = replay(_walked([(doing(Step.PROPOSE, Doer.DIRECTOR), FACTS), *tries]))
    for by in Doer:
        person, organisation = PEOPLE[by]
        offered = {
            one.step for one in choices(state, facts, by=by, person=person, organisation=organisation) if one.possible
        }
        for step in Step:
            try:
                take(state, replace(doing(step, by), stage=state.stage), facts)
            except NotAllowed:
                assert step not in offered
            else:
                assert step in offered


@given(st.lists(TRIES, max_size=60), WORLDS)
def test_somebody_is_awaited_until_the_path_is_over_and_can_do_it(
    tries: list[tuple[Event, Facts]], facts: Facts
) -> None:
    state = replay(_walked([(doing(Step.PROPOSE, Doer.DIRECTOR), FACTS), *tries]))
    waits = awaited(state, facts)
    at_work = state.stage is Stage.PLACED and state.paused is None
    over = (state.ended and not state.to_tell) or at_work
    nothing_free = state.waiting and facts.places_left <= 0 and state.paused is None
    nothing_free = nothing_free and facts.group is not GroupState.REFUSED
    assert bool(waits) != (over or nothing_free)
    for one in waits:
        assert one.by in TABLE[one.step].by
        assert state.stage in TABLE[one.step].at
        assert one.anchor in Anchor


@given(st.lists(TRIES, max_size=60))
def test_nobody_starts_who_was_not_selected_by_both_sides_or_came_from_a_group_where_they_were(
    tries: list[tuple[Event, Facts]],
) -> None:
    log = _walked(tries)
    if replay(log).stage in (Stage.PRE_TRACK, Stage.LEARN_WORK, Stage.COMPLETED):
        said = {event.by for event in log if event.step is Step.SELECT}
        assert said >= {Doer.INTERMEDIARY, Doer.EMPLOYER} or log[0].step is Step.ARRIVE


@given(st.lists(TRIES, max_size=60))
def test_the_way_is_the_same_for_who_may_not_read_private_reasons(tries: list[tuple[Event, Facts]]) -> None:
    log = _walked([(doing(Step.PROPOSE, Doer.DIRECTOR), FACTS), *tries])
    public = replay(replace(event, reason=as_others_read_it(event.reason)) for event in log)
    private = replay(log)
    assert (public.stage, public.paused is None, public.events) == (private.stage, private.paused is None, len(log))


@given(st.lists(TRIES, max_size=60))
def test_nobody_is_placed_of_whom_the_facts_were_not_shown(tries: list[tuple[Event, Facts]]) -> None:
    log, shown, state = [], set[tuple[Step, int]](), NOTHING_YET
    for event, facts in [(event, FACTS) for event in TO_WORK[:-2]] + tries:
        try:
            state = take(state, event, facts)
        except NotAllowed:
            continue
        log.append(event.step)
        shown |= {(event.step, len(log))} if SHOWN_BY.get(event.step, set()) <= facts.proofs else set()
    assert all((step, number) in shown for number, step in enumerate(log, 1) if step in SHOWN_BY)
