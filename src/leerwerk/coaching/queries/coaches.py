"""Who may accompany whom, and what they carry."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from leerwerk.coaching.models import Clock
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
