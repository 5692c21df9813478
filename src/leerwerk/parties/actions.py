"""Every change to organisations, sites, members and invitations."""

import secrets
from dataclasses import replace
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.parties.accounts import open_account
from leerwerk.parties.enums import Function
from leerwerk.parties.letters import LinkLetter, post
from leerwerk.parties.models import Invitation, Membership, Organisation, Person, Site, hash_of
from leerwerk.parties.rules import functions_given_by
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record

LINK_WORKS_FOR = timedelta(days=14)


class LinkIsClosed(Exception):
    """The invitation was accepted, withdrawn or has expired in the meantime."""


@action
def save_organisation(*, organisation: Organisation, by: Actor) -> Organisation:
    """Write a new or changed organisation."""
    organisation.save()
    record("organisation_saved", organisation, by=by)
    return organisation


@action
def add_site(*, site: Site, by: Actor) -> Site:
    """Add a place where an organisation works or teaches."""
    site.save()
    record("site_added", site.organisation, by=by, site=site.pk)
    return site


@action
def change_site(*, site: Site, by: Actor) -> Site:
    """Write a changed site."""
    site.save()
    record("site_changed", site.organisation, by=by, site=site.pk)
    return site


@action
def remove_site(*, site: Site, by: Actor) -> None:
    """Remove a site; workplaces there keep their municipality."""
    record("site_removed", site.organisation, by=by, site=site.pk)
    site.delete()


@action
def invite(
    *,
    organisation: Organisation,
    email: str,
    function: str,
    administrator: bool,
    given_name: str = "",
    family_name: str = "",
    link_base: str,
    by: Actor,
) -> str:
    """Invite someone to become a member and write them a letter with a link; return its secret.

    ``link_base`` is the absolute address to which the secret is added. An open invitation for the same address and
    function is withdrawn first, so that only the newest link works; its letter does not go any more. Raises
    PermissionDenied when the actor may not give this function. ``given_name``, ``family_name``: what they are called,
    as far as they told it before.
    """
    if function not in functions_given_by(by, organisation):
        raise PermissionDenied
    now = timezone.now()
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # a double click comes one by one
    before = Invitation.objects.filter(
        email__iexact=email, organisation=organisation, function=function, accepted_at=None, withdrawn_at=None
    )
    post().take_back(_once(key) for key in before.values_list("pk", flat=True))
    before.update(withdrawn_at=now)
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        email=email,
        organisation=organisation,
        function=function,
        administrator=administrator,
        given_name=given_name,
        family_name=family_name,
        token_hash=hash_of(secret),
        invited_by_id=by.person_id,
        expires_at=now + LINK_WORKS_FOR,
    )
    record("member_invited", organisation, by=by, function=function, invitation=invitation.pk)
    _write(invitation, f"{link_base}{secret}/", by)
    return secret


def _once(invitation_key: int) -> str:
    return f"invitation {invitation_key}"


def _write(invitation: Invitation, link: str, by: Actor) -> None:
    context = {"invitation": invitation, "link": link, "inviter": by.name}
    letters = []
    for language in ("nl", "en"):  # somebody without an account has not chosen a language yet
        with override(language):
            letters.append(render_to_string("parties/invitation.txt", context).strip())
    with override("nl"):
        subject = _("Invitation to work together in leerwerk for %(organisation)s") % {
            "organisation": invitation.organisation.name
        }
    known = Person.objects.filter(email__iexact=invitation.email).values_list("pk", flat=True).first()
    letter = LinkLetter(
        once=_once(invitation.pk),
        address=invitation.email,
        language="nl",
        subject=subject,
        body="\n\n—\n\n".join(letters),
        person_id=known,
        organisation_id=invitation.organisation_id,
        region_id=invitation.organisation.region_id,
    )
    post().write_link(letter)


@action
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    """Make the link of an invitation useless. Raises LinkIsClosed when it was accepted in the meantime."""
    invitation = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    if invitation.accepted_at:
        raise LinkIsClosed
    invitation.withdrawn_at = invitation.withdrawn_at or timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    post().take_back([_once(invitation.pk)])
    record("invitation_withdrawn", invitation.organisation, by=by, invitation=invitation.pk)


@action
def accept_invitation(*, invitation: Invitation, person: Person, by: Actor) -> Membership:
    """Make the invited person a member. Raises LinkIsClosed or AddressIsKnown.

    ``person`` may be new (not saved yet) or known. Someone who already has this function keeps the membership.
    """
    invitation = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    if not invitation.is_open(timezone.now()):
        raise LinkIsClosed
    open_account(person)
    by = replace(by, person_id=person.pk)
    membership, _made = Membership.objects.get_or_create(
        person=person,
        organisation=invitation.organisation,
        function=invitation.function,
        until=None,
        defaults={"since": timezone.localdate(), "administrator": invitation.administrator},
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("invitation_accepted", invitation.organisation, by=by, invitation=invitation.pk, person=person.pk)
    return membership


@action
def join_by_code(*, organisation: Organisation, email: str, given_name: str, family_name: str, by: Actor) -> Person:
    """Open an account for a contact of an employer whom a letter reached; they get in by a code, without a password.

    Raises AddressIsKnown: who has an account accepts an invitation with it, so that nobody joins for somebody else.
    """
    person = Person(email=email, given_name=given_name, family_name=family_name)
    person.set_unusable_password()
    open_account(person)
    Membership.objects.create(
        person=person, organisation=organisation, function=Function.EMPLOYER, since=timezone.localdate()
    )
    record("account_opened", organisation, by=by, person=person.pk)
    return person


@action
def end_membership(*, membership: Membership, by: Actor) -> None:
    """Let a membership end today: access stops at the next request; ending it twice keeps the first day."""
    membership = Membership.objects.select_for_update().select_related("organisation").get(pk=membership.pk)
    membership.until = min(membership.until or timezone.localdate(), timezone.localdate())
    membership.save(update_fields=["until"])
    record("membership_ended", membership.organisation, by=by, membership=membership.pk)


@action
def change_account(*, person: Person, by: Actor) -> None:
    """Write a person's own name and language."""
    person.save(update_fields=["given_name", "family_name", "preferred_language"])
    record("account_changed", person, by=by)


@action
def take_second_step_away(*, person: Person, by: Actor) -> None:
    """Let somebody who lost their phone and their codes sign in with the password alone."""
    Authenticator.objects.filter(user=person).delete()
    record("second_step_taken_away", person, by=by)
