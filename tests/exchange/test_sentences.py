"""Whatever can be wrong in a workbook is said, with what to do, in both languages."""

import pytest
from django.utils.translation import override

from leerwerk.engine.planning.mistakes import Mistake, MistakeCode, Remedy
from leerwerk.exchange.queries import read_region
from leerwerk.exchange.sentences import (
    ADVICE,
    FULL,
    GUIDED_ELSEWHERE,
    KEPT,
    NO_OPTION,
    NOT_YET,
    NOT_YOURS,
    OF_BLUEPRINT,
    PERIOD,
    UNKNOWN_BLUEPRINT,
    WITHDRAWN,
    WRONG,
    WRONG_KIND,
    YEARS,
    what_is_wrong,
    what_to_do,
)
from tests.cast import Cast

OWN = {NOT_YOURS, UNKNOWN_BLUEPRINT, WRONG_KIND, PERIOD, OF_BLUEPRINT, GUIDED_ELSEWHERE, NO_OPTION, WITHDRAWN, FULL}
OWN |= {KEPT, YEARS, NOT_YET}
NUMBERS = {"value": "drie|vier", "low": 1, "high": 5, "longest": 40, "other": "Naam", "first_row": 7}


def test_there_is_a_sentence_for_every_mistake_and_every_remedy_and_for_nothing_else() -> None:
    assert set(WRONG) == set(MistakeCode) | OWN
    assert set(ADVICE) == set(Remedy) | OWN


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_mistakes_and_no_two_remedies_read_the_same(language: str) -> None:
    with override(language):
        wrong = [str(text) for text in WRONG.values()]
        advice = [str(text) for text in ADVICE.values()]
    assert len(set(wrong)) == len(wrong)
    assert len(set(advice)) == len(advice)


@pytest.mark.parametrize("code", MistakeCode)
def test_every_mistake_is_dutch_in_dutch_and_holds_its_numbers(code: MistakeCode) -> None:
    mistake = Mistake(table="candidates", row=2, column="load", code=code, parameters=NUMBERS)
    with override("en"):
        english = what_is_wrong(mistake), what_to_do(mistake)
    with override("nl"):
        dutch = what_is_wrong(mistake), what_to_do(mistake)
    for said, translated in zip(english, dutch, strict=True):
        assert said != translated
        assert "%" not in said + translated
    assert [str(n) in english[0] for n in NUMBERS.values()] == [str(n) in dutch[0] for n in NUMBERS.values()]


@pytest.mark.parametrize(("nearest", "ends"), [("groen", "Bedoelt u groen?"), ("", "(bouw, groen)")])
def test_the_most_similar_word_is_asked_for_and_else_the_words_are_listed(nearest: str, ends: str) -> None:
    parameters = {"value": "groenn", "nearest": nearest, "choices": ["bouw", "groen"]}
    mistake = Mistake(table="groups", row=2, column="sector", code=MistakeCode.NOT_A_CHOICE, parameters=parameters)
    with override("nl"):
        assert what_to_do(mistake).endswith(ends)


def test_a_sheet_that_is_there_in_two_languages_is_named(cast: Cast) -> None:
    reading = read_region({"candidates": [], "Kandidaten": []}, cast.actor(cast.roos))
    found = [m for m in reading.mistakes if m.code == MistakeCode.DUPLICATE_TABLE]
    with override("nl"):
        assert [what_is_wrong(m) for m in found] == [
            "Dit werkblad staat er twee keer in; het tweede heet “Kandidaten”."
        ]


def test_a_row_with_more_cells_than_headings_is_explained(cast: Cast) -> None:
    rows: list[dict[str, object]] = [{"candidate": "N-1"}, {"candidate": "N-2", "load": "3", "": ["5"]}]
    reading = read_region({"candidates": rows}, cast.actor(cast.roos))
    found = [m for m in reading.mistakes if m.code == MistakeCode.EXTRA_CELLS]
    assert [m.row for m in found] == [3]
    with override("en"):
        assert "more cells" in what_is_wrong(found[0])
        assert "quotes" in what_to_do(found[0])
