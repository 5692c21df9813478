"""How long lists of what waits take with 200,000 open matters in a region: ``python -m benchmarks.queues``.

Fills a database of its own as ``benchmarks.pages`` does, puts everybody in a group (24 in one, the rest in the others)
and opens two matters for each: one waits for the organisation that guides nearly all of them, one for an employer, a
school, the director or the candidate. One in ten is overdue, one in twenty was brought to the director, one in five of
the first was taken by somebody. Prints queries, median and 95th percentile beside the bars; with ``--explain`` how
PostgreSQL finds the rows of each list.
"""

import argparse
import sys
import time
from collections.abc import Iterator

from benchmarks.own_database import own_database
from benchmarks.pages import actor_called, fill, measured, vacuum

# As rows of one statement: 100,000 enrolments with the one event that explains them, and two matters for each.
DECIDE = "UPDATE trajectories_cohort SET state = 'decided' WHERE state = 'option' AND id %% 2 = 0"
ENROL = """
WITH somebody AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM recruitment_candidate c
                  WHERE NOT EXISTS (SELECT FROM trajectories_enrolment e WHERE e.candidate_id = c.id) LIMIT %(people)s),
     cohort AS (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all_of_them
                FROM trajectories_cohort g
                WHERE g.state = 'decided'
                  AND NOT EXISTS (SELECT FROM trajectories_enrolment e WHERE e.cohort_id = g.id)),
     made AS (INSERT INTO trajectories_enrolment (candidate_id, cohort_id, stage, events_count, shown, waiting, paused,
                                                  left_reason)
              SELECT s.id, g.id, 'accepted', 1, true, false, '', ''
              FROM somebody s JOIN cohort g ON g.n = CASE WHEN s.n <= 24 THEN 1 ELSE 2 + s.n %% (g.all_of_them - 1) END
              RETURNING id)
INSERT INTO trajectories_pathwayevent (enrolment_id, number, step, stage, at, by_as, with_help, reason, says, advice,
    alternatives, outcome, came_along, deciders, criteria, evidence, shortfalls)
SELECT id, 1, 'arrive', 'accepted', now(), 'director', false, '', false, '', '{}', '', 'accepted', '{}', '{}', '{}',
    '[]'
FROM made
"""
OPEN = """
WITH path AS (SELECT e.id, e.candidate_id, c.intermediary_id, g.code, g.region_id,
                     row_number() OVER (ORDER BY e.id) AS n
              FROM trajectories_enrolment e JOIN recruitment_candidate c ON c.id = e.candidate_id
              JOIN trajectories_cohort g ON g.id = e.cohort_id WHERE e.id > %(before)s)
INSERT INTO notices_matter (kind, subject_type, subject_id, region_id, group_code, candidate_id, organisation_id,
    function, person_id, due_on, opened_at, escalated_at)
SELECT 'trajectories.step.' || (ARRAY['select', 'go', 'resume'])[1 + n %% 3], 'trajectories.enrolment', id, region_id,
       code, candidate_id, intermediary_id, 'caseworker', CASE WHEN n %% 5 = 0 THEN %(karim)s::bigint END,
       current_date - 12 + (n * 7919 %% 120)::int, now() - (n %% 90) * interval '1 day',
       CASE WHEN n %% 20 = 0 THEN now() END
FROM path
UNION ALL
SELECT 'trajectories.step.' || (ARRAY['select', 'complete', 'start_pre_track', 'accept'])[1 + n %% 4],
       'trajectories.enrolment', id, region_id, code, candidate_id,
       (ARRAY[coalesce((SELECT p.organisation_id FROM trajectories_party p
                        WHERE p.enrolment_id = path.id AND p.role = 'employer'), %(bas)s::bigint),
              %(lotte)s::bigint, NULL, NULL])[1 + n %% 4],
       (ARRAY['employer', 'educator', 'director', 'candidate'])[1 + n %% 4], NULL,
       current_date - 12 + (n * 104729 %% 120)::int, now() - (n %% 80) * interval '1 day',
       CASE WHEN n %% 20 = 0 THEN now() END
FROM path
"""
EMPLOY = """
INSERT INTO trajectories_party (cohort_id, enrolment_id, organisation_id, role, since)
SELECT e.cohort_id, e.id, %(bas)s, 'employer', current_date FROM trajectories_enrolment e
WHERE e.id %% 4 = 0 AND e.id > %(before)s
  AND NOT EXISTS (SELECT FROM trajectories_party p WHERE p.enrolment_id = e.id AND p.role = 'employer')
"""
# Whoever employs somebody of a group offered it a workplace.
OFFER = """
INSERT INTO placement_offer (cohort_id, workplace_id)
SELECT DISTINCT p.cohort_id, w.id FROM trajectories_party p
CROSS JOIN LATERAL (SELECT id FROM placement_workplace WHERE employer_id = p.organisation_id ORDER BY id LIMIT 1) w
WHERE p.role = 'employer' AND NOT EXISTS (
    SELECT FROM placement_offer o JOIN placement_workplace v ON v.id = o.workplace_id
    WHERE o.cohort_id = p.cohort_id AND v.employer_id = p.organisation_id)
"""
LISTS = (
    ("", ""),
    (", overdue", "?show=overdue"),
    (", one kind", "?kind=trajectories.step.select"),
    (", one group", "?group={group}"),
    (", longest open", "?sort=since"),
    (", last page", "?page=9999"),
)


