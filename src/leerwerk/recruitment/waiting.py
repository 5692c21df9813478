"""What about a candidate's file waits for somebody: a part of the actions that change it."""

from datetime import date, timedelta

from django.utils import timezone

from leerwerk.notices.actions import Awaited, settle
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import Function
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment.models import Candidate, CounterStatement, Obstacle

OBSTACLES, STATEMENTS = "recruitment.obstacle.", "recruitment.statement."
TO_ANSWER = timedelta(days=14)  # chosen by us


def _of_who_guides(kind: str, candidate_id: int, due_on: date, person_id: int | None = None) -> Awaited:
    facts = Candidate.objects.filter(pk=candidate_id).values_list("intermediary", "intermediary__region")
    ((intermediary_id, region_id),) = facts
    return Awaited(
        kind=kind,
        organisation_id=intermediary_id,
        function=Function.CASEWORKER,
        due_on=due_on,
        region_id=region_id,
        candidate_id=candidate_id,
        person_id=person_id,
    )


@part
def await_answer(statement: CounterStatement) -> None:
    """Let a counter-statement wait for an answer of who guides the candidate, also when the candidate wrote it."""
    with lowered():
        due = timezone.localdate() + TO_ANSWER
        waits = _of_who_guides(f"{STATEMENTS}answer", statement.candidate_id, due)
        settle(statement, STATEMENTS, [] if statement.answered_at else [waits])


@part
def await_obstacle(obstacle: Obstacle) -> None:
    """Let an obstacle that is not solved wait for its owner at the intermediary, until its day: when it changes."""
    waits = _of_who_guides(f"{OBSTACLES}solve", obstacle.candidate_id, obstacle.due_on, obstacle.owner_id)
    settle(obstacle, OBSTACLES, [] if obstacle.solved_on else [waits])
    about = Matter.objects.filter(subject_type=obstacle._meta.label_lower, subject_id=obstacle.pk, closed_at=None)
    about.update(due_on=obstacle.due_on, person=obstacle.owner_id)
