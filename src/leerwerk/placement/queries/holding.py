"""Holding a path still while something about somebody's work is written."""

from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort, Enrolment


def held_path(enrolment_id: int) -> Enrolment:
    """Let nobody else write about this person's work, nor step on the path, meanwhile: in the order of every step."""
    key = Enrolment.objects.values_list("cohort", flat=True).get(pk=enrolment_id)
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=key)
    return Enrolment.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=enrolment_id)


def about(enrolment: Enrolment) -> Candidate:
    """Return in whose trail it stands; whom the wall may hide."""
    return Candidate(pk=enrolment.candidate_id)
