"""A roster counts somebody as not free as long as what keeps them lasts, and says why to who may read it."""

from datetime import date, timedelta

import pytest

from leerwerk.engine.roster import Clash, Rule
from leerwerk.learning.queries.roster_question import NOT_FREE, asked_for
from leerwerk.learning.roster_words import clash_texts, names_for, rule_text
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.recruitment.models import Candidate, Obligation, Profile
from tests.learning.lessons import Lessons
from tests.learning.rostering import MONDAY, Rostering, build_rostering

pytestmark = pytest.mark.django_db
FREE = 0b11_1111_1100  # not on Monday


@pytest.fixture
def busy(lessons: Lessons) -> Rostering:
    """Amal is not free on Monday: childcare in the morning until the Monday itself, and nobody knows why afterwards."""
    rostering, amal = build_rostering(lessons), lessons.amal.candidate
    Profile.objects.filter(candidate=amal).update(available=FREE)
    Obligation.objects.create(candidate=amal, dagdeel=0, kind="childcare", until=MONDAY)
    return rostering


def _cannot(rostering: Rostering, monday: date) -> int:
    key = f"p{rostering.lessons.amal.pk}"
    people = {one.id: one for one in asked_for(rostering.region.pk, monday).question.participants}
    return people[key].cannot.get(NOT_FREE, 0)


def test_amal_is_not_free_until_the_last_day_and_free_from_the_week_after(busy: Rostering) -> None:
    assert _cannot(busy, MONDAY) == 0b11
    assert _cannot(busy, MONDAY + timedelta(days=7)) == 0b10, "of the afternoon no end is known"
    Obligation.objects.update(until=None)
    assert _cannot(busy, MONDAY + timedelta(days=7)) == 0b11
    Obligation.objects.update(until=MONDAY - timedelta(days=1))
    assert _cannot(busy, MONDAY) == 0b10


def test_the_reason_of_a_clash_names_what_keeps_her_to_the_director_who_reads_her_file(busy: Rostering) -> None:
    clash = Clash(rule=Rule.CANNOT, who=f"p{busy.lessons.amal.pk}", slots=0b11, reason=NOT_FREE)
    kept = {"kind": "cannot", "who": clash.who, "dagdelen": ["mon-am"], "reason": NOT_FREE}
    with behind_the_wall(busy.lessons.actor("roos")):
        names = names_for(asked_for(busy.region.pk, MONDAY))
    (told,) = clash_texts([clash], names)
    assert "maandagochtend (kinderopvang) en maandagmiddag" in told
    assert "(kinderopvang)" in rule_text(kept, names)


def test_whose_file_the_reader_does_not_open_is_not_free_and_no_more_is_said(busy: Rostering) -> None:
    clash = Clash(rule=Rule.CANNOT, who=f"p{busy.lessons.amal.pk}", slots=0b11, reason=NOT_FREE)
    with behind_the_wall(busy.lessons.actor("dirk")):
        assert not Candidate.objects.filter(pk=busy.lessons.amal.candidate_id).exists()
        names = names_for(asked_for(busy.region.pk, MONDAY))
    (told,) = clash_texts([clash], names)
    assert "maandagochtend en maandagmiddag" in told
    assert "kinderopvang" not in told


def test_what_the_search_and_a_kept_conflict_know_is_never_why(busy: Rostering) -> None:
    question = asked_for(busy.region.pk, MONDAY).question
    assert {reason for one in question.participants for reason in one.cannot} == {NOT_FREE}
