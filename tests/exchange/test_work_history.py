"""The work that people did, in a sheet of its own: in, out, and only of those whose file one keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook as opened

from leerwerk.engine.planning.contract import CANDIDATES, PLANNING
from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.exchange.actions import hand_in, take_in
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.explanations import explanation
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.queries import cells_of, read_region, region_rows, region_workbook, template_workbook
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import NOT_YET, YEARS, what_is_wrong, what_to_do
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.recruitment.actions import register_candidate
from leerwerk.recruitment.models import Candidate, WorkExperience
from leerwerk.recruitment.search import provisional_code
from tests.cast import Cast
from tests.exchange.workbooks import Cells, example_region, invented_region, workbook

type SignIn = Callable[[Person], Client]

COOK: dict[str, object] = {
    "candidate": "U-0001",
    "work": "kok in een hotel",
    "occupation": "Koks",
    "since": 2012,
    "until": 2018,
}


def _cells(*rows: dict[str, object]) -> Cells:
    return {"work_history": list(rows)}


def _take(cast: Cast, person: Person, cells: Cells) -> dict[str, Any]:
    by = cast.actor(person)
    handed = hand_in(name="w.xlsx", cells=cells, by=by)
    assert handed.state == DeliveryState.READY, read_region(cells, by).mistakes
    counts: dict[str, Any] = take_in(delivery=handed, by=by).counts
    return counts


def _kept() -> list[tuple[object, ...]]:
    rows = WorkExperience.objects.order_by("since", "work")
    return list(rows.values_list("candidate__code", "work", "occupation", "since", "until"))


def test_a_sheet_alone_adds_work_to_people_who_are_known_and_twice_changes_nothing(cast: Cast) -> None:
    cells = _cells(COOK, {"candidate": "U-0001", "work": "bezorger", "occupation": "", "since": 2020, "until": ""})
    assert _take(cast, cast.karim, cells)["work_history"] == {"new": 2, "changed": 0, "same": 0}
    kept = [("U-0001", "kok in een hotel", "5120", 2012, 2018), ("U-0001", "bezorger", "", 2020, None)]
    assert _kept() == kept
    assert _take(cast, cast.karim, cells)["work_history"] == {"new": 0, "changed": 0, "same": 2}
    assert _take(cast, cast.karim, _cells(COOK | {"until": 2019}))["work_history"]["changed"] == 1
    assert [row[-1] for row in _kept()] == [2019, None], "work that the sheet leaves out stays"


def test_a_column_that_is_not_there_leaves_what_is_known(cast: Cast) -> None:
    _take(cast, cast.karim, _cells(COOK))
    bare = {name: COOK[name] for name in ("candidate", "work", "since")}
    assert _take(cast, cast.karim, _cells(bare))["work_history"] == {"new": 0, "changed": 0, "same": 1}
    assert _take(cast, cast.karim, _cells(bare | {"until": ""}))["work_history"]["changed"] == 1
    assert _kept() == [("U-0001", "kok in een hotel", "5120", 2012, None)]


@pytest.mark.parametrize("name", ["karim", "roos"])
def test_what_is_taken_out_can_be_taken_in_and_changes_nothing(cast: Cast, name: str) -> None:
    for row in (COOK, COOK | {"since": 2019, "until": None, "occupation": ""}):
        WorkExperience.objects.create(
            **{**row, "candidate": cast.amal, "occupation": "0110" if row["occupation"] else ""}
        )
    WorkExperience.objects.create(candidate=cast.samuel, work="kapper", since=2015)
    person = getattr(cast, name)
    before = _kept()
    cells = cells_of("r.xlsx", region_workbook(region_rows(cast.actor(person))))
    assert len(cells["Werkervaring"]) == (2 if name == "karim" else 3), "of nobody whom one may not see"
    counts = _take(cast, person, cells)["work_history"]
    assert (counts["new"], counts["changed"]) == (0, 0)
    assert _kept() == before


@pytest.mark.parametrize("typed", ["Koks", "cooks", "5120", 5120.0])
def test_an_occupation_is_a_word_in_either_language_or_a_number(cast: Cast, typed: object) -> None:
    _take(cast, cast.karim, _cells(COOK | {"occupation": typed}))
    assert WorkExperience.objects.get().occupation == "5120"


def test_a_number_that_lost_its_leading_zero_is_understood(cast: Cast) -> None:
    _take(cast, cast.karim, _cells(COOK | {"occupation": 110}))
    assert WorkExperience.objects.get().occupation == "0110"


@pytest.mark.parametrize(
    ("wrong", "column", "code", "told"),
    [
        ({"occupation": "kokss"}, "occupation", MistakeCode.NOT_A_CHOICE, "Bedoelt u Koks?"),
        ({"occupation": "?"}, "occupation", MistakeCode.NOT_A_CHOICE, "Kies een woord uit de lijst."),
        ({"work": ""}, "work", MistakeCode.BLANK, "Vul het in."),
        ({"work": "w" * 81}, "work", MistakeCode.TOO_LONG, "Maak het korter."),
        ({"since": ""}, "since", MistakeCode.BLANK, "Vul het in."),
        ({"since": "lang geleden"}, "since", MistakeCode.NOT_A_NUMBER, "Schrijf een getal in cijfers."),
        ({"since": 12}, "since", MistakeCode.TOO_LOW, "Blijf binnen de grenzen."),
        ({"until": 2199}, "until", NOT_YET, "laat het laatste jaar leeg"),
        ({"until": 1999}, "until", YEARS, "Verbeter een van de twee jaren."),
        ({"candidate": "U-0404"}, "candidate", MistakeCode.UNKNOWN_REFERENCE, "Verbeter de code"),
    ],
)
def test_a_mistake_names_sheet_row_column_and_what_to_do(
    cast: Cast, wrong: dict[str, object], column: str, code: str, told: str
) -> None:
    with override("nl"):
        (found,) = read_region(_cells(COOK, COOK | {"since": 2000} | wrong), cast.actor(cast.karim)).mistakes
        assert (found.table, found.row, found.column) == ("work_history", 3, column)
        assert found.parameters.get("own", found.code) == code
        assert what_is_wrong(found)
        assert told in what_to_do(found)
        assert len(what_to_do(found)) < 200, "436 occupations are not told one by one"


def test_the_same_work_from_the_same_year_twice_in_a_sheet_is_a_mistake(cast: Cast) -> None:
    found = read_region(_cells(COOK, COOK | {"until": 2019}), cast.actor(cast.karim)).mistakes
    assert [(m.row, m.code) for m in found] == [(3, MistakeCode.DUPLICATE_ROW)]


def test_nobody_adds_work_to_a_file_that_is_not_theirs_nor_learns_that_it_exists(cast: Cast) -> None:
    for person in (cast.els, cast.dirk):
        actor = cast.actor(person)
        with behind_the_wall(actor):
            theirs, nobodys = (
                read_region(_cells(COOK | {"candidate": code}), actor).mistakes for code in ("U-0001", "U-0404")
            )
        assert [(m.column, m.code) for m in theirs] == [("candidate", MistakeCode.UNKNOWN_REFERENCE)]
        assert [(m.column, m.code) for m in theirs] == [(m.column, m.code) for m in nobodys]


def test_people_and_their_work_come_in_with_one_workbook(cast: Cast) -> None:
    cells = invented_region(60)
    told = [row for row in cells["work_history"] if row["candidate"] == cells["work_history"][0]["candidate"]]
    counts = _take(cast, cast.roos, cells_of("r.xlsx", workbook(cells)))
    assert counts["work_history"] == {"new": len(cells["work_history"]), "changed": 0, "same": 0}
    assert WorkExperience.objects.filter(candidate__code=told[0]["candidate"]).count() == len(told)


def test_work_finds_whoever_gets_their_number_in_the_same_workbook(cast: Cast) -> None:
    row = Candidate(
        code=provisional_code(),
        given_name="Selam",
        intermediary=cast.utrecht,
        municipality_id=cast.amal.municipality_id,
    )
    register_candidate(candidate=row, by=cast.actor(cast.karim))
    person = example_region()["candidates"][0]
    person |= {"candidate": "U-77", "given_name": "Selam", "family_name": "", "intermediary": ""}
    work = [COOK | {"candidate": code, "until": until} for code, until in ((row.code, 2014), ("U-77", 2018))]
    counts = _take(cast, cast.karim, {"candidates": [person], "work_history": work})
    assert counts["candidates"] == {"new": 0, "changed": 1, "same": 0}
    assert _kept() == [("U-77", "kok in een hotel", "5120", 2012, 2018)]


def test_a_mistake_in_the_sheet_is_corrected_in_the_browser(cast: Cast, as_: SignIn) -> None:
    hand_in(name="w.xlsx", cells=_cells(COOK | {"occupation": "kokss"}), by=cast.actor(cast.karim))
    address = reverse("exchange:delivery", args=[Delivery.objects.get().pk])
    karim = as_(cast.karim)
    assert "Bedoelt u Koks?" in karim.get(address).content.decode()
    karim.post(address, {"cell:2:work_history:occupation": "koks"})
    karim.post(reverse("exchange:take_in", args=[Delivery.objects.get().pk]))
    assert _kept() == [("U-0001", "kok in een hotel", "5120", 2012, 2018)]


@pytest.mark.parametrize(("language", "cook"), [("nl", "Koks"), ("en", "Cooks")])
def test_the_template_offers_every_occupation_in_the_language_of_the_reader(
    cast: Cast, language: str, cook: str, tmp_path: Any
) -> None:
    with override(language):
        (tmp_path / "t.xlsx").write_bytes(template_workbook(cast.actor(cast.karim)))
        table = REGION.table("work_history")
        sentence = explanation(table, table.column("occupation"))
    book = opened(tmp_path / "t.xlsx")
    names = [cell.value for cell in book["_beroepen"]["A"]]
    assert len(names) == 436
    assert cook in names
    sheet = book["Werkervaring" if language == "nl" else "work_history"]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert "_beroepen!$A$1:$A$436" in lists
    assert cook not in sentence, "the list is for choosing, not for reading"


def test_the_examples_of_the_template_are_taken_in(cast: Cast) -> None:
    with override("nl"):
        _take(cast, cast.roos, example_region(dutch=True))
    assert _kept() == [("K-0001", "kok in een hotel", "5120", 2012, 2018)]


def test_the_planner_is_never_asked_about_work() -> None:
    assert "work_history" not in {table.name for table in PLANNING.tables}
    assert {column.name for column in CANDIDATES.columns}.isdisjoint({"work", "occupation", "since", "until"})
