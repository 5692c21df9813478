"""The shipped facts are whole, agree with each other, and name their source."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from leerwerk import facts
from scripts import build_facts

TABLES = sorted(Path(str(entry)).stem for entry in files("leerwerk.facts").iterdir() if entry.name.endswith(".csv"))


def test_there_are_342_municipalities_in_35_regions() -> None:
    towns, regions = facts.municipalities(), facts.regions()
    assert len({town.code for town in towns}) == len(towns) == 342
    assert {town.region for town in towns} == {region.code for region in regions}
    assert len(regions) == 35


def test_everyone_in_the_netherlands_is_counted_once() -> None:
    assert sum(town.inhabitants for town in facts.municipalities()) == 18_130_231


def test_centres_lie_in_the_netherlands_and_neighbours_name_each_other() -> None:
    towns = {town.code: town for town in facts.municipalities()}
    for town in towns.values():
        assert 50.7 < town.latitude < 53.6
        assert 3.3 < town.longitude < 7.3
        assert all(town.code in towns[other].neighbours for other in town.neighbours), town.name


def test_the_share_of_the_housing_task_follows_the_formula_of_the_law() -> None:
    towns = facts.municipalities()
    everyone = sum(town.inhabitants for town in towns)
    for town in towns:
        assert town.taakstelling == -(-13_000 * town.inhabitants // everyone), town.name


def test_permits_of_2021_are_those_that_statistics_netherlands_published() -> None:
    found = {row.nationality: row.permits for row in facts.permits() if row.period == "2021"}
    assert found == {"SY": 12450, "ER": 2195, "AF": 3115, "IQ": 620, "IR": 1795, "TR": 2065, "other": 5325}


def test_the_age_bands_follow_each_other_for_women_and_men() -> None:
    for sex in "mf":
        bands = [row for row in facts.age_sex() if row.sex == sex]
        assert [row.age_below for row in bands] == [*(row.age_from for row in bands[1:]), None]


def test_work_after_the_permit_never_falls() -> None:
    for origin in {row.origin for row in facts.work_after_permit()}:
        percents = [
            row.percent for row in sorted(facts.work_after_permit(), key=lambda r: r.months) if row.origin == origin
        ]
        assert percents == sorted(percents)
        assert len(percents) == 6


def test_terms_have_a_name_in_both_languages_of_the_product() -> None:
    for term in (*facts.countries(), *facts.languages()):
        assert term.nl
        assert term.en
    assert max(task.persons for task in facts.national_tasks()) == 21_200


def test_there_are_436_occupations_and_no_two_of_them_have_the_same_name() -> None:
    found = facts.occupations()
    assert len(found) == 436
    assert all(len(term.code) == 4 and term.code.isdecimal() for term in found)
    for names in ([term.nl.casefold() for term in found], [term.en.casefold() for term in found]):
        assert len(set(names)) == 436


def test_every_occupation_of_esco_belongs_to_a_group_and_has_a_name() -> None:
    groups = {term.code for term in facts.occupations()}
    found = facts.esco()
    assert len({one.code for one in found}) == len(found) == 3042
    assert all(one.code[:4] in groups and (one.nl or one.en) for one in found)


def test_minimum_wages_of_a_scale_follow_each_other_and_never_go_down() -> None:
    for scale in {row.scale for row in facts.minimum_wages()}:
        rows = [row for row in facts.minimum_wages() if row.scale == scale]
        assert all(row.since <= row.until for row in rows)
        assert [row.since for row in rows[1:]] == [row.until + timedelta(days=1) for row in rows[:-1]]
        assert [row.per_hour for row in rows] == sorted(row.per_hour for row in rows)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_names_its_source_licence_and_day(table: str) -> None:
    sources = tomllib.loads((files("leerwerk.facts") / "sources.toml").read_text(encoding="utf-8"))
    assert sorted(sources) == TABLES
    entry = sources[table]
    assert entry["url"].startswith("https://")
    assert entry["source"]
    assert entry["licence"]
    assert isinstance(entry["retrieved"], date)


def test_a_region_keeps_its_code_whatever_signs_are_in_its_name() -> None:
    assert {region.code: build_facts.slug(region.name) for region in facts.regions()} == {
        region.code: region.code for region in facts.regions()
    }
    assert build_facts.slug("Zaanstreek/Waterland") == "zaanstreek-waterland"


def test_someone_who_names_no_folder_is_told_how_to_ask(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert build_facts.main([]) == 2
    assert build_facts.main([str(tmp_path)]) == 2
    assert "PATH_TO_SHARED_DATA" in capsys.readouterr().err
