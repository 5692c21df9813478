"""A group is decided in one plan while a newer one proposes something else: what counts is the decision."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.parties.models import Person
from leerwerk.planning import actions
from leerwerk.planning.enums import Verdict
from leerwerk.planning.models import PersonProposal, PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from tests.enrolling import enrol
from tests.planning.season import SmallSeason

type As = Callable[[Person], Client]


def _read(candidate: Candidate, small: SmallSeason, as_: As) -> tuple[str, str, str]:
    """What the intermediary reads in the file, and the candidate in their own file and on the page of the proposal."""
    karim = as_(small.cast.karim)
    file = karim.get(reverse("recruitment:candidate", args=[candidate.pk])).content.decode()
    part = re.search(r'hx-get="(/planning/in-file/[^"]+)"', file)
    assert part is not None
    candidate.person = Person.objects.create(email="zelf@example.org", given_name="Zelf")
    candidate.save()
    herself = as_(candidate.person)
    pages = (
        karim.get(part[1], headers={"HX-Request": "true"}),
        herself.get(reverse("planning:mine_in_file"), headers={"HX-Request": "true"}),
        herself.get(reverse("planning:mine"), follow=True),
    )
    told = [" ".join(page.content.decode().split()) for page in pages]
    return told[0], told[1], told[2]


def _in_groen(plan: PlanningRound, small: SmallSeason) -> list[PersonProposal]:
    rows = plan.person_proposals.filter(group__cohort=small.groen, candidate__intermediary=small.cast.utrecht)
    return list(rows.select_related("candidate").order_by("pk"))


@pytest.fixture
def newer(plan: PlanningRound, small: SmallSeason) -> PlanningRound:
    """A newer plan of the same people, in which nobody has decided."""
    return small.plan()


@pytest.fixture
def left(plan: PlanningRound, newer: PlanningRound, small: SmallSeason, roos: Actor) -> PersonProposal:
    """Of the earlier plan groen was decided, without this person."""
    row = _in_groen(plan, small)[0]
    assert row.group is not None
    actions.decide_group(
        proposal=row.group, verdict=Verdict.CHANGED, left_out=[row.candidate_id], reason="is verhuisd", by=roos
    )
    return row


def test_who_takes_part_reads_so_whatever_a_newer_plan_proposes(
    plan: PlanningRound, newer: PlanningRound, left: PersonProposal, small: SmallSeason, as_: As
) -> None:
    person = _in_groen(plan, small)[1].candidate
    in_file, own_file, mine = _read(person, small, as_)
    assert "besloten: doet mee" in in_file
    assert "in een ander plan" not in in_file
    for page in (own_file, mine):
        assert "Er is besloten dat u kunt meedoen" in page
        assert "zonder u" not in page
    assert person.person is not None
    assert "Leerwerk groen" in as_(person.person).get(reverse("planning:mine"), follow=True).content.decode()


def test_who_has_no_place_in_a_newer_plan_still_takes_part(
    plan: PlanningRound, small: SmallSeason, roos: Actor, as_: As
) -> None:
    empty = small.plan(benefit=0.0)
    assert empty.placed == 0
    row = _in_groen(plan, small)[0]
    assert row.group is not None
    actions.decide_group(proposal=row.group, verdict=Verdict.ACCEPTED, by=roos)
    in_file, own_file, mine = _read(row.candidate, small, as_)
    assert "besloten: doet mee" in in_file
    assert "Er is besloten dat u kunt meedoen" in own_file
    assert "nog geen plaats" not in mine
    url = reverse("planning:person", args=[empty.pk, row.candidate_id])
    assert "Doet mee in Leerwerk groen" in as_(small.cast.karim).get(url).content.decode()
    listed = as_(small.cast.karim).get(reverse("planning:own"), {"placed": "yes"}).content.decode()
    assert "Besloten: doet mee in Leerwerk groen." in listed


def test_who_was_left_out_reads_it_of_the_newer_plan_as_well(
    newer: PlanningRound, left: PersonProposal, small: SmallSeason, as_: As
) -> None:
    assert newer.person_proposals.get(candidate=left.candidate).group is not None
    in_file, own_file, mine = _read(left.candidate, small, as_)
    assert "zonder deze persoon" in in_file
    assert "De groep begint zonder u." in own_file
    assert "De groep begint zonder u." in mine


def test_who_was_enrolled_outside_every_plan_reads_in_which_group(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    person = _in_groen(plan, small)[0].candidate
    enrol(person, small.zorg)
    in_file, own_file, mine = _read(person, small, as_)
    assert "Leerwerk zorg" in in_file
    assert "Leerwerk groen" not in in_file
    for page in (own_file, mine):
        assert "U hebt een plaats in een groep: <strong>Leerwerk zorg</strong>." in page
