"""The network of employers for the browser: what is known of Bas' employer, links, and what a new employer sent."""

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from leerwerk.parties.models import Organisation
from leerwerk.placement.actions import note_recognition, split_function
from leerwerk.placement.actions.door import Said, invite_employer, save_draft, send_draft
from leerwerk.placement.actions.network import keep_contact, note_promise, note_visit, say_interest
from leerwerk.placement.forms.door import DoorForm, as_sent
from leerwerk.placement.models import (
    EmployerContact,
    EmployerLink,
    EmployerPromise,
    EmployerVisit,
    Recognition,
    Workplace,
)
from leerwerk.placement.splitting import Duty
from leerwerk.privacy.actor import Actor

LINK = "http://testserver/"


def _known(employer: Organisation, roos: Actor) -> tuple[EmployerContact, EmployerVisit]:
    """A contact, a visit with a next step that is late, promises and interest."""
    today = timezone.localdate()
    contact = EmployerContact(
        employer=employer,
        name="Petra van der Post",
        role="bedrijfsleider",
        email="petra@example.org",
        phone="030 12 34",
    )
    contact = keep_contact(contact=contact, by=roos)
    visit = EmployerVisit(
        ticket=uuid4(),
        employer=employer,
        day=today - timedelta(days=9),
        spoke_with="Petra",
        said="Zij wil twee mensen, na de zomer. De kas is klaar.",
        next_step="Bellen over de mentor op de werkvloer",
        next_on=today - timedelta(days=1),
        next_person_id=roos.person_id,
        next_organisation_id=roos.organisation_id,
        next_function="director",
    )
    visit = note_visit(visit=visit, by=roos)
    promise = EmployerPromise(ticket=uuid4(), employer=employer, places=3, by_on=today + timedelta(days=30))
    note_promise(promise=promise, by=roos)
    say_interest(employer=employer, state="promised", by=roos)
    return contact, visit


def _described(town: str) -> Said:
    return {
        "company": "Bakkerij Bol",
        "contact_name": "Bea Bol",
        "title": "De bakkerij",
        "tasks": "Deeg kneden\nBroden tellen",
        "municipality": town,
        "places": "2",
        "shifts": ["0", "2"],
    }


def _sent(link: EmployerLink, town: str, by: Actor) -> None:
    said = _described(town)
    form = DoorForm(as_sent(said), region_id=link.region_id, knows=link.employer_id is not None)
    if not form.is_valid():
        raise ValueError(form.errors)
    send_draft(link=link, said=said, described=form.described(), seen=0, by=by)


def network_pages(roos: Actor, bas: Actor) -> dict[str, list[str]]:
    """Write it; return addresses by the slug of who opens them."""
    employer = Organisation.objects.get(pk=bas.organisation)
    work = Workplace.objects.filter(employer=employer, withdrawn_at=None).order_by("id")[0]
    contact, visit = _known(employer, roos)
    duties = [
        Duty(name="Planten verzorgen", language=2, skill="speaking", risk="some", risk_words="machines"),
        Duty(name="Gif spuiten", without_paper="no", risk="high", risk_words="gif"),
    ]
    split_function(workplace=work, duties=duties, seen=work.edits, by=bas)
    for since, until in ((date(2020, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), None)):
        recognition = Recognition(employer=employer, crebo="25451", valid_from=since, valid_until=until)
        note_recognition(recognition=recognition, checked=True, by=roos)
    secrets = [
        invite_employer(employer=one, company=company, email=email, link_base=LINK, by=roos)
        for one, company, email in (
            (employer, "", "baas@example.org"),
            (employer, "", "klaar@example.org"),
            (None, "Bakkerij Bol", "bol@example.org"),
        )
    ]
    opened, done, new = (
        EmployerLink.objects.get(email=email) for email in ("baas@example.org", "klaar@example.org", "bol@example.org")
    )
    town = work.municipality_id
    save_draft(link=opened, said=_described(town), seen=0, by=roos)
    _sent(done, town, roos)
    _sent(new, town, roos)

    def at(name: str, *about: object) -> str:
        return reverse(f"placement:{name}", args=about)

    return {
        "roos": [
            *(at("employers"), at("employer", employer.pk), at("contact_change", contact.pk), at("visit", visit.pk)),
            *(at("contact_remove", contact.pk), at("visit_new", employer.pk), at("promise_new", employer.pk)),
            *(at("interest", employer.pk), at("invite", employer.pk), at("invite_new"), at("links")),
            *(at("draft", new.pk), at("workplace", work.pk), at("recognition_new", work.pk), at("split", work.pk)),
            f"{at('split', work.pk)}?known=yes",
        ],
        "bas": [at("employer", employer.pk)],
        "nobody": [at("door", secrets[0]), at("door", secrets[1]), at("door", secrets[2])],
    }
