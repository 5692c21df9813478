"""How long the pages of lessons take with 2,000,000 rows of attendance: ``python -m benchmarks.lessons``.

Makes a database of its own beside the one in DATABASE_URL and fills it: 100,000 invented candidates, of whom 10,000
learn and work in 834 groups, each with 200 sessions on 100 weeks that were recorded for everybody. Asks each page 200
times as the person who opens it most, and prints queries, median and 95th percentile in milliseconds, with the bars
beside them; then records one session 20 times. BEGIN and ROLLBACK around a page are no queries.
"""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks.own_database import own_database
from benchmarks.pages import actor_called, fill, measured, vacuum

GROUP, WEEKS = 12, 100

COHORTS = """
INSERT INTO trajectories_cohort (code, version_id, region_id, municipality_id, educator_id, state, starts_on, min_size,
    max_size, fixed_cost, cost_per_participant, dagdelen, listening, reading, speaking, writing, learnability, load,
    motivation, skills, licence, excluded_limits, synthetic)
SELECT 'many-' || n, %(version)s, %(region)s, %(town)s, CASE WHEN n <= 40 THEN %(school)s ELSE %(other)s END, 'running',
    %(first)s::date, 1, 20, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, '{}', false, '{}', true
FROM generate_series(1, %(groups)s) n
"""
PEOPLE = """
INSERT INTO trajectories_enrolment (candidate_id, cohort_id, stage, since, last_activity_at, events_count, shown,
    waiting, paused, left_reason)
SELECT c.id, g.id, 'learn_work', now(), now(), 1, true, false, '', ''
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM recruitment_candidate f
      WHERE NOT EXISTS (SELECT FROM trajectories_enrolment e WHERE e.candidate_id = f.id)
      ORDER BY id LIMIT %(people)s) c
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM trajectories_cohort WHERE code LIKE 'many-%%') g
  ON g.n = c.n / %(size)s;
INSERT INTO trajectories_pathwayevent (enrolment_id, number, step, stage, at, by_as, with_help, reason, says, advice,
    alternatives, outcome, came_along, deciders, criteria, evidence, shortfalls)
SELECT id, 1, 'arrive', 'learn_work', %(first)s::date, 'director', false, '', false, '', '{}', '', 'learn_work', '{}',
    '{}', '{}', '[]'
FROM trajectories_enrolment WHERE id > %(before)s;
INSERT INTO trajectories_party (cohort_id, enrolment_id, organisation_id, role, since)
SELECT e.cohort_id, e.id, CASE WHEN e.id %% 50 = 0 THEN %(employer)s ELSE %(other)s END, 'employer', %(first)s::date
FROM trajectories_enrolment e WHERE e.id > %(before)s;
"""
SESSIONS = """
INSERT INTO learning_session (cohort_id, planned_on, day, dagdeel, begins, ends, activity, keeper_id, state, reason,
    change, version, recorded_at)
SELECT g.id, d.day, d.day, d.dagdeel, '09:00', '12:30', d.activity, g.educator_id,
    CASE WHEN d.week < 0 THEN 'planned' ELSE 'held' END, '', 0, CASE WHEN d.week < 0 THEN 0 ELSE 1 END, now()
FROM trajectories_cohort g
CROSS JOIN (
    SELECT week, %(monday)s::date - 7 * (week + 1) + 1 AS day, 'tue-am' AS dagdeel, 'theory' AS activity
    FROM generate_series(-13, %(weeks)s - 1) week
    UNION ALL
    SELECT week, %(monday)s::date - 7 * (week + 1) + 3, 'thu-am', 'language'
    FROM generate_series(-13, %(weeks)s - 1) week
) d WHERE g.code LIKE 'many-%%';
INSERT INTO learning_attendance (enrolment_id, session_id, day, dagdeel, activity, presence, reason)
SELECT e.id, s.id, s.day, s.dagdeel, s.activity,
    (ARRAY['present', 'present', 'present', 'present', 'present', 'present', 'late', 'absent', 'excused'])
        [1 + floor(random() * 9)::int], ''
FROM trajectories_enrolment e JOIN learning_session s ON s.cohort_id = e.cohort_id AND s.state = 'held'
WHERE e.id > %(before)s;
INSERT INTO learning_tally (enrolment_id, until, attended, expected, excused, lately_attended, lately_expected,
    absent_in_a_row, away_in_a_row, signals)
SELECT enrolment_id, max(day), count(*) FILTER (WHERE presence IN ('present', 'late')),
    count(*) FILTER (WHERE presence <> 'excused'), count(*) FILTER (WHERE presence = 'excused'), 0, 0, 0, 0,
    CASE WHEN enrolment_id %% 10 = 0 THEN '{absent_in_a_row}'::text[] ELSE '{}' END
FROM learning_attendance WHERE enrolment_id > %(before)s GROUP BY enrolment_id;
"""


