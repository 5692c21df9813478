"""Folders and workbooks hold the same things, are written whole, and are refused with a reason."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.exceptions import XlsxWriterException

from leerwerk.engine.planning.contract import ANSWER
from leerwerk.engine.planning.tables import read_question
from leerwerk.exchange.files import FileProblem, Problem, answer_of, ask_to_write, read, write
from tests.engine.planning.small_questions import SETTINGS, random_tables


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_folder_and_a_workbook_ask_the_same_question(tmp_path: Path, seed: int) -> None:
    tables = random_tables(seed)
    wanted = repr(read_question(tables, SETTINGS))
    assert wanted.startswith("Question(")
    for name in ("question", "question.xlsx"):
        write(tmp_path / name, tables, SETTINGS)
        source = read(tmp_path / name)
        assert repr(read_question(source.tables, source.settings)) == wanted


def test_a_workbook_becomes_a_folder_and_a_workbook_again_without_losing_a_cell(tmp_path: Path) -> None:
    tables = random_tables(3)
    tables["candidates"][0]["candidate"] = "=1+1"
    tables["candidates"][1]["candidate"] = "http://example.org"
    tables["candidates"][2]["candidate"] = "007"
    tables["candidates"][3]["candidate"] = 'a "quoted", name\n'.strip()
    tables["candidates"][0]["name"] = "Éva, Олена"
    tables["locks"] = []
    tables.pop("values", None)
    write(tmp_path / "a.xlsx", tables, {})
    first = read(tmp_path / "a.xlsx")
    write(tmp_path / "b", first.tables, {})
    second = read(tmp_path / "b")
    ids = ["=1+1", "http://example.org", "007", 'a "quoted", name']
    for source in (first, second):
        assert [row["candidate"] for row in source.tables["candidates"]][:4] == ids
        assert source.tables["candidates"][0]["name"] == "Éva, Олена"


def test_semicolons_and_a_byte_order_mark_of_a_dutch_spreadsheet_are_understood(tmp_path: Path) -> None:
    (tmp_path / "Aanbod.csv").write_bytes("\ufeffGroep;Werkplek\r\nG1;W1\r\n;\r\nG2;W2\r\n".encode())
    (tmp_path / "notes.txt").write_text("left alone")
    rows = read(tmp_path).tables["Aanbod"]
    assert rows == [
        {"Groep": "G1", "Werkplek": "W1"},
        {"Groep": "", "Werkplek": ""},
        {"Groep": "G2", "Werkplek": "W2"},
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("offers.csv", b"group,workplace\nG\xff,W\n", Problem.NOT_UTF8),
        ("offers.csv", b'group,workplace\n"G,W\n', Problem.NOT_CSV),
        ("settings.json", b"{'gap': 1}", Problem.NOT_JSON),
        ("settings.json", b"[1, 2]", Problem.NOT_JSON),
        ("settings.json", b"[" * 100_000, Problem.NOT_JSON),
        ("other.csv", b"a,b\n1,2\n", Problem.NO_TABLES),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, problem: Problem) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileProblem) as told:
        read(tmp_path)
    assert told.value.problem is problem


def test_what_is_no_workbook_or_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "fake.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (tmp_path / "text.txt").write_text("hello")
    for name, problem in (
        ("fake.xlsx", Problem.NOT_A_WORKBOOK),
        ("text.txt", Problem.UNKNOWN_KIND),
        ("gone.xlsx", Problem.NOT_FOUND),
    ):
        with pytest.raises(FileProblem) as told:
            read(tmp_path / name)
        assert told.value.problem is problem


def test_an_answer_keeps_its_summary_in_a_folder_and_in_a_workbook(tmp_path: Path) -> None:
    tables = {"assignments": [{"candidate": "K1", "group": "G1", "workplace": "W1"}], "unplaced": [], "prices": []}
    summary = {"objective": 12.5, "bound": 13.0, "status": "feasible", "placed": 1}
    for name in ("plan", "plan.xlsx"):
        write(tmp_path / name, tables, summary, ANSWER)
        answer = answer_of(read(tmp_path / name, ANSWER))
        assert answer["assignments"] == [{"candidate": "K1", "group": "G1", "workplace": "W1"}]
        assert answer["summary"] == [summary]
    assert (tmp_path / "plan" / "prices.csv").read_text() == "kind,id,marginal_value\n"


def test_the_setting_previous_brings_the_earlier_plan_along(tmp_path: Path) -> None:
    rows = [{"candidate": "K1", "group": "G1", "workplace": "W1"}]
    prices = [{"kind": "budget", "id": "B1", "marginal_value": "1.5"}]
    write(tmp_path / "plan", {"assignments": rows, "prices": prices}, {"status": "optimal"}, ANSWER)
    write(tmp_path / "question", random_tables(1), {"previous": "plan"})
    source = read(tmp_path / "question")
    assert source.tables["previous"] == rows
    assert source.prices == prices
    write(tmp_path / "other", random_tables(1), {"previous": "gone"})
    with pytest.raises(FileProblem) as told:
        read(tmp_path / "other")
    assert told.value.problem is Problem.PREVIOUS_NOT_FOUND


def test_a_folder_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("miaow")
    with pytest.raises(FileProblem) as told:
        write(tmp_path / "photos", random_tables(1), {})
    assert told.value.problem is Problem.NOT_OURS
    assert [one.name for one in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize("kind", [".ods", ".xls", ".xlsm", ".xlsb", ".ODS"])
def test_a_kind_of_workbook_that_cannot_be_written_is_told_before_anything_is_done(tmp_path: Path, kind: str) -> None:
    for attempt in (ask_to_write, lambda path: write(path, random_tables(1), {})):
        with pytest.raises(FileProblem) as told:
            attempt(tmp_path / f"plan{kind}")
        assert told.value.problem is Problem.ONLY_READ
        assert told.value.parameters == {"kind": kind, "written": "plan.xlsx"}
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["plan", "plan.xlsx"])
def test_when_writing_fails_the_earlier_plan_is_still_whole(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, {"offers": [{"group": "G1", "workplace": "W1"}]}, {"seed": 1})
    with pytest.raises((ValueError, XlsxWriterException)):
        write(tmp_path / name, {"offers": [{"group": "G2", "workplace": "W2"}], "x" * 40: []}, {"seed": float("nan")})
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert read(tmp_path / name).tables["offers"] == [{"group": "G1", "workplace": "W1"}]


def test_a_plan_replaces_an_earlier_plan(tmp_path: Path) -> None:
    for group in ("G1", "G2"):
        write(tmp_path / "plan", {"offers": [{"group": group, "workplace": "W1"}]}, {"seed": 1})
    assert read(tmp_path / "plan").tables["offers"][0]["group"] == "G2"
    assert json.loads((tmp_path / "plan" / "settings.json").read_text()) == {"seed": 1}
    assert [one.name for one in tmp_path.iterdir()] == ["plan"]
