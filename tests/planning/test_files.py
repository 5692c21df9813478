"""What a person's file, and their own page, tell about the newest plan."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind, Verdict
from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Candidate
from tests.cast import candidate
from tests.costs import DOOR
from tests.planning.season import SmallSeason, planned_again

type As = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}


def _part(browser: Client, person: Candidate) -> str:
    """Open a file, and return the address of what planning adds to it."""
    page = browser.get(reverse("recruitment:candidate", args=[person.pk])).content.decode()
    found = re.search(r'hx-get="(/planning/in-file/[^"]+)"', page)
    assert found is not None
    return found[1]


def _herself(amal: Candidate, as_: As) -> Client:
    amal.person = Person.objects.create(email="amal@example.org", given_name="Amal")
    amal.save()
    return as_(amal.person)


def _own_part(herself: Client) -> str:
    """Open somebody's own file as them, and return what planning adds to it."""
    part = reverse("planning:mine_in_file")
    assert f'hx-get="{part}"' in herself.get(reverse("recruitment:own_file")).content.decode()
    return " ".join(herself.get(part, headers=HTMX).content.decode().split())


def _in_groen(plan: PlanningRound, small: SmallSeason) -> Candidate:
    row = plan.person_proposals.filter(group__cohort=small.groen).select_related("candidate").first()
    assert row is not None
    return row.candidate


def test_the_file_tells_the_intermediary_and_the_director_which_group_is_proposed(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    person = _in_groen(plan, small)
    for reader in (small.cast.karim, small.cast.roos):
        browser = as_(reader)
        part = browser.get(_part(browser, person), headers=HTMX).content.decode()
        assert "Leerwerk groen" in part
        assert "<html" not in part
        assert reverse("planning:person", args=[plan.pk, person.pk]) in part
    readings = Reading.objects.filter(subject_type="recruitment.candidate", subject_id=person.pk)
    assert readings.count() == 2, "opening the file is one reading, not two"


def test_without_htmx_the_same_is_a_page(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    karim = as_(small.cast.karim)
    page = karim.get(_part(karim, small.cast.amal)).content.decode()
    assert "<html" in page


def test_the_part_is_only_for_who_opened_the_file(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    cast, karim = small.cast, as_(small.cast.karim)
    url = _part(karim, cast.amal)
    for person in (cast.els, cast.dirk, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        assert as_(person).get(url, headers=HTMX).status_code == 404, person
    file = reverse("recruitment:candidate", args=[cast.amal.pk])
    assert as_(cast.roos).get(url)["Location"] == file, "Karim's opening of the file is not that of Roos"
    forged = reverse("planning:in_file", args=[cast.amal.pk, "x:y:z"])
    assert karim.get(forged)["Location"] == file
    assert karim.get(forged, headers=HTMX)["HX-Redirect"] == file


def test_someone_without_a_place_reads_what_would_open_a_group(small: SmallSeason, as_: As) -> None:
    quiet = candidate("U-7", "Stil", small.cast.utrecht, available=0b1111111110, sectors=["groen"])
    small.plan()
    karim = as_(small.cast.karim)
    part = karim.get(_part(karim, quiet), headers=HTMX).content.decode()
    assert "maandagochtend" in part
    assert "U hebt tijd op: maandagochtend" in _own_part(_herself(quiet, as_))


def test_a_candidate_reads_in_their_own_file_which_group_is_proposed(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    person = _in_groen(plan, small)
    herself = _herself(person, as_)
    part = _own_part(herself)
    assert "Leerwerk groen" in part
    assert "Een mens besluit nog" in part
    whole = herself.get(reverse("planning:mine_in_file"), follow=True)
    assert "Leerwerk groen" in whole.content.decode(), "without htmx it leads to the whole page"


def test_before_any_plan_the_file_says_so(small: SmallSeason, as_: As) -> None:
    karim = as_(small.cast.karim)
    assert "nog geen plan" in karim.get(_part(karim, small.cast.amal), headers=HTMX).content.decode()
    assert "nog geen plan" in _own_part(_herself(small.cast.amal, as_))


def test_a_what_if_does_not_stand_in_the_file(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    by, person = small.cast.actor(small.cast.roos), _in_groen(plan, small)
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.groen, reason="geen docent", by=by)
    again = planned_again(held.round, by)
    assert again.opened == plan.opened - 1
    roos = as_(small.cast.roos)
    assert "Leerwerk groen" in roos.get(_part(roos, person), headers=HTMX).content.decode()


def test_after_the_decision_the_file_says_who_takes_part_and_who_was_left_out(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    by, left = small.cast.actor(small.cast.roos), _in_groen(plan, small)
    group = plan.group_proposals.get(cohort=small.groen)
    stays = group.participants.exclude(candidate=left).select_related("candidate").first()
    assert stays is not None
    actions.decide_group(proposal=group, verdict=Verdict.CHANGED, left_out=[left.pk], reason="is verhuisd", by=by)
    roos = as_(small.cast.roos)
    assert "zonder deze persoon" in roos.get(_part(roos, left), headers=HTMX).content.decode()
    assert "besloten: doet mee" in roos.get(_part(roos, stays.candidate), headers=HTMX).content.decode()
    assert (
        "De groep begint zonder u." in _herself(left, as_).get(reverse("planning:mine"), follow=True).content.decode()
    )


@pytest.mark.parametrize("extra", [1, 30])
def test_the_plan_costs_the_file_no_query_and_its_own_part_always_as_many(
    extra: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(extra):
        candidate(f"U-3{n:03}", f"Meer{n}", small.cast.utrecht, sectors=["zorg"], listening=0)
    small.plan()
    karim, alone = as_(small.cast.karim), Candidate.objects.get(code="U-3000")
    url = _part(karim, alone)
    with django_assert_num_queries(9 + DOOR):
        karim.get(reverse("recruitment:candidate", args=[alone.pk]))
    karim.get(url, headers=HTMX)  # what explains the plan is put together once per process
    with django_assert_num_queries(8 + DOOR):
        karim.get(url, headers=HTMX)
    herself = _herself(alone, as_)
    with django_assert_num_queries(10 + DOOR):
        herself.get(reverse("recruitment:own_file"))
