"""What people do in the browser: step in, sign in, press; and the worker that plans for them, as ``run.py`` has it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.test import override_settings
from playwright.sync_api import Locator, Page

from leerwerk.parties.models import Person
from tests.browser.conftest import Site
from tests.cast import PASSWORD

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the one that is set while a test runs
type Worker = subprocess.Popen[bytes]


def step_in(window: Page, site: Site, slug: str) -> None:
    """Become somebody of the cast."""
    window.goto(f"{site.url}/step-in/")
    window.locator(f"button[value={slug}]").click()
    window.wait_for_load_state()


def somebody(name: str, blocker: Any) -> Person:
    """Make an account with a password, kept where the server sees it."""
    with blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK):
        person = Person(email=f"{name}@example.org", given_name=name.title())
        person.set_password(PASSWORD)
        person.save()
    return person


def press(window: Page, button: str = "main form button") -> None:
    """Press the first such button and wait for the page that follows."""
    with window.expect_navigation():
        window.locator(button).first.click()


def enter(window: Page, where: Locator) -> None:
    """Go to a link or button and press Enter, as somebody without a mouse does; wait for the page that follows."""
    where.focus()
    with window.expect_navigation():
        window.keyboard.press("Enter")
    window.wait_for_load_state()


def sign_in(window: Page, site: Site, email: str, password: str = PASSWORD) -> None:
    """Sign in with a password."""
    window.goto(f"{site.url}/accounts/login/")
    window.locator("input[name=login]").fill(email)
    window.locator("input[name=password]").fill(password)
    press(window)


@contextmanager
def working() -> Iterator[Worker]:
    """Let a worker take the jobs of the site meanwhile."""
    words = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "1"]
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = os.environ | {"DATABASE_URL": address}
    with subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        try:
            yield worker
        finally:
            worker.kill()
