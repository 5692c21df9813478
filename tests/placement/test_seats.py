"""Giving a participant a workplace, or another one: who may, what can be chosen, and what follows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.pathway import Step
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation, Person
from leerwerk.placement import actions
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.placement.queries import possible_workplaces
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.actions import NotThisFarYet, transfer
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment, Party
from leerwerk.trajectories.models.facts import with_facts
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.costs import DOOR
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
COST_OF_A_CHOICE = 8


def _address(row: Enrolment) -> str:
    return reverse("placement:give", args=[row.pk])


@pytest.fixture
def kas(running: Running) -> Workplace:
    """One place at another employer's, which the group was not offered."""
    rival = Organisation.objects.create(
        code="rivaal", kind=OrganisationKind.EMPLOYER, name="Rivaal", region=running.cast.region
    )
    return Workplace.objects.create(
        code="kas", employer=rival, title="De kas", municipality_id="GM0344", places=1, skills=["heftruck"]
    )


def _give(browser: Client, row: Enrolment, workplace: Workplace, **sent: Any) -> Any:
    form = browser.get(_address(row)).context["form"]
    return browser.post(_address(row), {"seen": form["seen"].value() or "", "workplace": workplace.pk} | sent)


def _moved(running: Running) -> Enrolment:
    """Amal was selected, and goes on in another group, where she has no workplace."""
    running.until("selected")
    Cohort.objects.filter(pk=running.small.bouw.pk).update(state="decided")
    return transfer(enrolment=running.amal, cohort=running.small.bouw, words="andere dagen", by=running.actor("karim"))


def _open(row: Enrolment) -> set[str]:
    found = Matter.objects.filter(subject_type="trajectories.enrolment", subject_id=row.pk, closed_at=None)
    return {one.kind.rsplit(".", 1)[1] for one in found}


def test_who_came_from_another_group_gets_a_workplace_there_and_is_chosen_by_its_employer(
    running: Running, as_: As
) -> None:
    row = _moved(running)
    assert _open(row) == {"change_employer"}
    page = as_(running.cast.karim).get(reverse("trajectories:path", args=[row.pk])).content.decode()
    assert _address(row) in page
    answer = _give(as_(running.cast.karim), row, running.small.workplaces[1])
    assert answer["Location"] == reverse("trajectories:path", args=[row.pk])
    assert Seat.objects.get(enrolment=row).workplace == running.small.workplaces[1]
    assert Party.objects.get(enrolment=row, until=None).organisation == running.cast.groenwerk
    assert row.events.latest("number").step == "change_employer"
    assert _open(row) == {"select"}
    for name in ("karim", "bas"):
        row = running.act(name, Step.SELECT, row)
    assert row.stage == Stage.SELECTED
    assert not {kind for kind in differences_in(row.cohort) if "step" in kind}


def test_another_employer_chooses_anew_and_the_group_is_offered_their_workplace(
    running: Running, kas: Workplace, as_: As
) -> None:
    row = running.until("selected")
    assert _give(as_(running.cast.roos), row, kas).status_code == 302
    row.refresh_from_db()
    assert row.stage == Stage.ACCEPTED
    assert Offer.objects.filter(workplace=kas, cohort=running.cohort).exists()
    ended = Party.objects.filter(enrolment=row, role="employer").exclude(until=None)
    assert ended.get().organisation == running.cast.groenwerk
    assert Event.objects.filter(kind="seat_given").latest("id").facts["offered"] is True


def test_what_does_not_fit_is_told_and_what_is_offered_stands_first(running: Running, kas: Workplace) -> None:
    Profile.objects.filter(candidate=running.cast.amal).update(max_travel=5)
    row = with_facts(Enrolment.objects.select_related("cohort")).get(pk=running.amal.pk)
    park, elsewhere, steiger = possible_workplaces(row)
    assert [one.workplace.code for one in (park, elsewhere, steiger)] == ["park", "kas", "steiger"]
    assert (park.offered, elsewhere.offered, elsewhere.free) == (True, False, 1)
    assert elsewhere.minutes is not None
    assert elsewhere.too_far == elsewhere.minutes - 5
    assert elsewhere.lacks[0].items == ("heftruck",)
    assert not elsewhere.fits
    assert [one.workplace.code for one in possible_workplaces(row, "rivaal")] == ["kas"]


