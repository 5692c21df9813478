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

    Rows of rooms above that point to the candidate come along too, under the name of their kind.
    """
    told: dict[str, Any] = {"candidate": _plain(candidate)}
    for related in candidate._meta.related_objects:
        rows = related.related_model._default_manager.filter(**{related.field.name: candidate})
        told[str(related.related_model._meta.model_name)] = [_plain(row) for row in rows]
    opened, done = opening_lines(openings(candidate)), lines(with_names(events_about(candidate)))
    for name, trail in (("readings", opened), ("trail", done)):
        told[name] = [
            {"at": line.at.isoformat(), "person": line.person, "organisation": line.organisation, "what": line.what}
            for line in trail
        ]
    return told
