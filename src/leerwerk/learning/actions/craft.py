"""Writing work processes and their words, and ticking what a participant can do."""

from django.db.models import Max
from django.utils import timezone

from leerwerk.learning.enums import TickRole
from leerwerk.learning.models import Tick, VocabularyItem, WordPicture, WorkProcess
from leerwerk.learning.photos import Photo
from leerwerk.learning.queries.craft import picture_of, roles_of
from leerwerk.learning.rules import own_word
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment


class AnothersWord(Exception):
    """The word is there already, from an organisation that is not the actor's; ``word`` is that one."""

    def __init__(self, word: VocabularyItem) -> None:
        self.word = word
        super().__init__(word.pk)


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
def add_word(*, word: VocabularyItem, by: Actor, photo: Photo | None = None) -> VocabularyItem:
    """Add a word or sentence to a work process, with a picture of it; one that is there already gets what is new.

    Changed words are a new revision of the process; the same once more changes nothing. Raises AnothersWord.
    """
    process = WorkProcess.objects.select_for_update(of=("self",)).get(pk=word.process_id)
    there = VocabularyItem.objects.filter(process=process, text=word.text).select_related("process").first()
    if there is None:
        word.supplied_by_id = by.organisation
        word.save(force_insert=True)
        if photo is not None:
            _keep(photo, word, by)
        _new_words(process)
        record("learning.word_added", process, by=by, word=word.pk, revision=process.revision)
        return word
    given = {"kind": word.kind, "meaning": word.meaning, "pictogram": word.pictogram}
    same_photo = photo is None or _has(there, photo)
    if same_photo and all(getattr(there, name) == value for name, value in given.items()):
        record("learning.process_left_as_it_was", process, by=by)
        return there
    if not own_word(by, there):
        raise AnothersWord(there)
    for name, value in given.items():
        setattr(there, name, value)
    there.save(update_fields=[*given])
    if photo is not None and not same_photo:
        _keep(photo, there, by)
    _new_words(process)
    record("learning.word_added", process, by=by, word=there.pk, revision=process.revision)
    return there


def _new_words(process: WorkProcess) -> None:
    process.revision += 1
    process.save(update_fields=["revision"])


def _has(word: VocabularyItem, photo: Photo) -> bool:
    picture = picture_of(word)
    return picture is not None and picture.fingerprint == photo.fingerprint


def _keep(photo: Photo, word: VocabularyItem, by: Actor) -> None:
    """Keep a picture of a word, in the place of the one before it."""
    given = {"content": photo.content, "width": photo.width, "height": photo.height, "fingerprint": photo.fingerprint}
    WordPicture.objects.update_or_create(
        word=word, defaults={**given, "added_by_id": by.person_id, "added_at": timezone.now()}
    )


@action
def put_picture(*, word: VocabularyItem, photo: Photo, by: Actor) -> None:
    """Give a word a picture, or another one: a new revision of its process. The same once more changes nothing.

    Raises VocabularyItem.DoesNotExist when somebody just took the word off the list.
    """
    process = WorkProcess.objects.select_for_update(of=("self",)).get(pk=word.process_id)
    word = VocabularyItem.objects.get(pk=word.pk)
    if _has(word, photo):
        record("learning.process_left_as_it_was", process, by=by)
        return
    _keep(photo, word, by)
    _new_words(process)
    record("learning.picture_put", process, by=by, word=word.pk, revision=process.revision)


@action
def remove_picture(*, word: VocabularyItem, by: Actor) -> None:
    """Take the picture of a word away: a new revision of its process. Twice is once."""
    process = WorkProcess.objects.select_for_update(of=("self",)).get(pk=word.process_id)
    gone, _each = WordPicture.objects.filter(word=word).delete()
    if not gone:
        record("learning.process_left_as_it_was", process, by=by)
        return
    _new_words(process)
    record("learning.picture_removed", process, by=by, word=word.pk, revision=process.revision)


@action
def remove_word(*, word: VocabularyItem, by: Actor) -> None:
    """Take a word off a work process: a new revision of it."""
    process, key = WorkProcess.objects.select_for_update(of=("self",)).get(pk=word.process_id), word.pk
    word.delete()
    _new_words(process)
    record("learning.word_removed", process, by=by, word=key, revision=process.revision)


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
