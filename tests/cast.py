"""The people of the tests. Each permission test uses the one who could leak.

In the region Midden-Utrecht: *Roos* directs the season. *Karim* guides *Amal* for the municipality of Utrecht. *Els*
guides *Samuel* for Nieuwegein and must see nothing of Amal. *Bas* offers work at Groenwerk; *Lotte* teaches; *Mo*
mentors; *Fleur* funds; *Vera* connects. *Dirk* directs Amersfoort, another region, and must see nothing of ours.
"""

from dataclasses import dataclass
from datetime import date

from leerwerk.parties.accounts import address_is_proved
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Membership, Municipality, Organisation, Person, Region
from leerwerk.parties.queries import actor_of
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.recruitment.search import searchable
from tests.kept import kept

PASSWORD = "a long enough password"
WINTER = date(2027, 1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everyone, as rows; ``actor(person)`` gives the same person asking something."""

    region: Region
    elsewhere: Region
    utrecht: Organisation
    nieuwegein: Organisation
    werkcentrum: Organisation
    groenwerk: Organisation
    school: Organisation
    fund: Organisation
    roos: Person
    dirk: Person
    karim: Person
    els: Person
    bas: Person
    lotte: Person
    mo: Person
    fleur: Person
    vera: Person
    amal: Candidate
    samuel: Candidate

    def actor(self, person: Person) -> Actor:
        """Return this person asking something under their first membership."""
        return actor_of(Person.objects.get(pk=person.pk))


def organisation(code: str, kind: OrganisationKind, name: str, town: Municipality, **facts: str) -> Organisation:
    return Organisation.objects.create(
        code=code, kind=kind, name=name, region=town.region, municipality=town, synthetic=True, **facts
    )


def member(given_name: str, organisation: Organisation, function: Function, *, administrator: bool = False) -> Person:
    person = Person(email=f"{given_name.lower()}@example.org", given_name=given_name)
    person.set_password(PASSWORD)
    person.save()
    address_is_proved(person)
    Membership.objects.create(
        person=person,
        organisation=organisation,
        function=function,
        administrator=administrator,
        since=date(2024, 1, 1),
    )
    return person


def candidate(code: str, given_name: str, organisation: Organisation, **profile: object) -> Candidate:
    """Return a candidate of this intermediary with a profile that fits most groups, unless said otherwise."""
    assert organisation.municipality is not None
    row = Candidate.objects.create(
        code=code,
        given_name=given_name,
        family_name="Voorbeeld",
        intermediary=organisation,
        municipality=organisation.municipality,
        search_text=searchable(given_name, "Voorbeeld", code),
        synthetic=True,
    )
    facts: dict[str, object] = {
        "stated_on": date(2026, 11, 2),
        "listening": 3,
        "reading": 3,
        "speaking": 3,
        "writing": 3,
        "learnability": 3,
        "load": 4,
        "motivation": 5,
        "ready_on": WINTER,
        "sectors": ["groen", "bouw"],
        "education": 1,
    }
    row.hold(Profile.objects.create(candidate=row, **(facts | profile)))
    row.save(update_fields=["profile", "low_skilled", "ready_on"])
    return row


@kept
def build_cast() -> Cast:
    """Write the cast to the database; municipalities and regions are the real ones."""
    town = {
        m.code: m for m in Municipality.objects.select_related("region").filter(code__in=["GM0344", "GM0356", "GM0307"])
    }
    utrecht = organisation("gm-utrecht", OrganisationKind.MUNICIPALITY, "Gemeente Utrecht", town["GM0344"])
    nieuwegein = organisation("gm-nieuwegein", OrganisationKind.MUNICIPALITY, "Gemeente Nieuwegein", town["GM0356"])
    werkcentrum = organisation("wc", OrganisationKind.WERKCENTRUM, "Werkcentrum Midden-Utrecht", town["GM0344"])
    elsewhere = organisation("wc-a", OrganisationKind.WERKCENTRUM, "Werkcentrum Amersfoort", town["GM0307"])
    groenwerk = organisation("groenwerk", OrganisationKind.EMPLOYER, "Groenwerk", town["GM0356"], sector="groen")
    school = organisation("school", OrganisationKind.EDUCATOR, "Vakschool Midden", town["GM0344"])
    fund = organisation("fund", OrganisationKind.FUND, "Fonds Vooruit", town["GM0344"])
    partner = organisation("verbinders", OrganisationKind.CONNECTOR, "De Verbinders", town["GM0344"])
    return Cast(
        region=town["GM0344"].region,
        elsewhere=town["GM0307"].region,
        utrecht=utrecht,
        nieuwegein=nieuwegein,
        werkcentrum=werkcentrum,
        groenwerk=groenwerk,
        school=school,
        fund=fund,
        roos=member("Roos", werkcentrum, Function.DIRECTOR, administrator=True),
        dirk=member("Dirk", elsewhere, Function.DIRECTOR),
        karim=member("Karim", utrecht, Function.CASEWORKER),
        els=member("Els", nieuwegein, Function.CASEWORKER, administrator=True),
        bas=member("Bas", groenwerk, Function.EMPLOYER),
        lotte=member("Lotte", school, Function.EDUCATOR),
        mo=member("Mo", partner, Function.MENTOR),
        fleur=member("Fleur", fund, Function.FUNDER),
        vera=member("Vera", partner, Function.CONNECTOR),
        amal=candidate("U-0001", "Amal", utrecht),
        samuel=candidate("N-0001", "Samuel", nieuwegein),
    )
