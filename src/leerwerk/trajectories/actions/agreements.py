"""Every change to agreements: what is filled in, a version that is sent, and what each side says of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.engine import agreement as engine
from leerwerk.engine.agreement import Circle, Draft, Missing, PartyFact
from leerwerk.engine.pathway import Doer
from leerwerk.notices.actions import take_back, write_link
from leerwerk.notices.enums import LetterKind
from leerwerk.parties.enums import Function
from leerwerk.parties.letters import LinkLetter
from leerwerk.parties.models import Organisation, hash_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions.agreement_matters import await_agreement
from leerwerk.trajectories.enums import AgreementKind, Verdict
from leerwerk.trajectories.models import (
    Agreement,
    AgreementAnswer,
    AgreementDraft,
    AgreementPart,
    AgreementSide,
    AgreementVersion,
    AnswerWords,
    ApprovalLink,
)
from leerwerk.trajectories.queries.agreements import Standing, Version, told, why_not
from leerwerk.trajectories.queries.drawing_up import approvers, drawn_up, language_of
from leerwerk.trajectories.rules import asked_sides

LINK_WORKS_FOR = timedelta(days=14)


class WrittenMeanwhile(Exception):
    """Somebody else filled something in after the form was opened."""


class CannotBeSent(Exception):
    """What an agreement cannot do without is missing: ``missing``."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


class NotTheNewest(Exception):
    """Another version was sent after the page was opened."""


class NotYourSide(Exception):
    """The actor speaks for no side of this version."""


class NobodyHelped(Exception):
    """An intermediary who writes down what a candidate said names who read it to them, and in which language."""


class LinkIsClosed(Exception):
    """The link was used, withdrawn or has expired, or its version is not the newest any more."""


class ApprovedAlready(Exception):
    """This side has approved the version; there is nothing to ask by a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a side says: ``words`` why not; ``helped_by`` and ``help_language`` when it was read to the candidate."""

    verdict: Verdict
    words: str = ""
    helped_by: str = ""
    help_language: str = ""


def _about(agreement: Agreement) -> Model:
    """What an event is about: the participant's file, which the wall may hide from who acts, or the group."""
    return Candidate(pk=agreement.enrolment.candidate_id) if agreement.enrolment else agreement.cohort


def _held(agreement: Agreement) -> Agreement:
    """Let nobody else change this agreement meanwhile."""
    held = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related("cohort__version", "enrolment")
    return held.get(pk=agreement.pk)


@action
def fill_in(*, agreement: Agreement, filled: Mapping[str, Any], seen: int, by: Actor) -> AgreementDraft:
    """Keep what somebody filled in for the next version. ``seen``: how often it was written when the form was opened.

    The same once more has no second effect. Raises WrittenMeanwhile.
    """
    held = _held(agreement)
    draft, _made = AgreementDraft.objects.get_or_create(agreement=held)
    if draft.edits and draft.filled == dict(filled):
        record("agreement_left_as_it_was", _about(held), by=by, agreement=held.pk)
        return draft
    if draft.edits != seen:
        raise WrittenMeanwhile
    draft.filled = dict(filled)
    draft.edits += 1
    draft.changed_by_id = by.person_id
    draft.changed_at = timezone.now()
    draft.save()
    await_agreement(held)
    record("agreement_filled_in", _about(held), by=by, agreement=held.pk)
    return draft


def _director(by: Actor) -> Organisation | None:
    return Organisation.objects.get(pk=by.organisation) if by.function == Function.DIRECTOR else None


def _same(latest: Version, draft: Draft, sides: list[PartyFact]) -> bool:
    was = [(one.side.side, one.side.organisation_id, one.side.name) for one in latest.standings]
    return latest.clauses == draft.terms.clauses and was == [(str(one.side), one.key, one.name) for one in sides]


