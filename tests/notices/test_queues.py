"""Lists of what waits: everybody sees what they must do, and nobody reads a name of somebody they may not meet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leerwerk.engine.pathway import Step
from leerwerk.notices.actions import escalate_overdue
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import Function
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.privacy.actor import SYSTEM
from leerwerk.recruitment.actions import add_obstacle, solve_obstacle
from leerwerk.recruitment.models import Obstacle
from tests.costs import DOOR
from tests.notices.conftest import Waits
from tests.trajectories.running import Running

type SignIn = Callable[[Person], Client]


def _lines(browser: Client, page: str, **said: Any) -> list[Any]:
    answer = browser.get(reverse(f"notices:{page}"), said)
    assert answer.status_code == 200
    return list(answer.context["lines"])


def _told(browser: Client, page: str, **said: Any) -> set[tuple[str, str]]:
    return {(line.matter.kind.rsplit(".", 1)[1], line.name) for line in _lines(browser, page, **said)}


def test_karim_sees_that_amal_waits_for_an_invitation_and_els_sees_samuel(running: Running, as_: SignIn) -> None:
    assert _told(as_(running.cast.karim), "mine") == {("invite", "Amal Voorbeeld"), ("sign_profile", "")}
    assert _told(as_(running.cast.els), "mine") == {("invite", "Samuel Voorbeeld"), ("sign_profile", "")}
    assert _told(as_(running.cast.bas), "mine") == {("sign_profile", "")}
    assert _told(as_(running.cast.roos), "mine") == {("draft", "")}
    for nobody in (running.cast.lotte, running.cast.fleur, running.cast.dirk):
        assert _told(as_(nobody), "mine") == set()


def test_the_director_sees_everything_of_the_region_and_another_director_nothing(running: Running, as_: SignIn) -> None:
    seen = _told(as_(running.cast.roos), "region")
    assert seen == {("invite", "Amal Voorbeeld"), ("invite", "Samuel Voorbeeld"), ("sign_profile", ""), ("draft", "")}
    assert _told(as_(running.cast.dirk), "region") == set()


def test_an_employer_reads_the_group_and_no_name_before_the_person_agreed(running: Running, as_: SignIn) -> None:
    running.signed()
    running.act("karim", Step.INVITE)
    running.act("amal", Step.ACCEPT)
    browser = as_(running.cast.bas)
    assert _told(browser, "mine") == {("select", "Amal Voorbeeld")}
    running.act("amal", Step.HIDE)
    page = browser.get(reverse("notices:mine")).content.decode()
    assert "Amal" not in page
    assert "groen" in page


@pytest.mark.parametrize("name", ["bas", "lotte", "mo", "fleur", "dirk", "els"])
def test_what_waits_about_amal_does_not_exist_for_who_may_not_meet_her(running: Running, name: str) -> None:
    with behind_the_wall(running.actor(name)):
        about = Matter.objects.filter(subject_id=running.amal.pk, subject_type="trajectories.enrolment")
        assert not about.exists()


def test_a_colleague_in_another_function_reads_the_group_only(running: Running, as_: SignIn) -> None:
    mentor = Person.objects.create(email="mieke@example.org", given_name="Mieke")
    mentor.memberships.create(organisation=running.cast.utrecht, function="mentor", since="2024-01-01")
    lines = _lines(as_(mentor), "organisation")
    assert {(line.matter.kind.rsplit(".", 1)[1], line.name, bool(line.url)) for line in lines} == {
        ("invite", "", False),
        ("sign_profile", "", True),
    }


def test_a_group_shows_who_waits_for_whom_as_far_as_somebody_may_meet_them(running: Running, as_: SignIn) -> None:
    address = reverse("trajectories:waiting", args=[running.cohort.pk])
    for name, seen in (
        ("roos", {"Amal Voorbeeld", "Samuel Voorbeeld", ""}),
        ("karim", {"Amal Voorbeeld", ""}),
        ("bas", {""}),
        ("lotte", {""}),
    ):
        page = as_(getattr(running.cast, name)).get(address)
        assert {line.name for line in page.context["lines"]} == seen, name
    assert as_(running.cast.dirk).get(address).status_code == 404


def test_what_is_overdue_says_so_in_words_and_how_long_it_is_open(running: Running, waits: Waits, as_: SignIn) -> None:
    waits(late=3, age=10)
    waits(late=-1, age=1)
    waits(late=-30)
    browser = as_(running.cast.karim)
    late = _lines(browser, "mine", show="overdue")
    assert [(line.late, line.age) for line in late] == [(3, 10)]
    assert [line.late for line in _lines(browser, "mine", show="soon", kind="trajectories.step.select")] == [0]
    page = browser.get(reverse("notices:mine")).content.decode()
    assert "3 dagen te laat" in page
    assert "lw-badge-bad" in page


def test_lists_are_narrowed_and_put_in_order(running: Running, waits: Waits, as_: SignIn) -> None:
    first, second = waits(late=1, age=2), waits(late=2, age=1)
    waits(late=4, group_code="elders")
    browser = as_(running.cast.karim)
    kind = "trajectories.step.select"
    ordered = {
        sort: [line.matter.pk for line in _lines(browser, "mine", kind=kind, group="groen", sort=sort)]
        for sort in ("due", "-due", "since", "-since", "nonsense")
    }
    up, down = [first.pk, second.pk], [second.pk, first.pk]
    assert ordered == {"due": down, "-due": up, "since": up, "-since": down, "nonsense": down}
    assert _lines(browser, "mine", kind="nonsense"), "a filter that says nothing is passed over"
    roos = as_(running.cast.roos)
    own = {"organisation": running.cast.utrecht.pk, "function": "caseworker", "kind": kind}
    assert len(_lines(roos, "region", **own)) == 3
    assert not _lines(roos, "region", organisation=running.cast.groenwerk.pk, kind=kind)


@pytest.mark.parametrize(
    ("name", "page", "queries"),
    [
        ("karim", "mine", 7),
        ("karim", "organisation", 8),
        ("bas", "mine", 7),
        ("roos", "mine", 7),
        ("roos", "region", 8),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_with_one_line_and_with_three(
    name: str,
    page: str,
    queries: int,
    number: int,
    running: Running,
    as_: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    running.until("accepted")
    browser = as_(getattr(running.cast, name))
    Matter.objects.exclude(subject_type="trajectories.enrolment", subject_id=running.amal.pk).delete()
    row = Matter.objects.filter(closed_at=None)[0]
    owners = {
        "karim": (running.cast.utrecht, "caseworker"),
        "bas": (running.cast.groenwerk, "employer"),
        "roos": (None, "director"),
    }
    organisation, function = owners[name]
    Matter.objects.all().delete()
    for kind in ("select", "go", "complete")[:number]:
        row.pk, row.kind, row.organisation, row.function = None, f"trajectories.step.{kind}", organisation, function
        row.save(force_insert=True)
    browser.get(reverse(f"notices:{page}"))
    with django_assert_num_queries(queries + DOOR):
        lines = _lines(browser, page)
    assert [line.name for line in lines] == ["Amal Voorbeeld"] * number


def test_the_home_page_begins_with_what_waits_and_fetches_the_first_of_it(
    running: Running, waits: Waits, as_: SignIn
) -> None:
    waits(late=2)
    browser = as_(running.cast.karim)
    home = browser.get("/")
    assert [(task.waiting, task.count) for task in home.context["tasks"]][:2] == [
        ("matters", 3),
        ("overdue_matters", 1),
    ]
    assert reverse("notices:soonest") in home.content.decode()
    part = browser.get(reverse("notices:soonest"), headers={"HX-Request": "true"})
    assert part.context["lines"][0].late == 2
    assert "<html" not in part.content.decode()
    assert "<html" in browser.get(reverse("notices:soonest")).content.decode()


def test_amal_reads_in_plain_words_what_she_can_do_and_until_when(running: Running, as_: SignIn) -> None:
    herself = as_(Person.objects.get(email="amal@example.org"))
    assert "uitgenodigd voor een groep" not in herself.get(reverse("recruitment:own_file")).content.decode()
    running.signed()
    running.act("karim", Step.INVITE)
    page = herself.get(reverse("recruitment:own_file"))
    assert [matter.kind for matter, _told, _url in page.context["matters"]] == ["trajectories.step.accept"]
    assert "uitgenodigd voor een groep" in page.content.decode()


def test_what_somebody_without_an_account_has_to_say_waits_for_who_guides_them(running: Running, as_: SignIn) -> None:
    running.signed()
    running.act("els", Step.INVITE, running.samuel)
    waits = Matter.objects.get(kind="trajectories.step.accept", closed_at=None)
    assert (waits.organisation, waits.function) == (running.samuel.candidate.intermediary, Function.CASEWORKER)
    assert "Samuel" in as_(running.cast.els).get(reverse("notices:mine")).content.decode()


def test_more_than_can_be_counted_says_so(running: Running, as_: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leerwerk.web.paging.MOST_COUNTED", 2)
    page = as_(running.cast.roos).get(reverse("notices:region"))
    assert page.context["more"]
    assert len(page.context["lines"]) == 2
    assert "Meer dan 2" in page.content.decode()


def test_what_was_closed_is_in_no_list(running: Running, as_: SignIn) -> None:
    Matter.objects.update(closed_at=timezone.now() - timedelta(minutes=1))
    for name, page in (("karim", "mine"), ("karim", "organisation"), ("roos", "region")):
        assert _lines(as_(getattr(running.cast, name)), page) == []


def test_an_obstacle_waits_for_who_solves_it_and_for_nobody_who_may_not_know_of_it(
    running: Running, kees: Person, as_: SignIn
) -> None:
    cast = running.cast
    due = timezone.localdate() - timedelta(days=30)
    obstacle = add_obstacle(
        obstacle=Obstacle(candidate=cast.amal, kind="debt", owner=cast.karim, due_on=due), by=running.actor("karim")
    )
    kind = "recruitment.obstacle.solve"
    assert [(line.name, line.late) for line in _lines(as_(cast.karim), "mine", kind=kind)] == [("Amal Voorbeeld", 30)]
    assert _lines(as_(kees), "mine", kind=kind) == [], "Karim is asked by name"
    assert len(_lines(as_(kees), "organisation", kind=kind)) == 1
    mentor = Person.objects.create(email="mieke@example.org", given_name="Mieke")
    mentor.memberships.create(organisation=cast.utrecht, function="mentor", since="2024-01-01")
    assert _lines(as_(mentor), "organisation", kind=kind) == []
    escalate_overdue(region=cast.region, day=timezone.localdate(), by=SYSTEM)
    assert _lines(as_(cast.roos), "region", kind=kind) == []
    assert _lines(as_(cast.roos), "mine", kind=kind) == []
    solve_obstacle(obstacle=obstacle, by=running.actor("karim"))
    assert _lines(as_(cast.karim), "mine", kind=kind) == []
