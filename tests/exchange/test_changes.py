"""Before a workbook is taken in, people read what would change: whose row, which column, what it is and becomes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.exchange.actions import hand_in, take_in
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.queries import cells_of, region_rows, region_workbook
from leerwerk.parties.models import Person
from leerwerk.placement.models import Workplace
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Background, Candidate, WorkExperience
from tests.cast import Cast, candidate
from tests.exchange.workbooks import Cells, invented_region
from tests.planning.season import build_season

type SignIn = Callable[[Person], Client]


def _of(person: Person, cast: Cast) -> Cells:
    """Return the workbook that this person takes out, as cells."""
    return cells_of("r.xlsx", region_workbook(region_rows(cast.actor(person))))


def _changed(delivery: Delivery, sheet: str) -> dict[str, list[list[str | None]]]:
    return {row["name"]: row["cells"] for row in delivery.changes[sheet]["changed"]}


def _read(delivery: Delivery, browser: Client) -> str:
    page = browser.get(reverse("exchange:delivery", args=[delivery.pk])).content.decode()
    return " ".join(page.split())


def _row(cells: Cells, heading: str, code: str) -> dict[str, Any]:
    return next(row for rows in cells.values() for row in rows if row.get(heading) == code)


def test_one_reads_whose_level_was_what_and_becomes_what(cast: Cast, as_: SignIn) -> None:
    cells = _of(cast.karim, cast)
    amal = _row(cells, "Kandidaat *", "U-0001")
    amal |= {
        "Spreken *": "B1",
        "Rijbewijs": "ja",
        "Opleiding *": "hbo of wo",
        "Kan niet": "tillen",
        "Klaar vanaf *": "2027-03-01",
    }
    amal |= {"Beschikbaar *": "1100000000", "Sectoren": "zorg|groen"}
    delivery = hand_in(name="r.xlsx", cells=cells, by=cast.actor(cast.karim))
    assert _changed(delivery, "candidates")["Amal Voorbeeld (U-0001)"][0] == ["speaking", "A2", "B1"]
    page = _read(delivery, as_(cast.karim))
    for column, now, becomes in (
        ("Spreken", "A2", "B1"),
        ("Rijbewijs", "nee", "ja"),
        ("Opleiding", "basisschool", "hbo of wo"),
        ("Kan niet", "leeg", "tillen"),
        ("Klaar vanaf", "4 januari 2027", "1 maart 2027"),
        ("Sectoren", "groen, bouw", "zorg, groen"),
    ):
        told = (
            f'<td data-label="Kolom">{column}</td><td data-label="Nu">{now}</td><td data-label="Wordt">{becomes}</td>'
        )
        assert told in page
    assert '<th scope="row">Amal Voorbeeld (U-0001)</th>' in page
    assert "maandagochtend, maandagmiddag</td>" in page


def test_in_english_the_headings_and_words_are_english(cast: Cast, as_: SignIn) -> None:
    cells = _of(cast.karim, cast)
    _row(cells, "Kandidaat *", "U-0001")["Opleiding *"] = "vmbo of mbo 1"
    delivery = hand_in(name="r.xlsx", cells=cells, by=cast.actor(cast.karim))
    karim = as_(cast.karim)
    karim.cookies["django_language"] = "en"
    page = _read(delivery, karim)
    assert "candidates: 1 changed, 0 new" in page
    assert '<td data-label="Column">education</td><td data-label="Now">primary school</td>' in page
    assert '<td data-label="Becomes">lower secondary</td>' in page


def test_every_row_that_is_counted_as_changed_is_told_in_every_sheet(cast: Cast) -> None:
    roos = cast.actor(cast.roos)
    build_season(cast)
    cells = _of(cast.roos, cast)
    for sheet, column, value in (
        ("Organisaties", "Naam *", "Anders"),
        ("Werkgevers", "Naam *", "Groenwerk BV"),
        ("Kandidaten", "Motivatie *", 1),
        ("Groepen", "Vaste kosten *", 12.5),
        ("Werkplekken", "Taken", "vegen"),
        ("Middelen", "Capaciteit *", 7),
        ("Gebruik", "Per deelnemer", 0.5),
        ("Budgetten", "Bedrag *", 300),
        ("Lasten", "Per groep", 3),
    ):
        for row in cells[sheet]:
            row[column] = value
    cells["Aanbod"].append({"Groep *": "bouw", "Werkplek *": "tuin"})
    delivery = hand_in(name="r.xlsx", cells=cells, by=roos)
    assert delivery.mistakes == 0
    for sheet, count in delivery.counts.items():
        told = delivery.changes.get(sheet, {"new": [], "changed": []})
        assert (len(told["new"]), len(told["changed"])) == (count["new"], count["changed"]), sheet
    assert delivery.changes["offers"]["new"] == ["bouw · tuin"]
    assert _changed(delivery, "groups")["groen"] == [["fixed_cost", "10.000", "12.500"]]
    assert _changed(delivery, "workplaces")["Werkplek tuin (tuin)"] == [["tasks", "", "vegen"]]
    assert _changed(delivery, "charges")["regio · bouw · Utrecht"] == [["per_group", "0.000", "3.000"]]
    assert Workplace.objects.get(code="tuin").tasks.count() == 0, "nothing is written yet"


def test_the_same_workbook_twice_changes_nothing_and_opens_no_file(cast: Cast, as_: SignIn) -> None:
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r", cells=invented_region(30), by=roos), by=roos)
    again = hand_in(name="r", cells=invented_region(30), by=roos)
    assert again.changes == {}
    assert not Reading.objects.exists()
    assert "Wordt" not in _read(again, as_(cast.roos))


def test_fifty_rows_of_a_sheet_are_told_and_the_others_counted(cast: Cast, as_: SignIn) -> None:
    roos = cast.actor(cast.roos)
    cells = invented_region(60)
    first = hand_in(name="r", cells=cells, by=roos)
    assert (len(first.changes["candidates"]["new"]), first.changes["candidates"]["more_new"]) == (50, 10)
    assert first.changes["candidates"]["new"][0].endswith(f"({cells['candidates'][0]['candidate']})")
    take_in(delivery=first, by=roos)
    for row in cells["candidates"]:
        row["max_travel"] = int(str(row["max_travel"])) + 1
    second = hand_in(name="r", cells=cells, by=roos)
    told = second.changes["candidates"]
    assert (len(told["changed"]), told["more_changed"]) == (50, 10)
    assert told["changed"][0]["name"].endswith(f"({cells['candidates'][0]['candidate']})"), "in the order of the file"
    page = _read(second, as_(cast.roos))
    assert "En nog 10 rijen die veranderen." in page


def test_how_to_reach_a_person_and_where_they_are_from_is_told_to_their_caseworker_only(
    cast: Cast, as_: SignIn
) -> None:
    Candidate.objects.filter(pk=cast.amal.pk).update(phone="06 11111111")
    Background.objects.create(candidate=cast.amal, birth_year=1991, sex="f", nationality="SYR")
    theirs = {"Telefoon": "06 22222222", "Geboortejaar": 1992}
    for person, old in ((cast.roos, None), (cast.karim, "06 11111111")):
        rows = _of(person, cast)["Kandidaten"]
        row = (
            _row({"Kandidaten": rows}, "Kandidaat *", "U-0001") | theirs | {"Geslacht": "vrouw", "Nationaliteit": "SYR"}
        )
        delivery = hand_in(name="r", cells={"Kandidaten": [row]}, by=cast.actor(person))
        changed = {column: now for column, now, _ in _changed(delivery, "candidates")["Amal Voorbeeld (U-0001)"]}
        assert changed == {"phone": old, "birth_year": old and "1991"}
        page = _read(delivery, as_(person))
        assert ("06 11111111" in page) is (person == cast.karim)
        assert ("1991" in page) is (person == cast.karim)
        assert ("alleen wie deze persoon begeleidt ziet dit" in page) is (person == cast.roos)


def test_whoever_was_registered_by_hand_is_told_with_the_number_they_get(cast: Cast) -> None:
    by_hand = candidate("lw-000017", "Noor", cast.utrecht)
    cells = _of(cast.karim, cast)
    _row(cells, "Kandidaat *", "lw-000017")["Kandidaat *"] = "U-0717"
    delivery = hand_in(name="r", cells=cells, by=cast.actor(cast.karim))
    assert _changed(delivery, "candidates") == {"Noor Voorbeeld (lw-000017)": [["candidate", "lw-000017", "U-0717"]]}
    by_hand.refresh_from_db()
    assert by_hand.code == "lw-000017"


def test_whose_file_is_shown_beside_a_workbook_sees_in_their_log_who_read_it(cast: Cast) -> None:
    candidate("U-0002", "Noor", cast.utrecht)
    cells = _of(cast.roos, cast)
    _row(cells, "Kandidaat *", "U-0001")["Lezen *"] = "B2"
    hand_in(name="r", cells=cells, by=cast.actor(cast.roos))
    read = Reading.objects.get()
    assert (read.subject_id, read.person_id, read.purpose) == (cast.amal.pk, cast.roos.pk, "planning")


def test_nothing_of_a_file_is_kept_beside_it_once_a_workbook_was_taken_in(cast: Cast) -> None:
    karim = cast.actor(cast.karim)
    cells = _of(cast.karim, cast)
    _row(cells, "Kandidaat *", "U-0001")["Lezen *"] = "B2"
    taken = take_in(delivery=hand_in(name="r", cells=cells, by=karim), by=karim)
    assert taken.changes == {}


@pytest.mark.parametrize("people", [3, 40])
def test_looking_at_what_changes_asks_the_database_as_often_for_many_rows(cast: Cast, as_: SignIn, people: int) -> None:
    roos = cast.actor(cast.roos)
    cells = invented_region(people)
    take_in(delivery=hand_in(name="r", cells=cells, by=roos), by=roos)
    for row in cells["candidates"]:
        row["max_travel"] = int(str(row["max_travel"])) + 1
    with CaptureQueriesContext(connection) as asked:
        delivery = hand_in(name="r", cells=cells, by=roos)
    assert len(delivery.changes["candidates"]["changed"]) == people
    assert len(asked) == 74


def test_work_that_people_did_is_told_by_whose_it_is_and_who_is_told_of_sees_it_in_their_log(
    cast: Cast, as_: SignIn
) -> None:
    karim = cast.actor(cast.karim)
    candidate("lw-000017", "Noor", cast.utrecht)
    WorkExperience.objects.create(candidate=cast.amal, work="kok", since=2012)
    cells = _of(cast.karim, cast)
    _row(cells, "Kandidaat *", "lw-000017")["Kandidaat *"] = "U-0717"
    cells["Werkervaring"] = [
        {"Kandidaat *": "U-0001", "Werk *": "kok", "Beroep": "5120", "Vanaf jaar *": 2012, "Tot en met jaar": 2018},
        {"Kandidaat *": "lw-000017", "Werk *": "naaister", "Vanaf jaar *": 2015},
    ]
    delivery = hand_in(name="r", cells=cells, by=karim)
    assert (delivery.mistakes, delivery.counts["work_history"]) == (0, {"new": 1, "changed": 1, "same": 0})
    assert delivery.changes["work_history"]["new"] == ["U-0717 · naaister · 2015"]
    assert _changed(delivery, "work_history") == {
        "U-0001 · kok · 2012": [["occupation", "", "5120"], ["until", "", "2018"]]
    }
    assert cast.amal.pk in Reading.objects.values_list("subject_id", flat=True)
    page = _read(delivery, as_(cast.karim))
    assert '<td data-label="Nu">leeg</td><td data-label="Wordt">2018</td>' in page
    assert '<td data-label="Wordt">5120</td>' not in page, "an occupation is told by its name"
