"""A design survives being stored, says what it assumes, and can be laid beside another one."""

from __future__ import annotations

import contextlib
import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.blueprints import (
    CARE,
    CONSTRUCTION,
    EXAMPLES,
    GARDENING,
    WORK_AND_LANGUAGE,
    WORK_AND_LANGUAGE_HOSPITALITY,
)
from leerwerk.engine.model import (
    Basis,
    Blueprint,
    Cefr,
    Change,
    ComponentKind,
    Fit,
    InvalidBlueprint,
    Json,
    LanguageSkill,
    ProblemCode,
    Severity,
    Stated,
    check,
    compare,
    difference,
    facts,
    flatten,
    from_dict,
    goals_by_skill,
    group_terms,
    to_dict,
)
from tests.engine.model.sound import SOUND, with_component, without_component

EXAMPLE = st.sampled_from(EXAMPLES)

REMAINING = {"bouw-nieuwe-buren": ["work_share_far"]}  # a safety course comes first; the paid work starts after it


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_whitepapers_examples_can_be_opened_and_keep_only_the_warnings_that_are_true(example: Blueprint) -> None:
    found = check(example)
    assert [finding.code for finding in found] == REMAINING.get(example.code, [])
    assert Severity.BLOCKING not in {finding.severity for finding in found}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_comes_back_unchanged_from_json(example: Blueprint) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(example)))) == example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_every_fact_of_an_example_is_stated_or_marked_as_assumed(example: Blueprint) -> None:
    found = facts(example)
    assert [fact.path for fact in found] == list(flatten(example))
    stated = {fact.path for fact in found if fact.basis is Basis.STATED}
    assert stated == {said.path for said in example.stated}
    assert all((fact.citation is None) == (fact.basis is Basis.ASSUMED) for fact in found)
    assert {fact.basis for fact in found if fact.path.startswith(("costs", "group"))} == {Basis.ASSUMED}


def test_the_paper_says_three_to_nine_months_and_a1_in_utrecht() -> None:
    values = {fact.path: fact for fact in facts(WORK_AND_LANGUAGE)}
    span = [values[f"components.pre_track.span.{end}"] for end in ("low", "high")]
    assert [(fact.value, fact.basis) for fact in span] == [(3.0, Basis.STATED), (9.0, Basis.STATED)]
    assert values["components.pre_track.language_goals.speaking"].value == "A1"


def test_the_line_of_utrecht_goes_on_in_each_of_the_sectors_that_the_paper_names() -> None:
    both = (WORK_AND_LANGUAGE, WORK_AND_LANGUAGE_HOSPITALITY)
    assert [design.sector for design in both] == ["logistiek", "horeca"]
    different = {change.path.split(".")[0] for change in difference(*both)}
    assert different == {"code", "title", "description", "sector", "credentials", "work_tasks"}


def test_gardeners_learn_thirteen_weeks_and_then_work_six_months() -> None:
    values = flatten(GARDENING)
    assert values["components.learn_work.months"] == 3.0
    assert values["placement.contract_months"] == 6


def test_a_changed_value_is_no_longer_what_the_paper_says() -> None:
    changed = replace(CARE, sector="techniek")
    basis = {fact.path: fact.basis for fact in facts(changed)}
    assert basis["sector"] is Basis.ASSUMED
    assert basis["level"] is Basis.STATED


def test_a_design_of_the_first_format_keeps_its_goal_as_one_of_speaking() -> None:
    now = to_dict(WORK_AND_LANGUAGE)
    before: dict[str, Any] = copy.deepcopy(now) | {"format": 1}
    for component in before["components"]:
        component["language_goal"] = component.pop("language_goals")["speaking"]
    for one in before["stated"]:
        one["path"] = one["path"].replace("language_goals.speaking", "language_goal")
    assert goals_by_skill(before) | {"format": now["format"]} == now
    assert from_dict(before) == WORK_AND_LANGUAGE


