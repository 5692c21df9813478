"""The pre-track for the browser: Sara, who reads Arabic, is in it, and her days at Bas' are arranged."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.privacy.actor import SYSTEM, Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Days
from leerwerk.trajectories.actions.checking import settle_again
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Blueprint, Cohort, Party, Preparation
from tests.enrolling import enrol

SINCE = date(2026, 11, 1)


def _group(workplace: Workplace, educator: int, mentor: int) -> Cohort:
    """A group that has begun, of a design with days at work before the start."""
    offer = Offer.objects.filter(cohort__isnull=False).select_related("cohort").order_by("id")[0]
    cohort: Any = Cohort.objects.get(pk=offer.cohort_id)
    cohort.pk, cohort.code, cohort.state, cohort.educator_id = None, "voortraject", CohortState.RUNNING, educator
    cohort.version = Blueprint.objects.get(code="zorg").versions.all()[0]
    cohort.save(force_insert=True)
    Offer.objects.create(cohort=cohort, workplace=workplace)
    Party.objects.create(cohort=cohort, organisation_id=mentor, role="mentor", since=SINCE)
    return Cohort.objects.get(pk=cohort.pk)


def preparation_pages(somebody: dict[str, Actor], mine: Candidate) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them. ``mine`` has an account."""
    bas = somebody["bas"]
    Candidate.objects.filter(pk=mine.pk).update(contact_language="ar")
    workplace = Workplace.objects.filter(employer=bas.organisation).order_by("id")[0]
    cohort = _group(workplace, somebody["lotte"].organisation, somebody["mo"].organisation)
    with transaction.atomic():  # the database asks at its end whether the events explain the stage
        enrolment = enrol(mine, cohort, Stage.PRE_TRACK)
    enrolment.shown = True
    enrolment.save(update_fields=["shown"])
    Seat.objects.create(enrolment=enrolment, workplace=workplace)
    roles = {"cohort": cohort, "role": "employer", "since": SINCE}
    Party.objects.create(enrolment=enrolment, organisation_id=workplace.employer_id, **roles)
    settle_again(cohort=cohort, by=SYSTEM)
    rows = {row.kind: row for row in Preparation.objects.filter(cohort=cohort).select_related("cohort", "enrolment")}
    taster, team, arithmetic = (rows[kind] for kind in ("taster", "intercultural_team", "arithmetic"))
    days = Days(place="de kas, bij Piet", begins_on=timezone.localdate() + timedelta(days=4), days=3)
    actions.arrange_taster(preparation=taster, said=days, seen=0, by=bas)

    def at(name: str, *about: object) -> str:
        return reverse(f"trajectories:{name}", args=about)

    return {
        "roos": [
            *(at("preparations", cohort.pk), at("prepared", enrolment.pk), at("preparation", taster.pk)),
            at("step", enrolment.pk, "advise"),
        ],
        "karim": [at("tell", taster.pk), at("add_piece", enrolment.pk), at("change_piece", arithmetic.pk)],
        "bas": [
            *(at("prepared", enrolment.pk), at("report", taster.pk), at("arrange_taster", taster.pk)),
            *(at("check_team", team.pk), at("preparation", team.pk)),
        ],
        "lotte": [at("conclude_piece", arithmetic.pk)],
        "candidate": [at("my_preparation"), at("tell", taster.pk), at("preparation", taster.pk)],
    }
