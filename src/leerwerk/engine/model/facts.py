"""Every fact of a blueprint under a readable path, and whether the whitepaper says it or a designer assumed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum

from leerwerk.engine.model.blueprint import (
    Blueprint,
    Component,
    Credential,
    Gate,
    Part,
    Phase,
    Scalar,
    Slot,
    Stated,
)
from leerwerk.engine.model.generic import Citation


class Basis(StrEnum):
    """Where a fact of a design comes from."""

    STATED = "stated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: ``components.learn_work.months`` = 24, stated in Kader 2a or assumed."""

    path: str
    value: Scalar
    basis: Basis
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that differs between two blueprints; None when one of them does not have it."""

    path: str
    old: Scalar
    new: Scalar


def flatten(blueprint: Blueprint) -> dict[str, Scalar]:
    """Path to value, in the order of the fields. A member of a set of codes is a path of its own with True."""
    return dict(_leaves(replace(blueprint, stated=()), ""))


def facts(blueprint: Blueprint) -> tuple[Fact, ...]:
    """Every fact with its basis. A stated value that was changed afterwards counts as assumed."""
    said = {stated.path: stated for stated in blueprint.stated}
    found = []
    for path, value in flatten(blueprint).items():
        source = said.get(path)
        holds = source is not None and source.value == value
        found.append(
            Fact(
                path=path,
                value=value,
                basis=Basis.STATED if holds else Basis.ASSUMED,
                citation=source.citation if source is not None and holds else None,
            )
        )
    return tuple(found)


def with_stated(blueprint: Blueprint, citations: Mapping[str, Citation]) -> Blueprint:
    """The blueprint with these facts marked as the whitepaper's; a path covers everything below it.

    Raises KeyError for a path that the blueprint does not have.
    """
    values = flatten(blueprint)
    stated: list[Stated] = []
    for prefix, citation in citations.items():
        paths = [path for path in values if path == prefix or path.startswith(f"{prefix}.")]
        if not paths:
            raise KeyError(prefix)
        stated.extend(Stated(path=path, value=values[path], citation=citation) for path in paths)
    return replace(blueprint, stated=tuple(stated))


def difference(old: Blueprint, new: Blueprint) -> tuple[Change, ...]:
    """What changed from one blueprint (or version) to another, in the order of the fields."""
    before, after = flatten(old), flatten(new)
    paths = list(before) + [path for path in after if path not in before]
    return tuple(
        Change(path=path, old=before.get(path), new=after.get(path))
        for path in paths
        if (path in before) != (path in after) or before.get(path) != after.get(path)
    )


def _leaves(value: object, path: str) -> Iterator[tuple[str, Scalar]]:
    match value:
        case StrEnum():
            yield path, value.value
        case None | bool() | int() | float() | str():
            yield path, value
        case Slot():
            yield path, value.activity.value
        case Part():
            yield from _items(value.duties, path)
        case tuple():
            yield from _items(value, path)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _leaves(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)


def _items(items: tuple[object, ...], path: str) -> Iterator[tuple[str, Scalar]]:
    """Each item under a key that survives a change of order; equal keys are numbered from the second on."""
    seen: dict[str, int] = {}
    if not items:
        yield path, None
    for place, item in enumerate(items):
        key = _key(item, place)
        seen[key] = seen.get(key, 0) + 1
        name = f"{path}.{key}" if seen[key] == 1 else f"{path}.{key}#{seen[key]}"
        if isinstance(item, str):
            yield name, True
        else:
            yield from _leaves(item, name)


def _key(item: object, place: int) -> str:
    match item:
        case Component():
            return item.kind.value
        case Part():
            return item.role.value
        case Gate():
            return item.before.value
        case Slot():
            return item.dagdeel.value
        case Credential() | Phase():
            return item.code
        case StrEnum():
            return item.value
        case str():
            return item
        case _:
            return str(place + 1)
