"""Somebody's hours and deadlines of the Wet inburgering: what was recorded, as the engine counts it.

Attendance becomes hours like this; it stands in ``docs/learning.md`` as well:

- a language lesson is NT2, at a recognised school where the municipality said so;
- work is paid work where the municipality said that it is paid; else participation while the Z-route held, and MAP
  while another route did; its setting (Dutch-speaking, with others) and whether it is practice are what the
  municipality said;
- lessons of the trade and coaching are no hours of the law;
- only who was there, also late, has the hours: of a session its length, of a dagdeel of work three and a half.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.query import ModelIterable

from leerwerk.engine import inburgering as law
from leerwerk.engine.model import Activity
from leerwerk.learning.civic_enums import ExamOutcome
from leerwerk.learning.dagdelen import hours_of
from leerwerk.learning.enums import Presence
from leerwerk.learning.models import (
    Attendance,
    CivicCase,
    CivicMove,
    ExamResult,
    RouteChange,
    StatedHours,
    TermExtension,
)
from leerwerk.parties.models import Municipality
from leerwerk.privacy.along import along, answered, row_of
from leerwerk.recruitment.models import Candidate

NORMS = law.stated_norms()
FACTS: dict[str, type[Model]] = {
    "route_changes": RouteChange,
    "exams": ExamResult,
    "extensions": TermExtension,
    "moves": CivicMove,
}


def _minutes(begins: time, ends: time) -> int:
    day = date(2000, 1, 3)
    return int((datetime.combine(day, ends) - datetime.combine(day, begins)).total_seconds() // 60)


def plan_of(case: CivicCase) -> law.Plan | None:
    """Return the plan with its changes of route; None before the PIP. Raises BadPlan for changes that cannot be."""
    if case.pip_on is None:
        return None
    return law.Plan(
        dated=case.pip_on,
        route=law.Route(case.route),
        group=law.Group(case.group),
        changes=tuple(
            law.RouteChange(on=row.on, route=law.Route(row.route), special_case=row.special_case)
            for row in case.route_changes.all()
        ),
        lower_course_hours=case.lower_course_hours,
    )


def as_case(case: CivicCase) -> law.Case:
    """Return what was recorded as the engine's value."""
    return law.Case(
        registered_on=case.registered_on,
        notice_on=case.notice_on,
        plan=plan_of(case),
        pvt_activities=case.pvt_activities,
        pvt_signed_on=case.pvt_signed_on,
        map_themes=frozenset(map(law.MapTheme, case.map_themes)),
        map_talk_on=case.map_talk_on,
        z_talk_on=case.z_talk_on,
        diploma_on=case.diploma_on,
        all_lessons=case.all_lessons,
        moves=tuple(law.Move(registered_on=row.registered_on, pip_on=row.pip_on) for row in case.moves.all()),
        extensions=tuple(
            law.Extension(decided_on=row.decided_on, ground=law.Ground(row.ground), months=row.months, days=row.days)
            for row in case.extensions.all()
        ),
        exams=tuple(
            law.ExamPassed(part=law.ExamPart(row.part), on=row.on)
            for row in case.exams.all()
            if row.outcome == ExamOutcome.PASSED
        ),
    )


def _from_work(case: CivicCase, plan: law.Plan | None, day: date) -> law.Bucket:
    if case.work_paid:
        return law.Bucket.PAID_WORK
    route = plan.route_on(day) if plan else None
    return law.Bucket.Z_PARTICIPATIE if route is law.Route.Z else law.Bucket.MAP


