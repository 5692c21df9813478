"""Groups and what they share: who meets which, the form, options that were decided, and what is asked together."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import Blueprint as Design
from leerwerk.engine.model import group_terms
from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Workplace
from leerwerk.privacy.models import Event
from leerwerk.trajectories import actions
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Resource, ResourceUse
from tests.cast import Cast
from tests.costs import DOOR
from tests.planning.season import SmallSeason, build_season
from tests.trajectories.page_forms import Typed, typed_in

type As = Callable[[Person], Client]


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """Three options: groen (taught by Lotte's school, at Bas's workplaces), bouw (at Bas's) and zorg."""
    return build_season(cast)


def _listed(browser: Client, **asked: str) -> list[str]:
    return [cohort.code for cohort in browser.get(reverse("trajectories:groups"), asked).context["page"]]


def _status(browser: Client, cohort: Cohort, view: str = "group") -> int:
    return browser.get(reverse(f"trajectories:{view}", args=[cohort.pk])).status_code


def _new_form(browser: Client, version: BlueprintVersion, **typed: str) -> Typed:
    page = browser.get(reverse("trajectories:new_group"), {"version": version.pk}).content.decode()
    said = {"code": "voorjaar", "municipality": "GM0344", "starts_on": "2027-03-01"} | typed
    return typed_in(page, field="starts_on") | {name: [value] for name, value in said.items()}


def test_everybody_meets_the_groups_that_concern_them(small: SmallSeason, as_: As) -> None:
    cast = small.cast
    for person in (cast.roos, cast.karim, cast.els):
        assert set(_listed(as_(person))) == {"groen", "bouw", "zorg"}
    assert _listed(as_(cast.lotte)) == ["groen"]
    assert set(_listed(as_(cast.bas))) == {"groen", "bouw"}
    for person in (cast.mo, cast.fleur, cast.vera):
        assert _listed(as_(person)) == [], "options are no news for who only works with what was decided"
        assert _status(as_(person), small.groen) == 404
    assert _listed(as_(cast.dirk)) == []
    for person in (cast.dirk, cast.lotte, cast.bas):
        assert _status(as_(person), small.zorg) == 404
    Cohort.objects.filter(code="groen").update(state=CohortState.DECIDED)
    for person in (cast.mo, cast.fleur, cast.vera):
        assert _listed(as_(person)) == ["groen"]
        assert _status(as_(person), small.groen) == 200
    assert Client().get(reverse("trajectories:groups")).status_code == 302


def test_only_directors_make_change_and_withdraw_groups_of_their_region(small: SmallSeason, as_: As) -> None:
    cast = small.cast
    for person in (cast.karim, cast.els, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        browser = as_(person)
        assert browser.get(reverse("trajectories:new_group")).status_code == 403
        assert browser.get(reverse("trajectories:new_resource")).status_code == 403
        for view in ("change_group", "withdraw_group"):
            assert browser.post(reverse(f"trajectories:{view}", args=[small.groen.pk])).status_code == 404
    for view in ("change_group", "withdraw_group"):
        assert as_(cast.dirk).post(reverse(f"trajectories:{view}", args=[small.groen.pk])).status_code == 404
    url = reverse("trajectories:change_resource", args=[small.teacher.pk])
    assert as_(cast.dirk).get(url).status_code == as_(cast.karim).get(url).status_code == 404
    assert set(Cohort.objects.values_list("state", flat=True)) == {CohortState.OPTION}


def test_an_employer_meets_no_other_employers_work_on_a_groups_page(small: SmallSeason, as_: As) -> None:
    cast = small.cast
    rival = Organisation.objects.create(
        code="rivaal", kind="employer", name="Rivaal BV", region=cast.region, municipality_id="GM0344"
    )
    secret = Workplace.objects.create(
        code="geheim", employer=rival, title="Geheime tuin", municipality_id="GM0344", places=9
    )
    secret.offers.create(cohort=small.groen)
    url = reverse("trajectories:group", args=[small.groen.pk])
    assert "Geheime tuin" not in as_(cast.bas).get(url).content.decode()
    assert "Werkplek tuin" in as_(cast.bas).get(url).content.decode()
    page = as_(cast.roos).get(url)
    assert "Geheime tuin" in page.content.decode()
    assert page.context["places"] == 4 + 4 + 9


def test_a_withdrawn_workplace_is_no_longer_offered_to_a_group(small: SmallSeason, as_: As) -> None:
    Workplace.objects.filter(code="tuin").update(withdrawn_at="2026-11-20T10:00Z")
    page = as_(small.cast.roos).get(reverse("trajectories:group", args=[small.groen.pk]))
    assert page.context["places"] == 4
    assert "Werkplek tuin" not in page.content.decode()


def test_the_list_filters_and_sorts(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    Cohort.objects.filter(code="bouw").update(max_size=3, starts_on=date(2027, 9, 1))
    Cohort.objects.filter(code="zorg").update(state=CohortState.REFUSED)
    assert _listed(roos, sector="bouw") == ["bouw"]
    assert _listed(roos, state="refused") == ["zorg"]
    assert _listed(roos, q="nieuweg") == ["bouw"]
    assert _listed(roos, level="hbo") == []
    assert _listed(roos, sort="-code") == ["zorg", "groen", "bouw"]
    assert _listed(roos, sort="size")[0] == "bouw"
    assert _listed(roos, sort="-start")[0] == "bouw"
    assert len(_listed(roos, sort="nonsense", sector="nothing")) == 3, "a filter that is none hides nothing"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_pages_cost_the_same_however_many(
    count: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("zorg", "bouw")[: 3 - count]:
        Cohort.objects.get(code=code).delete()
    for n in range(count):
        extra = Resource.objects.create(code=f"r{n}", kind="other", name=f"R{n}", region=small.cast.region, capacity=1)
        ResourceUse.objects.create(cohort=small.groen, resource=extra, per_group=1)
    roos = as_(small.cast.roos)
    with django_assert_num_queries(7 + DOOR):
        assert roos.get(reverse("trajectories:groups")).status_code == 200
    with django_assert_num_queries(6 + DOOR):
        assert roos.get(reverse("trajectories:resources")).status_code == 200
    with django_assert_num_queries(9 + DOOR):
        assert _status(roos, small.groen) == 200


@pytest.mark.parametrize("design", EXAMPLES, ids=[design.code for design in EXAMPLES])
def test_a_new_group_begins_with_what_its_blueprint_asks(design: Design, cast: Cast, as_: As) -> None:
    blueprint = Blueprint.objects.get(code=design.code)
    roos, version = as_(cast.roos), blueprint.versions.get()
    answer = roos.post(reverse("trajectories:new_group"), _new_form(roos, version))
    assert answer.status_code == 302
    cohort, terms = Cohort.objects.get(code="voorjaar"), group_terms(design)
    assert (cohort.version, cohort.region, cohort.state) == (version, cast.region, CohortState.OPTION)
    assert (cohort.min_size, cohort.max_size) == (terms.min_size, terms.max_size)
    assert float(cohort.fixed_cost) == terms.fixed_cost
    assert [bool(cohort.dagdelen >> day & 1) for day in range(10)] == list(terms.dagdelen)
    assert (cohort.skills, cohort.excluded_limits) == (list(terms.skills), list(terms.excluded_limits))
    assert (cohort.learnability, cohort.load, cohort.motivation) == (terms.learnability, terms.load, terms.motivation)


def test_pressing_save_twice_makes_one_group(small: SmallSeason, as_: As) -> None:
    roos, version = as_(small.cast.roos), Blueprint.objects.get(code="zorg").versions.get()
    form = _new_form(roos, version) | {"uses-0-resource": [str(small.teacher.pk)], "uses-0-per_group": ["2"]}
    first, again = (roos.post(reverse("trajectories:new_group"), form) for _twice in range(2))
    made = Cohort.objects.get(code="voorjaar")
    assert first["Location"] == again["Location"] == reverse("trajectories:group", args=[made.pk])
    assert made.uses.get().per_group == 2
    assert Event.objects.filter(kind="group_made", subject_id=made.pk).count() == 1
    other = roos.post(reverse("trajectories:new_group"), form | {"fixed_cost": ["1"]})
    assert other.status_code == 422, "another group with the same code is a mistake"
    assert set(other.context["form"].errors) == {"code"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"min_size": "30"}, "max_size"),
        ({"min_size": "0"}, "min_size"),
        ({"fixed_cost": "-1"}, "fixed_cost"),
        ({"starts_on": "morgen"}, "starts_on"),
        ({"municipality": "GM0307"}, "municipality"),  # in another region
        ({"load": "6"}, "load"),
        ({"code": "groen"}, "code"),
    ],
)
def test_a_group_that_cannot_be_is_refused_and_keeps_what_was_typed(
    wrong: dict[str, str], field: str, small: SmallSeason, as_: As
) -> None:
    roos, version = as_(small.cast.roos), Blueprint.objects.get(code="zorg").versions.get()
    answer = roos.post(
        reverse("trajectories:new_group"), _new_form(roos, version, **({"skills": "lassen, vca"} | wrong))
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "lassen, vca" in answer.content.decode()
    assert Cohort.objects.count() == 3


def test_a_resource_is_named_once_and_belongs_to_the_region(small: SmallSeason, as_: As) -> None:
    roos, version = as_(small.cast.roos), Blueprint.objects.get(code="zorg").versions.get()
    far = Resource.objects.create(code="ver", kind="other", name="Ver", region=small.cast.elsewhere, capacity=1)
    form = _new_form(roos, version) | {"uses-0-resource": [str(small.teacher.pk)], "uses-0-per_group": ["2"]}
    for second in (small.teacher, far):
        wrong = form | {"uses-1-resource": [str(second.pk)], "uses-1-per_group": ["1"]}
        assert roos.post(reverse("trajectories:new_group"), wrong).status_code == 422
    assert not Cohort.objects.filter(code="voorjaar").exists()


def test_changing_a_group_keeps_a_version_that_is_off_the_shelf(small: SmallSeason, as_: As) -> None:
    roos, url = as_(small.cast.roos), reverse("trajectories:change_group", args=[small.groen.pk])
    Blueprint.objects.filter(pk=small.groen.version.blueprint_id).update(retired_at="2026-11-01T10:00Z")
    form = typed_in(roos.get(url).content.decode(), field="starts_on")
    assert form["version"] == [str(small.groen.version_id)]
    assert roos.post(url, form | {"max_size": ["9"], "uses-0-per_group": ["3"]}).status_code == 302
    groen = Cohort.objects.get(code="groen")
    assert (groen.max_size, groen.version_id, groen.uses.get().per_group) == (9, small.groen.version_id, Decimal(3))
    assert roos.get(reverse("trajectories:blueprint", args=[Blueprint.objects.get(code="zorg").pk])).status_code == 200


def test_who_saves_a_group_that_was_decided_meanwhile_changes_nothing(small: SmallSeason) -> None:
    by = small.cast.actor(small.cast.roos)
    stale = Cohort.objects.get(code="groen")
    actions.decide_group(cohort=small.groen, opens=True, by=by)
    stale.max_size = 40
    with pytest.raises(actions.GroupIsDecided):
        actions.change_group(cohort=stale, uses=[], by=by)
    groen = Cohort.objects.get(code="groen")
    assert (groen.state, groen.max_size, groen.uses.count()) == (CohortState.DECIDED, 6, 1)


def test_withdrawing_an_option_asks_first_and_a_decided_group_stays(small: SmallSeason, as_: As) -> None:
    roos, url = as_(small.cast.roos), reverse("trajectories:withdraw_group", args=[small.zorg.pk])
    assert roos.get(url).status_code == 200
    assert Cohort.objects.get(code="zorg").state == CohortState.OPTION
    for _twice in range(2):
        assert roos.post(url).status_code == 302
    assert Cohort.objects.get(code="zorg").state == CohortState.REFUSED
    assert Event.objects.filter(kind="group_refused", subject_id=small.zorg.pk).count() == 1
    actions.decide_group(cohort=small.groen, opens=True, by=small.cast.actor(small.cast.roos))
    roos.post(reverse("trajectories:withdraw_group", args=[small.groen.pk]))
    assert Cohort.objects.get(code="groen").state == CohortState.DECIDED


def test_resources_show_what_full_options_ask_and_count_no_refused_groups(small: SmallSeason, as_: As) -> None:
    roos, url = as_(small.cast.roos), reverse("trajectories:resources")
    ResourceUse.objects.filter(cohort=small.groen).update(per_participant=Decimal("0.5"))
    Cohort.objects.filter(code="zorg").update(state=CohortState.REFUSED)
    row = roos.get(url).context["page"][0]
    assert (row.asked, row.groups) == (Decimal(4) + Decimal("0.5") * 6 + Decimal(4), 2)
    assert "niet voor alle" in roos.get(url).content.decode()
    assert list(roos.get(url, {"q": "zaag"}).context["page"]) == []
    assert len(roos.get(url, {"kind": "language_teacher"}).context["page"]) == 1
    assert list(as_(small.cast.dirk).get(url).context["page"]) == []


def test_a_director_adds_and_changes_a_teacher(small: SmallSeason, as_: As) -> None:
    roos, url = as_(small.cast.roos), reverse("trajectories:new_resource")
    form = {"code": "lokaal", "kind": "classroom", "name": "Lokaal 1", "organisation": "", "capacity": "10"}
    assert set(roos.post(url, form | {"capacity": "-1"}).context["form"].errors) == {"capacity"}
    assert roos.post(url, form | {"organisation": str(small.cast.groenwerk.pk)}).status_code == 422, "no school"
    firm = {"code": "mentor", "name": "Mo", "organisation": str(small.cast.groenwerk.pk)}
    assert roos.post(url, form | firm | {"kind": "teacher"}).status_code == 422, "a firm teaches nobody"
    assert roos.post(url, form | firm | {"kind": "mentor"}).status_code == 302
    assert roos.post(url, form).status_code == 302
    room = Resource.objects.get(code="lokaal")
    assert room.region == small.cast.region
    change = reverse("trajectories:change_resource", args=[room.pk])
    assert roos.post(change, form | {"capacity": "12"}).status_code == 302
    assert Resource.objects.get(code="lokaal").capacity == 12
