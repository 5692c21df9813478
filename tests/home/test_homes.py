"""Home pages: what each role meets first, what waits for them, and that every way out of there leads somewhere."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leerwerk.engine.model import ComponentKind
from leerwerk.funding.models import Budget
from leerwerk.home.enums import Waiting
from leerwerk.home.queries import Task, people_by_component
from leerwerk.learning.models import Session
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Membership, Person
from leerwerk.placement.models import Offer, Workplace
from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import PlanningRound
from leerwerk.recruitment.actions import link_account
from leerwerk.recruitment.models import Candidate, Obstacle, Profile
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast, candidate
from tests.costs import DOOR
from tests.enrolling import enrol
from tests.planning.season import SmallSeason, build_season
from tests.trajectories.running import build_running

type SignIn = Callable[[Person], Client]

MEMBERS = ("roos", "karim", "els", "bas", "lotte", "mo", "fleur", "vera", "dirk")


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """Three group options with workplaces, a teacher and a budget."""
    return build_season(cast)


@pytest.fixture
def amal_herself(cast: Cast) -> Person:
    """Amal with an account of her own."""
    person = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=cast.amal, person=person, by=cast.actor(cast.karim))
    return person


def _home(browser: Client) -> Any:
    page = browser.get(reverse("home:home"))
    assert page.status_code == 200
    return page


def _waits(browser: Client, waiting: Waiting) -> Task | None:
    return next((task for task in _home(browser).context["tasks"] if task.waiting is waiting), None)


def _rows(browser: Client, task: Task | None) -> list[Any]:
    """Follow the link of a task and return the rows of the list behind it."""
    assert task is not None
    page = browser.get(task.url)
    assert page.status_code == 200
    return list(page.context["page"])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", MEMBERS)
def test_everybody_has_a_home_in_their_language(name: str, language: str, small: SmallSeason, as_: SignIn) -> None:
    person = getattr(small.cast, name)
    browser = as_(person)
    browser.cookies["django_language"] = language
    page = _home(browser)
    text = page.content.decode()
    assert person.given_name in text
    assert ("Wat op u wacht" in text) == (language == "nl")
    directs_or_guides = name in {"roos", "karim", "els", "dirk"}
    template = "home/cockpit.html" if directs_or_guides else "home/partner.html"
    assert template in [one.name for one in page.templates]


def test_a_candidate_comes_home_to_her_own_file(amal_herself: Person, as_: SignIn) -> None:
    page = as_(amal_herself).get(reverse("home:home"))
    assert page.status_code == 302
    assert page["Location"] == reverse("recruitment:own_file")


def test_who_is_no_member_any_more_is_told_and_sees_no_work(cast: Cast, as_: SignIn) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=cast.roos).update(until=yesterday)
    page = _home(as_(cast.roos))
    assert "home/nowhere.html" in [one.name for one in page.templates]
    assert [item["url"] for item in page.context["navigation"]] == [reverse("home:home")]


def test_a_visitor_is_welcomed_and_told_how_to_sign_in(client: Client, db: None) -> None:
    assert reverse("account_login") in _home(client).content.decode()


@pytest.mark.parametrize("name", [*MEMBERS, "amal"])
def test_the_navigation_leads_only_to_pages_that_open(
    name: str, small: SmallSeason, amal_herself: Person, as_: SignIn
) -> None:
    person = amal_herself if name == "amal" else getattr(small.cast, name)
    browser = as_(person)
    items = browser.get(reverse("home:home"), follow=True).context["navigation"]
    assert len(items) > 1
    for item in items:
        assert browser.get(item["url"], follow=True).status_code == 200, item["url"]


def test_the_cockpit_counts_ones_own_people_only(small: SmallSeason, as_: SignIn) -> None:
    cast = small.cast
    people = {name: _home(as_(getattr(cast, name))).context["candidates"] for name in ("roos", "karim", "els", "dirk")}
    assert people == {"roos": 15, "karim": 11, "els": 4, "dirk": 0}
    supply = {name: _home(as_(getattr(cast, name))).context["supply"] for name in ("roos", "dirk")}
    assert (supply["roos"].options, supply["roos"].workplaces, supply["roos"].places) == (3, 3, 12)
    assert (supply["dirk"].options, supply["dirk"].workplaces, supply["dirk"].places) == (0, 0, 0)


def test_no_home_names_a_person_or_another_regions_work(small: SmallSeason, as_: SignIn) -> None:
    cast = small.cast
    Candidate.objects.update(family_name="Geheimnaam")
    for name in MEMBERS:
        assert "Geheimnaam" not in _home(as_(getattr(cast, name))).content.decode()
    dirk = _home(as_(cast.dirk)).content.decode()
    assert "Utrecht" not in dirk.replace("Midden-Utrecht", "")


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("roos", 9), ("karim", 9)])
def test_the_cockpit_asks_as_much_for_three_as_for_one(
    name: str, queries: int, people: int, cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(people):
        row = candidate(f"U-20{number}", f"Iemand{number}", cast.utrecht)
        Obstacle.objects.create(candidate=row, kind="debt", due_on=date(2020, 1, 1))
    browser = as_(getattr(cast, name))
    with django_assert_num_queries(queries + DOOR):
        assert browser.get(reverse("home:home")).status_code == 200


def test_the_cockpit_costs_no_more_with_a_plan(
    small: SmallSeason, as_: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = small.plan()
    roos = as_(small.cast.roos)
    with django_assert_max_num_queries(10 + DOOR):
        page = roos.get(reverse("home:home"))
    assert page.context["plan"].pk == plan.pk
    assert plan.name in page.content.decode()
    undecided = next(task for task in page.context["tasks"] if task.waiting is Waiting.UNDECIDED_GROUPS)
    assert undecided.count == plan.group_proposals.filter(open=True).count()
    assert roos.get(undecided.url).status_code == 200
    assert Waiting.NO_PLAN not in [task.waiting for task in page.context["tasks"]]


def test_broken_rounds_lead_to_exactly_those(small: SmallSeason, as_: SignIn) -> None:
    roos, now = as_(small.cast.roos), timezone.now()
    failed, interrupted, silent, busy, stopped = (small.ask() for _ in range(5))
    assert _waits(roos, Waiting.BROKEN_ROUNDS) is None
    for asked, state, heard in (
        (failed, RoundState.FAILED, None),
        (interrupted, RoundState.INTERRUPTED, None),
        (silent, RoundState.SOLVING, now - timedelta(minutes=5)),
        (busy, RoundState.SOLVING, now),
        (stopped, RoundState.STOPPED, None),
    ):
        PlanningRound.objects.filter(pk=asked.pk).update(state=state, heartbeat_at=heard)
    task = _waits(roos, Waiting.BROKEN_ROUNDS)
    assert task is not None
    assert task.count == 3
    assert {row.pk for row in _rows(roos, task)} == {failed.pk, interrupted.pk, silent.pk}
    assert _waits(as_(small.cast.karim), Waiting.BROKEN_ROUNDS) is None


def test_without_a_plan_planning_waits_for_the_director(cast: Cast, as_: SignIn) -> None:
    roos = as_(cast.roos)
    task = _waits(roos, Waiting.NO_PLAN)
    assert task is not None
    assert roos.get(task.url).status_code == 200
    assert _waits(as_(cast.karim), Waiting.NO_PLAN) is None


def test_stale_workplaces_lead_to_exactly_those(small: SmallSeason, as_: SignIn) -> None:
    bas, today = as_(small.cast.bas), timezone.localdate()
    Workplace.objects.update(confirmed_on=today)
    assert _waits(bas, Waiting.STALE_WORKPLACES) is None
    tuin, park, steiger = small.workplaces
    for row, days in ((tuin, 91), (park, 90), (steiger, 400)):
        Workplace.objects.filter(pk=row.pk).update(confirmed_on=today - timedelta(days=days))
    Workplace.objects.filter(pk=steiger.pk).update(withdrawn_at=timezone.now())
    task = _waits(bas, Waiting.STALE_WORKPLACES)
    assert task is not None
    assert task.count == 1
    assert _rows(bas, task) == [tuin]


def test_candidates_without_a_profile_lead_to_exactly_those(cast: Cast, as_: SignIn) -> None:
    karim = as_(cast.karim)
    assert _waits(karim, Waiting.NO_PROFILE) is None
    for person in (cast.amal, cast.samuel):
        Candidate.objects.filter(pk=person.pk).update(profile=None, low_skilled=False, ready_on=None)
    task = _waits(karim, Waiting.NO_PROFILE)
    assert task is not None
    assert task.count == 1
    assert _rows(karim, task) == [cast.amal], "Samuel is guided by Nieuwegein"


def test_old_profiles_lead_to_exactly_those(cast: Cast, as_: SignIn) -> None:
    karim, today = as_(cast.karim), timezone.localdate()
    old = candidate("U-31", "Oud", cast.utrecht)
    Profile.objects.update(stated_on=today)
    assert _waits(karim, Waiting.OLD_PROFILE) is None
    Profile.objects.filter(candidate__in=[old, cast.samuel]).update(stated_on=today - timedelta(days=184))
    task = _waits(karim, Waiting.OLD_PROFILE)
    assert task is not None
    assert task.count == 1
    assert _rows(karim, task) == [old]


def test_overdue_obstacles_count_people_and_lead_to_exactly_those(cast: Cast, as_: SignIn) -> None:
    karim, today = as_(cast.karim), timezone.localdate()
    late = today - timedelta(days=1)
    other = candidate("U-32", "Later", cast.utrecht)
    Obstacle.objects.create(candidate=other, kind="debt", due_on=today)
    Obstacle.objects.create(candidate=other, kind="housing", due_on=late, solved_on=today)
    Obstacle.objects.create(candidate=cast.samuel, kind="debt", due_on=late)
    assert _waits(karim, Waiting.OVERDUE_OBSTACLES) is None
    for kind in ("debt", "childcare"):
        Obstacle.objects.create(candidate=cast.amal, kind=kind, due_on=late)
    task = _waits(karim, Waiting.OVERDUE_OBSTACLES)
    assert task is not None
    assert task.count == 1, "two obstacles of one person are one row of the list"
    assert _rows(karim, task) == [cast.amal]
    assert _waits(as_(cast.roos), Waiting.OVERDUE_OBSTACLES) is None


def test_a_group_with_only_a_withdrawn_workplace_still_needs_one(small: SmallSeason, as_: SignIn) -> None:
    roos = as_(small.cast.roos)
    before = _waits(roos, Waiting.GROUPS_WITHOUT_WORKPLACES)
    assert before is not None
    assert before.count == 1, "nobody offers work to zorg"
    Offer.objects.filter(cohort=small.groen).exclude(workplace=small.workplaces[0]).delete()
    Workplace.objects.filter(pk=small.workplaces[0].pk).update(withdrawn_at=timezone.now())
    Cohort.objects.filter(pk=small.bouw.pk).update(state=CohortState.DECIDED)
    after = _waits(roos, Waiting.GROUPS_WITHOUT_WORKPLACES)
    assert after is not None
    assert after.count == 2
    assert {row.pk for row in _rows(roos, after)} == {small.groen.pk, small.zorg.pk}, "a decided group is no option"


def test_a_budget_that_ends_soon_waits_for_the_director(small: SmallSeason, as_: SignIn) -> None:
    roos, today = as_(small.cast.roos), timezone.localdate()
    for days, waits in ((-1, False), (0, True), (89, True), (90, False)):
        Budget.objects.update(valid_until=today + timedelta(days=days))
        task = _waits(roos, Waiting.EXPIRING_BUDGETS)
        assert (task is not None) is waits, days
        if task is not None:
            assert len(_rows(roos, task)) == task.count


def test_only_budgets_that_end_soon_are_behind_their_number(small: SmallSeason, as_: SignIn) -> None:
    roos, today = as_(small.cast.roos), timezone.localdate()
    Budget.objects.update(valid_until=today + timedelta(days=10))
    later = Budget.objects.create(
        code="later", name="Later", region=small.cast.region, amount=1, valid_until=today + timedelta(days=400)
    )
    listed = _rows(roos, _waits(roos, Waiting.EXPIRING_BUDGETS))
    assert listed
    assert later not in listed


def test_people_to_invite_and_each_component_lead_to_exactly_those(small: SmallSeason, as_: SignIn) -> None:
    cast = small.cast
    for person, stage in ((cast.amal, Stage.PROPOSED), (cast.samuel, Stage.LEARN_WORK)):
        enrol(person, small.groen, stage)
    karim, els = as_(cast.karim), as_(cast.els)
    assert _rows(karim, _waits(karim, Waiting.TO_INVITE)) == [cast.amal]
    assert _waits(els, Waiting.TO_INVITE) is None
    for browser in (karim, els, as_(cast.roos)):
        for stage in _home(browser).context["pipeline"]:
            assert len(browser.get(stage.url).context["page"]) == stage.value, stage.label


def test_the_number_of_groups_that_concern_somebody_opens_all_of_them(small: SmallSeason, as_: SignIn) -> None:
    for person in (small.cast.bas, small.cast.lotte):
        page = _home(as_(person))
        assert page.context["group_count"] > 0
        listed = as_(person).get(page.context["groups_url"]).context["page"]
        assert listed.paginator.count == page.context["group_count"]


def test_every_number_of_the_cockpit_opens_the_list_behind_it(small: SmallSeason, as_: SignIn) -> None:
    roos = as_(small.cast.roos)
    Cohort.objects.filter(pk=small.bouw.pk).update(state=CohortState.DECIDED)
    supply = _home(roos).context["supply"]
    for url, count in (
        (f"{reverse('trajectories:groups')}?state=option", supply.options),
        (f"{reverse('trajectories:groups')}?state=decided", supply.decided),
        (f"{reverse('parties:organisations')}?work=on", supply.employers),
    ):
        assert url in _home(roos).content.decode()
        assert roos.get(url).context["page"].paginator.count == count, url
    assert supply.decided == 1


def test_partners_see_the_groups_that_concern_them(small: SmallSeason, as_: SignIn) -> None:
    cast = small.cast

    def groups(person: Person) -> set[str]:
        return {row.code for row in _home(as_(person)).context["groups"]}

    assert groups(cast.bas) == {"groen", "bouw"}
    assert groups(cast.lotte) == {"groen"}
    for person in (cast.mo, cast.fleur, cast.vera):
        assert groups(person) == set(), "options concern nobody who neither works nor teaches in them"
    Cohort.objects.filter(pk__in=[small.groen.pk, small.zorg.pk]).update(state=CohortState.DECIDED)
    assert groups(cast.fleur) == {"groen"}, "zorg is charged to no budget of the fund"
    assert groups(cast.mo) == {"groen", "zorg"}


def test_an_employer_finds_people_work_the_week_and_support_in_numbers(cast: Cast, as_: SignIn) -> None:
    running = build_running(cast)
    bas = as_(cast.bas)
    house = _home(bas).context["house"]
    assert (house.people, house.workplaces, house.places, house.next_talk) == (0, 3, 12, None)
    running.until("learn_work")
    today = timezone.localdate()
    day = today + timedelta(days=7 - today.weekday())  # the next Monday
    made = {"cohort": running.cohort, "day": day, "planned_on": day, "dagdeel": "mon-am", "activity": "theory"}
    Session.objects.create(**made, begins=time(9), ends=time(12))
    page = _home(bas)
    house = page.context["house"]
    assert (house.before, house.learning, house.completed, house.trying, house.placed) == (0, 1, 0, 0, 0)
    people = bas.get(reverse("coaching:support")).context["people"]
    assert len(people) == house.people, "the number opens exactly those"
    assert (house.taken, house.lessons, house.next_talk is not None) == (1, 1, True)
    assert "Amal" not in page.content.decode(), "a home names nobody"
    assert _home(as_(cast.lotte)).context["house"] is None


@pytest.mark.parametrize("stage", ["selected", "learn_work"])
def test_the_home_of_an_employer_costs_the_same(
    stage: str, cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    build_running(cast).until(stage)
    bas = as_(cast.bas)
    _home(bas)
    with django_assert_num_queries(9 + DOOR):
        _home(bas)


def test_a_partners_group_opens_from_home(small: SmallSeason, as_: SignIn) -> None:
    Cohort.objects.update(state=CohortState.DECIDED)
    for name in ("bas", "lotte", "mo", "fleur", "vera"):
        browser = as_(getattr(small.cast, name))
        for group in _home(browser).context["groups"]:
            assert browser.get(reverse("trajectories:group", args=[group.pk])).status_code == 200


def test_a_funder_sees_what_options_ask_apart_from_what_was_decided(small: SmallSeason, as_: SignIn) -> None:
    Budget.objects.create(code="ander", name="Ander potje", region=small.cast.region, amount=Decimal(9))
    fleur = as_(small.cast.fleur)

    def asked_and_decided() -> list[tuple[str, int, int]]:
        return [(row.code, row.groups, row.decided) for row in _home(fleur).context["budgets"]]

    assert asked_and_decided() == [("regio", 2, 0)]
    Cohort.objects.filter(pk=small.groen.pk).update(state=CohortState.DECIDED)
    assert asked_and_decided() == [("regio", 1, 1)]
    Cohort.objects.filter(pk=small.bouw.pk).update(state=CohortState.REFUSED)
    assert asked_and_decided() == [("regio", 0, 1)]
    assert "Ander potje" not in _home(fleur).content.decode()


def test_who_is_where_is_counted_for_the_own_organisation_and_region_and_for_no_other(small: SmallSeason) -> None:
    cast = small.cast
    for file in (cast.amal, cast.samuel):
        enrol(file, small.groen, Stage.LEARN_WORK)
    seen = {}
    for name in ("karim", "els", "roos", "dirk", "lotte"):
        actor = cast.actor(getattr(cast, name))
        with behind_the_wall(actor):
            seen[name] = people_by_component(actor)[ComponentKind.LEARN_WORK]
    assert seen == {"karim": 1, "els": 1, "roos": 2, "dirk": 0, "lotte": 0}
    with behind_the_wall(cast.actor(cast.els)):
        for other in (cast.karim, cast.roos):  # the wall knows who asks
            assert people_by_component(cast.actor(other))[ComponentKind.LEARN_WORK] == 0
