"""What is done before the start, in the groups *leer* and *leer-a*: of each of three people a lesson and some days at
work, and the teams at Bas' and Bert's.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from leerwerk.parties.models import Organisation, Person
from leerwerk.trajectories.models import Enrolment, Preparation

type Records = dict[str, tuple[object, ...]]
DAYS = {"begins_on": date(2026, 9, 1), "due_on": date(2026, 10, 1)}
WHERE = (("amal", "bas", "lotte"), ("samuel", "bob", "lotte"), ("aziz", "bert", "lena"))


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def records_of_preparation(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    for name, employer, school in WHERE:
        key: Any = known[f"learning of {name}"][0]
        enrolment = Enrolment.objects.get(pk=key)
        at_work: dict[str, Any] = {
            "doer": "employer",
            "organisation": _at(people[employer]),
            "employer": _at(people[employer]),
        }
        language = Preparation.objects.create(
            cohort=enrolment.cohort,
            enrolment=enrolment,
            kind="vocational_language",
            content="vocational_language",
            doer="educator",
            organisation=_at(people[school]),
            **DAYS,
        )
        taster = Preparation.objects.create(
            cohort=enrolment.cohort, enrolment=enrolment, kind="taster", content="internship", days=3, **at_work, **DAYS
        )
        records |= {f"language of {name}": (language.pk,), f"taster of {name}": (taster.pk,)}
        if employer != "bob":
            team = Preparation.objects.create(cohort=enrolment.cohort, kind="intercultural_team", **at_work, **DAYS)
            records[f"team of {employer}"] = (team.pk,)
    return records
