"""Every change to what a region knows of its employers."""

from datetime import date

from django.utils import timezone

from leerwerk.notices.actions import Awaited, settle
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Organisation, Region
from leerwerk.placement.models import EmployerContact, EmployerInterest, EmployerPromise, EmployerVisit
from leerwerk.placement.promising import came, had_before
from leerwerk.placement.queries.network import places_offered
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record

NEXT_STEP = "placement.next_step"


def _held(key: int) -> Organisation:
    """The employer, so that who note something of it come one by one."""
    return Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=key)


@action
def keep_contact(*, contact: EmployerContact, by: Actor) -> EmployerContact:
    """Write somebody whom one speaks to at an employer, new or changed; the same person is noted once."""
    employer = _held(contact.employer_id)
    same = EmployerContact.objects.filter(employer=employer, name__iexact=contact.name, email__iexact=contact.email)
    known = same.exclude(pk=contact.pk).first()
    if known is not None:
        if contact._state.adding and (known.role, known.phone) != (contact.role, contact.phone):
            known.role, known.phone = contact.role or known.role, contact.phone or known.phone
            known.save(update_fields=["role", "phone"])
        record("contact_noted_again", employer, by=by, contact=known.pk)
        return known
    contact.save()
    record("contact_kept", employer, by=by, contact=contact.pk)
    return contact


@action
def remove_contact(*, contact: EmployerContact, by: Actor) -> None:
    """Take somebody away whom one does not speak to any more."""
    record("contact_removed", _held(contact.employer_id), by=by, contact=contact.pk)
    EmployerContact.objects.filter(pk=contact.pk).delete()


@part
def await_next_step(visit: EmployerVisit) -> None:
    """Let the next step after a visit wait for who does it, until it is done."""
    wanted = []
    if visit.next_step and visit.done_at is None and visit.next_on is not None:
        directs = visit.next_function == Function.DIRECTOR or visit.next_organisation_id is None
        wanted = [
            Awaited(
                kind=NEXT_STEP,
                organisation_id=None if directs else visit.next_organisation_id,
                function=Function.DIRECTOR if directs else visit.next_function,
                due_on=visit.next_on,
                region_id=visit.employer.region_id,
                person_id=visit.next_person_id,
            )
        ]
    settle(visit, NEXT_STEP, wanted)


@action
def note_visit(*, visit: EmployerVisit, by: Actor) -> EmployerVisit:
    """Note a visit, not saved yet; its next step waits for who does it. The page that is sent twice notes it once."""
    _held(visit.employer_id)
    known = EmployerVisit.objects.filter(ticket=visit.ticket).first()
    if known is not None:
        record("visit_noted_again", known, by=by)
        return known
    visit.visitor_id = by.person_id
    visit.save(force_insert=True)
    await_next_step(visit)
    record("visit_noted", visit, by=by)
    return visit


@action
def take_next_step(*, visit: EmployerVisit, by: Actor) -> None:
    """Note that what was agreed after a visit was done."""
    row = EmployerVisit.objects.select_for_update(of=("self",)).select_related("employer").get(pk=visit.pk)
    if row.done_at is not None or not row.next_step:
        record("visit_noted_again", row, by=by)
        return
    row.done_at = timezone.now()
    row.save(update_fields=["done_at"])
    await_next_step(row)
    record("next_step_taken", row, by=by)


@action
def note_promise(*, promise: EmployerPromise, by: Actor) -> EmployerPromise:
    """Note a promise of places, not saved yet; what other promises still have to bring does not count for it."""
    employer = _held(promise.employer_id)
    known = EmployerPromise.objects.filter(ticket=promise.ticket).first()
    if known is not None:
        record("promise_noted_again", employer, by=by, promise=known.pk)
        return known
    earlier = EmployerPromise.objects.filter(
        employer=employer, withdrawn_at=None, came=None, by_on__gte=timezone.localdate()
    )
    promise.had = had_before(promise.sector, places_offered(employer.pk), earlier)
    promise.noted_by_id = by.person_id
    promise.save(force_insert=True)
    record("promise_noted", employer, by=by, promise=promise.pk, places=promise.places)
    return promise


@action
def withdraw_promise(*, promise: EmployerPromise, by: Actor) -> None:
    """Note that an employer takes a promise back."""
    employer = _held(promise.employer_id)
    taken = EmployerPromise.objects.filter(pk=promise.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    record("promise_withdrawn" if taken else "promise_noted_again", employer, by=by, promise=promise.pk)


@action
def say_interest(*, employer: Organisation, state: str, by: Actor) -> EmployerInterest:
    """Say how far an employer is; the day stays where nothing changes."""
    _held(employer.pk)
    row = EmployerInterest.objects.filter(employer=employer).first() or EmployerInterest(employer=employer)
    if not row._state.adding and row.state == state:
        record("interest_said_again", row, by=by)
        return row
    row.state, row.since, row.said_by_id = state, timezone.localdate(), by.person_id
    row.save()
    record("interest_said", row, by=by, state=state)
    return row


@action
def close_promises(*, region: Region, today: date, by: Actor) -> int:
    """Store what came of promises whose day is over; return of how many. Once a day."""
    over = EmployerPromise.objects.filter(
        employer__region=region, withdrawn_at=None, came=None, by_on__lt=today
    ).order_by("employer", "id")
    rows = list(over)
    for row in rows:
        row.came = came(row, places_offered(row.employer_id))
    EmployerPromise.objects.bulk_update(rows, ["came"], batch_size=500)
    record("promises_closed", region, by=by, promises=len(rows))
    return len(rows)
