"""Wage value: agreeing on the tasks, handing in how each side sees them, the talk, and the participant's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from leerwerk.engine.placing import BadAssessment, Score
from leerwerk.notices.actions import settle
from leerwerk.placement.models import (
    WageAssessment,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
)
from leerwerk.placement.queries.holding import about, held_path
from leerwerk.placement.queries.wage_values import (
    KINDS,
    agreed_by,
    coach_of,
    handed_by,
    looked,
    wanted,
    where_now,
    with_wage,
)
from leerwerk.placement.rules.wage_values import side_of
from leerwerk.placement.wage_enums import SEEN_BY_BOTH, RoundState, WageSide
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.actions import NotAParty, WrittenMeanwhile
from leerwerk.trajectories.models import Cohort, Enrolment


class NotAtWork(Exception):
    """The participant does not work, learn and work, or work on trial now; or nobody can be the other side."""


class RoundIsOpen(Exception):
    """A round is under way: it comes first."""


class FrameIsAgreed(Exception):
    """Both sides agreed with the tasks: they stay."""


class FrameIsNotAgreed(Exception):
    """Both sides have to agree with the tasks before anybody scores them."""


class TooEarly(Exception):
    """The day that is looked at is still to come; or lies before a day that was looked at already."""


class NotBothHandedIn(Exception):
    """The talk is about what both sides handed in."""


class AgreedAlready(Exception):
    """Both sides agreed on every task: that stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Which tasks are looked at, each with its share of the week in per cent, and on which day."""

    day: date
    tasks: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        """Raises BadAssessment where the shares are not one week, or a task stands there twice."""
        names = [name for name, _share in self.tasks]
        if sum(share for _name, share in self.tasks) != 100 or any(share <= 0 for _name, share in self.tasks):
            raise BadAssessment("the shares of the tasks are not one week")
        if len({name.casefold() for name in names}) != len(names):
            raise BadAssessment("a task stands there twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One task as a side sees it, and one sentence of what shows it."""

    score: Score
    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """What a side says of a task in the talk; ``number`` None: we do not agree."""

    number: int | None
    words: str = ""


@part
def await_wage(enrolment: Enrolment) -> None:
    """Let exactly what is due about somebody's wage value be open matters, and the coach's side be theirs who coach."""
    with lowered():
        row = Enrolment.objects.select_related("cohort").get(pk=enrolment.pk)
        for one in WageValueRound.objects.filter(enrolment=row, coach_handed_at=None):
            coach, _function = coach_of(row, one.employer_id)
            if coach is not None and coach != one.coach_party_id:
                WageValueRound.objects.filter(pk=one.pk).update(coach_party=coach)
        settle(row, KINDS, wanted(row))


def _held(row: WageValueRound) -> tuple[Enrolment, WageValueRound]:
    held = held_path(row.enrolment_id)
    return held, WageValueRound.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _again(held: Enrolment, row: WageValueRound, by: Actor, pressed: str) -> WageValueRound:
    record("wage_left_as_it_was", about(held), by=by, round=row.pk, pressed=pressed)
    return row


def _write_tasks(row: WageValueRound, frame: Frame) -> None:
    row.tasks.all().delete()
    WageValueTask.objects.bulk_create(
        WageValueTask(round=row, position=n, name=name, share=share) for n, (name, share) in enumerate(frame.tasks, 1)
    )


def _as_it_is(row: WageValueRound) -> Frame:
    return Frame(day=row.day, tasks=tuple(row.tasks.order_by("position").values_list("name", "share")))


def _look_at_day(held: Enrolment, frame: Frame, begins: date | None, but: int = 0) -> None:
    seen = WageValueRound.objects.filter(enrolment=held, day__gte=frame.day, coach_handed_at__isnull=False)
    if (begins is not None and frame.day < begins) or seen.exclude(pk=but).exists():
        raise TooEarly


