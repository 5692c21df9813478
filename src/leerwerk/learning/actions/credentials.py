"""Drafting, issuing and withdrawing credentials."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from leerwerk.learning.enums import ISSUED_HERE, CredentialState
from leerwerk.learning.models import Credential
from leerwerk.learning.queries.credentials import evidence_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment


class WasWithdrawn(Exception):
    """The credential was withdrawn; a new one is drafted."""


class NotIssuedHere(Exception):
    """It is a paper of another body: here one writes that it was seen."""


@action
def draft_credential(*, enrolment: Enrolment, kind: str, title: str, by: Actor) -> Credential:
    """Draft a credential of the actor's organisation with the evidence of today.

    A draft that is there gets the evidence of today; what was issued stays as it is. Raises NotIssuedHere.
    """
    if kind not in ISSUED_HERE:
        raise NotIssuedHere
    about = Candidate(pk=enrolment.candidate_id)
    there = Credential.objects.filter(enrolment=enrolment, kind=kind, title=title, issuer_id=by.organisation)
    known = there.exclude(state=CredentialState.WITHDRAWN).first()
    if known is not None and known.state == CredentialState.ISSUED:
        record("learning.credential_left_as_it_was", about, by=by, credential=known.pk)
        return known
    row = known or Credential(enrolment=enrolment, kind=kind, title=title, issuer_id=by.organisation)
    row.day, row.evidence, row.written_by_id = timezone.localdate(), evidence_of(enrolment), by.person_id
    with transaction.atomic():
        row.save()
    record("learning.credential_drafted", about, by=by, credential=row.pk, what=kind)
    return row


@action
def issue_credential(*, credential: Credential, by: Actor) -> Credential:
    """Say that a credential was given today; twice is once. Raises WasWithdrawn and NotIssuedHere."""
    row = Credential.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=credential.pk)
    if row.state == CredentialState.WITHDRAWN:
        raise WasWithdrawn
    if row.state == CredentialState.SEEN or not row.issued_here:
        raise NotIssuedHere
    about = Candidate(pk=row.enrolment.candidate_id)
    if row.state == CredentialState.ISSUED:
        record("learning.credential_left_as_it_was", about, by=by, credential=row.pk)
        return row
    row.state, row.day = CredentialState.ISSUED, timezone.localdate()
    row.save(update_fields=["state", "day"])
    record("learning.credential_issued", about, by=by, credential=row.pk)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands on a paper of another body."""

    kind: str
    title: str
    issued_by: str
    number: str
    issued_on: date


@action
def see_credential(*, enrolment: Enrolment, paper: Paper, by: Actor) -> Credential:
    """Write that the actor's organisation saw a paper of another body today; twice is once."""
    about = Candidate(pk=enrolment.candidate_id)
    same = {"enrolment": enrolment, "kind": paper.kind, "title": paper.title, "issuer_id": by.organisation}
    there = Credential.objects.filter(**same).exclude(state=CredentialState.WITHDRAWN).first()
    given = {"issued_by": paper.issued_by, "number": paper.number, "issued_on": paper.issued_on}
    if there is not None and all(getattr(there, name) == value for name, value in given.items()):
        record("learning.credential_left_as_it_was", about, by=by, credential=there.pk)
        return there
    row = there or Credential(**same)
    for name, value in given.items():
        setattr(row, name, value)
    row.state, row.day, row.written_by_id = CredentialState.SEEN, timezone.localdate(), by.person_id
    with transaction.atomic():
        row.save()
    record("learning.credential_seen", about, by=by, credential=row.pk, what=paper.kind)
    return row


@action
def withdraw_credential(*, credential: Credential, by: Actor) -> Credential:
    """Take a credential back, or throw a draft away; twice is once."""
    row = Credential.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=credential.pk)
    about = Candidate(pk=row.enrolment.candidate_id)
    if row.state == CredentialState.WITHDRAWN:
        record("learning.credential_left_as_it_was", about, by=by, credential=row.pk)
        return row
    row.state = CredentialState.WITHDRAWN
    row.save(update_fields=["state"])
    record("learning.credential_withdrawn", about, by=by, credential=row.pk)
    return row
