"""What every list promises: many rows cost as many queries as few, whoever opens it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from leerwerk.home.cast import CAST
from leerwerk.parties.models import Person
from tests.browser.pages import kind_of, pages_of, solve_one_round

OWN_FILE = "/candidates/me/"


@contextmanager
def practice_region(candidates: int) -> Iterator[None]:
    """A practice region of this size with one plan; afterwards it is gone."""
    with transaction.atomic():
        call_command("demo", candidates=candidates, verbosity=0)
        solve_one_round()
        yield
        transaction.set_rollback(True)


def is_a_list(kind: str) -> bool:
    """Whether a page is about everybody or everything; what is about one row may differ with that row."""
    return kind != OWN_FILE and ("N" not in kind or kind.startswith("/planning/N/"))


def costs() -> dict[tuple[str, str], int]:
    """Return the queries of every kind of list, by who opens it. Everyone follows the links from their home."""
    found = {}
    for named in CAST:
        person = Person.objects.get(email=named.email)
        browser = Client()
        browser.force_login(person)
        for address in filter(lambda one: is_a_list(kind_of(one)), pages_of(person)):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found[named.slug, kind_of(address)] = len(asked)
    return found


@pytest.mark.django_db
def test_every_list_costs_the_same_in_a_small_region_and_in_one_three_times_as_large(settings: Settings) -> None:
    settings.DEMO = True
    measured = []
    for people in (90, 270):  # in a smaller one, of which some take part already, no group may be worth opening
        with practice_region(people):
            measured.append(costs())
    few, many = measured
    both = few.keys() & many.keys()
    assert len(both) > 50, "the search does not find the pages"
    assert {page: (few[page], many[page]) for page in both if few[page] != many[page]} == {}
