"""Who may accompany whom, and who may no longer."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from leerwerk.coaching.enums import LEADS
from leerwerk.coaching.models import Accompaniment, Clock
from leerwerk.notices.queries.asked import members_on
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Party


def may_accompany(clock: Clock) -> QuerySet[Membership]:
    """Return who may be the coach of a side: mentors of an organisation that mentors the group, and caseworkers of the
    participant's own intermediary. Asked by the house, or by who meets the participant.
    """
    enrolment = clock.enrolment
    mentoring = Party.objects.filter(cohort=enrolment.cohort_id, role="mentor", until=None)
    mentoring = mentoring.filter(Q(enrolment=None) | Q(enrolment=enrolment.pk))
    guiding = Candidate.objects.filter(pk=enrolment.candidate_id)
    who = Q(function=Function.MENTOR, organisation__in=mentoring.values("organisation"))
    who |= Q(function=Function.CASEWORKER, organisation__in=guiding.values("intermediary"))
    return members_on(timezone.localdate()).filter(who)


def who_may_no_longer(today: date) -> QuerySet[Accompaniment]:
    """Return who still accompanies and may not any more: members who left, caseworkers of a municipality from which the
    file moved, and mentors whose organisation mentors the group no longer. Asked by the house.
    """
    of_path = Q(enrolment=None) | Q(enrolment=OuterRef("clock__enrolment"))
    mentoring = Party.objects.filter(
        of_path,
        cohort=OuterRef("clock__enrolment__cohort"),
        organisation=OuterRef("member__organisation"),
        role="mentor",
        until=None,
    )
    moved = Q(member__function=Function.CASEWORKER) & ~Q(
        member__organisation=F("clock__enrolment__candidate__intermediary")
    )
    stopped = Q(member__function=Function.MENTOR) & ~Exists(mentoring)
    standing = Accompaniment.objects.filter(until=None, role__in=LEADS)
    return standing.filter(Q(member__until__lte=today) | moved | stopped)
