"""Every page each person can reach: nothing for axe to find, nothing wider than the screen, no error in the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from leerwerk.home.cast import CAST
from tests.browser.conftest import Site
from tests.browser.doing import step_in
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db  # makes the test database; the site itself is filled once, and committed
PEOPLE = [*(named.slug for named in CAST), "nobody"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", PEOPLE)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    site: Site, page: Page, slug: str, language: str
) -> None:
    if slug != "nobody":
        step_in(page, site, slug)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    axe = Axe()
    wrong: list[str] = []
    for address in site.pages[slug]:
        answer = page.goto(site.url + address)
        assert answer is not None
        assert answer.status < 500, address
        wrong += faults(page, axe, address)
    assert wrong == []


def test_on_the_page_of_a_plan_the_first_stop_of_the_keyboard_skips_to_the_content(site: Site, page: Page) -> None:
    step_in(page, site, "roos")
    page.goto(
        site.url
        + next(
            address for address in site.pages["roos"] if address.startswith("/planning/") and address[10:-1].isdigit()
        )
    )
    assert page.locator("h1").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('utrecht-skip-link')"), (
        "the first stop skips to the content"
    )
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_form_that_is_sent_twice_is_sent_once(site: Site, page: Page) -> None:
    step_in(page, site, "karim")
    page.goto(f"{site.url}/candidates/new/")
    posts: list[str] = []
    page.on("request", lambda asked: posts.append(asked.url) if asked.method == "POST" else None)
    page.locator("input[name=given_name]").fill("Dubbel")
    page.locator("input[name=family_name]").fill("Klik")
    with page.expect_navigation():
        page.evaluate(
            "() => { const f = document.querySelector('main form[method=post]');"
            " f.requestSubmit(); f.requestSubmit(); }"
        )
    page.wait_for_load_state()
    assert len(posts) == 1
