"""A placement is whole and lawful before it is one; the database keeps it, and who may not see pay does not."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from leerwerk.engine.agreement import WageScale
from leerwerk.engine.pathway import NotAllowed, Reason, Stage
from leerwerk.engine.placing import ContractType, FirstStep, GrowthKind, Lack, PayPer, PlacementFacts
from leerwerk.parties.models import Organisation
from leerwerk.placement import actions
from leerwerk.placement.models import (
    Confirmation,
    NextStudy,
    OnboardingStep,
    Placement,
    PlacementChange,
    PlacementTerms,
)
from leerwerk.placement.placing_enums import Then
from leerwerk.placement.queries.placements import facts_of, facts_on, known_before, with_everything
from leerwerk.privacy.models import Event
from leerwerk.privacy.wall import asking
from leerwerk.trajectories.actions import WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment, Party, PathwayEvent
from tests.placement.placing import TODAY, arrive, completed, filled, placed, whole
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=1)

SPOILED: dict[str, tuple[dict[str, Any], Lack]] = {
    "no place": ({"workplace": " "}, Lack.WORKPLACE),
    "no tasks": ({"tasks": ()}, Lack.TASKS),
    "no hours": ({"hours": None}, Lack.HOURS),
    "hardly an hour": ({"hours": Decimal("0.5")}, Lack.HOURS_TOO_FEW),
    "fifty hours": ({"hours": Decimal(50)}, Lack.HOURS_TOO_MANY),
    "no pay": ({"pay": None}, Lack.PAY),
    "nothing is paid": ({"pay": Decimal(0)}, Lack.PAY),
    "pay for what": ({"pay_per": None}, Lack.PAY_UNIT),
    "below the minimum": ({"pay": Decimal("14.70")}, Lack.BELOW_MINIMUM_WAGE),
    "below it by the month": ({"pay": Decimal("2000.00"), "pay_per": PayPer.MONTH}, Lack.BELOW_MINIMUM_WAGE),
    "a scale of bbl": ({"wage_scale": WageScale.BBL_19}, Lack.WAGE_SCALE),
    "no contract": ({"contract": None, "no_end": True}, Lack.CONTRACT),
    "not agreed": ({"agreed_on": None}, Lack.AGREED_ON),
    "agreed tomorrow": ({"agreed_on": LATER, "begins": LATER}, Lack.AGREED_IN_FUTURE),
    "no first day": ({"begins": None}, Lack.FIRST_DAY),
    "works before it was agreed": ({"begins": TODAY - timedelta(days=1)}, Lack.BEFORE_AGREED),
    "fixed until when": ({"contract": ContractType.FIXED_TERM, "probation_months": 0}, Lack.LENGTH),
    "permanent with an end": ({"ends": TODAY + timedelta(days=300)}, Lack.LENGTH_DOES_NOT_FIT),
    "ends before it begins": (
        {"contract": ContractType.FIXED_TERM, "ends": TODAY - timedelta(days=1)},
        Lack.END_BEFORE_FIRST_DAY,
    ),
    "four years": (
        {"contract": ContractType.FIXED_TERM, "ends": TODAY + timedelta(days=1460)},
        Lack.TERM_TOO_LONG,
    ),
    "a year after years": (
        {"contract": ContractType.FIXED_TERM, "ends": TODAY + timedelta(days=300), "earlier_months": 30},
        Lack.TERM_TOO_LONG,
    ),
    "a trial period or none": ({"probation_months": None}, Lack.PROBATION),
    "a long trial period": ({"probation_months": 3}, Lack.PROBATION_TOO_LONG),
    "no growth": ({"growth_kinds": frozenset()}, Lack.GROWTH),
    "growth when": ({"growth_months": None}, Lack.GROWTH_AFTER),
    "growth at once": ({"growth_months": 0}, Lack.GROWTH_AFTER),
    "growth how": ({"growth": ""}, Lack.GROWTH_WORDS),
    "no plan": ({"onboarding": ()}, Lack.ONBOARDING),
    "a step of nothing": ({"onboarding": (FirstStep(what="", day=TODAY),)}, Lack.ONBOARDING_WHAT),
    "a step some day": ({"onboarding": (FirstStep(what="Uitleg", day=None),)}, Lack.ONBOARDING_DAY),
    "a step too late": (
        {
            "contract": ContractType.FIXED_TERM,
            "ends": TODAY + timedelta(days=300),
            "onboarding": (FirstStep(what="Uitleg", day=TODAY + timedelta(days=301)),),
        },
        Lack.ONBOARDING_AFTER_END,
    ),
    "no buddy": ({"buddy": ""}, Lack.BUDDY),
    "no coach": ({"coach": " "}, Lack.COACH),
}


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal completed learning and working."""
    completed(running)
    return running


