"""How long it takes to make, look at and change a roster of a whole region: ``python -m benchmarks.rosters``.

Makes a database of its own beside the one in DATABASE_URL: a practice region of which 60 groups with 900 participants
learn and work, with 40 teachers and 30 rooms that are each not there on some dagdelen. Lets the job search as it does
in the worker, then asks each page of the director so many times and prints queries, median and 95th percentile in
milliseconds; moves a lesson, lets the job search near that, and lets the roster hold.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from benchmarks.own_database import own_database
from benchmarks.pages import actor_called, measured, vacuum
from leerwerk.learning.dagdelen import WHOLE_WEEK

if TYPE_CHECKING:
    from leerwerk.learning.models import Roster
    from leerwerk.trajectories.models import Cohort, Enrolment

GROUPS, MEMBERS, TEACHERS, ROOMS, WORKPLACES = 60, 15, 40, 30, 45
NEAR = 40  # minutes: who learns in the morning can work in the afternoon


def _groups() -> "list[Cohort]":
    """Write groups that learn and work by now, and who is in them; their design is the first example."""
    from django.db import transaction
    from django.utils import timezone

    from leerwerk.learning.queries.roster_question import minutes_between
    from leerwerk.placement.models import Seat, Workplace
    from leerwerk.recruitment.models import Candidate
    from leerwerk.trajectories.models import BlueprintVersion, Cohort, Enrolment, PathwayEvent

    example = Cohort.objects.filter(educator__isnull=False).order_by("id")[0]
    version = BlueprintVersion.objects.order_by("id")[0]
    cohorts = []
    for number in range(GROUPS):
        cohort = Cohort.objects.get(pk=example.pk)
        cohort.pk, cohort.code, cohort.version, cohort.state = None, f"many-{number:02}", version, "running"
        cohort.starts_on = timezone.localdate() - timedelta(weeks=45)
        cohort.min_size, cohort.max_size = 1, MEMBERS
        cohorts.append(cohort)
    Cohort.objects.bulk_create(cohorts)
    Workplace.objects.update(places=3 * MEMBERS, shifts=WHOLE_WEEK)
    known = list(Workplace.objects.filter(withdrawn_at=None).order_by("id"))
    minutes = minutes_between([example.municipality_id, *(one.municipality_id for one in known)])
    near = [one for one in known if minutes[example.municipality_id, one.municipality_id] <= NEAR]
    workplaces = near[:WORKPLACES]
    print(f"{len(workplaces)} workplaces within {NEAR} minutes of the school")
    people = Candidate.objects.filter(enrolments=None).order_by("id")[: GROUPS * MEMBERS]
    with transaction.atomic():  # a stage and the event that explains it come together
        enrolments = Enrolment.objects.bulk_create(
            Enrolment(candidate=person, cohort=cohorts[n // MEMBERS], stage="learn_work", events_count=1, shown=True)
            for n, person in enumerate(people)
        )
        PathwayEvent.objects.bulk_create(
            PathwayEvent(enrolment=one, number=1, step="arrive", stage="learn_work", by_as="director")
            for one in enrolments
        )
    _burden(enrolments, random.Random(2))
    Seat.objects.bulk_create(
        Seat(enrolment=one, workplace=workplaces[n // MEMBERS % len(workplaces)]) for n, one in enumerate(enrolments)
    )
    return cohorts


def _burden(enrolments: "list[Enrolment]", rng: random.Random) -> None:
    """Let people have up to two dagdelen that are not free, of four of their group; all of them may travel far."""
    from leerwerk.recruitment.models import Profile

    rows = Profile.objects.filter(candidate__in=[one.candidate_id for one in enrolments])
    profiles = {row.candidate_id: row for row in rows}
    for number, one in enumerate(enrolments):
        busy = rng.sample([(number // MEMBERS + step) % 10 for step in (0, 3, 5, 6)], number % 3)
        profile = profiles[one.candidate_id]
        profile.max_travel, profile.available = 120, WHOLE_WEEK & ~sum(1 << slot for slot in busy)
    Profile.objects.bulk_update(profiles.values(), ["max_travel", "available"])


def _school(cohort: "Cohort", rng: random.Random) -> None:
    """Write the teachers and rooms, each away on some dagdelen."""
    from leerwerk.learning.models import ResourceWeek
    from leerwerk.trajectories.models import Resource

    def free(chance: float) -> int:
        return sum(1 << slot for slot in range(10) if rng.random() < chance) or WHOLE_WEEK

    kinds = ("teacher", "teacher", "teacher", "language_teacher")  # this design has no language lessons by then
    for number in range(TEACHERS + ROOMS):
        room = number >= TEACHERS
        resource = Resource.objects.create(
            code=f"many-{number}",
            name=f"R{number}",
            kind="classroom" if room else kinds[number % 4],
            region=cohort.region,
            organisation=cohort.educator,
            capacity=1,
        )
        week = ResourceWeek(resource=resource, dagdelen=free(0.9 if room else 0.75))
        week.liked = week.dagdelen
        if room:
            week.seats, week.municipality = 20, cohort.municipality
        week.save()


def _pages(roster: "Roster") -> Iterator[tuple[str, str, str]]:
    from django.urls import reverse

    page, lesson = reverse("learning:roster", args=[roster.pk]), roster.lessons.order_by("id")[0]
    yield "roos", "rosters", reverse("learning:rosters")
    yield "roos", "roster", page
    yield "roos", "roster by teacher", f"{page}?by=teachers"
    yield "roos", "roster by room", f"{page}?by=rooms"
    yield "roos", "a lesson: where it can be", reverse("learning:roster_lesson", args=[lesson.pk])
    yield "roos", "dragging: where it can be", reverse("learning:roster_places", args=[lesson.pk])
    yield "roos", "teachers and rooms", reverse("learning:resources")


def _took(do: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    started = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - started)


def _search(roster: "Roster", *, near: bool) -> None:
    from leerwerk.learning.jobs import lay_roster

    took = _took(lambda: lay_roster(roster_id=roster.pk, attempt=roster.attempt, near=near))
    roster.refresh_from_db()
    print(
        f"{'near it' if near else 'searched'}: {roster.state} in {took / 1000:.1f} s, "
        f"of which {roster.seconds:.1f} s to search; at least {roster.bound} points; {roster.costs}",
        *roster.broken,
        flush=True,
    )


def run(requests: int) -> bool:
    """Fill, search, measure, change and take; return whether the bars are met."""
    from django.core.management import call_command

    from leerwerk.learning.actions.rosters import ask_for_roster, lay_again, move_lesson, take_roster
    from leerwerk.learning.forms.rosters import next_monday
    from leerwerk.parties.models import Region

    call_command("demo", candidates=1400, groups=40, verbosity=0)
    cohorts, roos = _groups(), actor_called("roos")
    _school(cohorts[0], random.Random(1))  # an invented region
    vacuum()
    region = Region.objects.get(pk=cohorts[0].region_id)
    roster = ask_for_roster(region=region, monday=next_monday(), by=roos)
    _search(roster, near=False)
    lessons = list(roster.lessons.all())
    print(f"{roster.lessons.values('cohort').distinct().count()} groups, {len(lessons)} lessons, "
          f"{roster.shifts.count()} people who work")  # fmt: skip
    if not lessons:
        return False
    fine = measured(_pages(roster), requests)
    moved = lessons[len(lessons) // 2]
    print(f"\nmoving a lesson: {_took(lambda: move_lesson(lesson=moved, dagdeel='fri-pm', by=roos)):.0f} ms")
    _search(lay_again(roster=roster, near=True, by=roos), near=True)
    print(f"letting it hold: {_took(lambda: print(take_roster(roster=roster, by=roos))) / 1000:.1f} s")
    return fine


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when a page needs more than 10 queries or 150 ms (p95)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100)
    options = parser.parse_args(arguments)
    with own_database():
        from django.utils import timezone

        print(f"{timezone.localdate()}: {options.requests} requests a page, one at a time, in one process")
        fine = run(options.requests)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
