"""What does this lock cost? The same plan without it, with what is proven of both."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind, RoundState
from leerwerk.planning.models import Lock, PlanningRound
from leerwerk.planning.models.rounds import NEAR
from leerwerk.planning.queries.lock_costs import costs_of_locks
from leerwerk.privacy.actor import Actor
from tests.costs import DOOR
from tests.planning.season import SmallSeason, planned_again, solved

type As = Callable[[Person], Client]


@pytest.fixture
def locked(plan: PlanningRound, small: SmallSeason, roos: Actor) -> PlanningRound:
    """Planned again with two locks: bouw stays closed, and Amal and Samuel stay apart."""
    actions.lock(
        previous=plan,
        kind=LockKind.APART,
        candidate=small.cast.amal,
        other=small.cast.samuel,
        reason="kennen elkaar te goed",
        by=roos,
    )
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    return planned_again(held.round, roos)


def test_a_lock_costs_the_difference_and_the_other_locks_stay(
    plan: PlanningRound, locked: PlanningRound, roos: Actor
) -> None:
    closed = locked.locks.get(kind=LockKind.CLOSED)
    assert [one.without for one in costs_of_locks(locked)] == [None, None], "two locks at once: neither is known"
    trial = solved(actions.ask_cost_of_lock(held=closed, by=roos))
    assert [lock.kind for lock in trial.locks.all()] == [LockKind.APART]
    assert trial.name == f"{locked.name}, zonder slot 2"
    cost = next(one for one in costs_of_locks(locked) if one.lock == closed)
    assert plan.objective is not None
    assert locked.objective is not None
    assert cost.known
    everyone_stays = plan.objective + NEAR * plan.placed
    assert cost.found == pytest.approx(everyone_stays - locked.objective, abs=0.01)
    assert cost.least <= cost.found <= cost.most
    assert cost.people == plan.placed - locked.placed > 0


def test_a_lock_that_costs_nothing_says_so(locked: PlanningRound, roos: Actor, small: SmallSeason, as_: As) -> None:
    apart = locked.locks.get(kind=LockKind.APART)
    solved(actions.ask_cost_of_lock(held=apart, by=roos))
    cost = next(one for one in costs_of_locks(locked) if one.lock == apart)
    assert cost.least == 0
    assert cost.found == pytest.approx(0, abs=1e-6)
    page = as_(small.cast.roos).get(reverse("planning:locks", args=[locked.pk])).content.decode()
    assert "Niets." in page or "misschien niets" in page


def test_a_single_new_lock_is_known_without_asking(plan: PlanningRound, small: SmallSeason, roos: Actor) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    again = planned_again(held.round, roos)
    cost = costs_of_locks(again)[0]
    assert cost.without == plan
    assert cost.known
    assert cost.least > 0
    assert cost.found >= plan.worth - again.worth > 0


@pytest.mark.parametrize("weights", [{}, {"change_penalty": 1.5}, {"change_penalty": 0.0}])
def test_what_is_known_of_a_lock_without_asking_is_what_asking_finds(
    weights: dict[str, float], plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    first = planned_again(held.round, roos, **({"change_penalty": 0.0} if 0.0 in weights.values() else {}))
    row = first.person_proposals.filter(group__cohort=small.groen).select_related("candidate").first()
    assert row is not None
    forbidden = actions.lock(
        previous=first, kind=LockKind.FORBID, candidate=row.candidate, cohort=small.groen, reason="ruzie", by=roos
    )
    second = planned_again(forbidden.round, roos, **weights)
    known = next(one for one in costs_of_locks(second) if one.lock.kind == LockKind.FORBID)
    assert known.without == first
    solved(actions.ask_cost_of_lock(held=known.lock, by=roos))
    asked = next(one for one in costs_of_locks(second) if one.lock.kind == LockKind.FORBID)
    assert asked.without != first
    assert known.found == pytest.approx(asked.found, abs=0.01)
    assert known.least - 0.01 <= asked.found <= known.most + 0.01


def test_nothing_is_known_of_a_lock_when_the_plan_stays_less_near_than_the_earlier_one(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    first = planned_again(actions.change_something(previous=plan, by=roos), roos)
    held = actions.lock(previous=first, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    assert costs_of_locks(planned_again(held.round, roos, change_penalty=0.1))[0].without is None


def test_with_other_weights_the_earlier_plan_does_not_count(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    assert costs_of_locks(planned_again(held.round, roos, benefit=30.0))[0].without is None


def test_what_stays_near_an_earlier_plan_stays_near_the_same_one_without_the_lock(
    plan: PlanningRound, small: SmallSeason, roos: Actor
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    near = planned_again(held.round, roos, change_penalty=0.5)
    trial = solved(actions.ask_cost_of_lock(held=near.locks.get(), by=roos))
    again = planned_again(actions.change_something(previous=plan, by=roos), roos, change_penalty=0.5)
    assert again.locks.count() == 0
    assert trial.objective == pytest.approx(again.objective)


def test_asking_twice_is_one_plan_and_the_page_follows_it(locked: PlanningRound, small: SmallSeason, as_: As) -> None:
    roos, held = as_(small.cast.roos), locked.locks.get(kind=LockKind.CLOSED)
    roos.post(reverse("planning:change", args=[locked.pk]))  # somebody is preparing a what-if meanwhile
    url, page = reverse("planning:cost_of_lock", args=[held.pk]), reverse("planning:locks", args=[locked.pk])
    assert url in roos.get(page).content.decode()
    for _ in range(2):
        assert roos.post(url)["Location"] == page
    trial = PlanningRound.objects.get(without=held)
    assert trial.state == RoundState.WAITING
    assert "every 2s" in roos.get(page).content.decode()
    solved(trial)
    told = roos.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in told
    assert "<html" not in told
    assert reverse("planning:compare", args=[locked.pk]) in told


def test_only_the_director_of_the_region_asks(locked: PlanningRound, small: SmallSeason, as_: As) -> None:
    held = locked.locks.first()
    assert held is not None
    for person in (small.cast.dirk, small.cast.karim, small.cast.bas):
        assert as_(person).post(reverse("planning:cost_of_lock", args=[held.pk])).status_code == 404
        assert as_(person).get(reverse("planning:locks", args=[locked.pk])).status_code == 404


def test_a_lock_that_was_not_planned_with_has_no_cost_yet(
    plan: PlanningRound, small: SmallSeason, roos: Actor, as_: As
) -> None:
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=roos)
    with pytest.raises(actions.CannotPlan):
        actions.ask_cost_of_lock(held=held, by=roos)
    assert as_(small.cast.roos).post(reverse("planning:cost_of_lock", args=[held.pk])).status_code == 404
    assert Lock.objects.count() == 1


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_locks_costs_the_same_however_many(
    many: int,
    plan: PlanningRound,
    small: SmallSeason,
    roos: Actor,
    as_: As,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    locks = ((LockKind.CLOSED, small.zorg), (LockKind.CLOSED, small.bouw), (LockKind.OPEN, small.groen))
    for kind, cohort in locks[:many]:
        held = actions.lock(previous=plan, kind=kind, cohort=cohort, reason="afgesproken", by=roos)
    again, browser = planned_again(held.round, roos), as_(small.cast.roos)
    for lock in again.locks.all():
        actions.ask_cost_of_lock(held=lock, by=roos)
    with django_assert_num_queries(7 + DOOR):
        assert browser.get(reverse("planning:locks", args=[again.pk])).status_code == 200
