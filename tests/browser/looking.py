"""What a person would stumble over on the page that is open: axe's findings, and a page wider than the screen."""

from typing import Any

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


def _found(window: Page, axe: Axe) -> list[dict[str, Any]]:
    """Ask axe; its script is given to a page once."""
    if not window.evaluate("'axe' in window"):
        window.evaluate(axe.axe_script)
    violations: list[dict[str, Any]] = window.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return violations


def faults(window: Page, axe: Axe, name: str) -> list[str]:
    """Look at the open page on a desktop and on a phone; ``name`` says in the answer which page it was."""
    wrong = []
    for kind, size in (("desktop", DESKTOP), ("phone", PHONE)):
        window.set_viewport_size(size)
        if too_wide(window):
            wrong.append(f"{name} ({kind}): wider than the screen")
        wrong += [
            f"{name} ({kind}): {v['id']}: {v['nodes'][0]['target']} {v['nodes'][0].get('failureSummary', '')}"
            for v in _found(window, axe)
        ]
    return wrong
