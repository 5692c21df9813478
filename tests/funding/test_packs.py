"""Evidence packs: what a payer's money did in a year, to the cent, with proof and without names."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import openpyxl
import pypdf
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from leerwerk.funding.actions.packs import ask_for_pack
from leerwerk.funding.enums import PackState
from leerwerk.funding.jobs import make_one, make_packs
from leerwerk.funding.models import Budget, EvidencePack, LedgerEntry, PackProof, SampleItem
from leerwerk.funding.queries.packs import fingerprint_of, seal_of
from leerwerk.parties.models import Person
from leerwerk.privacy.wall import asking
from tests.cast import Cast
from tests.funding.books import Books
from tests.learning.lessons import ABSENT, NOON, Lessons, build_lessons

type As = Callable[[Person], Client]


@pytest.fixture
def lessons(cast: Cast) -> Iterator[Lessons]:
    with time_machine.travel(NOON, tick=False):
        found = build_lessons(cast)
        for day in (date(2027, 2, 2), date(2027, 2, 4)):
            found.record(day, samuel=ABSENT)
        yield found


@pytest.fixture
def books(lessons: Lessons) -> Books:
    return Books(small=lessons.running.small, today=NOON.date())


def _made(books: Books, year: int = 2027) -> EvidencePack:
    cast = books.small.cast
    pack = ask_for_pack(region=cast.region, payer=cast.fund, year=year, by=cast.actor(cast.roos))
    make_packs(0)
    return EvidencePack.objects.get(pk=pack.pk)


def test_its_totals_are_those_of_the_books_to_the_cent_in_every_form(books: Books, as_: As) -> None:
    books.paid(1_234.56)
    claim = books.claim(100.01, books.agree(1_000, books.keep(1_000)), month=2, number="2027-2")
    books.check(claim, 99.99, why="Afgerond")
    books.pay(claim)
    pack = _made(books)
    assert pack.state == PackState.MADE
    assert pack.content["totals"]["paid"] == 123_456 + 9_999
    assert pack.fingerprint == fingerprint_of(pack.content)
    rows = LedgerEntry.objects.filter(budget=books.small.budget, move="pay_out")
    assert pack.content["totals"]["paid"] == sum(one.cents for one in rows)
    fleur = as_(books.small.cast.fleur)
    book = openpyxl.load_workbook(io.BytesIO(fleur.get(reverse("funding:pack_workbook", args=[pack.pk])).content))
    entries = list(book["Boekingen"].iter_rows(values_only=True))
    place = entries[0].index("euros")
    paid = sum(round(float(str(row[place])) * 100) for row in entries[1:] if row[3] == "pay_out")
    assert paid == pack.content["totals"]["paid"]
    told = json.loads(fleur.get(reverse("funding:pack_content", args=[pack.pk])).content)
    assert told == pack.content
    pages = pypdf.PdfReader(io.BytesIO(fleur.get(reverse("funding:pack_document", args=[pack.pk])).content))
    text = "".join(page.extract_text() for page in pages.pages)
    assert "1.334,55" in text
    assert "/MarkInfo" in pages.root_object


def test_it_says_what_was_delivered_and_no_name(books: Books, lessons: Lessons) -> None:
    books.paid(500)
    pack = _made(books)
    (group,) = pack.content["groups"]
    assert (group["group"], group["delivered"]["started"], group["delivered"]["lessons"]) == ("groen", 2, 2)
    assert group["delivered"]["lessons_attended"] is None  # fewer than five people
    whole = json.dumps(pack.content)
    for name in ("Amal", "Samuel", "U-0001", "N-0001", "Voorbeeld"):
        assert name not in whole
    assert len(pack.content["seals"]) == 2


def test_a_seal_shows_that_nothing_changed_since(books: Books, lessons: Lessons) -> None:
    books.paid(500)
    _made(books)
    proof = PackProof.objects.get(enrolment=lessons.samuel)
    assert (proof.facts["lessons"], proof.facts["lessons_of"]) == (0, 2)
    assert proof.seal == seal_of(proof.nonce, proof.facts)
    assert proof.seal != seal_of(proof.nonce, proof.facts | {"lessons": 2})
    with pytest.raises(IntegrityError), transaction.atomic():
        PackProof.objects.update(facts={})
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidencePack.objects.update(year=2026)


def test_to_whom_a_seal_belongs_is_for_the_director_alone(books: Books, as_: As) -> None:
    books.paid(500)
    pack = _made(books)
    cast, address = books.small.cast, reverse("funding:pack", args=[pack.pk])
    assert any(one["enrolment"] for one in as_(cast.roos).get(address).context["items"])
    page = as_(cast.fleur).get(address)
    assert all(one["enrolment"] is None for one in page.context["items"])
    with asking(person=cast.fleur.pk, member=cast.fund.pk):
        assert not PackProof.objects.exists()
    with asking(person=cast.roos.pk, directs=cast.region.pk):
        assert PackProof.objects.count() == 2


def test_money_of_another_year_or_payer_is_not_in_it(books: Books) -> None:
    books.paid(700)
    assert _made(books, 2026).content["totals"]["paid"] == 0
    Budget.objects.filter(pk=books.small.budget.pk).update(payer=books.small.cast.utrecht)
    assert _made(books).content["totals"] == {
        "promised": 0,
        "kept": 0,
        "paid": 0,
        "received": 0,
        "started": 0,
        "entries": 0,
    }


def test_a_pack_that_cannot_be_made_says_so_and_the_next_is_made(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = books.small.cast
    for year in (2026, 2027):
        ask_for_pack(region=cast.region, payer=cast.fund, year=year, by=cast.actor(cast.roos))
    with monkeypatch.context() as broken:
        broken.setattr("leerwerk.funding.jobs.pack_workbook", lambda *_given: 1 / 0)
        assert make_one()
    assert make_one()
    assert not make_one()
    assert list(EvidencePack.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "made"]


def test_the_payer_looks_at_the_sample_and_hears_what_it_says_of_everything(books: Books, as_: As) -> None:
    books.paid(1_000)
    pack = _made(books)
    fleur = as_(books.small.cast.fleur)
    item = SampleItem.objects.get(pack=pack, claim__isnull=False)
    address = reverse("funding:sample", args=[item.pk])
    assert fleur.get(reverse("funding:pack", args=[pack.pk])).context["said"] is None
    for bad in ({"found": "wrong"}, {"found": "wrong", "euros": "1000.01", "note": "x"}, {"found": "maybe"}):
        assert fleur.post(address, bad).status_code == 422
    assert fleur.post(address, {"found": "wrong", "euros": "200", "note": "Twee lessen"}).status_code == 302
    said = fleur.get(reverse("funding:pack", args=[pack.pk])).context["said"]
    assert said == {"found": 20_000, "likely": 20_000, "most": 20_000, "whole": True}
    assert as_(books.small.cast.roos).post(address, {"found": "right"}).status_code == 404


def test_the_director_asks_on_a_page_and_a_payer_cannot(books: Books, as_: As) -> None:
    roos, fleur = as_(books.small.cast.roos), as_(books.small.cast.fleur)
    said: dict[str, Any] = {"payer": books.small.cast.fund.pk, "year": "2027"}
    address = reverse("funding:ask_for_pack")
    assert roos.post(address, said | {"year": "1999"}).status_code == 422
    assert roos.post(address, said | {"payer": books.small.cast.utrecht.pk}).status_code == 422
    assert fleur.post(address, said).status_code == 403
    assert roos.post(address, said).status_code == 302
    pack = EvidencePack.objects.get()
    page = fleur.get(reverse("funding:pack", args=[pack.pk]))
    assert pack.state == PackState.WAITING
    assert page.status_code == 200
    assert fleur.get(reverse("funding:pack_document", args=[pack.pk])).status_code == 404
