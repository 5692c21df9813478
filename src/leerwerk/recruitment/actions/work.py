"""Keeping somebody's work history."""

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate, WorkExperience


class StandsThere(Exception):
    """The same work from the same year stands in the file already, with something else about it."""


def _hold(work: WorkExperience) -> Candidate:
    """Let nobody else change this person's work history meanwhile."""
    return Candidate.objects.select_for_update(of=("self",)).get(pk=work.candidate_id)


def _standing(work: WorkExperience) -> WorkExperience | None:
    """Return the other row that is about the same work, if there is one."""
    rows = WorkExperience.objects.filter(candidate=work.candidate_id, work=work.work, since=work.since)
    return rows.exclude(pk=work.pk).first()


@action
def add_work(*, work: WorkExperience, by: Actor) -> WorkExperience:
    """Note work that somebody did; the same thing, as after a double click, is noted once. Raises StandsThere."""
    candidate = _hold(work)
    if same := _standing(work):
        if (same.occupation, same.until) != (work.occupation, work.until):
            raise StandsThere
        record("work_noted_again", candidate, by=by, work=same.pk)
        return same
    work.save(force_insert=True)
    record("work_noted", candidate, by=by, work=work.pk)
    return work


@action
def change_work(*, work: WorkExperience, by: Actor) -> WorkExperience:
    """Write what was wrong about it. Raises StandsThere, and WorkExperience.DoesNotExist when it was removed."""
    candidate = _hold(work)
    if _standing(work):
        raise StandsThere
    if not WorkExperience.objects.filter(pk=work.pk).exists():
        raise WorkExperience.DoesNotExist
    work.save(force_update=True)
    record("work_changed", candidate, by=by, work=work.pk)
    return work


@action
def remove_work(*, candidate: Candidate, key: int, by: Actor) -> None:
    """Take work out of somebody's history; of the row nothing stays."""
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    removed, _rows = WorkExperience.objects.filter(candidate=candidate, pk=key).delete()
    record("work_removed" if removed else "work_removed_again", candidate, by=by, work=key)
