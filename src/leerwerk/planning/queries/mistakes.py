"""What cannot be read in a frozen question: kept as facts with the round, told with names and fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.urls import reverse
from django.utils.text import capfirst

from leerwerk.engine.planning.mistakes import Mistake
from leerwerk.placement.models import Workplace
from leerwerk.planning.models import PlanningRound
from leerwerk.recruitment.models import Candidate, Profile
from leerwerk.trajectories.models import Cohort

SHOWN = 50
COLUMN_OF_KEY = {
    "candidates": "candidate",
    "groups": "group",
    "workplaces": "workplace",
    "offers": "group",
    "uses": "group",
    "charges": "group",
}
FIELDS = {"start": "starts_on", "ready": "ready_on"}  # where a field has another name than the column
PAGES = {"candidate": "recruitment:candidate", "group": "trajectories:group", "workplace": "placement:workplace"}
STATED: Mapping[str, type[Model]] = {"candidate": Profile, "group": Cohort, "workplace": Workplace}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One mistake: whom or what it is about with its page, which field, and what is wrong (a code of the engine)."""

    name: str
    url: str
    field: str
    code: str
    value: str


def mistake_facts(mistakes: Sequence[Mistake], tables: Mapping[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    """Return the first mistakes as JSON values, with the database key of the row that each is in."""
    facts = []
    for one in mistakes[:SHOWN]:
        kind, rows = COLUMN_OF_KEY.get(one.table, ""), tables.get(one.table, [])
        row = rows[one.row - 2] if one.row is not None and 2 <= one.row < len(rows) + 2 else {}
        facts.append(
            {
                "table": one.table,
                "kind_of_row": kind,
                "key": row.get(kind, ""),
                "column": one.column or "",
                "code": str(one.code),
                "value": str(one.parameters.get("value", "")),
            }
        )
    return facts


def mistakes_of(asked: PlanningRound) -> list[Told]:
    """Return what the planner could not read, by name."""
    facts = [fact for fact in asked.failure_facts if "kind_of_row" in fact]

    def keys(kind: str) -> set[int]:
        return {int(fact["key"]) for fact in facts if fact["kind_of_row"] == kind and fact["key"]}

    rows: dict[str, Mapping[int, Any]] = {
        "candidate": Candidate.objects.in_bulk(keys("candidate")),
        "group": Cohort.objects.select_related("version__blueprint", "municipality").in_bulk(keys("group")),
        "workplace": Workplace.objects.select_related("employer").in_bulk(keys("workplace")),
    }
    return [_told(fact, rows) for fact in facts]


def _told(fact: Mapping[str, str], rows: Mapping[str, Mapping[int, Any]]) -> Told:
    kind = fact["kind_of_row"]
    about = rows.get(kind, {}).get(int(fact["key"] or 0))
    return Told(
        name="" if about is None else str(about),
        url="" if about is None else reverse(PAGES[kind], args=[about.pk]),
        field=_field(STATED.get(kind), FIELDS.get(fact["column"], fact["column"])),
        code=fact["code"],
        value=fact["value"],
    )


def _field(model: type[Model] | None, name: str) -> str:
    """Return what the forms call a field; empty when the column is no field of this model."""
    if model is None or not name:
        return ""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return capfirst(str(field.verbose_name)) if isinstance(field, Field) else ""
