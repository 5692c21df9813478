"""Instruments of a group: whether they can be used, how far applications are, and no cost paid twice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from leerwerk.engine.money import Certainty, Party
from leerwerk.engine.money.instruments import Fact, Standing
from leerwerk.funding import actions
from leerwerk.funding.models import Application, Budget, GroupFact
from leerwerk.funding.queries import case_facts, cases
from leerwerk.parties.models import Person
from leerwerk.placement.models import Workplace
from tests.cast import Cast
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]
SUMMER, AUTUMN = date(2026, 7, 1), date(2026, 11, 28)
SAID = {"state": "applied", "chance": "60", "on": "2026-11-20", "evidence": "Brief van 20 november", "seen": "0"}


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    season = build_season(cast)
    Workplace.objects.update(recognised=True)
    return season


def _told(**other: Any) -> dict[str, Any]:
    return {"state": "probable", "chance": 50, "euros": None, "on": AUTUMN, "evidence": ""} | other


def _note(small: SmallSeason, code: str, day: date = AUTUMN, seen: int = 0, **other: Any) -> Application:
    could = next(one for one in case_facts.facts_of(small.groen, day).could if one.code == code)
    by = small.cast.actor(small.cast.roos)
    return actions.note_application(cohort=small.groen, found=could.found, told=_told(**other), seen=seen, by=by)


def _address(small: SmallSeason, code: str) -> str:
    return reverse("funding:application", args=[small.groen.pk, code])


def test_what_is_asked_is_compared_with_what_the_group_and_its_workplaces_say(small: SmallSeason) -> None:
    could = {one.code: one.found for one in case_facts.facts_of(small.groen, AUTUMN).could}
    values = {one.need.fact: one.value for one in could["praktijkleren"].checks}
    assert values[Fact.RECOGNISED] == 1
    assert could["sowis"].standing is Standing.CLOSED
    assert could["esf_plus"].checks[0].value is not None  # what budgets pay of it
    Workplace.objects.filter(pk=small.workplaces[0].pk).update(recognised=False)
    could = {one.code: one.found for one in case_facts.facts_of(small.groen, AUTUMN).could}
    assert {one.value for one in could["praktijkleren"].checks if one.need.fact is Fact.RECOGNISED} <= {
        None,
        Decimal(0),
    }


def test_the_director_notes_an_application_and_the_case_counts_it_with_its_chance(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    before = roos.get(reverse("funding:case", args=[small.groen.pk])).context["gains"]
    assert roos.post(_address(small, "praktijkleren"), SAID).status_code == 302
    page = roos.get(reverse("funding:case", args=[small.groen.pk]))
    gains = {one["party"]: one["now"]["expected"] for one in page.context["gains"]}
    assert gains[Party.EMPLOYER] > {one["party"]: one["now"]["expected"] for one in before}[Party.EMPLOYER]
    rows = roos.get(reverse("funding:case_rows", args=[small.groen.pk]), {"party": "employer"}).context["rows"]
    assert any("leren" in str(one["name"]) for one in rows)
    assert roos.get(_address(small, "praktijkleren")).context["form"].initial["seen"] == 1


def test_an_amount_that_was_granted_stands_above_what_the_instrument_says(small: SmallSeason) -> None:
    _note(small, "praktijkleren", state="granted", euros=Decimal(5000))
    facts = case_facts.facts_of(small.groen, AUTUMN)
    (grant,) = cases.case_of([facts], case_facts.stated_on(AUTUMN)).case.groups[0].grants
    assert (grant.amounts, grant.chance, grant.goes_on) == ((5000.0,), 1.0, False)
    assert grant.certainty is Certainty.CERTAIN


def test_money_that_comes_through_a_budget_counts_once(small: SmallSeason) -> None:
    _note(small, "esf_plus", state="probable", euros=Decimal(5000))
    facts = case_facts.facts_of(small.groen, AUTUMN)
    assert len(cases.case_of([facts], case_facts.stated_on(AUTUMN)).case.groups[0].grants) == 1
    Budget.objects.filter(pk=small.budget.pk).update(instrument="esf_plus")
    facts = case_facts.facts_of(small.groen, AUTUMN)
    assert cases.case_of([facts], case_facts.stated_on(AUTUMN)).case.groups[0].grants == ()


def test_by_the_year_it_is_paid_after_each_whole_year(small: SmallSeason) -> None:
    _note(small, "praktijkleren", chance=90)
    facts = case_facts.facts_of(small.groen, AUTUMN)
    group = cases.case_of([facts], case_facts.stated_on(AUTUMN)).case.groups[0]
    assert {one.certainty for one in group.grants} <= {Certainty.PROBABLE}
    assert [one.at for one in group.grants] == list(range(group.pre_track + 11, group.track, 12))


def test_what_is_closed_or_asks_what_is_not_so_cannot_be_applied_for(small: SmallSeason, as_: As) -> None:
    with pytest.raises(actions.CannotBeUsed):
        _note(small, "sowis", state="applied")
    _note(small, "sowis", state="possible")  # it may open again
    answer = as_(small.cast.roos).post(_address(small, "stap"), SAID)
    assert answer.status_code == 422
    assert not Application.objects.filter(code="stap").exists()


def test_no_cost_is_paid_twice_unless_the_first_was_refused(small: SmallSeason, as_: As) -> None:
    _note(small, "praktijkleren")
    with pytest.raises(actions.CostTwice):
        _note(small, "sowis", SUMMER, state="possible")
    assert as_(small.cast.roos).post(_address(small, "sowis"), SAID | {"state": "possible"}).status_code == 422
    _note(small, "praktijkleren", seen=1, state="refused")
    assert Application.objects.get(code="praktijkleren").chance == 0
    _note(small, "sowis", SUMMER, state="possible")
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(code="praktijkleren").update(state="probable", chance=50)


def test_two_who_change_it_at_once_do_not_write_over_each_other(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    assert roos.post(_address(small, "esf_plus"), SAID | {"state": "possible"}).status_code == 302
    again = roos.post(_address(small, "esf_plus"), SAID | {"state": "probable"})
    assert again.status_code == 422
    assert Application.objects.get(code="esf_plus").state == "possible"


@pytest.mark.parametrize("bad", [{"chance": "101"}, {"chance": ""}, {"state": "maybe"}, {"euros": "-1"}, {"on": "x"}])
def test_what_cannot_be_is_refused_and_nothing_is_written(bad: dict[str, str], small: SmallSeason, as_: As) -> None:
    assert as_(small.cast.roos).post(_address(small, "slim"), SAID | bad).status_code == 422
    assert not Application.objects.exists()


def test_an_instrument_that_does_not_exist_is_not_found_and_a_funder_notes_nothing(small: SmallSeason, as_: As) -> None:
    assert as_(small.cast.roos).get(_address(small, "nothing")).status_code == 404
    assert as_(small.cast.fleur).post(_address(small, "slim"), SAID).status_code == 404
    assert "Noteren" not in as_(small.cast.fleur).get(reverse("funding:case", args=[small.groen.pk])).content.decode()


def test_what_nothing_else_says_is_told_once_for_all_instruments_and_can_be_forgotten(
    small: SmallSeason, as_: As
) -> None:
    roos, address = as_(small.cast.roos), reverse("funding:facts", args=[small.groen.pk])
    assert roos.get(address).status_code == 200
    assert (
        roos.post(
            address, {"obliged": "1", "education_route": "1", "target_group": "0", "contract_months": "7"}
        ).status_code
        == 302
    )
    could = {one.code: one.found for one in case_facts.facts_of(small.groen, AUTUMN).could}
    assert could["spuk_onderwijsroute"].standing is Standing.CAN
    assert could["wage_cost_subsidy"].standing is Standing.CANNOT
    assert could["slim"].standing is Standing.UNKNOWN
    assert roos.get(address).context["form"].fields["obliged"].initial == "1"
    assert roos.post(address, {"obliged": "", "target_group": "0"}).status_code == 302
    could = {one.code: one.found for one in case_facts.facts_of(small.groen, AUTUMN).could}
    assert could["spuk_onderwijsroute"].standing is Standing.UNKNOWN


@pytest.mark.parametrize("bad", [{"bbl": "2"}, {"contract_months": "-1"}, {"contract_months": "x"}])
def test_a_fact_that_cannot_be_is_refused(bad: dict[str, str], small: SmallSeason, as_: As) -> None:
    answer = as_(small.cast.roos).post(reverse("funding:facts", args=[small.groen.pk]), bad)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(bad)
    assert not GroupFact.objects.exists()
