"""Budgets: who sees and changes them, and what decided groups spend."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.funding.actions.books import free
from leerwerk.funding.models import Budget, Charge, Reservation
from leerwerk.funding.queries.budgets import lines
from leerwerk.parties.models import Person
from leerwerk.planning.queries.season import committed_money
from leerwerk.trajectories.enums import CohortState
from tests.cast import Cast
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.funding.books import Books
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    return build_season(cast)


def test_only_decided_groups_spend_and_only_their_people_from_the_right_place(small: SmallSeason) -> None:
    assert lines([small.budget])[0].spent == 0
    enrol(small.cast.amal, small.bouw)  # lives in Utrecht, GM0344
    enrol(small.cast.samuel, small.bouw)  # lives in Nieuwegein
    small.bouw.state = CohortState.DECIDED
    small.bouw.save()
    line = lines([small.budget])[0]
    assert (line.spent, line.left, line.options) == (Decimal(3), Decimal(197), 1)


def test_what_a_decided_group_keeps_is_not_planned_with_again(small: SmallSeason) -> None:
    books = Books(small=small)
    enrol(small.cast.amal, small.groen)  # charges 10 and 2 for Amal
    books.keep(20_000)
    assert lines([small.budget])[0].spent == 0  # an option: what is kept for it can still be used for it
    small.groen.state = CohortState.DECIDED
    small.groen.save()
    line = lines([small.budget])[0]
    assert (line.spent, line.left) == (Decimal(20), Decimal(180))
    assert committed_money(small.season)[small.budget.pk] == Decimal(20)
    by = small.cast.actor(small.cast.roos)
    free(reservation=Reservation.objects.get(), told=books.told(15_000), by=by)
    assert lines([small.budget])[0].spent == Decimal(12)


def test_the_director_sees_all_the_funder_their_own_and_others_none(small: SmallSeason, as_: As) -> None:
    cast, url = small.cast, reverse("funding:budget", args=[small.budget.pk])
    other = Budget.objects.create(code="elders", name="Ander geld", region=cast.region, amount=5)
    assert as_(cast.roos).get(url).status_code == 200
    assert as_(cast.fleur).get(url).status_code == 200
    assert as_(cast.fleur).get(reverse("funding:budget", args=[other.pk])).status_code == 404
    assert "Ander geld" not in as_(cast.fleur).get(reverse("funding:budgets")).content.decode()
    assert as_(cast.dirk).get(url).status_code == 404
    for person in (cast.karim, cast.bas, cast.lotte, cast.mo, cast.vera):
        assert as_(person).get(url).status_code == 404
        assert as_(person).get(reverse("funding:budgets")).status_code == 403
    change = reverse("funding:change", args=[small.budget.pk])
    for person in (cast.fleur, cast.dirk, cast.karim):
        assert as_(person).post(change, {"amount": "1"}).status_code == 404


def test_the_director_makes_a_budget_and_says_what_a_group_charges(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    form = {
        "code": "nieuw",
        "name": "Nieuw geld",
        "amount": "40",
        "valid_from": "2027-02-01",
        "valid_until": "2027-01-01",
    }
    assert roos.post(reverse("funding:new"), form).status_code == 422
    assert roos.post(reverse("funding:new"), form | {"valid_until": "2027-12-31"}).status_code == 302
    assert roos.post(reverse("funding:new"), form | {"valid_until": "2027-12-31"}).status_code == 422, "code is taken"
    budget = Budget.objects.get(code="nieuw")
    charge = {"cohort": small.zorg.pk, "per_group": "10", "per_participant": "1.5"}
    for amount in ("10", "12"):
        url = reverse("funding:charge", args=[budget.pk])
        assert roos.post(url, charge | {"per_group": amount}).status_code == 302
    assert Charge.objects.get(budget=budget).per_group == 12
    remove = reverse("funding:remove_charge", args=[Charge.objects.get(budget=budget).pk])
    assert as_(small.cast.dirk).post(remove).status_code == 404
    assert roos.post(remove).status_code == 302
    assert not Charge.objects.filter(budget=budget).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(
    count: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count - 1):
        Budget.objects.create(code=f"x{n}", name=f"X {n}", region=small.cast.region, amount=1)
    roos = as_(small.cast.roos)
    with django_assert_num_queries(7 + DOOR):
        assert roos.get(reverse("funding:budgets")).status_code == 200
