"""A roster from the first press until it holds, in a real browser with a real worker: a lesson is dragged."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from leerwerk.learning.models import Roster, WeekSlot
from tests.browser.conftest import Site
from tests.browser.doing import enter, step_in, working
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db
MADE = 60_000  # milliseconds until a roster is there


WHERE = """table => {
    table.scrollIntoView({block: "center"});
    const middle = one => {
        const box = one.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const row = table.querySelector("tbody tr");
    const cells = [...row.querySelectorAll("td")].map(one => [one.dataset.dagdeel, middle(one)]);
    return {chip: middle(row.querySelector("a.lw-chip")), cells: Object.fromEntries(cells)};
}"""


def _drag(window: Page, *, back: bool = False) -> str:
    """Drag the first lesson over the first dagdeel where it fits, and let it go there or back; return which one."""
    where: dict[str, Any] = window.locator(".lw-roster").evaluate(WHERE)
    x, y = where["chip"]
    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x + 6, y, steps=3)
    expect(window.locator("td.lw-roster-here")).to_have_count(1)
    there = window.locator("td.lw-roster-good, td.lw-roster-warn").first
    code, title = (there.get_attribute(f"data-{name}") or "" for name in ("dagdeel", "title"))
    window.mouse.move(*where["cells"][code], steps=4)
    expect(window.locator("[data-roster-says]")).to_contain_text(title)
    if back:
        window.mouse.move(x, y, steps=4)
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
        _drag(page, back=True)
        expect(page.locator("td.lw-roster-here")).to_have_count(0)
        with page.expect_navigation():
            title = _drag(page)
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
