"""A person decides, group by group; only then anybody is proposed for anything."""

import pytest
from django.db import IntegrityError, transaction

from leerwerk.funding.models import Budget, Charge
from leerwerk.placement import actions as placement
from leerwerk.placement.models import Seat, Workplace
from leerwerk.planning import actions
from leerwerk.planning.enums import Verdict
from leerwerk.planning.models import Decision, GroupProposal, PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.models import Event
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Enrolment, Resource
from tests.enrolling import enrol
from tests.planning.season import SmallSeason


@pytest.fixture
def roos(small: SmallSeason) -> Actor:
    return small.cast.actor(small.cast.roos)


@pytest.fixture
def groen(small: SmallSeason, plan: PlanningRound) -> GroupProposal:
    return plan.group_proposals.get(cohort=small.groen)


def test_accepting_a_group_proposes_its_people_at_their_workplaces(groen: GroupProposal, roos: Actor) -> None:
    decision = actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert (decision.size, decision.proposed_size) == (groen.size, groen.size)
    groen.cohort.refresh_from_db()
    assert groen.cohort.state == CohortState.DECIDED
    enrolments = Enrolment.objects.filter(cohort=groen.cohort, stage=Stage.PROPOSED)
    assert set(enrolments.values_list("candidate", flat=True)) == set(
        groen.participants.values_list("candidate", flat=True)
    )
    for seat in Seat.objects.select_related("enrolment"):
        assert groen.participants.get(candidate=seat.enrolment.candidate_id).workplace_id == seat.workplace_id


def test_deciding_twice_does_nothing_twice(groen: GroupProposal, roos: Actor) -> None:
    first = actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    second = actions.decide_group(proposal=groen, verdict=Verdict.REFUSED, reason="toch niet", by=roos)
    assert second == first
    assert Decision.objects.count() == 1
    assert Enrolment.objects.count() == groen.size
    assert Event.objects.filter(kind="planning.decided").count() == 1


def test_refusing_needs_a_reason_and_opens_nothing(groen: GroupProposal, roos: Actor) -> None:
    with pytest.raises(actions.CannotDecide):
        actions.decide_group(proposal=groen, verdict=Verdict.REFUSED, by=roos)
    assert not Decision.objects.exists()
    actions.decide_group(proposal=groen, verdict=Verdict.REFUSED, reason="geen lokaal", by=roos)
    groen.cohort.refresh_from_db()
    assert groen.cohort.state == CohortState.REFUSED
    assert not Enrolment.objects.exists()


def test_leaving_someone_out_says_why_and_keeps_the_smallest_size(groen: GroupProposal, roos: Actor) -> None:
    people = list(groen.participants.values_list("candidate", flat=True))
    with pytest.raises(actions.CannotDecide, match="3"):
        actions.decide_group(proposal=groen, verdict=Verdict.CHANGED, left_out=people[2:], reason="x", by=roos)
    decision = actions.decide_group(
        proposal=groen, verdict=Verdict.CHANGED, left_out=people[:1], reason="is verhuisd", by=roos
    )
    assert decision.size == groen.size - 1
    assert not Enrolment.objects.filter(candidate=people[0]).exists()


def test_someone_who_is_in_a_group_by_now_is_named_and_nothing_changes(
    groen: GroupProposal, roos: Actor, small: SmallSeason
) -> None:
    row = groen.participants.select_related("candidate").first()
    assert row is not None
    enrol(row.candidate, small.zorg)
    with pytest.raises(actions.CannotDecide, match=str(row.candidate)):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert Enrolment.objects.count() == 1
    groen.cohort.refresh_from_db()
    assert groen.cohort.state == CohortState.OPTION


def test_a_workplace_that_lost_its_places_is_named(groen: GroupProposal, roos: Actor, small: SmallSeason) -> None:
    for workplace in small.workplaces:
        workplace.places = 0
        workplace.save()
    with pytest.raises(actions.CannotDecide, match="Werkplek"):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert not Enrolment.objects.exists()


def test_a_workplace_that_was_withdrawn_is_named(groen: GroupProposal, roos: Actor, small: SmallSeason) -> None:
    taken = Workplace.objects.filter(proposals__group=groen).first()
    assert taken is not None
    placement.withdraw_workplace(workplace=taken, by=small.cast.actor(small.cast.bas))
    with pytest.raises(actions.CannotDecide, match=taken.title):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert not Enrolment.objects.exists()


def test_an_offer_that_was_taken_back_is_named(groen: GroupProposal, roos: Actor) -> None:
    taken = Workplace.objects.filter(proposals__group=groen).first()
    assert taken is not None
    taken.offers.filter(cohort=groen.cohort).delete()
    with pytest.raises(actions.CannotDecide, match=taken.title):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert not Enrolment.objects.exists()


def test_a_group_decided_in_another_plan_cannot_be_decided_again(
    groen: GroupProposal, roos: Actor, small: SmallSeason
) -> None:
    other = small.plan().group_proposals.get(cohort=small.groen)
    actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    with pytest.raises(actions.CannotDecide):
        actions.decide_group(proposal=other, verdict=Verdict.ACCEPTED, by=roos)


def test_the_database_keeps_what_a_decision_promises(groen: GroupProposal, small: SmallSeason) -> None:
    facts = {"proposal": groen, "proposed_size": groen.size, "by": small.cast.roos}
    for wrong in (
        {"verdict": Verdict.REFUSED, "size": 0, "reason": ""},
        {"verdict": Verdict.REFUSED, "size": 2, "reason": "x"},
        {"verdict": Verdict.ACCEPTED, "size": groen.size - 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(**facts, **wrong)


def test_after_a_decision_a_what_if_of_that_plan_is_refused(
    groen: GroupProposal, roos: Actor, plan: PlanningRound
) -> None:
    actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    with pytest.raises(actions.CannotPlan):
        actions.change_something(previous=plan, by=roos)


def test_a_group_takes_no_more_of_a_teacher_than_other_groups_left(
    groen: GroupProposal, small: SmallSeason, roos: Actor
) -> None:
    use = groen.cohort.uses.get(resource=small.teacher)
    needed = use.per_group + use.per_participant * groen.size
    Resource.objects.filter(pk=small.teacher.pk).update(capacity=needed - 1)
    with pytest.raises(actions.CannotDecide, match=f"{small.teacher.name}.*1[,.]0"):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    assert not Enrolment.objects.exists()
    Resource.objects.filter(pk=small.teacher.pk).update(capacity=needed)
    actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)


def test_a_group_spends_no_more_money_than_other_groups_left(
    groen: GroupProposal, small: SmallSeason, roos: Actor
) -> None:
    region = groen.cohort.region
    budget = Budget.objects.create(code="B-1", name="Participatiebudget", region=region, amount=10)
    Charge.objects.create(budget=budget, cohort=groen.cohort, per_participant=2, per_group=10)
    with pytest.raises(actions.CannotDecide, match="Participatiebudget"):
        actions.decide_group(proposal=groen, verdict=Verdict.ACCEPTED, by=roos)
    groen.cohort.refresh_from_db()
    assert groen.cohort.state == CohortState.OPTION
