"""Agreements for the browser: one in force with a newer version that is disputed, one that lacks something."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from leerwerk.parties.models import Person
from leerwerk.parties.queries import actor_of
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions import Reply, send_link
from leerwerk.trajectories.enums import CohortState, Stage, Verdict
from leerwerk.trajectories.models import Agreement, Cohort, Party
from tests.enrolling import enrol
from tests.trajectories import agreeing

SINCE = date(2026, 11, 1)


def _group(workplace: Workplace, educator: int, mentor: int) -> Cohort:
    """A decided group of its own, so that nothing of the plans that others look at changes."""
    offer = Offer.objects.filter(cohort__isnull=False).select_related("cohort").order_by("id")[0]
    cohort: Any = Cohort.objects.get(pk=offer.cohort_id)
    cohort.pk, cohort.code, cohort.state, cohort.educator_id = None, "afspraken", CohortState.DECIDED, educator
    cohort.save(force_insert=True)
    Offer.objects.create(cohort=cohort, workplace=workplace)
    Party.objects.create(cohort=cohort, organisation_id=mentor, role="mentor", since=SINCE)
    return Cohort.objects.get(pk=cohort.pk)


def _selected(candidate: Candidate, cohort: Cohort, workplace: Workplace) -> Agreement:
    with transaction.atomic():  # the database asks at its end whether the events explain the stage
        enrolled = enrol(candidate, cohort, Stage.SELECTED)
    enrolled.shown = True
    enrolled.save(update_fields=["shown"])
    Seat.objects.create(enrolment=enrolled, workplace=workplace)
    roles = {"cohort": cohort, "role": "employer", "since": SINCE}
    Party.objects.create(enrolment=enrolled, organisation_id=workplace.employer_id, **roles)
    return Agreement.objects.create(kind="learn_work", cohort=cohort, enrolment=enrolled)


def agreement_pages(somebody: dict[str, Actor], mine: Candidate) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them. ``mine`` has an account, and reads Arabic."""
    roos, bas = somebody["roos"], somebody["bas"]
    Candidate.objects.filter(pk=mine.pk).update(contact_language="ar")
    mine.refresh_from_db()
    assert mine.person_id is not None
    candidate = actor_of(Person.objects.get(pk=mine.person_id))
    workplace = Workplace.objects.filter(employer=bas.organisation).order_by("id")[0]
    agreeing.describe(workplace)
    cohort = _group(workplace, somebody["lotte"].organisation, somebody["mo"].organisation)
    whole = _selected(mine, cohort, workplace)
    other = Candidate.objects.filter(intermediary=mine.intermediary, enrolments=None, person=None).order_by("id")[0]
    lacks = _selected(other, cohort, workplace)
    together = Agreement.objects.create(kind="cooperation", cohort=cohort)
    budget = {"pays_lessons": "educator"}
    agreeing.sent(whole, roos, **budget)
    for who in (candidate, somebody["karim"], bas, somebody["lotte"], somebody["mo"]):
        agreeing.say(whole, who)
    version = agreeing.sent(whole, bas, note="Een langer contract.", contract_months=24, **budget)
    agreeing.say(whole, somebody["karim"])
    agreeing.say(whole, somebody["lotte"], agreeing.declined("De lessen zijn op dinsdag, niet op woensdag."))
    employer, school = version.sides.get(side="employer"), version.sides.get(side="educator")
    secret = send_link(side=employer, email="baas@elders.example", link_base="http://127.0.0.1/", by=roos)
    read = Reply(verdict=Verdict.DECLINED, words="Ik wil eerst praten.", helped_by="Hanan", help_language="ar")
    agreeing.say(whole, candidate, read)

    def at(name: str, *about: object) -> str:
        return reverse(f"trajectories:{name}", args=about)

    return {
        "roos": [
            at("agreements"),
            *(at("agreement", one.pk) for one in (whole, lacks, together)),
            at("agreement_terms", lacks.pk),
            at("agreement_terms", together.pk),
            at("agreement_send", whole.pk),
            at("agreement_send", lacks.pk),
            at("agreement_ask", school.pk),
        ],
        "lotte": [at("agreement", whole.pk), at("agreement_answer", whole.pk)],
        "karim": [at("agreement_help", whole.pk)],
        "candidate": [
            at("agreement", whole.pk),
            at("agreement_answer", whole.pk),
            at("agreement", whole.pk) + "?language=ti",
        ],
        "nobody": [at("agreement_by_link", secret), at("agreement_thanks")],
    }