def test_a_design_that_says_nothing_of_contacts_has_the_rhythm_that_we_assume() -> None:
    before = {name: value for name, value in to_dict(WORK_AND_LANGUAGE).items() if name != "contacts"}
    assert from_dict(before | {"format": 2}) == WORK_AND_LANGUAGE


@pytest.mark.parametrize(
    ("rhythm", "path"),
    [
        ({"pre_track": 0}, "contacts.employer.pre_track"),
        ({"weeks": [4, 2]}, "contacts.employer.weeks"),
        ({"weeks": [1, 104], "months": [18]}, "contacts.employer.months"),
    ],
)
def test_a_rhythm_in_which_nobody_can_talk_is_no_design(rhythm: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidBlueprint) as refused:
        from_dict(to_dict(WORK_AND_LANGUAGE) | {"contacts": {"employer": rhythm}})
    assert [one.path for one in refused.value.problems] == [path]


def test_a_difference_names_path_old_and_new() -> None:
    longer = with_component(ComponentKind.LEARN_WORK, lambda found: replace(found, months=14.0))
    assert difference(SOUND, longer) == (Change(path="components.learn_work.months", old=12, new=14.0),)


def test_a_content_that_disappears_is_one_change() -> None:
    fewer = with_component(ComponentKind.PLACEMENT, lambda found: replace(found, content=found.content[1:]))
    assert difference(SOUND, fewer) == (Change(path="components.placement.content.onboarding", old=True, new=None),)


@given(EXAMPLE, EXAMPLE)
def test_a_difference_is_empty_only_between_equal_designs_and_turns_around(old: Blueprint, new: Blueprint) -> None:
    there, back = difference(old, new), difference(new, old)
    assert (there == ()) == (old == new)
    assert {(change.path, change.old, change.new) for change in there} == {
        (change.path, change.new, change.old) for change in back
    }


def test_reordering_components_or_contents_changes_nothing() -> None:
    turned = replace(
        SOUND,
        components=tuple(
            replace(found, content=found.content[::-1], parts=found.parts[::-1]) for found in SOUND.components[::-1]
        ),
    )
    assert difference(SOUND, turned) == ()


def test_six_bars_lie_on_one_axis_with_the_range_of_table_1() -> None:
    picture = compare(WORK_AND_LANGUAGE)
    assert [bar.kind for bar in picture.bars] == list(ComponentKind)
    assert (picture.axis.low, picture.axis.high, picture.total_months) == (-8, 18, 26)
    assert {bar.fit for bar in picture.bars} == {Fit.INSIDE}
    assert picture.gates == ((ComponentKind.PRE_TRACK, -6), (ComponentKind.LEARN_WORK, 0))


def test_the_picture_shows_what_is_too_short_too_long_or_missing() -> None:
    short = with_component(ComponentKind.RECRUITMENT, lambda found: replace(found, months=0.5))
    long = with_component(ComponentKind.COACHING, lambda found: replace(found, months=30.0))
    gone = without_component(ComponentKind.LANGUAGE)
    assert compare(short).bars[0].fit is Fit.SHORTER
    assert compare(long).bars[4].fit is Fit.LONGER
    missing = compare(gone).bars[3]
    assert (missing.fit, missing.start, len(missing.missing_roles)) == (Fit.MISSING, None, 1)


