"""One participant as who accompanies them reads it, and as they read it themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet

from leerwerk.coaching.enums import LEADS, Side, Standing
from leerwerk.coaching.models import Accompaniment, Clock, DueContact, NextStep, Note, NoteAnswer, Talk
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.along import along, row_of
from leerwerk.trajectories.models import Enrolment, Party

TALKS_SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOf:
    """One side of a participation: its clock, who accompanies and did, what is due, and the talks, newest first."""

    clock: Clock
    now: Accompaniment | None
    coming: Accompaniment | None
    buddy: Accompaniment | None
    before: list[Accompaniment]
    dues: list[DueContact]
    talks: list[Talk]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What whoever was spoken with added, with the name of who wrote it."""

    answer: NoteAnswer
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed, with the name of the organisation that does it; empty for the participant."""

    step: NextStep
    organisation: str


def with_all(rows: QuerySet[Talk]) -> list[Talk]:
    """Return contacts with what was written, answered and agreed, as who asks reads it: one question."""
    answers = along(NoteAnswer.objects.filter(note=OuterRef("pk")), name="by__given_name")
    steps = along(NextStep.objects.filter(talk=OuterRef("pk")), called="organisation__name")
    found: list[Any] = list(
        rows.select_related("person", "organisation", "note__by").annotate(answers_along=answers, steps_along=steps)
    )
    for row in found:
        row.said = [Answered(answer=row_of(NoteAnswer, one), name=one["name"] or "") for one in row.answers_along]
        row.agreed = [Agreed(step=row_of(NextStep, one), organisation=one["called"] or "") for one in row.steps_along]
    return found


def _talks(clocks: Iterable[int]) -> QuerySet[Talk]:
    return Talk.objects.filter(clock__in=list(clocks), taken_back_at=None)


def sides_of(enrolment: Enrolment, today: date) -> list[SideOf]:
    """Return the sides of a participation that exist for who asks, the participant's first: four questions."""
    clocks = list(Clock.objects.filter(enrolment=enrolment).select_related("coach__person", "organisation"))
    for one in clocks:
        one.enrolment = enrolment
    keys = [one.pk for one in clocks]
    who = list(Accompaniment.objects.filter(clock__in=keys).select_related("member__person", "member__organisation"))
    dues = list(DueContact.objects.filter(clock__in=keys).exclude(standing=Standing.DROPPED))
    talks = with_all(_talks(keys)[: 2 * TALKS_SHOWN])
    return [_side(one, who, dues, talks, today) for one in sorted(clocks, key=lambda one: one.side != Side.CANDIDATE)]


def _side(clock: Clock, who: list[Accompaniment], dues: list[DueContact], talks: list[Talk], today: date) -> SideOf:
    mine = [one for one in who if one.clock_id == clock.pk]
    leads = [one for one in mine if one.role in LEADS]
    now = [one for one in leads if one.since <= today and (one.until is None or today < one.until)]
    coming = [one for one in leads if one.since > today]
    buddies = [one for one in mine if one.role not in LEADS and one.until is None]
    return SideOf(
        clock=clock,
        now=now[-1] if now else None,
        coming=coming[0] if coming else None,
        buddy=buddies[-1] if buddies else None,
        before=[one for one in mine if one.until is not None and one.until <= today],
        dues=[one for one in dues if one.clock_id == clock.pk],
        talks=[one for one in talks if one.clock_id == clock.pk][:TALKS_SHOWN],
    )


def note_of(talk: Talk) -> Any:
    """Return what was written of a contact, where who asks reads it; None otherwise."""
    return getattr(talk, "note", None)


def shared_with(enrolment: Enrolment, side: str) -> list[Note]:
    """Return what was written of talks with the other side and is for both, newest first."""
    rows = Note.objects.filter(enrolment=enrolment, read_by="both_sides", taken_back=False)
    return list(rows.exclude(side=side).select_related("by").order_by("-day", "-talk_id")[:TALKS_SHOWN])


def steps_to_do(actor: Actor, rows: QuerySet[NextStep]) -> list[NextStep]:
    """Return what is not done yet of these steps, what is due first first; of what was withdrawn, what nobody read."""
    return list(rows.filter(done_on=None, read_on=None).order_by("due_on", "id"))


def colleagues_here(clock: Clock, rows: QuerySet[Clock]) -> list[Clock]:
    """Return the clocks of the same employer about other people in the same group, which one talk may be about too."""
    works = Party.objects.filter(role="employer", until=None, cohort=clock.enrolment.cohort_id)
    there = works.filter(organisation__in=works.filter(enrolment=clock.enrolment_id).values("organisation"))
    same = rows.filter(side=Side.EMPLOYER, enrolment__cohort=clock.enrolment.cohort_id).exclude(phase="")
    same = same.filter(enrolment__in=there.values("enrolment")).exclude(pk=clock.pk)
    return list(same.order_by("enrolment")[:20])