def open_matters(people: int | None = None) -> None:
    """Put so many who are in no group, or everybody, in one; open two matters for each, as the owner of the tables.

    Also for those who take part already, but for the practice group.
    """
    from django.db import connection, transaction
    from django.db.models import Max

    from leerwerk.notices.models import Matter
    from leerwerk.trajectories.models import Enrolment

    began = time.perf_counter()
    who: dict[str, int | None] = {"karim": actor_called("karim").person_id}
    who |= {slug: actor_called(slug).organisation_id for slug in ("bas", "lotte")}
    # The practice region has a group on its way, with matters of its own: its people stay as they are.
    own = Enrolment.objects.exclude(cohort__code__startswith="many-")
    who["before"] = own.aggregate(last=Max("pk"))["last"] or 0
    who["people"] = people
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DECIDE, {})  # nobody takes part in a group that may not be
        cursor.execute(ENROL, who)
        cursor.execute(EMPLOY, who)
        cursor.execute(OFFER, {})
        cursor.execute(OPEN, who)
    print(f"opened {Matter.objects.count():,} matters in {time.perf_counter() - began:.0f} s")


def _pages() -> Iterator[tuple[str, str, str]]:
    from django.db.models import Count

    from leerwerk.trajectories.models import Cohort

    group = Cohort.objects.annotate(people=Count("enrolments")).filter(state="decided", people=24).order_by("id")[0]
    for slug, who in (("karim", "caseworker"), ("roos", "director"), ("bas", "employer"), ("lotte", "school")):
        lists = ["", "organisation/"] + (["region/"] if slug == "roos" else [])
        for page in lists:
            for told, query in LISTS:
                name = f"{who}: {page.strip('/') or 'mine'}{told}"
                yield slug, name, f"/notices/{page}{query.format(group=group.code)}"
        yield slug, f"{who}: the first few", "/notices/soonest/"
        yield slug, f"{who}: home", "/"
    for slug, who in (("karim", "caseworker"), ("roos", "director")):  # of 24 people
        yield slug, f"{who}: a group", f"/trajectories/groups/{group.pk}/waiting/"
    yield from _paths(group.pk)


def _paths(group: int) -> Iterator[tuple[str, str, str]]:
    """Yield the path of somebody in the group of 24, whom to propose for it, its workplaces, and participants and
    agreements of the practice group.
    """
    from django.urls import reverse

    from leerwerk.trajectories.models import Agreement, Enrolment

    one = Enrolment.objects.filter(cohort=group).order_by("-id")[0]
    agreement = Agreement.objects.filter(enrolment__isnull=False).order_by("id")[0]
    for slug, who in (("karim", "caseworker"), ("roos", "director")):
        yield slug, f"{who}: participants", reverse("trajectories:participants", args=[agreement.cohort_id])
        yield slug, f"{who}: a path", reverse("trajectories:path", args=[one.pk])
        yield slug, f"{who}: whom to propose", reverse("trajectories:propose", args=[group])
        yield slug, f"{who}: … who fit", f"{reverse('trajectories:propose', args=[group])}?fits=on"
        yield slug, f"{who}: a workplace for them", reverse("placement:give", args=[one.pk])
        yield slug, f"{who}: agreements", reverse("trajectories:agreements")
        yield slug, f"{who}: an agreement", reverse("trajectories:agreement", args=[agreement.pk])


def _explain() -> None:
    from django.utils import timezone

    from leerwerk.notices import queries
    from leerwerk.parties.middleware import behind_the_wall

    for slug in ("karim", "roos", "bas"):
        actor = actor_called(slug)
        lists = {
            "mine": queries.waiting_for(actor, timezone.localdate()),
            "organisation": queries.of_organisation(actor),
            "region": queries.of_region(actor),
        }
        with behind_the_wall(actor):
            for name, found in lists.items():
                print(f"\n{slug} {name}")
                print(queries.narrowed(found, {})[:40].explain(analyze=True, buffers=True))


def main(arguments: list[str] | None = None) -> int:
    """Fill, open, measure, print; 1 when a page needs more than 10 queries or 150 ms (p95)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--explain", action="store_true")
    options = parser.parse_args(arguments)
    with own_database():
        fill(options.candidates)
        open_matters()
        vacuum()
        if options.explain:
            _explain()
        fine = measured(_pages(), options.requests)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
