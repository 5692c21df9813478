"""Reading introductions: what both said, what the employer sees, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from leerwerk.matching.enums import OPEN, IntroState, Moment, Side
from leerwerk.matching.models import Introduced, Introduction, IntroductionAnswer
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.placement.models import Task
from leerwerk.trajectories.models import Enrolment, Participant
from leerwerk.trajectories.queries.speaking import speaks_for

KINDS = "matching."
WITHIN = timedelta(days=7)  # within how many days somebody answers or plans; chosen by us


def answered(rows: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """Return introductions with ``all_answers``, as far as who asks may read them: no query more."""
    said = IntroductionAnswer.objects.filter(introduction=OuterRef("pk")).order_by("pk")
    names = ("moment", "side", "yes", "first", "reason", "words", "with_help")
    one = JSONObject(**{name: name for name in names}, at="at__date")
    return rows.annotate(all_answers=ArraySubquery(said.values(one=one)))


def with_answers(rows: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """Return introductions that are ``answered`` with their workplace and the names of its tasks (``task_names``)."""
    tasks = Task.objects.filter(workplace=OuterRef("workplace")).order_by("position")
    found = rows.select_related("workplace__employer", "workplace__municipality")
    return answered(found.annotate(task_names=ArraySubquery(tasks.values("name"))))


def introductions_of_path(enrolment: int) -> list[Any]:
    """Return the introductions of one participation, what is open first and in the participant's order: one query."""
    rows: list[Any] = list(with_answers(Introduction.objects.filter(enrolment=enrolment)))
    return sorted(rows, key=lambda row: (row.state not in OPEN, row.rank or 99, -row.pk))


def answer_of(row: Any, moment: str, side: str) -> Mapping[str, Any] | None:
    """Return what a side said, as far as who asks may read it; None for nothing."""
    return next((one for one in row.all_answers if (one["moment"], one["side"]) == (moment, side)), None)


def seen_of(rows: Iterable[Introduction]) -> dict[int, Introduced]:
    """Return what employers see of the people in these introductions, by introduction: one query."""
    return {row.introduction_id: row for row in Introduced.objects.filter(introduction__in=[one.pk for one in rows])}


def met_by(row: Any, today: date) -> bool:
    """Whether the day of the first meeting has come."""
    return row.meets_on is not None and row.meets_on <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """Who is asked about one introduction, as keys."""

    guide: int | None
    speaker: tuple[int | None, str]
    employer: int


def _waits(row: Any, around: _Around, today: date) -> Iterator[tuple[str, int | None, str, date]]:
    """Yield kind, organisation, function and day of what an introduction waits for."""
    guide, employer = (around.guide, Function.CASEWORKER), (around.employer, Function.EMPLOYER)
    match row.state:
        case IntroState.ASKED:
            yield "person", *around.speaker, max(row.asked_on + WITHIN, today)
        case IntroState.WANTED:
            yield "employer", *employer, today + WITHIN
        case IntroState.MUTUAL if row.meets_on is None:
            yield "plan", *guide, today + WITHIN
        case IntroState.MUTUAL if met_by(row, today):
            due = max(row.meets_on + WITHIN, today)
            if answer_of(row, Moment.AFTER, Side.PERSON) is None:
                yield "person_after", *around.speaker, due
            if answer_of(row, Moment.AFTER, Side.EMPLOYER) is None:
                yield "employer_after", *employer, due
        case IntroState.GOES_ON:
            yield "arrange", *guide, today + WITHIN
        case _:
            return


def wanted_of(row: Any, enrolment: Enrolment, today: date) -> list[Awaited]:
    """Return what an introduction ``with_answers`` waits for today. Asked by the house."""
    guide = Participant.objects.filter(enrolment=enrolment.pk).values_list("intermediary", flat=True).first()
    around = _Around(guide=guide, speaker=speaks_for(enrolment.candidate_id), employer=row.workplace.employer_id)
    return [
        Awaited(
            kind=f"{KINDS}{kind}",
            organisation_id=organisation,
            function=function,
            due_on=due,
            region_id=enrolment.cohort.region_id,
            group_code=enrolment.cohort.code,
            candidate_id=enrolment.candidate_id,
        )
        for kind, organisation, function, due in _waits(row, around, today)
        if organisation is not None or function == OWN
    ]
