"""The synthetic population: published margins, the same people for the same seed, and nobody's origin in a profile."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwerk import facts
from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.tables import read_question
from leerwerk.engine.population import (
    CONTRACT,
    Published,
    Region,
    Source,
    Spec,
    UnknownRegionError,
    assumed,
    generate,
    margins,
)
from leerwerk.engine.population import assumptions as assumed_shares
from leerwerk.engine.population.background import permit_span
from leerwerk.engine.population.names import LISTS
from leerwerk.engine.population.supply import OFFERED
from leerwerk.engine.population.work_history import FIRST_AGE, OCCUPATIONS
from scripts import population_margins

WINTER = date(2027, 2, 1)
UTRECHT = Spec(regions=("Midden-Utrecht",), candidates=1_200, seed=1, season_start=WINTER)
COUNTRY = Spec(candidates=100_000, seed=3, season_start=WINTER)
WHO = (
    *("given_name", "family_name", "native_name", "birth_year", "sex", "nationality", "permit_nationality"),
    *("permit_period", "permit_date", "languages", "contact_language", "working"),
)


@cache
def region_of(spec: Spec) -> Region:
    """Return the region of a spec; each is made once per process."""
    return generate(spec)


def question_of(region: Region) -> Question:
    """Return the planner's question about a region, read as if from files."""
    question = read_question({table: list(region.rows(table)) for table in CONTRACT})
    assert isinstance(question, Question), question
    return question


@pytest.mark.parametrize("spec", [UTRECHT, COUNTRY], ids=["a region", "the country"])
def test_published_margins_are_met_within_one_percent(spec: Spec) -> None:
    found = margins(region_of(spec))
    assert {row.source for row in found} == set(Source)
    assert [row for row in found if not row.met] == []
    for source in (Source.PERMITS, Source.AGE_SEX, Source.MUNICIPALITY):
        assert sum(row.generated for row in found if row.source is source) == spec.candidates


def test_a_population_that_breaks_a_margin_is_not_called_met() -> None:
    region = region_of(UTRECHT)
    people = {**region.tables["candidates"], "sex": ["f"] * 1_200}
    found = margins(replace(region, tables={**region.tables, "candidates": people}))
    assert {row.source for row in found if not row.met} == {Source.AGE_SEX}


@pytest.mark.parametrize("assumption", assumed_shares.DRAWN_EXACTLY, ids=lambda a: a.column)
def test_assumed_shares_are_met_to_the_person(assumption: assumed_shares.Assumption) -> None:
    for value, share, people in assumed(region_of(UTRECHT), assumption):
        assert abs(people - 1_200 * share) <= 1, value


@settings(max_examples=15, deadline=None)
@given(
    region=st.sampled_from([r.code for r in facts.regions()]),
    people=st.integers(1, 400),
    seed=st.integers(0, 2**32),
    start=st.dates(date(2024, 1, 1), date(2035, 12, 31)),
)
def test_any_region_of_any_size_is_a_question_the_planner_understands(
    region: str, people: int, seed: int, start: date
) -> None:
    made = generate(Spec(regions=(region,), candidates=people, seed=seed, season_start=start))
    question = question_of(made)
    assert len(question.candidates.ids) == people
    assert [row for row in margins(made) if not row.met] == []
    assert all(day < start.isoformat() for day in map(str, made.tables["candidates"]["permit_date"]))
    assert min(map(str, made.tables["groups"]["start"])) >= start.isoformat()


def test_the_same_seed_gives_the_same_region_and_another_seed_another() -> None:
    small = replace(UTRECHT, candidates=300)
    assert generate(small).tables == generate(small).tables
    assert generate(small).tables["candidates"] != generate(replace(small, seed=2)).tables["candidates"]


def test_where_people_come_from_changes_nothing_that_planning_reads() -> None:
    """Other published figures about permits, age and work give other people, but the very same profiles."""
    usual = Published()
    turned = Published(
        permits=tuple(
            replace(p, permits=q.permits) for p, q in zip(usual.permits, reversed(usual.permits), strict=True)
        ),
        age_sex=tuple(
            replace(a, persons=b.persons) for a, b in zip(usual.age_sex, reversed(usual.age_sex), strict=True)
        ),
        work=tuple(replace(row, percent=50.0) for row in usual.work),
    )
    one, other = generate(UTRECHT, usual), generate(UTRECHT, turned)
    assert one.tables["candidates"]["nationality"] != other.tables["candidates"]["nationality"]
    for table in CONTRACT:
        assert list(one.rows(table, contract_only=True)) == list(other.rows(table, contract_only=True))
    assert one.tables["candidates"]["route"] == other.tables["candidates"]["route"]


