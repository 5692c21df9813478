"""What a person would stumble over on the page that is open: axe's findings, and a page wider than the screen.

Of which templates a page was made is known to the server, which answers in this process. What was looked at is told to
``tests/witness.py``, so that no page can be added to which axe is never led.
"""

from threading import get_ident
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test.signals import template_rendered
from playwright.sync_api import Page

from tests.browser.sizes import DESKTOP, PHONE
from tests.witness import LOOKED_AT, WHOLE

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # the rest need not be described
}


class Remembering:
    """Answers as the site does, and remembers of which templates the last whole page was made."""

    last: frozenset[str] = frozenset()

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer one request, in a thread of its own."""
        names, thread = set[str](), get_ident()

        def note(template: Any, **_more: Any) -> None:
            if template.name and get_ident() == thread:
                names.add(template.name)

        template_rendered.connect(note)
        try:
            return self.application(environ, start_response)
        finally:
            template_rendered.disconnect(note)
            if names & WHOLE:
                Remembering.last = frozenset(names)


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
    """Look at the open page on a desktop and on a phone; ``name`` says in the answer which page it was.

    In another language the page is the same but for its words: there only its width is looked at.
    """
    wrong = []
    LOOKED_AT.update(Remembering.last)
    dutch = window.evaluate("document.documentElement.lang") == "nl"
    for kind, size in (("desktop", DESKTOP), ("phone", PHONE)):
        window.set_viewport_size(size)
        window.evaluate("scrollTo(0, 0)")  # axe takes a label above the window for one that nobody ever sees
        if too_wide(window):
            wrong.append(f"{name} ({kind}): wider than the screen")
        if dutch:
            wrong += [
                f"{name} ({kind}): {v['id']}: {v['nodes'][0]['target']} {v['nodes'][0].get('failureSummary', '')}"
                for v in _found(window, axe)
            ]
    return wrong
