"""The shortlist of one person and of one workplace, and a proposal for a whole region."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leerwerk.engine.matching.facts import Liking
from leerwerk.engine.matching.fit import Against, Reason
from leerwerk.learning.models import LanguageLevel
from leerwerk.matching.actions import introductions as introducing
from leerwerk.matching.actions import rounds as actions
from leerwerk.matching.actions.introductions import EmployerSays, PersonSays
from leerwerk.matching.jobs import give_silent_again, work_out
from leerwerk.matching.models import Introduction, MatchProposal, MatchRound
from leerwerk.matching.queries.fitting import (
    A_NO_STANDS,
    Option,
    open_workplaces,
    shortlist_of_person,
    shortlist_of_workplace,
)
from leerwerk.matching.queries.fitting import looking as who_looks
from leerwerk.matching.queries.introductions import answered
from leerwerk.matching.rules import files_of
from leerwerk.placement.models import Workplace
from leerwerk.privacy.wall import asking
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.models import Enrolment
from tests.matching.world import TODAY, Looking

pytestmark = pytest.mark.django_db


def whom(looking_: Looking) -> Enrolment:
    return who_looks(Enrolment.objects.filter(pk=looking_.amal.pk)).get()


def shortlist(looking_: Looking, today: date = TODAY) -> list[Option]:
    introduced = answered(Introduction.objects.filter(enrolment=looking_.amal))
    return shortlist_of_person(whom(looking_), introduced, today)


def titles(options: Iterable[Option]) -> list[str]:
    return [one.workplace.title for one in options]


# One person, one workplace


def test_what_fits_comes_first_and_what_does_not_says_why(looking: Looking) -> None:
    Profile.objects.filter(candidate=looking.amal.candidate_id).update(listening=2)
    options = shortlist(looking)
    found = {one.workplace.pk: one for one in options}
    assert titles(options)[0] == "Tuinen"
    assert {one.code for one in found[looking.garden.pk].fit.reasons} >= {Reason.WISHED, Reason.DOES_AT_ONCE}
    assert [one.code for one in found[looking.bakery.pk].fit.against] == [Against.LANGUAGE]


def test_the_last_measured_level_counts_and_not_the_told_one(looking: Looking) -> None:
    Profile.objects.filter(candidate=looking.amal.candidate_id).update(listening=2)
    LanguageLevel.objects.create(
        enrolment=looking.amal,
        day=TODAY,
        skill="listening",
        level=3,
        source="teacher",
        organisation=looking.running.cast.school,
    )
    found = {one.workplace.pk: one for one in shortlist(looking)}
    assert found[looking.bakery.pk].fit.possible


def test_where_somebody_learned_and_where_no_place_is_free_is_not_on_it(looking: Looking) -> None:
    learned = looking.amal.seat.workplace
    Workplace.objects.filter(pk=looking.bakery.pk).update(places=0)
    assert learned.title not in titles(shortlist(looking))
    assert looking.bakery.title not in titles(shortlist(looking))


def test_a_no_of_either_side_stands_for_half_a_year(looking: Looking) -> None:
    row = looking.wanted(looking.garden)
    no = EmployerSays(yes=False, reason="times")
    introducing.answer_as_employer(introduction=row, said=no, by=looking.actor("jasmijn"))
    (option,) = (one for one in shortlist(looking) if one.workplace.pk == looking.garden.pk)
    assert (option.said_no, option.said.employer) == (True, Liking.NO)
    later = TODAY + A_NO_STANDS
    (option,) = (one for one in shortlist(looking, later) if one.workplace.pk == looking.garden.pk)
    assert not option.said_no


def test_a_place_to_which_an_introduction_led_is_free_no_more(looking: Looking) -> None:
    looking.met(looking.garden)
    assert looking.garden in open_workplaces(looking.running.cast.region.pk)
    looking.tries_at(looking.garden)
    assert looking.garden not in open_workplaces(looking.running.cast.region.pk)
    with asking(guides=looking.running.cast.nieuwegein.pk):
        assert looking.garden not in open_workplaces(looking.running.cast.region.pk), "Els does not meet Amal"


def test_a_workplace_sees_the_people_whose_file_is_there_for_who_asks(looking: Looking) -> None:
    garden = open_workplaces(looking.running.cast.region.pk).get(pk=looking.garden.pk)
    for name, guided in (("karim", {"Amal"}), ("els", {"Samuel"}), ("roos", {"Amal", "Samuel"})):
        mine = looking.actor(name)
        people = who_looks(files_of(mine))
        options = shortlist_of_workplace(garden, people, TODAY)
        assert {one.enrolment.participant.given_name for one in options} == guided


def test_a_shortlist_costs_as_many_questions_for_one_workplace_as_for_twenty(
    looking: Looking, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = whom(looking)
    with django_assert_num_queries(1):
        shortlist_of_person(one, [], TODAY)
    for number in range(20):
        Workplace.objects.create(
            code=f"more-{number}", employer=looking.garden.employer, title="Meer", municipality_id="GM0356", places=1
        )
    with django_assert_num_queries(1):
        assert len(shortlist_of_person(one, [], TODAY)) > 20


# A proposal for the region


def asked(looking_: Looking) -> MatchRound:
    return actions.ask_match(region=looking_.running.cast.region, ticket=uuid4(), by=looking_.actor("roos"))


def worked_out(looking_: Looking) -> MatchRound:
    row = asked(looking_)
    work_out(round_id=row.pk, attempt=row.attempt)
    return MatchRound.objects.get(pk=row.pk)


def only_these(looking_: Looking) -> None:
    """Let the garden and the bakery be the only workplaces with a place."""
    Workplace.objects.exclude(pk__in=[looking_.garden.pk, looking_.bakery.pk]).update(places=0)


def test_everybody_who_looks_gets_a_place_or_the_reason_why_none(looking: Looking) -> None:
    only_these(looking)
    Profile.objects.filter(candidate=looking.samuel.candidate_id).update(available=0)
    row = worked_out(looking)
    assert (row.state, row.people, row.places, row.placed) == ("solved", 2, 2, 1)
    amals = MatchProposal.objects.get(round=row, enrolment=looking.amal)
    samuels = MatchProposal.objects.get(round=row, enrolment=looking.samuel)
    assert (amals.workplace, samuels.workplace, samuels.left) == (looking.garden, None, "nothing_fits")
    assert amals.others == [looking.bakery.pk]
    assert row.bound == row.worth


def test_what_both_said_decides_who_goes_where(looking: Looking) -> None:
    only_these(looking)
    Profile.objects.filter(candidate=looking.samuel.candidate_id).update(sectors=["groen"])
    looking.wanted(looking.bakery)
    row = worked_out(looking)
    found = dict(MatchProposal.objects.filter(round=row).values_list("enrolment", "workplace"))
    assert found == {looking.amal.pk: looking.bakery.pk, looking.samuel.pk: looking.garden.pk}


def test_nobody_is_proposed_where_they_said_no(looking: Looking) -> None:
    only_these(looking)
    (row,) = looking.introduced(looking.garden)
    introducing.answer_as_person(introduction=row, said=PersonSays(yes=False), by=looking.actor("amal"))
    proposal = MatchProposal.objects.get(round=worked_out(looking), enrolment=looking.amal)
    assert proposal.workplace == looking.bakery
    assert looking.garden.pk not in proposal.others


def test_a_double_click_and_a_job_that_comes_twice_give_one_proposal(looking: Looking) -> None:
    first, second = asked(looking), asked(looking)
    assert first == second
    for _twice in range(2):
        work_out(round_id=first.pk, attempt=1)
    assert MatchRound.objects.count() == 1
    assert MatchProposal.objects.filter(round=first).count() == 2


def test_a_round_that_a_killed_worker_left_is_given_again_and_its_late_answer_counts_no_more(looking: Looking) -> None:
    row = asked(looking)
    MatchRound.objects.filter(pk=row.pk).update(given_at=timezone.now() - timedelta(minutes=6))
    assert give_silent_again(0) == 1
    work_out(round_id=row.pk, attempt=1)
    assert MatchRound.objects.get(pk=row.pk).state == "waiting", "the first worker came too late"
    work_out(round_id=row.pk, attempt=2)
    assert MatchRound.objects.get(pk=row.pk).state == "solved"


def test_after_three_workers_that_were_killed_it_fails_and_can_be_asked_anew(looking: Looking) -> None:
    row = asked(looking)
    for _night in range(3):
        MatchRound.objects.filter(pk=row.pk).update(given_at=timezone.now() - timedelta(minutes=6))
        give_silent_again(0)
    assert MatchRound.objects.get(pk=row.pk).state == "failed"
    assert asked(looking) != row


def test_a_proposal_is_for_who_keeps_the_file_and_no_employer(looking: Looking) -> None:
    worked_out(looking)
    employer = looking.garden.employer_id
    with asking(works=employer, member=employer):
        assert not MatchProposal.objects.exists()
    with asking(guides=looking.running.cast.utrecht.pk):
        assert [one.enrolment for one in MatchProposal.objects.all()] == [looking.amal]


def test_an_empty_region_gets_an_empty_proposal(looking: Looking) -> None:
    row = actions.ask_match(region=looking.running.cast.elsewhere, ticket=uuid4(), by=looking.actor("dirk"))
    work_out(round_id=row.pk, attempt=1)
    row.refresh_from_db()
    assert (row.state, row.people, row.placed) == ("solved", 0, 0)
