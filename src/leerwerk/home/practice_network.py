"""What the practice region knows of its employers: whom one speaks to, visits, promises, and how far each is."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from leerwerk.parties.models import Organisation, Region
from leerwerk.placement.actions import network
from leerwerk.placement.models import EmployerContact, EmployerPromise, EmployerVisit
from leerwerk.placement.network_choices import Interest
from leerwerk.privacy.actor import Actor

OTHERS = 3  # employers beside Bas' of whom something is known
# How far each is, whom one speaks to, what was said, what comes next, in how many days, and places by which day.
KNOWN = (
    (Interest.ACTIVE, "Joke Bos", "Het gaat goed met de groep. Zij willen er nog twee mensen bij.", "", 0, 2, 60),
    (Interest.PROMISED, "Hans de Groot", "Twee plekken in het voorjaar.", "De functie in taken splitsen", 6, 2, 90),
    (
        Interest.CURIOUS,
        "Sevda Aydin",
        "Wil eerst bij een ander bedrijf kijken.",
        "Een bezoek aan Bas regelen",
        -4,
        1,
        -10,
    ),
    (Interest.NONE, "Peter Visser", "Er is nu geen tijd voor begeleiding.", "", 0, 0, 0),
)


def know_employers(region: Region, actors: Mapping[str, Actor]) -> None:
    """Let Karim and Roos have spoken with Bas and with some other employers."""
    today, bas = timezone.localdate(), actors["bas"].organisation
    employers = Organisation.objects.filter(region=region, kind="employer")
    mine = list(employers.filter(pk=bas))
    rows = [*mine, *employers.exclude(pk=bas).order_by("name")[:OTHERS]]
    for n, (employer, known) in enumerate(zip(rows, KNOWN, strict=False)):
        interest, name, said, step, due, places, until = known
        by = actors["karim" if n % 2 else "roos"]
        contact = EmployerContact(employer=employer, name=name, role="Bedrijfsleider", phone="030 000 00 00")
        network.keep_contact(contact=contact, by=by)
        visit = EmployerVisit(
            ticket=uuid4(), employer=employer, day=today - timedelta(days=12 + n), spoke_with=name, said=said
        )
        if step:
            visit.next_step, visit.next_on = step, today + timedelta(days=due)
            visit.next_person_id, visit.next_organisation_id = by.person_id, by.organisation_id
            visit.next_function = by.function or ""
        network.note_visit(visit=visit, by=by)
        network.say_interest(employer=employer, state=interest, by=by)
        if places:
            promise = EmployerPromise(
                ticket=uuid4(),
                employer=employer,
                places=places,
                promised_on=min(today, today + timedelta(days=until)) - timedelta(days=12),
                by_on=today + timedelta(days=until),
            )
            network.note_promise(promise=promise, by=by)
    network.close_promises(region=region, today=today, by=actors["roos"])
