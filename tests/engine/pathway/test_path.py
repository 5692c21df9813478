"""What a participant, and everybody around them, may rely on."""

from dataclasses import replace

import pytest

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway import (
    NOTHING_YET,
    Advice,
    CannotBe,
    Doer,
    Event,
    Facts,
    GroupState,
    Lack,
    NotAllowed,
    Reason,
    Requirement,
    Shortfall,
    Stage,
    State,
    Step,
    as_kept,
    choices,
    covered,
    replay,
    take,
)
from tests.engine.pathway.world import FACTS, PEOPLE, TO_WORK, WAY, doing, ill

SHORT = replace(FACTS, shortfalls=(Shortfall(Requirement.SPEAKING, 1),))


def _refused(state: State, event: Event, facts: Facts = FACTS) -> tuple[Lack, ...]:
    with pytest.raises(NotAllowed) as refused:
        take(state, event, facts)
    return refused.value.lacks


def _until(step: Step) -> State:
    """Where somebody is who went the straight way until the first time of this step."""
    return replay(WAY[: [event.step for event in WAY].index(step)])


def _offered(state: State, by: Doer, facts: Facts = FACTS) -> dict[Step, tuple[Lack, ...]]:
    person, organisation = PEOPLE[by]
    return {one.step: one.lacks for one in choices(state, facts, by=by, person=person, organisation=organisation)}


def test_the_straight_way_leads_from_a_proposal_to_the_end_of_learn_and_work() -> None:
    state, seen = NOTHING_YET, []
    for event in WAY:
        state = take(state, event, FACTS)
        seen.append(state.stage)
    assert [str(stage) for stage in dict.fromkeys(seen)] == [
        *("proposed", "invited", "accepted", "selected", "pre_track", "learn_work", "completed")
    ]
    assert state == replay(WAY)


def test_an_invitation_waits_for_a_profile_that_both_sides_signed() -> None:
    assert _refused(
        _until(Step.INVITE), doing(Step.INVITE, Doer.INTERMEDIARY), replace(FACTS, profile_signed=False)
    ) == (Lack.PROFILE_NOT_SIGNED,)


def test_nobody_is_selected_by_one_side_alone() -> None:
    once = take(_until(Step.SELECT), doing(Step.SELECT, Doer.EMPLOYER), FACTS)
    assert once.stage is Stage.ACCEPTED
    assert _refused(once, doing(Step.SELECT, Doer.EMPLOYER)) == (Lack.SAID_ALREADY,)
    assert take(once, doing(Step.SELECT, Doer.INTERMEDIARY), FACTS).stage is Stage.SELECTED


def test_below_the_profile_somebody_comes_in_only_as_an_exception_of_two_people_of_two_organisations() -> None:
    accepted = _until(Step.SELECT)
    assert _refused(accepted, doing(Step.SELECT, Doer.INTERMEDIARY), SHORT) == (Lack.BELOW_PROFILE,)
    asked = take(accepted, doing(Step.ASK_EXCEPTION, Doer.INTERMEDIARY), SHORT)
    own = PEOPLE[Doer.INTERMEDIARY]
    grant = doing(Step.GRANT_EXCEPTION, Doer.INTERMEDIARY)
    assert _refused(asked, grant, SHORT) == (Lack.SAME_PERSON, Lack.SAME_ORGANISATION)
    colleague = replace(grant, person=99)
    assert _refused(asked, colleague, SHORT) == (Lack.SAME_ORGANISATION,)
    elsewhere = replace(doing(Step.GRANT_EXCEPTION, Doer.EMPLOYER), person=own[0])
    assert _refused(asked, elsewhere, SHORT) == (Lack.SAME_PERSON,)
    granted = take(asked, doing(Step.GRANT_EXCEPTION, Doer.EMPLOYER), SHORT)
    assert take(granted, doing(Step.SELECT, Doer.INTERMEDIARY), SHORT).said_yes == {Doer.INTERMEDIARY}


