"""Support: asking for help and answering, planning how a team prepares, and whom at an employer a coach calls."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock, CoachContact, HelpRequest, TeamPlan
from leerwerk.coaching.queries.owners import DIRECTORS, kept_from, owner_of, working_days_after
from leerwerk.coaching.queries.support import first_day_of, teams_in
from leerwerk.coaching.support_enums import PLANNED_BEFORE, TO_ANSWER, Topic
from leerwerk.notices.actions import Awaited, settle, settle_many
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership, Organisation, Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import PreparationState
from leerwerk.trajectories.models import Enrolment, Preparation
from leerwerk.trajectories.queries.mentors import mentors_of

HELP, TEAM = "coaching.help.", "coaching.team."
AFTER = timedelta(days=21)  # after the first day of work a plan is no longer asked for
TEAMS = Preparation._meta.label_lower


class NobodyAccompanies(Exception):
    """Nobody accompanies this person now: there is nobody to ask."""


class AnsweredMeanwhile(Exception):
    """Somebody else answered after the page was opened."""


class PlannedMeanwhile(Exception):
    """Somebody else planned this team after the page was opened."""


class TooLateToPlan(Exception):
    """A team is prepared before the first day of work."""


class NotAMember(Exception):
    """Whom the coach speaks with is a member of the employer, in that function."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a team plans: the day on which it talks about it, who welcomes, and who is the buddy."""

    team_on: date
    welcomes: str
    buddy: str


def _clock_of(enrolment: Enrolment, side: Side) -> Clock:
    """Return the clock of a side that runs. Raises NobodyAccompanies."""
    rows = Clock.objects.select_related("enrolment__cohort", "coach").exclude(phase="")
    clock = rows.filter(enrolment=enrolment.pk, side=side).first()
    if clock is None:
        raise NobodyAccompanies
    return clock


@part
def _await_answer(row: HelpRequest, clock: Clock | None) -> None:
    """Let a request wait for whoever accompanies that side, until it is answered.

    Else for the organisation that mentors, else for the directors; never for who employs or teaches a participant who
    asks.
    """
    wanted = []
    if row.answered_on is None and clock is not None:
        owner = owner_of(clock, mentors_of([clock.enrolment]))
        if row.side == Side.CANDIDATE and (row.enrolment_id, owner[0]) in kept_from([clock]):
            owner = DIRECTORS
        organisation, function, person = owner
        wanted.append(
            Awaited(
                kind=f"{HELP}{row.side}",
                organisation_id=organisation,
                function=function,
                person_id=person,
                due_on=row.due_on,
                region_id=row.region_id,
                group_code=clock.enrolment.cohort.code,
                candidate_id=clock.enrolment.candidate_id,
            )
        )
    settle(row, HELP, wanted)


@action
def ask_help(*, enrolment: Enrolment, side: Side, topic: Topic, words: str, by: Actor) -> HelpRequest:
    """Ask for help, for a participant or for an employer about one; the same that waits already is one.

    It is answered in two working days. Raises NobodyAccompanies.
    """
    with lowered():
        clock = _clock_of(enrolment, side)
        request, made = HelpRequest.objects.get_or_create(
            enrolment_id=enrolment.pk,
            side=side,
            topic=topic,
            words=words.strip(),
            answered_on=None,
            defaults={
                "region_id": clock.region_id,
                "organisation_id": by.organisation_id if side == Side.EMPLOYER else None,
                "person_id": by.person_id,
                "due_on": working_days_after(timezone.localdate(), TO_ANSWER),
            },
        )
        _await_answer(request, clock)
    about = Candidate(pk=clock.enrolment.candidate_id)
    record("help_asked" if made else "help_asked_again", about, by=by, request=request.pk, side=str(side))
    return request


