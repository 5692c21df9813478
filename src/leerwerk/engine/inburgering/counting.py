"""Which hours count for which norm: one row per bucket and norm, with its article; and why an hour does not.

An hour may count for two norms where the law says so (MAP and Z-participation, B 3.14 lid 5), never twice for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk.engine.inburgering.norms import Norms
from leerwerk.engine.inburgering.question import HourEntry, Plan, Timeliness
from leerwerk.engine.inburgering.vocabulary import BeforePip, Bucket, Group, NormCode, Route, Why
from leerwerk.engine.norms import Confidence


class Condition(StrEnum):
    """What must be so of an hour before it counts."""

    NONE = "none"
    SCHOOL = "school"  # at a recognised school
    SETTING = "setting"  # Dutch-speaking, and not in isolation
    PRACTICE = "practice"  # practice on the labour market


class Carry(StrEnum):
    """What happens to hours when the route changes."""

    ANY_ROUTE = "any_route"  # PVT and MAP stand beside the route (Wi 6 lid 1)
    BY_LAW = "by_law"  # course hours go along (B 5.4 lid 3)
    OUR_READING = "our_reading"  # the law does not say that they go along


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Hours of one bucket count for one norm. ``before``: exceptions under which hours from before the PIP do as well.

    ``confidence`` low: the law does not name these hours; that they count is our reading.
    """

    bucket: Bucket
    norm: NormCode
    article: str
    condition: Condition = Condition.NONE
    before: frozenset[BeforePip] = frozenset()
    carry: Carry = Carry.BY_LAW
    confidence: Confidence = Confidence.HIGH


_INTAKE = frozenset({BeforePip.INTAKE})
_ANY = frozenset(BeforePip)

WAYS: tuple[Way, ...] = (
    *(
        Way(bucket=bucket, norm=NormCode.Z_COURSE_HOURS, article=article, condition=Condition.SCHOOL, before=_INTAKE)
        for bucket, article in (
            (Bucket.NT2, "B 3.14 lid 2 a i"),
            (Bucket.ALFABETISERING, "B 3.14 lid 2 a i"),
            (Bucket.KNM, "B 3.14 lid 2 a ii"),
        )
    ),
    Way(
        bucket=Bucket.Z_PARTICIPATIE,
        norm=NormCode.Z_PARTICIPATION_HOURS,
        article="B 3.14 lid 2 b",
        condition=Condition.SETTING,
        before=_ANY,
        carry=Carry.OUR_READING,
    ),
    Way(
        bucket=Bucket.PAID_WORK,
        norm=NormCode.Z_PARTICIPATION_HOURS,
        article="B 3.14 lid 2 b",
        condition=Condition.SETTING,
        before=_ANY,
        carry=Carry.OUR_READING,
        confidence=Confidence.LOW,
    ),
    Way(
        bucket=Bucket.MAP,
        norm=NormCode.Z_PARTICIPATION_HOURS,
        article="B 3.14 lid 5",
        before=_INTAKE,
        carry=Carry.ANY_ROUTE,
    ),
    Way(
        bucket=Bucket.PVT,
        norm=NormCode.Z_PARTICIPATION_HOURS,
        article="B 3.14 lid 5",
        before=_INTAKE,
        carry=Carry.ANY_ROUTE,
    ),
    *(
        Way(
            bucket=bucket,
            norm=NormCode.A2_FALLBACK_HOURS,
            article="B 5.5 lid 1",
            condition=Condition.SCHOOL,
            before=_INTAKE,
        )
        for bucket in (Bucket.NT2, Bucket.ALFABETISERING)
    ),
    *(
        Way(bucket=bucket, norm=NormCode.EXTENSION_LESSON_HOURS, article="B 4.4 lid 3")
        for bucket in (Bucket.NT2, Bucket.ALFABETISERING, Bucket.KNM)
    ),
    Way(
        bucket=Bucket.MAP,
        norm=NormCode.MAP_PRACTICE_HOURS,
        article="R 3.1",
        condition=Condition.PRACTICE,
        before=_INTAKE,
        carry=Carry.ANY_ROUTE,
    ),
    Way(
        bucket=Bucket.PAID_WORK,
        norm=NormCode.MAP_PRACTICE_HOURS,
        article="R 3.1",
        condition=Condition.PRACTICE,
        before=_INTAKE,
        carry=Carry.ANY_ROUTE,
        confidence=Confidence.LOW,
    ),
    Way(bucket=Bucket.PVT, norm=NormCode.PVT_HOURS, article="B 3.1 lid 3", before=_INTAKE, carry=Carry.ANY_ROUTE),
)