def test_an_exception_holds_for_what_was_short_when_it_was_asked_and_for_no_more() -> None:
    asks = doing(Step.ASK_EXCEPTION, Doer.INTERMEDIARY, shortfalls=SHORT.shortfalls)
    granted = take(take(_until(Step.SELECT), asks, SHORT), doing(Step.GRANT_EXCEPTION, Doer.EMPLOYER), SHORT)
    select = doing(Step.SELECT, Doer.INTERMEDIARY)
    assert take(granted, select, SHORT).said_yes
    assert Step.ASK_EXCEPTION not in _offered(granted, Doer.EMPLOYER, SHORT)
    assert _refused(granted, asks, SHORT) == (Lack.EXCEPTION_GRANTED,)
    for now in (
        (Shortfall(Requirement.SPEAKING, 2),),
        (*SHORT.shortfalls, Shortfall(Requirement.SKILLS, items=("lassen",))),
    ):
        worse = replace(SHORT, shortfalls=now)
        assert _refused(granted, select, worse) == (Lack.BELOW_PROFILE,)
        again = replace(asks, shortfalls=now)
        agreed = take(take(granted, again, worse), doing(Step.GRANT_EXCEPTION, Doer.EMPLOYER), worse)
        assert take(agreed, select, worse).said_yes
        assert take(agreed, select, SHORT).said_yes, "what is less is covered by what is more"


def test_of_what_the_body_cannot_do_is_kept_how_many_things_and_not_which() -> None:
    found = (Shortfall(Requirement.LIMITS, items=("lifting", "standing")), Shortfall(Requirement.LICENCE, items=("x",)))
    kept = as_kept(found)
    assert kept == (Shortfall(Requirement.LIMITS, 2), found[1])
    assert covered(kept, found[:1])
    assert not covered(kept[:1], found)
    assert not covered(kept, (Shortfall(Requirement.LIMITS, items=("a", "b", "c")),))


def test_a_design_that_never_deviates_knows_no_exceptions() -> None:
    facts = replace(SHORT, deviation=Deviation.NEVER)
    assert Step.ASK_EXCEPTION not in _offered(_until(Step.SELECT), Doer.INTERMEDIARY, facts)
    assert _refused(_until(Step.SELECT), doing(Step.ASK_EXCEPTION, Doer.EMPLOYER), facts) == (Lack.NO_EXCEPTIONS_HERE,)


def test_a_design_that_lets_people_deviate_at_will_still_asks_two_of_different_organisations() -> None:
    facts = replace(SHORT, deviation=Deviation.FREE)
    select = doing(Step.SELECT, Doer.EMPLOYER)
    assert _refused(_until(Step.SELECT), select, facts) == (Lack.BELOW_PROFILE,)
    assert Step.ASK_EXCEPTION in _offered(_until(Step.SELECT), Doer.INTERMEDIARY, facts)


def test_who_is_refused_hears_why_in_words_and_what_is_possible_instead() -> None:
    bare = Event(step=Step.REFUSE, by=Doer.EMPLOYER)
    assert _refused(_until(Step.SELECT), bare) == (Lack.REASON, Lack.WORDS, Lack.ALTERNATIVE)
    left = take(_until(Step.SELECT), doing(Step.REFUSE, Doer.EMPLOYER, reason=Reason.LANGUAGE), FACTS)
    assert (left.stage, left.left, left.came_from) == (Stage.LEFT, Reason.LANGUAGE, Stage.ACCEPTED)


def test_learning_and_working_waits_for_all_who_decide_and_for_what_must_be_settled() -> None:
    facts = replace(FACTS, obstacles_open=1, agreement_bound=False, group_gate_passed=False, has_workplace=False)
    state = _until(Step.GO)
    assert _refused(state, doing(Step.START_LEARN_WORK, Doer.DIRECTOR), facts) == (
        Lack.NO_GO_YET,
        Lack.GROUP_GATE_NOT_PASSED,
        Lack.OBSTACLES_OPEN,
        Lack.AGREEMENT_NOT_BINDING,
        Lack.NO_WORKPLACE,
    )
    assert _refused(state, doing(Step.GO, Doer.INTERMEDIARY), facts) == (Lack.OBSTACLES_OPEN,)
    half = take(state, doing(Step.GO, Doer.INTERMEDIARY), FACTS)
    assert not half.go
    assert take(half, doing(Step.GO, Doer.EMPLOYER), FACTS).go


