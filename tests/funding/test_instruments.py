"""A region's own instruments: told from a day on, versions that stay, and tables that are taken in as a whole."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerwerk import facts
from leerwerk.engine.money.instruments import Fact, Standing
from leerwerk.funding.models import RegionInstrument
from leerwerk.funding.queries.case_facts import facts_of
from leerwerk.funding.queries.instruments import Could, instruments_of
from leerwerk.parties.models import Person
from tests.cast import Cast
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]
SAID: dict[str, Any] = {
    "code": "regiofonds",
    "name": "Regiofonds leren en werken",
    "payer": "fund",
    "payee": "school",
    "covers": "coaching",
    "amounts": "1500 / 1000",
    "goes_on": "on",
    "per": "starter",
    "later": "2",
    "chance": "70",
    "valid_from": "2026-01-01",
    "confidence": "high",
    "source": "Besluit van het fonds, 3 december 2025",
    "needs_hours": "24",
}
COLUMNS = "code,name,payer,payee,covers,amounts,per,later,needs,chance,valid_from,valid_until,confidence,never,source"


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    return build_season(cast)


def _could(small: SmallSeason, code: str, day: date | None = None) -> Could:
    return next(one for one in facts_of(small.groen, day or timezone.localdate()).could if one.code == code)


def _post(client: Client, **said: Any) -> Any:
    return client.post(reverse("funding:new_instrument"), SAID | said)


def test_the_director_adds_an_instrument_and_every_group_is_looked_at_with_it(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    assert _post(roos).status_code == 302
    found = _could(small, "regiofonds").found
    assert found.instrument.amounts == (Decimal("1500.00"), Decimal("1000.00"))
    assert [one.need.fact for one in found.checks] == [Fact.HOURS]
    page = roos.get(reverse("funding:case", args=[small.groen.pk])).content.decode()
    assert "Regiofonds leren en werken" in page
    assert "Regiofonds leren en werken" in as_(small.cast.fleur).get(reverse("funding:instruments")).content.decode()
    assert "regiofonds" not in {one.code for one in instruments_of(small.cast.elsewhere.pk)}


def test_what_is_told_anew_holds_from_its_day_and_what_was_told_stays(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    _post(roos)
    first = RegionInstrument.objects.get()
    address = reverse("funding:instrument", args=[first.pk])
    assert roos.get(address).context["form"]["amounts"].value() == "1500 / 1000"
    assert roos.post(address, SAID | {"amounts": "900", "valid_from": "2026-01-01"}).status_code == 422
    assert roos.post(address, SAID | {"amounts": "900", "valid_from": "2026-07-01"}).status_code == 302
    first.refresh_from_db()
    assert first.valid_until == date(2026, 6, 30)
    assert _could(small, "regiofonds", date(2026, 6, 30)).found.instrument.amounts[0] == 1500
    assert _could(small, "regiofonds", date(2026, 7, 1)).found.instrument.amounts == (Decimal("900.00"),)
    assert _post(roos, amounts="700", valid_from="2026-03-01").status_code == 302  # between the two
    assert _could(small, "regiofonds", date(2026, 5, 1)).found.instrument.amounts[0] == 700
    assert _could(small, "regiofonds", date(2026, 7, 1)).found.instrument.amounts[0] == 900


def test_a_region_tells_a_stated_one_otherwise_and_one_that_ended_cannot_be_used(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    _post(
        roos, code="spuk_onderwijsroute", name="SPUK, zoals hier", payer="state", payee="municipality", needs_hours=""
    )
    assert _could(small, "spuk_onderwijsroute").found.instrument.name == "SPUK, zoals hier"
    _post(roos, code="eenmalig", valid_until="2026-02-01", needs_hours="")
    assert _could(small, "eenmalig", date(2026, 3, 1)).found.standing is Standing.CLOSED


@pytest.mark.parametrize(
    "bad",
    [
        {"amounts": "veel"},
        {"amounts": "-5"},
        {"amounts": ""},  # and so on of nothing
        {"payee": "fund"},
        {"chance": "101"},
        {"valid_until": "2025-01-01"},
        {"valid_from": ""},
        {"code": "met spatie"},
        {"needs_hours": "x"},
        {"payer": "somebody"},
    ],
)
def test_what_no_instrument_can_be_is_refused(bad: dict[str, str], small: SmallSeason, as_: As) -> None:
    assert _post(as_(small.cast.roos), **bad).status_code == 422
    assert not RegionInstrument.objects.exists()


def _table(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("regelingen.csv", "\n".join([COLUMNS, *lines]).encode())


def test_a_table_is_taken_in_whole_or_not_at_all(small: SmallSeason, as_: As) -> None:
    roos, address = as_(small.cast.roos), reverse("funding:take_in_instruments")
    good = "extra,Extra,fund,school,coaching,500|400...,starter,1,hours>=20,0.5,2026-01-01,,low,wage,Besluit"
    bad = "fout,Fout,fund,nobody,coaching,500,starter,1,,0.5,2026-01-01,,low,,Besluit"
    answer = roos.post(address, {"file": _table(good, bad)})
    assert answer.status_code == 422
    assert "3" in str(answer.context["form"].errors["file"])
    assert not RegionInstrument.objects.exists()
    assert roos.post(address, {"file": _table(good)}).status_code == 302
    row = RegionInstrument.objects.get()
    assert (row.amounts, row.goes_on, row.never, row.needs, row.chance) == (
        [Decimal(500), Decimal(400)],
        True,
        ["wage"],
        {"hours": "20"},
        50,
    )
    assert roos.post(address, {"file": _table(good)}).status_code == 422  # told from that day on already
    for wrong in (b"", b"\xff\xfe", b"code\n"):
        assert roos.post(address, {"file": SimpleUploadedFile("x.csv", wrong)}).status_code == 422


def test_what_the_project_ships_can_be_taken_in_as_it_is(small: SmallSeason, as_: As) -> None:
    def line(one: facts.DatedInstrument) -> str:
        needs = ";".join(f"{fact}>={least}" for fact, least in one.needs)
        amounts = "|".join(map(str, one.amounts)) + ("..." if one.goes_on else "")
        until = one.valid_until or ""
        never = "|".join(one.never)
        return (
            f"{one.code},,{one.payer},{one.payee},{one.covers},{amounts},{one.per},{one.later},{needs},{one.chance},"
            f'{one.valid_from},{until},{one.confidence},{never},"{one.source}"'
        )

    lines = [line(one) for one in facts.instruments()]
    assert (
        as_(small.cast.roos).post(reverse("funding:take_in_instruments"), {"file": _table(*lines)}).status_code == 302
    )
    assert RegionInstrument.objects.count() == len(lines)
