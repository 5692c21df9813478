"""Clocks that are held by a transaction, and in whose file a change of one is told."""

from leerwerk.coaching.models import Clock
from leerwerk.recruitment.models import Candidate


def held(**which: object) -> list[Clock]:
    """Return clocks for this transaction only, with what ``wind`` needs, in one order for whoever holds several."""
    rows = Clock.objects.select_for_update(of=("self",)).select_related("enrolment__cohort", "coach")
    return list(rows.filter(**which).order_by("enrolment_id", "side"))


def about(clock: Clock) -> Candidate:
    """Return in whose file a change of a clock is told; the wall may hide the rest of it."""
    return Candidate(pk=clock.enrolment.candidate_id)
