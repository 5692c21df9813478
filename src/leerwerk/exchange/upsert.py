"""Writing many rows of one kind: new ones are added, changed ones changed, equal ones left alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model


@dataclass(slots=True)
class Count:
    """How many rows were new, changed, and the same."""

    new: int = 0
    changed: int = 0
    same: int = 0
    written: set[object] = field(default_factory=set)  # the first key of each row that was new or changed


def alike(old: object, new: object) -> bool:
    """Whether a value that is kept and one that is typed are the same, as exactly as it is kept."""
    if isinstance(old, Decimal) and new is not None:
        return old == round(Decimal(str(new)), -int(old.as_tuple().exponent))
    return old == new


def upsert(
    model: type[Model],
    key: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    *,
    at_birth: Mapping[str, Any] | None = None,
    keeps: Collection[str] = (),
) -> Count:
    """Write the rows (field attnames → values), recognising known ones by ``key``; three statements at most.

    Fields that a row does not mention keep their value. Rows of one call mention the same fields. ``at_birth`` are
    fields of new rows only, and known rows keep what they have in the fields of ``keeps``.
    """
    count = Count()
    if not rows:
        return count
    first = key[0]
    wanted = {row[first] for row in rows}
    existing = {
        tuple(getattr(old, name) for name in key): old
        for old in model._default_manager.filter(**{f"{first}__in": wanted})
    }
    fields = [name for name in rows[0] if name not in key and name not in keeps]
    fresh, changed = [], []
    for row in rows:
        old = existing.get(tuple(row[name] for name in key))
        if old is None:
            fresh.append(model(**row, **(at_birth or {})))
        elif any(not alike(getattr(old, name), row[name]) for name in fields):
            for name in fields:
                setattr(old, name, row[name])
            changed.append(old)
    model._default_manager.bulk_create(fresh, batch_size=2000)
    if fields:
        model._default_manager.bulk_update(changed, [name.removesuffix("_id") for name in fields], batch_size=1000)
    count.written = {getattr(row, first) for row in (*fresh, *changed)}
    count.new, count.changed = len(fresh), len(changed)
    count.same = len(rows) - count.new - count.changed
    return count