def test_the_picture_keeps_the_phases_of_the_safety_course() -> None:
    learn_work = compare(CONSTRUCTION).bars[2]
    assert [phase.code for phase in learn_work.phases] == ["vca", "stage"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_group_option_gets_all_it_needs_from_its_design(example: Blueprint) -> None:
    terms = group_terms(example)
    assert len(terms.dagdelen) == 10
    assert any(terms.dagdelen)
    assert 1 <= terms.min_size <= terms.max_size
    assert terms.fixed_cost > 0
    assert terms.cost_per_participant > 0
    assert set(terms.language) == set(LanguageSkill)


def test_a_silent_profile_asks_nothing_of_anyone() -> None:
    terms = group_terms(replace(SOUND, profile=replace(SOUND.profile, learnability=None, availability=None)))
    assert terms.learnability == 1
    assert not any(terms.dagdelen)


def _broken(path: tuple[str | int, ...], value: Json) -> dict[str, Json]:
    data = to_dict(SOUND)
    record: Json = data
    for step in path[:-1]:
        record = record[step]  # type: ignore[index]
    assert isinstance(record, dict)
    record[str(path[-1])] = value
    return data


WRONG: list[tuple[tuple[str | int, ...], Json, str, ProblemCode]] = [
    (("level",), "mbo9", "level", ProblemCode.UNKNOWN_CODE),
    (("title",), "Zorg", "title", ProblemCode.WRONG_KIND),
    (("colour",), "blue", "colour", ProblemCode.UNKNOWN_FIELD),
    (("components", 2, "months"), "twelve", "components[2].months", ProblemCode.WRONG_KIND),
    (("components", 2, "months"), 0, "components[2].months", ProblemCode.OUT_OF_BOUNDS),
    (("components", 2, "months"), True, "components[2].months", ProblemCode.WRONG_KIND),
    (("components", 2, "months"), float("nan"), "components[2].months", ProblemCode.WRONG_KIND),
    (("components", 2, "start"), 1, "components[2].start", ProblemCode.OUT_OF_BOUNDS),
    (("components", 1, "span"), {"low": 9, "high": 3}, "components[1].span", ProblemCode.OUT_OF_BOUNDS),
    (("components", 0, "hours"), {"work": -1}, "components[0].hours", ProblemCode.OUT_OF_BOUNDS),
    (("components",), {}, "components", ProblemCode.WRONG_KIND),
    (("profile", "motivation"), 6, "profile.motivation", ProblemCode.OUT_OF_BOUNDS),
    (("profile", "language", "speaking"), "A9", "profile.language.speaking", ProblemCode.UNKNOWN_CODE),
    (("group", "minimum"), 0, "group.minimum", ProblemCode.OUT_OF_BOUNDS),
    (("costs", "fixed"), -1, "costs", ProblemCode.OUT_OF_BOUNDS),
    (("credentials", 1, "code"), "mbo2", "credentials[1].code", ProblemCode.REPEATED),
    (("code",), " ", "code", ProblemCode.MISSING),
    (("format",), 4, "format", ProblemCode.UNKNOWN_FORMAT),
]


@pytest.mark.parametrize(("path", "value", "place", "code"), WRONG)
def test_a_mistake_is_named_with_its_place(
    path: tuple[str | int, ...], value: Json, place: str, code: ProblemCode
) -> None:
    with pytest.raises(InvalidBlueprint) as refused:
        from_dict(_broken(path, value))
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [(place, code)]


def test_all_mistakes_are_named_at_once() -> None:
    data = to_dict(SOUND)
    del data["title"], data["group"]
    data["level"] = "mbo9"
    with pytest.raises(InvalidBlueprint) as refused:
        from_dict(data)
    assert {problem.path for problem in refused.value.problems} == {"title", "group", "level"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(to_dict(SOUND))), JSON)
def test_whatever_stands_in_a_field_is_read_back_or_refused(field: str, value: Json) -> None:
    data = to_dict(SOUND)
    data[field] = value
    read = None
    with contextlib.suppress(InvalidBlueprint):
        read = from_dict(data)
    assert read is None or from_dict(to_dict(read)) == read


def test_a_stated_fact_keeps_the_kind_of_its_value() -> None:
    values: tuple[str | int | float | bool | None, ...] = (True, 3, 2.5, "A1", None)
    stated = tuple(
        Stated(path=str(place), value=value, citation=CARE.stated[0].citation) for place, value in enumerate(values)
    )
    read = from_dict(json.loads(json.dumps(to_dict(replace(SOUND, stated=stated)))))
    assert [(type(said.value), said.value) for said in read.stated] == [(type(value), value) for value in values]


def test_levels_of_language_travel_as_their_own_names() -> None:
    read = from_dict(to_dict(SOUND))
    assert read.profile.language.speaking is Cefr.PRE_A1
