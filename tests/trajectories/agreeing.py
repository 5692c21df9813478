"""An agreement about Amal that is whole: what people fill in, and everybody approving it."""

import io
from typing import Any

from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from leerwerk.placement.models import Task, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Reply
from leerwerk.trajectories.enums import Verdict
from leerwerk.trajectories.models import Agreement, AgreementDraft, AgreementVersion, Cohort, Enrolment

FILLED: dict[str, Any] = {
    "pay_unit": "hour",
    "pay": "15.50",
    "wage_scale": "adult",
    "lessons_paid": "no",
    "contract_months": 12,
    "trial_months": 1,
    "notice_weeks": 4,
    "growth_months": 12,
    "growth": "Voorman in opleiding, een trede hoger.",
    "pays_lessons": "budget",
    "pays_travel": "employer",
    "pays_tools": "employer",
    "pays_coaching": "intermediary",
    "talk_days": 5,
    "when_it_stops": "We zoeken binnen een maand een andere werkplek.",
}
GROUP_FILLED: dict[str, Any] = {
    "meeting_weeks": 6,
    "talk_days": 5,
    "employer_stops": "Het Werkcentrum zoekt binnen twee weken een andere werkplek.",
    "too_few": "We wachten een maand en beslissen dan samen.",
    "not_covered": "intermediary",
}
MATTERS = "trajectories.agreement."
APPROVED = Reply(verdict=Verdict.APPROVED)
SIDES = ("amal", "karim", "bas", "lotte", "mo")


def declined(words: str) -> Reply:
    """Return an answer that does not agree."""
    return Reply(verdict=Verdict.DECLINED, words=words)


def describe(workplace: Workplace) -> None:
    """Let an employer say what the work is, and who helps there."""
    Workplace.objects.filter(pk=workplace.pk).update(mentor_name="Joke Bos")
    for position, name in enumerate(("Planten verzorgen", "Gereedschap schoonmaken"), 1):
        Task.objects.get_or_create(workplace=workplace, position=position, defaults={"name": name})


def of(enrolment: Enrolment) -> Agreement:
    """Return somebody's agreement."""
    return Agreement.objects.select_related("cohort", "enrolment").get(enrolment=enrolment)


def together(cohort: Cohort) -> Agreement:
    """Return the agreement of the organisations around a group."""
    return Agreement.objects.select_related("cohort", "enrolment").get(cohort=cohort, enrolment=None)


def sent(agreement: Agreement, by: Actor, note: str = "", **other: Any) -> AgreementVersion:
    """Fill in what is asked, except for what is given, and send it."""
    filled = (FILLED if agreement.enrolment_id else GROUP_FILLED) | other
    draft = AgreementDraft.objects.filter(agreement=agreement).first()
    seen = draft.edits if draft else 0
    actions.fill_in(agreement=agreement, filled={k: v for k, v in filled.items() if v is not None}, seen=seen, by=by)
    return actions.send_version(agreement=agreement, note=note, by=by)


def say(agreement: Agreement, by: Actor, reply: Reply = APPROVED, version: AgreementVersion | None = None) -> None:
    """Let somebody answer the newest version, or another one."""
    version = version or agreement.versions.first()
    assert version is not None
    actions.answer(agreement=agreement, fingerprint=version.fingerprint, reply=reply, by=by)


def awaited(subject: str, key: int) -> set[tuple[str, str, str]]:
    """What is open about an agreement: what, whose function, and of which organisation."""
    found = Matter.objects.filter(
        kind__startswith=MATTERS, subject_type=subject, subject_id=key, closed_at=None
    ).select_related("organisation")
    return {
        (one.kind.removeprefix(MATTERS), one.function, one.organisation.code if one.organisation else "")
        for one in found
    }


def of_amal(running: Any) -> set[tuple[str, str, str]]:
    return awaited("trajectories.enrolment", running.amal.pk)


def document(client: Client, agreement: Agreement, **asked: str) -> PdfReader:
    """Return the document of an agreement as who reads it gets it."""
    answer = client.get(reverse("trajectories:agreement_document", args=[agreement.pk]), asked)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert "attachment" in answer["Content-Disposition"]
    return PdfReader(io.BytesIO(answer.content))


def amal_herself() -> Person:
    """The account with which Amal signs in."""
    return Person.objects.get(email="amal@example.org")