@pytest.fixture
def quick(running: Running) -> Running:
    """The same without the way there, where a test is not about what was agreed."""
    arrive(running)
    return running


def _now(running: Running) -> Enrolment:
    return Enrolment.objects.get(pk=running.amal.pk)


def test_with_every_fact_amal_is_placed_and_the_employer_is_hers(ready: Running) -> None:
    row = placed(ready)
    amal = _now(ready)
    assert (amal.stage, row.state, row.event_number) == (Stage.PLACED, "placed", amal.events_count)
    assert (row.where_learned, row.through_trial) == (True, False)
    assert Party.objects.get(enrolment=amal, role="employer", until=None).organisation == ready.cast.groenwerk
    assert Event.objects.filter(kind="placement_placed").count() == 1


@pytest.mark.parametrize("how", SPOILED)
def test_a_placement_with_one_fact_missing_or_unlawful_is_refused_with_its_name(quick: Running, how: str) -> None:
    change, lack = SPOILED[how]
    row = filled(quick, replace(whole(), **change))
    with pytest.raises(actions.NotWhole) as refused:
        actions.place(placement=row, by=quick.actor("karim"))
    assert refused.value.lacks == (lack,)
    assert _now(quick).stage == Stage.COMPLETED


def test_without_an_employer_nobody_is_placed(quick: Running) -> None:
    row = filled(quick, employer=None)
    with pytest.raises(actions.NotWhole) as refused:
        actions.place(placement=row, by=quick.actor("karim"))
    assert refused.value.lacks == (Lack.EMPLOYER,)


def test_every_lack_is_tried_here() -> None:
    assert {lack for _, lack in SPOILED.values()} | {Lack.EMPLOYER} == set(Lack)


def test_placing_twice_is_placing_once_and_so_is_filling_in(quick: Running) -> None:
    row, again = filled(quick), filled(quick)
    assert (row.pk, again.edits) == (again.pk, 1)
    for _click in range(2):
        actions.place(placement=row, by=quick.actor("karim"))
    assert PathwayEvent.objects.filter(enrolment=quick.amal, step="place").count() == 1


def test_who_writes_after_somebody_else_is_told(quick: Running) -> None:
    row = filled(quick)
    with pytest.raises(WrittenMeanwhile):
        actions.fill_placement(
            enrolment=quick.amal, employer=None, facts=whole(buddy="Piet"), seen=0, by=quick.actor("bas")
        )
    with pytest.raises(WrittenMeanwhile):
        actions.place(placement=row, seen=0, by=quick.actor("karim"))


def test_who_did_not_finish_learning_has_no_placement_yet(running: Running) -> None:
    running.until("learn_work")
    with pytest.raises(actions.NotLookingForWork):
        filled(running)


def _takes_a_step_past_the_door(amal: Enrolment, step: str, stage: str) -> None:
    number = amal.events_count + 1
    with transaction.atomic():
        PathwayEvent.objects.create(enrolment=amal, number=number, step=step, stage=stage, by_as="director")
        reason = "education" if stage == Stage.LEFT else ""
        Enrolment.objects.filter(pk=amal.pk).update(events_count=number, stage=stage, left_reason=reason)
        connection.check_constraints()