def test_a_party_that_does_not_decide_can_advise_and_no_more() -> None:
    state = _until(Step.GO)
    assert Step.GO not in _offered(state, Doer.MENTOR)
    advised = take(state, doing(Step.ADVISE, Doer.MENTOR, advice=Advice.NOT_YET), FACTS)
    assert advised.advice == {Doer.MENTOR: Advice.NOT_YET}
    assert advised.stage is Stage.PRE_TRACK


def test_without_a_pre_track_and_without_a_gate_learning_starts_after_selection() -> None:
    facts = replace(FACTS, has_pre_track=False, deciders=frozenset())
    state = replay(WAY[:5])
    assert Step.START_PRE_TRACK not in _offered(state, Doer.DIRECTOR, facts)
    assert take(state, doing(Step.START_LEARN_WORK, Doer.DIRECTOR), facts).stage is Stage.LEARN_WORK
    assert _refused(state, doing(Step.START_LEARN_WORK, Doer.DIRECTOR), FACTS)[0] is Lack.PRE_TRACK_FIRST


def test_who_pauses_keeps_the_place_and_goes_on_where_it_stopped() -> None:
    state = _until(Step.COMPLETE)
    paused = take(state, ill(), FACTS)
    assert (paused.stage, paused.paused) == (Stage.LEARN_WORK, Reason.HEALTH)
    assert _refused(paused, doing(Step.COMPLETE, Doer.EDUCATOR)) == (Lack.PAUSED,)
    again = take(paused, doing(Step.RESUME, Doer.MENTOR), FACTS)
    assert replace(again, events=state.events) == state


def test_who_left_can_return_while_there_is_a_place_and_no_other_group() -> None:
    left = take(_until(Step.COMPLETE), doing(Step.LEAVE, Doer.CANDIDATE, reason=Reason.FOUND_WORK), FACTS)
    back = doing(Step.RETURN, Doer.INTERMEDIARY)
    assert take(left, back, FACTS).stage is Stage.LEARN_WORK
    assert _refused(left, back, replace(FACTS, places_left=0)) == (Lack.NO_PLACE,)
    assert _refused(left, back, replace(FACTS, in_another_group=True)) == (Lack.IN_ANOTHER_GROUP,)
    assert _refused(left, back, replace(FACTS, group=GroupState.FINISHED)) == (Lack.GROUP_NOT_OPEN,)
    refused = take(_until(Step.SELECT), doing(Step.REFUSE, Doer.EMPLOYER, reason=Reason.LANGUAGE), FACTS)
    assert take(refused, back, replace(FACTS, places_left=0)).stage is Stage.ACCEPTED


def test_who_moves_to_another_group_goes_on_there_and_cannot_come_back_here() -> None:
    left = take(_until(Step.COMPLETE), doing(Step.TRANSFER, Doer.INTERMEDIARY), FACTS)
    assert _refused(left, doing(Step.RETURN, Doer.DIRECTOR)) == (Lack.WENT_TO_ANOTHER_GROUP,)
    there = take(NOTHING_YET, doing(Step.ARRIVE, Doer.INTERMEDIARY, stage=Stage.LEARN_WORK), FACTS)
    assert there.stage is Stage.LEARN_WORK
    full = replace(SHORT, places_left=0)
    assert _refused(NOTHING_YET, doing(Step.ARRIVE, Doer.INTERMEDIARY, stage=Stage.PRE_TRACK), full) == (
        Lack.BELOW_PROFILE,
        Lack.NO_PLACE,
    )
    assert take(NOTHING_YET, doing(Step.ARRIVE, Doer.DIRECTOR, stage=Stage.ACCEPTED), full).stage is Stage.ACCEPTED


