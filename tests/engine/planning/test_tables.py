"""Reading a question: every mistake at once, each with its place and what to do; never a traceback."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk.commands.sentences import Words, mistake_sentence
from leerwerk.engine.planning.cells import read_cell, written
from leerwerk.engine.planning.contract import CANDIDATES, GROUPS, PLANNING
from leerwerk.engine.planning.mistakes import Mistake, MistakeCode, Remedy
from leerwerk.engine.planning.question import ANY, Question
from leerwerk.engine.planning.schema import Table
from leerwerk.engine.planning.tables import read_question
from tests.engine.planning.small_questions import Tables, question_of, random_tables


def mistakes_in(tables: Tables, **chosen: object) -> tuple[Mistake, ...]:
    found = read_question(tables, chosen)
    assert isinstance(found, tuple)
    return found


def small() -> Tables:
    tables = random_tables(5, people=4, groups=3)
    tables["locks"] = []
    tables["values"] = [{"candidate": "K0", "group": "G0", "value": 1}]
    tables["travel"] = [{"from": "GM0344", "to": "GM0355", "minutes": 30}]
    return tables


M = MistakeCode
CELLS: list[tuple[str, str, object, M]] = [
    ("candidates", "candidate", "", M.BLANK),
    ("candidates", "candidate", "a|b", M.NOT_A_CODE),
    ("candidates", "candidate", "K1", M.DUPLICATE_ID),
    ("candidates", "municipality", "GM9999", M.UNKNOWN_MUNICIPALITY),
    ("candidates", "municipality", "Utrehct", M.UNKNOWN_MUNICIPALITY),
    ("candidates", "listening", "D1", M.NOT_A_CHOICE),
    ("candidates", "writing", None, M.BLANK),
    ("candidates", "learnability", 6, M.TOO_HIGH),
    ("candidates", "load", 0, M.TOO_LOW),
    ("candidates", "motivation", "3.5", M.NOT_WHOLE),
    ("candidates", "available", "11111", M.NOT_DAGDELEN),
    ("candidates", "available", "1111111112", M.NOT_DAGDELEN),
    ("candidates", "max_travel", "an hour", M.NOT_A_NUMBER),
    ("candidates", "max_travel", True, M.NOT_A_NUMBER),
    ("candidates", "ready", "2027-02-30", M.NOT_A_DATE),
    ("candidates", "ready", "next week", M.NOT_A_DATE),
    ("candidates", "ready", 46000.0, M.NOT_A_DATE),
    ("candidates", "licence", "perhaps", M.NOT_YES_NO),
    ("candidates", "education", "phd", M.NOT_A_CHOICE),
    ("groups", "group", "G1", M.DUPLICATE_ID),
    ("groups", "level", "mbo9", M.NOT_A_CHOICE),
    ("groups", "start", "31-02-2027", M.NOT_A_DATE),
    ("groups", "min_size", 99, M.MIN_ABOVE_MAX),
    ("groups", "max_size", 0, M.TOO_LOW),
    ("groups", "fixed_cost", "1,200", M.AMBIGUOUS_NUMBER),
    ("groups", "fixed_cost", "nan", M.NOT_A_NUMBER),
    ("groups", "cost_per_participant", -1, M.TOO_LOW),
    ("groups", "dagdelen", "ma-vr", M.NOT_DAGDELEN),
    ("groups", "speaking", "B3", M.NOT_A_CHOICE),
    ("groups", "licence", "maybe", M.NOT_YES_NO),
    ("resources", "capacity", "lots", M.NOT_A_NUMBER),
    ("workplaces", "places", -2, M.TOO_LOW),
    ("workplaces", "municipality", "Atlantis", M.UNKNOWN_MUNICIPALITY),
    ("offers", "group", "G77", M.UNKNOWN_REFERENCE),
    ("offers", "workplace", "W77", M.UNKNOWN_REFERENCE),
    ("uses", "resource", "teachr", M.UNKNOWN_REFERENCE),
    ("uses", "per_group", "two", M.NOT_A_NUMBER),
    ("charges", "budget", "moon", M.UNKNOWN_REFERENCE),
    ("charges", "municipality", "nowhere", M.UNKNOWN_MUNICIPALITY),
    ("budgets", "amount", "1e400", M.NOT_A_NUMBER),
    ("values", "candidate", "K99", M.UNKNOWN_REFERENCE),
    ("values", "value", "", M.BLANK),
    ("travel", "minutes", 5000, M.TOO_HIGH),
]


@pytest.mark.parametrize(("table", "column", "cell", "code"), CELLS)
def test_a_wrong_cell_is_named_with_table_row_column_and_remedy(table: str, column: str, cell: object, code: M) -> None:
    tables = small()
    tables[table][0][column] = cell
    row = 3 if code is M.DUPLICATE_ID else 2  # the second of two is the one too many
    own = [one for one in mistakes_in(tables) if one.table == table and one.row == row]
    assert (column, code) in {(one.column, one.code) for one in own}
    for language in ("nl", "en"):
        (sentence,) = [
            mistake_sentence(Words(language), one) for one in own if (one.column, one.code) == (column, code)
        ]
        assert table in sentence
        assert f" {row}, " in sentence
        assert column in sentence


def test_forty_mistakes_in_one_question_are_forty_mistakes_at_once() -> None:
    tables = random_tables(5, people=50, groups=20)
    tables["values"] = [{"candidate": f"K{n}", "group": "G0", "value": 1} for n in range(10)]
    tables["travel"] = [{"from": "GM0344", "to": f"GM{n}", "minutes": 30} for n in range(10)]
    tables["resources"] += [{"resource": f"r{n}", "capacity": 1} for n in range(10)]
    tables["budgets"] += [{"budget": f"b{n}", "amount": 1} for n in range(10)]
    wanted: set[tuple[str, int, str, M]] = set()
    cells = [one for one in CELLS if one[3] is not M.DUPLICATE_ID]
    for place, (table, column, cell, code) in enumerate(cells):
        rows = tables[table]
        row = place % len(rows) if table in ("candidates", "groups") else place % min(len(rows), 10)
        while (table, row) in {(one[0], one[1]) for one in wanted}:
            row += 1
        wanted.add((table, row, column, code))
        rows[row][column] = cell
    found = {(one.table, (one.row or 0) - 2, one.column, one.code) for one in mistakes_in(tables)}
    assert wanted - found == set()
    assert len(wanted) >= 40


def test_missing_tables_columns_and_rows_are_named() -> None:
    tables = small()
    del tables["workplaces"]
    tables["offers"] = []
    for row in tables["groups"]:
        del row["start"]
    found = {(one.table, one.column, one.code) for one in mistakes_in(tables)}
    assert ("workplaces", None, M.MISSING_TABLE) in found
    assert ("offers", None, M.EMPTY_TABLE) in found
    assert ("groups", "start", M.MISSING_COLUMN) in found


def test_the_same_table_or_column_twice_is_named() -> None:
    tables = small()
    tables["Kandidaten"] = tables["candidates"]
    tables["groups"][0]["Start"] = "2027-03-01"
    tables["offers"].append(dict(tables["offers"][0]))
    tables["offers"][0][""] = ["left over"]
    found = {one.code for one in mistakes_in(tables)}
    assert {M.DUPLICATE_TABLE, M.DUPLICATE_COLUMN, M.DUPLICATE_ROW, M.EXTRA_CELLS} <= found


@pytest.mark.parametrize(
    ("kind", "a", "b", "code"),
    [
        ("assign", "K0", "G99", M.UNKNOWN_REFERENCE),
        ("open", "G99", "", M.UNKNOWN_REFERENCE),
        ("open", "G0", "K0", M.NOT_EXPECTED),
        ("forbid", "K0", "", M.BLANK),
        ("apart", "K0", "K0", M.SAME_PERSON),
        ("marry", "K0", "K1", M.NOT_A_CHOICE),
    ],
)
def test_a_lock_that_makes_no_sense_is_named(kind: str, a: str, b: str, code: M) -> None:
    tables = small()
    tables["locks"] = [{"kind": kind, "a": a, "b": b}]
    assert [one.code for one in mistakes_in(tables)] == [code]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("time_limt", 5, M.UNKNOWN_SETTING),
        ("time_limit", "soon", M.NOT_A_NUMBER),
        ("gap", 2, M.TOO_HIGH),
        ("wish_weights", ["much"], M.NOT_A_NUMBER),
        ("reach_weights", "none:2", M.NOT_WEIGHTS),
        ("reach_weights", {"nobody": 2}, M.NOT_A_CHOICE),
        ("low_skilled_floor", 1.5, M.TOO_HIGH),
        ("seed", 1.5, M.NOT_WHOLE),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: object, code: M) -> None:
    (mistake,) = mistakes_in(small(), **{name: value})
    assert (mistake.table, mistake.column, mistake.code) == ("settings", name, code)
    assert name in mistake_sentence(Words("nl"), mistake)


def dutch(table: Table, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    words = {"yes": "ja", "no": "nee", "lower_secondary": "VMBO of MBO 1"}
    return [
        {table.column(name).label.upper() + " *": words.get(str(cell), cell) for name, cell in row.items()}
        for row in rows
    ]


def same(one: Question, other: Question) -> bool:
    return repr(one) == repr(other)


def test_dutch_sheets_headings_and_words_ask_the_same_question() -> None:
    tables = random_tables(6)
    translated = {PLANNING.table(name).label: dutch(PLANNING.table(name), rows) for name, rows in tables.items()}
    assert same(question_of(tables), question_of(translated))


def test_what_a_workbook_makes_of_cells_is_understood() -> None:
    tables = random_tables(6)
    spoiled = random_tables(6)
    for person in spoiled["candidates"]:
        person |= {"load": float(str(person["load"])), "licence": person["licence"] == "yes"}
        person["available"] = float(str(person["available"]))
        person["ready"] = datetime.fromisoformat(str(person["ready"]))
    for group in spoiled["groups"]:
        group["start"] = date.fromisoformat(str(group["start"]))
        group["fixed_cost"] = str(group["fixed_cost"]).replace(".", ",")
        group["dagdelen"] = int(str(group["dagdelen"]))
    assert same(question_of(tables), question_of(spoiled))


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    tables = small()
    blank: dict[str, object] = dict.fromkeys(tables["candidates"][0], "")
    tables["candidates"] = [tables["candidates"][0], blank, tables["candidates"][1] | {"load": 9}]
    (mistake,) = mistakes_in(tables)
    assert mistake.row == 4


def test_a_municipality_may_be_given_by_name() -> None:
    tables = small()
    tables["candidates"][0]["municipality"] = "utrecht"
    question = question_of(tables)
    assert question.travel.zones[question.candidates.zone[0]] == "GM0344"


def test_listed_minutes_replace_the_estimate_in_both_directions() -> None:
    tables = random_tables(4)
    tables["travel"] = [{"from": "GM0344", "to": "GM0355", "minutes": 77}]
    travel = question_of(tables).travel
    there, back = travel.zones.index("GM0344"), travel.zones.index("GM0355")
    assert travel.minutes[there, back] == travel.minutes[back, there] == 77
    assert travel.approximate
    tables["travel"] += [{"from": "GM0355", "to": "GM0344", "minutes": 66}]
    assert question_of(tables).travel.minutes[back, there] == 66


def test_an_earlier_plan_may_name_people_and_groups_that_are_gone() -> None:
    tables = small()
    tables["previous"] = [
        {"candidate": "K1", "group": "G2", "workplace": "gone"},
        {"candidate": "gone", "group": "G1", "workplace": "W0"},
        {"candidate": "K2", "group": "gone", "workplace": "W0"},
    ]
    earlier = question_of(tables).earlier
    assert earlier is not None
    assert earlier.group.tolist() == [ANY, 2, ANY, ANY]
    assert earlier.workplace.tolist() == [ANY] * 4


anything = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.just([])
)


@given(st.sampled_from(CANDIDATES.columns + GROUPS.columns), anything)
@settings(deadline=None, max_examples=300)
def test_whatever_stands_in_a_cell_there_is_a_question_or_a_mistake(column: Any, cell: object) -> None:
    tables = small()
    for name in ("candidates", "groups"):
        tables[name][1][column.name] = cell
    found = read_question(tables)
    assert isinstance(found, Question) or all(mistake.remedy in Remedy for mistake in found)


@given(st.sampled_from([column for table in PLANNING.tables for column in table.columns]))
@settings(deadline=None)
def test_every_example_of_the_contract_is_right_and_is_written_as_it_is_read(column: Any) -> None:
    value = read_cell(column.example, column)
    assert read_cell(written(value, column), column) == value


def test_more_than_sixty_four_skills_are_kept_apart() -> None:
    tables = small()
    names = [f"s{n:03d}" for n in range(130)]
    tables["candidates"][0]["skills"] = "|".join(names)
    tables["candidates"][1]["skills"] = names[-1]
    question = question_of(tables)
    assert question.candidates.skills.shape[1] == 3
    last = question.skills.index(names[-1])
    assert [int(row[last // 64]) >> last % 64 & 1 for row in question.candidates.skills[:2]] == [1, 1]
