"""Limits, skills and sectors mean the same in a workbook as in the forms; the template's example means what it says."""

import pytest
from django.utils.translation import override

from leerwerk.engine.planning.contract import CANDIDATES, GROUPS, WORKPLACES
from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.exchange.actions import hand_in, take_in
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.queries import cells_of, read_region, template_workbook
from leerwerk.exchange.schema import LANGUAGES as LISTED
from leerwerk.exchange.sentences import what_to_do
from leerwerk.placement.models import Workplace
from leerwerk.recruitment.enums import LANGUAGES
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast
from tests.exchange.workbooks import example_region


def _profile(code: str) -> Profile:
    profile = Candidate.objects.get(code=code).profile
    assert profile is not None
    return profile


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_example_rows_are_taken_in_and_mean_what_they_say(cast: Cast, language: str) -> None:
    roos = cast.actor(cast.roos)
    with override(language):
        cells = example_region(dutch=language == "nl")
        handed = hand_in(name="r.xlsx", cells=cells, by=roos)
        assert handed.state == DeliveryState.READY, read_region(cells, roos).mistakes
        take_in(delivery=handed, by=roos)
    group, workplace = Cohort.objects.get(code="G-01"), Workplace.objects.get(code="W-01")
    rasha = _profile("K-0001")
    assert rasha.limits == group.excluded_limits == workplace.excluded_limits == ["no_lifting"]
    assert (rasha.sectors, rasha.skills) == (["zorg", "groen"], ["vca"])
    assert (group.version.sector, group.version.level) == ("groen", "certificate")
    assert rasha.candidate.contact_language == "ar"


def test_the_template_shows_these_examples_in_words(cast: Cast) -> None:
    with override("nl"):
        content = template_workbook(cast.actor(cast.roos))
        assert example_region(dutch=True)["candidates"][0]["limits"] == "tillen"
    assert not any(row for rows in cells_of("t.xlsx", content).values() for row in rows)


def test_the_examples_of_the_command_line_speak_of_one_limit() -> None:
    words = CANDIDATES.column("limits"), GROUPS.column("excluded_limits"), WORKPLACES.column("excluded_limits")
    assert {column.example for column in words} == {"no_lifting"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("no_lifting", ["no_lifting"]),
        ("Niet tillen | op hoogte", ["no_lifting", "no_heights"]),
        ("No Lifting|LANG STAAN|no lifting", ["no_lifting", "no_long_standing"]),
    ],
)
def test_a_limit_is_understood_in_every_language_and_with_capitals(cast: Cast, typed: str, kept: list[str]) -> None:
    cells = example_region()
    cells["candidates"][0] |= {"limits": typed, "sectors": "Zorg|Green work", "skills": "Lassen|Werken met Paarden"}
    cells["workplaces"][0] |= {"sector": "Bouw", "skills": "Welding"}
    roos = cast.actor(cast.roos)
    take_in(delivery=hand_in(name="r.xlsx", cells=cells, by=roos), by=roos)
    profile = _profile("K-0001")
    assert (profile.limits, profile.sectors) == (kept, ["zorg", "groen"])
    assert profile.skills == ["welding", "werken_met_paarden"]
    workplace = Workplace.objects.get(code="W-01")
    assert (workplace.sector, workplace.skills) == ("bouw", ["welding"])


@pytest.mark.parametrize(
    ("table", "column", "typed", "nearest"),
    [
        ("candidates", "limits", "niet tilen", "tillen"),
        ("groups", "excluded_limits", "hoogten", "op hoogte"),
        ("workplaces", "excluded_limits", "no_liftin", "tillen"),
        ("candidates", "sectors", "zorg|groenn", "groen"),
        ("groups", "sector", "bouww", "bouw"),
        ("employers", "sector", "horeka", "horeca"),
    ],
)
def test_an_unknown_limit_or_sector_is_a_mistake_that_names_the_nearest_word(
    cast: Cast, table: str, column: str, typed: str, nearest: str
) -> None:
    cells = example_region()
    cells[table][0][column] = typed
    with override("nl"):
        found = read_region(cells, cast.actor(cast.roos)).mistakes
        assert [(m.table, m.row, m.column, m.code) for m in found] == [(table, 2, column, MistakeCode.NOT_A_CHOICE)]
        assert what_to_do(found[0]).endswith(f"Bedoelt u {nearest}?")


def test_a_limit_of_the_regions_own_counts_where_a_group_or_workplace_asks_about_it(cast: Cast) -> None:
    cells = example_region()
    cells["candidates"][0]["limits"] = "Nachtdienst"
    roos = cast.actor(cast.roos)
    Profile.objects.filter(candidate=cast.amal).update(limits=["nachtdienst"])
    assert [m.column for m in read_region(cells, roos).mistakes] == ["limits"]
    Workplace.objects.create(
        code="W-X", employer=cast.groenwerk, municipality_id="GM0356", places=1, excluded_limits=["nachtdienst"]
    )
    reading = read_region(cells, roos)
    assert reading.mistakes == []
    assert reading.tables["candidates"].columns["limits"] == [("nachtdienst",)]
    assert [m.column for m in read_region(cells, cast.actor(cast.dirk)).mistakes].count("limits") == 1


def test_the_languages_in_the_list_are_those_of_the_forms() -> None:
    with override("nl"):
        assert {one.code: one.label for one in LISTED} == {code: str(name) for code, name in LANGUAGES.items()}
