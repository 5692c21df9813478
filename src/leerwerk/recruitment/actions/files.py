"""Beginning and keeping a file."""

from django.utils import timezone

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Background, Candidate, Obstacle, Profile
from leerwerk.recruitment.search import findable
from leerwerk.recruitment.waiting import await_obstacle

STATED = tuple(field.attname for field in Profile._meta.fields if field.name not in {"id", "stated_by"})


def _stated(profile: Profile) -> list[object]:
    return [getattr(profile, name) for name in STATED]


@action
def register_candidate(*, candidate: Candidate, by: Actor) -> Candidate:
    """Begin a file; ``candidate`` is not saved yet."""
    findable(candidate).save(force_insert=True)
    record("candidate_registered", candidate, by=by)
    return candidate


@action
def change_candidate(*, candidate: Candidate, by: Actor) -> Candidate:
    """Write changed contact facts."""
    candidate.changed_at = timezone.now()
    findable(candidate).save()
    record("candidate_changed", candidate, by=by)
    return candidate


@action
def state_profile(*, profile: Profile, by: Actor) -> Profile:
    """Add a dated profile and make it the current one; the earlier ones stay as history.

    The same statement on the same day, as after a double click, is kept once.
    """
    held = Candidate.objects.select_for_update(of=("self",)).select_related("profile").get(pk=profile.candidate_id)
    if held.profile is not None and _stated(held.profile) == _stated(profile):
        record("profile_stated_again", held, by=by, profile=held.profile.pk)
        return held.profile
    profile.stated_by_id = by.person_id
    profile.save(force_insert=True)
    held.hold(profile)
    held.changed_at = timezone.now()
    held.save(update_fields=["profile", "low_skilled", "ready_on", "changed_at"])
    record("profile_stated", profile.candidate, by=by, profile=profile.pk)
    return profile


@action
def keep_background(*, background: Background, by: Actor) -> Background:
    """Write what serves only to check afterwards that plans treat people alike."""
    background.save()
    record("background_kept", background.candidate, by=by)
    return background


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
    await_obstacle(obstacle)
    record("obstacle_noted", obstacle.candidate, by=by, obstacle=obstacle.pk)
    return obstacle


@action
def solve_obstacle(*, obstacle: Obstacle, by: Actor) -> Obstacle:
    """Close an obstacle; closing it twice keeps the first day."""
    obstacle = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
    obstacle.solved_on = obstacle.solved_on or timezone.localdate()
    obstacle.save(update_fields=["solved_on"])
    await_obstacle(obstacle)
    record("obstacle_solved", obstacle.candidate, by=by, obstacle=obstacle.pk)
    return obstacle