@action
def frame_round(*, enrolment: Enrolment, frame: Frame, by: Actor) -> WageValueRound:
    """Propose which tasks are looked at; who is the coach's side agrees with that by proposing. Once more is nothing.

    Raises NotAtWork, RoundIsOpen where another is under way, and TooEarly.
    """
    held = held_path(enrolment.pk)
    where = where_now(held)
    if where is None:
        raise NotAtWork
    there = WageValueRound.objects.filter(enrolment=held, employer=where.employer).order_by("-pk").first()
    if there is not None and there.state not in SEEN_BY_BOTH:
        if _as_it_is(there) == frame:
            return _again(held, there, by, "framed")
        raise RoundIsOpen
    _look_at_day(held, frame, where.placement.begins if where.placement else None)
    row = WageValueRound.objects.create(
        enrolment=held,
        employer_id=where.employer,
        coach_party_id=where.coach,
        placement=where.placement,
        day=frame.day,
        made_by_id=by.person_id,
    )
    _write_tasks(row, frame)
    if side_of(row, by) is WageSide.COACH:
        row.coach_agreed_at = timezone.now()
        row.save(update_fields=["coach_agreed_at"])
    await_wage(held)
    record("wage_round_framed", about(held), by=by, round=row.pk)
    return row


@action
def change_frame(*, round: WageValueRound, frame: Frame, seen: int, by: Actor) -> WageValueRound:
    """Change which tasks are looked at, as long as nobody scores: who agreed before is asked again.

    ``seen``: how often it was written when the page was shown. Raises FrameIsAgreed, WrittenMeanwhile and TooEarly.
    """
    held, row = _held(round)
    if row.state is not RoundState.FRAME:
        raise FrameIsAgreed
    if _as_it_is(row) == frame and not row.wanted:
        return _again(held, row, by, "frame_changed")
    if seen != row.edits:
        raise WrittenMeanwhile
    _look_at_day(held, frame, row.placement.begins if row.placement else None, row.pk)
    mine = side_of(row, by) is WageSide.COACH
    row.day, row.wanted, row.edits, row.made_by_id = frame.day, "", row.edits + 1, by.person_id
    row.employer_agreed_at, row.coach_agreed_at = None, timezone.now() if mine else None
    row.save()
    _write_tasks(row, frame)
    await_wage(held)
    record("wage_frame_changed", about(held), by=by, round=row.pk)
    return row


@action
def answer_frame(*, round: WageValueRound, wanted_otherwise: str = "", seen: int, by: Actor) -> WageValueRound:
    """Agree with the tasks as they are shown, or say what should be otherwise. Once more is nothing.

    Raises NotAParty for who is no side, FrameIsAgreed and WrittenMeanwhile.
    """
    held, row = _held(round)
    side = side_of(row, by)
    if side is None:
        raise NotAParty
    words = wanted_otherwise.strip()
    if (agreed_by(row, side) and not words) or (words and row.wanted == words):
        return _again(held, row, by, "frame_answered")
    if row.state is not RoundState.FRAME:
        raise FrameIsAgreed
    if seen != row.edits:
        raise WrittenMeanwhile
    other = WageSide.COACH if side is WageSide.EMPLOYER else WageSide.EMPLOYER
    if words or agreed_by(row, other):  # while the other side did not agree, what is wanted may be theirs
        row.wanted = words
    setattr(row, f"{side.value}_agreed_at", None if words else timezone.now())
    row.save()
    await_wage(held)
    record("wage_frame_answered", about(held), by=by, round=row.pk, side=side.value, agrees=not words)
    return row


