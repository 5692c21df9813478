"""Pages that no link leads to on a good day, and forms that are refused: looked at like all others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from leerwerk.parties.models import Person
from tests.browser.conftest import Site
from tests.browser.looking import faults
from tests.browser.pages import kind_of
from tests.browser.rare import rare_pages
from tests.browser.sizes import PHONE
from tests.exchange.workbooks import Cells, workbook

type ComeIn = Callable[[str, str], None]

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])

# Who sends which form with nothing in it: one of every room, and each form that stands between other things.
REFUSED = {
    "roos": [
        "/planning/new/",
        "/planning/groups/N/",
        "/planning/N/people/N/",
        "/planning/budgets/new/",
        "/trajectories/groups/new/?",
        "/trajectories/resources/new/",
        "/parties/organisations/N/invite/",
        "/workplaces/new/",
        "/exchange/",
        "/notices/term/",
        "/learning/rosters/",
    ],
    "karim": [
        "/candidates/new/",
        "/candidates/N/profile/",
        "/candidates/N/obstacles/new/",
        "/candidates/N/work-history/new/",
        "/candidates/N/intakes/new/",
        "/candidates/N/statements/new/",
        "/candidates/N/hand-over/",
        "/notices/away/",
        "/notices/reminders/",
    ],
    "amal": ["/candidates/me/not-right/"],
    "lotte": ["/learning/closed/", "/learning/teachers-and-rooms/new/"],
}
# A form that only has a button is never refused.
ASKS = "main form[method=post]:has(textarea, select, input:not([type=hidden]))"
EMPTY = """form => {
    for (const field of form.querySelectorAll('input, textarea'))
        if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
        else if (field.type !== 'hidden') field.value = '';
    form.noValidate = true;
    form.requestSubmit();
}"""


@pytest.fixture(scope="session")
def rare(site: Site, django_db_blocker: Any) -> dict[str, list[str]]:
    """The addresses, by who opens them."""
    with django_db_blocker.unblock():
        return rare_pages()


@pytest.fixture(scope="session")
def keys(rare: dict[str, list[str]], django_db_blocker: Any) -> dict[str, str]:
    """A session for each of them, kept where the server sees it."""
    found = {}
    with django_db_blocker.unblock():
        for slug in {*rare, *REFUSED} - {"nobody"}:
            browser = Client()
            browser.force_login(Person.objects.get(email=f"{slug}@demo.example"))
            found[slug] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return found


@pytest.fixture
def come_in(site: Site, page: Page, keys: dict[str, str]) -> ComeIn:
    """``come_in("roos", "nl")`` opens the window for somebody, in a language."""

    def as_somebody(slug: str, language: str) -> None:
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if slug in keys:
            cookies[settings.SESSION_COOKIE_NAME] = keys[slug]
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": said, "url": site.url} for name, said in cookies.items()])

    return as_somebody


@LANGUAGES
def test_pages_without_a_link_are_as_good_as_the_others(
    site: Site, rare: dict[str, list[str]], page: Page, come_in: ComeIn, language: str
) -> None:
    axe, wrong = Axe(), list[str]()
    for slug, addresses in rare.items():
        come_in(slug, language)
        for address in addresses:
            answer = page.goto(site.url + address)
            assert answer is not None
            assert answer.url == site.url + address, "nobody is sent elsewhere"
            assert answer.status in {200, 404, 410}, address
            wrong += faults(page, axe, f"{slug} {address}")
    assert wrong == []


@LANGUAGES
def test_a_page_that_was_open_for_too_long_says_so_to_everyone(
    site: Site, page: Page, come_in: ComeIn, language: str
) -> None:
    come_in("nobody", language)
    page.goto(f"{site.url}/accounts/login/")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    with page.expect_navigation() as sent:
        page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    assert sent.value is not None
    assert sent.value.status == 403
    assert faults(page, Axe(), "open for too long") == []


@LANGUAGES
def test_who_comes_to_a_region_in_earnest_is_welcomed(
    site: Site, page: Page, come_in: ComeIn, language: str, settings: Settings
) -> None:
    settings.DEMO = False
    come_in("nobody", language)
    page.goto(site.url)
    assert faults(page, Axe(), "welcome") == []


@LANGUAGES
def test_a_form_that_is_refused_says_so_to_everyone(
    site: Site, rare: dict[str, list[str]], page: Page, come_in: ComeIn, language: str
) -> None:
    axe, wrong = Axe(), list[str]()
    everywhere = [address for pages in (site.pages, rare) for addresses in pages.values() for address in addresses]
    for slug, kinds in REFUSED.items():
        come_in(slug, language)
        for kind in kinds:
            address = next(one for one in everywhere if kind_of(one) == kind)
            page.goto(site.url + address)
            for number in range(page.locator(ASKS).count()):
                page.goto(site.url + address)
                with page.expect_navigation() as sent:
                    page.locator(ASKS).nth(number).evaluate(EMPTY)
                assert sent.value is not None
                assert sent.value.status == 422, f"{address}: {sent.value.status}"
                assert page.locator("[data-error-summary]").count() == 1, f"{address} {number}"
                wrong += faults(page, axe, f"refused {address} {number}")
    assert wrong == []


def _small_region(language: str) -> Cells:
    """A workbook with a mistake in a cell, one in a row that is not there, and a new budget."""
    return {
        "candidates": [
            {
                "candidate": f"werkmap-{language}-{n}",
                "given_name": "Rasha",
                "municipality": "Utrecht",
                "listening": "A2",
            }
            | {"reading": "A2", "speaking": "A9", "writing": "A1", "learnability": 3, "load": 4, "motivation": 5}
            | {"available": "1111111111", "ready": "2027-02-01", "max_travel": 45, "education": "primary"}
            for n in range(2)
        ],
        "budgets": [{"budget": f"werkmap-{language}", "name": "Een nieuw budget", "amount": "veel"}],
    }


def _button(window: Page, within: str) -> None:
    with window.expect_navigation():
        window.locator(f"main {within} button").first.click()


@LANGUAGES
def test_a_workbook_from_its_mistakes_to_being_taken_in(
    site: Site, page: Page, come_in: ComeIn, language: str, tmp_path: Path
) -> None:
    axe, file = Axe(), tmp_path / "regio.xlsx"
    file.write_bytes(workbook(_small_region(language)))
    come_in("roos", language)
    page.goto(f"{site.url}/exchange/")
    page.locator("input[type=file]").set_input_files(file)
    _button(page, "form[enctype]")
    wrong = faults(page, axe, "mistakes in a workbook")
    for field in page.locator("main table input").all():
        field.fill("50" if "amount" in (field.get_attribute("name") or "") else "A2")
    _button(page, "form")
    wrong += faults(page, axe, "a workbook without mistakes")
    _button(page, "form[action$='/take-in/']")
    wrong += faults(page, axe, "a workbook that was taken in")
    assert page.locator("main .lw-alert-good").count() > 0
    page.goto(f"{site.url}/exchange/")
    wrong += faults(page, axe, "workbooks that were handed in")
    assert wrong == []


def test_attendance_is_recorded_in_two_taps_on_a_phone_and_a_tap_on_a_name_changes_it(
    site: Site, rare: dict[str, list[str]], page: Page, come_in: ComeIn
) -> None:
    come_in("lotte", "nl")
    page.set_viewport_size(PHONE)
    page.goto(site.url + next(one for one in rare["lotte"] if "/learning/sessions/" in one))
    page.locator("[data-everybody]").click()
    people = page.locator("[data-mark]").count()
    assert page.locator("[data-mark] input[value=present]:checked").count() == people > 1
    page.locator("[data-mark] legend button").first.click()
    assert page.locator("[data-mark] input[value=late]:checked").count() == 1
    with page.expect_navigation():
        page.locator(".lw-save button").click()
    assert page.locator("[data-mark] input[value=late]:checked").count() == 1
    assert page.locator("[data-mark] input[value=present]:checked").count() == people - 1
