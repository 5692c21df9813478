"""Weeks of work that passed without a record, by group and employer: which are asked for, and which should be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from leerwerk.learning.dagdelen import monday_of
from leerwerk.learning.models import AskedWeek
from leerwerk.learning.queries.work_days import work_by_week
from leerwerk.learning.rules import BEFORE_WORK
from leerwerk.notices.models import Matter
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment, Party

WORK = "learning.work_week"
WEEKS_BACK = 4  # what an employer did not record by then is asked for no more
WEEK = timedelta(weeks=1)

type Week = tuple[int, int, date]  # a group, an employer, and a Monday


def passed_weeks(today: date) -> list[date]:
    """Return the Mondays of the weeks that are over and are asked for, the last first."""
    return [monday_of(today) - n * WEEK for n in range(1, WEEKS_BACK + 1)]


def weeks_unrecorded(mondays: Collection[date], where: Q) -> set[Week]:
    """Return in which of these weeks somebody worked at an employer without a record: four queries.

    ``where``: of which rows of ``Party``. Of people whom the employer meets, from the day on which they came there.
    """
    if not mondays:
        return set()
    lately = Q(enrolment__stage=Stage.LEARN_WORK) | Q(enrolment__since__date__gte=min(mondays))
    rows = Party.objects.filter(where & lately, role="employer", until=None, enrolment__shown=True)
    parties = list(rows.exclude(enrolment__stage__in=BEFORE_WORK).order_by("pk"))
    keys = [one.enrolment_id for one in parties if one.enrolment_id is not None]
    people = Enrolment.objects.filter(pk__in=keys).select_related("seat__workplace")
    work = work_by_week(list(people), mondays)
    return {
        (one.cohort_id, one.organisation_id, monday)
        for one in parties
        for monday in mondays
        if any(day >= one.since for day, _dagdeel in work[one.enrolment_id or 0, monday].missing)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDifference:
    """Which weeks should be asked for and are not, and which are asked for and should not be."""

    missing: list[Week]
    done: list[AskedWeek]


def work_differences(region: int, today: date) -> WorkDifference:
    """Return what differs in a region; of what is asked for already however long ago. Asked by the house."""
    asked = _asked(region)
    window = passed_weeks(today)
    mondays = {*window, *(monday for _cohort, _employer, monday in asked)}
    found = weeks_unrecorded(mondays, Q(cohort__region=region))
    return WorkDifference(
        missing=sorted(week for week in found - set(asked) if week[2] in window),
        done=[row for week, row in asked.items() if week not in found],
    )


def _asked(region: int) -> Mapping[Week, AskedWeek]:
    open_now = Matter.objects.filter(kind=WORK, subject_type=AskedWeek._meta.label_lower, closed_at=None, region=region)
    rows = AskedWeek.objects.filter(pk__in=open_now.values("subject_id")).select_related("cohort").order_by("pk")
    return {(row.cohort_id, row.employer_id, row.monday): row for row in rows}
