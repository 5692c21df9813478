"""The first meeting: when and where it is, and what both sides say afterwards, without having read the other."""

from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone

from leerwerk.matching.actions.awaiting import await_introductions, over
from leerwerk.matching.actions.introductions import (
    NotAskedNow,
    answer,
    check_employer,
    check_guides,
    held_introduction,
    left_as_it_was,
)
from leerwerk.matching.enums import Closed, IntroState, Moment, Side
from leerwerk.matching.models import Introduction
from leerwerk.matching.queries.introductions import answer_of, met_by
from leerwerk.parties.enums import Function
from leerwerk.placement.actions.trials import check_who_speaks
from leerwerk.placement.queries.holding import about
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.privacy.wall import lowered


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When and where they meet for the first time, and who goes along with the participant."""

    day: date
    at: time
    where: str
    goes_along: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterMeeting:
    """Whether a side wants to go on, and why not as far as they want to say."""

    yes: bool
    reason: str = ""
    words: str = ""


@action
def plan_meeting(*, introduction: Introduction, meeting: Meeting, by: Actor) -> None:
    """Plan the first meeting, or another day for it; everybody concerned sees it. Raises NotAskedNow and NotAParty."""
    held, row = held_introduction(introduction)
    check_guides(held, by)
    if row.state != IntroState.MUTUAL or any(one["moment"] == Moment.AFTER for one in row.all_answers):
        raise NotAskedNow
    planned = (meeting.day, meeting.at, meeting.where.strip(), meeting.goes_along.strip())
    if planned == (row.meets_on, row.meets_at, row.meets_where, row.goes_along):
        left_as_it_was(row, held, by, "planned")
        return
    row.meets_on, row.meets_at, row.meets_where, row.goes_along = planned
    row.save(update_fields=["meets_on", "meets_at", "meets_where", "goes_along"])
    await_introductions([row])
    record("introduction_planned", about(held), by=by, introduction=row.pk, day=meeting.day.isoformat())


@action
def say_after(*, introduction: Introduction, said: AfterMeeting, by: Actor) -> None:
    """Say for the participant or the employer whether they want to go on; a no ends it, two yeses lead on.

    Who guides a participant without an account writes it down. The same once more is nothing. Raises NotAskedNow,
    SpeaksForThemselves and NotAParty.
    """
    held, row = held_introduction(introduction)
    if by.function == Function.EMPLOYER and by.candidate_id is None:
        check_employer(row, by)
        side, no = Side.EMPLOYER, Closed.EMPLOYER_NO
    else:
        check_who_speaks(held, by)
        side, no = Side.PERSON, Closed.PERSON_NO
    if answer_of(row, Moment.AFTER, side) is not None:
        left_as_it_was(row, held, by, "said_after")
        return
    if row.state != IntroState.MUTUAL or not met_by(row, timezone.localdate()):
        raise NotAskedNow
    answer(
        row,
        Moment.AFTER,
        side,
        by,
        yes=said.yes,
        reason="" if said.yes else said.reason,
        words=said.words.strip(),
    )
    if not said.yes:
        over(row, no)
    elif _both_go_on(row):
        row.state = IntroState.GOES_ON
        row.save(update_fields=["state"])
    await_introductions([row])
    record("introduction_answered", about(held), by=by, introduction=row.pk, side=str(side), yes=said.yes, after=True)


def _both_go_on(row: Introduction) -> bool:
    """Whether the other side said yes too, which who asks may not read yet."""
    with lowered():
        return row.answers.filter(moment=Moment.AFTER, yes=True).count() == len(Side)
