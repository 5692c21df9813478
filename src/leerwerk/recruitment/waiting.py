"""What about a candidate's file waits for somebody: a part of the actions that change it."""

from leerwerk.notices.actions import Awaited, settle
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import Function
from leerwerk.privacy.trail import part
from leerwerk.recruitment.models import Candidate, Obstacle

OBSTACLES = "recruitment.obstacle."


@part
def await_obstacle(obstacle: Obstacle) -> None:
    """Let an obstacle that is not solved wait for its owner at the intermediary, until its day: when it changes."""
    facts = Candidate.objects.filter(pk=obstacle.candidate_id).values_list("intermediary", "intermediary__region")
    ((intermediary_id, region_id),) = facts
    waits = Awaited(
        kind=f"{OBSTACLES}solve",
        organisation_id=intermediary_id,
        function=Function.CASEWORKER,
        due_on=obstacle.due_on,
        region_id=region_id,
        candidate_id=obstacle.candidate_id,
        person_id=obstacle.owner_id,
    )
    settle(obstacle, OBSTACLES, [] if obstacle.solved_on else [waits])
    about = Matter.objects.filter(subject_type=obstacle._meta.label_lower, subject_id=obstacle.pk, closed_at=None)
    about.update(due_on=obstacle.due_on, person=obstacle.owner_id)