def teach(people: int) -> None:
    """Let so many of the candidates learn and work in groups of twelve; attendance is written in one statement."""
    from django.db import connection, transaction
    from django.db.models import Max
    from django.utils import timezone

    from leerwerk.learning.models import Attendance
    from leerwerk.parties.models import Organisation
    from leerwerk.trajectories.models import BlueprintVersion, Cohort, Enrolment

    started = time.perf_counter()
    today = timezone.localdate()
    group = Cohort.objects.order_by("id")[0]
    facts: dict[str, Any] = {
        "version": BlueprintVersion.objects.order_by("id")[0].pk,
        "region": group.region_id,
        "town": group.municipality_id,
        "school": actor_called("lotte").organisation,
        "employer": actor_called("bas").organisation,
        "other": Organisation.objects.filter(kind="educator").exclude(pk=actor_called("lotte").organisation)[0].pk,
        "first": today - timedelta(weeks=WEEKS),
        "groups": math.ceil(people / GROUP),
        "people": people,
        "size": GROUP,
        "weeks": WEEKS,
        "before": Enrolment.objects.aggregate(last=Max("pk"))["last"] or 0,  # of the practice group: it stays as it is
        "monday": today - timedelta(days=today.weekday()),
    }
    with connection.cursor() as cursor:
        for statements in (COHORTS, PEOPLE, SESSIONS):
            with transaction.atomic():  # a stage and the event that explains it come together
                for statement in filter(str.strip, statements.split(";\n")):
                    cursor.execute(statement, facts)
    vacuum()
    rows = Attendance.objects.count()
    print(f"{rows:,} rows of attendance of {people:,} people in {time.perf_counter() - started:.0f} s", flush=True)


def _pages() -> Iterator[tuple[str, str, str]]:
    """Yield who opens which page: a name and an address."""
    from django.urls import reverse

    from leerwerk.learning.models import Session
    from leerwerk.trajectories.models import Cohort, Enrolment

    group = Cohort.objects.filter(code="many-20").get()
    person = Enrolment.objects.filter(cohort=group).order_by("id")[0]
    session = Session.objects.filter(cohort=group, state="held").order_by("-day")[0]
    works = {"parties__organisation": actor_called("bas").organisation, "cohort__code__startswith": "many-"}
    worker = Enrolment.objects.filter(**works).order_by("id")[0]
    for slug, names in (
        ("lotte", ("today", "group", "session", "participant", "language", "group_language", "progress")),
        ("karim", ("today", "group", "participant", "language", "inburgering")),
        ("roos", ("today", "group", "participant")),
        ("bas", ("today", "work")),
    ):
        for name in names:
            about = {
                "today": [],
                "group": [group.pk],
                "group_language": [group.pk],
                "session": [session.pk],
                "work": [worker.pk],
                "inburgering": [person.candidate_id],
            }.get(name, [person.pk])
            yield slug, f"{slug}: {name}", reverse(f"learning:{name}", args=about)


def _record(times: int) -> None:
    """Record a session once more, each time with one other answer, and say how long that took."""
    from leerwerk.learning.actions.attendance import record_attendance
    from leerwerk.learning.enums import Presence
    from leerwerk.learning.models import Session
    from leerwerk.learning.queries.attendance import Mark
    from leerwerk.parties.middleware import behind_the_wall
    from leerwerk.trajectories.models import Enrolment

    lotte = actor_called("lotte")
    session = Session.objects.filter(cohort__code="many-20", state="held").order_by("-day")[0]
    keys = list(Enrolment.objects.filter(cohort=session.cohort_id).values_list("pk", flat=True))
    took = []
    for n in range(times):
        presence = (Presence.ABSENT, Presence.PRESENT)[n % 2]
        session.refresh_from_db()
        started = time.perf_counter()
        with behind_the_wall(lotte):
            marks = dict.fromkeys(keys, Mark(presence))
            record_attendance(session=session, marks=marks, seen=session.version, by=lotte)
        took.append(1000 * (time.perf_counter() - started))
    print(f"recording {len(keys)} people: median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms")


def main(arguments: list[str] | None = None) -> int:
    """Fill, measure, print; 1 when a page needs more than 10 queries or 150 ms (p95)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args(arguments)
    with own_database():
        from django.utils import timezone

        print(f"{timezone.localdate()}: {options.requests} requests a page, one at a time, in one process")
        fill(options.candidates)
        teach(options.people)
        fine = measured(_pages(), options.requests)
        _record(20)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
