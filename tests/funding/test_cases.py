"""What a group costs and brings: on its page, with the amounts behind every number, and what if."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.money import Party
from leerwerk.engine.money.of_design import Charged
from leerwerk.funding.models import Budget, Charge
from leerwerk.funding.queries import cases as queries
from leerwerk.funding.queries.case_facts import charged, facts_of, stated_on
from leerwerk.parties.models import Organisation, Person
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    return build_season(cast)


def _found(group: Cohort, **what_if: Any) -> queries.CaseMoney:
    today = timezone.localdate()
    return queries.case_of([facts_of(group, today)], stated_on(today), queries.WhatIf(**what_if))


def _charged(group: Cohort, without: int | None = None) -> list[Charged]:
    facts = facts_of(group, timezone.localdate())
    return list(charged(facts.charges, facts.heads, without))


def _page(browser: Client, name: str, group: Cohort) -> str:
    return browser.get(reverse(f"funding:{name}", args=[group.pk])).content.decode()


def test_a_group_costs_what_it_says_and_is_paid_as_far_as_budgets_are_charged(small: SmallSeason) -> None:
    """Groen: 10 thousand and 4 thousand for each of at most six; the region's budget pays 3 thousand for each."""
    Charge.objects.filter(cohort=small.groen).delete()
    Charge.objects.create(budget=small.budget, cohort=small.groen, per_participant=Decimal(3))
    found = _found(small.groen)
    assert (found.heads, found.starters) == (0, 6)
    assert (found.cover.cost, found.cover.covered, found.cover.uncovered) == (34_000, 18_000, 16_000)
    enrol(small.cast.amal, small.groen)
    found = _found(small.groen)
    assert (found.heads, found.starters) == (1, 1)
    assert (found.cover.cost, found.cover.covered) == (14_000, 3000)


def test_budgets_that_offer_more_than_it_costs_pay_no_more_than_that(small: SmallSeason) -> None:
    Charge.objects.filter(cohort=small.groen).delete()
    Charge.objects.create(budget=small.budget, cohort=small.groen, per_group=Decimal(100))
    found = _found(small.groen)
    assert (found.cover.covered, found.cover.uncovered) == (34_000, 0)
    (cost,) = found.case.groups[0].costs
    assert cost.source == "regio"
    assert cost.euros == pytest.approx(34_000)


def test_a_municipality_pays_for_its_own_and_for_an_even_share_as_long_as_nobody_takes_part(small: SmallSeason) -> None:
    Charge.objects.filter(cohort=small.bouw).delete()
    for town in ("GM0344", "GM0356"):
        Charge.objects.create(budget=small.budget, cohort=small.bouw, municipality_id=town, per_participant=Decimal(2))
    assert _found(small.bouw).cover.covered == 2000 * 6
    enrol(small.cast.amal, small.bouw)  # lives in Utrecht, GM0344
    assert sorted(one.per_participant for one in _charged(small.bouw)) == [0, 2000]


def test_who_pays_a_budget_is_who_pays_the_cost(small: SmallSeason) -> None:
    Charge.objects.filter(cohort=small.groen).delete()
    ministry = Organisation.objects.create(
        kind="ministry", name="Ministerie", code="min", region=small.cast.region, municipality_id="GM0344"
    )
    own = Budget.objects.create(code="rijk", name="Rijk", region=small.cast.region, amount=50, payer=ministry)
    Charge.objects.create(budget=own, cohort=small.groen, per_group=Decimal(5))
    assert {one.payer for one in _charged(small.groen)} == {Party.STATE}
    without = _found(small.groen, without=own.pk)
    assert _charged(small.groen, without=own.pk) == []
    assert without.cover.uncovered == without.cover.cost


def test_the_director_reads_what_a_group_costs_and_brings(small: SmallSeason, as_: As) -> None:
    page = _page(as_(small.cast.roos), "case", small.groen)
    for part in ("Wie eraan verdient", "Wat het kost en wie betaalt", "Wat er waar moet zijn", "Manieren om te delen"):
        assert part in page
    context = as_(small.cast.roos).get(reverse("funding:case", args=[small.groen.pk])).context
    gains = {one["party"]: one["now"] for one in context["gains"]}
    assert gains[Party.EMPLOYER]["first"] > 0
    assert gains[Party.PARTICIPANT]["low"] < gains[Party.PARTICIPANT]["high"]
    shared = [sum(gain["euros"] for gain in way["gains"]) for way in context["ways"]]
    assert shared == [pytest.approx(shared[0])] * len(shared)
    assert context["unsure"]


def test_what_if_fewer_are_placed_answers_beside_how_it_is(small: SmallSeason, as_: As) -> None:
    browser = as_(small.cast.roos)
    address = reverse("funding:case", args=[small.groen.pk])
    said = {"starters": "10", "placed": "45", "trial": "6", "without": str(small.budget.pk)}
    context = browser.get(address, said).context
    assert (context["other"]["starters"], context["now"]["starters"]) == (10, 6)
    assert context["other"]["uncovered_k"] == context["other"]["cost_k"] == 50
    rows = browser.get(reverse("funding:case_rows", args=[small.groen.pk]), said | {"cover": "on"}).context["rows"]
    assert sum(one["euros"] for one in rows) == pytest.approx(50_000)
    fewer = browser.get(address, {"placed": "45"}).context
    state = next(one for one in fewer["gains"] if one["party"] == Party.STATE)
    assert state["other"]["expected"] < state["now"]["expected"]