@pytest.mark.parametrize("facts", [whole(pay=None), whole(onboarding=()), whole(growth=""), whole(agreed_on=None)])
def test_a_step_that_places_without_a_whole_placement_is_refused_by_the_database(
    quick: Running, facts: PlacementFacts
) -> None:
    row, amal = filled(quick, facts), _now(quick)
    Placement.objects.filter(pk=row.pk).update(state="placed", event_number=amal.events_count + 1)
    with pytest.raises(IntegrityError, match="places nobody"):
        _takes_a_step_past_the_door(amal, "place", Stage.PLACED)


def test_a_step_to_education_without_one_is_refused_by_the_database(quick: Running) -> None:
    with pytest.raises(IntegrityError, match="leads to no education"):
        _takes_a_step_past_the_door(_now(quick), "study", Stage.LEFT)


@pytest.mark.parametrize("spoil", [{"buddy": ""}, {"hours": None}, {"tasks": []}, {"employer": None}, {"begins": None}])
def test_the_database_keeps_what_was_placed(quick: Running, spoil: dict[str, Any]) -> None:
    row = placed(quick)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=row.pk).update(**spoil)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacementTerms.objects.filter(placement=row).update(pay=Decimal(20))
    with pytest.raises(IntegrityError), transaction.atomic():
        OnboardingStep.objects.filter(placement=row).update(what="iets anders")


def test_what_the_agreement_says_already_stands_in_the_form(ready: Running) -> None:
    known = known_before(ready.amal)
    assert known.employer == ready.cast.groenwerk.pk
    assert known.facts.pay == Decimal("15.50")
    assert known.facts.pay_per is PayPer.HOUR
    assert known.facts.growth_months == 12
    assert "Planten verzorgen" in known.facts.tasks
    assert known.facts.buddy == "Joke Bos"


def test_a_change_is_noted_and_what_was_stays(quick: Running) -> None:
    row = placed(quick, TODAY - timedelta(days=60))
    said = actions.Change(kind="hours", since=TODAY - timedelta(days=10), reason="growth", values={"hours": "36.00"})
    for _click in range(2):
        actions.change_placement(placement=row, said=said, by=quick.actor("bas"))
    stored = with_everything(Placement.objects.filter(pk=row.pk)).get()
    assert facts_of(stored).hours == 32
    assert facts_on(stored, TODAY - timedelta(days=11)).hours == 32
    assert facts_on(stored, TODAY).hours == 36
    assert PlacementChange.objects.count() == 1


def test_a_change_that_the_law_forbids_is_refused(quick: Running) -> None:
    row = placed(quick, TODAY - timedelta(days=60))
    low = actions.Change(kind="pay", since=TODAY, reason="other", values={"pay": "10.00", "pay_per": "hour"})
    with pytest.raises(actions.NotWhole) as refused:
        actions.change_placement(placement=row, said=low, by=quick.actor("bas"))
    assert refused.value.lacks == (Lack.BELOW_MINIMUM_WAGE,)
    early = actions.Change(kind="hours", since=TODAY - timedelta(days=61), reason="other", values={"hours": "20"})
    with pytest.raises(actions.NotOnThatDay):
        actions.change_placement(placement=row, said=early, by=quick.actor("bas"))


def _ending(**other: Any) -> actions.Ending:
    facts: dict[str, Any] = {"day": TODAY, "reason": Reason.CONTRACT_ENDED, "then": Then.SEARCH}
    return actions.Ending(**(facts | other))


def test_work_that_ends_leads_to_looking_again_and_the_employer_meets_amal_no_longer(quick: Running) -> None:
    row = placed(quick, TODAY - timedelta(days=60))
    for _click in range(2):
        ended = actions.end_placement(placement=row, said=_ending(), by=quick.actor("bas"))
    assert (ended.state, ended.end_reason, ended.then) == ("ended", "contract_ended", "search")
    assert _now(quick).stage == Stage.PLACEMENT_SEARCH
    assert not Party.objects.filter(enrolment=quick.amal, role="employer", until=None).exists()
    again = placed(quick)
    assert again.pk != row.pk


