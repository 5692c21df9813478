"""What taking a workbook in would change, row by row: what is kept now beside what would be kept then.

``as_it_would_be`` is asked while everything is written, before that is undone; ``changes_between`` afterwards, when
the rows are as they were. So what a person reads is what the real thing would do, and no second copy of its rules.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from leerwerk.engine.planning.cells import written
from leerwerk.engine.planning.contract import ANYWHERE
from leerwerk.engine.planning.parsing import Reading
from leerwerk.engine.planning.schema import Table
from leerwerk.exchange.queries.rows import Sheet, background, contact, sheets_of
from leerwerk.exchange.schema import REGION
from leerwerk.facts import municipalities
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate

SHOWN = 50  # rows of a sheet that are told; of the others their number
BY: Mapping[str, str] = {  # where the code in the first column of a sheet is kept, when not in the row itself
    "work_history": "candidate__code",
    "offers": "cohort__code",
    "uses": "cohort__code",
    "charges": "budget__code",
}
NAMED: Mapping[str, tuple[str, ...]] = {  # the columns that name a row, besides its code
    "organisations": ("name",),
    "employers": ("name",),
    "candidates": ("given_name", "family_name"),
    "workplaces": ("title",),
    "resources": ("name",),
    "budgets": ("name",),
}
ABOUT_PEOPLE = frozenset({"candidates", "work_history"})
GUIDES_ONLY = frozenset({"email", "phone", "birth_year", "sex", "nationality", "permit_date"})
"""Columns of a candidate that only whoever guides them may read: of others it is told that they change."""

type Row = Mapping[str, object]
type Kept = dict[int, Row]  # by the key of the database
type Changes = dict[str, dict[str, Any]]  # JSON: per sheet, as ``changes_between`` says


class Then(NamedTuple):
    """What a sheet would say once it is taken in: the names of what is new, and the rows of which some change."""

    new: list[str]  # at most ``SHOWN``
    more_new: int
    rows: Kept  # in the order of the file


def _sheets(actor: Actor) -> dict[str, Sheet]:
    """The sheets with whole files of candidates: that something changes is told, also where not what."""
    sheets = sheets_of(actor)
    files = sheets["candidates"]
    kept = files.kept.select_related("profile", "intermediary", "background")
    sheets["candidates"] = Sheet(kept, lambda one: {**files.row(one), **contact(one), **background(one)})
    return sheets


def _codes(reading: Reading, table: Table) -> list[str]:
    """Return the codes in the first column, in the order of the file.

    Workplaces may name employers besides, and work may name people by the code that they had before this workbook.
    """
    codes = list(reading.tables[table.name].columns[table.columns[0].name])
    if table.name == "employers":
        codes += reading.tables["workplaces"].columns["employer"]
    if table.name == "work_history":
        codes += reading.tables["candidates"].columns["candidate"]
    return [str(code) for code in codes if code]


def as_it_would_be(reading: Reading, counts: Mapping[str, Mapping[str, int]], actor: Actor) -> dict[str, Then]:
    """Return the sheets in which something is new or changed, as they are now that they were just taken in.

    New rows have the highest keys, in the order of the file: of thousands only those that are named are read.
    """
    found: dict[str, Then] = {}
    for name, (kept, row) in _sheets(actor).items():
        new, changed = (counts.get(name, {}).get(what, 0) for what in ("new", "changed"))
        if not new and not changed:
            continue
        table = REGION.table(name)
        places = {code: place for place, code in reversed(list(enumerate(_codes(reading, table))))}
        rows = kept.filter(**{f"{BY.get(name, 'code')}__in": places}).order_by("pk")
        known = rows.count() - new
        names = [_name(table, row(one)) for one in rows[known : known + min(new, SHOWN)]]
        then = {one.pk: row(one) for one in rows[:known]} if changed else {}
        first = table.columns[0].name
        in_order = dict(sorted(then.items(), key=lambda item: places[str(item[1][first])]))
        found[name] = Then(names, new - len(names), in_order)
    return found


def changes_between(after: Mapping[str, Then], actor: Actor) -> tuple[Changes, list[Candidate]]:
    """Return what would be new and what would change, between the rows as they are now and ``after``.

    Per sheet as JSON: ``new`` names, and ``changed`` rows with their name and cells (column, old and new text; None
    instead of what the actor may not read); ``more_new`` and ``more_changed`` count the rows that are not among them.
    Also the candidates of whose file something is told.
    """
    sheets = _sheets(actor)
    changes: Changes = {}
    told: dict[int, Candidate] = {}
    hidden = frozenset() if actor.function == Function.CASEWORKER else GUIDES_ONLY
    for name, then in after.items():
        kept, row = sheets[name]
        table = REGION.table(name)
        now = {one.pk: one for one in kept.filter(pk__in=then.rows)} if then.rows else {}
        cells = {pk: list(_cells(table, row(now[pk]), new, hidden)) for pk, new in then.rows.items() if pk in now}
        changed = [pk for pk, differing in cells.items() if differing]
        changes[name] = {
            "new": then.new,
            "more_new": then.more_new,
            "changed": [{"name": _name(table, row(now[pk])), "cells": cells[pk]} for pk in changed[:SHOWN]],
            "more_changed": len(changed[SHOWN:]),
        }
        if name in ABOUT_PEOPLE:
            people = (now[pk] if name == "candidates" else now[pk].candidate for pk in changed[:SHOWN])
            told |= {one.pk: one for one in people}
    return changes, list(told.values())


def _cells(table: Table, old: Row, new: Row, hidden: frozenset[str]) -> Iterator[list[str | None]]:
    for column in table.columns:
        kept, then = old.get(column.name), new.get(column.name)
        if kept == then:
            continue
        before, after = str(written(kept, column)), str(written(then, column))
        if before != after:  # nothing kept yet and an empty cell are alike
            yield [column.name, None if column.name in hidden else before, after]


def _name(table: Table, row: Row) -> str:
    """Return the name of a row, with its code; of a row without a code what it is about."""
    if table.name in BY:
        towns = {town.code: town.name for town in municipalities()} | {ANYWHERE: ""}
        said = (str(row[name]) for name in table.key)
        return " · ".join(word for word in (towns.get(one, one) for one in said) if word)
    code = str(row[table.columns[0].name])
    name = " ".join(str(row[column]) for column in NAMED.get(table.name, ()) if row[column])
    return f"{name} ({code})" if name and name != code else code


def names_of(organisations: Collection[str]) -> dict[str, str]:
    """Return the names of organisations by code; those that are not there yet have none."""
    if not organisations:
        return {}
    return dict(Organisation.objects.filter(code__in=organisations).values_list("code", "name"))
