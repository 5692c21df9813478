"""A design without a single finding, from which each test breaks exactly one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from leerwerk.engine.blueprints import WORK_AND_LANGUAGE
from leerwerk.engine.model import Blueprint, Component, ComponentKind, Content, Part, Role

SOUND = WORK_AND_LANGUAGE


def with_component(kind: ComponentKind, change: Callable[[Component], Component]) -> Blueprint:
    """The sound design with one component changed."""
    return replace(
        SOUND,
        components=tuple(change(found) if found.kind is kind else found for found in SOUND.components),
    )


def without_component(kind: ComponentKind) -> Blueprint:
    """The sound design with one component left out."""
    return replace(SOUND, components=tuple(found for found in SOUND.components if found.kind is not kind))


def without_content(kind: ComponentKind, *content: Content) -> Blueprint:
    """The sound design in which a component lacks these contents."""
    return with_component(
        kind, lambda found: replace(found, content=tuple(item for item in found.content if item not in content))
    )


def without_role(kind: ComponentKind, *roles: Role) -> Blueprint:
    """The sound design in which nobody has these roles in a component."""

    def change(found: Component) -> Component:
        return replace(found, parts=tuple(part for part in found.parts if part.role not in roles))

    return with_component(kind, change)


def without_duty(role: Role, duty: str) -> Blueprint:
    """The sound design in which a role nowhere has this duty."""

    def strip(part: Part) -> Part:
        return replace(part, duties=tuple(item for item in part.duties if item != duty)) if part.role is role else part

    return replace(
        SOUND,
        components=tuple(
            replace(found, parts=tuple(strip(part) for part in found.parts)) for found in SOUND.components
        ),
    )