def test_the_waiting_list_is_for_a_group_that_is_full() -> None:
    state, full = _until(Step.SELECT), replace(FACTS, places_left=0)
    assert Step.WAIT not in _offered(state, Doer.INTERMEDIARY)
    waits = take(state, doing(Step.WAIT, Doer.INTERMEDIARY), full)
    assert _offered(waits, Doer.INTERMEDIARY, full)[Step.OFFER_PLACE] == (Lack.NO_PLACE,)
    assert not take(waits, doing(Step.OFFER_PLACE, Doer.INTERMEDIARY), FACTS).waiting


def test_the_other_parties_see_somebody_who_accepted_until_they_say_no_longer() -> None:
    assert not _until(Step.ACCEPT).shown
    state = _until(Step.SELECT)
    assert state.shown
    hidden = take(state, doing(Step.HIDE, Doer.CANDIDATE), FACTS)
    assert not hidden.shown
    assert _refused(hidden, doing(Step.SELECT, Doer.INTERMEDIARY)) == (Lack.HIDDEN,)
    assert take(hidden, doing(Step.SHOW, Doer.CANDIDATE), FACTS).shown


def test_a_question_is_answered_before_it_is_forgotten() -> None:
    invited = _until(Step.ACCEPT)
    assert _refused(invited, doing(Step.ANSWER, Doer.INTERMEDIARY)) == (Lack.NOTHING_ASKED,)
    asked = take(invited, doing(Step.ASK, Doer.CANDIDATE), FACTS)
    assert asked.asked
    assert not take(asked, doing(Step.ANSWER, Doer.DIRECTOR), FACTS).asked


@pytest.mark.parametrize("event", WAY[1:], ids=lambda event: str(event.step))
def test_a_step_in_the_wrong_place_cannot_have_happened(event: Event) -> None:
    with pytest.raises(CannotBe):
        replay([event])


def test_the_way_goes_on_to_work_and_ends_when_it_lasted() -> None:
    state, seen = NOTHING_YET, []
    for event in (*TO_WORK, doing(Step.SUSTAIN, Doer.EMPLOYER)):
        state = take(state, event, FACTS)
        seen.append(str(state.stage))
    assert seen[-4:] == ["placement_search", "trial_placement", "placed", "sustained"]
    assert state.ended


def test_who_loses_work_looks_for_work_again_and_can_be_placed_again() -> None:
    placed = replay(TO_WORK)
    lost = take(placed, doing(Step.END_PLACEMENT, Doer.EMPLOYER, reason=Reason.CONTRACT_ENDED), FACTS)
    assert lost.stage is Stage.PLACEMENT_SEARCH
    assert take(lost, doing(Step.PLACE, Doer.INTERMEDIARY), FACTS).stage is Stage.PLACED


def test_who_goes_to_school_after_it_left_for_that_and_can_come_back_to_look_for_work_when_the_group_is_over() -> None:
    over = replace(FACTS, group=GroupState.FINISHED)
    studying = take(replay((*WAY, doing(Step.SEARCH, Doer.INTERMEDIARY))), doing(Step.STUDY, Doer.DIRECTOR), over)
    assert (studying.stage, studying.left) == (Stage.LEFT, Reason.EDUCATION)
    assert take(studying, doing(Step.RETURN, Doer.DIRECTOR), over).stage is Stage.PLACEMENT_SEARCH


def test_nothing_about_work_is_said_on_the_path_that_was_not_shown_where_its_facts_are() -> None:
    nothing = replace(FACTS, proofs=frozenset())
    search, placed = replay(TO_WORK[:-2]), replay(TO_WORK)
    for state, step, lack in (
        (search, Step.BEGIN_TRIAL, Lack.TRIAL_NOT_AGREED),
        (search, Step.PLACE, Lack.PLACEMENT_NOT_WHOLE),
        (search, Step.STUDY, Lack.STUDY_NOT_KNOWN),
        (placed, Step.SUSTAIN, Lack.NOT_LASTED_YET),
    ):
        assert _refused(state, doing(step, Doer.DIRECTOR), nothing) == (lack,)
