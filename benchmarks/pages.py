"""How long pages take with 100,000 candidates in a region: ``python -m benchmarks.pages``.

One organisation guides nearly all of them and a small one the other 300; the season is planned by the planner itself.
Makes a database of its own beside the one in DATABASE_URL, fills it, asks each page 200 times as the person who
opens it most, and prints queries, median and 95th percentile in milliseconds, with the bars beside them. BEGIN and
ROLLBACK around a page are no queries. Then it throws the database away.
"""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from benchmarks.own_database import own_database

if TYPE_CHECKING:
    from leerwerk.privacy.actor import Actor

MOST_QUERIES, MOST_MILLISECONDS = 10, 150
BRACKETS = ("BEGIN", "ROLLBACK", "COMMIT")  # of the transaction that a page stands in: they ask nothing
SMALL = 300  # candidates of the small organisation


def fill(candidates: int) -> None:
    """Fill the database; the indexes of candidates are made afterwards, many times quicker than row by row."""
    from django.core.management import call_command
    from django.db import connection

    from leerwerk.parties.models import Organisation
    from leerwerk.recruitment.models import Candidate

    started = time.perf_counter()
    with connection.schema_editor() as editor:
        for index in Candidate._meta.indexes:
            editor.remove_index(Candidate, index)
    call_command("demo", candidates=candidates, groups=80, verbosity=0)
    utrecht = Organisation.objects.get(code="gemeente-gm0344")
    Candidate.objects.update(intermediary=utrecht)
    with connection.schema_editor() as editor:
        for index in Candidate._meta.indexes:
            editor.add_index(Candidate, index)
    print(f"filled with {Candidate.objects.count():,} candidates in {time.perf_counter() - started:.0f} s")


