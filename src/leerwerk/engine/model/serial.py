"""Blueprints to and from plain JSON values, without loss; every mistake is reported with its path, not one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from math import isfinite
from types import UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from leerwerk.engine.model.blueprint import Blueprint, Component, Rhythm
from leerwerk.engine.model.vocabulary import ComponentKind, LanguageSkill

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

FORMAT = 3
"""Written into every dict; a reader knows the numbers up to it, and refuses others."""


class ProblemCode(StrEnum):
    """Why a dict is no blueprint."""

    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_KIND = "wrong_kind"
    UNKNOWN_CODE = "unknown_code"
    OUT_OF_BOUNDS = "out_of_bounds"
    REPEATED = "repeated"
    UNKNOWN_FORMAT = "unknown_format"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where (``components[2].months``), what, and the value or kind that was expected."""

    path: str
    code: ProblemCode
    expected: str = ""


class InvalidBlueprint(ValueError):
    """The dict cannot be read as a blueprint; ``problems`` names every mistake found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.path or '.'}: {p.code} {p.expected}".strip() for p in problems))


def to_dict(blueprint: Blueprint) -> dict[str, Json]:
    """The blueprint as JSON values; ``from_dict`` gives back an equal blueprint."""
    return {"format": FORMAT, **_encode_fields(blueprint)}


def from_dict(data: object) -> Blueprint:
    """Read what ``to_dict`` wrote. Raises InvalidBlueprint with every mistake."""
    if not isinstance(data, dict):
        raise InvalidBlueprint((Problem("", ProblemCode.WRONG_KIND, "object"),))
    if data.get("format") == 1:
        data = goals_by_skill(data)
    if data.get("format") == 2:  # which said nothing of the rhythm of contacts: it is what we assume
        data = {**data, "format": FORMAT}
    if data.get("format") != FORMAT:
        raise InvalidBlueprint((Problem("format", ProblemCode.UNKNOWN_FORMAT, str(FORMAT)),))
    reader = _Reader()
    blueprint = reader.read(Blueprint, {name: value for name, value in data.items() if name != "format"}, "")
    if reader.problems or not isinstance(blueprint, Blueprint):
        raise InvalidBlueprint(tuple(reader.problems))
    if wrong := tuple(value_problems(blueprint)):
        raise InvalidBlueprint(wrong)
    return blueprint


def goals_by_skill(data: Mapping[str, Any]) -> dict[str, Any]:
    """A dict of the first format as one of the second: the one language goal of a component was of speaking."""

    def moved(component: object) -> object:
        if not isinstance(component, dict) or "language_goal" not in component:
            return component
        kept = {name: value for name, value in component.items() if name != "language_goal"}
        goals = dict.fromkeys(LanguageSkill) | {LanguageSkill.SPEAKING: component["language_goal"]}
        return kept | {"language_goals": {str(skill): goal for skill, goal in goals.items()}}

    def named(stated: object) -> object:
        if not isinstance(stated, dict) or not str(stated.get("path", "")).endswith(".language_goal"):
            return stated
        return stated | {"path": f"{stated['path']}s.speaking"}

    changed: dict[str, Any] = {**data, "format": 2}
    for name, each in (("components", moved), ("stated", named)):
        if isinstance(data.get(name), list):
            changed[name] = [each(one) for one in data[name]]
    return changed


def _encode(value: object) -> Json:
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case tuple():
            return [_encode(item) for item in value]
        case _:
            return _encode_fields(value)


def _encode_fields(record: object) -> dict[str, Json]:
    """A dataclass as an object. Raises TypeError for anything else."""
    if not is_dataclass(record) or isinstance(record, type):
        raise TypeError(f"a blueprint cannot hold {type(record).__name__}")
    return {field.name: _encode(getattr(record, field.name)) for field in fields(record)}


class _Reader:
    """Reads values after the type hints of the blueprint's own fields, and keeps what was wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, hint: object, value: object, path: str) -> object:
        """The value as ``hint`` asks; None, with a problem noted, when it is not."""
        if isinstance(hint, TypeAliasType):
            hint = hint.__value__
        if get_origin(hint) in (UnionType, Union):
            return self._read_union(get_args(hint), value, path)
        if get_origin(hint) is tuple:
            return self._read_items(get_args(hint)[0], value, path)
        if isinstance(hint, type) and is_dataclass(hint):
            return self._read_record(hint, value, path)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return self._read_code(hint, value, path)
        return self._read_plain(hint, value, path)

    def _wrong(self, path: str, code: ProblemCode, expected: str = "") -> object:
        """Note a problem; the value read is then None, and never used."""
        self.problems.append(Problem(path, code, expected))
        return None

    def _read_union(self, hints: tuple[object, ...], value: object, path: str) -> object:
        if value is None and type(None) in hints:
            return None
        kinds = [hint for hint in hints if hint is not type(None)]
        if len(kinds) == 1:
            return self.read(kinds[0], value, path)
        # The only union of several kinds is Scalar, whose members are JSON's own.
        if isinstance(value, (str, bool, int)) or (isinstance(value, float) and isfinite(value)):
            return value
        return self._wrong(path, ProblemCode.WRONG_KIND, "scalar")

    def _read_items(self, hint: object, value: object, path: str) -> object:
        if not isinstance(value, (list, tuple)):
            return self._wrong(path, ProblemCode.WRONG_KIND, "list")
        return tuple(self.read(hint, item, f"{path}[{place}]") for place, item in enumerate(value))

    def _read_record(self, kind: type, value: object, path: str) -> object:
        if not isinstance(value, dict):
            return self._wrong(path, ProblemCode.WRONG_KIND, "object")
        known = {field.name: field for field in fields(kind)}
        before = len(self.problems)
        for name in value:
            if name not in known:
                self._wrong(_join(path, str(name)), ProblemCode.UNKNOWN_FIELD)
        hints = get_type_hints(kind)
        read: dict[str, object] = {}
        for name, field in known.items():
            if name in value:
                read[name] = self.read(hints[name], value[name], _join(path, name))
            elif not _has_default(field):
                self._wrong(_join(path, name), ProblemCode.MISSING)
        if len(self.problems) > before:
            return None
        return kind(**read)

    def _read_code(self, kind: type[StrEnum], value: object, path: str) -> object:
        if not isinstance(value, str) or value not in list(kind):
            return self._wrong(path, ProblemCode.UNKNOWN_CODE, "|".join(kind))
        return kind(value)

    def _read_plain(self, hint: object, value: object, path: str) -> object:
        is_bool = isinstance(value, bool)
        if hint is float and isinstance(value, (int, float)) and not is_bool and isfinite(value):
            return float(value)
        if hint is int and isinstance(value, int) and not is_bool:
            return value
        if (hint is bool and is_bool) or (hint is str and isinstance(value, str)):
            return value
        return self._wrong(path, ProblemCode.WRONG_KIND, getattr(hint, "__name__", str(hint)))


