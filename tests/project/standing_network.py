"""What is known of the employers Bas and Bert work for: recognitions by SBB, contacts, visits and promises."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.actions.door import invite_employer
from leerwerk.placement.models import (
    EmployerContact,
    EmployerInterest,
    EmployerLink,
    EmployerPromise,
    EmployerVisit,
    Recognition,
    WorkplaceDraft,
)
from tests.cast import Cast

type Records = dict[str, tuple[object, ...]]


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def records_of_network(cast: Cast, people: Mapping[str, Person]) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    today = timezone.localdate()
    for employer, visitor in (("bas", "vera"), ("bert", "viv")):
        here = _at(people[employer])
        row = Recognition.objects.create(employer=here, crebo="25451", valid_from=date(2026, 1, 1))
        records[f"recognition of {employer}"] = (row.pk,)
        contact = EmployerContact.objects.create(employer=here, name="Petra Post", role="hoofd", phone="030 1234567")
        visit = EmployerVisit.objects.create(
            ticket=uuid4(),
            employer=here,
            day=today,
            visitor=people[visitor],
            spoke_with="Petra",
            said="Zij wil twee mensen",
            next_step="bellen",
            next_on=today + timedelta(days=7),
            next_person=people[visitor],
        )
        promise = EmployerPromise.objects.create(
            ticket=uuid4(), employer=here, places=2, by_on=today + timedelta(days=30), noted_by=people[visitor]
        )
        EmployerInterest.objects.create(employer=here, state="curious", said_by=people[visitor])
        records |= {f"employer of {employer}": (here.pk,), f"contact of {employer}": (contact.pk,)}
        records |= {f"visit to {employer}": (visit.pk,), f"promise of {employer}": (promise.pk,)}
        records |= _links(cast, here, employer, visitor, people[visitor])
    return records


def _links(cast: Cast, here: Organisation, employer: str, visitor: str, person: Person) -> Records:
    """An open link to an employer, and what a new employer sent."""
    by = cast.actor(person)
    secret = invite_employer(
        employer=here, company="", email=f"baas@{employer}.example", link_base="http://testserver/", by=by
    )
    invite_employer(employer=None, company="Nieuw BV", email="nieuw@example.org", link_base="http://testserver/", by=by)
    sent = EmployerLink.objects.get(region=here.region, employer=None)
    EmployerLink.objects.filter(pk=sent.pk).update(sent_at=timezone.now())
    WorkplaceDraft.objects.create(link=sent, said={"company": "Nieuw BV", "contact_name": "Nel Nieuw"})
    return {
        f"link to the door of {employer}": (secret,),
        f"door of {visitor}": (EmployerLink.objects.get(employer=here).pk,),
        f"draft for {visitor}": (sent.pk,),
    }