def test_who_returns_to_an_employer_of_later_does_not_work_where_they_learned(ready: Running) -> None:
    region = ready.cast.region
    other = Organisation.objects.create(code="later", kind="employer", name="Later BV", region=region, synthetic=True)
    for employer, learned in ((other.pk, False), (other.pk, False), (ready.cast.groenwerk.pk, True)):
        row = actions.place(placement=filled(ready, employer=employer), by=ready.actor("karim"))
        assert row.where_learned is learned
        actions.end_placement(placement=row, said=_ending(), by=ready.actor("karim"))


def test_a_reason_of_health_is_read_as_personal(quick: Running) -> None:
    row = placed(quick, TODAY - timedelta(days=60))
    ended = actions.end_placement(placement=row, said=_ending(reason=Reason.HEALTH), by=quick.actor("karim"))
    assert ended.end_reason == "personal"


@pytest.mark.parametrize("day", [TODAY - timedelta(days=61), TODAY + timedelta(days=1)])
def test_work_ends_between_its_first_day_and_today(quick: Running, day: Any) -> None:
    row = placed(quick, TODAY - timedelta(days=60))
    with pytest.raises(actions.NotOnThatDay):
        actions.end_placement(placement=row, said=_ending(day=day), by=quick.actor("karim"))


def test_a_next_step_in_education_ends_the_path_with_an_outcome_of_its_own(quick: Running) -> None:
    said = actions.Study(school="Vakschool Midden", programme="Hovenier", level="mbo2", begins=LATER)
    for _click in range(2):
        actions.note_study(enrolment=quick.amal, said=said, by=quick.actor("karim"))
    amal = _now(quick)
    assert (amal.stage, amal.left_reason) == (Stage.LEFT, "education")
    assert NextStudy.objects.get().programme == "Hovenier"


def test_pay_is_not_for_school_and_mentor_and_an_employer_sees_own_work_only(ready: Running) -> None:
    row = placed(ready)
    actions.confirm_work(placement=row, day=TODAY, said="yes", by=ready.actor("bas"))
    change = actions.Change(kind="pay", since=TODAY, reason="growth", values={"pay": "16.00", "pay_per": "hour"})
    actions.change_placement(placement=row, said=change, by=ready.actor("bas"))
    cast = ready.cast
    works = {name: getattr(cast, name).memberships.get().organisation_id for name in ("bas", "lotte", "mo")}
    seen = {
        "karim": ({"guides": cast.utrecht.pk, "member": cast.utrecht.pk}, True, True),
        "els": ({"guides": cast.nieuwegein.pk, "member": cast.nieuwegein.pk}, False, False),
        "roos": ({"directs": cast.region.pk}, True, True),
        "dirk": ({"directs": cast.elsewhere.pk}, False, False),
        "amal": ({"candidate": cast.amal.pk}, True, True),
        "samuel": ({"candidate": cast.samuel.pk}, False, False),
        "bas": ({"works": works["bas"], "member": works["bas"]}, True, True),
        "mo": ({"works": works["mo"], "member": works["mo"]}, True, False),
        "lotte": ({"works": works["lotte"], "member": works["lotte"]}, False, False),
        "nobody": ({}, False, False),
    }
    for name, (facts, work, pay) in seen.items():
        with asking(**facts):
            found = [Placement.objects.exists(), OnboardingStep.objects.exists(), Confirmation.objects.exists()]
            assert found == [work] * 3, name
            assert [PlacementTerms.objects.exists(), PlacementChange.objects.exists()] == [pay] * 2, name


def test_facts_that_are_written_are_read_back_as_they_were(quick: Running) -> None:
    facts = whole(growth_kinds=frozenset(GrowthKind), collective_agreement="cao Hoveniers")
    row = filled(quick, facts)
    stored = with_everything(Placement.objects.filter(pk=row.pk)).get()
    assert facts_of(stored) == replace(facts, employer="Groenwerk")
    assert facts_of(with_everything(Placement.objects.filter(pk=filled(quick, PlacementFacts()).pk)).get()).tasks == ()


def test_only_guides_place(quick: Running) -> None:
    row = filled(quick, by="bas")
    with pytest.raises(NotAllowed):
        actions.place(placement=row, by=quick.actor("bas"))
    assert _now(quick).stage == Stage.COMPLETED
