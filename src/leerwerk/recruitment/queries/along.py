"""All that is kept of somebody, for them to take along."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import JSONObject

from leerwerk.parties.queries import lines, opening_lines, openings, with_names
from leerwerk.privacy.along import along
from leerwerk.privacy.queries import events_about
from leerwerk.recruitment.models import Candidate

NOT_TAKEN_ALONG = frozenset({"search_text", "token_hash"})
FURTHER = "+"  # begins the names of what points to a row, beside what it says itself


def _columns(model: type[Model]) -> dict[str, str]:
    return {field.name: field.attname for field in model._meta.concrete_fields if field.name not in NOT_TAKEN_ALONG}


def _that_point(related: ForeignObjectRel, **more: ArraySubquery) -> ArraySubquery:
    """Return the rows that point to a row in this way, as JSON; ``more``: what comes along with each."""
    rows = related.related_model._default_manager.filter(**{related.field.name: OuterRef("pk")}).order_by("pk")
    return along(rows, _columns(related.related_model), **more)


def _pointing(model: type[Model]) -> Iterator[tuple[str, ForeignObjectRel]]:
    """Yield what points to rows of a model, each under a name of its own; a candidate is told of at the top."""
    for number, related in enumerate(model._meta.related_objects):
        if related.related_model is not Candidate:
            yield f"{related.related_model._meta.model_name}{FURTHER}{number}", related


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says itself; what is empty is left out."""
    return {name: value for name, value in row.items() if value is not None and not name.startswith(FURTHER)}


def everything_about(candidate: Candidate) -> dict[str, Any]:
    """Return all that is kept of a candidate as JSON values, for the person to take along.

    Rows of rooms above that point to the candidate come along too, under the name of their kind, and so do the rows
    that point to those: what was recorded of taking part in a group. One query for all of them.
    """
    pointing = dict(_pointing(Candidate))
    rows = Candidate.objects.filter(pk=candidate.pk).annotate(
        own=JSONObject(**_columns(Candidate)),
        **{
            name: _that_point(
                related,
                **{f"{FURTHER}{kind}": _that_point(one) for kind, one in _pointing(related.related_model)},
            )
            for name, related in pointing.items()
        },
    )
    found = rows.values("own", *pointing).get()
    told: dict[str, Any] = {"candidate": _said(found["own"])}
    for name in pointing:
        told.setdefault(name.partition(FURTHER)[0], [])
        for row in found[name]:
            _add(told, name, row)
            for kind, further in row.items():
                for one in further if kind.startswith(FURTHER) else ():
                    _add(told, kind.removeprefix(FURTHER), one)
    opened, done = opening_lines(openings(candidate)), lines(with_names(events_about(candidate)))
    for name, trail in (("readings", opened), ("trail", done)):
        told[name] = [
            {"at": line.at.isoformat(), "person": line.person, "organisation": line.organisation, "what": line.what}
            for line in trail
        ]
    return told


def _add(told: dict[str, Any], name: str, row: dict[str, Any]) -> None:
    """Put a row under the name of its kind, once, whichever way it was found."""
    kind, said = name.partition(FURTHER)[0], _said(row)
    known = told.setdefault(kind, [])
    if said not in known:
        known.append(said)
