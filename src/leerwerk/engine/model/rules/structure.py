"""Rules about the whole: which components, how long, in what order, with whom, on which dagdelen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import FindingCode, Remedy, Rule, Severity, Spot, rule, spot
from leerwerk.engine.model.generic import FULL_WEEK_HOURS, GENERIC_MODEL
from leerwerk.engine.model.vocabulary import ComponentKind, Duty, Level, Role, Section

OWN_RULE = frozenset(
    {
        (ComponentKind.RECRUITMENT, Role.EMPLOYER),
        (ComponentKind.RECRUITMENT, Role.EXPERTISE_PARTNER),
        (ComponentKind.RECRUITMENT, Role.CONNECTOR),
        (ComponentKind.PRE_TRACK, Role.EMPLOYER),
        (ComponentKind.PRE_TRACK, Role.DIRECTOR),
        (ComponentKind.LEARN_WORK, Role.DIRECTOR),
    }
)
"""Roles whose absence the whitepaper explains separately; each has a rule of its own."""


@rule(FindingCode.COMPONENT_MISSING, Severity.BLOCKING, Remedy.ADD_COMPONENT, Section.FIGURE_1)
def component_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """All six components of Figure 1 belong in a trajectory; the pre-track has its own rule."""
    for kind in ComponentKind:
        if kind is not ComponentKind.PRE_TRACK and blueprint.component(kind) is None:
            yield spot(kind, "", component=kind)


@rule(FindingCode.PRE_TRACK_MISSING, Severity.BLOCKING, Remedy.ADD_COMPONENT, Section.DISSECTED, 4)
def pre_track_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """A pre-track comes before learn-and-work for status holders."""
    if blueprint.component(ComponentKind.PRE_TRACK) is None:
        yield spot(ComponentKind.PRE_TRACK, "")


@rule(FindingCode.COMPONENT_REPEATED, Severity.BLOCKING, Remedy.KEEP_ONE_COMPONENT, Section.FIGURE_1)
def component_repeated(blueprint: Blueprint) -> Iterator[Spot]:
    """Each kind occurs once; stretches within a component are its phases."""
    kinds = [component.kind for component in blueprint.components]
    for kind in ComponentKind:
        if kinds.count(kind) > 1:
            yield spot(kind, "", component=kind, times=kinds.count(kind))


@rule(FindingCode.DURATION_OUTSIDE_RANGE, Severity.WARNING, Remedy.CHANGE_DURATION, Section.TABLE_1)
def duration_outside_range(blueprint: Blueprint) -> Iterator[Spot]:
    """Table 1 gives each component a range in months; coaching that a long trajectory needs may exceed it."""
    for component in blueprint.components:
        generic = blueprint.usual_months(component.kind)
        if not generic.holds(component.months):
            yield spot(
                component.kind,
                "months",
                component=component.kind,
                months=component.months,
                low=generic.low,
                high=generic.high,
            )


@rule(FindingCode.ROLE_MISSING, Severity.WARNING, Remedy.GIVE_ROLE_A_PARTY, Section.TABLE_1)
def role_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """Table 1 names the roles per component. In-company learning needs no educator (Leer- en werkcomponent, § 1)."""
    for component in blueprint.components:
        for wanted in GENERIC_MODEL[component.kind].roles:
            role = min(wanted, key=list(Role).index)
            inside = component.kind is ComponentKind.LEARN_WORK and blueprint.level is Level.IN_COMPANY
            if wanted & component.roles or (component.kind, role) in OWN_RULE or (inside and role is Role.EDUCATOR):
                continue
            yield spot(component.kind, "parts", component=component.kind, role=role)


@rule(FindingCode.PREPARATION_NOT_LED, Severity.WARNING, Remedy.FIND_INITIATOR, Section.COMPONENTS, 1)
def preparation_not_led(blueprint: Blueprint) -> Iterator[Spot]:
    """A director or an initiator prepares the whole with all parties: from the first component, recruitment."""
    component = blueprint.component(ComponentKind.RECRUITMENT)
    if component is None or Role.DIRECTOR in component.roles:
        return
    if not any({Duty.INITIATE, Duty.COORDINATE} & set(part.duties) for part in component.parts):
        yield spot(ComponentKind.RECRUITMENT, "parts")


@rule(FindingCode.DIRECTOR_MISSING, Severity.WARNING, Remedy.GIVE_ROLE_A_PARTY, Section.SUMMARY_PRE_TRACK, 2)
def director_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """Direction in the pre-track and in learn-and-work."""
    for kind in (ComponentKind.PRE_TRACK, ComponentKind.LEARN_WORK):
        component = blueprint.component(kind)
        if component is not None and Role.DIRECTOR not in component.roles:
            yield spot(kind, "parts", component=kind)


@rule(FindingCode.OUT_OF_ORDER, Severity.WARNING, Remedy.MOVE_COMPONENT, Section.FIGURE_1)
def out_of_order(blueprint: Blueprint) -> Iterator[Spot]:
    """Recruitment, pre-track, learn-and-work and placement follow each other.

    Recruitment may run on while the pre-track starts, and the search for a contract may start before
    learn-and-work ends; neither may outlast the next one or begin before the one before it.
    """
    sequence = (
        ComponentKind.RECRUITMENT,
        ComponentKind.PRE_TRACK,
        ComponentKind.LEARN_WORK,
        ComponentKind.PLACEMENT,
    )
    present = [component for kind in sequence if (component := blueprint.component(kind)) is not None]
    for earlier, later in pairwise(present):
        before_work = later.kind is ComponentKind.LEARN_WORK and earlier.end > later.start
        if earlier.start >= later.start or earlier.end > later.end or before_work:
            yield spot(later.kind, "start", component=later.kind, other=earlier.kind)


@rule(FindingCode.DAGDELEN_CLASH, Severity.BLOCKING, Remedy.MOVE_DAGDEEL, Section.LANGUAGE, 2)
def dagdelen_clash(blueprint: Blueprint) -> Iterator[Spot]:
    """No dagdeel of the week is used twice by components that run at the same time, nor within one."""
    for component in blueprint.components:
        dagdelen = [slot.dagdeel for slot in component.week]
        for dagdeel in dict.fromkeys(dagdelen):
            if dagdelen.count(dagdeel) > 1:
                yield spot(
                    component.kind, f"week.{dagdeel}", dagdeel=dagdeel, component=component.kind, other=component.kind
                )
    for first, second in combinations(blueprint.components, 2):
        taken = {slot.dagdeel for slot in first.week}
        for slot in second.week:
            if slot.dagdeel in taken and first.overlaps(second):
                yield spot(
                    second.kind, f"week.{slot.dagdeel}", dagdeel=slot.dagdeel, component=second.kind, other=first.kind
                )


@rule(FindingCode.WEEK_TOO_FULL, Severity.WARNING, Remedy.LOWER_HOURS, Section.RECRUITMENT, 2)
def week_too_full(blueprint: Blueprint) -> Iterator[Spot]:
    """What people can carry beside their home life: no more than a full working week in all."""
    total = blueprint.weekly_hours.total
    if total > FULL_WEEK_HOURS:
        yield spot(ComponentKind.LEARN_WORK, "hours", hours=total, limit=FULL_WEEK_HOURS)


RULES: tuple[Rule, ...] = (
    component_missing,
    pre_track_missing,
    component_repeated,
    duration_outside_range,
    role_missing,
    preparation_not_led,
    director_missing,
    out_of_order,
    dagdelen_clash,
    week_too_full,
)
