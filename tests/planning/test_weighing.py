"""What a weight does is seen as a trade: both plans are valued with the weights of the one and of the other."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from leerwerk.engine.planning.check_pairs import worth
from leerwerk.engine.planning.question import ANY
from leerwerk.engine.planning.tables import read_question
from leerwerk.parties.models import Person
from leerwerk.planning import actions
from leerwerk.planning.models import FrozenQuestion, PlanningRound
from leerwerk.planning.queries.person import stored_plan
from leerwerk.planning.queries.question import frozen, settings_of, thawed
from leerwerk.planning.queries.weighing import absent, trade_of, weighed_alike
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.models import Cohort
from tests.cast import candidate
from tests.costs import DOOR
from tests.planning.season import END, SmallSeason, planned_again

type As = Callable[[Person], Client]

REACH = {"reach_weights": {"none": 8.0, "primary": 6.0}}


@pytest.fixture
def plan(small: SmallSeason) -> PlanningRound:
    """The season, in which people with little schooling gain less than others, so that it leaves some of them out."""
    Profile.objects.filter(education__lte=1).update(motivation=3)
    return small.plan()


@pytest.fixture
def reaching(plan: PlanningRound, roos: Actor) -> PlanningRound:
    """The same question with more weight for people with little schooling, free to move everybody."""
    draft = actions.change_something(previous=plan, by=roos)
    return planned_again(draft, roos, change_penalty=0.0, **REACH)


def _checked(asked: PlanningRound, weights: PlanningRound) -> float:
    """Value a plan once more, in the code of the checker, which shares nothing with the values of the engine."""
    tables = thawed(asked.question)
    question = read_question(tables, settings_of(weights) | {"change_penalty": 0.0})
    assert not isinstance(question, tuple)
    plan = stored_plan(asked, question)
    placed = np.flatnonzero(plan.group != ANY)
    gained = sum(worth(question, int(person), int(plan.group[person]), None) for person in placed)
    return float(gained - question.groups.fixed_cost[plan.open].sum())


def _page(browser: Client, second: PlanningRound, first: PlanningRound) -> str:
    answer = browser.get(reverse("planning:compare", args=[second.pk]), {"with": first.pk})
    return " ".join(answer.content.decode().split())


def test_both_plans_are_valued_under_the_weights_of_both(plan: PlanningRound, reaching: PlanningRound) -> None:
    trade = trade_of(plan, reaching)
    assert trade is not None
    for one in trade.weighed:
        expected = tuple(_checked(each, one.weights) for each in (plan, reaching))
        assert one.values == pytest.approx(expected, abs=1e-4)


def test_under_its_own_weights_a_plan_is_worth_what_its_page_says(plan: PlanningRound, reaching: PlanningRound) -> None:
    trade = trade_of(plan, reaching)
    assert trade is not None
    assert trade.weighed[0].values[0] == pytest.approx(plan.worth, abs=1e-3)
    assert trade.weighed[1].values[1] == pytest.approx(reaching.worth, abs=1e-3)
    assert not trade.measured_anew


def test_of_two_proven_plans_each_is_the_best_under_its_own_weights(
    plan: PlanningRound, reaching: PlanningRound, small: SmallSeason, as_: As
) -> None:
    trade = trade_of(plan, reaching)
    assert trade is not None
    old, new = trade.weighed
    assert old.more < 0 < new.more
    page = _page(as_(small.cast.roos), reaching, plan)
    amount = f"{old.amount:.1f}".replace(".", ",")
    told = (
        f"Met de gewichten van “{plan.name}” is het plan “{reaching.name}” <strong>€ {amount} duizend minder</strong>"
    )
    assert told in page
    assert f"Met de gewichten van “{reaching.name}” is het plan “{reaching.name}” <strong>€ " in page
    assert "duizend meer</strong>" in page
    assert trade.low_skilled > 0
    assert f"Laagopgeleid: {trade.low_skilled} meer." in page


def test_with_the_same_weights_nothing_has_to_be_valued_again(
    plan: PlanningRound, roos: Actor, small: SmallSeason, as_: As
) -> None:
    draft = actions.change_something(previous=plan, by=roos)
    floor = planned_again(draft, roos, low_skilled_floor=0.5)
    assert weighed_alike(plan, floor)
    page = _page(as_(small.cast.roos), floor, plan)
    assert "Beide plannen met dezelfde gewichten" not in page
    assert "in een harde regel" in page


def test_a_plan_that_does_not_keep_the_floor_of_the_other_is_told_so(
    plan: PlanningRound, roos: Actor, small: SmallSeason, as_: As
) -> None:
    draft = actions.change_something(previous=plan, by=roos)
    asked = planned_again(draft, roos, low_skilled_floor=0.9, benefit=30.0, change_penalty=0.0)
    assert plan.low_skilled_share < 0.9 <= asked.low_skilled_share
    page = _page(as_(small.cast.roos), asked, plan)
    assert f"“{plan.name}” heeft niet het aandeel laagopgeleide deelnemers dat daar is gevraagd: 90 %." in page
    assert f"“{asked.name}” heeft niet het aandeel" not in page


def test_staying_near_an_earlier_plan_counts_for_nothing(plan: PlanningRound, roos: Actor) -> None:
    draft = actions.change_something(previous=plan, by=roos)
    near = planned_again(draft, roos, change_penalty=5.0, benefit=28.5)
    trade = trade_of(plan, near)
    assert trade is not None
    assert trade.weighed[1].values[1] == pytest.approx(near.worth, abs=1e-3)
    assert near.objective is not None
    assert near.objective > near.worth


def test_of_two_questions_it_is_told_who_and_what_was_only_in_one(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    assert absent(plan, plan) == []
    Cohort.objects.filter(pk=small.bouw.pk).update(starts_on=END + timedelta(days=1))
    Profile.objects.filter(candidate__code__in=["U-1003", "U-1004"]).update(sectors=["zorg"])
    candidate("U-4000", "Later", small.cast.utrecht, motivation=5, learnability=5, load=5)
    later = small.plan(benefit=30.0)
    gone, come = absent(plan, later)
    assert (gone.people, gone.groups) == (0, 1)
    assert (come.people, come.groups) == (1, 0)
    page = _page(as_(small.cast.roos), later, plan)
    assert "Deze plannen beantwoorden verschillende vragen." in page
    assert f"1 persoon die “{later.name}” plaatst, zat niet in de vraag van “{plan.name}”." in page
    assert "1 groep die het opent, was daar geen mogelijkheid." in page
    assert "Beide plannen met dezelfde gewichten" in page


def test_a_plan_whose_question_cannot_be_read_any_more_says_so(
    plan: PlanningRound, reaching: PlanningRound, small: SmallSeason, as_: As
) -> None:
    tables = thawed(plan.question)
    tables["groups"][0]["min_size"] = "9"
    FrozenQuestion.objects.filter(pk=plan.pk).update(rest=frozen(plan, tables).rest)
    assert trade_of(plan, reaching) is None
    assert "gemaakt door een eerdere versie" in _page(as_(small.cast.roos), reaching, plan)


def test_where_weights_are_set_one_reads_what_they_did_the_last_time(
    plan: PlanningRound, reaching: PlanningRound, roos: Actor, small: SmallSeason, as_: As
) -> None:
    browser = as_(small.cast.roos)
    again = actions.change_something(previous=reaching, by=roos)
    page = " ".join(browser.get(reverse("planning:round", args=[again.pk])).content.decode().split())
    assert "Wat andere gewichten de vorige keer deden" in page
    assert f"Met de gewichten van “{plan.name}” is het plan" in page
    first = actions.change_something(previous=plan, by=roos)
    assert "de vorige keer" not in browser.get(reverse("planning:round", args=[first.pk])).content.decode()


@pytest.mark.parametrize("extra", [0, 30])
def test_two_plans_side_by_side_cost_the_same_however_many_people(
    extra: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(extra):
        candidate(f"U-3{n:03}", f"Meer{n}", small.cast.utrecht, sectors=["groen"])
    first, second, roos = small.plan(), small.plan(benefit=20.0), as_(small.cast.roos)
    with django_assert_num_queries(21 + DOOR):
        _page(roos, second, first)
