"""How the year goes by: the clock that the site reads, a window for everybody, and what they read and press in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, Literal
from zoneinfo import ZoneInfo

import time_machine
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from leerwerk.coaching.jobs import look_at_signals, wind_clocks
from leerwerk.learning.actions.reminding import remind
from leerwerk.notices.kinds import kinds
from leerwerk.placement.jobs import follow_up, look_after_trials, look_after_wage_values
from leerwerk.privacy.actor import SYSTEM
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.awaiting import differences_in
from tests.browser.conftest import Site
from tests.browser.sizes import DESKTOP
from tests.browser.year.people import Start
from tests.cast import PASSWORD

NINE = time(9, tzinfo=ZoneInfo("Europe/Amsterdam"))
Until = Literal["commit", "domcontentloaded"]
MY_PATH = "/trajectories/my-path/"
# What the house does every day, besides asking who was at a lesson.
EVERY_DAY = (wind_clocks, look_at_signals, follow_up, look_after_trials, look_after_wage_values)
AT_ONCE = 40  # lines on one page of a list


def _beside(what: Callable[[], object]) -> None:
    """Do something beside the test's own transaction, so that it is kept, as a worker of the house does."""

    def done() -> None:
        try:
            what()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as house:
        house.submit(done).result()


def kind_in_words() -> Mapping[str, str]:
    """Return the kinds of matters by what a list says of them in Dutch."""
    with override("nl"):
        return {str(known.what): kind for kind, known in kinds().items()}


def stage_in_words() -> Mapping[str, str]:
    """Return the stages by what a list says of them in Dutch."""
    with override("nl"):
        return {str(stage.label): str(stage.value) for stage in Stage}


