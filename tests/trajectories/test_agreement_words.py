"""What clauses say in seven languages: the same values in each, and Dutch decides."""

from dataclasses import replace
from string import Formatter

import pytest
from django.utils.translation import override

from leerwerk.engine import agreement as engine
from leerwerk.engine.agreement import PLACES, Code, Kind, Payer, PayUnit, cooperation, learn_work
from leerwerk.engine.pathway import Doer
from leerwerk.trajectories import agreement_pages
from leerwerk.trajectories import agreement_words as words
from leerwerk.trajectories.agreement_labels import CAUTIONS, CHANGES, COSTS, MISSING, PAYERS, SIDES
from leerwerk.trajectories.enums import AgreementKind
from tests.engine.agreement.known import COURSE, FILLED, GROUP, GROUP_FILLED, KNOWN

BENEFIT = learn_work(KNOWN, replace(FILLED, pay_unit=PayUnit.BENEFIT, lessons_paid=True)).terms.clauses
OPEN_END = learn_work(KNOWN, replace(FILLED, contract_months=0, trial_months=0, pay_unit=PayUnit.MONTH)).terms.clauses
NOBODY = learn_work(KNOWN, replace(FILLED, who_pays=dict.fromkeys(FILLED.who_pays, Payer.NONE))).terms.clauses
OF_ONE = (*learn_work(KNOWN, FILLED).terms.clauses, *BENEFIT, *OPEN_END, *NOBODY)
OF_GROUP = cooperation(replace(GROUP, course=replace(COURSE, clear_on=("pay", "growth"))), GROUP_FILLED).terms.clauses


def _places(text: str) -> set[str]:
    return {name for _words, name, _spec, _conversion in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_language_says_every_clause_of_a_participant_with_the_same_values(language: str) -> None:
    here, dutch = words.table(language), words.table("nl")
    for clause in OF_ONE:
        assert _places(here["clauses"][clause.code]) == _places(dutch["clauses"][clause.code]), clause.code
        assert words.plain(words.sentence(clause, language))
    for group in ("roles", "payers", "costs", "words"):
        assert here[group].keys() == dutch[group].keys()
    assert {clause.article for clause in OF_ONE} <= here["articles"].keys()
    assert here["titles"].keys() >= dutch["titles"].keys() - {Kind.COOPERATION}
    assert here["clauses"].keys() <= dutch["clauses"].keys()


@pytest.mark.parametrize("language", words.TOGETHER)
def test_organisations_read_every_clause_in_dutch_and_english(language: str) -> None:
    for clause in OF_GROUP:
        assert words.plain(words.sentence(clause, language))
    assert words.table(language)["clauses"].keys() == set(PLACES)


def test_the_clauses_tried_here_are_all_there_are() -> None:
    tried = {clause.code for clause in (*OF_ONE, *OF_GROUP)}
    assert set(Code) == tried


def test_a_sentence_is_plain_dutch_with_amounts_and_days_as_people_write_them() -> None:
    said = {
        clause.code: words.plain(words.sentence(clause, "nl")) for clause in learn_work(KNOWN, FILLED).terms.clauses
    }
    assert said[Code.PAY_HOUR].startswith("Groenwerk betaalt €\N{NO-BREAK SPACE}15,50 per uur.")
    assert said[Code.PERIOD] == "Het leren en werken begint op 1 augustus 2027. Het duurt tot 1 augustus 2028."
    assert said[Code.DAYS].endswith("dinsdag (ochtend), woensdag, donderdag, vrijdag (ochtend).")
    assert said[Code.LANGUAGE_LESSONS].endswith("14,5 maanden lang.")
    assert said[Code.PAYS][0].isupper(), "who pays may be the first word"


def test_what_people_typed_stays_dutch_within_another_language() -> None:
    growth = next(clause for clause in OF_ONE if clause.code is Code.GROWTH)
    assert '<bdi lang="nl">Voorman in opleiding.</bdi>' in agreement_pages.html(growth, "ar")
    assert "lang=" not in agreement_pages.html(growth, "nl")


def test_nothing_that_is_typed_is_markup() -> None:
    growth = next(clause for clause in OF_ONE if clause.code is Code.GROWTH)
    evil = replace(growth, values=(("months", 3), ("plan", "<script>#evil[x] $x$</script>")))
    assert "<script>" not in agreement_pages.html(evil, "nl")


def test_a_language_that_we_do_not_have_stands_not_beside_it() -> None:
    assert agreement_pages.beside_of("learn_work", None, "ar") == "ar"
    assert agreement_pages.beside_of("learn_work", "", "ar") == ""
    assert agreement_pages.beside_of("learn_work", "so", "ar") == ""
    assert agreement_pages.beside_of("learn_work", None, "nl") == ""
    assert agreement_pages.beside_of("cooperation", "ar", "") == "", "organisations have Dutch and English"
    with pytest.raises(words.NotInThisLanguage):
        words.table("so")
    with pytest.raises(words.NotInThisLanguage):
        words.sentence(next(one for one in OF_GROUP if one.code is Code.DUTIES), "ar")


def test_every_code_has_words_on_screen() -> None:
    with override("nl"):
        for codes, names in (
            (engine.Missing, MISSING),
            (engine.Caution, CAUTIONS),
            (engine.How, CHANGES),
            (engine.Cost, COSTS),
            (engine.Payer, PAYERS),
            (Doer, SIDES),
        ):
            assert set(codes) == set(names)
            assert all(str(text) for text in names.values())
    assert {*map(str, engine.Kind)} == set(AgreementKind.values)
