"""A roster from the first press until it holds, in a real browser with a real worker: a lesson is dragged."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from leerwerk.learning.models import Roster, WeekSlot
from tests.browser.conftest import Site
from tests.browser.doing import enter, step_in, working
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db
MADE = 60_000  # milliseconds until a roster is there


def _middle(where: Locator) -> tuple[float, float]:
    where.scroll_into_view_if_needed()
    box = where.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(window: Page, chip: Locator) -> str:
    """Drag a lesson to the first dagdeel that is green; return which one. The reason is told before it is let go."""
    window.mouse.move(*_middle(chip))
    window.mouse.down()
    window.mouse.move(*_middle(window.locator("td.lw-roster-empty").first), steps=4)
    there = window.locator("td.lw-roster-good").first
    expect(there).to_be_visible()
    expect(window.locator("td.lw-roster-here")).to_have_count(1)
    window.mouse.move(*_middle(there), steps=4)
    title = there.get_attribute("data-title") or "?"
    expect(window.locator("[data-roster-says]")).to_contain_text(title)
    with window.expect_navigation():
        window.mouse.up()
    return title


def test_roos_asks_for_a_roster_drags_a_lesson_and_lets_it_hold(site: Site, page: Page) -> None:
    axe = Axe()
    step_in(page, site, "roos")
    page.goto(f"{site.url}/learning/")
    enter(page, page.locator("main a[href='/learning/rosters/']"))
    with working():
        enter(page, page.locator("main form[method=post] button").last)
        page.wait_for_selector(".lw-roster", timeout=MADE)
        page.wait_for_load_state("networkidle")
        wrong = faults(page, axe, "roster")
        title = _drag(page, page.locator("a.lw-chip").first)
        expect(page.locator("main")).to_contain_text(title)
        wrong += faults(page, axe, "roster with a lesson that was dragged")
        enter(page, page.locator("form[action$='/again/'] button"))
        page.wait_for_selector(".lw-roster", timeout=MADE)
    key = int(re.findall(r"\d+", page.url)[-1])
    assert Roster.objects.get(pk=key).lessons.filter(kept=True).count() == 1
    enter(page, page.locator("form[action$='/take/'] button"))
    expect(page.locator("form[action$='/take/']")).to_have_count(0)
    roster = Roster.objects.get(pk=key)
    assert roster.state == "taken"
    group = roster.lessons.values_list("cohort", flat=True)[0]
    pattern = WeekSlot.objects.filter(cohort=group, since__gte=roster.monday).values_list("dagdeel", flat=True)
    assert set(pattern) == set(roster.lessons.filter(cohort=group).values_list("dagdeel", flat=True))
    wrong += faults(page, axe, "a roster that holds")
    assert wrong == []