@action
def send_version(*, agreement: Agreement, note: str, by: Actor) -> AgreementVersion:
    """Make a version of what the terms are now, for every side to approve; the one before it stays in force till then.

    A version that equals the newest one, which nobody declined, is not made twice. Raises CannotBeSent, NobodyThere.
    """
    held = _held(agreement)
    filled = AgreementDraft.objects.filter(agreement=held).first()
    draft = drawn_up(held, filled.filled if filled else {})
    if draft.missing:
        raise CannotBeSent(draft.missing)
    sides = approvers(held, _director(by))
    latest = told(held).latest
    if latest is not None and not latest.disputed and _same(latest, draft, sides):
        record("agreement_left_as_it_was", _about(held), by=by, agreement=held.pk, version=latest.row.number)
        return latest.row
    with lowered():  # a version with a former employer is not seen by the next one, and its number is taken
        number = AgreementVersion.objects.filter(agreement=held).count() + 1
        _withdrawn(ApprovalLink.objects.filter(side__version__agreement=held))
    version = _written(held, number, draft, sides, note, by)
    await_agreement(held)
    facts = {"agreement": held.pk, "version": number, "fingerprint": version.fingerprint}
    record("agreement_sent", _about(held), by=by, **facts)
    return version


def _written(
    agreement: Agreement, number: int, draft: Draft, sides: list[PartyFact], note: str, by: Actor
) -> AgreementVersion:
    sealed = engine.sealed(draft.terms, [secrets.token_hex(16) for _ in draft.terms.clauses])
    leaves = [one.leaf for one in sealed]
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=number,
        fingerprint=engine.fingerprint(leaves),
        leaves=leaves,
        note=note.strip(),
        beside=language_of(agreement),
        made_by_id=by.person_id,
        made_for_id=by.organisation_id,
    )
    AgreementSide.objects.bulk_create(
        AgreementSide(version=version, side=str(one.side), organisation_id=one.key, name=one.name) for one in sides
    )
    for circle in Circle:
        clauses = [
            engine.to_json(one.clause) | {"position": one.position, "salt": one.salt}
            for one in sealed
            if one.clause.circle is circle
        ]
        if clauses:
            AgreementPart.objects.create(version=version, circle=str(circle), clauses=clauses)
    return version


def _circle_of(agreement: Agreement, side: AgreementSide) -> Circle:
    """Who reads why a side declined: whom pay concerns may write about pay."""
    if agreement.kind == AgreementKind.COOPERATION:
        return Circle.EVERYONE
    return Circle.EMPLOYMENT if Circle.EMPLOYMENT in engine.circles_of(Doer(side.side)) else Circle.EVERYONE


def _said_already(standing: Standing, reply: Reply, signer: str) -> bool:
    last = standing.latest
    if last is None:
        return False
    again = (last.verdict, why_not(last), last.signer) == (reply.verdict, reply.words.strip(), signer)
    return last.verdict == Verdict.APPROVED or again


def _answered(
    agreement: Agreement, version: Version, standing: Standing, reply: Reply, by: Actor, link: ApprovalLink | None
) -> None:
    """Write what a side says, and let the version bind when it was the last to approve."""
    answer = AgreementAnswer.objects.create(
        side=standing.side,
        verdict=reply.verdict,
        person_id=by.person_id,
        link=link,
        signer=by.name[:170],
        helped_by=reply.helped_by.strip(),
        help_language=reply.help_language if reply.helped_by.strip() else "",
    )
    if reply.verdict == Verdict.DECLINED:
        circle = str(_circle_of(agreement, standing.side))
        AnswerWords.objects.create(answer=answer, circle=circle, text=reply.words.strip())
    others = [one for one in version.standings if one.side.pk != standing.side.pk]
    if reply.verdict == Verdict.APPROVED and all(one.approved for one in others):
        AgreementVersion.objects.filter(pk=version.row.pk).update(bound_at=timezone.now())


def _newest(agreement: Agreement, fingerprint: str) -> Version:
    latest = told(agreement).latest
    if latest is None or latest.row.fingerprint != fingerprint:
        raise NotTheNewest
    return latest


@action
def answer(*, agreement: Agreement, fingerprint: str, reply: Reply, for_candidate: bool = False, by: Actor) -> None:
    """Approve or decline a version, for one's own side, or write down what the candidate said (``for_candidate``).

    An approval stays; the same answer once more has no second effect. Raises NotTheNewest, NotYourSide, NobodyHelped.
    """
    held = _held(agreement)
    version = _newest(held, fingerprint)
    if for_candidate:
        if by.function != Function.CASEWORKER:
            raise NotYourSide
        if not reply.helped_by.strip() or not reply.help_language:
            raise NobodyHelped
        standing = version.candidate
    else:
        standing = version.of(by)
    if standing is None:
        raise NotYourSide
    facts = {"agreement": held.pk, "version": version.row.number, "side": standing.side.side}
    if _said_already(standing, reply, by.name):
        record("agreement_left_as_it_was", _about(held), by=by, **facts)
        return
    _answered(held, version, standing, reply, by, None)
    await_agreement(held)
    record("agreement_answered", _about(held), by=by, verdict=str(reply.verdict), **facts)


