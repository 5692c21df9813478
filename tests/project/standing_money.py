"""Budgets, what is charged to them, instruments and figures, and workbooks that were handed in."""

from collections.abc import Mapping

from leerwerk.exchange.actions import hand_in
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.models import Person
from leerwerk.trajectories.models import Cohort
from tests.cast import Cast
from tests.project.standing_placing import Records


def records_of_money(cast: Cast, people: Mapping[str, Person]) -> Records:
    """Return what pages of money are opened about, by name."""
    records: Records = {f"budget {row.code}": (row.pk,) for row in Budget.objects.all()}
    records["a figure"] = ("effect",)
    records |= {f"instrument of {row.code}": (row.pk, "praktijkleren") for row in Cohort.objects.all()}
    records |= {f"charge of {row.cohort.code}": (row.pk,) for row in Charge.objects.all()}
    for name in ("roos", "karim", "dirk"):
        handed_in = hand_in(name="regio.xlsx", cells={"candidates": []}, by=cast.actor(people[name]))
        records[f"workbook of {name}"] = (handed_in.pk,)
    return records
