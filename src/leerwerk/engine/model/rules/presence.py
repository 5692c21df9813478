"""Searches that several rules share: something that should be in a component is not. Silent when the component is."""

from __future__ import annotations

from collections.abc import Iterator

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import Spot, spot
from leerwerk.engine.model.vocabulary import ComponentKind, Content, Duty, Role


def lacks_role(blueprint: Blueprint, kind: ComponentKind, role: Role) -> Iterator[Spot]:
    """The component has no party with this role."""
    component = blueprint.component(kind)
    if component is not None and role not in component.roles:
        yield spot(kind, "parts")


def lacks_content(blueprint: Blueprint, kind: ComponentKind, *content: Content) -> Iterator[Spot]:
    """The component contains none of these."""
    component = blueprint.component(kind)
    if component is not None and not set(content) & set(component.content):
        yield spot(kind, "content")


def lacks_employer(blueprint: Blueprint, kind: ComponentKind, duty: Duty) -> Iterator[Spot]:
    """The component is there, and no employer has this duty anywhere."""
    if blueprint.component(kind) is not None and not any(
        duty in duties for duties in blueprint.employer_involvement.values()
    ):
        yield spot(kind, "parts")
