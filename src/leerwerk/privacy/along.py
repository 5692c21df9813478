"""Rows of other tables that come along with a query as JSON: a page that reads many small tables asks once.

The wall holds for them as for every other question. What comes along is made into rows of its model again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject


def along(rows: QuerySet[Any], columns: Mapping[str, str] | None = None, /, **more: Any) -> ArraySubquery:
    """Return these rows, in their order, as a column of a query; ``more``: what else comes with each, by name.

    ``columns``: which columns, by the names under which they come; otherwise all of them, under their own.
    """
    order = rows.query.order_by or rows.model._meta.ordering or ()
    if columns is None:
        columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    return ArraySubquery(rows.order_by(*order).values(row_along=JSONObject(**columns, **more)))


def row_of[M: Model](model: type[M], told: Mapping[str, Any]) -> M:
    """Return one of them as a row of its model."""
    row = model(**{field.attname: field.to_python(told[field.attname]) for field in model._meta.concrete_fields})
    row._state.adding = False
    return row


def answered(model: type[Model], rows: Iterable[Model]) -> QuerySet[Any]:
    """Return rows as the answer to a question that need not be asked any more: what a relation holds from then on."""
    found = model._default_manager.all()
    found._result_cache, found._prefetch_done = list(rows), True  # type: ignore[attr-defined]  # Django's own
    return found