def attended_hours(case: CivicCase) -> list[law.HourEntry]:
    """Return the hours that follow from attendance: one query."""
    plan = plan_of(case)
    rows = Attendance.objects.filter(
        enrolment__candidate=case.candidate_id,
        presence__in=(Presence.PRESENT, Presence.LATE),
        activity__in=(Activity.LANGUAGE, Activity.WORK),
    )
    found = []
    asked: Any = rows.values_list("pk", "day", "dagdeel", "activity", "session__begins", "session__ends")
    for pk, day, dagdeel, activity, begins, ends in asked:  # work has no session, and then neither time
        begin, end = (begins, ends) if begins is not None else hours_of(dagdeel)
        language = activity == Activity.LANGUAGE
        found.append(
            law.HourEntry(
                code=f"a{pk}",
                day=day,
                bucket=law.Bucket.NT2 if language else _from_work(case, plan, day),
                minutes=_minutes(begin, end),
                dutch_speaking=None if language else case.work_dutch_speaking,
                not_isolated=None if language else case.work_not_isolated,
                recognised_school=case.school_recognised if language else None,
                practice=bool(case.work_practice) and not language,
            )
        )
    return found


def as_entry(row: StatedHours) -> law.HourEntry:
    """Return stated hours as the engine's value."""
    return law.HourEntry(
        code=f"s{row.pk}",
        day=row.day,
        bucket=law.Bucket(row.bucket),
        minutes=row.minutes,
        source=law.Source.STATED,
        dutch_speaking=row.dutch_speaking,
        not_isolated=row.not_isolated,
        recognised_school=row.recognised_school,
        practice=row.practice,
        before_pip=law.BeforePip(row.before_pip) if row.before_pip else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How somebody's inburgering stands today; ``entries``: every hour that is known, the last ones first."""

    case: CivicCase
    ledger: law.Ledger
    deadlines: tuple[law.Deadline, ...]
    closings: tuple[law.Closing, ...]
    effort: law.Effort | None
    entries: list[law.HourEntry]


class _Cases(ModelIterable[CivicCase]):
    """Gives every case the facts that came along with it."""

    def __iter__(self) -> Iterator[CivicCase]:
        for case in super().__iter__():
            kept = {name: answered(model, _rows(model, case, f"all_{name}")) for name, model in FACTS.items()}
            case._prefetched_objects_cache = kept  # type: ignore[attr-defined]  # where Django keeps what came along
            yield case


def cases() -> QuerySet[CivicCase]:
    """Return cases with all their facts, where the asker may see them: one query, however many there are."""
    rows = CivicCase.objects.annotate(**{f"all_{name}": _along(model) for name, model in FACTS.items()})
    rows._iterable_class = _Cases  # as ``values()`` sets its own
    return rows


def case_of(candidate: Candidate) -> CivicCase | None:
    """Return what is kept of somebody's inburgering with all facts, where the asker may see it: one query."""
    return cases().filter(candidate=candidate.pk).first()


def _along(model: type[Model]) -> ArraySubquery:
    place = {"place": "municipality__name"} if model is CivicMove else {}
    return along(model._default_manager.filter(case=OuterRef("pk")), **place)


def _rows(model: type[Model], case: CivicCase, name: str) -> Iterator[Any]:
    for told in getattr(case, name):
        row: Any = row_of(model, told)
        row.case = case
        if isinstance(row, CivicMove):
            row.municipality = Municipality(pk=row.municipality_id, name=told["place"])
        yield row


def standing_of(case: CivicCase, today: date) -> Standing:
    """Return how it stands: two queries, when the case comes with its changes and facts."""
    entries = [*attended_hours(case), *map(as_entry, StatedHours.objects.filter(case=case))]
    known = as_case(case)
    ledger = law.ledger(entries, plan=known.plan, norms=NORMS, today=today)
    return Standing(
        case=case,
        ledger=ledger,
        deadlines=law.deadlines(known, norms=NORMS, today=today),
        closings=law.closings(known, ledger, norms=NORMS, today=today),
        effort=law.substantial_effort(known, ledger, norms=NORMS, today=today) if known.plan_on(today) else None,
        entries=sorted(entries, key=lambda entry: (entry.day, entry.code), reverse=True),
    )
