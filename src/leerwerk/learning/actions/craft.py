"""Writing work processes and their words, and ticking what a participant can do."""

from django.db.models import Max
from django.utils import timezone

from leerwerk.learning.enums import TickRole
from leerwerk.learning.models import Tick, VocabularyItem, WorkProcess
from leerwerk.learning.queries.craft import roles_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment


class NotYourColumn(Exception):
    """The actor is not school, mentor or language coach of this participant in that column."""


@action
def save_process(*, process: WorkProcess, by: Actor) -> WorkProcess:
    """Write a new or changed work process. Changed words are a new revision; the same once more changes nothing."""
    if process._state.adding:
        there = WorkProcess.objects.filter(blueprint=process.blueprint, region=process.region, retired_at=None)
        if same := there.filter(title=process.title).first():
            record("learning.process_left_as_it_was", same, by=by)
            return same
        process.position = (there.aggregate(last=Max("position"))["last"] or 0) + 1
        process.supplied_by_id = by.organisation
        process.save(force_insert=True)
        record("learning.process_saved", process, by=by, revision=1)
        return process
    before = WorkProcess.objects.select_for_update().get(pk=process.pk)
    if (before.title, before.explanation) == (process.title, process.explanation):
        record("learning.process_left_as_it_was", before, by=by)
        return before
    process.revision = before.revision + 1
    process.save()
    record("learning.process_saved", process, by=by, revision=process.revision)
    return process


@action
def retire_process(*, process: WorkProcess, by: Actor) -> None:
    """Take a work process off the list; what was ticked stays."""
    process.retired_at = timezone.now()
    process.save(update_fields=["retired_at"])
    record("learning.process_retired", process, by=by)


@action
def add_word(*, word: VocabularyItem, by: Actor) -> VocabularyItem:
    """Add a word or sentence to a work process; one that is there already gets what is new about it."""
    given = {"kind": word.kind, "meaning": word.meaning, "pictogram": word.pictogram}
    row, _made = VocabularyItem.objects.update_or_create(
        process=word.process, text=word.text, defaults=given | {"supplied_by_id": by.organisation}
    )
    record("learning.word_added", row.process, by=by, word=row.pk)
    return row


@action
def remove_word(*, word: VocabularyItem, by: Actor) -> None:
    """Take a word off a work process."""
    process, key = word.process, word.pk
    word.delete()
    record("learning.word_removed", process, by=by, word=key)


@action
def tick(*, enrolment: Enrolment, process: WorkProcess, role: TickRole, can: bool, by: Actor) -> Tick | None:
    """Tick that a participant can do a work process, or take that back; twice is once. Raises NotYourColumn."""
    if role not in roles_of(by, enrolment.cohort):
        raise NotYourColumn
    about = Candidate(pk=enrolment.candidate_id)
    facts = {"enrolment": enrolment.pk, "process": process.pk, "role": str(role)}
    if not can:
        Tick.objects.filter(enrolment=enrolment, process=process, role=role).delete()
        record("learning.unticked", about, by=by, **facts)
        return None
    row, made = Tick.objects.get_or_create(
        enrolment=enrolment,
        process=process,
        role=role,
        defaults={
            "revision": process.revision,
            "day": timezone.localdate(),
            "organisation_id": by.organisation,
            "person_id": by.person_id,
        },
    )
    record("learning.ticked" if made else "learning.ticked_again", about, by=by, **facts)
    return row
