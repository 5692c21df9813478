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


DRAG = """async ([chip, ended]) => {
    const data = new DataTransfer();
    const send = (where, kind) =>
        where.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
    const row = chip.closest("tr"), fits = "td.lw-roster-good, td.lw-roster-warn";
    send(chip, "dragstart");
    for (let tries = 0; !row.querySelector(fits) && tries < 300; tries++)
        await new Promise(done => setTimeout(done, 50));
    const there = row.querySelector(fits);
    send(there, "dragover");
    const says = document.querySelector("[data-roster-says]").textContent;
    const said = {here: row.querySelectorAll("td.lw-roster-here").length, title: there.dataset.title, says};
    if (ended) send(chip, "dragend"); else send(there, "drop");
    return said;
}"""


def _drag(window: Page, *, ended: bool = False) -> str:
    """Drag the first lesson to the first dagdeel where it fits, and let it go there or nowhere; return which one."""
    chip = window.locator("a.lw-chip").first.element_handle()
    said: dict[str, Any] = window.evaluate(DRAG, [chip, ended])
    assert said["here"] == 1
    assert said["title"] in said["says"], "the reason is told before it is let go"
    return str(said["title"])


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
        _drag(page, ended=True)
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
