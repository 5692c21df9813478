"""Who lives through a year: organisations and people with accounts, and groups; each story has its own, by a mark."""

from dataclasses import dataclass
from datetime import date

from leerwerk.parties.accounts import address_is_proved
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Membership, Municipality, Organisation, Person
from leerwerk.planning.models import PlanningRound
from leerwerk.trajectories.models import Cohort
from tests.cast import PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A story's people by their name in it, their organisations, their groups, and the plan where there is one."""

    people: dict[str, Person]
    houses: dict[str, Organisation]
    groups: dict[str, Cohort]
    round: PlanningRound | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """Makes a story's organisations and people, with its mark in what has to be theirs alone."""

    mark: str

    def house(self, code: str, kind: OrganisationKind, name: str, town: str, sector: str = "") -> Organisation:
        """Make an organisation in a town."""
        place = Municipality.objects.select_related("region").get(code=town)
        return Organisation.objects.create(
            code=f"{self.mark}-{code}", kind=kind, name=name, region=place.region, municipality=place, sector=sector
        )

    def person(self, name: str) -> Person:
        """Make an account with a password and an address that was proved."""
        person = Person(email=f"{name.lower()}@{self.mark}.example", given_name=name)
        person.set_password(PASSWORD)
        person.save()
        address_is_proved(person)
        return person

    def member(self, name: str, house: Organisation, function: Function) -> Person:
        """Make somebody who works there."""
        person = self.person(name)
        Membership.objects.create(person=person, organisation=house, function=function, since=date(2024, 1, 1))
        return person