THRESHOLDS = frozenset({NormCode.A2_FALLBACK_HOURS, NormCode.EXTENSION_LESSON_HOURS})
"""Norms nobody has to meet: they open a way out (an exam at A2, an extension)."""


def norms_of(route: Route, group: Group) -> tuple[NormCode, ...]:
    """The norms in hours of a route, in the order in which they are shown.

    Participation in the Z-route is for asielstatushouders only (B 3.14 lid 3); the onderwijsroute has no MAP (Wi 8
    lid 3).
    """
    both = (NormCode.MAP_PRACTICE_HOURS, NormCode.PVT_HOURS)
    match route, group:
        case Route.Z, Group.ASIEL:
            return NormCode.Z_COURSE_HOURS, NormCode.Z_PARTICIPATION_HOURS, *both
        case Route.Z, _:
            return NormCode.Z_COURSE_HOURS, *both
        case Route.B1, Group.ASIEL:
            return NormCode.A2_FALLBACK_HOURS, *both
        case Route.B1, _:
            return NormCode.A2_FALLBACK_HOURS, NormCode.EXTENSION_LESSON_HOURS, *both
        case _:
            return (NormCode.PVT_HOURS,)


def way(bucket: Bucket, norm: NormCode) -> Way | None:
    """How hours of a bucket count for a norm; None when they do not."""
    return next((found for found in WAYS if found.bucket is bucket and found.norm is norm), None)


def late_change(plan: Plan, norms: Norms, today: date) -> date | None:
    """The day of the last change of route that came too late; hours from before it wait for a decision."""
    late = [
        change.on for change, timely in plan.timeliness(norms) if timely is Timeliness.TOO_LATE and change.on <= today
    ]
    return max(late, default=None)


def reasons(entry: HourEntry, found: Way, plan: Plan, late: date | None, today: date) -> tuple[Why, ...]:
    """Every reason why an hour does not count in this way; empty when it counts.

    An hour on the date of the PIP itself is not from before it. ``late``: of ``late_change``.
    """
    return tuple(_reasons(entry, found, plan, late, today))


def _reasons(entry: HourEntry, found: Way, plan: Plan, late: date | None, today: date) -> Iterator[Why]:
    if entry.day > today:
        yield Why.NOT_YET
    if entry.day < plan.dated and entry.before_pip not in found.before:
        yield Why.BEFORE_PIP
    if late is not None and entry.day < late and found.carry is not Carry.ANY_ROUTE:
        yield Why.BEFORE_LATE_CHANGE
    match found.condition:
        case Condition.SCHOOL if entry.recognised_school is None:
            yield Why.SCHOOL_NOT_STATED
        case Condition.SCHOOL if not entry.recognised_school:
            yield Why.SCHOOL_NOT_RECOGNISED
        case Condition.SETTING:
            if entry.dutch_speaking is False:
                yield Why.NOT_DUTCH_SPEAKING
            if entry.not_isolated is False:
                yield Why.IN_ISOLATION
            if entry.dutch_speaking is None or entry.not_isolated is None:
                yield Why.SETTING_NOT_STATED
        case Condition.PRACTICE if not entry.practice:
            yield Why.NOT_PRACTICE


def certain(entry: HourEntry, found: Way, plan: Plan) -> bool:
    """Whether the law itself says that an hour counts in this way; else it counts by our reading of it."""
    asked = found.norm in norms_of(plan.route_on(entry.day), plan.group)
    return found.confidence is Confidence.HIGH and (asked or found.carry is not Carry.OUR_READING)
