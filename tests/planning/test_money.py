"""What a plan costs and brings: the cost of the groups it opens, who pays, and the amounts behind it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.money import Party
from leerwerk.funding.models import Charge
from leerwerk.parties.models import Person
from leerwerk.planning.models import GroupProposal, PlanningRound
from tests.cast import Cast
from tests.costs import DOOR
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    return build_season(cast)


def _address(name: str, plan: PlanningRound, *more: str) -> str:
    return reverse(f"planning:{name}", args=[plan.pk, *more])


def test_a_plan_costs_what_its_groups_cost_and_is_paid_for_its_own_people(small: SmallSeason, as_: As) -> None:
    plan = small.plan()
    opened = {one.cohort_id: one for one in GroupProposal.objects.filter(round=plan, open=True)}
    assert len(opened) == 2
    shown = as_(small.cast.roos).get(_address("money", plan)).context
    cost = sum(10 + 4 * one.size for one in opened.values())
    assert shown["now"]["cost_k"] == pytest.approx(cost)
    assert shown["now"]["starters"] == sum(one.size for one in opened.values())
    assert sum(one.cost for one in shown["groups"]) == pytest.approx(cost)
    groen = next(one for one in shown["groups"] if one.proposal.cohort_id == small.groen.pk)
    assert groen.covered == pytest.approx(min(groen.cost, 10 + 2 * groen.proposal.size))
    bouw = next(one for one in shown["groups"] if one.proposal.cohort_id == small.bouw.pk)
    from_utrecht = bouw.proposal.participants.filter(municipality="GM0344").count()
    assert bouw.covered == pytest.approx(3 * from_utrecht)


def test_its_numbers_open_to_amounts_that_come_to_the_same(small: SmallSeason, as_: As) -> None:
    plan, roos = small.plan(), as_(small.cast.roos)
    shown = roos.get(_address("money", plan)).context
    for gain in shown["gains"]:
        told = roos.get(_address("money_rows", plan), {"party": gain["party"]}).context
        assert told["worth"] / 1000 == pytest.approx(gain["now"]["expected"], abs=0.01)
    cover = roos.get(_address("money_rows", plan), {"cover": "on"}).context["rows"]
    assert sum(one["euros"] for one in cover) / 1000 == pytest.approx(shown["now"]["cost_k"])
    way = roos.get(_address("money_way", plan, "equal")).context
    assert way["sums"]["pays"] == pytest.approx(0, abs=0.01)
    without = roos.get(_address("money", plan), {"without": str(small.budget.pk)}).context
    assert without["other"]["uncovered_k"] == pytest.approx(without["now"]["cost_k"])
    assert {gain["party"] for gain in shown["gains"]} >= {Party.EMPLOYER, Party.MUNICIPALITY}


def test_it_asks_as_much_however_many_groups_it_opens(
    small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan, roos = small.plan(), as_(small.cast.roos)
    for open_now in (1, 2):
        GroupProposal.objects.filter(round=plan, cohort=small.bouw).update(
            open=open_now == 2, size=3 if open_now == 2 else 0
        )
        roos.get(_address("money", plan))
        with django_assert_num_queries(10 + DOOR):
            assert roos.get(_address("money", plan)).status_code == 200


def test_a_plan_that_opens_nothing_says_so_and_nobody_else_reads_a_plan(small: SmallSeason, as_: As) -> None:
    plan = small.plan()
    for person in (small.cast.dirk, small.cast.karim, small.cast.fleur, small.cast.bas):
        assert as_(person).get(_address("money", plan)).status_code == 404
    GroupProposal.objects.filter(round=plan).update(open=False, size=0)
    page = as_(small.cast.roos).get(_address("money", plan))
    assert page.status_code == 200
    assert page.context["groups"] == []
    assert as_(small.cast.roos).get(_address("money_rows", plan))["Location"] == _address("money", plan)


def test_what_cannot_be_is_refused_and_a_group_without_a_charge_is_paid_by_nobody(small: SmallSeason, as_: As) -> None:
    plan, roos = small.plan(), as_(small.cast.roos)
    assert roos.get(_address("money", plan), {"placed": "99"}).status_code == 422
    Charge.objects.all().delete()
    shown = roos.get(_address("money", plan)).context
    assert shown["now"]["covered_k"] == 0
    Charge.objects.create(budget=small.budget, cohort=small.groen, per_group=Decimal(900))
    shown = roos.get(_address("money", plan)).context
    groen = next(one for one in shown["groups"] if one.proposal.cohort_id == small.groen.pk)
    assert groen.covered == groen.cost
