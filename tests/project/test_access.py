"""Every address, for everyone, about what is theirs and what is not: allowed or refused as ``access.py`` says."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from http.cookies import SimpleCookie
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from tests.project.access import ROUTES
from tests.project.access_rows import BEHIND_THE_DOOR, EVERYONE, WORDS, Row
from tests.project.standing import World, build_world

# Who try what no page of ours sends, and the pages that know no functions.
SOME = ("nobody", "gerda", "roos", "dirk", "amal")


def _named(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _named(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


PATTERNS = dict(_named(get_resolver()))


def rows_written(*, without_readings: bool) -> int:
    """How many rows were written so far in this transaction, also those that were taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables WHERE relname <> %s",
            ["privacy_reading" if without_readings else ""],
        )
        return int(cursor.fetchone()[0])


class Trying:
    """A browser in which everybody signs in by turns; it notes each answer that the table does not say."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browser = Client(raise_request_exception=False)
        self.wrong: list[str] = []

    def ask(self, person: str, method: str, address: str) -> Any:
        """Ask as this person; nothing but the address is sent."""
        self.browser.cookies = SimpleCookie()
        if key := self.world.sessions[person]:
            self.browser.cookies[settings.SESSION_COOKIE_NAME] = key
        return self.browser.generic(method, address)

    def route(self, name: str, row: Row, methods: Iterable[str], people: Iterable[str]) -> None:
        """Try one address for these people, about each record."""
        for record, allowed in row.by_record.items():
            address = reverse(name, args=self.world.records[record])
            who = [person for person in people if person not in allowed]
            before = rows_written(without_readings=record in BEHIND_THE_DOOR)
            for person, method in product(who, methods):
                answer = self.ask(person, method, address)
                if expected := self._not_refused(answer, row, person, record, method):
                    self.note(answer, expected, method, name, person, record)
            if rows_written(without_readings=record in BEHIND_THE_DOOR) != before:
                self.wrong.append(f"{name} · {record}: something was written although everybody was refused")
            for person, method in product(set(people) & allowed, methods):
                with transaction.atomic():
                    answer = self.ask(person, method, address)
                    transaction.set_rollback(True)
                right = {"GET": row.get, "POST": row.post, "HEAD": row.get | {405}}.get(method, {405})
                if answer.status_code not in right or _asks_to_sign_in(answer):
                    self.note(answer, f"one of {sorted(right)}", method, name, person, record)

    def note(self, answer: Any, expected: str, *about: str) -> None:
        """Name who asked what about which record, and what came of it."""
        told = f"{answer.status_code} {answer.headers.get('Location', '')}".strip()
        self.wrong.append(f"{' · '.join(filter(None, about))}: {told} instead of {expected}")

    def _not_refused(self, answer: Any, row: Row, person: str, record: str, method: str) -> str:
        """Return what the answer should have been; nothing when it refuses as it should."""
        if method in {"PUT", "DELETE"}:
            return "" if answer.status_code == 405 else "405"
        if person == "nobody" and not row.hidden:
            return "" if _asks_to_sign_in(answer) else "to be asked to sign in"
        if (record and record not in WORDS) or row.hidden:
            unknown = self._not_there(answer, method) or (record in BEHIND_THE_DOOR and answer.status_code == 405)
            return "" if unknown else "404 as of what is not there"
        return "" if answer.status_code == 403 else "403"

    def _not_there(self, answer: Any, method: str) -> bool:
        return bool(answer.status_code == 404 and (method == "HEAD" or answer.content == self.nowhere))

    @cached_property
    def nowhere(self) -> bytes:
        """What an address says that leads nowhere."""
        content: bytes = self.ask("nobody", "GET", "/nowhere/").content
        return content


def _asks_to_sign_in(answer: Any) -> bool:
    return bool(answer.status_code == 302 and answer["Location"].partition("?")[0] == reverse("account_login"))


def test_every_address_stands_in_the_table() -> None:
    assert ROUTES.keys() == PATTERNS.keys()


def test_every_address_about_a_record_is_tried_with_what_somebody_may_not_see() -> None:
    for name, pattern in PATTERNS.items():
        if "pk" in pattern.pattern.converters:
            who = ROUTES[name].who
            assert not isinstance(who, str), name
            assert not frozenset.intersection(*ROUTES[name].by_record.values()) or "an example" in who, name


@pytest.fixture
def trying(db: None, settings: Settings) -> Trying:
    """A browser in a world in which everybody has signed in; the sessions are kept in its cookies."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.ACCOUNT_RATE_LIMITS = False
    world = build_world()
    assert {*world.sessions} == set(EVERYONE.split())
    return Trying(world)


@pytest.mark.long
@pytest.mark.parametrize("methods", [("GET",), ("POST",), ("HEAD", "PUT", "DELETE")], ids=" ".join)
def test_everyone_gets_what_the_table_says_and_nobody_anything_else(trying: Trying, methods: tuple[str, ...]) -> None:
    for name, row in ROUTES.items():
        few = "PUT" in methods or name.startswith(("account_", "mfa_", "web:"))
        trying.route(name, row, methods, SOME if few else trying.world.sessions)
    if trying.wrong:
        pytest.fail("\n".join(trying.wrong), pytrace=False)