def test_who_someone_is_is_no_column_of_the_contract() -> None:
    assert set(WHO).isdisjoint(CONTRACT["candidates"])
    assert set(WHO) <= set(region_of(UTRECHT).tables["candidates"])
    row = next(region_of(UTRECHT).rows("candidates", contract_only=True))
    assert tuple(row) == CONTRACT["candidates"]


def test_every_invented_person_and_thing_says_so() -> None:
    tables = region_of(UTRECHT).tables
    for name in ("candidates", "groups", "workplaces", "employers", "organisations", "resources", "budgets"):
        assert set(tables[name]["synthetic"]) == {"yes"}, name


def test_blueprints_of_all_invented_sectors_are_offered_in_most_municipalities() -> None:
    tables = region_of(UTRECHT).tables
    assert set(tables["groups"]["blueprint"]) == {blueprint.code for blueprint in OFFERED}
    assert len(set(tables["groups"]["municipality"])) >= 10
    assert (len(tables["groups"]["group"]), len(tables["employers"]["employer"])) == (80, 106)
    assert (COUNTRY.group_count, COUNTRY.workplace_count) == (5_000, 20_000)


def test_codes_are_unique_short_and_point_somewhere() -> None:
    tables = region_of(UTRECHT).tables
    keys = {
        "candidates": "candidate",
        "groups": "group",
        "workplaces": "workplace",
        "employers": "employer",
        "organisations": "organisation",
        "resources": "resource",
        "budgets": "budget",
    }
    codes = {name: list(map(str, tables[name][key])) for name, key in keys.items()}
    for name, found in codes.items():
        assert len(set(found)) == len(found), name
        assert max(map(len, found)) <= 40, name
    assert set(tables["candidates"]["intermediary"]) <= set(codes["organisations"])
    for column in ("educator", "language_school"):
        assert set(tables["groups"][column]) <= set(codes["organisations"])
    assert set(tables["resources"]["organisation"]) | set(tables["budgets"]["payer"]) <= set(codes["organisations"])
    assert set(tables["workplaces"]["employer"]) == set(codes["employers"])
    assert set(tables["offers"]["group"]) == set(codes["groups"])


def test_the_longest_name_of_a_region_still_gives_codes_that_fit() -> None:
    tables = generate(Spec(regions=("zuid-kennemerland-en-ijmond",), candidates=60, season_start=WINTER)).tables
    for table, column in (("candidates", "candidate"), ("resources", "resource"), ("budgets", "budget")):
        assert max(len(str(code)) for code in tables[table][column]) <= 40


def test_a_workplace_is_described_as_tasks_by_an_employer_of_its_sector() -> None:
    tables = region_of(UTRECHT).tables
    sector = dict(zip(tables["employers"]["employer"], tables["employers"]["sector"], strict=True))
    for row in region_of(UTRECHT).rows("workplaces"):
        assert 3 <= len(row["tasks"].split("|")) <= 6
        assert sector[row["employer"]] == row["sector"]
        assert row["mentor_name"]
        assert "1" in row["shifts"]


def test_names_fit_the_language_and_can_be_written_in_its_own_script() -> None:
    rows = list(region_of(COUNTRY).rows("candidates"))
    scripts = {"ukr": ("Ѐ", "ӿ"), "tir": ("ሀ", "፿"), "ara": ("؀", "ۿ"), "prs": ("؀", "ۿ")}
    for row in rows[:5_000]:
        tongue = row["languages"].split("|")[0]
        low, high = scripts.get(tongue, ("\0", "\uffff"))
        assert all(low <= sign <= high for sign in row["native_name"] if sign != " "), row["native_name"]
        given = LISTS[tongue].female if row["sex"] == "f" else LISTS[tongue].male
        assert row["given_name"] in {latin for latin, _ in given}
    found = {row["given_name"] for row in rows} | {row["native_name"].split()[0] for row in rows}
    assert {"José", "Şerife", "Олена"} <= found


def test_people_did_work_of_this_world_in_years_that_can_be_and_whoever_works_still_does() -> None:
    region = region_of(UTRECHT)
    people = {row["candidate"]: row for row in region.rows("candidates")}
    codes = {term.code for term in facts.occupations()}
    assert set(OCCUPATIONS.values()) <= codes
    before, now, once = Counter[str](), set(), set()
    last = dict.fromkeys(people, 0)
    for row in region.rows("work_history"):
        person = people[row["candidate"]]
        begun = int(row["since"])
        assert OCCUPATIONS[row["work"]] == row["occupation"]
        assert begun >= int(person["birth_year"]) + FIRST_AGE[0]
        assert begun > last[row["candidate"]], "one after the other"
        once.add((row["candidate"], row["work"], begun))
        if row["until"]:
            assert begun <= int(row["until"]) < int(person["permit_date"][:4]) - 1
            last[row["candidate"]] = int(row["until"])
            before[row["candidate"]] += 1
        else:
            assert int(person["permit_date"][:4]) <= begun < WINTER.year
            now.add(row["candidate"])
    assert len(once) == region.count("work_history")
    assert now == {code for code, row in people.items() if row["working"] == "yes" and row["permit_date"] < "2027"}
    assert set(before.values()) == {1, 2, 3}
    assert 0.5 < len(before) / len(people) < 0.8