def test_two_people_who_give_the_last_place_at_once_seat_one_and_the_other_reads_it(
    running: Running, kas: Workplace, as_: As
) -> None:
    els = as_(running.cast.els)
    before = els.get(_address(running.samuel)).context["form"]["seen"].value()
    assert _give(as_(running.cast.karim), running.amal, kas).status_code == 302
    late = els.post(_address(running.samuel), {"seen": before, "workplace": kas.pk})
    assert late.status_code == 422
    assert "De kas" in late.context["form"].non_field_errors()[0]
    assert Seat.objects.filter(workplace=kas).get().enrolment == running.amal
    assert Seat.objects.get(enrolment=running.samuel).workplace.code == "tuin"


def test_a_double_click_has_one_effect_and_who_comes_second_hears_where_somebody_works(
    running: Running, kas: Workplace, as_: As
) -> None:
    row, park = running.until("selected"), running.small.workplaces[1]
    seen = {"seen": running.small.workplaces[0].pk}
    karim, roos = as_(running.cast.karim), as_(running.cast.roos)
    for _click in range(2):
        assert karim.post(_address(row), seen | {"workplace": kas.pk}).status_code == 302
    assert row.events.filter(step="change_employer").count() == 1
    late = roos.post(_address(row), seen | {"workplace": park.pk})
    assert late.status_code == 422
    assert "De kas" in late.context["form"].non_field_errors()[0]


def test_what_nobody_offers_and_who_left_are_refused(running: Running, kas: Workplace, as_: As) -> None:
    karim, roos = as_(running.cast.karim), running.actor("roos")
    assert karim.post(_address(running.amal), {"workplace": "nonsense"}).status_code == 422
    actions.withdraw_workplace(workplace=kas, by=roos)
    assert karim.post(_address(running.amal), {"workplace": kas.pk}).status_code == 422
    given: dict[str, Any] = {"enrolment": running.amal, "seen": running.small.workplaces[0].pk, "by": roos}
    park = running.small.workplaces[1]
    with pytest.raises(actions.SeatedMeanwhile):
        actions.give_workplace(**given | {"seen": None}, workplace=park)
    Cohort.objects.filter(pk=running.cohort.pk).update(state="finished")
    with pytest.raises(NotThisFarYet):
        actions.give_workplace(**given, workplace=park)
    running.act("karim", Step.LEAVE, reason="other")
    with pytest.raises(actions.ParticipationEnded):
        actions.give_workplace(**given, workplace=park)
    assert karim.get(_address(running.amal)).status_code == 404


def test_nobody_else_gives_a_workplace(running: Running, as_: As) -> None:
    running.until("selected")
    for name in ("els", "bas", "lotte", "mo", "dirk"):
        assert as_(getattr(running.cast, name)).get(_address(running.amal)).status_code == 404, name


def test_where_nothing_is_free_it_says_what_to_do(running: Running, as_: As) -> None:
    Workplace.objects.update(places=0)
    page = as_(running.cast.karim).get(_address(running.amal))
    assert reverse("placement:workplaces") in page.content.decode()


def test_choosing_costs_the_same_however_many_there_are(
    running: Running, kas: Workplace, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    karim = as_(running.cast.karim)
    with django_assert_num_queries(DOOR + COST_OF_A_CHOICE):
        assert len(karim.get(_address(running.amal)).context["form"].fields["workplace"].choices) == 3
    for n in range(45):
        kas.pk, kas.code = None, f"kas-{n}"
        kas.save(force_insert=True)
    with django_assert_num_queries(DOOR + COST_OF_A_CHOICE):
        page = karim.get(_address(running.amal))
    assert (len(page.context["form"].fields["workplace"].choices), page.context["more"]) == (40, 8)
