"""Inviting an employer to describe a workplace, what is typed behind the link, and what becomes of it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.notices.actions import Awaited, settle, take_back, write_link
from leerwerk.notices.enums import LetterKind
from leerwerk.parties.actions import LINK_WORKS_FOR, LinkIsClosed, invite, join_by_code, save_organisation
from leerwerk.parties.enums import Function
from leerwerk.parties.letters import LinkLetter
from leerwerk.parties.models import Organisation, Region, hash_of
from leerwerk.placement.actions.network import keep_contact
from leerwerk.placement.actions.workplaces import register_workplace
from leerwerk.placement.models import EmployerContact, EmployerLink, Workplace, WorkplaceDraft
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.actions import WrittenMeanwhile

DRAFT = "placement.draft"
TIME_TO_LOOK = timedelta(days=7)
KEPT_FOR = timedelta(days=90)  # how long after a link ended what was typed behind it stays

type Said = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What an employer sent, read from the form: a workplace without employer and code, its tasks, and who they are."""

    workplace: Workplace
    tasks: Sequence[str]
    contact_name: str
    contact_role: str = ""
    phone: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """Their given name and family name, as far as one name tells them apart."""
        given, _space, family = self.contact_name.strip().partition(" ")
        return given[:80], family.strip()[:80]


def _once(link: EmployerLink) -> str:
    return f"employer link {link.pk} {link.token_hash[:12]}"


@action
def invite_employer(*, employer: Organisation | None, company: str, email: str, link_base: str, by: Actor) -> str:
    """Write an employer a letter with a link to describe a workplace; return its secret.

    Invited again before they were done, they get a new link to the same draft; the one before works no longer, nor does
    its letter go. ``link_base``: the absolute address to which the secret is added. ``employer``: None for one that is
    not among the region's organisations yet.
    """
    region = Region.objects.select_for_update(no_key=True).get(pk=by.region)  # a double click comes one by one
    name = employer.name if employer is not None else company.strip()
    open_ones = EmployerLink.objects.filter(region=region, sent_at=None, withdrawn_at=None)
    link = open_ones.filter(email__iexact=email, company__iexact=name).first()
    link = link or EmployerLink(region=region, email=email, company=name)
    secret = secrets.token_urlsafe(24)
    if not link._state.adding:
        take_back([_once(link)])
    link.employer = employer or link.employer
    link.token_hash, link.expires_at = hash_of(secret), timezone.now() + LINK_WORKS_FOR
    link.invited_by_id, link.organisation_id, link.function = by.person_id, by.organisation_id, by.function
    link.save()
    record("employer_invited", link, by=by)
    _write(link, secret, link_base, by)
    return secret


def _write(link: EmployerLink, secret: str, link_base: str, by: Actor) -> None:
    context = {"link": f"{link_base}{secret}/", "company": link.company, "sender": by.name, "until": link.expires_at}
    letters = []
    for language in ("nl", "en"):  # somebody without an account has not chosen a language yet
        with override(language):
            letters.append(render_to_string("placement/employer_link.txt", context).strip())
    with override("nl"):
        subject = _("Describe a workplace in five minutes")
    letter = LinkLetter(
        once=_once(link),
        address=link.email,
        language="nl",
        subject=subject,
        body="\n\n—\n\n".join(letters),
        organisation_id=by.organisation_id,
        region_id=by.region_id,
    )
    write_link(letter, kind=LetterKind.LINK)


@action
def withdraw_employer_link(*, link: EmployerLink, by: Actor) -> None:
    """Let a link work no longer, and throw away what was typed. Raises LinkIsClosed when it was sent meanwhile."""
    row = EmployerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.sent_at is not None:
        raise LinkIsClosed
    if row.withdrawn_at is not None:
        record("employer_link_left_as_it_was", row, by=by)
        return
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    take_back([_once(row)])
    with lowered():  # what was not sent is not shown to whoever withdraws it, and goes all the same
        WorkplaceDraft.objects.filter(link=row).delete()
    record("employer_link_withdrawn", row, by=by)


def _open(link: EmployerLink) -> EmployerLink:
    """The link as it is now, for this transaction only. Raises LinkIsClosed."""
    row = EmployerLink.objects.select_for_update(of=("self",)).filter(pk=link.pk, token_hash=link.token_hash).first()
    if row is None or not row.is_open(timezone.now()):
        raise LinkIsClosed
    return row


def _kept(link: EmployerLink, said: Said, seen: int) -> tuple[WorkplaceDraft, bool]:
    """Keep what was typed; return the draft and whether it is other than before. Raises WrittenMeanwhile."""
    draft = WorkplaceDraft.objects.filter(link=link).first() or WorkplaceDraft(link=link)
    if draft.said == dict(said):
        return draft, False
    if seen != draft.edits:
        raise WrittenMeanwhile
    draft.said, draft.edits, draft.saved_at = dict(said), draft.edits + 1, timezone.now()
    draft.save()
    return draft, True


@action
def save_draft(*, link: EmployerLink, said: Said, seen: int, by: Actor) -> WorkplaceDraft:
    """Keep what an employer typed so far. ``seen``: how often it had been saved when the page was shown.

    Raises LinkIsClosed, and WrittenMeanwhile when another window saved something else.
    """
    row = _open(link)
    draft, other = _kept(row, said, seen)
    record("draft_saved" if other else "draft_left_as_it_was", row, by=by)
    return draft


