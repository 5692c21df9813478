"""Whose weeks of work an employer records, and which of them are recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from leerwerk.learning.dagdelen import monday_of
from leerwerk.learning.models import WorkWeek
from leerwerk.learning.queries.taking_part import was_at
from leerwerk.learning.queries.work_days import Moment, work_by_week
from leerwerk.learning.rules import working
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.participants import with_names

MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Somebody who works here, with this week and the one before, and whether those were recorded."""

    enrolment: Enrolment
    weeks: tuple[tuple[date, bool], ...]


def working_listed(actor: Actor, today: date) -> list[Working]:
    """Return who works for the actor, this week or last: three queries."""
    mondays = (monday_of(today), monday_of(today) - timedelta(days=7))
    then = [today, mondays[1], mondays[1] + timedelta(days=4)]  # who began or ended in between stands on their own page
    lately = [was_at([Stage.LEARN_WORK], day) for day in then]
    found = working(actor).filter(lately[0] | lately[1] | lately[2]).select_related(None).defer(None)
    rows = found.select_related("cohort").only("pk", "cohort__code")  # a name and a link are all that is shown
    people = with_names(rows.order_by("id")[:MOST])
    done = set(
        WorkWeek.objects.filter(enrolment__in=[row.pk for row in people], monday__in=mondays).values_list(
            "enrolment", "monday"
        )
    )
    return [
        Working(enrolment=row, weeks=tuple((monday, (row.pk, monday) in done) for monday in mondays)) for row in people
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of work of somebody: the dagdelen of it up to today, and those that nobody recorded."""

    enrolment: Enrolment
    moments: list[Moment]
    missing: list[Moment]


def weeks_of_group(actor: Actor, cohort: Cohort, monday: date, today: date) -> list[Week]:
    """Return who worked in a week of a group whose work the actor records, by name: four queries."""
    people = with_names(working(actor).filter(cohort=cohort))
    work = work_by_week(people, [monday])
    found = []
    for row in people:
        moments, missing = ([one for one in part if one[0] <= today] for part in work[row.pk, monday])
        if moments:
            found.append(Week(enrolment=row, moments=moments, missing=missing))
    return found


def versions_of(keys: Iterable[int], monday: date) -> dict[int, int]:
    """Return how often a week of work of each of these was recorded, by enrolment."""
    rows = WorkWeek.objects.filter(enrolment__in=list(keys), monday=monday)
    return dict(rows.values_list("enrolment", "version"))
