"""Matching for the browser: somebody wants to meet Bas', and there is a proposal for the region."""

from django.urls import reverse

from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment
from tests.project.standing_matching import introduction_of, round_of


def matching_pages(somebody: dict[str, Actor], enrolment: Enrolment) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them."""
    work = Workplace.objects.filter(employer=somebody["bas"].organisation_id, withdrawn_at=None).order_by("pk")[0]
    row = introduction_of(enrolment, work)
    round_ = round_of(enrolment.cohort.region_id, (enrolment, work))

    def at(name: str, *about: object) -> str:
        return reverse(f"matching:{name}", args=about)

    here = at("introduction", row.pk)
    return {
        "roos": [at("people"), at("rounds"), at("round", round_.pk), at("workplace", work.pk)],
        "karim": [at("people"), at("person", enrolment.pk), here, at("plan", row.pk), at("close", row.pk)],
        "bas": [at("asked"), here, at("after", row.pk)],
        "candidate": [at("mine"), at("choose", row.pk), at("answer", row.pk), at("after", row.pk)],
    }
