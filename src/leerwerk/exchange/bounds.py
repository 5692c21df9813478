"""How long a cell may be and how large its number: what the database holds, so that no workbook meets its limits."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, DecimalField, Field, Model, PositiveSmallIntegerField

from leerwerk.engine.planning.schema import Column, Kind, Table
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import Task, Workplace
from leerwerk.recruitment.models import Background, Candidate, Profile, WorkExperience
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Resource, ResourceUse

KEPT_IN: Mapping[str, tuple[type[Model], ...]] = {  # where the columns of a sheet are kept, under their own names
    "organisations": (Organisation,),
    "employers": (Organisation,),
    "candidates": (Candidate, Profile, Background),
    "work_history": (WorkExperience,),
    "groups": (Cohort, BlueprintVersion),
    "workplaces": (Workplace,),
    "resources": (Resource,),
    "uses": (ResourceUse,),
    "budgets": (Budget,),
    "charges": (Charge,),
}
ELSEWHERE: Mapping[str, tuple[type[Model], str]] = {  # columns that are kept under another name
    "candidates.candidate": (Candidate, "code"),
    "groups.group": (Cohort, "code"),
    "groups.blueprint": (Blueprint, "code"),
    "organisations.organisation": (Organisation, "code"),
    "employers.employer": (Organisation, "code"),
    "workplaces.workplace": (Workplace, "code"),
    "workplaces.employer": (Organisation, "code"),
    "workplaces.tasks": (Task, "name"),
    "resources.resource": (Resource, "code"),
    "budgets.budget": (Budget, "code"),
}
WORDS = frozenset({Kind.CODE, Kind.CODES, Kind.TEXT})
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL})
LARGEST_SMALL_INTEGER = 32_767
LOWER = {"candidates.max_travel": 240.0}  # as the form asks and the database checks


def _named(model: type[Model], name: str) -> Field[object, object] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) and not field.is_relation else None


def field_of(table: str, column: Column) -> Field[object, object] | None:
    """Return the field that keeps what a column says; None when there is none, or when it is a reference."""
    if column.refers is not None:
        model, name = ELSEWHERE[f"{column.refers}.{column.refers.removesuffix('s')}"]
        return _named(model, name)
    if there := ELSEWHERE.get(f"{table}.{column.name}"):
        return _named(*there)
    return next((field for model in KEPT_IN.get(table, ()) if (field := _named(model, column.name))), None)


def _bounded(table: str, column: Column) -> Column:
    field = field_of(table, column)
    if isinstance(field, ArrayField):
        field = field.base_field
    if isinstance(field, CharField) and column.kind in WORDS and not column.choices:
        return replace(column, longest=field.max_length)
    most: float | None = None
    if isinstance(field, DecimalField):
        most = float(10 ** (field.max_digits - field.decimal_places) - 10**-field.decimal_places)
    elif isinstance(field, PositiveSmallIntegerField):
        most = LOWER.get(f"{table}.{column.name}", LARGEST_SMALL_INTEGER)
    if most is None or column.kind not in NUMBERS:
        return column
    return replace(column, high=most if column.high is None else min(column.high, most))


def bounded(table: Table) -> Table:
    """Return the table with what the database can keep as the bounds of its columns."""
    return replace(table, columns=tuple(_bounded(table.name, column) for column in table.columns))
