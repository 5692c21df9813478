"""Versions: what differs is named clause by clause, and one fingerprint stands for all of it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.agreement import (
    GOALS,
    Circle,
    Clause,
    Code,
    How,
    Sealed,
    Terms,
    belongs,
    clause,
    difference,
    fingerprint,
    from_json,
    learn_work,
    sealed,
    to_json,
)
from leerwerk.engine.model import LanguageSkill
from tests.engine.agreement.known import COURSE, FILLED, KNOWN

TERMS = learn_work(KNOWN, FILLED).terms
SALTS = [f"{n:032x}" for n in range(len(TERMS.clauses))]


def _sealed(terms: Terms = TERMS) -> tuple[Sealed, ...]:
    return sealed(terms, SALTS[: len(terms.clauses)])


def _print_of(shown: tuple[Sealed, ...]) -> str:
    return fingerprint(one.leaf for one in shown)


def test_a_clause_survives_being_kept() -> None:
    for one in TERMS.clauses:
        assert from_json(to_json(one)) == one


def test_what_is_added_removed_and_changed_is_named() -> None:
    other = replace(KNOWN, course=replace(COURSE, papers=(), language_goals={LanguageSkill.SPEAKING: "B1"}))
    new = learn_work(other, replace(FILLED, trial_months=0)).terms
    found = {(one.how, one.clause.code) for one in difference(TERMS.clauses, new.clauses)}
    assert found == {
        (How.CHANGED, Code.LANGUAGE_GOAL),
        *((How.REMOVED, goal) for skill, goal in GOALS.items() if skill is not LanguageSkill.SPEAKING),
        (How.ADDED, Code.TRIAL_NONE),
        (How.REMOVED, Code.TRIAL_MONTHS),
        (How.REMOVED, Code.PAPERS),
    }


def test_the_same_terms_in_another_order_are_no_difference() -> None:
    assert difference(TERMS.clauses, TERMS.clauses[::-1]) == ()


def test_who_reads_a_part_reckons_the_fingerprint_of_the_whole() -> None:
    everything = _sealed()
    expected = _print_of(everything)
    shown = [one for one in everything if one.clause.circle is Circle.EVERYONE]
    hidden = {one.position: one.leaf for one in everything if one.clause.circle is Circle.EMPLOYMENT}
    assert hidden
    assert belongs(shown, hidden, expected)
    assert not belongs(shown[1:], hidden, expected), "a clause is gone"
    assert not belongs(shown, {}, expected), "what is hidden belongs to it"


def test_another_amount_in_what_somebody_does_not_read_is_another_version() -> None:
    dearer = learn_work(KNOWN, replace(FILLED, pay=Decimal(16))).terms
    assert _print_of(_sealed()) != _print_of(_sealed(dearer))


@given(st.integers(min_value=0, max_value=len(TERMS.clauses) - 1), st.text(min_size=1, max_size=5))
def test_no_clause_can_be_changed_without_another_fingerprint(position: int, words: str) -> None:
    everything = list(_sealed())
    old = everything[position].clause
    changed = Clause(old.code, (*old.values, ("more", words)), old.key)
    everything[position] = replace(everything[position], clause=changed)
    assert _print_of(tuple(everything)) != _print_of(_sealed())


def test_without_the_salt_an_amount_cannot_be_tried() -> None:
    """The leaf of a hidden clause differs by its salt, so that a list of amounts with their leaves helps nobody."""
    pay = clause(Code.PAY_HOUR, employer="Groenwerk", amount="15.50")
    assert len({Sealed(0, pay, salt).leaf for salt in SALTS}) == len(SALTS)


def test_each_clause_needs_its_own_salt() -> None:
    with pytest.raises(ValueError, match="shorter"):
        sealed(TERMS, SALTS[:-1])
