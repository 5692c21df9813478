"""A blueprint beside the generic model: what a picture of the six components on a time axis needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leerwerk.engine.model.blueprint import Blueprint, Phase
from leerwerk.engine.model.generic import GENERIC_MODEL, Span
from leerwerk.engine.model.vocabulary import ComponentKind, ComponentNature, Role, Timing


class Fit(StrEnum):
    """How a component's duration lies in the range of Table 1."""

    INSIDE = "inside"
    SHORTER = "shorter"
    LONGER = "longer"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One component on the time axis. Times are months from the start of learn-and-work; None when it is missing.

    ``generic``: the months that are usual for it in this design. ``missing_roles``: roles of Table 1 nobody has;
    alternatives are kept together.
    """

    kind: ComponentKind
    nature: ComponentNature
    timing: Timing
    start: float | None
    end: float | None
    months: float | None
    generic: Span
    fit: Fit
    phases: tuple[Phase, ...]
    roles: tuple[Role, ...]
    missing_roles: tuple[frozenset[Role], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All six bars in the order of Figure 1, the axis they fit on, and the go/no-go moments (months)."""

    bars: tuple[Bar, ...]
    axis: Span
    gates: tuple[tuple[ComponentKind, float], ...]

    @property
    def total_months(self) -> float:
        """From the first day of recruitment to the last of the coaching."""
        return self.axis.high - self.axis.low


def compare(blueprint: Blueprint) -> Comparison:
    """The blueprint beside the generic model."""
    bars = tuple(_bar(blueprint, kind) for kind in ComponentKind)
    starts = [bar.start for bar in bars if bar.start is not None]
    ends = [bar.end for bar in bars if bar.end is not None]
    gates = tuple(
        (gate.before, found.start)
        for gate in blueprint.gates
        if (found := blueprint.component(gate.before)) is not None
    )
    return Comparison(bars=bars, axis=Span(min(starts, default=0.0), max(ends, default=0.0)), gates=gates)


def _bar(blueprint: Blueprint, kind: ComponentKind) -> Bar:
    generic, usual = GENERIC_MODEL[kind], blueprint.usual_months(kind)
    component = blueprint.component(kind)
    roles = component.roles if component is not None else frozenset[Role]()
    return Bar(
        kind=kind,
        nature=generic.nature,
        timing=generic.timing,
        start=component.start if component else None,
        end=component.end if component else None,
        months=component.months if component else None,
        generic=usual,
        fit=_fit(component.months if component else None, usual),
        phases=component.phases if component else (),
        roles=tuple(role for role in Role if role in roles),
        missing_roles=tuple(wanted for wanted in generic.roles if not wanted & roles),
    )


def _fit(months: float | None, generic: Span) -> Fit:
    if months is None:
        return Fit.MISSING
    if generic.holds(months):
        return Fit.INSIDE
    return Fit.SHORTER if months < generic.low else Fit.LONGER
