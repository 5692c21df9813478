"""Contacts: noted with one tap, what was talked about, what the other says of it, what was agreed, another day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from leerwerk.coaching.actions.signals import look_for_signals
from leerwerk.coaching.actions.winding import wind
from leerwerk.coaching.enums import ReadBy, Side, StepOwner
from leerwerk.coaching.holding import about, held
from leerwerk.coaching.models import Clock, DueContact, MoodTold, NextStep, Note, NoteAnswer, OtherDay, Talk
from leerwerk.coaching.queries.clock_facts import facts_of
from leerwerk.engine import coaching as engine
from leerwerk.notices.actions import Awaited, settle
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Party
from leerwerk.trajectories.queries.speaking import speaks_for

LONGEST_AGO = timedelta(days=60)  # a contact is noted while it is remembered
TO_CHANGE = timedelta(days=14)  # and changed or taken back while the next one did not come
TO_READ = timedelta(days=7)  # within how many days somebody reads that what was agreed is withdrawn
STEP = "coaching.step"


class NotOnThatDay(Exception):
    """A contact is noted on its day, or at most sixty days after it, and not before somebody was accompanied."""


class TooLate(Exception):
    """What was noted of a contact is changed within two weeks, by who noted it."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote about this contact after the page was opened."""


class NotMovedThere(Exception):
    """The other day is not between the contact before and the next one."""


class NobodyToDoIt(Exception):
    """There is nobody of the kind who would do what was agreed: no employer, or no coach."""


class StepIsWithdrawn(Exception):
    """What was agreed does not have to be done any more: the contact was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is noted of a contact. ``reached``: somebody was spoken with; else nothing was answered."""

    day: date
    channel: str
    reached: bool = True
    mood: str = ""
    work: str = ""
    together: str = ""
    go_on: str = ""


def _kept(told: Told, side: str) -> dict[str, object]:
    """Return what is kept of a contact: answers only of the side that is asked for them, and of who was reached."""
    kept: dict[str, object] = {"day": told.day, "channel": told.channel, "reached": told.reached}
    answers = {"mood": told.mood} if side == Side.CANDIDATE else {}
    if side == Side.EMPLOYER:
        answers = {"work": told.work, "together": told.together, "go_on": told.go_on}
    return kept | (answers if told.reached else {})


def _is_on(day: date, clock: Clock) -> None:
    """Raise NotOnThatDay for a day on which this contact cannot have been."""
    today = timezone.localdate()
    begun = clock.enrolment.events.filter(stage="pre_track").order_by("number").values_list("at", flat=True).first()
    first = timezone.localdate(begun) if begun is not None else today - LONGEST_AGO
    if not max(first, today - LONGEST_AGO) <= day <= today:
        raise NotOnThatDay


@action
def log_talk(*, clock: Clock, ticket: UUID, told: Told, also: Sequence[Clock] = (), by: Actor) -> Talk:
    """Note a contact, and the same one for other sides: of an employer about several people. Sent twice, it is one.

    What is due is set anew. Raises NotOnThatDay.
    """
    rows = held(pk__in=[clock.pk, *(one.pk for one in also)])
    (row,) = [one for one in rows if one.pk == clock.pk]
    if known := Talk.objects.filter(ticket=ticket).first():
        record("talk_logged_again", about(row), by=by, side=row.side, talk=known.pk)
        return known
    _is_on(told.day, row)
    talks = [
        Talk(
            clock=one,
            ticket=ticket if one.pk == row.pk else uuid5(ticket, str(one.pk)),
            person_id=by.person_id,
            organisation_id=by.organisation_id,
            **_kept(told, one.side),
        )
        for one in rows
        if one.side == row.side
    ]
    Talk.objects.bulk_create(talks)
    wind(rows, timezone.localdate())
    look_for_signals([one.enrolment_id for one in rows], timezone.localdate())
    (mine,) = [one for one in talks if one.clock_id == row.pk]
    record("talk_logged", about(row), by=by, side=row.side, talk=mine.pk, sides=len(talks), reached=told.reached)
    return mine


def _own(talk: Talk, by: Actor) -> Talk:
    """Return a contact for this transaction only, of who noted it lately. Raises TooLate."""
    row = Talk.objects.select_for_update(of=("self",)).select_related("clock__enrolment").get(pk=talk.pk)
    mine = row.person_id == by.person_id and row.taken_back_at is None
    if not mine or timezone.localdate(row.at) < timezone.localdate() - TO_CHANGE:
        raise TooLate
    return row


