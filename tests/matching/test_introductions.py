"""Somebody is asked first, chooses what an employer sees, and both sides say on their own whether they go on."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leerwerk.engine.pathway import Reason, Step
from leerwerk.learning.models import LanguageLevel
from leerwerk.matching.actions import introductions as actions
from leerwerk.matching.actions import meeting
from leerwerk.matching.actions.awaiting import settle_introductions
from leerwerk.matching.actions.introductions import EmployerSays, PersonSays
from leerwerk.matching.actions.meeting import Meeting
from leerwerk.matching.models import Introduced, IntroducedPerson, Introduction, IntroductionAnswer
from leerwerk.placement.actions.placements import NotLookingForWork
from leerwerk.placement.actions.trials import SpeaksForThemselves
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import SYSTEM
from leerwerk.privacy.models import Event
from leerwerk.privacy.wall import asking
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.actions import NotAParty, Said, take_step
from leerwerk.trajectories.models import Enrolment
from tests.matching.world import SHOWS, TODAY, YES, Looking, waits

pytestmark = pytest.mark.django_db
GLADLY = EmployerSays(yes=True)
TEN = time(10)
NO = EmployerSays(yes=False, reason="language", words="Klanten bellen veel.")


def now(row: Introduction) -> Introduction:
    return Introduction.objects.get(pk=row.pk)


def employs(looking: Looking, name: str) -> dict[str, int]:
    """Return how the wall knows this employer."""
    key = getattr(looking, name).memberships.get().organisation_id
    return {"works": key, "member": key}


# Who is asked, and in which order


def test_somebody_is_asked_about_several_employers_at_once_and_nobody_else_learns_of_it(looking: Looking) -> None:
    rows = looking.introduced(looking.garden, looking.bakery)
    assert [waits(row) for row in rows] == [{("person", "candidate")}] * 2
    for name in ("jasmijn", "joris"):
        with asking(**employs(looking, name)):
            assert not Introduction.objects.exists()
            assert not Introduced.objects.exists()
            assert not IntroducedPerson.objects.exists()


def test_the_same_employer_is_not_asked_twice_at_a_time_and_a_workplace_without_a_place_not_at_all(
    looking: Looking,
) -> None:
    looking.introduced(looking.garden)
    Workplace.objects.filter(pk=looking.bakery.pk).update(places=0)
    both = [looking.garden.pk, looking.bakery.pk]
    assert actions.introduce(enrolment=looking.amal, workplaces=both, by=looking.actor("karim")) == 0
    with pytest.raises(IntegrityError, match="introduction_open_once"), transaction.atomic():
        Introduction.objects.create(enrolment=looking.amal, workplace=looking.garden, asked_on=TODAY)


def test_only_who_guides_somebody_that_looks_for_work_introduces_them(looking: Looking) -> None:
    with pytest.raises(actions.NothingChosen):
        actions.introduce(enrolment=looking.amal, workplaces=[], by=looking.actor("karim"))
    for name in ("els", "bas", "mo", "amal"):
        with pytest.raises(NotAParty):
            actions.introduce(enrolment=looking.amal, workplaces=[looking.garden.pk], by=looking.actor(name))
    Enrolment.objects.filter(pk=looking.amal.pk).update(paused="illness")
    with pytest.raises(NotLookingForWork):
        actions.introduce(enrolment=looking.amal, workplaces=[looking.garden.pk], by=looking.actor("karim"))


def test_a_yes_asks_the_employer_and_a_no_ends_it_without_a_word_to_them(looking: Looking) -> None:
    garden, bakery = looking.introduced(looking.garden, looking.bakery)
    actions.answer_as_person(introduction=garden, said=YES, by=looking.actor("amal"))
    assert waits(garden) == {("employer", "employer")}
    actions.answer_as_person(
        introduction=bakery, said=PersonSays(yes=False, reason="too_far"), by=looking.actor("amal")
    )
    assert (now(bakery).state, now(bakery).because, waits(bakery)) == ("closed", "person_no", set())
    with asking(**employs(looking, "joris")):
        assert not Introduction.objects.exists()


def test_the_one_wanted_most_comes_first_and_the_others_move_along(looking: Looking) -> None:
    garden, bakery = looking.introduced(looking.garden, looking.bakery)
    for row in (garden, bakery):
        actions.answer_as_person(introduction=row, said=YES, by=looking.actor("amal"))
    assert (now(garden).rank, now(bakery).rank) == (1, 2)
    for _twice in range(2):
        actions.put_first(introduction=bakery, by=looking.actor("amal"))
        assert (now(garden).rank, now(bakery).rank) == (2, 1)


def test_nobody_speaks_for_a_participant_with_an_account_and_their_guide_writes_down_what_one_without_says(
    looking: Looking,
) -> None:
    (amals,) = looking.introduced(looking.garden)
    for name, wrong in (("karim", SpeaksForThemselves), ("els", NotAParty), ("jasmijn", NotAParty)):
        with pytest.raises(wrong):
            actions.answer_as_person(introduction=amals, said=YES, by=looking.actor(name))
    (samuels,) = looking.introduced(looking.garden, whose=looking.samuel, by="els")
    assert waits(samuels) == {("person", "caseworker")}
    actions.answer_as_person(introduction=samuels, said=YES, by=looking.actor("els"))
    assert IntroductionAnswer.objects.get(introduction=samuels).with_help


# What an employer sees


@pytest.mark.parametrize("code", ["name", "language", "skills", "learned", "times", "town"])
def test_an_employer_sees_what_was_ticked_and_nothing_else(looking: Looking, code: str) -> None:
    Profile.objects.filter(candidate=looking.amal.candidate_id).update(skills=["forklift"], licence=True)
    looking.wanted(looking.garden, PersonSays(yes=True, shows=(code,)))
    with asking(**employs(looking, "jasmijn")):
        seen = Introduced.objects.get()
        name = str(IntroducedPerson.objects.get())
    parts: dict[str, Any] = {
        "name": seen.given_name or None,
        "language": seen.speaking,
        "skills": seen.skills,
        "learned": seen.papers,
        "times": seen.available,
        "town": seen.town or None,
    }
    told = {part for part, value in parts.items() if value is not None}
    assert told == ({code} - {"learned"}), "Amal has no paper yet"
    assert name == ("Amal" if code == "name" else "")


def test_with_a_yes_something_has_to_be_seen_and_what_is_seen_changes_at_once(looking: Looking) -> None:
    (row,) = looking.introduced(looking.garden)
    with pytest.raises(actions.NothingChosen):
        actions.answer_as_person(introduction=row, said=PersonSays(yes=True), by=looking.actor("amal"))
    with pytest.raises(actions.NotAskedNow):
        actions.show_otherwise(introduction=row, shows=SHOWS, words="", by=looking.actor("amal"))
    actions.answer_as_person(introduction=row, said=YES, by=looking.actor("amal"))
    actions.show_otherwise(introduction=row, shows=["town"], words="", by=looking.actor("amal"))
    with asking(**employs(looking, "jasmijn")):
        seen = Introduced.objects.get()
    assert (seen.given_name, seen.speaking, seen.town) == ("", None, "Utrecht")


def test_the_last_measured_level_is_seen_before_the_told_one(looking: Looking) -> None:
    looking.wanted(looking.garden)
    school = looking.running.cast.school
    measured = {"enrolment": looking.amal, "day": TODAY, "source": "test", "organisation": school}
    LanguageLevel.objects.create(**measured, skill="speaking", level=5)
    with asking(**employs(looking, "jasmijn")):
        seen = Introduced.objects.get()
    assert (seen.speaking, seen.reading) == (5, 3)


@pytest.mark.parametrize("who", ["joris", "bas", "lotte", "dirk", "els"])
def test_nobody_else_meets_an_introduction(looking: Looking, who: str) -> None:
    looking.mutual(looking.garden)
    actor = looking.actor(who)
    facts: dict[str, Any] = {"member": actor.organisation_id}
    if who == "dirk":
        facts["directs"] = actor.region_id
    elif who == "els":
        facts["guides"] = actor.organisation_id
    else:
        facts["works"] = actor.organisation_id
    with asking(**facts):
        assert not Introduction.objects.exists()
        assert not IntroductionAnswer.objects.exists()
        assert not Introduced.objects.exists()


def test_after_it_is_over_the_employer_sees_nobody_any_more(looking: Looking) -> None:
    row = looking.mutual(looking.garden)
    actions.close_introduction(introduction=row, by=looking.actor("amal"))
    with asking(**employs(looking, "jasmijn")):
        assert not Introduction.objects.exists()
        assert not Introduced.objects.exists()
        assert not IntroducedPerson.objects.exists()
    assert now(row).because == "person_no"


# What the employer says, and meeting each other


def test_an_employer_says_yes_once_and_the_guide_plans_the_meeting(looking: Looking) -> None:
    row = looking.wanted(looking.garden)
    with pytest.raises(NotAParty):
        actions.answer_as_employer(introduction=row, said=GLADLY, by=looking.actor("joris"))
    for _twice in range(2):
        actions.answer_as_employer(introduction=row, said=GLADLY, by=looking.actor("jasmijn"))
    assert (now(row).state, waits(row)) == ("mutual", {("plan", "caseworker")})
    assert IntroductionAnswer.objects.filter(introduction=row, side="employer").count() == 1


def test_a_no_of_the_employer_keeps_its_reason_for_who_looks_further(looking: Looking) -> None:
    row = looking.wanted(looking.garden)
    actions.answer_as_employer(introduction=row, said=NO, by=looking.actor("jasmijn"))
    assert (now(row).state, now(row).because, waits(row)) == ("closed", "employer_no", set())
    told = IntroductionAnswer.objects.get(introduction=row, side="employer")
    assert (told.reason, told.words) == ("language", "Klanten bellen veel.")


def test_before_they_met_nobody_is_asked_whether_they_go_on(looking: Looking) -> None:
    row = looking.mutual(looking.garden)
    tomorrow = Meeting(day=TODAY + timedelta(days=1), at=TEN, where="Bij de tuin", goes_along="Mila")
    with pytest.raises(NotAParty):
        meeting.plan_meeting(introduction=row, meeting=tomorrow, by=looking.actor("jasmijn"))
    meeting.plan_meeting(introduction=row, meeting=tomorrow, by=looking.actor("karim"))
    assert waits(row) == set()
    with pytest.raises(actions.NotAskedNow):
        looking.after(row, "amal", yes=True)


def test_when_the_day_came_both_are_asked_also_by_the_house_at_night(looking: Looking) -> None:
    row = looking.mutual(looking.garden)
    soon = Meeting(day=TODAY + timedelta(days=1), at=TEN, where="Bij de tuin")
    meeting.plan_meeting(introduction=row, meeting=soon, by=looking.actor("karim"))
    Introduction.objects.filter(pk=row.pk).update(meets_on=TODAY)
    for _night in range(2):
        settle_introductions(region=looking.running.cast.region, by=SYSTEM)
        assert waits(row) == {("person_after", "candidate"), ("employer_after", "employer")}


def test_neither_side_reads_what_the_other_says_before_both_spoke(looking: Looking) -> None:
    row = looking.met(looking.garden)
    looking.after(row, "jasmijn", yes=True, words="Graag.")
    with asking(candidate=looking.amal.candidate_id, person=looking.actor("amal").person_id):
        assert not IntroductionAnswer.objects.filter(moment="after").exists()
    looking.after(row, "amal", yes=True)
    with asking(candidate=looking.amal.candidate_id, person=looking.actor("amal").person_id):
        assert IntroductionAnswer.objects.filter(moment="after").count() == 2
    with asking(**employs(looking, "jasmijn")):
        assert set(IntroductionAnswer.objects.values_list("side", flat=True)) == {"employer"}


def test_two_yeses_lead_on_and_one_no_ends_it(looking: Looking) -> None:
    garden, bakery = looking.met(looking.garden), looking.met(looking.bakery, "joris")
    looking.after(garden, "amal", yes=True)
    assert looking.after(garden, "jasmijn", yes=True).state == "goes_on"
    assert waits(garden) == {("arrange", "caseworker")}
    over = looking.after(bakery, "joris", yes=False, reason="times")
    assert (over.state, over.because, waits(bakery)) == ("closed", "employer_no", set())


# What a step ends, and what stays


def test_who_works_now_is_introduced_no_more_and_one_introduction_led_to_it(looking: Looking) -> None:
    garden, bakery = looking.met(looking.garden), looking.wanted(looking.bakery)
    looking.after(garden, "amal", yes=True)
    looking.after(garden, "jasmijn", yes=True)
    looking.tries_at(looking.garden)
    assert (now(garden).state, now(garden).because, waits(garden)) == ("led_to_work", "", set())
    assert (now(bakery).state, now(bakery).because, waits(bakery)) == ("closed", "elsewhere", set())


def test_who_leaves_is_introduced_no_more(looking: Looking) -> None:
    row = looking.wanted(looking.garden)
    take_step(enrolment=looking.amal, step=Step.LEAVE, said=Said(reason=Reason.MOVED), by=looking.actor("karim"))
    assert (now(row).state, now(row).because, waits(row)) == ("closed", "stopped", set())


def test_a_workplace_that_is_withdrawn_ends_its_introductions(looking: Looking) -> None:
    row = looking.wanted(looking.garden)
    Workplace.objects.filter(pk=looking.garden.pk).update(withdrawn_at="2026-11-01T10:00Z")
    settle_introductions(region=looking.running.cast.region, by=SYSTEM)
    assert (now(row).state, now(row).because) == ("closed", "no_place")


def test_what_was_said_and_how_far_it_came_is_kept_by_the_database(looking: Looking) -> None:
    row = looking.wanted(looking.garden)
    mine, said = Introduction.objects.filter(pk=row.pk), IntroductionAnswer.objects.filter(introduction=row)
    changes: list[Callable[[], int]] = [
        lambda: mine.update(state="goes_on"),
        lambda: mine.update(state="mutual"),
        lambda: mine.update(workplace=looking.bakery),
        lambda: said.update(yes=False),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    actions.close_introduction(introduction=row, by=looking.actor("karim"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.filter(pk=row.pk).update(state="wanted", closed_on=None, because="")


def test_every_press_leaves_one_event_that_names_nobody(looking: Looking) -> None:
    before = Event.objects.count()
    looking.met(looking.garden)
    left = list(Event.objects.order_by("pk")[before:])
    assert [one.kind for one in left] == [
        "introduced",
        "introduction_answered",
        "introduction_answered",
        "introduction_planned",
    ]
    assert all("Amal" not in str(one.facts) for one in left)
    assert {one.subject_id for one in left} == {looking.amal.candidate_id}