@action
def hand_in(*, round: WageValueRound, scores: Mapping[int, Assessed], by: Actor) -> WageValueRound:
    """Hand in how one side sees every task, by the key of the task: final for this round. Once more is nothing.

    Raises NotAParty, FrameIsNotAgreed, TooEarly before the day that is looked at, and BadAssessment where other tasks
    are scored than there are, or nothing is said of what shows it.
    """
    held, row = _held(round)
    side = side_of(row, by)
    if side is None:
        raise NotAParty
    if handed_by(row, side):
        return _again(held, row, by, "handed_in")
    if row.state is not RoundState.SCORING:
        raise FrameIsNotAgreed
    if row.day > timezone.localdate():
        raise TooEarly
    if set(scores) != set(row.tasks.values_list("pk", flat=True)) or not all(
        one.shows.strip() for one in scores.values()
    ):
        raise BadAssessment("other tasks are scored than there are")
    told = WageAssessment.objects.create(
        round=row, side=side, person_id=by.person_id, organisation_id=by.organisation_id
    )
    WageScore.objects.bulk_create(
        WageScore(
            assessment=told,
            task_id=task,
            pace=one.score.pace,
            quality=one.score.quality,
            availability=one.score.availability,
            shows=one.shows.strip(),
        )
        for task, one in scores.items()
    )
    setattr(row, f"{side.value}_handed_at", timezone.now())
    row.save(update_fields=[f"{side.value}_handed_at"])
    await_wage(held)
    record("wage_handed_in", about(held), by=by, round=row.pk, side=side.value)
    return row


@action
def say_in_talk(*, round: WageValueRound, said: Mapping[int, Talked], by: Actor) -> WageValueRound:
    """Say which number one side gives each task after the talk, or that we do not agree. What both say is agreed.

    What a side said before stays; the last counts. When every task has the number of both sides it stays for good.
    Raises NotAParty, NotBothHandedIn, AgreedAlready, and BadAssessment for a task of another round.
    """
    held, row = _held(round)
    side = side_of(row, by)
    if side is None:
        raise NotAParty
    if row.state not in SEEN_BY_BOTH:
        raise NotBothHandedIn
    if not set(said) <= set(row.tasks.values_list("pk", flat=True)):
        raise BadAssessment("another task is talked of than there are")
    before = looked(with_wage(WageValueRound.objects.filter(pk=row.pk)).get())
    fresh = {
        task: one for task, one in said.items() if not _said_already(before.talked.get(str(task), {}).get(side), one)
    }
    if not fresh:
        return _again(held, row, by, "talked")
    if row.state is RoundState.AGREED:
        raise AgreedAlready
    WageTalk.objects.bulk_create(
        WageTalk(round=row, task_id=task, side=side, number=one.number, words=one.words.strip(), person_id=by.person_id)
        for task, one in fresh.items()
    )
    after = looked(with_wage(WageValueRound.objects.filter(pk=row.pk)).get())
    if after.agreed.keys() == after.shares.keys():
        row.settled_at = timezone.now()
        row.save(update_fields=["settled_at"])
    await_wage(held)
    record("wage_talked", about(held), by=by, round=row.pk, side=side.value, tasks=len(fresh))
    return row


def _said_already(last: Mapping[str, object] | None, one: Talked) -> bool:
    return last is not None and (last["number"], last["words"]) == (one.number, one.words.strip())


@action
def say_own_words(*, round: WageValueRound, words: str, by: Actor) -> WageOwnWords:
    """Put the participant's own words beside what both sides handed in; they stay. The same once more is nothing.

    Written by an intermediary they count as spoken. Raises NotBothHandedIn.
    """
    held, row = _held(round)
    if row.state not in SEEN_BY_BOTH:
        raise NotBothHandedIn
    there = row.own_words.filter(words=words.strip()).first()
    if there is not None:
        record("wage_left_as_it_was", about(held), by=by, round=row.pk, pressed="own_words")
        return there
    told = WageOwnWords.objects.create(
        round=row, words=words.strip(), spoken=by.candidate_id is None, person_id=by.person_id
    )
    record("wage_own_words", about(held), by=by, round=row.pk)
    return told


@action
def settle_wage_values(*, cohort: Cohort, by: Actor) -> int:
    """Let what is due about the wage values of a group's people be open matters; return of how many people."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    rows = list(cohort.enrolments.filter(wage_rounds__isnull=False).distinct())
    for row in rows:
        await_wage(row)
    record("wage_awaited", cohort, by=by, people=len(rows))
    return len(rows)
