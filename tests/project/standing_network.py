"""What is known of the employers Bas and Bert work for: recognitions by SBB."""

from collections.abc import Mapping
from datetime import date

from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Recognition
from tests.cast import Cast

type Records = dict[str, tuple[object, ...]]


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def records_of_network(cast: Cast, people: Mapping[str, Person]) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    for employer in ("bas", "bert"):
        row = Recognition.objects.create(employer=_at(people[employer]), crebo="25451", valid_from=date(2026, 1, 1))
        records[f"recognition of {employer}"] = (row.pk,)
    return records
