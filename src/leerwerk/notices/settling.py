"""Opening and closing matters: a part of the action that makes or ends the need, never done on its own."""

from collections.abc import Iterable, Mapping

from django.db.models import Model
from django.utils import timezone

from leerwerk.notices.awaited import Awaited, out_of_step
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Organisation
from leerwerk.privacy.trail import part


@part
def pass_on(candidate_id: int, function: str, sender: Organisation, receiver: Organisation) -> int:
    """Let what waits for a function of one organisation about a candidate wait for another's; return how many.

    Nobody there took it yet. What belongs to a group stays in the group's region.
    """
    open_now = Matter.objects.filter(candidate=candidate_id, organisation=sender, function=function, closed_at=None)
    open_now.filter(group_code="").update(region=receiver.region_id)
    return open_now.update(organisation=receiver, person=None)


@part
def settle(subject: Model, kinds: str, wanted: Iterable[Awaited]) -> None:
    """Let exactly these matters be open about a row, of all whose kind begins with ``kinds``.

    What is open and still wanted stays as it is, with whoever took it; what is not wanted any more is closed; what is
    new is opened. Called by an action, in its transaction, with the subject locked.
    """
    found = out_of_step(subject, kinds, wanted)
    if found.done:
        Matter.objects.filter(pk__in=[matter.pk for matter in found.done]).update(closed_at=timezone.now())
    Matter.objects.bulk_create(_opened(subject._meta.label_lower, subject.pk, one) for one in found.missing)


def _opened(subject_type: str, subject_id: int, one: Awaited) -> Matter:
    return Matter(
        kind=one.kind,
        subject_type=subject_type,
        subject_id=subject_id,
        region_id=one.region_id,
        group_code=one.group_code,
        candidate_id=one.candidate_id,
        organisation_id=one.organisation_id,
        function=one.function,
        person_id=one.person_id,
        due_on=one.due_on,
    )


@part
def settle_many(subject_type: str, kinds: str, wanted: Mapping[int, Iterable[Awaited]]) -> None:
    """Let exactly these matters be open about each of these rows, as ``settle`` does for one: four questions for all.

    A matter that stays gets the day that it is wanted on now. Called with all of the subjects locked.
    """
    open_now = Matter.objects.filter(
        subject_type=subject_type, subject_id__in=list(wanted), closed_at=None, kind__startswith=kinds
    )
    missing = {(key, one.what): one for key, every in wanted.items() for one in every}
    done, moved = [], []
    for matter in open_now:
        one = missing.pop((matter.subject_id, (matter.kind, matter.organisation_id, matter.function)), None)
        if one is None:
            done.append(matter.pk)
        elif one.due_on != matter.due_on:
            matter.due_on = one.due_on
            moved.append(matter)
    Matter.objects.filter(pk__in=done).update(closed_at=timezone.now())
    Matter.objects.bulk_update(moved, ["due_on"])
    Matter.objects.bulk_create(_opened(subject_type, key, one) for (key, _what), one in missing.items())


@part
def hand_on(subject: Model, kinds: str, person_id: int | None) -> None:
    """Let what is open about a row be asked of another person of the same function, as their predecessor was."""
    open_now = Matter.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk, closed_at=None)
    open_now.filter(kind__startswith=kinds).update(person=person_id)
