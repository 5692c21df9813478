"""All that is kept of somebody, for them to take along."""

from typing import Any

from django.db.models import Model

from leerwerk.parties.queries import lines, opening_lines, openings, with_names
from leerwerk.privacy.queries import events_about
from leerwerk.recruitment.models import Candidate

NOT_TAKEN_ALONG = frozenset({"search_text", "token_hash"})


def _plain(row: Model) -> dict[str, Any]:
    values = {
        field.name: getattr(row, field.attname) for field in row._meta.fields if field.name not in NOT_TAKEN_ALONG
    }
    return {
        name: value if isinstance(value, int | float | list | dict) else str(value)
        for name, value in values.items()
        if value is not None
    }


def everything_about(candidate: Candidate) -> dict[str, Any]:
    """Return all that is kept of a candidate as JSON values, for the person to take along.

    Rows of rooms above that point to the candidate come along too, under the name of their kind, and so do the rows
    that point to those: what was recorded of taking part in a group.
    """
    told: dict[str, Any] = {"candidate": _plain(candidate)}
    beyond: dict[str, list[Any]] = {}
    for related in candidate._meta.related_objects:
        rows = list(related.related_model._default_manager.filter(**{related.field.name: candidate}))
        told[str(related.related_model._meta.model_name)] = [_plain(row) for row in rows]
        for further in related.related_model._meta.related_objects if rows else ():
            found = further.related_model._default_manager.filter(**{f"{further.field.name}__in": rows})
            beyond.setdefault(str(further.related_model._meta.model_name), []).extend(_plain(row) for row in found)
    told = beyond | told
    opened, done = opening_lines(openings(candidate)), lines(with_names(events_about(candidate)))
    for name, trail in (("readings", opened), ("trail", done)):
        told[name] = [
            {"at": line.at.isoformat(), "person": line.person, "organisation": line.organisation, "what": line.what}
            for line in trail
        ]
    return told