@part
def await_a_look(link: EmployerLink) -> None:
    """Let what was sent by an employer nobody knows yet wait for who invited them."""
    wanted = []
    if link.sent_at is not None and link.settled_at is None:
        directs = link.function == Function.DIRECTOR or link.organisation_id is None
        wanted = [
            Awaited(
                kind=DRAFT,
                organisation_id=None if directs else link.organisation_id,
                function=Function.DIRECTOR if directs else link.function,
                due_on=timezone.localdate() + TIME_TO_LOOK,
                region_id=link.region_id,
                person_id=link.invited_by_id,
            )
        ]
    settle(link, DRAFT, wanted)


@part
def become_a_workplace(link: EmployerLink, employer: Organisation, described: Described, by: Actor) -> None:
    """Register what was described as a workplace of an employer, with whom one speaks to there."""
    workplace = described.workplace
    workplace.employer, workplace.code = employer, f"w{employer.pk}-d{link.pk}"
    workplace.sector = workplace.sector or employer.sector
    register_workplace(workplace=workplace, tasks=described.tasks, by=by)
    contact = EmployerContact(
        employer=employer,
        name=described.contact_name,
        role=described.contact_role,
        email=link.email,
        phone=described.phone,
    )
    keep_contact(contact=contact, by=by)
    link.employer, link.workplace, link.settled_at = employer, workplace, timezone.now()


@action
def send_draft(*, link: EmployerLink, said: Said, described: Described, seen: int, by: Actor) -> EmployerLink:
    """Take in what was described: a known employer's workplace is registered, of another one it waits for a look.

    Raises LinkIsClosed, and WrittenMeanwhile when another window saved something else.
    """
    row = _open(link)
    _kept(row, said, seen)
    row.sent_at = timezone.now()
    if row.employer is not None:
        acting = Actor(person_id=None, name=by.name, organisation_id=row.employer_id, region_id=row.region_id)
        become_a_workplace(row, row.employer, described, acting)
    row.save()
    await_a_look(row)
    record("draft_sent", row, by=by)
    return row


def _sent(link: EmployerLink) -> EmployerLink:
    """What was sent and waits for a look. Raises LinkIsClosed."""
    row = EmployerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.sent_at is None or row.settled_at is not None:
        raise LinkIsClosed
    return row


@action
def accept_draft(
    *, link: EmployerLink, employer: Organisation, described: Described, link_base: str, by: Actor
) -> EmployerLink:
    """Make what was sent a workplace of this employer, and invite who sent it to have an account.

    ``employer`` may be new, not saved yet. Raises LinkIsClosed when somebody did so meanwhile.
    """
    row = _sent(link)
    if employer._state.adding:
        save_organisation(organisation=employer, by=by)
    become_a_workplace(row, employer, described, by)
    row.account_asked_at = timezone.now()
    row.save()
    await_a_look(row)
    record("draft_accepted", row, by=by)
    _invited(row, employer, described.names, link_base, by)
    return row


@action
def set_draft_aside(*, link: EmployerLink, by: Actor) -> None:
    """Make nothing of what was sent, and throw it away. Raises LinkIsClosed when somebody accepted it meanwhile."""
    row = _sent(link)
    row.settled_at = row.withdrawn_at = timezone.now()
    row.save()
    WorkplaceDraft.objects.filter(link=row).delete()
    await_a_look(row)
    record("draft_set_aside", row, by=by)


def _invited(link: EmployerLink, employer: Organisation, names: tuple[str, str], link_base: str, by: Actor) -> str:
    given, family = names
    return invite(
        organisation=employer,
        email=link.email,
        function=Function.EMPLOYER,
        administrator=False,
        given_name=given,
        family_name=family,
        link_base=link_base,
        by=by,
    )


def _registered(link: EmployerLink) -> EmployerLink:
    """A link whose workplace is registered, for this transaction only. Raises LinkIsClosed."""
    row = EmployerLink.objects.select_for_update(of=("self",)).filter(pk=link.pk, token_hash=link.token_hash).first()
    if row is None or row.employer is None or row.settled_at is None or row.withdrawn_at is not None:
        raise LinkIsClosed
    return row


@action
def open_account(*, link: EmployerLink, names: tuple[str, str], by: Actor) -> None:
    """Give who described a workplace an account, into which a code by e-mail lets them; whoever holds the link alone
    does not get in.

    Raises LinkIsClosed when nothing was registered, or the link is too old; AddressIsKnown.
    """
    row = _registered(link)
    assert row.employer is not None
    given, family = names
    join_by_code(
        organisation=row.employer, email=row.email, given_name=given or row.company[:80], family_name=family, by=by
    )
    row.account_asked_at = timezone.now()
    row.save(update_fields=["account_asked_at"])
    record("account_asked", row, by=by)


@action
def ask_for_account(*, link: EmployerLink, names: tuple[str, str], link_base: str, by: Actor) -> str:
    """Invite who described a workplace and has an account elsewhere here; return the secret, empty the second time.

    Raises LinkIsClosed when nothing was registered, or the link is too old.
    """
    row = _registered(link)
    assert row.employer is not None
    if row.account_asked_at is not None:
        record("employer_link_left_as_it_was", row, by=by)
        return ""
    row.account_asked_at = timezone.now()
    row.save(update_fields=["account_asked_at"])
    record("account_asked", row, by=by)
    return _invited(row, row.employer, names, link_base, by)


@action
def forget_drafts(*, region: Region, today: date, by: Actor) -> int:
    """Throw away what was typed behind links that ended long ago, unless it still waits for a look. Once a day."""
    ended = WorkplaceDraft.objects.filter(link__region=region, link__expires_at__date__lt=today - KEPT_FOR)
    gone, _by_table = ended.exclude(link__sent_at__isnull=False, link__settled_at=None).delete()
    record("drafts_forgotten", region, by=by, drafts=gone)
    return gone
