"""Reading intakes, what candidates said of them, and what waits for whoever guides them."""

from datetime import date, datetime

from django.db.models import QuerySet

from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.enums import IntakeState
from leerwerk.recruitment.models import Candidate, CounterStatement, Intake, Obstacle, Profile
from leerwerk.recruitment.rules import OBJECTED, TALKED, guided_obstacles


def intakes_held(candidate: Candidate) -> list[Intake]:
    """Return which intakes there were, which came along with the file: the newest first, without what was said."""
    rows = [
        Intake(candidate=candidate, **(facts | {"held_on": date.fromisoformat(facts["held_on"])}))
        for facts in getattr(candidate, TALKED)
    ]
    return sorted(rows, key=lambda row: (row.held_on, row.pk), reverse=True)


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def statements_of(candidate: Candidate) -> list[CounterStatement]:
    """Return what the candidate said against what was written, which came along with the file: the newest first."""
    rows = [
        CounterStatement(
            candidate=candidate,
            **(facts | {name: _moment(facts[name]) for name in ("said_at", "answered_at")}),
        )
        for facts in getattr(candidate, OBJECTED)
    ]
    return sorted(rows, key=lambda row: (row.said_at, row.pk), reverse=True)


def intakes_of(candidate: Candidate) -> QuerySet[Intake]:
    """Return somebody's intakes with what was said in them."""
    return candidate.intakes.select_related("answers", "held_by", "changed_by", "profile")


def profile_before(intake: Intake) -> Profile | None:
    """Return the profile that a finished intake took the place of, if there was one."""
    if intake.profile_id is None:
        return None
    return Profile.objects.filter(candidate=intake.candidate_id, pk__lt=intake.profile_id).order_by("-pk").first()


def counter_statements(intake: Intake) -> QuerySet[CounterStatement]:
    """Return what the candidate said of an intake or of the profile that it wrote, with who answered."""
    about = CounterStatement.objects.filter(intake=intake)
    if intake.profile_id is not None:
        about |= CounterStatement.objects.filter(profile=intake.profile_id)
    return about.select_related("written_by", "answered_by")


def open_intakes(actor: Actor) -> QuerySet[Intake]:
    """Return the conversations that the actor's organisation began and did not finish, the oldest first."""
    rows = Intake.objects.filter(candidate__intermediary=actor.organisation_id, state=IntakeState.OPEN)
    return rows.select_related("candidate", "held_by", "answers").order_by("began_at", "pk")


def statements_waiting(actor: Actor) -> QuerySet[CounterStatement]:
    """Return what candidates of the actor's organisation said and nobody answered yet, the oldest first."""
    rows = CounterStatement.objects.filter(candidate__intermediary=actor.organisation_id, answered_at=None)
    return rows.select_related("candidate").order_by("said_at", "pk")


def obstacles_to_solve(actor: Actor, *, everybody: bool) -> QuerySet[Obstacle]:
    """Return the open obstacles that the actor solves, or those of their whole organisation: the soonest first."""
    rows = guided_obstacles(actor).filter(solved_on=None)
    mine = rows if everybody else rows.filter(owner=actor.person_id)
    return mine.select_related("candidate", "owner").order_by("due_on", "id")
