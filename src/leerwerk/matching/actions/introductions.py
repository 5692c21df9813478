"""Introductions: proposing them, what both sides say before they meet, what the employer sees, and ending one."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from leerwerk.engine.pathway import Doer
from leerwerk.matching.actions.awaiting import await_introductions, over
from leerwerk.matching.enums import OPEN, Closed, IntroState, Moment, Side
from leerwerk.matching.models import Introduction, IntroductionAnswer
from leerwerk.matching.queries.fitting import LOOKS, open_workplaces
from leerwerk.matching.queries.introductions import answer_of, with_answers
from leerwerk.parties.enums import Function
from leerwerk.placement.actions.placements import NotLookingForWork
from leerwerk.placement.actions.trials import check_who_speaks
from leerwerk.placement.queries.holding import about, held_path
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.paths import path_of


class NothingChosen(Exception):
    """Nothing was chosen: no workplace to introduce somebody to, or nothing that the employer may see."""


class NotAskedNow(Exception):
    """The introduction does not ask this now: it is further, or over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSays:
    """What a participant says before they meet: with a yes what the employer sees, and words for them."""

    yes: bool
    shows: tuple[str, ...] = ()
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerSays:
    """What an employer says: a yes, perhaps as first choice, or a no with its reason."""

    yes: bool
    first: bool = False
    reason: str = ""
    words: str = ""


@part
def held_introduction(introduction: Introduction) -> tuple[Enrolment, Any]:
    """Hold the path and the introduction still; return both, the latter with everything that was said of it."""
    held = held_path(introduction.enrolment_id)
    return held, with_answers(Introduction.objects.filter(pk=introduction.pk)).get()


@part
def left_as_it_was(row: Introduction, held: Enrolment, by: Actor, pressed: str) -> None:
    """Record that something was pressed once more."""
    record("introduction_left_as_it_was", about(held), by=by, introduction=row.pk, pressed=pressed)


@part
def check_guides(held: Enrolment, by: Actor) -> None:
    """Raise NotAParty for who does not guide or direct this participant."""
    if not path_of(held).around.doers(by) & {Doer.INTERMEDIARY, Doer.DIRECTOR}:
        raise NotAParty


@part
def check_employer(row: Introduction, by: Actor) -> None:
    """Raise NotAParty for who does not act for the employer of the workplace."""
    if by.function != Function.EMPLOYER or by.organisation_id != row.workplace.employer_id:
        raise NotAParty


@part
def answer(row: Introduction, moment: str, side: str, by: Actor, **said: object) -> IntroductionAnswer:
    """Add what a side says."""
    return IntroductionAnswer.objects.create(
        introduction=row,
        moment=moment,
        side=side,
        with_help=side == Side.PERSON and by.candidate_id is None,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        **said,
    )


@action
def introduce(*, enrolment: Enrolment, workplaces: Collection[int], by: Actor) -> int:
    """Ask somebody whether they want to meet these employers, several at once; return how many are new.

    Nobody else learns of it. What is open already, or has no free place any more, is passed over. Raises NothingChosen,
    NotLookingForWork and NotAParty.
    """
    held = held_path(enrolment.pk)
    if not workplaces:
        raise NothingChosen
    if held.stage not in LOOKS or held.paused:
        raise NotLookingForWork
    check_guides(held, by)
    there = set(Introduction.objects.filter(enrolment=held, state__in=OPEN).values_list("workplace", flat=True))
    free = open_workplaces(held.cohort.region_id).filter(pk__in=set(workplaces) - there)
    rows = Introduction.objects.bulk_create(
        Introduction(enrolment=held, workplace=one, asked_on=timezone.localdate(), proposed_by_id=by.person_id)
        for one in free
    )
    await_introductions(rows)
    record("introduced", about(held), by=by, introductions=len(rows))
    return len(rows)


