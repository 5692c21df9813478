"""Blueprints: the examples that everybody has, the page, copying, versions that stay, and who may do what."""

from collections.abc import Callable

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import Blueprint as Design
from leerwerk.engine.model import ComponentKind, Severity, check, facts
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.trajectories import actions
from leerwerk.trajectories.fact_labels import fact_text, said_already, value_text
from leerwerk.trajectories.finding_labels import finding_text
from leerwerk.trajectories.models import Blueprint, BlueprintVersion
from leerwerk.trajectories.queries import design_of
from tests.cast import Cast
from tests.costs import DOOR
from tests.trajectories.page_forms import Typed, typed_in

type As = Callable[[Person], Client]

CODES = [design.code for design in EXAMPLES]


def _example(code: str = "groen-inclusief") -> Blueprint:
    return Blueprint.objects.get(code=code, owner=None)


def _copy(cast: Cast, code: str = "groen-inclusief", title: str = "Groen bij ons") -> Blueprint:
    version = _example(code).versions.get()
    return actions.copy_blueprint(version=version, title=title, by=cast.actor(cast.roos))


def _page(browser: Client, blueprint: Blueprint, view: str = "blueprint", query: str = "") -> str:
    answer = browser.get(reverse(f"trajectories:{view}", args=[blueprint.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def _edit_form(browser: Client, blueprint: Blueprint) -> Typed:
    return typed_in(_page(browser, blueprint, "change_blueprint"), field="based_on") | {"note": ["Zo is het bij ons"]}


def test_every_installation_has_the_examples(db: None) -> None:
    assert set(Blueprint.objects.filter(owner=None).values_list("code", flat=True)) >= set(CODES)
    assert [design_of(_example(code).versions.get()) for code in CODES] == list(EXAMPLES)


def test_an_example_that_changed_gets_a_version_beside_the_old_one(db: None) -> None:
    old = _example().versions.get()
    BlueprintVersion.objects.filter(pk=old.pk).update(design=old.design | {"sector": "tuin"})
    for _twice in range(2):
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert [version.number for version in _example().versions.all()] == [2, 1]
    assert _example().versions.get(number=1).design["sector"] == "tuin"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_every_example_says_what_the_check_says(code: str, language: str, cast: Cast, as_: As) -> None:
    karim = as_(cast.karim)
    karim.cookies["django_language"] = language
    page = _page(karim, _example(code))
    design = design_of(_example(code).versions.get())
    assert (design.title.nl if language == "nl" else design.title.en) in page.replace("&#x27;", "'")
    assert page.count("lw-card-tight") == len(check(design))


def test_the_shelf_counts_findings_and_finds_by_title_level_and_maker(cast: Cast, as_: As) -> None:
    roos, url = as_(cast.roos), reverse("trajectories:blueprints")
    own = _copy(cast)
    rows = {item["row"].blueprint.code: item["row"] for item in roos.get(url).context["shelf"]}
    assert set(rows) == {*CODES, own.code}
    for design in EXAMPLES:
        severities = [finding.severity for finding in check(design)]
        assert rows[design.code].warnings == severities.count(Severity.WARNING)
        assert rows[design.code].blocking == severities.count(Severity.BLOCKING)

    def found(**asked: str) -> set[str]:
        return {item["row"].blueprint.code for item in roos.get(url, asked).context["shelf"]}

    assert found(owner="own") == {own.code}
    assert found(owner="example") == set(CODES)
    assert found(q="bij ons") == {own.code}
    assert found(level="certificate") == {d.code for d in EXAMPLES if d.level == "certificate"} | {own.code}


@pytest.mark.parametrize("count", [1, 3])
def test_the_shelf_costs_the_same_however_many(
    count: int, cast: Cast, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        _copy(cast, title=f"Eigen {n}")
    roos = as_(cast.roos)
    with django_assert_num_queries(8 + DOOR):
        assert roos.get(reverse("trajectories:blueprints"), {"owner": "own"}).status_code == 200


def test_a_region_sees_the_examples_and_its_own_but_not_the_neighbours(cast: Cast, as_: As) -> None:
    own = _copy(cast, title="Geheim recept")
    for person in (cast.roos, cast.karim, cast.els, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        assert "Geheim recept" in as_(person).get(reverse("trajectories:blueprints")).content.decode()
        assert "Geheim recept" in _page(as_(person), own)
    dirk = as_(cast.dirk)
    assert "Geheim recept" not in dirk.get(reverse("trajectories:blueprints")).content.decode()
    for view in ("blueprint", "copy_blueprint", "change_blueprint", "compare", "retire_blueprint"):
        assert dirk.get(reverse(f"trajectories:{view}", args=[own.pk])).status_code == 404
    against = reverse("trajectories:compare", args=[_example().pk])
    answer = dirk.get(against, {"from": own.versions.get().pk, "with": own.versions.get().pk})
    assert "Geheim recept" not in answer.content.decode()


def test_only_directors_copy_and_only_the_owner_changes(cast: Cast, as_: As) -> None:
    own, example = _copy(cast), _example()
    for person in (cast.karim, cast.els, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        browser = as_(person)
        for view, row in (("copy_blueprint", example), ("change_blueprint", own), ("retire_blueprint", own)):
            url = reverse(f"trajectories:{view}", args=[row.pk])
            assert browser.get(url).status_code == browser.post(url).status_code == 404
        assert reverse("trajectories:copy_blueprint", args=[example.pk]) not in _page(browser, example)
    for view in ("change_blueprint", "retire_blueprint"):
        assert as_(cast.roos).get(reverse(f"trajectories:{view}", args=[example.pk])).status_code == 404
    assert Client().get(reverse("trajectories:blueprint", args=[own.pk])).status_code == 302


def test_pressing_copy_twice_makes_one_copy_under_its_own_title(cast: Cast, as_: As) -> None:
    example, roos = _example(), as_(cast.roos)
    url = reverse("trajectories:copy_blueprint", args=[example.pk])
    form = {"version": example.versions.get().pk, "title": "Groen bij ons"}
    assert roos.post(url, form | {"title": ""}).status_code == 422
    for _twice in range(2):
        assert roos.post(url, form).status_code == 302
    own = Blueprint.objects.get(owner=cast.werkcentrum)
    assert (own.title, design_of(own.versions.get()).title.nl) == ("Groen bij ons", "Groen bij ons")
    assert own.copied_from == example.versions.get()
    assert "Groen bij ons" in _page(roos, own)
    assert Event.objects.filter(kind="blueprint_copied", subject_id=own.pk).count() == 1


def test_two_copies_whose_titles_look_alike_get_their_own_code(cast: Cast) -> None:
    codes = {_copy(cast, title=title).code for title in ("Groen!", "Groen?", "Groen 2", "Groen.")}
    assert len(codes) == 4


@pytest.mark.parametrize("code", CODES)
def test_saving_the_form_as_it_stands_changes_no_example(code: str, cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast, code)
    answer = roos.post(reverse("trajectories:change_blueprint", args=[own.pk]), _edit_form(roos, own))
    assert answer.status_code == 302, [f.errors for f in answer.context["all_forms"]]
    assert own.versions.count() == 1


def test_everything_that_is_wrong_stands_in_one_list_and_nothing_is_saved(cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    wrong = {"note": [""], "recruitment-months": ["-2"], "language-work": ["-1"]}
    answer = roos.post(reverse("trajectories:change_blueprint", args=[own.pk]), _edit_form(roos, own) | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("data-error-summary") == 1
    assert all(f'href="#id_{name}"' in page for name in wrong)
    assert own.versions.count() == 1


def test_a_change_is_a_new_version_that_says_what_differs_and_a_double_click_adds_none(cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    form = _edit_form(roos, own) | {"language-work": ["3"], "recruitment-months": ["2.5"], "max_size": ["12"]}
    form["coaching-roles"] = [role for role in form["coaching-roles"] if role != "mentor"]
    before = BlueprintVersion.objects.get(blueprint=own).design
    for _twice in range(2):
        assert roos.post(reverse("trajectories:change_blueprint", args=[own.pk]), form).status_code == 302
    new, old = own.versions.all()
    assert (new.number, new.note, old.number, old.design) == (2, "Zo is het bij ons", 1, before)
    assert [c.months for c in design_of(new).components if c.kind is ComponentKind.RECRUITMENT] == [2.5]
    page = _page(roos, own, "compare", f"?from={old.pk}&with={new.pk}")
    assert "Werving en selectie › Maanden" in page
    assert '<td data-label="Groen bij ons · 1">14</td>' in page
    assert '<td data-label="Groen bij ons · 2">12</td>' in page
    assert f"?from={old.pk}&amp;with={new.pk}" in _page(roos, own)
    assert "Er is een nieuwere" in _page(roos, own, query="?version=1")


def test_who_saves_over_somebody_elses_version_is_told_what_changed_there(cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    mine, theirs = _edit_form(roos, own) | {"max_size": ["12"]}, _edit_form(roos, own) | {"min_size": ["8"]}
    url = reverse("trajectories:change_blueprint", args=[own.pk])
    assert roos.post(url, theirs).status_code == 302
    answer = roos.post(url, mine)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kleinste groep: 6 → 8" in page
    assert typed_in(page, field="based_on")["max_size"] == ["12"]
    assert own.versions.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"min_size": ["20"]}, "max_size"),
        ({"title_nl": [""]}, "title_nl"),
        ({"language-months": ["0"]}, "months"),
        ({"language-months": [""]}, "months"),
        ({"note": [""]}, "note"),
    ],
)
def test_a_design_that_cannot_be_is_refused_and_keeps_what_was_typed(
    wrong: Typed, field: str, cast: Cast, as_: As
) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    form = _edit_form(roos, own) | {"work_tasks": ["Snoeien | Pruning"]} | wrong
    answer = roos.post(reverse("trajectories:change_blueprint", args=[own.pk]), form)
    assert answer.status_code == 422
    assert field in {name for one in answer.context["all_forms"] for name in one.errors}
    assert "Snoeien | Pruning" in answer.content.decode()
    assert own.versions.count() == 1


def test_learning_and_working_always_starts_in_month_zero(cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    form = _edit_form(roos, own) | {"learn_work-start": ["4"], "max_size": ["12"]}
    assert roos.post(reverse("trajectories:change_blueprint", args=[own.pk]), form).status_code == 302
    saved = design_of(own.versions.all()[0])
    assert saved.group.maximum == 12
    assert [c.start for c in saved.components if c.kind is ComponentKind.LEARN_WORK] == [0]


def test_leaving_a_component_out_is_saved_and_the_check_says_what_is_missing(cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    form = _edit_form(roos, own)
    del form["language-included"]
    assert roos.post(reverse("trajectories:change_blueprint", args=[own.pk]), form).status_code == 302
    design = design_of(own.versions.all()[0])
    found = {finding_text(finding) for finding in check(design)} - {
        finding_text(f) for f in check(design_of(own.versions.get(number=1)))
    }
    assert found
    page = _page(roos, own)
    assert all(text in page.replace("&#x27;", "'") for text in found)


def test_a_blueprint_off_the_shelf_stays_to_be_read_but_makes_no_new_groups(cast: Cast, as_: As) -> None:
    roos, own = as_(cast.roos), _copy(cast)
    url = reverse("trajectories:retire_blueprint", args=[own.pk])
    assert roos.get(url).status_code == 200
    assert Blueprint.objects.get(pk=own.pk).retired_at is None, "asking is not doing"
    for _twice in range(2):
        assert roos.post(url).status_code == 302
    assert Event.objects.filter(kind="blueprint_retired", subject_id=own.pk).count() == 1
    assert own.code not in {
        i["row"].blueprint.code for i in roos.get(reverse("trajectories:blueprints")).context["shelf"]
    }
    assert "van de plank gehaald" in _page(roos, own)
    assert roos.get(reverse("trajectories:change_blueprint", args=[own.pk])).status_code == 404
    chosen = roos.get(reverse("trajectories:new_group"), {"version": own.versions.get().pk})
    assert own.versions.get() not in chosen.context["form"].fields["version"].queryset


@pytest.mark.parametrize("design", EXAMPLES, ids=CODES)
def test_every_fact_of_an_example_is_read_in_words(design: Design) -> None:
    told = [f for f in facts(design) if not said_already(f.path)]
    texts = [fact_text(fact.path) for fact in told]
    assert len(texts) == len(set(texts)), "two facts that read the same cannot be told apart"
    steps = {step for fact in told for step in fact.path.split(".") if "_" in step} - {"higher_education"}
    assert {step for step in steps for text in texts if step in text} == set()
    for fact in told:
        words = value_text(fact.path, fact.value)
        assert words.strip()
        assert "_" not in words


def test_a_comparison_of_two_blueprints_shows_both(cast: Cast, as_: As) -> None:
    karim, one, other = as_(cast.karim), _example(), _example(CODES[0] if CODES[0] != "groen-inclusief" else CODES[1])
    page = _page(karim, one, "compare", f"?with={other.versions.get().pk}")
    assert page.count("lw-axis-lanes") == 2
    same = _page(karim, one, "compare", f"?with={one.versions.get().pk}")
    assert "Deze twee zijn hetzelfde" in same
    for nonsense in ("?with=abc", "?with=99999999999999", "?from=-1", "?with=²"):
        assert "lw-axis-lanes" not in _page(karim, one, "compare", nonsense)


def test_the_page_and_the_finding_beside_it_name_the_same_share_of_work(cast: Cast, as_: As) -> None:
    page = _page(as_(cast.roos), _example("bouw-nieuwe-buren"))
    assert "67\N{NO-BREAK SPACE}%" in page
    assert "67 procent van werk en theorie samen" in page
    assert "47\N{NO-BREAK SPACE}%" not in page
