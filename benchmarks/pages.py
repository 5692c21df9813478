"""How long pages take with 100,000 candidates in one organisation: ``python -m benchmarks.pages``.

Makes a database of its own beside the one in DATABASE_URL, fills it, asks each page 200 times as the person who
opens it most, and prints queries, median and 95th percentile in milliseconds, with the bars beside them. Then it
throws the database away.
"""

import argparse
import math
import statistics
import sys
import time

from benchmarks.own_database import own_database

MOST_QUERIES, MOST_MILLISECONDS = 10, 150


def _fill(candidates: int) -> None:
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


def _vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _pages() -> list[tuple[str, str, str]]:
    from leerwerk.recruitment.models import Candidate

    some = Candidate.objects.order_by("code")[777].pk
    found = [
        ("karim", "list of candidates", "/candidates/"),
        ("karim", "list, page 200", "/candidates/?page=200"),
        ("karim", "list, low-skilled, by start", "/candidates/?education=low&sort=ready"),
        ("karim", "candidate's file", f"/candidates/{some}/"),
        ("karim", "home of a caseworker", "/"),
        ("roos", "cockpit of the director", "/"),
        ("roos", "list of the whole region", "/candidates/"),
    ]
    return found + [("karim", f"search “{word}”", f"/candidates/?q={word}") for word in SEARCHES]


SEARCHES = ("éva", "олена", "şerife", "jose", "ra", "rasha kam", "zzzz")


def _measure(requests: int) -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from leerwerk.parties.models import Person

    fine = True
    print(f"\n{'page':34} {'queries':>7}  {'bar':>4} {'p50 ms':>8} {'p95 ms':>8}  {'bar':>5}")
    for slug, name, address in _pages():
        browser = Client()
        browser.force_login(Person.objects.get(email=f"{slug}@demo.example"))
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        queries = len(asked)  # now: the requests below empty the list
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
        print(f"{name:34} {bars}{'' if within else '  MISSED'}", flush=True)
    return fine


def main(arguments: list[str] | None = None) -> int:
    """Fill, measure, print; 1 when a page needs more than 10 queries or 150 ms (p95)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args(arguments)
    with own_database():
        from django.utils import timezone

        print(f"{timezone.localdate()}: {options.requests} requests a page, one at a time, in one process")
        _fill(options.candidates)
        _vacuum()
        fine = _measure(options.requests)
    print("within 10 queries and 150 ms" if fine else "NOT within 10 queries and 150 ms")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