@action
def answer_as_person(*, introduction: Introduction, said: PersonSays, by: Actor) -> None:
    """Say for the participant whether they want to meet the employer. With a yes the employer sees what they chose.

    Who guides a participant without an account writes it down. The same once more is nothing. Raises NotAskedNow,
    NothingChosen, SpeaksForThemselves and NotAParty.
    """
    held, row = held_introduction(introduction)
    check_who_speaks(held, by)
    before = answer_of(row, Moment.BEFORE, Side.PERSON)
    if before is not None and before["yes"] == said.yes:
        left_as_it_was(row, held, by, "answered")
        return
    if row.state != IntroState.ASKED:
        raise NotAskedNow
    if said.yes and not said.shows:
        raise NothingChosen
    answer(row, Moment.BEFORE, Side.PERSON, by, yes=said.yes, reason="" if said.yes else said.reason)
    if said.yes:
        others = Introduction.objects.filter(enrolment=held, state__in=OPEN)
        row.state, row.shows, row.words = IntroState.WANTED, list(said.shows), said.words.strip()
        row.rank = (others.aggregate(last=Max("rank"))["last"] or 0) + 1
        row.save(update_fields=["state", "shows", "words", "rank"])
    else:
        over(row, Closed.PERSON_NO)
    await_introductions([row])
    record("introduction_answered", about(held), by=by, introduction=row.pk, side=str(Side.PERSON), yes=said.yes)


@action
def show_otherwise(*, introduction: Introduction, shows: Collection[str], words: str, by: Actor) -> None:
    """Change what the employer sees of the participant, from now on. Raises NotAskedNow, NothingChosen,
    SpeaksForThemselves and NotAParty.
    """
    held, row = held_introduction(introduction)
    check_who_speaks(held, by)
    if row.state not in OPEN or row.state == IntroState.ASKED:
        raise NotAskedNow
    if not shows:
        raise NothingChosen
    if (sorted(row.shows), row.words) == (sorted(shows), words.strip()):
        left_as_it_was(row, held, by, "shown")
        return
    row.shows, row.words = list(shows), words.strip()
    row.save(update_fields=["shows", "words"])
    record("introduction_shown", about(held), by=by, introduction=row.pk, shows=row.shows)


@action
def put_first(*, introduction: Introduction, by: Actor) -> None:
    """Let this be what the participant wants most; the others move one place. Once more is nothing.

    Raises NotAskedNow, SpeaksForThemselves and NotAParty.
    """
    held, row = held_introduction(introduction)
    check_who_speaks(held, by)
    if row.state not in OPEN or row.rank is None:
        raise NotAskedNow
    if row.rank == 1:
        left_as_it_was(row, held, by, "put_first")
        return
    ahead = Introduction.objects.filter(enrolment=held, state__in=OPEN, rank__lt=row.rank)
    ahead.update(rank=F("rank") + 1)
    row.rank = 1
    row.save(update_fields=["rank"])
    record("introduction_ordered", about(held), by=by, introduction=row.pk)


@action
def answer_as_employer(*, introduction: Introduction, said: EmployerSays, by: Actor) -> None:
    """Say for the employer whether they want to meet the participant, having seen what they chose to show.

    The same once more is nothing. Raises NotAskedNow and NotAParty.
    """
    held, row = held_introduction(introduction)
    check_employer(row, by)
    if answer_of(row, Moment.BEFORE, Side.EMPLOYER) is not None:
        left_as_it_was(row, held, by, "answered")
        return
    if row.state != IntroState.WANTED:
        raise NotAskedNow
    words, reason = said.words.strip(), "" if said.yes else said.reason
    answer(
        row, Moment.BEFORE, Side.EMPLOYER, by, yes=said.yes, first=said.yes and said.first, reason=reason, words=words
    )
    if said.yes:
        row.state = IntroState.MUTUAL
        row.save(update_fields=["state"])
    else:
        over(row, Closed.EMPLOYER_NO)
    await_introductions([row])
    record("introduction_answered", about(held), by=by, introduction=row.pk, side=str(Side.EMPLOYER), yes=said.yes)


@action
def close_introduction(*, introduction: Introduction, by: Actor) -> None:
    """End an introduction: the participant or the employer does not want it after all, or who guides takes it back.

    Once more is nothing. Raises SpeaksForThemselves and NotAParty.
    """
    held, row = held_introduction(introduction)
    if by.candidate_id is not None:
        check_who_speaks(held, by)
        because = Closed.PERSON_NO
    elif by.function == Function.EMPLOYER:
        check_employer(row, by)
        because = Closed.EMPLOYER_NO
    else:
        check_guides(held, by)
        because = Closed.WITHDRAWN
    if row.state not in OPEN:
        left_as_it_was(row, held, by, "closed")
        return
    over(row, because)
    await_introductions([row])
    record("introduction_closed", about(held), by=by, introduction=row.pk, because=str(because))
