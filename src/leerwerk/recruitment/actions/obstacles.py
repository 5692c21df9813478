"""What stands in the way: noted, changed and solved, with every step kept."""

from django.utils import timezone

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.recruitment.enums import ObstacleStepKind
from leerwerk.recruitment.models import Candidate, Obstacle, ObstacleStep
from leerwerk.recruitment.stamps import obstacle_stamp
from leerwerk.recruitment.waiting import await_obstacle


class ObstacleChanged(Exception):
    """Somebody else changed or solved the obstacle since the page was opened; ``obstacle`` is how it stands now."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__()
        self.obstacle = obstacle


@part
def note_step(obstacle: Obstacle, kind: ObstacleStepKind, note: str, by: Actor) -> None:
    """Keep in an obstacle's history what was done about it, with its owner and day from now on."""
    ObstacleStep.objects.create(
        obstacle=obstacle,
        candidate_id=obstacle.candidate_id,
        kind=kind,
        note=note,
        owner_id=obstacle.owner_id,
        due_on=obstacle.due_on,
        made_by_id=by.person_id,
    )


@action
def add_obstacle(*, obstacle: Obstacle, by: Actor) -> Obstacle:
    """Note something that stands in the way; the same thing is noted once, as long as it is not solved."""
    candidate = Candidate.objects.select_for_update().get(pk=obstacle.candidate_id)
    same = candidate.obstacles.filter(
        kind=obstacle.kind, note=obstacle.note, owner=obstacle.owner, due_on=obstacle.due_on, solved_on=None
    ).first()
    if same is not None:
        record("obstacle_noted_again", candidate, by=by, obstacle=same.pk)
        return same
    obstacle.save(force_insert=True)
    note_step(obstacle, ObstacleStepKind.NOTED, obstacle.note, by)
    await_obstacle(obstacle)
    record("obstacle_noted", obstacle.candidate, by=by, obstacle=obstacle.pk)
    return obstacle


@action
def change_obstacle(*, obstacle: Obstacle, seen: str, by: Actor) -> Obstacle:
    """Write another kind, note, owner or day. Raises ObstacleChanged when it is another by now than ``seen`` says."""
    now = Obstacle.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=obstacle.pk)
    if obstacle_stamp(now) == obstacle_stamp(obstacle):
        record("obstacle_changed_again", now.candidate, by=by, obstacle=now.pk)
        return now
    if obstacle_stamp(now) != seen or now.solved_on is not None:
        raise ObstacleChanged(now)
    obstacle.save(update_fields=["kind", "note", "owner", "due_on"])
    note_step(obstacle, ObstacleStepKind.CHANGED, obstacle.note, by)
    await_obstacle(obstacle)
    record("obstacle_changed", now.candidate, by=by, obstacle=now.pk)
    return obstacle


@action
def solve_obstacle(*, obstacle: Obstacle, by: Actor, solution: str = "") -> Obstacle:
    """Close an obstacle, with a word on how; closing it twice keeps the first day and the first word."""
    obstacle = Obstacle.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=obstacle.pk)
    if obstacle.solved_on is None:
        obstacle.solved_on, obstacle.solution = timezone.localdate(), solution
        obstacle.save(update_fields=["solved_on", "solution"])
        note_step(obstacle, ObstacleStepKind.SOLVED, solution, by)
    await_obstacle(obstacle)
    record("obstacle_solved", obstacle.candidate, by=by, obstacle=obstacle.pk)
    return obstacle
