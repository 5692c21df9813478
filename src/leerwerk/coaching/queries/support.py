"""What the page of support shows: an employer's people, who accompanies them, their team, and who asked for help."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock, CoachContact, HelpRequest
from leerwerk.coaching.rules.support import people_of, requests_of
from leerwerk.notices.queries.asked import members_on
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Membership
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import PreparationKind
from leerwerk.trajectories.models import Cohort, Enrolment, Preparation
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from leerwerk.trajectories.queries.participants import with_names
from leerwerk.trajectories.rules.preparing import preparations_of


def first_day_of(cohort: Cohort) -> date:
    """Return the first day of work of a group; ``cohort`` comes with its version."""
    return group_days(cohort, design_of(cohort.version)).learn_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One of an employer's people: who accompanies the employer about them, and when that speaks with them next."""

    enrolment: Enrolment
    coach: str
    of: str
    next_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Everything of the page; ``teams`` come with what is planned, where something is."""

    people: Sequence[Colleague]
    teams: Sequence[Preparation]
    contact: CoachContact | None
    requests: Sequence[HelpRequest]


def _colleagues(actor: Actor) -> list[Colleague]:
    people = with_names(people_of(actor))
    clocks = Clock.objects.filter(enrolment__in=[one.pk for one in people], side=Side.EMPLOYER)
    of: Mapping[int, Clock] = {
        one.enrolment_id: one for one in clocks.select_related("coach__person", "coach__organisation")
    }
    found = []
    for one in people:
        clock = of.get(one.pk)
        coach = clock.coach if clock is not None else None
        found.append(
            Colleague(
                enrolment=one,
                coach=str(coach.person) if coach is not None else "",
                of=str(coach.organisation) if coach is not None else "",
                next_on=(clock.due_on or clock.next_on) if clock is not None else None,
            )
        )
    return found


def contacts_of(employers: Iterable[int]) -> Mapping[int, CoachContact]:
    """Return with whom of these employers the coach speaks: one query."""
    rows = CoachContact.objects.filter(employer__in=list(employers)).select_related("member__person")
    return {row.employer_id: row for row in rows}


def support_of(actor: Actor) -> Support:
    """Return what supports an employer: five queries."""
    teams = preparations_of(actor).filter(kind=PreparationKind.INTERCULTURAL_TEAM, employer=actor.organisation_id)
    return Support(
        people=_colleagues(actor),
        teams=list(teams.select_related("team_plan").order_by("due_on", "id")),
        contact=contacts_of([actor.organisation]).get(actor.organisation),
        requests=list(requests_of(actor)[:20]),
    )


def who_may_be_contact(employer: int, day: date) -> list[Membership]:
    """Return the members of an employer with whom a coach can speak."""
    rows = members_on(day).filter(organisation=employer, function=Function.EMPLOYER)
    return list(rows.select_related("person").order_by("person__given_name", "pk"))


def own_clock(actor: Actor) -> Clock | None:
    """Return the participant's own clock, while somebody accompanies them."""
    rows = Clock.objects.filter(enrolment__candidate=actor.candidate_id, side=Side.CANDIDATE).exclude(phase="")
    return rows.select_related("enrolment__cohort", "coach__person").first()


def asked_before(actor: Actor) -> list[HelpRequest]:
    """Return what somebody asked help for, the newest first."""
    return list(requests_of(actor)[:10])


def teams_in(region: int) -> Any:
    """Return the teams of a region's groups, with what is planned."""
    rows = Preparation.objects.filter(kind=PreparationKind.INTERCULTURAL_TEAM, cohort__region=region)
    return rows.select_related("cohort__version")
