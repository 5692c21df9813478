"""The practice region: it fills an empty database once, and people step in only where nothing is real."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from leerwerk.funding.models import Application
from leerwerk.home.actions import NotEmpty, fill_practice_region
from leerwerk.home.cast import CAST
from leerwerk.home.management.commands.demo import next_season
from leerwerk.parties.models import Membership, Organisation, Person
from leerwerk.placement.models import EmployerPromise, EmployerVisit, NextStudy, Placement, Trial, WageValueRound
from leerwerk.privacy.actor import SYSTEM
from leerwerk.recruitment.models import Candidate, Intake, Obstacle, Profile
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast

STEP_IN = "/step-in/"


def _fill() -> str:
    said = StringIO()
    call_command("demo", candidates=60, stdout=said)
    return said.getvalue()


def _everything() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every room, to compare."""
    rooms = [model for model in apps.get_models() if model.__module__.startswith("leerwerk.")]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in rooms}


@pytest.fixture
def demo(db: None, settings: Settings) -> Settings:
    """A demo with a filled region."""
    settings.DEMO = True
    _fill()
    return settings


def test_an_empty_database_is_filled_and_a_second_time_changes_nothing(db: None) -> None:
    assert "60" in _fill()
    assert Candidate.objects.count() == 60
    assert Cohort.objects.exists()
    assert not Organisation.objects.filter(synthetic=False).exists(), "everybody is invented"
    assert not Candidate.objects.filter(synthetic=False).exists(), "everybody is invented"
    before = _everything()
    assert "filled already" in _fill()
    assert _everything() == before


def test_a_database_in_which_people_work_is_left_alone(cast: Cast) -> None:
    before = _everything()
    assert "filled already" in _fill()
    assert _everything() == before


def test_a_database_with_only_an_account_is_left_alone(db: None) -> None:
    Person.objects.create(email="eerste@example.org", given_name="Eerste")
    with pytest.raises(NotEmpty):
        fill_practice_region(
            code="midden-utrecht", candidates=60, groups=None, seed=1, season_start=date(2027, 2, 1), by=SYSTEM
        )
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2026, 12, 1), date(2027, 12, 31), date(2028, 2, 29)])
def test_the_next_season_begins_on_a_monday_in_about_two_months(today: date) -> None:
    season = next_season(today)
    assert season.weekday() == 0
    assert 61 <= (season - today).days <= 67


def test_nobody_steps_in_where_people_are_real(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = False
    Person.objects.create(email=CAST[0].email, given_name="Roos")
    assert client.get(STEP_IN).status_code == 404
    assert client.post(STEP_IN, {"person": CAST[0].slug}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_everybody_of_the_demo_steps_in_and_comes_home(demo: Settings, client: Client) -> None:
    page = client.get("/", follow=True)
    assert page.redirect_chain == [(STEP_IN, 302)]
    assert [named.slug for named, _person in page.context["cast"]] == [
        named.slug for named in CAST if named.function is not None or Person.objects.filter(email=named.email).exists()
    ]
    for named in CAST:
        answer = client.post(STEP_IN, {"person": named.slug}, follow=True)
        assert answer.status_code == 200, named.slug
        assert answer.context["user"].email == named.email
        wanted = [(named.function, named.kind)] if named.function else []
        wanted += [named.also] if named.also else []
        held = Membership.objects.filter(person__email=named.email).order_by("id")
        assert list(held.values_list("function", "organisation__kind")) == wanted


def test_nobody_steps_in_as_somebody_who_is_not_in_the_cast(demo: Settings, client: Client) -> None:
    Person.objects.create(email="echt@example.org", given_name="Echt")
    for person in ("echt", "echt@example.org", CAST[0].email, ""):
        assert client.post(STEP_IN, {"person": person}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_an_empty_demo_says_how_it_is_filled(db: None, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert "run.py" in client.get(reverse("home:step_in")).content.decode()


def test_in_the_practice_region_people_have_talked_already(demo: Settings, client: Client) -> None:
    karim, amal = (Person.objects.get(email=f"{name}@demo.example") for name in ("karim", "amal"))
    client.force_login(karim)
    page = client.get(reverse("recruitment:intakes"))
    assert [len(intake.answers.done) for intake in page.context["page"]] == [3, 0]
    assert [said.candidate.person for said in page.context["waiting"]] == [amal]
    assert Intake.objects.filter(state="finished").count() == 4
    assert Obstacle.objects.filter(owner=karim, solved_on=None).exists()
    client.force_login(amal)
    own = client.get(reverse("recruitment:own_intakes")).content.decode()
    assert "Dat staat er niet bij." in own
    assert "We kijken samen uw papieren na." in own


def test_what_people_of_the_practice_region_told_changes_no_plan(demo: Settings) -> None:
    """Each profile is as it was invented: only Amal has an earlier one beside it."""
    assert Profile.objects.count() == Candidate.objects.count() + 1


def test_in_the_practice_region_people_try_work_have_it_and_learn_on(demo: Settings, client: Client) -> None:
    assert set(Trial.objects.values_list("state", flat=True)) == {"running", "ended", "asked"}
    assert set(Placement.objects.values_list("state", flat=True)) == {"placed", "ended"}
    assert NextStudy.objects.exists()
    assert {row.came for row in EmployerPromise.objects.all()} >= {None, 0}
    assert EmployerVisit.objects.exclude(next_step="").filter(done_at=None).exists()
    samira = Candidate.objects.get(person__email="samira@demo.example")
    path, wage = samira.enrolments.get().pk, WageValueRound.objects.get(enrolment__candidate=samira).pk
    tried = Trial.objects.get(enrolment__candidate=samira).pk
    hers = [reverse(f"placement:{name}") for name in ("my_trial", "my_wage", "my_work")]
    of_both = [
        reverse("placement:trial", args=[path]),
        reverse("placement:work", args=[path]),
        reverse("placement:trial_document", args=[tried]),
        reverse("placement:wage", args=[path]),
        reverse("placement:wage_round", args=[wage]),
    ]
    network = [reverse(f"placement:{name}") for name in ("lasted", "not_known", "employers")]
    for slug, pages in {"samira": hers, "bas": of_both, "mo": of_both, "karim": of_both, "roos": network}.items():
        client.force_login(Person.objects.get(email=f"{slug}@demo.example"))
        for page in pages:
            assert client.get(page).status_code == 200, f"{slug} {page}"
    told = client.get(reverse("placement:lasted")).context
    assert (told["everybody"]["people"], told["unknown"] > 0) == (5, True)


def test_in_the_practice_region_money_was_asked_for_the_group_that_runs(demo: Settings, client: Client) -> None:
    asked = Application.objects.select_related("cohort")
    assert {one.state for one in asked} >= {"applied", "refused"}
    (group,) = {one.cohort for one in asked}
    client.force_login(Person.objects.get(email__startswith="roos@"))
    page = client.get(reverse("funding:case", args=[group.pk]))
    assert page.status_code == 200
    assert "50 %" in page.content.decode()
