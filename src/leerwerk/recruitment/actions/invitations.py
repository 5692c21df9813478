"""Letting candidates see their own file."""

import secrets
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from leerwerk.notices.actions import take_back, write_link
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.own_language import DUTCH, ENGLISH, languages_for, one_below_the_other
from leerwerk.parties.accounts import open_account
from leerwerk.parties.letters import LinkLetter
from leerwerk.parties.models import Person, hash_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment import letters
from leerwerk.recruitment.models import Candidate, FileInvitation

LINK_WORKS_FOR = timedelta(days=14)


class LinkIsClosed(Exception):
    """The invitation was accepted, withdrawn or has expired in the meantime."""


class HasAnotherFile(Exception):
    """The account belongs to another candidate's file, or the file to another account."""


def _tie(candidate: Candidate, person: Person) -> None:
    if candidate.person_id not in (None, person.pk):
        raise HasAnotherFile
    if Candidate.objects.filter(person=person).exclude(pk=candidate.pk).exists():
        raise HasAnotherFile
    candidate.person = person
    candidate.save(update_fields=["person"])


@action
def link_account(*, candidate: Candidate, person: Person, by: Actor) -> None:
    """Tie an account to a candidate's own file. Raises HasAnotherFile."""
    _tie(candidate, person)
    record("account_linked", candidate, by=by, person=person.pk)


@action
def invite_candidate(*, candidate: Candidate, email: str, link_base: str, by: Actor) -> str:
    """Write the candidate a letter with a link to their own file; return its secret. Raises HasAnotherFile.

    ``link_base`` is the absolute address to which the secret is added. An open invitation of the same candidate is
    withdrawn first, so that only the newest link works; its letter does not go any more.
    """
    held = Candidate.objects.select_for_update(of=("self",)).select_related("intermediary", "municipality")
    candidate = held.get(pk=candidate.pk)
    if candidate.person_id is not None:
        raise HasAnotherFile
    now = timezone.now()
    before = candidate.invitations.filter(accepted_at=None, withdrawn_at=None)
    take_back(_once(key) for key in before.values_list("pk", flat=True))
    before.update(withdrawn_at=now)
    secret = secrets.token_urlsafe(24)
    invitation = FileInvitation.objects.create(
        candidate=candidate,
        email=email,
        token_hash=hash_of(secret),
        invited_by_id=by.person_id,
        expires_at=now + LINK_WORKS_FOR,
    )
    record("candidate_invited", candidate, by=by, invitation=invitation.pk)
    _write(invitation, f"{link_base}{secret}/", by)
    return secret


def _once(invitation_key: int) -> str:
    return f"file invitation {invitation_key}"


def _write(invitation: FileInvitation, link: str, by: Actor) -> None:
    context = {"candidate": invitation.candidate, "link": link, "inviter": by.name}
    languages = languages_for(invitation.candidate.contact_language)
    if languages == [DUTCH]:  # also where nobody asked yet; two are better than one
        languages = [DUTCH, ENGLISH]
    letter = LinkLetter(
        once=_once(invitation.pk),
        address=invitation.email,
        language=languages[0],
        subject=letters.about_the_own_file(languages[0]),
        body=one_below_the_other(languages, lambda language: letters.own_file(language, context)),
        organisation_id=invitation.candidate.intermediary_id,
        region_id=invitation.candidate.municipality.region_id,
    )
    write_link(letter, kind=LetterKind.OWN_FILE)


@action
def withdraw_file_invitation(*, invitation: FileInvitation, by: Actor) -> None:
    """Make the link useless. Raises LinkIsClosed when it was accepted in the meantime."""
    invitation = FileInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise LinkIsClosed
    invitation.withdrawn_at = invitation.withdrawn_at or timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    take_back([_once(invitation.pk)])
    record("candidate_invitation_withdrawn", invitation.candidate, by=by, invitation=invitation.pk)


@action
def accept_file(*, invitation: FileInvitation, person: Person, by: Actor) -> Candidate:
    """Give the invited person, new or known, their own file. Raises LinkIsClosed, HasAnotherFile or AddressIsKnown."""
    invitation = FileInvitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open(timezone.now()):
        raise LinkIsClosed
    candidate = Candidate.objects.select_for_update().get(pk=invitation.candidate_id)
    open_account(person)
    _tie(candidate, person)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("account_linked", candidate, by=replace(by, person_id=person.pk), invitation=invitation.pk)
    return candidate
