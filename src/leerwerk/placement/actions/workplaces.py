"""Every change to workplaces, offers and seats."""

from collections.abc import Sequence

from django.utils import timezone

from leerwerk.placement.actions.freshness import right_today
from leerwerk.placement.actions.recognitions import tell_workplaces
from leerwerk.placement.actions.tasks import held, retell_tasks
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.placement.task_enums import FOR_STARTERS
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions import GroupIsDecided, NotThisFarYet, WrittenMeanwhile, employ_at
from leerwerk.trajectories.enums import ENDED, IN_PROGRESS, UNTIL_COMPLETED, CohortState
from leerwerk.trajectories.models import Cohort, Enrolment


class WorkplaceIsFull(Exception):
    """More people who are still on the way have a place here than there are places; ``taken`` says how many."""

    def __init__(self, taken: int) -> None:
        self.taken = taken
        super().__init__(taken)


class NotOffered(Exception):
    """The workplace is not offered to the group of this participant."""


class ParticipationEnded(Exception):
    """Who left a group, or is lastingly in work, gets no workplace from it."""


class SeatedMeanwhile(Exception):
    """Somebody gave this participant a workplace after the page was opened; ``workplace`` is where they work now."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        super().__init__(workplace.pk)


def _says_the_same(held: Workplace, said: Workplace, tasks: Sequence[str]) -> bool:
    """Whether a page that is sent once more has nothing in it that is not there already."""
    columns = [
        field.attname for field in Workplace._meta.concrete_fields if field.name not in {"edits", "confirmed_on"}
    ]
    here = held.tasks.filter(fits__in=FOR_STARTERS).order_by("position").values_list("name", flat=True)
    return all(getattr(held, name) == getattr(said, name) for name in columns) and list(here) == list(tasks)


@action
def register_workplace(*, workplace: Workplace, tasks: Sequence[str], by: Actor) -> Workplace:
    """Add a workplace with its tasks; ``workplace`` is not saved yet. A code that is known already is an error."""
    workplace.confirmed_on = timezone.localdate()
    workplace.save(force_insert=True)
    retell_tasks({workplace.pk: tasks})
    tell_workplaces(workplace.employer_id, workplace.confirmed_on)
    record("workplace_registered", workplace, by=by)
    return workplace


@action
def change_workplace(*, workplace: Workplace, tasks: Sequence[str], seen: int, by: Actor) -> Workplace:
    """Write a changed workplace; changing it confirms it. What is known of a task whose name stays is kept.

    ``seen``: how often it had been changed when the page was shown. The same once more has no second effect. Raises
    WrittenMeanwhile, WorkplaceIsFull when more people work there than there would be places, and WorkplaceIsWithdrawn.
    """
    before = held(workplace)
    if seen != before.edits:
        if not _says_the_same(before, workplace, tasks):
            raise WrittenMeanwhile
        record("workplace_left_as_it_was", before, by=by)
        return before
    taken = _active_seats(workplace)
    if taken > workplace.places:
        raise WorkplaceIsFull(taken)
    workplace.confirmed_on = timezone.localdate()
    workplace.edits = before.edits + 1
    workplace.save()
    retell_tasks({workplace.pk: tasks})
    tell_workplaces(workplace.employer_id, workplace.confirmed_on)
    right_today(workplace)
    record("workplace_changed", workplace, by=by)
    return workplace


@action
def confirm_workplace(*, workplace: Workplace, by: Actor) -> None:
    """Note that everything is still right today. Raises WorkplaceIsWithdrawn."""
    row = held(workplace)
    today = timezone.localdate()
    if row.confirmed_on == today:
        record("workplace_left_as_it_was", row, by=by)
        return
    row.confirmed_on = today
    row.save(update_fields=["confirmed_on"])
    right_today(row)
    record("workplace_confirmed", row, by=by)


@action
def withdraw_workplace(*, workplace: Workplace, by: Actor) -> None:
    """Take a workplace out of the next seasons; people who work there stay. Done already, it keeps its day."""
    row = Workplace.objects.select_for_update(of=("self",)).get(pk=workplace.pk)
    if row.withdrawn_at is not None:
        record("workplace_left_as_it_was", row, by=by)
        return
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    right_today(row)
    record("workplace_withdrawn", row, by=by)


@action
def offer_workplace(*, workplace: Workplace, cohort: Cohort, by: Actor) -> Offer:
    """Offer a workplace to a group option, or to a group that is under way; offering it twice is one offer.

    Raises GroupIsDecided when the group was refused or is over, and WorkplaceIsWithdrawn.
    """
    state = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk).state
    row = held(workplace)
    if state not in (CohortState.OPTION, *IN_PROGRESS):
        raise GroupIsDecided
    offer, made = Offer.objects.get_or_create(workplace=row, cohort=cohort)
    record("workplace_offered" if made else "workplace_left_as_it_was", row, by=by, cohort=cohort.pk)
    return offer


@action
def withdraw_offer(*, offer: Offer, by: Actor) -> None:
    """Take a workplace back from a group. Raises GroupIsDecided when the group is no longer an option."""
    if Cohort.objects.select_for_update(of=("self",)).get(pk=offer.cohort_id).state != CohortState.OPTION:
        raise GroupIsDecided
    record("offer_withdrawn", offer.workplace, by=by, cohort=offer.cohort_id)
    offer.delete()


def _active_seats(workplace: Workplace, *, but: Enrolment | None = None) -> int:
    """How many people who are still on the way have a place here, not counting one of them."""
    seats = Seat.objects.filter(workplace=workplace).exclude(enrolment__stage__in=ENDED)
    return (seats if but is None else seats.exclude(enrolment=but)).count()


def _seated(enrolment: Enrolment, at: Workplace, by: Actor) -> Seat:
    """Write the place and who employs; places are counted under the lock on the workplace. Raises WorkplaceIsFull."""
    taken = _active_seats(at, but=enrolment)
    if taken >= at.places:
        raise WorkplaceIsFull(taken)
    seat, _made = Seat.objects.update_or_create(enrolment=enrolment, defaults={"workplace": at})
    employ_at(enrolment=enrolment, organisation_id=at.employer_id, by=by)
    return seat


def _participation(enrolment: Enrolment) -> Enrolment:
    """The participation as it is now, for this transaction only. Raises ParticipationEnded."""
    row = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if row.stage in ENDED:
        raise ParticipationEnded
    return row


@action
def give_seat(*, enrolment: Enrolment, workplace: Workplace, by: Actor) -> Seat:
    """Give a participant a place that their group was offered, as the plan says; the same place twice is one seat.

    Raises WorkplaceIsFull, WorkplaceIsWithdrawn, NotOffered or ParticipationEnded.
    """
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.cohort_id)  # as every step does, first
    row = held(workplace)
    enrolment = _participation(enrolment)
    if not Offer.objects.filter(workplace=row, cohort=enrolment.cohort_id).exists():
        raise NotOffered
    seat = _seated(enrolment, row, by)
    record("seat_given", row, by=by, enrolment=enrolment.pk)
    return seat


@action
def give_workplace(*, enrolment: Enrolment, workplace: Workplace, seen: int | None, by: Actor) -> Seat:
    """Give somebody who is under way a workplace, or another one: also one that their group was not offered before.

    ``seen``: the workplace that the page showed as theirs. The same once more, as after a double click, has no second
    effect. Another employer chooses anew, and what was agreed has to be agreed anew. Raises SeatedMeanwhile,
    WorkplaceIsFull, WorkplaceIsWithdrawn, NotThisFarYet or ParticipationEnded, and what a step does.
    """
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.cohort_id)
    before = Seat.objects.filter(enrolment=enrolment).select_related("workplace__employer").first()
    if before is not None and before.workplace_id == workplace.pk:
        record("workplace_left_as_it_was", before.workplace, by=by, enrolment=enrolment.pk)
        return before
    if before is not None and before.workplace_id != seen:
        raise SeatedMeanwhile(before.workplace)
    row = held(workplace)
    enrolment = _participation(enrolment)
    if cohort.state not in IN_PROGRESS:
        raise NotThisFarYet
    if enrolment.stage not in UNTIL_COMPLETED:
        raise ParticipationEnded
    _offer, made = Offer.objects.get_or_create(workplace=row, cohort=cohort)
    seat = _seated(enrolment, row, by)
    record("seat_given", row, by=by, enrolment=enrolment.pk, offered=made)
    return seat
