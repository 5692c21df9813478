"""An intake in the browser: pictures are pressed into an order, with scripts and without them."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.browser.doing import step_in

pytestmark = pytest.mark.django_db


def _to_the_wishes(window: Page, site: Site) -> None:
    step_in(window, site, "karim")
    window.goto(f"{site.url}/candidates/intakes/")
    window.locator("main table a").first.click()
    window.wait_for_load_state()
    window.goto(f"{window.url}wishes/")


def _ranks(window: Page) -> list[str]:
    return [str(field.get_attribute("value")) for field in window.locator("main input[name=sectors]").all()]


def _press_another(window: Page) -> str:
    """Press the first picture that was not pressed; take one out when there are as many as there may be."""
    before = _ranks(window)
    if len(before) > 3:
        window.locator(f"#wish-{before[0]}").click()
        window.locator(f"#wish-{before[0]}[aria-pressed=false]").wait_for()
    picture = window.locator(".lw-wishes button[aria-pressed=false]").first
    code = str(picture.get_attribute("value")).partition(":")[2]
    picture.click()
    window.locator(f"#wish-{code}[aria-pressed=true]").wait_for()
    return code


def test_pictures_are_pressed_without_losing_the_place_on_the_page(site: Site, page: Page) -> None:
    _to_the_wishes(page, site)
    address = page.url
    code = _press_another(page)
    assert page.url == address, "no new page was needed"
    assert page.evaluate("document.activeElement.id") == f"wish-{code}"
    assert _ranks(page)[-1] == code
    page.locator(f"#up-{code}").click()
    page.wait_for_function(
        "code => [...document.querySelectorAll('main input[name=sectors]')].at(-1).value !== code", arg=code
    )
    assert _ranks(page)[-2] == code


def test_without_scripts_the_same_pictures_make_the_same_order(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    window = context.new_page()
    _to_the_wishes(window, site)
    before = _ranks(window)
    pressed = window.locator(f"#wish-{before[0]}")
    pressed.click()
    window.wait_for_load_state()
    assert _ranks(window) == before[1:]
    window.locator(f"#wish-{before[0]}").click()
    window.wait_for_load_state()
    assert _ranks(window) == [*before[1:], before[0]]
    window.locator("main form button[value=next]").last.click()
    window.wait_for_load_state()
    assert window.url.endswith("/time/")
    window.go_back()
    window.goto(window.url.replace("/press/", "/"))
    assert _ranks(window) == [*before[1:], before[0]], "it was saved when the step was left"
    context.close()