@action
def change_talk(*, talk: Talk, told: Told, seen: int, by: Actor) -> Talk:
    """Write what was noted anew, as long as it is fresh; what is due is set anew.

    Raises TooLate, ChangedMeanwhile and NotOnThatDay.
    """
    clocks = held(pk=talk.clock_id)
    row = _own(talk, by)
    if row.edits != seen:
        raise ChangedMeanwhile
    _is_on(told.day, row.clock)
    for name, value in ({"mood": "", "work": "", "together": "", "go_on": ""} | _kept(told, row.clock.side)).items():
        setattr(row, name, value)
    row.edits += 1
    row.save()
    Note.objects.filter(talk=row).update(day=row.day)
    wind(clocks, timezone.localdate())
    look_for_signals([row.clock.enrolment_id], timezone.localdate())
    record("talk_changed", about(row.clock), by=by, talk=row.pk)
    return row


@action
def take_back_talk(*, talk: Talk, by: Actor) -> None:
    """Take back a contact that was noted by mistake; it stays in the trail, and holds nothing. Raises TooLate.

    What was agreed in it and is not done is withdrawn with it; whoever would do it reads why.
    """
    clocks = held(pk=talk.clock_id)
    row = _own(talk, by)
    row.taken_back_at = timezone.now()
    row.save(update_fields=["taken_back_at"])
    Note.objects.filter(talk=row).update(taken_back=True)
    withdrawn = _withdraw_steps(row, clocks[0], by)
    wind(clocks, timezone.localdate())
    look_for_signals([row.clock.enrolment_id], timezone.localdate())
    record("talk_removed", about(row.clock), by=by, talk=row.pk, steps=withdrawn)


@part
def _withdraw_steps(talk: Talk, clock: Clock, by: Actor) -> int:
    """Let what is not done of a contact be withdrawn; return how much. Who takes it back has nothing to read."""
    today = timezone.localdate()
    own = clock.coach is not None and clock.coach.person_id == by.person_id
    with lowered():
        steps = list(NextStep.objects.select_for_update().filter(talk=talk, done_on=None, withdrawn_on=None))
        for step in steps:
            step.withdrawn_on = today
            step.read_on = today if own and step.owner == StepOwner.COACH else None
            step.save(update_fields=["withdrawn_on", "read_on"])
            _await_step(step, clock)
    return len(steps)


@action
def write_note(*, talk: Talk, text: str, read_by: ReadBy, seen: int, by: Actor) -> Note:
    """Write what was talked about, and who reads it too. Raises TooLate and ChangedMeanwhile."""
    row = _own(talk, by)
    if row.edits != seen:
        raise ChangedMeanwhile
    note, _made = Note.objects.update_or_create(
        talk=row,
        defaults={
            "enrolment_id": row.clock.enrolment_id,
            "side": row.clock.side,
            "day": row.day,
            "read_by": read_by,
            "text": text.strip(),
            "by_id": by.person_id,
        },
    )
    row.edits += 1
    row.save(update_fields=["edits"])
    record("note_written", about(row.clock), by=by, talk=row.pk, read_by=str(read_by))
    return note


@action
def answer_note(*, note: Note, text: str, by: Actor) -> NoteAnswer:
    """Add to what was written, for whoever was spoken with; the same words once more are one answer."""
    row = Note.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=note.pk)
    words = text.strip()
    own = by.candidate_id is not None or by.function == Function.EMPLOYER
    answer, _made = NoteAnswer.objects.get_or_create(
        note=row, text=words, by_id=by.person_id, defaults={"with_help": not own}
    )
    record("note_answered", Candidate(pk=row.enrolment.candidate_id), by=by, talk=row.pk)
    return answer


def _whose(clock: Clock, owner: StepOwner) -> int | None:
    """Return the organisation that does what was agreed; None for the participant. Raises NobodyToDoIt."""
    if owner == StepOwner.CANDIDATE:
        return None
    enrolment = clock.enrolment
    found: int | None = clock.organisation_id
    if owner == StepOwner.INTERMEDIARY:
        found = Candidate.objects.values_list("intermediary", flat=True).get(pk=enrolment.candidate_id)
    elif owner == StepOwner.EMPLOYER:
        parties = Party.objects.filter(enrolment=enrolment, role="employer", until=None)
        found = parties.values_list("organisation", flat=True).first()
    if found is None:
        raise NobodyToDoIt
    return found


FUNCTIONS = {StepOwner.EMPLOYER: Function.EMPLOYER, StepOwner.INTERMEDIARY: Function.CASEWORKER}


def _what_waits(step: NextStep) -> tuple[str, date] | None:
    """Return what whoever does a step has to do with it, and by when; None for nothing."""
    if step.done_on is not None or step.read_on is not None:
        return None
    return (STEP, step.due_on) if step.withdrawn_on is None else (f"{STEP}.withdrawn", step.withdrawn_on + TO_READ)