@action
def send_link(*, side: AgreementSide, email: str, link_base: str, by: Actor) -> str:
    """Write somebody a letter with a link to answer for a side; return its secret.

    An open link of the same side is withdrawn first; its letter does not go any more. ``link_base``: the absolute
    address to which the secret is added. Raises NotYourSide, NotTheNewest, ApprovedAlready.
    """
    held = _held(side.version.agreement)
    version = _newest(held, side.version.fingerprint)
    standing = next(one for one in version.standings if one.side.pk == side.pk)
    if not asked_sides(by).filter(pk=side.pk).exists():
        raise NotYourSide
    if standing.approved:
        raise ApprovedAlready
    now = timezone.now()
    _withdrawn(ApprovalLink.objects.filter(side=side))
    secret = secrets.token_urlsafe(24)
    link = ApprovalLink.objects.create(
        side=side,
        email=email,
        token_hash=hash_of(secret),
        sent_by_id=by.person_id,
        expires_at=now + LINK_WORKS_FOR,
    )
    record("agreement_link_sent", _about(held), by=by, agreement=held.pk, link=link.pk, side=side.side)
    _write_link(link, f"{link_base}{secret}/", by)
    return secret


def _once(link_key: int) -> str:
    return f"agreement link {link_key}"


def _withdrawn(links: QuerySet[ApprovalLink]) -> None:
    """Let those of these links that are open work no longer, nor their letters go."""
    still_open = links.filter(used_at=None, withdrawn_at=None)
    take_back(_once(key) for key in still_open.values_list("pk", flat=True))
    still_open.update(withdrawn_at=timezone.now())


def _write_link(link: ApprovalLink, address: str, by: Actor) -> None:
    """The letter names the sides and the day on which it ends, and nobody's pay or file."""
    context = {"side": link.side, "link": address, "sender": by.name, "until": link.expires_at}
    letters = []
    for language in ("nl", "en"):  # somebody without an account has not chosen a language yet
        with override(language):
            letters.append(render_to_string("trajectories/agreement_link.txt", context).strip())
    with override("nl"):
        subject = _("An agreement for you to read and approve")
    letter = LinkLetter(
        once=_once(link.pk),
        address=link.email,
        language="nl",
        subject=subject,
        body="\n\n—\n\n".join(letters),
        organisation_id=by.organisation_id,
        region_id=by.region_id,
    )
    write_link(letter, kind=LetterKind.LINK)


@action
def answer_by_link(*, link: ApprovalLink, reply: Reply, by: Actor) -> None:
    """Answer for a side by a link, which then is used; ``by`` bears the name that they gave. Raises LinkIsClosed."""
    try:
        held = _held(link.side.version.agreement)
    except Agreement.DoesNotExist as closed:  # it was used in the meantime, and then shows nothing
        raise LinkIsClosed from closed
    link = ApprovalLink.objects.select_for_update(of=("self",)).select_related("side__version").get(pk=link.pk)
    if not link.is_open(timezone.now()):
        raise LinkIsClosed
    try:
        version = _newest(held, link.side.version.fingerprint)
    except NotTheNewest as newer:
        raise LinkIsClosed from newer
    standing: Standing = next(one for one in version.standings if one.side.pk == link.side_id)
    if standing.approved:
        raise LinkIsClosed
    _answered(held, version, standing, reply, by, link)
    await_agreement(held)
    facts = {"agreement": held.pk, "version": version.row.number, "side": standing.side.side, "link": link.pk}
    record("agreement_answered", _about(held), by=by, verdict=str(reply.verdict), **facts)
    link.used_at = timezone.now()  # from here on the wall shows whoever holds it nothing any more
    link.save(update_fields=["used_at"])
