"""What stands in the way has somebody who solves it and a day; what was done about it stays."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.privacy.models import Event
from leerwerk.recruitment import actions
from leerwerk.recruitment.models import Obstacle, ObstacleStep
from tests.cast import Cast
from tests.costs import DOOR

type SignIn = Callable[[Person], Client]

SAID = {"kind": "childcare", "note": "opvang", "due_on": "2027-01-04"}


@pytest.fixture
def obstacle(cast: Cast) -> Obstacle:
    """Amal has no childcare; Karim solves it."""
    row = Obstacle(candidate=cast.amal, kind="childcare", note="opvang", owner=cast.karim, due_on=date(2027, 1, 4))
    return actions.add_obstacle(obstacle=row, by=cast.actor(cast.karim))


def _address(row: Obstacle) -> str:
    return reverse("recruitment:obstacle", args=[row.candidate_id, row.pk])


def _sent(browser: Client, row: Obstacle, **more: object) -> dict[str, object]:
    seen = browser.get(_address(row)).context["form"]["seen"].value()
    return SAID | {"owner": row.owner_id, "seen": seen} | more


def test_an_obstacle_is_changed_and_solved_with_a_word_and_the_history_stays(
    cast: Cast, as_: SignIn, obstacle: Obstacle
) -> None:
    karim = as_(cast.karim)
    said = _sent(karim, obstacle, due_on="2027-02-01", note="opvang op vrijdag")
    for _click in range(2):
        assert karim.post(_address(obstacle), said).status_code == 302
    for _click in range(2):
        karim.post(reverse("recruitment:solve_obstacle", args=[obstacle.pk]), {"solution": "een zus past op"})
    page = karim.get(_address(obstacle)).content.decode()
    for told in ("een zus past op", "opvang op vrijdag", "4 januari 2027", "1 februari 2027"):
        assert told in page
    assert [step.kind for step in ObstacleStep.objects.order_by("pk")] == ["noted", "changed", "solved"]
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[:3] == ["obstacle_noted", "obstacle_changed", "obstacle_changed_again"]
    assert "een zus past op" in karim.get(reverse("recruitment:candidate", args=[cast.amal.pk])).content.decode()


def test_the_file_shows_first_what_is_open(cast: Cast, as_: SignIn, obstacle: Obstacle) -> None:
    actions.solve_obstacle(obstacle=obstacle, by=cast.actor(cast.karim))
    later = Obstacle.objects.create(candidate=cast.amal, kind="debt", due_on=date(2027, 5, 1))
    sooner = Obstacle.objects.create(candidate=cast.amal, kind="transport", due_on=date(2027, 4, 1))
    file = as_(cast.karim).get(reverse("recruitment:candidate", args=[cast.amal.pk])).context["file"]
    assert [row.pk for row in file.obstacles] == [sooner.pk, later.pk, obstacle.pk]


def test_two_people_who_change_it_at_once_see_each_others_words(cast: Cast, as_: SignIn, obstacle: Obstacle) -> None:
    karim = as_(cast.karim)
    at_his, at_hers = (_sent(karim, obstacle, note=note) for note in ("van hem", "van haar"))
    assert karim.post(_address(obstacle), at_hers).status_code == 302
    page = karim.post(_address(obstacle), at_his)
    assert page.status_code == 422
    assert "van haar" in page.content.decode()
    assert 'value="van hem"' in page.content.decode()
    again = at_his | {"seen": page.context["form"]["seen"].value()}
    assert karim.post(_address(obstacle), again).status_code == 302
    stale = _sent(karim, obstacle, note="te laat")
    actions.solve_obstacle(obstacle=obstacle, by=cast.actor(cast.karim))
    told = karim.post(_address(obstacle), stale, follow=True).content.decode()
    assert "zojuist opgelost" in told
    assert Obstacle.objects.get().note == "van hem"


def test_a_mistake_is_explained(cast: Cast, as_: SignIn, obstacle: Obstacle) -> None:
    page = as_(cast.karim).post(_address(obstacle), SAID | {"due_on": "ooit"})
    assert page.status_code == 422
    assert 'value="ooit"' in page.content.decode()


def test_only_who_may_read_an_obstacle_is_asked_to_solve_it(cast: Cast, as_: SignIn, obstacle: Obstacle) -> None:
    rik = Person.objects.create(email="rik@example.org", given_name="Rik")
    rik.memberships.create(organisation=cast.utrecht, function="director", since=date(2024, 1, 1))
    gone = Person.objects.create(email="gerda@example.org", given_name="Gerda")
    ended = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}
    gone.memberships.create(organisation=cast.utrecht, function="caseworker", **ended)
    Obstacle.objects.update(owner=gone)
    form = as_(cast.karim).get(_address(obstacle)).context["form"]
    assert {person.given_name for person in form.fields["owner"].queryset} == {"Karim", "Gerda"}
    for person in (cast.roos, cast.els, cast.bas):
        assert as_(person).get(_address(obstacle)).status_code == 404


def test_whoever_solves_it_finds_it_in_their_list(cast: Cast, as_: SignIn, obstacle: Obstacle) -> None:
    nobodys = Obstacle.objects.create(candidate=cast.amal, kind="debt", due_on=date(2026, 1, 1))
    karim, listed = as_(cast.karim), reverse("recruitment:obstacles")
    mine = karim.get(listed).content.decode()
    assert "kinderopvang" in mine
    assert _address(nobodys) not in mine
    whole = karim.get(listed, {"whose": "all"}).content.decode()
    assert _address(nobodys) in whole
    assert "nog niemand lost het op" in whole
    assert "te laat" in whole
    assert listed in karim.get("/").content.decode(), "it waits on the home page"
    actions.solve_obstacle(obstacle=obstacle, by=cast.actor(cast.karim))
    assert "Er wacht niets" in karim.get(listed).content.decode()
    assert "Amal" not in as_(cast.els).get(listed, {"whose": "all"}).content.decode()
    assert as_(cast.roos).get(listed).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_few_and_many(
    cast: Cast, as_: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        Obstacle.objects.create(candidate=cast.amal, kind="debt", due_on=date(2027, 1, 1 + number), owner=cast.karim)
    karim = as_(cast.karim)
    # session, person, membership, wall up, count, list, wall down
    with django_assert_num_queries(6 + DOOR):
        karim.get(reverse("recruitment:obstacles"))
