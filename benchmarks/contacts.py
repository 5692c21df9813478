"""How long the pages of coaching take with 20,000 open contacts: ``python -m benchmarks.contacts``.

Makes a database of its own beside the one in DATABASE_URL and fills it as ``benchmarks.lessons`` does: 100,000
invented candidates, of whom 10,000 learn and work. Both sides of each have a clock with an open contact, twenty
contacts that are behind, and ten talks with a note. Mo accompanies 60 of them, 40 other coaches the rest. Asks each
page 200 times as the person who opens it most, and prints queries, median and 95th percentile in milliseconds with the
bars beside them.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.lessons import teach
from benchmarks.own_database import own_database
from benchmarks.pages import actor_called, fill, measured, vacuum

OWN, COACHES = 60, 40

MENTORS = """
INSERT INTO trajectories_party (cohort_id, organisation_id, role, since)
SELECT g.id, %(organisation)s, 'mentor', current_date - 400 FROM trajectories_cohort g
WHERE g.code LIKE 'many-%%' AND NOT EXISTS (
    SELECT FROM trajectories_party q WHERE q.cohort_id = g.id AND q.role = 'mentor' AND q.until IS NULL);
"""
CLOCKS = """
WITH people AS (SELECT e.id, g.region_id, row_number() OVER (ORDER BY e.id) AS n
                FROM trajectories_enrolment e JOIN trajectories_cohort g ON g.id = e.cohort_id
                WHERE g.code LIKE 'many-%%')
INSERT INTO coaching_clock (enrolment_id, side, region_id, coach_id, organisation_id, phase, phase_since, due_on,
                            next_on, last_on, missed)
SELECT people.id, side, people.region_id,
       CASE WHEN n <= %(own)s THEN %(mo)s ELSE (%(others)s::bigint[])[1 + n %% cardinality(%(others)s::bigint[])] END,
       %(organisation)s, 'learn_work', current_date - 300, current_date - (n %% 20)::int + 5, current_date + 19,
       current_date - 20, (n %% 3)::int
FROM people CROSS JOIN unnest(ARRAY['candidate', 'employer']) side;
CREATE TEMP VIEW set_here AS SELECT k.* FROM coaching_clock k
    JOIN trajectories_enrolment e ON e.id = k.enrolment_id JOIN trajectories_cohort g ON g.id = e.cohort_id
WHERE g.code LIKE 'many-%%';
INSERT INTO coaching_accompaniment (clock_id, member_id, name, role, since, why_ended)
SELECT id, coach_id, '', 'mentor', current_date - 300, '' FROM set_here;
INSERT INTO coaching_duecontact (clock_id, spell, kind, ordinal, phase, nominal, day, moved, opens, closes, standing)
SELECT k.id, 1, 'rhythm', n, 'learn_work', k.due_on - 14 * (21 - n), k.due_on - 14 * (21 - n), '{}',
       k.due_on - 14 * (21 - n) - 7, k.due_on - 14 * (21 - n) + 7, CASE WHEN n = 21 THEN 'open' ELSE 'missed' END
FROM set_here k CROSS JOIN generate_series(1, 21) n;
INSERT INTO coaching_talk (clock_id, ticket, day, channel, reached, mood, work, together, go_on, person_id,
                           organisation_id, edits)
SELECT k.id, gen_random_uuid(), current_date - 14 * n, 'call', true, '', '', '', '', %(person)s, %(organisation)s, 1
FROM set_here k CROSS JOIN generate_series(1, 10) n;
INSERT INTO coaching_note (talk_id, enrolment_id, side, day, read_by, taken_back, text, by_id)
SELECT t.id, k.enrolment_id, k.side, t.day, 'coaches', false, 'Het gaat goed.', %(person)s
FROM coaching_talk t JOIN set_here k ON k.id = t.clock_id;
"""


def accompany() -> int:
    """Let everybody in these groups be accompanied; return how many contacts are open."""
    from django.db import connection, transaction

    from leerwerk.coaching.models import Clock
    from leerwerk.parties.models import Membership, Person

    began = time.perf_counter()
    mo = actor_called("mo")
    others = []
    for n in range(COACHES):
        person = Person.objects.create(email=f"coach-{n}@demo.example", given_name=f"Coach {n}")
        membership = Membership.objects.create(
            person=person, organisation_id=mo.organisation, function="mentor", since="2024-01-01"
        )
        others.append(membership.pk)
    facts: dict[str, Any] = {
        "mo": mo.membership_id,
        "person": mo.person_id,
        "organisation": mo.organisation,
        "own": OWN,
        "others": others,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in filter(str.strip, (MENTORS + CLOCKS).split(";\n")):
            cursor.execute(statement, facts)
    vacuum()
    count = Clock.objects.filter(due_on__isnull=False).count()
    print(f"{count:,} open contacts in {time.perf_counter() - began:.0f} s", flush=True)
    return count


def pages() -> Iterator[tuple[str, str, str]]:
    """Yield who opens which page: a name and an address."""
    from django.urls import reverse

    from leerwerk.coaching.models import Clock

    mine = Clock.objects.filter(coach=actor_called("mo").membership_id, side="candidate").order_by("id")
    one = mine[0]
    for slug, names in (
        ("mo", ("caseload", "person", "talk_candidate", "talk_employer", "talk", "balance")),
        ("roos", ("open", "open?show=late", "open?show=missed", "open?page=200", "person", "balance")),
    ):
        for name in names:
            route, _mark, asked = name.partition("?")
            about = {"caseload": [], "open": [], "balance": [], "talk": [one.talks.order_by("id")[0].pk]}
            address = reverse(f"coaching:{route}", args=about.get(route, [one.enrolment_id]))
            yield slug, f"{slug}: {name}", f"{address}?{asked}" if asked else address


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
        accompany()
        fine = measured(pages(), options.requests)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