@dataclass(slots=True)
class Year:
    """The site and everybody's window in it; ``clock`` moves the site's day, ``say`` tells what happened."""

    site: Site
    browser: Browser
    start: Start
    clock: time_machine.Traveller
    say: Callable[[str], None]
    windows: dict[str, Page] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    awake: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    forms: int = 0  # how often somebody sent a form
    shown: int = 0

    def day(self, when: date, told: str) -> None:
        """Let it be nine o'clock on another day: the house did its nightly work, and everybody signs in anew."""
        self.clock.move_to(datetime.combine(when, NINE))
        self.awake.clear()
        self.say(f"{when:%d-%m-%Y}  {told}")
        region = self.start.houses["roos"].region
        _beside(lambda: remind(region=region, today=when, by=SYSTEM))  # who was there, of what passed
        for job in EVERY_DAY:
            _beside(partial(job, 0))
        for code, group in self.start.groups.items():
            differs = differences_in(Cohort.objects.get(pk=group.pk))
            assert differs == {}, f"what is open about {code} is not what should be: {differs}"

    def visitor(self, *, forgiving: bool = False) -> Page:
        """Return a window of somebody's own; unless it is forgiving, every error that it meets is remembered."""
        context = self.browser.new_context(viewport=DESKTOP, locale="nl-NL")
        self.contexts.append(context)
        window = context.new_page()
        window.on("pageerror", lambda error: self.wrong.append(str(error)))
        window.on("request", lambda asked: self.wrong.append(asked.url) if "127.0.0.1" not in asked.url else None)
        if not forgiving:
            window.on(
                "response", lambda got: self.wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None
            )
        return window

    def by(self, name: str) -> Page:
        """Return somebody's window; the first time on a day their session of before has ended, and they sign in."""
        if name not in self.windows:
            self.windows[name] = self.visitor()
        window = self.windows[name]
        if name not in self.awake:
            self.awake.add(name)
            first = "/notices/" if name in self.start.houses else MY_PATH
            window.goto(self.site.url + first, wait_until="domcontentloaded")
            password = window.locator("main input[name=password]")
            assert password.count() == 1, f"the session of {name} should have ended"
            window.locator("main input[name=login]").fill(self.start.people[name].email)
            password.fill(PASSWORD)
            self.send(window)
            assert "/login/" not in window.url, f"{name} could not sign in"
        return window

    def open(self, name: str, route: str, *keys: object, query: str = "") -> Page:
        """Let somebody open a page by its name."""
        return self.go(name, reverse(route, args=keys) + query)

    def go(self, name: str, address: str) -> Page:
        """Let somebody open an address of the site."""
        window = self.by(name)
        self.shown += 1
        window.goto(self.site.url + address, wait_until="domcontentloaded")
        return window

    def group(self, code: str) -> int:
        """Return the number that a group has in addresses."""
        return self.start.groups[code].pk

    def send(self, window: Page, button: str = "main form button", until: Until = "commit") -> None:
        """Press a button of a form; a form that is refused is an error. ``until``: what to wait for of what follows."""
        self.forms += 1
        self.shown += 2
        with window.expect_navigation(wait_until=until) as gone:
            window.locator(button).first.click()
        if gone.value.status >= 400:
            raise AssertionError(f"{window.url} refuses: {window.locator('main').inner_text()}")

    def waiting(self, name: str, tab: str = "mine") -> Counter[str]:
        """Return how much of each kind waits for somebody, as the first page of their list says it."""
        window, known = self.open(name, f"notices:{tab}"), kind_in_words()
        lines = window.locator("main table tbody th").all_inner_texts()
        count = int("".join(filter(str.isdigit, window.locator("p.lw-lead").inner_text())))
        assert len(lines) == min(count, AT_ONCE), f"{name}: {count} are announced, {len(lines)} are shown"
        return Counter(known[line.partition(":")[0].strip()].partition(".")[2] for line in lines)

    def led_to(self, name: str, kind: str) -> list[str]:
        """Return where a kind of matter in somebody's list leads."""
        self.waiting(name)
        words = next(words for words, known in kind_in_words().items() if known.endswith(f".{kind}"))
        found = self.by(name).locator("main table tbody th a", has_text=words)
        return [address_of(one) for one in found.all()]

    def stages(self, code: str, name: str = "roos") -> Counter[str]:
        """Return how many participants of a group are at which stage, as somebody reads it."""
        window, known = self.open(name, "trajectories:participants", self.group(code)), stage_in_words()
        return Counter(
            known[text.strip()] for text in window.locator("main table tbody td:nth-child(2)").all_inner_texts()
        )

    def participants(self, name: str, code: str, stage: str = "") -> dict[str, str]:
        """Return whom somebody sees in a group, by given name, and where their path is."""
        window = self.open(name, "trajectories:participants", self.group(code), query=f"?stage={stage}")
        found = window.locator("main table tbody th a").all()
        return {one.inner_text().split()[0]: address_of(one) for one in found}

    def step(self, name: str, path: str, step: str, **said: Any) -> Page:
        """Let somebody take a step on a path: open the path, choose the step, fill in what they say, and send it."""
        window = self.go(name, path)
        follow(window.locator(f"main a[href$='/{step}/']").first)
        fill(window, said)
        self.send(window, "main form.lw-form button", "domcontentloaded")
        return window

    def steps(self, name: str, paths: Sequence[str], step: str, **said: Any) -> None:
        """Let somebody take a step on many paths: the first from its page, the others straight from their form."""
        for number, path in enumerate(paths):
            if not number:
                self.step(name, path, step, **said)
                continue
            window = self.go(name, f"{path}{step}/")
            fill(window, said)
            self.send(window, "main form.lw-form button")

    def close(self) -> None:
        """Close every window; nothing may have gone wrong in one of them."""
        for context in self.contexts:
            context.close()
        assert self.wrong == []


def address_of(link: Locator) -> str:
    """Return where a link leads."""
    return link.get_attribute("href") or ""


def follow(link: Locator) -> None:
    """Press a link, and wait for where it leads."""
    with link.page.expect_navigation(wait_until="domcontentloaded"):
        link.click()


def fill(window: Page, said: Mapping[str, Any]) -> None:
    """Fill in fields by their name: menus, radio buttons and what is typed."""
    for name, value in said.items():
        found = window.locator(f"main [name='{name}']")
        kind = found.first.evaluate("one => one.tagName === 'SELECT' ? 'menu' : one.type")
        if kind == "menu":
            found.select_option(str(value))
        elif kind == "radio":
            window.locator(f"main [name='{name}'][value='{value}']").check()
        else:
            found.fill(str(value))


@contextmanager
def time_goes_by(site: Site, browser: Browser, start: Start, first: date, say: Callable[[str], None]) -> Iterator[Year]:
    """Let time go by from a first day on; ``year.day`` says which day it is."""
    try:
        with time_machine.travel(datetime.combine(first, NINE)) as clock:
            year = Year(site=site, browser=browser, start=start, clock=clock, say=say)
            yield year
            year.close()
    finally:
        _beside(cache.clear)  # who signed in then is not counted with who signs in now
