"""Every change to workplaces, offers and seats."""

from collections.abc import Sequence

from django.utils import timezone

from leerwerk.placement.models import Offer, Seat, Task, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.enums import ENDED
from leerwerk.trajectories.models import Cohort, Enrolment


class WorkplaceIsFull(Exception):
    """Every place of this workplace is taken by somebody who is still on the way."""


def _write_tasks(workplace: Workplace, tasks: Sequence[str]) -> None:
    workplace.tasks.all().delete()
    Task.objects.bulk_create(Task(workplace=workplace, position=n, name=task) for n, task in enumerate(tasks, 1))


@action
def register_workplace(*, workplace: Workplace, tasks: Sequence[str], by: Actor) -> Workplace:
    """Add a workplace with its tasks; ``workplace`` is not saved yet."""
    workplace.confirmed_on = timezone.localdate()
    workplace.save(force_insert=True)
    _write_tasks(workplace, tasks)
    record("workplace_registered", workplace, by=by)
    return workplace


@action
def change_workplace(*, workplace: Workplace, tasks: Sequence[str], by: Actor) -> Workplace:
    """Write a changed workplace; changing it confirms it."""
    workplace.confirmed_on = timezone.localdate()
    workplace.save()
    _write_tasks(workplace, tasks)
    record("workplace_changed", workplace, by=by)
    return workplace


@action
def confirm_workplace(*, workplace: Workplace, by: Actor) -> None:
    """Note that everything is still right today."""
    workplace.confirmed_on = timezone.localdate()
    workplace.save(update_fields=["confirmed_on"])
    record("workplace_confirmed", workplace, by=by)


@action
def withdraw_workplace(*, workplace: Workplace, by: Actor) -> None:
    """Take a workplace out of the next seasons; people who work there stay."""
    workplace.withdrawn_at = timezone.now()
    workplace.save(update_fields=["withdrawn_at"])
    record("workplace_withdrawn", workplace, by=by)


@action
def offer_workplace(*, workplace: Workplace, cohort: Cohort, by: Actor) -> Offer:
    """Offer a workplace to a group; offering it twice is one offer."""
    offer, _made = Offer.objects.get_or_create(workplace=workplace, cohort=cohort)
    record("workplace_offered", workplace, by=by, cohort=cohort.pk)
    return offer


@action
def withdraw_offer(*, offer: Offer, by: Actor) -> None:
    """Take a workplace back from a group that is still an option."""
    record("offer_withdrawn", offer.workplace, by=by, cohort=offer.cohort_id)
    offer.delete()


@action
def give_seat(*, enrolment: Enrolment, workplace: Workplace, by: Actor) -> Seat:
    """Give a participant a place. Raises WorkplaceIsFull beyond the places, counted under a lock."""
    workplace = Workplace.objects.select_for_update().get(pk=workplace.pk)
    taken = Seat.objects.filter(workplace=workplace).exclude(enrolment__stage__in=ENDED).count()
    if taken >= workplace.places:
        raise WorkplaceIsFull
    seat = Seat.objects.create(enrolment=enrolment, workplace=workplace)
    record("seat_given", workplace, by=by, enrolment=enrolment.pk)
    return seat
