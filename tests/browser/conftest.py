"""A real browser on a real site: a small practice region, planned once, served by a thread of this process."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.looking import Remembering
from tests.browser.sizes import DESKTOP

# Playwright's loop makes Django believe that this is asynchronous code; every query here is synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytest.register_assert_rewrite("tests.browser.year")  # its acts assert as a test does


LONGEST = ("test_a_year", "test_pages")  # begun first, so that two processes end at about the same time


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, each in a process of its own; the rest stays in random order."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site is, and the addresses of rows that a page is about."""

    url: str
    pages: dict[str, list[str]]  # by the slug of the person who opens them


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """The demo with 160 candidates, a blueprint of its own, a plan, and a second one beside it."""
    from tests.browser.pages import copy_a_blueprint, pages_by_person, plan_beside_it, solve_one_round

    with django_db_blocker.unblock(), override_settings(DEMO=True):
        call_command("demo", candidates=160, verbosity=0)
        copy_a_blueprint()
        plan_beside_it(solve_one_round())
        # WhiteNoise's middleware serves the files, as in production
        handler: Any = Remembering  # its types ask for a handler of Django's own for files
        thread = LiveServerThread("127.0.0.1", handler, connections_override={}, port=0)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        assert thread.error is None, thread.error
        yield Site(f"http://127.0.0.1:{thread.port}", pages_by_person())
        thread.terminate()
        with connection.cursor() as cursor:  # the server's threads leave connections behind, in the way of the clean-up
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; its absence is a failure, never a skip."""
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )
    assert path, "no Chromium on PATH: install the package chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window that fails the test on a script error or a request to another host."""
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL")
    window = context.new_page()
    errors: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on("request", lambda asked: errors.append(asked.url) if "127.0.0.1" not in asked.url else None)
    window.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
    yield window
    context.close()
    assert errors == []