@action
def answer_help(*, request: HelpRequest, agreed: str, by: Actor) -> HelpRequest:
    """Say what was agreed with who asked for help; answered in the same words, it stays. Raises AnsweredMeanwhile."""
    row = HelpRequest.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=request.pk)
    words, again = agreed.strip(), row.answered_on is not None
    if again and row.agreed != words:
        raise AnsweredMeanwhile
    if not again:
        row.agreed, row.answered_on, row.answered_by_id = words, timezone.localdate(), by.person_id
        row.save(update_fields=["agreed", "answered_on", "answered_by"])
        with lowered():
            _await_answer(row, None)
    about = Candidate(pk=row.enrolment.candidate_id)
    record("help_answered_again" if again else "help_answered", about, by=by, request=row.pk)
    return row


def _wanted(row: Preparation, today: date) -> list[Awaited]:
    """Return whether the employer is asked to plan: within three weeks of the first day of work, and nothing is."""
    first = first_day_of(row.cohort)
    planned = getattr(row, "team_plan", None) is not None
    near = first - timedelta(days=PLANNED_BEFORE) <= today < first + AFTER
    if planned or not near or row.state != PreparationState.OPEN or row.employer_id is None:
        return []
    return [
        Awaited(
            kind=f"{TEAM}plan",
            organisation_id=row.employer_id,
            function=Function.EMPLOYER,
            due_on=max(first - timedelta(days=1), row.begins_on),
            region_id=row.cohort.region_id,
            group_code=row.cohort.code,
        )
    ]


@action
def look_at_teams(*, region: Region, today: date, by: Actor) -> int:
    """Let every team of a region that has nothing planned shortly before its first day of work wait for its employer.

    Return how many teams were looked at. Those that somebody plans just now are left alone.
    """
    waits = Matter.objects.filter(subject_type=TEAMS, subject_id=OuterRef("pk"), closed_at=None, kind__startswith=TEAM)
    rows = teams_in(region.pk).filter(Q(state=PreparationState.OPEN) | Exists(waits))
    held = list(rows.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    plans = {one.pk: one for one in TeamPlan.objects.filter(preparation__in=held)}
    for row in held:
        row._state.fields_cache["team_plan"] = plans.get(row.pk)
    settle_many(TEAMS, TEAM, {row.pk: _wanted(row, today) for row in held})
    record("teams_looked_at", region, by=by, teams=len(held), day=today.isoformat())
    return len(held)


@action
def plan_team(*, team: Preparation, said: Planned, seen: int, by: Actor) -> TeamPlan:
    """Plan when and by whom a team is prepared; the same once more has no second effect.

    Raises TooLateToPlan for a day that is not before the first day of work, and PlannedMeanwhile.
    """
    row = Preparation.objects.select_for_update(of=("self",)).select_related("cohort__version").get(pk=team.pk)
    if said.team_on >= first_day_of(row.cohort):
        raise TooLateToPlan
    there = TeamPlan.objects.filter(preparation=row).first()
    after = (said.team_on, said.welcomes.strip(), said.buddy.strip())
    same = there is not None and (there.team_on, there.welcomes, there.buddy) == after
    plan = there or TeamPlan(preparation=row)
    if not same:
        if seen != plan.edits:
            raise PlannedMeanwhile
        plan.team_on, plan.welcomes, plan.buddy = after
        plan.edits, plan.said_by_id = plan.edits + 1, by.person_id
        plan.save()
        with lowered():
            settle(row, TEAM, [])
    record("team_planned_again" if same else "team_planned", row.cohort, by=by, preparation=row.pk)
    return plan


@action
def name_contact(*, member: Membership, by: Actor) -> CoachContact:
    """Say with whom of an employer the coach speaks, from today on; said once more, it stays. Raises NotAMember."""
    if member.organisation_id != by.organisation_id or member.function != Function.EMPLOYER:
        raise NotAMember
    there = CoachContact.objects.select_for_update().filter(employer=member.organisation_id).first()
    same = there is not None and there.member_id == member.pk
    contact = there or CoachContact(employer_id=member.organisation_id)
    if not same:
        contact.member, contact.since, contact.said_by_id = member, timezone.localdate(), by.person_id
        contact.save()
    record("contact_named_again" if same else "contact_named", Organisation(pk=member.organisation_id), by=by)
    return contact