@pytest.mark.parametrize("bad", [{"starters": "0"}, {"placed": "99"}, {"trial": "x"}, {"without": "999"}])
def test_what_cannot_be_is_refused_and_the_page_stays_as_it_is(
    bad: dict[str, str], small: SmallSeason, as_: As
) -> None:
    answer = as_(small.cast.roos).get(reverse("funding:case", args=[small.groen.pk]), bad)
    assert answer.status_code == 422
    assert answer.context["other"] is None


def test_every_number_opens_to_amounts_with_what_they_follow_from(small: SmallSeason, as_: As) -> None:
    browser = as_(small.cast.roos)
    every = browser.get(reverse("funding:case_rows", args=[small.groen.pk])).context["rows"]
    assert all(one["name"] for one in every)
    assert {bool(one["figure"]) for one in every} == {True, False}  # figures, and budgets
    employer = browser.get(reverse("funding:case_rows", args=[small.groen.pk]), {"party": "employer"}).context["rows"]
    assert 0 < len(employer) < len(every)
    cover = browser.get(reverse("funding:case_rows", args=[small.groen.pk]), {"cover": "on"}).context["rows"]
    assert sum(one["euros"] for one in cover) == pytest.approx(_found(small.groen).cover.cost)
    late = browser.get(reverse("funding:case_rows", args=[small.groen.pk]), {"cover": "on", "quarter": "19"}).context
    assert late["rows"] == []


def test_what_moves_it_and_ways_to_share_open_to_amounts_that_come_to_the_same(small: SmallSeason, as_: As) -> None:
    browser, rows = as_(small.cast.roos), reverse("funding:case_rows", args=[small.groen.pk])
    page = browser.get(reverse("funding:case", args=[small.groen.pk])).context
    for swing in page["moves"]["swings"][:3]:
        for end in ("low", "high"):
            context = browser.get(rows, {"figure": swing["code"], "end": end}).context
            assert context["worth"] / 1000 == pytest.approx(swing[f"at_{end}"], abs=0.01)
    for gain in page["gains"]:
        context = browser.get(rows, {"party": gain["party"]}).context
        assert context["worth"] / 1000 == pytest.approx(gain["now"]["expected"], abs=0.01)
    for way in page["ways"]:
        told = browser.get(reverse("funding:case_way", args=[small.groen.pk, way["code"]])).context
        assert [line["gains"] / 1000 for line in told["lines"]] == pytest.approx([one["euros"] for one in way["gains"]])
        assert told["sums"]["pays"] == pytest.approx(0, abs=0.01)
    assert browser.get(rows, {"figure": "nothing", "end": "low"}).status_code == 404
    assert browser.get(reverse("funding:case_way", args=[small.groen.pk, "nothing"])).status_code == 404


def test_two_groups_stand_beside_each_other_with_the_numbers_of_their_own_pages(small: SmallSeason, as_: As) -> None:
    roos, address = as_(small.cast.roos), reverse("funding:case_beside", args=[small.groen.pk])
    assert "columns" not in roos.get(address).context
    context = roos.get(address, {"other": str(small.bouw.pk)}).context
    for column, group in zip(context["columns"], (small.groen, small.bouw), strict=True):
        own = roos.get(reverse("funding:case", args=[group.pk])).context
        assert column["now"] == own["now"]
        assert column["together"] == pytest.approx(own["together"])
    assert roos.get(address, {"other": "0"}).status_code == 422
    fleur = as_(small.cast.fleur)  # pays for groen and bouw, not for zorg
    assert fleur.get(address, {"other": str(small.bouw.pk)}).status_code == 200
    assert fleur.get(address, {"other": str(small.zorg.pk)}).status_code == 422


def test_a_funder_reads_of_groups_that_charge_to_what_they_pay_and_nobody_else_does(
    small: SmallSeason, as_: As
) -> None:
    cast = small.cast
    Charge.objects.filter(cohort=small.zorg).delete()
    assert as_(cast.fleur).get(reverse("funding:case", args=[small.groen.pk])).status_code == 200
    assert as_(cast.fleur).get(reverse("funding:case", args=[small.zorg.pk])).status_code == 404
    for person in (cast.dirk, cast.karim, cast.bas, cast.lotte, cast.mo, cast.vera):
        assert as_(person).get(reverse("funding:case", args=[small.groen.pk])).status_code == 404


@pytest.mark.parametrize("name", ["case", "case_rows"])
def test_it_costs_the_same_however_many_budgets_pay(
    name: str, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    roos, address = as_(small.cast.roos), reverse(f"funding:{name}", args=[small.groen.pk])
    for n in range(3):
        budget = Budget.objects.create(code=f"b{n}", name=f"B{n}", region=small.cast.region, amount=9)
        Charge.objects.create(budget=budget, cohort=small.groen, per_group=Decimal(1))
    roos.get(address)
    with django_assert_num_queries(9 + DOOR):
        assert roos.get(address).status_code == 200


def test_who_decides_gets_two_pages_in_dutch_with_the_same_numbers(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    gains = roos.get(reverse("funding:case", args=[small.groen.pk])).context["gains"]
    answer = roos.get(reverse("funding:case_document", args=[small.groen.pk]), headers={"accept-language": "en"})
    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(BytesIO(answer.content))
    assert len(read.pages) == 2
    text = " ".join(page.extract_text() for page in read.pages)
    for part in ("Wie eraan verdient", "Wat er waar moet zijn", "Manieren om te delen", "Regiobudget"):
        assert part in text
    employer = next(one["now"]["expected"] for one in gains if one["party"] == Party.EMPLOYER)
    assert f"{employer:.1f}".replace(".", ",") in text
    assert read.metadata is not None
    assert read.metadata.title == "Wat het kost en oplevert"