def _has_default(field: Field[object]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def value_problems(blueprint: Blueprint) -> Iterator[Problem]:
    """Values of the right kind that no trajectory can have, such as a component of zero months."""
    for place, component in enumerate(blueprint.components):
        yield from _component_problems(component, f"components[{place}]")
    for scale in ("learnability", "load", "motivation"):
        value = getattr(blueprint.profile, scale)
        if value is not None and not 1 <= value <= 5:
            yield Problem(f"profile.{scale}", ProblemCode.OUT_OF_BOUNDS, "1-5")
    if blueprint.group.minimum < 1:
        yield Problem("group.minimum", ProblemCode.OUT_OF_BOUNDS, ">= 1")
    if min(blueprint.costs.fixed, blueprint.costs.per_participant) < 0:
        yield Problem("costs", ProblemCode.OUT_OF_BOUNDS, ">= 0")
    if not blueprint.code.strip():
        yield Problem("code", ProblemCode.MISSING)
    for side in ("candidate", "employer"):
        yield from _rhythm_problems(getattr(blueprint.contacts, side), f"contacts.{side}")
    codes = [credential.code for credential in blueprint.credentials]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield Problem(f"credentials[{place}].code", ProblemCode.REPEATED, code)


def _rhythm_problems(rhythm: Rhythm, path: str) -> Iterator[Problem]:
    for name in ("pre_track", "learn_work", "search", "trial"):
        days = getattr(rhythm, name)
        if days is not None and not 1 <= days <= 366:
            yield Problem(f"{path}.{name}", ProblemCode.OUT_OF_BOUNDS, "1-366")
    for name, most in (("weeks", 104), ("months", 60)):
        moments = getattr(rhythm, name)
        if any(not 1 <= one <= most for one in moments) or list(moments) != sorted(set(moments)):
            yield Problem(f"{path}.{name}", ProblemCode.OUT_OF_BOUNDS, f"1-{most}, in order")
    if rhythm.weeks and rhythm.months and rhythm.months[0] * 30 <= rhythm.weeks[-1] * 7:
        yield Problem(f"{path}.months", ProblemCode.OUT_OF_BOUNDS, "after the last week")


def _component_problems(component: Component, path: str) -> Iterator[Problem]:
    if component.months <= 0:
        yield Problem(f"{path}.months", ProblemCode.OUT_OF_BOUNDS, "> 0")
    if component.kind is ComponentKind.LEARN_WORK and component.start != 0:
        yield Problem(f"{path}.start", ProblemCode.OUT_OF_BOUNDS, "0")
    if component.span is not None and not 0 < component.span.low <= component.span.high:
        yield Problem(f"{path}.span", ProblemCode.OUT_OF_BOUNDS, "0 < low <= high")
    if min(component.hours.work, component.hours.theory, component.hours.language) < 0:
        yield Problem(f"{path}.hours", ProblemCode.OUT_OF_BOUNDS, ">= 0")
