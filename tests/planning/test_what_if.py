"""What-ifs: the same question with other weights and locks, beside the plan it came from."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind, RoundState
from leerwerk.planning.models import Lock, PersonProposal, PlanningRound
from leerwerk.planning.models.rounds import NEAR
from leerwerk.planning.queries.compare import difference, locks_that_differ, people_who_change
from leerwerk.planning.queries.person import explanation
from leerwerk.planning.queries.rounds import rounds_listed
from leerwerk.planning.views.weights import weights_that_differ
from leerwerk.privacy.actor import Actor
from tests.cast import candidate
from tests.planning.season import SmallSeason, planned_again, weights_of


def test_a_plan_without_changes_stays_the_same(plan: PlanningRound, roos: Actor) -> None:
    again = planned_again(actions.change_something(previous=plan, by=roos), roos, change_penalty=1.0)
    assert again.state == RoundState.SOLVED
    compared = difference(plan, again)
    assert compared.same
    assert not people_who_change(plan, again).exists()
    assert again.question.fingerprint == plan.question.fingerprint


def test_beginning_a_what_if_twice_gives_one_draft(plan: PlanningRound, roos: Actor) -> None:
    first = actions.change_something(previous=plan, by=roos)
    assert actions.change_something(previous=plan, by=roos) == first


def test_closing_a_group_shows_what_it_costs_and_who_loses(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    again = planned_again(held.round, roos, change_penalty=0.5)
    compared = difference(plan, again)
    assert [row.cohort for row in compared.closed] == [small.bouw]
    assert compared.opened == []
    assert compared.lost > 0
    assert compared.lost == people_who_change(plan, again, "lost").count()
    assert plan.placed - again.placed == compared.lost - compared.gained
    assert again.group_proposals.get(cohort=small.bouw).reasons["shorts"][0]["shortage"] == "closed"
    assert again.locks.get().reason == "geen hal"


def test_the_page_of_a_group_says_who_locked_it_and_why(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    again = planned_again(held.round, roos)
    browser = Client()
    browser.force_login(small.cast.roos)
    group = again.group_proposals.get(cohort=small.bouw)
    told = browser.get(reverse("planning:group", args=[group.pk])).content.decode()
    assert "deze groep gaat niet open – geen hal (Roos" in told


def test_a_person_locked_out_of_a_group_is_not_in_it(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    row = plan.person_proposals.filter(group__cohort=small.groen).select_related("candidate").first()
    assert row is not None
    held = actions.lock(
        previous=plan, kind=LockKind.FORBID, candidate=row.candidate, cohort=small.groen, reason="ruzie", by=roos
    )
    again = planned_again(held.round, roos)
    there = again.person_proposals.get(candidate=row.candidate)
    assert there.group is None or there.group.cohort != small.groen
    told = {one.group.cohort_id: one.barriers for one in explanation(again, there).blocked}
    assert "forbidden" in {barrier.code for barrier in told[small.groen.pk]}


def test_a_lock_needs_a_reason_and_someone_in_the_plan(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    with pytest.raises(actions.CannotLock):
        actions.lock(previous=plan, kind=LockKind.OPEN, cohort=small.zorg, reason=" ", by=roos)
    later = candidate("U-9", "Later", small.cast.utrecht)
    with pytest.raises(actions.CannotLock):
        actions.lock(previous=plan, kind=LockKind.APART, candidate=small.cast.amal, other=later, reason="x", by=roos)
    assert not Lock.objects.exists()


def test_the_same_lock_twice_is_one_lock(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    two: dict[str, Any] = {"candidate": small.cast.amal, "other": small.cast.samuel}
    swapped: dict[str, Any] = {"candidate": small.cast.samuel, "other": small.cast.amal}
    first = actions.lock(previous=plan, kind=LockKind.APART, reason="x", by=roos, **two)
    assert actions.lock(previous=plan, kind=LockKind.APART, reason="y", by=roos, **swapped) == first


def test_a_lock_that_was_planned_with_cannot_be_taken_back(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="x", by=roos)
    planned_again(held.round, roos)
    with pytest.raises(actions.CannotLock):
        actions.unlock(held=held, by=roos)


def test_why_this_group_and_why_not_the_others(plan: PlanningRound, small: SmallSeason) -> None:
    row = plan.person_proposals.filter(group__cohort=small.groen).first()
    assert row is not None
    told = explanation(plan, row)
    chosen = told.options[0]
    assert (chosen.chosen, chosen.objections, chosen.group.cohort) == (True, [], small.groen)
    assert sum(chosen.parts.values()) == pytest.approx(row.value, abs=0.01)
    assert [one.group.cohort for one in told.blocked] == [small.zorg]


def test_the_smallest_change_is_verified_by_askingplanned_again(small: SmallSeason) -> None:
    quiet = candidate("U-7", "Stil", small.cast.utrecht, available=0b1111111110, sectors=["groen"])
    plan = small.plan()
    row = PersonProposal.objects.get(round=plan, candidate=quiet)
    assert row.reason == "no_eligible_group"
    change = explanation(plan, row).changes[0]
    assert change.group.cohort == small.groen
    assert [(b.code, b.items) for b in change.changes] == [("dagdelen", ("0",))]


def test_staying_near_counts_for_the_planner_and_not_for_the_comparison(plan: PlanningRound, roos: Actor) -> None:
    again = planned_again(actions.change_something(previous=plan, by=roos), roos, change_penalty=2.0)
    assert again.objective == pytest.approx((plan.objective or 0.0) + 2.0 * plan.placed, abs=0.01)
    assert again.worth == pytest.approx(plan.worth, abs=0.01)
    assert difference(plan, again).value == pytest.approx(0, abs=0.01)


def test_a_what_if_begins_near_its_plan(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    draft = actions.change_something(previous=plan, by=roos)
    assert (plan.change_penalty, draft.change_penalty) == (0, NEAR)
    other = planned_again(draft, roos, change_penalty=2.0)
    assert actions.change_something(previous=other, by=roos).change_penalty == 2.0


def test_what_goes_on_from_a_round_without_a_plan_stays_near_the_plan_before_it(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    failed = actions.plan_with_changes(draft=held.round, weights=weights_of(plan), by=roos)
    PlanningRound.objects.filter(pk=failed.pk).update(state=RoundState.INFEASIBLE)
    again = planned_again(actions.change_something(previous=failed, by=roos), roos)
    stayed = again.placed - difference(plan, again).gained - difference(plan, again).moved
    assert stayed > 0
    assert again.overview["kept"] == pytest.approx(NEAR * stayed)


def test_staying_near_is_no_other_weight_in_the_comparison(plan: PlanningRound, roos: Actor) -> None:
    again = planned_again(actions.change_something(previous=plan, by=roos), roos)
    assert (weights_that_differ(plan, again), again.change_penalty) == ([], NEAR)


def test_the_board_and_the_list_of_plans_show_the_value_without_what_staying_near_counts_for(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    again = planned_again(actions.change_something(previous=plan, by=roos), roos, change_penalty=50.0)
    browser = Client()
    browser.force_login(small.cast.roos)
    assert again.objective is not None
    assert again.objective > again.worth + 500
    listed = {row.pk: vars(row)["value"] for row in rounds_listed(small.cast.region.pk, {"sort": "value"})}
    assert listed == {plan.pk: pytest.approx(plan.worth), again.pk: pytest.approx(again.worth)}
    for url in (reverse("planning:rounds"), reverse("planning:round", args=[again.pk])):
        page = browser.get(url).content.decode()
        assert f"{again.worth:.0f}" in page
        assert f"{again.objective:.0f}" not in page


def test_a_first_plan_has_nothing_to_stay_near(small: SmallSeason) -> None:
    assert small.ask(change_penalty=3.0).change_penalty == 0


def test_what_was_asked_differently_is_told(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    again = planned_again(held.round, roos, benefit=30.0, low_skilled_floor=0.25, reach_weights={"none": 1.5})
    with translation.override("nl"):
        told = {(one.before, one.after) for one in weights_that_differ(plan, again)}
    assert told == {("28", "30"), ("0%", "25%"), ("0", "1,5")}
    before, after = locks_that_differ(plan, again)
    assert (before, [one.what for one in after]) == ([], [held.what])
