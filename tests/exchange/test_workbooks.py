"""Workbooks in and out: previewed, checked cell by cell, corrected in the browser, taken in once or not at all."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from python_calamine import load_workbook

from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.parsing import parse_tables
from leerwerk.engine.planning.schema import find_table
from leerwerk.engine.planning.tables import read_question
from leerwerk.exchange.actions import AlreadyTaken, correct, hand_in, take_in
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.queries import cells_of, read_region, region_rows, region_workbook, template_workbook
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import NOT_YOURS, what_is_wrong, what_to_do
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Offer, Workplace
from leerwerk.recruitment.models import Background, Candidate, Profile
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse
from tests.cast import Cast
from tests.exchange.workbooks import MISTAKES, damaged, example_region, invented_region, sheet, workbook

type SignIn = Callable[[Person], Client]

COUNTED = (
    Organisation,
    Candidate,
    Profile,
    Background,
    Cohort,
    Workplace,
    Offer,
    Resource,
    ResourceUse,
    Budget,
    Charge,
)


def _upload(browser: Client, content: bytes, name: str = "regio.xlsx") -> object:
    return browser.post(reverse("exchange:exchange"), {"file": SimpleUploadedFile(name, content)})


def _counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def test_forty_different_mistakes_give_forty_messages_and_nothing_is_taken_in(cast: Cast, as_: SignIn) -> None:
    before = _counts()
    roos = as_(cast.roos)
    content = workbook(damaged(invented_region(120)))
    _upload(roos, content)
    delivery = Delivery.objects.get()
    assert delivery.state == DeliveryState.WRONG
    reading = read_region(cells_of("regio.xlsx", content), cast.actor(cast.roos))
    assert len(MISTAKES) == 40
    assert sorted((m.table, m.row, m.column) for m in reading.mistakes) == sorted(place[:3] for place in MISTAKES)
    for mistake in reading.mistakes:
        assert what_is_wrong(mistake)
        assert what_to_do(mistake)
    page = roos.get(reverse("exchange:delivery", args=[delivery.pk])).content.decode()
    assert "Atlantis" in page
    assert "candidates" in page
    assert _counts() == before
    roos.post(reverse("exchange:take_in", args=[delivery.pk]))
    assert _counts() == before


def test_cells_are_corrected_in_the_browser_and_then_all_is_taken_in_once(cast: Cast, as_: SignIn) -> None:
    cells = invented_region(30)
    cells["candidates"][0]["speaking"] = "A9"
    roos = as_(cast.roos)
    _upload(roos, workbook(cells))
    delivery = Delivery.objects.get()
    page = reverse("exchange:delivery", args=[delivery.pk])
    assert "cell:2:candidates:speaking" in roos.get(page).content.decode()
    before = _counts()
    roos.post(page, {"cell:2:candidates:speaking": "A2"})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.mistakes) == (DeliveryState.READY, 0)
    assert delivery.counts["candidates"] == {"new": 30, "changed": 0, "same": 0}
    assert _counts() == before, "looking at what would change writes nothing"
    for _click in range(2):
        roos.post(reverse("exchange:take_in", args=[delivery.pk]))
    assert Candidate.objects.filter(code__startswith="midden-utrecht").count() == 30
    with pytest.raises(AlreadyTaken):
        take_in(delivery=delivery, by=cast.actor(cast.roos))


def test_the_same_workbook_twice_changes_nothing(cast: Cast) -> None:
    roos = cast.actor(cast.roos)
    cells = cells_of("r.xlsx", workbook(invented_region(60)))
    take_in(delivery=hand_in(name="r.xlsx", cells=cells, by=roos), by=roos)
    before = _counts()
    again = hand_in(name="r.xlsx", cells=cells, by=roos)
    assert {name: (c["new"], c["changed"]) for name, c in again.counts.items()} == dict.fromkeys(again.counts, (0, 0))
    take_in(delivery=again, by=roos)
    assert _counts() == before


def test_a_caseworker_takes_in_only_candidates_of_the_own_organisation(cast: Cast) -> None:
    els = cast.actor(cast.els)
    row = dict(invented_region(3)["candidates"][0]) | {"intermediary": "", "municipality": "Nieuwegein"}
    mine = hand_in(name="a.xlsx", cells={"candidates": [row | {"candidate": "N-77"}]}, by=els)
    assert mine.state == DeliveryState.READY
    take_in(delivery=mine, by=els)
    assert Candidate.objects.get(code="N-77").intermediary == cast.nieuwegein
    others = hand_in(name="b.xlsx", cells={"candidates": [row | {"candidate": "U-0001"}]}, by=els)
    assert others.state == DeliveryState.WRONG, "U-0001 is Amal, whom Utrecht guides"
    foreign = hand_in(name="c.xlsx", cells={"candidates": [row | {"intermediary": "gm-utrecht"}]}, by=els)
    assert foreign.state == DeliveryState.WRONG
    groups = hand_in(name="d.xlsx", cells={"groups": invented_region(3)["groups"][:1]}, by=els)
    assert groups.state == DeliveryState.WRONG


def test_nobody_opens_what_somebody_else_handed_in(cast: Cast, as_: SignIn) -> None:
    _upload(as_(cast.roos), workbook(invented_region(5)))
    page = reverse("exchange:delivery", args=[Delivery.objects.get().pk])
    for person in (cast.karim, cast.dirk, cast.els):
        assert as_(person).get(page).status_code == 404
    for person in (cast.bas, cast.lotte, cast.fleur):
        assert as_(person).get(reverse("exchange:exchange")).status_code == 403


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("regio.xlsx", b"this is no workbook"),
        ("regio.xlsx", b""),
        ("regio.pdf", b"%PDF-1.7"),
        ("regio.csv", b"\xff\xfe\x00bad"),
        ("boodschappen.csv", b"melk,brood\n1,2\n"),
    ],
)
def test_a_file_that_is_no_region_is_refused_with_words(cast: Cast, as_: SignIn, name: str, content: bytes) -> None:
    answer = _upload(as_(cast.roos), content, name)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not Delivery.objects.exists()


HEADINGS = (
    "candidate;municipality;listening;reading;speaking;writing;learnability;load;motivation"
    ";available;max_travel;ready;education"
)
LINE = "N-81;Nieuwegein;A2;A2;A2;A2;3;3;3;1111011100;60;2027-02-01;primary"


@pytest.mark.parametrize(
    ("headings", "line", "wrong"),
    [
        (HEADINGS, f"{LINE};zorg;bouw", (2, None, MistakeCode.EXTRA_CELLS)),
        (f"{HEADINGS};Leest", f"{LINE};B1", None),
        (f"{HEADINGS};Lezen", f"{LINE};B1", (1, "reading", MistakeCode.DUPLICATE_COLUMN)),
        (f"{HEADINGS};reading", f"{LINE};B1", (1, "reading", MistakeCode.DUPLICATE_COLUMN)),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_cells_without_a_heading_and_headings_that_stand_twice_are_noticed(
    cast: Cast, as_: SignIn, headings: str, line: str, wrong: tuple[int, str | None, MistakeCode] | None, kind: str
) -> None:
    name = f"candidates.{kind}"
    content = f"{headings}\n{line}\n".encode() if kind == "csv" else sheet("candidates", [headings, line])
    found = read_region(cells_of(name, content), cast.actor(cast.els)).mistakes
    assert [(m.row, m.column, m.code) for m in found] == ([wrong] if wrong else [])
    els = as_(cast.els)
    _upload(els, content, name)
    page = els.get(reverse("exchange:delivery", args=[Delivery.objects.get().pk])).content.decode()
    assert all(str(escape(words)) in page for m in found for words in (what_is_wrong(m), what_to_do(m)))


def _headings(content: bytes) -> Iterator[tuple[str, list[object]]]:
    book = load_workbook(io.BytesIO(content))
    for name in book.sheet_names:
        yield name, list[object](book.get_sheet_by_name(name).to_python()[0])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_is_read_back_as_an_empty_region_in_both_languages(cast: Cast, as_: SignIn, language: str) -> None:
    browser = as_(cast.roos)
    browser.cookies["django_language"] = language
    content = browser.get(reverse("exchange:template")).content
    sheets = dict(_headings(content))
    assert ("Kandidaten" if language == "nl" else "candidates") in sheets
    cells = cells_of("template.xlsx", content)
    reading = parse_tables(REGION, cells)
    assert reading.mistakes == []
    assert all(len(table) == 0 for table in reading.tables.values()), "the example rows are left out"


def test_the_region_that_is_taken_out_can_be_taken_in_and_planned(cast: Cast) -> None:
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r", cells=cells_of("r.xlsx", workbook(invented_region(50))), by=roos), by=roos)
    content = region_workbook(region_rows(roos))
    again = hand_in(name="r.xlsx", cells=cells_of("r.xlsx", content), by=roos)
    assert again.state == DeliveryState.READY
    changes = {name: (c["new"], c["changed"]) for name, c in again.counts.items()}
    assert changes == dict.fromkeys(changes, (0, 0))
    question = read_question(cells_of("r.xlsx", content))
    assert not isinstance(question, tuple), question
    assert len(question.candidates.ids) == Candidate.objects.exclude(profile=None).count()


def test_a_cell_that_looks_like_a_formula_stays_text(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.amal.pk).update(given_name="=1+1")
    content = region_workbook(region_rows(cast.actor(cast.karim)))
    cells = cells_of("r.xlsx", content)
    names = [row.get("Voornaam") for row in cells["Kandidaten"]]
    assert "=1+1" in names


def test_correcting_a_taken_workbook_is_refused(cast: Cast) -> None:
    roos = cast.actor(cast.roos)
    delivery = hand_in(name="r", cells=cells_of("r.xlsx", workbook(invented_region(5))), by=roos)
    take_in(delivery=delivery, by=roos)
    with pytest.raises(AlreadyTaken):
        correct(delivery=delivery, corrections={}, by=roos)


def test_the_template_has_the_sheets_that_are_taken_in_when_its_reader_fills_them(cast: Cast) -> None:
    for person in (cast.roos, cast.karim):
        actor = cast.actor(person)
        theirs = {find_table(REGION, sheet) for sheet in cells_of("t.xlsx", template_workbook(actor))}
        filled = example_region()
        wrong = read_region(filled, actor).mistakes
        refused = {m.table for m in wrong if m.parameters.get("own") == NOT_YOURS and m.column != "intermediary"}
        assert {table.name for table in theirs if table} == set(filled) - refused


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_caseworker_reads_of_nothing_in_the_template_that_is_not_theirs(
    cast: Cast, as_: SignIn, language: str
) -> None:
    browser = as_(cast.karim)
    browser.cookies["django_language"] = language
    book = load_workbook(io.BytesIO(browser.get(reverse("exchange:template")).content))
    explained, *theirs, towns, occupations = book.sheet_names
    assert theirs == (["Kandidaten", "Werkervaring"] if language == "nl" else ["candidates", "work_history"])
    assert (towns, occupations) == ("_gemeenten", "_beroepen")
    assert {line[0] for line in book.get_sheet_by_name(explained).to_python()[1:]} == set(theirs)