def _small_organisation() -> None:
    """Give 300 candidates, one in ten with a place in the plan, to another municipality; Els is its caseworker."""
    from django.utils import timezone

    from leerwerk.parties.enums import Function
    from leerwerk.parties.models import Membership, Organisation, Person
    from leerwerk.recruitment.models import Candidate

    small = Organisation.objects.filter(kind="municipality").exclude(code="gemeente-gm0344").order_by("code")[0]
    els = Person.objects.create(email="els@demo.example", given_name="Els")
    Membership.objects.create(
        person=els, organisation=small, function=Function.CASEWORKER, since=timezone.localdate() - timedelta(days=1)
    )
    people = Candidate.objects.filter(person=None).order_by("code").values_list("pk", flat=True)
    placed = people.filter(proposals__group__isnull=False)[: SMALL // 10]
    others = people.filter(proposals__group=None)[: SMALL - SMALL // 10]
    Candidate.objects.filter(pk__in=[*placed, *others]).update(intermediary=small)


def plan(seconds: int) -> None:
    """Plan the season as the director, in this process, and say what came of it."""
    from django.db.models import Max, Min

    from leerwerk.parties.models import Region
    from leerwerk.planning import actions
    from leerwerk.planning.enums import RoundState
    from leerwerk.planning.forms import WeightsForm
    from leerwerk.planning.jobs import solve_round
    from leerwerk.planning.queries.season import Season
    from leerwerk.trajectories.models import Cohort

    started = time.perf_counter()
    roos = actor_called("roos")
    days = Cohort.objects.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    form = WeightsForm({name: field.initial for name, field in WeightsForm.base_fields.items()})
    assert form.is_valid()
    asked = actions.plan_season(
        region=Region.objects.get(pk=roos.region),
        name="Measured",
        season=Season(region_id=roos.region, start=days["first"], end=days["last"] + timedelta(days=1)),
        weights=form.weights() | {"time_limit": seconds, "gap": 0.01},
        previous=None,
        ticket=uuid4(),
        by=roos,
    )
    solve_round(round_id=asked.pk, attempt=asked.attempt)
    asked.refresh_from_db()
    assert asked.state == RoundState.SOLVED, f"{asked.state} {asked.failure} {asked.failure_facts}"
    took = time.perf_counter() - started
    print(f"planned {asked.people:,} people for {asked.groups} groups in {took:.0f} s: {asked.placed:,} have a place")


def actor_called(slug: str) -> "Actor":
    """Return one of the practice region's people, asking."""
    from leerwerk.parties.models import Person
    from leerwerk.parties.queries import actor_of

    return actor_of(Person.objects.get(email=f"{slug}@demo.example"))


def vacuum() -> None:
    """Let the database count what it holds, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


SEARCHES = ("éva", "олена", "şerife", "jose", "ra", "rasha kam", "zzzz")
SOME_SEARCHES = ("éva", "ra", "zzzz")


def _of_a_guide(slug: str) -> Iterator[tuple[str, str]]:
    """Yield what somebody who guides or directs opens: a name and an address, made when it is asked for."""
    from leerwerk.planning.queries.own import seal_of
    from leerwerk.recruitment.rules import candidates_of

    actor = actor_called(slug)
    people = candidates_of(actor).order_by("code")
    for name, query in (
        ("list of candidates", ""),
        ("list, last page there is", "?page=9999"),
        ("list, low-skilled, by start", "?education=low&sort=ready"),
        *((f"search “{word}”", f"?q={word}") for word in (SEARCHES if slug == "karim" else SOME_SEARCHES)),
    ):
        yield name, f"/candidates/{query}"
    with_place = people.filter(proposals__group__isnull=False)
    without = people.filter(proposals__group=None, proposals__isnull=False)
    for told, whose in (("with a place", with_place), ("without a place", without)):
        some = whose.values_list("pk", flat=True)[whose.count() // 2]
        yield f"file of somebody {told}", f"/candidates/{some}/"
        yield f"plan in that file, {told}", f"/planning/in-file/{some}/{seal_of(actor, some)}/"
    yield "cockpit", "/"


def _pages() -> Iterator[tuple[str, str, str]]:
    for slug, who in (("karim", "large"), ("els", "small"), ("roos", "region")):
        for name, address in _of_a_guide(slug):
            yield slug, f"{who}: {name}", address


def measured(pages: Iterable[tuple[str, str, str]], requests: int) -> bool:
    """Ask each page (who, name, address) so often, print a line for each; return whether all are within the bars.

    What was loaded to fill the database rests, as all that a server loads does.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from leerwerk.config.resting import rest
    from leerwerk.parties.models import Person

    fine = True
    rest()
    print(f"\n{'page':44} {'queries':>7}  {'bar':>4} {'p50 ms':>8} {'p95 ms':>8}  {'bar':>5}")
    for slug, name, address in pages:
        browser = Client(headers={"HX-Request": "true"} if "/in-file/" in address else None)
        browser.force_login(Person.objects.get(email=f"{slug}@demo.example"))
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        queries = sum(one["sql"] not in BRACKETS for one in asked)  # now: the requests below empty the list
        if answer.status_code != 200:
            print(f"{name}: status {answer.status_code}")
            return False
        took = []
        for _ in range(requests):
            started = time.perf_counter()
            browser.get(address)
            took.append(1000 * (time.perf_counter() - started))
        p95 = sorted(took)[math.ceil(0.95 * len(took)) - 1]
        within = queries <= MOST_QUERIES and p95 <= MOST_MILLISECONDS
        fine &= within
        bars = f"{queries:7} ≤{MOST_QUERIES:4} {statistics.median(took):8.0f} {p95:8.0f} ≤{MOST_MILLISECONDS:5}"
        print(f"{name:44} {bars}{'' if within else '  MISSED'}", flush=True)
    return fine


def main(arguments: list[str] | None = None) -> int:
    """Fill, measure, print; 1 when a page needs more than 10 queries or 150 ms (p95)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--time-limit", type=int, default=120, help="seconds that the planner may take")
    options = parser.parse_args(arguments)
    with own_database():
        from django.utils import timezone

        print(f"{timezone.localdate()}: {options.requests} requests a page, one at a time, in one process")
        fill(options.candidates)
        plan(options.time_limit)
        _small_organisation()
        vacuum()
        fine = measured(_pages(), options.requests)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
