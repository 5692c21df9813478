"""Work after learning: of each of three people in the groups *leer* and *leer-a* a placement at their employer's."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Placement, PlacementTerms
from leerwerk.trajectories.models import Enrolment

type Records = dict[str, tuple[object, ...]]
WHERE = (("amal", "bas"), ("samuel", "bob"), ("aziz", "bert"))


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def records_of_placing(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys. They stand where nobody was placed by a step: access does not ask the path."""
    records: Records = {}
    for name, employer in WHERE:
        key: Any = known[f"learning of {name}"][0]
        enrolment = Enrolment.objects.get(pk=key)
        facts: dict[str, Any] = {
            "workplace": "Kwekerij",
            "tasks": ["Planten"],
            "hours": Decimal(32),
            "begins": date(2026, 9, 1),
            "buddy": "Joke",
            "coach": "Mila",
        }
        row = Placement.objects.create(
            enrolment=enrolment, employer=_at(people[employer]), state="placed", event_number=1, **facts
        )
        PlacementTerms.objects.create(placement=row, enrolment=enrolment)
        records |= {f"placement of {name}": (row.pk,), f"part of {name}": (key, "contract")}
    return records
