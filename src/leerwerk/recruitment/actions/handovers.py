"""A file moves to the intermediary of the municipality that somebody moves to: offered, and accepted or refused.

Article 35, fourth paragraph, of the Wet inburgering 2021: the new municipality gets the personal plan (PIP) and the
progress. What rooms above have to settle because of it (who signs in a group) is a job, put in the same transaction.
"""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.notices.actions import Awaited, pass_on, reach, settle, write_letter
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.own_language import one_below_the_other
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Municipality, Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment import letters
from leerwerk.recruitment.actions.obstacles import note_step
from leerwerk.recruitment.enums import HandoverState, ObstacleStepKind
from leerwerk.recruitment.models import Candidate, Handover, Obstacle

KINDS = "recruitment.handover."
SETTLE, QUEUE = "trajectories.settle_again", "trajectories"  # the job of a room above, by its name
TO_ANSWER, TO_READ = timedelta(days=14), timedelta(days=7)


class AlreadyOffered(Exception):
    """The file is offered to somebody else already."""


class HandoverIsClosed(Exception):
    """It was accepted, refused or withdrawn in the meantime."""


def _wait(handover: Handover, what: str, owner: Organisation, days: timedelta) -> None:
    """Let exactly one thing about a handover wait, for the caseworkers of an organisation."""
    waits = Awaited(
        kind=f"{KINDS}{what}",
        organisation_id=owner.pk,
        function=Function.CASEWORKER,
        due_on=timezone.localdate() + days,
        region_id=owner.region_id,
        candidate_id=handover.candidate_id,
    )
    settle(handover, KINDS, [waits])


def _held(handover: Handover) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("sender", "receiver", "municipality")
    return rows.get(pk=handover.pk)


def _answered(handover: Handover, state: HandoverState, by: Actor) -> None:
    handover.state, handover.answered_at, handover.answered_by_id = state, timezone.now(), by.person_id
    handover.save(update_fields=["state", "answered_at", "answered_by", "reason"])


@action
def offer_handover(*, candidate: Candidate, municipality: Municipality, receiver: Organisation, by: Actor) -> Handover:
    """Offer a file to the intermediary of the new municipality; nothing changes before they accept.

    The same offer made twice is made once. Raises AlreadyOffered.
    """
    held = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    said = {"candidate": held, "sender_id": held.intermediary_id, "receiver": receiver, "municipality": municipality}
    if same := Handover.objects.filter(**said, state=HandoverState.OFFERED).first():
        record("handover_offered_again", held, by=by, handover=same.pk)
        return same
    for refused in Handover.objects.filter(candidate=held, state=HandoverState.REFUSED):
        settle(refused, KINDS, [])
    try:
        with transaction.atomic():
            handover = Handover.objects.create(**said, offered_by_id=by.person_id)
    except IntegrityError as offered:
        raise AlreadyOffered from offered
    with lowered():  # it waits for an organisation that the wall hides this candidate from
        _wait(handover, "answer", receiver, TO_ANSWER)
    record("handover_offered", held, by=by, handover=handover.pk, receiver=receiver.pk)
    return handover


@action
def withdraw_handover(*, handover: Handover, by: Actor) -> None:
    """Take an offer back, or leave it after a refusal; twice is once. Raises HandoverIsClosed when it was accepted."""
    held = _held(handover)
    if held.state == HandoverState.ACCEPTED:
        raise HandoverIsClosed
    if held.state == HandoverState.OFFERED:
        _answered(held, HandoverState.WITHDRAWN, by)
    with lowered():
        settle(held, KINDS, [])
    record("handover_withdrawn", Candidate(pk=held.candidate_id), by=by, handover=held.pk)


@action
def refuse_handover(*, handover: Handover, reason: str, by: Actor) -> None:
    """Do not accept a file, with a reason that whoever offered it reads. Raises HandoverIsClosed."""
    with lowered():
        held = _held(handover)
        if held.state != HandoverState.OFFERED:
            raise HandoverIsClosed
        held.reason = reason
        _answered(held, HandoverState.REFUSED, by)
        _wait(held, "refused", held.sender, TO_READ)
    record("handover_refused", Candidate(pk=held.candidate_id), by=by, handover=held.pk)


@action
def accept_handover(*, handover: Handover, by: Actor) -> None:
    """Take a file over: from the next request it is the receiver's, and no longer the sender's.

    In one transaction: the file's intermediary and municipality; what waited for the sender about this person waits
    for the receiver; obstacles that a member of the sender would solve have nobody; the candidate gets a letter.
    Raises HandoverIsClosed.
    """
    with lowered():
        held = _held(handover)
        if held.state != HandoverState.OFFERED:
            raise HandoverIsClosed
        file = Candidate.objects.select_for_update(of=("self",)).select_related("person", "municipality")
        candidate = file.get(pk=held.candidate_id)
        candidate.intermediary, candidate.municipality = held.receiver, held.municipality
        candidate.changed_at = timezone.now()
        candidate.save(update_fields=["intermediary", "municipality", "changed_at"])
        _answered(held, HandoverState.ACCEPTED, by)
        settle(held, KINDS, [])
        matters = pass_on(candidate.pk, Function.CASEWORKER, held.sender, held.receiver)
        obstacles = _without_owner(candidate, held.receiver, by)
        _tell(candidate, held)
        app.configure_task(name=SETTLE, queue=QUEUE).defer(candidate_id=candidate.pk)
    about = Candidate(pk=held.candidate_id)
    record("handover_accepted", about, by=by, handover=held.pk, matters=matters, obstacles=obstacles)


def _without_owner(candidate: Candidate, receiver: Organisation, by: Actor) -> int:
    """Let nobody be left to solve an obstacle who does not work for the receiver; return of how many."""
    works_there = Membership.objects.filter(person=OuterRef("owner"), organisation=receiver, until=None)
    left = Obstacle.objects.filter(candidate=candidate, solved_on=None, owner__isnull=False)
    found = list(left.exclude(Exists(works_there)))
    for obstacle in found:
        obstacle.owner = None
        obstacle.save(update_fields=["owner"])
        note_step(obstacle, ObstacleStepKind.CHANGED, "", by)
    return len(found)


def _tell(candidate: Candidate, handover: Handover) -> None:
    """Write the candidate a letter in their language, when they have an address; no name stands in it."""
    address, languages, person_id = reach(candidate)
    if not address:
        return
    told = {"link": f"{settings.SITE_ADDRESS}{reverse('home:home')}", "account": person_id is not None}
    write_letter(
        once=f"handover {handover.pk}",
        kind=LetterKind.MOVED,
        address=address,
        language=languages[0],
        subject=letters.about_moving(languages[0]),
        body=one_below_the_other(languages, lambda language: letters.moved(language, told)),
        person_id=person_id,
        organisation_id=handover.receiver_id,
        region_id=handover.receiver.region_id,
    )
