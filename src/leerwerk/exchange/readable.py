"""What stands in a cell, as a person reads it: words for codes, in the reader's language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerwerk.engine.planning.contract import ANYWHERE, BETWEEN
from leerwerk.engine.planning.schema import Column, Kind, Table
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.words import KNOWN, label
from leerwerk.facts import municipalities
from leerwerk.parties.enums import OrganisationKind
from leerwerk.recruitment.enums import Education, Route, Sex
from leerwerk.trajectories.enums import Level, ResourceKind
from leerwerk.web.fields import DAGDELEN

CHOICES: Mapping[str, Mapping[str, str | Promise]] = {  # codes that are no words in English
    "organisations.kind": dict(OrganisationKind.choices),
    "resources.kind": dict(ResourceKind.choices),
    "candidates.route": dict(Route.choices),
    "candidates.sex": dict(Sex.choices),
    "candidates.education": {level.name.lower(): level.label for level in Education},
    "groups.level": dict(Level.choices),
}


def in_dutch() -> bool:
    """Whether workbooks for this reader are in Dutch."""
    return (get_language() or "nl").startswith("nl")


def heading(column: Column) -> str:
    """Return the heading of a column, as on the reader's sheet."""
    return column.label if in_dutch() else column.name


def _choice(table: Table, column: Column, code: str) -> str:
    if in_dutch():
        return next((one.label for one in column.choices if one.code == code), code)
    return str(CHOICES.get(f"{table.name}.{column.name}", {}).get(code, code))


def _town(code: str) -> str:
    if code == ANYWHERE:
        return _("everywhere")
    return next((town.name for town in municipalities() if town.code == code), code)


def _dagdelen(text: str) -> str:
    free = [str(name) for name, digit in zip(DAGDELEN, text, strict=True) if digit == "1"]
    if len(free) == len(DAGDELEN):
        return _("the whole week")
    return ", ".join(free) if free else _("none")


def _number(text: str) -> str:
    amount = float(text)
    return number_format(int(amount) if amount.is_integer() else text.rstrip("0"))


READ: Mapping[Kind, Callable[[str], str]] = {
    Kind.DAGDELEN: _dagdelen,
    Kind.MUNICIPALITY: _town,
    Kind.DECIMAL: _number,
    Kind.DATE: lambda text: date_format(date.fromisoformat(text)),
    Kind.YES_NO: lambda text: _("yes") if text == "yes" else _("no"),
}


def readable(table: Table, column: Column, text: str, organisations: Mapping[str, str]) -> str:
    """Return in words what ``engine.planning.cells.written`` wrote in a cell; ``organisations`` names them by code."""
    if not text:
        return _("empty")
    if column.name in KNOWN:
        return ", ".join(label(column.name, code).replace("_", " ") for code in text.split(BETWEEN))
    if column.kind is Kind.CHOICE:
        return _choice(table, column, text)
    if column.kind in READ:
        return READ[column.kind](text)
    return organisations.get(text, text) if names_an_organisation(table, column) else text.replace(BETWEEN, ", ")


def names_an_organisation(table: Table, column: Column) -> bool:
    """Whether the cells of a column are codes of organisations."""
    return column.refers == "organisations" or f"{table.name}.{column.name}" == "workplaces.employer"


def cells_of_organisations(changes: Mapping[str, Any]) -> set[str]:
    """Return the codes of organisations in the changed cells of a workbook."""
    return {
        code
        for name, found in changes.items()
        for row in found["changed"]
        for column, *codes in row["cells"]
        for code in codes
        if code and names_an_organisation(REGION.table(name), REGION.table(name).column(column))
    }


def told(changes: Mapping[str, Any], organisations: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return per sheet what ``queries.changing`` found, with the headings and cells in the reader's language."""
    return [
        {
            **(found := changes[table.name]),
            "sheet": table.label if in_dutch() else table.name,
            "news": len(found["new"]) + found["more_new"],
            "changes": len(found["changed"]) + found["more_changed"],
            "changed": [
                {"name": row["name"], "cells": list(_told_cells(table, row["cells"], organisations))}
                for row in found["changed"]
            ],
        }
        for table in REGION.tables
        if table.name in changes
    ]


def _told_cells(
    table: Table, cells: Iterable[tuple[str, str | None, str]], organisations: Mapping[str, str]
) -> Iterator[dict[str, str | None]]:
    for name, old, new in cells:
        column = table.column(name)
        yield {
            "heading": heading(column),
            "old": None if old is None else readable(table, column, old, organisations),
            "new": readable(table, column, new, organisations),
        }
