"""How long the pages of matching take with 100,000 candidates: ``python -m benchmarks.looking``.

Makes a database of its own beside the one in DATABASE_URL and fills it as ``benchmarks.lessons`` does; then 2,000 of
who learned look for work in one region, each with five introductions to which both said something, and there is a
proposal who fits where. Asks each page 200 times as the person who opens it most, and prints queries, median and 95th
percentile in milliseconds.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from benchmarks.lessons import teach
from benchmarks.own_database import own_database
from benchmarks.pages import actor_called, fill, measured, vacuum

LOOK, EACH = 2_000, 5

COMPLETED = """
WITH chosen AS (SELECT e.id FROM trajectories_enrolment e JOIN recruitment_candidate c ON c.id = e.candidate_id
              WHERE e.stage = 'learn_work' ORDER BY c.intermediary_id <> %(karim)s, e.id LIMIT %(look)s),
     told AS (INSERT INTO trajectories_pathwayevent (enrolment_id, number, step, stage, at, by_as, with_help, reason,
                  says, advice, alternatives, outcome, came_along, deciders, criteria, evidence, shortfalls)
              SELECT id, 2, 'complete', 'completed', now(), 'educator', false, '', false, '', '{}', 'without_paper', '',
                     '{}', '{}', '{}', '[]' FROM chosen)
UPDATE trajectories_enrolment e SET stage = 'completed', events_count = 2, since = now() - interval '30 days'
FROM chosen WHERE chosen.id = e.id;
INSERT INTO matching_introduction (enrolment_id, workplace_id, state, asked_on, rank, shows, words, meets_where,
                                   goes_along, because)
SELECT e.id, w.id, CASE WHEN w.n %% 2 = 0 THEN 'wanted' ELSE 'mutual' END, current_date - 5, k, '{name,language,times}',
       'Ik werk graag.', '', '', ''
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM trajectories_enrolment WHERE stage = 'completed') e
CROSS JOIN generate_series(1, %(each)s) k
JOIN (SELECT w.id, row_number() OVER (ORDER BY w.employer_id <> %(bas)s, w.id) AS n, count(*) OVER () AS all_of_them
      FROM placement_workplace w JOIN parties_organisation o ON o.id = w.employer_id
      WHERE o.region_id = %(region)s AND w.withdrawn_at IS NULL) w
  ON w.n = 1 + (e.n * %(each)s + k) %% least(w.all_of_them, 400);
INSERT INTO matching_introductionanswer (introduction_id, moment, side, yes, first, reason, words, with_help)
SELECT i.id, 'before', side, true, false, '', '', false FROM matching_introduction i
CROSS JOIN unnest(ARRAY['person', 'employer']) side WHERE (side = 'person' OR i.state = 'mutual')
  AND NOT EXISTS (SELECT FROM matching_introductionanswer a WHERE a.introduction_id = i.id);
"""


def look_for_work() -> int:
    """Let people look for work, with introductions and a proposal; return how many."""
    from django.db import connection, transaction

    from leerwerk.matching.jobs import work_out
    from leerwerk.matching.models import MatchRound

    began = time.perf_counter()
    karim, bas, roos = (actor_called(name) for name in ("karim", "bas", "roos"))
    facts: dict[str, Any] = {"look": LOOK, "each": EACH, "karim": karim.organisation, "bas": bas.organisation}
    facts["region"] = roos.region_id
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in filter(str.strip, COMPLETED.split(";\n")):
            cursor.execute(statement, facts)
    vacuum()
    print(f"{LOOK:,} look for work in {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    waits = {"region_id": facts["region"], "state": "waiting"}  # the practice region asked for one already
    asked, _new = MatchRound.objects.get_or_create(**waits, defaults={"ticket": uuid4()})
    work_out(round_id=asked.pk, attempt=asked.attempt)
    asked.refresh_from_db()
    took = time.perf_counter() - began
    print(
        f"who fits where: {asked.people:,} people, {asked.places:,} places, {asked.pairs:,} pairs,"
        f" {asked.placed:,} placed, {asked.worth:,} of at most {asked.bound:,.0f} points, in {took:.0f} s",
        flush=True,
    )
    return asked.pk


def pages(asked: int) -> Iterator[tuple[str, str, str]]:
    """Yield who opens which page: a name and an address."""
    from django.urls import reverse

    from leerwerk.matching.models import Introduction
    from leerwerk.matching.rules import files_of, introductions_of

    one = files_of(actor_called("karim")).filter(stage="completed").order_by("pk")[0].pk
    introduction = Introduction.objects.filter(enrolment=one).order_by("pk")[0]
    of_bas = introductions_of(actor_called("bas")).order_by("pk")[0]
    for slug, name, about in (
        ("karim", "people", []),
        ("karim", "person", [one]),
        ("karim", "introduction", [introduction.pk]),
        ("roos", "people", []),
        ("roos", "person", [one]),
        ("roos", "workplace", [introduction.workplace_id]),
        ("roos", "round", [asked]),
        ("bas", "asked", []),
        ("bas", "introduction", [of_bas.pk]),
    ):
        yield slug, f"{slug}: {name}", reverse(f"matching:{name}", args=about)


def main(arguments: list[str] | None = None) -> int:
    """Fill, measure, print; 1 when a page needs more than 10 queries or 150 ms (p95)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args(arguments)
    with own_database():
        fill(options.candidates)
        teach(options.people)
        fine = measured(pages(look_for_work()), options.requests)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
