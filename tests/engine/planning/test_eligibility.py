"""Who may join which group: the fast form and the plain rules say the same about everyone."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings

from leerwerk.engine.planning.contract import PLANNING
from leerwerk.engine.planning.eligibility import BarrierCode, barriers, offered, pairs_of, seats_of
from leerwerk.engine.planning.question import Candidates, Pairs, Question
from leerwerk.engine.planning.schema import Column
from leerwerk.engine.planning.values import Part, parts_of_value
from tests.engine.planning.small_questions import question_of, questions, random_tables


def told(question: Question, pairs: Pairs) -> dict[tuple[int, int], tuple[float, list[int]]]:
    found = {}
    for group in range(len(question.groups.ids)):
        for row in range(pairs.start[group], pairs.start[group + 1]):
            bits = int(pairs.seats[row, 0])
            seats = [place for k, place in enumerate(offered(question, group)) if bits >> k & 1]
            found[int(pairs.candidate[row]), group] = (float(pairs.value[row]), seats)
    return found


def asked(question: Question) -> dict[tuple[int, int], tuple[float, list[int]]]:
    return {
        (c, g): (sum(parts_of_value(question, c, g).values()), seats_of(question, c, g))
        for c in range(len(question.candidates.ids))
        for g in range(len(question.groups.ids))
        if not barriers(question, c, g)
    }


@given(questions)
@settings(deadline=None, max_examples=60)
def test_all_pairs_at_once_are_the_pairs_asked_one_by_one_with_the_same_values_and_seats(question: Question) -> None:
    assert told(question, pairs_of(question)) == asked(question)


@given(questions)
@settings(deadline=None, max_examples=30)
def test_pairs_come_by_group_and_then_by_person(question: Question) -> None:
    pairs = pairs_of(question)
    assert pairs.start[-1] == len(pairs)
    for group in range(len(question.groups.ids)):
        mine = pairs.candidate[pairs.start[group] : pairs.start[group + 1]]
        assert (np.diff(mine) > 0).all()


def one_pair() -> Question:
    tables = random_tables(1, people=1, groups=1)
    tables["candidates"][0] |= {
        **dict.fromkeys(("listening", "reading", "speaking", "writing"), "C1"),
        **dict.fromkeys(("learnability", "load", "motivation"), 5),
        "available": "1111111111",
        "max_travel": 500,
        "ready": "2027-01-01",
        "sectors": "care|green|building",
        "skills": "vca|weld",
        "licence": "yes",
        "limits": "",
    }
    tables["locks"] = []
    tables.pop("values", None)
    tables["offers"] = [{"group": "G0", "workplace": "W0"}]
    tables["workplaces"] = tables["workplaces"][:1]
    return question_of(tables)


def test_everything_that_stands_in_the_way_is_named_not_just_the_first() -> None:
    question = one_pair()
    assert barriers(question, 0, 0) == ()
    tables = random_tables(1, people=1, groups=1)
    tables["candidates"][0] |= {"speaking": "alfa", "available": "0000000000", "ready": "2027-09-01", "sectors": ""}
    tables["candidates"][0] |= {"max_travel": 0, "skills": "", "licence": "no", "limits": "lifting", "motivation": 1}
    tables["groups"][0] |= {"speaking": "A2", "dagdelen": "1010000000", "skills": "vca", "licence": "yes"}
    tables["groups"][0] |= {"excluded_limits": "lifting", "motivation": 3, "start": "2027-03-01"}
    tables["locks"] = [{"kind": "forbid", "a": "K0", "b": "G0"}]
    tables["values"] = []
    found = {barrier.code: barrier for barrier in barriers(question_of(tables), 0, 0)}
    assert found[BarrierCode.SPEAKING].amount == 3
    assert found[BarrierCode.MOTIVATION].amount == 2
    assert found[BarrierCode.DAGDELEN].items == ("0", "2")
    assert found[BarrierCode.READY].amount == 184
    assert found[BarrierCode.SKILLS].items == ("vca",)
    assert found[BarrierCode.LIMITS].items == ("lifting",)
    rest = {BarrierCode.LICENCE, BarrierCode.SECTOR, BarrierCode.FORBIDDEN, BarrierCode.TRAVEL, BarrierCode.WORKPLACE}
    assert rest <= found.keys()
    assert BarrierCode.WORKPLACE_TRAVEL in {one.code for one in found[BarrierCode.WORKPLACE].inside}


def test_a_group_without_workplaces_is_possible_for_nobody() -> None:
    question = one_pair()
    empty = replace(question.offers, start=np.zeros(2, np.int64), workplace=np.zeros(0, np.int32))
    alone = replace(question, offers=empty)
    assert len(pairs_of(question)) == 1
    assert len(pairs_of(alone)) == 0
    assert [barrier.code for barrier in barriers(alone, 0, 0)] == [BarrierCode.WORKPLACE]


FORBIDDEN = ("nation", "origin", "ethnic", "religi", "sex", "gender", "age", "birth", "country", "mother", "name")


def test_who_someone_is_by_birth_cannot_enter_the_question() -> None:
    own = {"language"}  # holds "age", and is about Dutch
    names = {one.name for one in fields(Candidates)} | {column.name for column in PLANNING.table("candidates").columns}
    assert not [name for name in names - own for part in FORBIDDEN if part in name]


def test_columns_about_birth_in_a_file_change_no_value_and_no_pair() -> None:
    tables = random_tables(7)
    plain = question_of(tables)
    for n, row in enumerate(tables["candidates"]):
        row |= {"nationality": "SY" if n % 2 else "ER", "sex": "f", "age": 20 + n, "religion": "x", "Geslacht": "v"}
    marked = question_of(tables)
    assert told(plain, pairs_of(plain)) == told(marked, pairs_of(marked))


@given(questions)
@settings(deadline=None, max_examples=20)
def test_only_the_parts_that_are_declared_make_a_value(question: Question) -> None:
    parts = parts_of_value(question, 0, 0)
    assert parts.keys() <= set(Part)
    assert (Part.GIVEN in parts) == (question.given is not None)


def test_staying_in_the_group_of_the_earlier_plan_is_worth_the_penalty_more_than_moving() -> None:
    tables = random_tables(3)
    tables.pop("values", None)
    tables["previous"] = [{"candidate": "K0", "group": "G1", "workplace": "W0"}]
    question = question_of(tables, change_penalty=2.5)
    kept = {group: parts_of_value(question, 0, group)[Part.KEPT] for group in range(3)}
    assert kept == {0: 0.0, 1: 2.5, 2: 0.0}


def test_every_column_of_the_contract_is_described() -> None:
    columns: list[Column] = [column for table in PLANNING.tables for column in table.columns]
    assert all(column.label and column.example for column in columns)
