"""Recognition by SBB per qualification: who notes it, what it means for workplaces, and that it ends."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from leerwerk.parties.models import Person, Site
from leerwerk.placement import actions, jobs
from leerwerk.placement.models import Recognition, Workplace
from leerwerk.placement.queries import recognitions_at
from leerwerk.privacy.models import Event
from tests.cast import Cast
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]
NEXT_YEAR = date(2027, 12, 31)


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """Bas's workplaces: tuin and park have no site, steiger is on the site Kwekerij."""
    season = build_season(cast)
    site = Site.objects.create(organisation=cast.groenwerk, name="Kwekerij", municipality_id="GM0356")
    Workplace.objects.filter(code="steiger").update(site=site)
    return season


def _url(view: str, row: Workplace | Recognition) -> str:
    return reverse(f"placement:{view}", args=[row.pk])


def _recognised() -> dict[str, bool]:
    return dict(Workplace.objects.order_by("code").values_list("code", "recognised"))


def _typed(**other: Any) -> dict[str, Any]:
    return {"crebo": "25451", "valid_from": "2026-01-01", "valid_until": "2027-12-31"} | other


def test_an_employer_notes_a_recognition_once_and_its_workplaces_say_so(small: SmallSeason, as_: As) -> None:
    bas, tuin = as_(small.cast.bas), small.workplaces[0]
    for _twice in range(2):
        assert bas.post(_url("recognition_new", tuin), _typed(checked="on")).status_code == 302
    row = Recognition.objects.get()
    assert (row.crebo, row.site, row.checked_on) == ("25451", None, None), "only directors say that they looked it up"
    assert _recognised() == {"park": True, "steiger": True, "tuin": True}
    kinds = Event.objects.filter(kind__startswith="recognition").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["recognition_noted", "recognition_left_as_it_was"]
    with override("en"):
        page = bas.get(_url("workplace", tuin), headers={"accept-language": "en"}).content.decode()
    assert "25451" in page


def test_a_recognition_of_a_site_holds_there_only(small: SmallSeason, as_: As) -> None:
    bas, (tuin, _park, steiger) = as_(small.cast.bas), small.workplaces
    steiger.refresh_from_db()
    assert bas.post(_url("recognition_new", steiger), _typed()).status_code == 302
    assert _recognised() == {"park": False, "steiger": True, "tuin": False}
    assert (len(recognitions_at(steiger)), len(recognitions_at(tuin))) == (1, 0)
    assert bas.post(_url("recognition_remove", Recognition.objects.get()), {"workplace": steiger.pk})[
        "Location"
    ] == _url("workplace", steiger)
    assert _recognised() == {"park": False, "steiger": False, "tuin": False}
    assert bas.post(_url("recognition_new", steiger), _typed(everywhere="on")).status_code == 302
    assert all(_recognised().values())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"crebo": "2545"}, "crebo"),
        ({"crebo": "crebo"}, "crebo"),
        ({"crebo": "٢٥٤٥١"}, "crebo"),
        ({"valid_until": "2025-12-31"}, "valid_until"),
        ({"valid_from": "1026-01-01"}, "valid_from"),
        ({"valid_from": ""}, "valid_from"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, str], field: str, small: SmallSeason, as_: As) -> None:
    answer = as_(small.cast.bas).post(_url("recognition_new", small.workplaces[0]), _typed(**wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Recognition.objects.exists()


def test_the_database_knows_what_a_crebo_number_is(small: SmallSeason) -> None:
    facts = {"employer": small.cast.groenwerk, "crebo": "25451", "valid_from": date(2026, 1, 1)}
    Recognition.objects.create(**facts)
    for wrong in ({}, {"crebo": "254510"[:5] + ""}, {"crebo": "2545x"}, {"valid_until": date(2025, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recognition.objects.create(**(facts | wrong))


def test_a_director_looks_it_up_and_the_page_says_who_and_when(small: SmallSeason, as_: As) -> None:
    roos, tuin = as_(small.cast.roos), small.workplaces[0]
    as_(small.cast.bas).post(_url("recognition_new", tuin), _typed())
    row = Recognition.objects.get()
    for _twice in range(2):
        assert roos.post(_url("recognition_check", row), {"workplace": tuin.pk})["Location"] == _url("workplace", tuin)
    row.refresh_from_db()
    assert row.checked_by == small.cast.roos
    assert Event.objects.filter(kind="recognition_checked").count() == 1
    assert "Roos" in roos.get(_url("workplace", tuin)).content.decode()
    assert as_(small.cast.bas).post(_url("recognition_check", row)).status_code == 404
    assert as_(small.cast.dirk).post(_url("recognition_remove", row)).status_code == 404
    assert roos.post(_url("recognition_new", tuin), _typed(crebo="25 452", checked="on")).status_code == 302
    assert Recognition.objects.get(crebo="25452").checked_by == small.cast.roos


def test_an_expired_recognition_says_so_and_workplaces_follow_in_the_night(small: SmallSeason, as_: As) -> None:
    bas, tuin = as_(small.cast.bas), small.workplaces[0]
    Workplace.objects.filter(code="park").update(recognised=True)
    bas.post(_url("recognition_new", tuin), _typed())
    with time_machine.travel("2028-02-01T06:00+01:00", tick=False):
        jobs.look_after_workplaces(timestamp=0)
        assert not any(_recognised().values())
        page = as_(small.cast.bas).get(_url("workplace", tuin))
        assert [one["over"] for one in page.context["recognitions"]] == [True]
    event = Event.objects.get(kind="recognitions_seen", subject_id=small.cast.region.pk)
    assert event.facts == {"workplaces": 3}


def test_what_was_typed_stands_where_no_recognition_was_noted(small: SmallSeason) -> None:
    Workplace.objects.filter(code="park").update(recognised=True)
    actions.see_what_ended(region=small.cast.region, today=NEXT_YEAR, by=small.cast.actor(small.cast.roos))
    assert _recognised() == {"park": True, "steiger": False, "tuin": False}