def test_the_work_that_people_did_changes_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(UTRECHT, candidates=300)
    usual = generate(small).tables
    nobody_worked = replace(assumed_shares.WORKS, shares=(("0", 1.0),))
    monkeypatch.setattr(assumed_shares, "WORKS", nobody_worked)
    other = generate(small).tables
    assert usual["work_history"] != other["work_history"]
    assert {name: table for name, table in usual.items() if name != "work_history"} == {
        name: table for name, table in other.items() if name != "work_history"
    }
    assert "work_history" not in CONTRACT


def test_a_region_is_worth_planning() -> None:
    """Enough choice to weigh, too few places for everyone, and people whom nothing fits."""
    region = region_of(UTRECHT)
    question = question_of(region)
    pairs = pairs_of(question)
    options = np.bincount(pairs.candidate, minlength=1_200)
    assert 5 <= options.mean() <= 25
    assert 0.08 <= (options == 0).mean() <= 0.25
    assert question.workplaces.places.sum() < 1_200
    assert question.groups.max_size.sum() < 1_200
    eligible = np.diff(pairs.start)
    assert (eligible < question.groups.min_size).any(), "some option must be impossible to fill"
    assert (eligible >= question.groups.min_size).mean() > 0.8


def test_not_everything_can_be_taught_guided_and_paid_at_once() -> None:
    question = question_of(region_of(UTRECHT))
    uses, size = question.resources, question.groups.max_size
    asked = np.bincount(uses.use_resource, uses.per_group + uses.per_participant * size[uses.use_group])
    assert (question.resources.capacity <= asked).all()
    assert (question.resources.capacity < 0.9 * asked).any()
    assert all(question.resources.capacity[uses.use_resource] >= uses.per_group)
    amounts = dict(zip(question.budgets.ids, question.budgets.amount, strict=True))
    fixed = question.groups.fixed_cost.sum()
    assert 0 < amounts["fonds-midden-utrecht"] < 0.3 * fixed


def test_each_euro_of_a_group_is_charged_once() -> None:
    """For a participant from anywhere near, the shares add up to the cost per participant; so do those of the group."""
    tables = region_of(UTRECHT).tables
    head = {
        str(g): float(str(c))
        for g, c in zip(tables["groups"]["group"], tables["groups"]["cost_per_participant"], strict=True)
    }
    fixed = {
        str(g): float(str(c)) for g, c in zip(tables["groups"]["group"], tables["groups"]["fixed_cost"], strict=True)
    }
    once: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    own: Counter[tuple[str, str]] = Counter()
    for row in region_of(UTRECHT).rows("charges"):
        once[row["group"]] += float(row["per_group"])  # type: ignore[assignment]  # a counter of euros
        if row["municipality"] == "*":
            anywhere[row["group"]] += float(row["per_participant"])  # type: ignore[assignment]
        else:
            own[row["group"], row["municipality"]] += float(row["per_participant"])  # type: ignore[assignment]
    assert once == pytest.approx(fixed, abs=0.011)
    for (group, _), part in own.items():
        assert part + anywhere[group] == pytest.approx(head[group], abs=0.011)


def test_a_name_that_no_region_has_is_refused_and_a_name_in_capitals_is_not() -> None:
    with pytest.raises(UnknownRegionError):
        generate(Spec(regions=("Atlantis",), candidates=10, season_start=WINTER))
    assert Spec(regions=("ZEELAND", "zeeland"), candidates=10, season_start=WINTER).region_codes() == ("zeeland",)


def test_nonsense_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="candidates"):
        Spec(candidates=0, season_start=WINTER)
    with pytest.raises(ValueError, match="employer"):
        Spec(candidates=10, workplaces=2, employers=3, season_start=WINTER)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2027, 2, 1), (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2026, 9, 1), (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2026, 6, 30), (date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_permits_keep_their_pattern_and_all_lie_before_the_season(start: date, expected: tuple[date, date]) -> None:
    assert permit_span("2021", "2022H1", start) == expected
    assert permit_span("2022H1", "2022H1", start)[1] < start


def test_the_page_about_the_population_is_up_to_date() -> None:
    page = population_margins.PAGE.read_text(encoding="utf-8")
    assert page == population_margins.page(), "run: python scripts/population_margins.py"