@part
def _await_step(step: NextStep, clock: Clock) -> None:
    """Let what was agreed wait for whoever does it, until it is done; or to be read, when it was withdrawn."""
    waits = _what_waits(step)
    if waits is None:
        settle(step, STEP, [])
        return
    coach = clock.coach
    organisation, function, person = step.organisation_id, FUNCTIONS.get(StepOwner(step.owner), ""), None
    if step.owner == StepOwner.CANDIDATE:
        organisation, function = speaks_for(clock.enrolment.candidate_id)
        function = function or OWN
    elif step.owner == StepOwner.COACH:
        function = coach.function if coach is not None else Function.MENTOR
        person = coach.person_id if coach is not None else None
    awaited = Awaited(
        kind=waits[0],
        organisation_id=organisation,
        function=function,
        person_id=person,
        due_on=waits[1],
        region_id=clock.region_id,
        group_code=clock.enrolment.cohort.code,
        candidate_id=clock.enrolment.candidate_id,
    )
    settle(step, STEP, [awaited])


@action
def agree_step(*, talk: Talk, what: str, owner: StepOwner, due_on: date, by: Actor) -> NextStep:
    """Note what was agreed, who does it and by when; the same once more is one.

    Raises NobodyToDoIt, and TooLate for a contact that was taken back.
    """
    (clock,) = held(pk=talk.clock_id)
    if not Talk.objects.filter(pk=talk.pk, taken_back_at=None).exists():
        raise TooLate
    with lowered():
        step, made = NextStep.objects.get_or_create(
            talk=talk,
            clock=clock,
            what=what.strip(),
            owner=owner,
            defaults={"due_on": due_on, "organisation_id": _whose(clock, owner)},
        )
        _await_step(step, clock)
    kind = "step_agreed" if made else "step_left_as_it_was"
    record(kind, about(clock), by=by, step=step.pk, owner=str(owner))
    return step


def _held_step(step: NextStep) -> tuple[NextStep, Clock]:
    """Return a step for this transaction only, and the clock that it belongs to."""
    row = NextStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    return row, Clock.objects.select_related("enrolment__cohort", "coach").get(pk=row.clock_id)


@action
def finish_step(*, step: NextStep, by: Actor) -> NextStep:
    """Say that what was agreed is done; done already, it keeps its day. Raises StepIsWithdrawn."""
    with lowered():
        row, clock = _held_step(step)
        if row.withdrawn_on is not None:
            raise StepIsWithdrawn
        done = row.done_on is not None
        row.done_on = row.done_on or timezone.localdate()
        row.save(update_fields=["done_on"])
        _await_step(row, clock)
    record("step_left_as_it_was" if done else "step_done", about(clock), by=by, step=row.pk)
    return row


@action
def read_withdrawal(*, step: NextStep, by: Actor) -> NextStep:
    """Note that somebody read why a step was withdrawn; read already, or not withdrawn, it stays as it is."""
    with lowered():
        row, clock = _held_step(step)
        fresh = row.withdrawn_on is not None and row.read_on is None
        if fresh:
            row.read_on = timezone.localdate()
            row.save(update_fields=["read_on"])
            _await_step(row, clock)
    record("step_withdrawal_read" if fresh else "step_left_as_it_was", about(clock), by=by, step=row.pk)
    return row


@action
def choose_day(*, due: DueContact, to: date, why: str, by: Actor) -> None:
    """Let a contact of the rhythm be on another day, between the one before and the next. Raises NotMovedThere."""
    (clock,) = held(pk=due.clock_id)
    with lowered():
        asked = facts_of([clock], timezone.localdate())[clock.pk].asked
    spell = next((one for one in asked.spells if one.key == due.spell), None)
    rhythm = due.kind == engine.Kind.RHYTHM
    if spell is None or not rhythm or to < asked.today or not engine.may_be_moved(spell, due.ordinal, to, asked):
        raise NotMovedThere
    OtherDay.objects.create(clock=clock, spell=due.spell, ordinal=due.ordinal, to=to, why=why, by_id=by.person_id)
    wind([clock], asked.today)
    record("contact_moved", about(clock), by=by, side=clock.side, to=to.isoformat(), why=why)


@action
def tell_mood(*, clock: Clock, mood: str, by: Actor) -> MoodTold:
    """Say today how one is oneself; said again today, the last counts."""
    told, _made = MoodTold.objects.update_or_create(clock=clock, day=timezone.localdate(), defaults={"mood": mood})
    look_for_signals([clock.enrolment_id], timezone.localdate())
    record("mood_told", about(clock), by=by)
    return told
