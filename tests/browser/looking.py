"""What a person would stumble over on the page that is open: axe's findings, and a page wider than the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # the rest need not be described
}


def too_wide(window: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))


def faults(window: Page, axe: Axe, name: str) -> list[str]:
    """Look at the open page on a desktop and on a phone; ``name`` says in the answer which page it was."""
    wrong = []
    for kind, size in (("desktop", DESKTOP), ("phone", PHONE)):
        window.set_viewport_size(size)
        if too_wide(window):
            wrong.append(f"{name} ({kind}): wider than the screen")
        found = axe.run(window, options=RULES)
        wrong += [
            f"{name} ({kind}): {v['id']}: {v['nodes'][0]['target']} {v['nodes'][0].get('failureSummary', '')}"
            for v in found.response["violations"]
        ]
    return wrong
