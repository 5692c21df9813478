"""Work after learning: of each of three people in the groups *leer* and *leer-a* a placement at their employer's."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Confirmation, OnboardingStep, Placement, PlacementChange, PlacementTerms
from leerwerk.trajectories.models import Enrolment

type Records = dict[str, tuple[object, ...]]
WHERE = (("amal", "bas"), ("samuel", "bob"), ("aziz", "bert"))


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def work_of(enrolment: Enrolment, employer: Organisation) -> Placement:
    """Write a row of every kind about somebody's work. No step placed them: access does not ask the path."""
    row = Placement.objects.create(
        enrolment=enrolment,
        employer=employer,
        state="placed",
        event_number=1,
        workplace="Kwekerij",
        tasks=["Planten"],
        hours=Decimal(32),
        begins=date(2026, 9, 1),
        buddy="Joke",
        coach="Mila",
    )
    about: dict[str, Any] = {"placement": row, "enrolment": enrolment}
    PlacementTerms.objects.create(**about)
    OnboardingStep.objects.create(**about, position=1, what="Rondleiding", day=row.begins)
    PlacementChange.objects.create(
        **about, kind="hours", since=date(2026, 10, 1), reason="growth", values={"hours": "36"}
    )
    Confirmation.objects.create(**about, day=date(2026, 10, 1), said="yes", by_as="employer")
    return row


def records_of_placing(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    for name, employer in WHERE:
        key: Any = known[f"learning of {name}"][0]
        row = work_of(Enrolment.objects.get(pk=key), _at(people[employer]))
        records |= {f"placement of {name}": (row.pk,), f"part of {name}": (key, "contract")}
    return records
