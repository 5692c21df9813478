"""Whatever the model can say has words that people can read."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from leerwerk.engine import model
from leerwerk.engine.model import (
    Blueprint,
    Citation,
    ComponentKind,
    Dagdeel,
    Finding,
    FindingCode,
    Remedy,
    Section,
    check,
)
from leerwerk.trajectories.finding_labels import FINDINGS, REMEDIES, finding_text, remedy_text
from leerwerk.trajectories.labels import citation_text, label
from tests.engine.model.test_rules import BROKEN

ENUMS = [kind for name in model.__all__ if isinstance(kind := getattr(model, name), type) and issubclass(kind, StrEnum)]


@pytest.mark.parametrize("kind", [kind for kind in ENUMS if kind not in (FindingCode, Remedy)])
def test_every_code_of_the_model_has_a_label(kind: type[StrEnum]) -> None:
    assert all(label(code).strip() for code in kind)


def test_every_finding_and_every_remedy_has_a_text() -> None:
    assert set(FINDINGS) == set(FindingCode)
    assert set(REMEDIES) == set(Remedy)


def test_every_remedy_is_used_by_a_rule() -> None:
    assert {rule.remedy for rule in model.RULES} == set(Remedy)


@pytest.mark.parametrize(("code", "design"), BROKEN, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BROKEN)])
def test_a_finding_becomes_a_sentence_with_all_its_numbers(code: FindingCode, design: Blueprint) -> None:
    (finding,) = (found for found in check(design) if found.code is code)
    assert "%" not in finding_text(finding)
    assert remedy_text(finding).endswith(".")
    named = set(re.findall(r"%\((\w+)\)s", str(FINDINGS[code])))
    assert named <= set(finding.values)


def test_equal_values_of_different_enums_keep_their_own_label() -> None:
    assert label(ComponentKind.LANGUAGE) != label(model.Activity.LANGUAGE)


def _clash() -> Finding:
    design = next(design for code, design in BROKEN if code is FindingCode.DAGDELEN_CLASH)
    return check(design)[0]


def test_codes_in_a_sentence_are_read_as_words() -> None:
    assert finding_text(_clash()).startswith(label(Dagdeel.MON_PM))


def test_a_place_in_the_whitepaper_names_its_paragraph_unless_it_is_one_piece() -> None:
    assert citation_text(Citation(Section.TABLE_1)) == label(Section.TABLE_1)
    assert citation_text(Citation(Section.PRE_TRACK, 3)).endswith(" 3")
