"""Figures of business cases: everybody concerned reads where they come from; a region sets what it knows better."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.engine.money import NOT_RECKONED, Code, Confidence, Party, Shape
from leerwerk.funding import actions
from leerwerk.funding.models import RegionFigure
from leerwerk.funding.queries.case_facts import facts_of, stated_on
from leerwerk.funding.queries.cases import WhatIf, case_of
from leerwerk.funding.queries.figures import own_of
from leerwerk.parties.models import Person
from tests.cast import Cast
from tests.planning.season import build_season

type As = Callable[[Person], Client]
FIRST, LATER = date(2026, 9, 1), date(2026, 11, 1)
OWN = {"value": "30", "low": "20", "high": "45", "sure": "medium", "source": "Eigen trajecten 2022-2025, 61 deelnemers"}


def _set(cast: Cast, day: date, value: str = "0.3") -> None:
    told = {"value": Decimal(value), "low": Decimal("0.2"), "high": Decimal("0.45"), "sure": "medium", "source": "Zelf"}
    actions.set_figure(region=cast.region, code=Code.EFFECT, told=told, today=day, by=cast.actor(cast.roos))


def test_who_reckons_reads_every_figure_with_where_it_was_read(cast: Cast, as_: As) -> None:
    for person in (cast.roos, cast.fleur):
        rows = as_(person).get(reverse("funding:figures")).context["figures"]
        assert {row["code"] for row in rows} == set(Code)
        assert all(row["source"] and row["sure"] for row in rows)
        assert {row["code"] for row in rows if not row["reckoned"]} == NOT_RECKONED
    assert as_(cast.karim).get(reverse("funding:figures")).status_code == 403


def test_the_director_sets_a_figure_and_every_case_of_the_region_is_reckoned_with_it(cast: Cast, as_: As) -> None:
    small = build_season(cast)
    roos, case = as_(cast.roos), reverse("funding:case", args=[small.groen.pk])
    before = roos.get(case).context["gains"]
    assert roos.post(reverse("funding:figure", args=["effect"]), OWN).status_code == 302
    row = RegionFigure.objects.get()
    assert (row.value, row.low, row.high) == (Decimal("0.3"), Decimal("0.2"), Decimal("0.45"))
    after = roos.get(case).context
    expected = [{one["party"]: one["now"]["expected"] for one in gains} for gains in (before, after["gains"])]
    assert expected[1][Party.STATE] > expected[0][Party.STATE]
    rows = roos.get(reverse("funding:case_rows", args=[small.groen.pk])).context["rows"]
    sources = {one["figure"].source for one in rows if one["figure"] is not None}
    assert OWN["source"] in sources


def test_the_latest_day_holds_and_what_it_was_stays(cast: Cast) -> None:
    stated = stated_on(LATER)
    _set(cast, FIRST)
    _set(cast, LATER, "0.4")
    assert [one.value for one in own_of(cast.region.pk, FIRST, stated)] == [Decimal("0.3")]
    (now,) = own_of(cast.region.pk, LATER, stated)
    assert (now.value, now.shape, now.confidence) == (Decimal("0.4"), Shape.TRIANGLE, Confidence.MEDIUM)
    assert own_of(cast.elsewhere.pk, LATER, stated) == ()
    actions.drop_figure(region=cast.region, code=Code.EFFECT, today=LATER, by=cast.actor(cast.roos))
    assert own_of(cast.region.pk, LATER, stated) == ()
    assert own_of(cast.region.pk, FIRST, stated) != ()


def test_a_figure_without_ends_is_certain(small_director: Client) -> None:
    said = OWN | {"low": "", "high": ""}
    assert small_director.post(reverse("funding:figure", args=["effect"]), said).status_code == 302
    row = RegionFigure.objects.get()
    assert row.low == row.value == row.high
    page = small_director.get(reverse("funding:figure", args=["effect"]))
    assert page.context["form"].initial["low"] is None
    assert 'value="30"' in page.content.decode()
    assert small_director.post(reverse("funding:drop_figure", args=["effect"])).status_code == 302
    assert small_director.post(reverse("funding:drop_figure", args=["effect"])).status_code == 302
    assert RegionFigure.objects.get().dropped


@pytest.fixture
def small_director(cast: Cast, as_: As) -> Client:
    return as_(cast.roos)


@pytest.mark.parametrize(
    ("code", "bad"),
    [
        ("effect", {"low": "31"}),
        ("effect", {"high": "29"}),
        ("effect", {"low": ""}),
        ("effect", {"value": "101", "high": "102"}),
        ("completes", {"value": "-1", "low": "-2"}),
        ("vacancy_cost", {"value": "-5", "low": "-6"}),
        ("effect", {"source": ""}),
        ("effect", {"sure": "very"}),
        ("effect", {"value": "x"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(code: str, bad: dict[str, str], small_director: Client) -> None:
    answer = small_director.post(reverse("funding:figure", args=[code]), OWN | bad)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) & set(bad)
    assert not RegionFigure.objects.exists()


def test_an_unknown_figure_is_not_found_and_a_funder_sets_none(cast: Cast, as_: As) -> None:
    assert as_(cast.roos).get(reverse("funding:figure", args=["luck"])).status_code == 404
    assert as_(cast.fleur).post(reverse("funding:figure", args=["effect"]), OWN).status_code == 403


@pytest.mark.parametrize(("completes", "next_step"), [("0.9", "0.5"), ("0.4", "1"), ("0", None)])
def test_what_is_placed_in_what_if_is_reckoned_with_who_completes_here(
    completes: str, next_step: str | None, cast: Cast, as_: As
) -> None:
    """45 % of who start: half of nine tenths; at most all who complete, and nobody where nobody does."""
    small, share = build_season(cast), Decimal(completes)
    told = {"value": share, "low": share, "high": share, "sure": "high", "source": "Zelf"}
    by = cast.actor(cast.roos)
    actions.set_figure(region=cast.region, code=Code.COMPLETES, told=told, today=FIRST, by=by)
    case = case_of([facts_of(small.groen, LATER)], stated_on(LATER), WhatIf(placed=Decimal(45))).case
    assert dict(case.instead) == ({} if next_step is None else {Code.NEXT_STEP: Decimal(next_step)})
    answer = as_(cast.roos).get(reverse("funding:case", args=[small.groen.pk]), {"placed": "45"})
    assert answer.status_code == 200
