"""What all tests together have seen: templates that were rendered, actions that left their event, pages that axe saw.

Each process of a run writes down what it saw; the one that started them adds it up. With ``--whole`` the run fails when
something was never seen, so that a new template or action without a test does not go unnoticed; with ``--every-page``
it fails when axe was never led to some page, on whatever way. ``run.py test`` asks for the first, and for the second in
its browser step; who runs only some tests does not.
"""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from django.db.models.signals import post_save
from django.test.signals import template_rendered

import leerwerk

ROOT = Path(leerwerk.__file__).parent
WHOLE = {"web/base.html", "web/error.html"}  # what begins a document; all pages are made with one of them
LOOKED_AT: set[str] = set()  # of which templates the pages were made that the browser's tests looked at


def templates() -> list[Path]:
    """Return every template of ours: pages, parts of pages, and the text of messages."""
    return sorted(path for path in ROOT.rglob("templates/**/*") if path.is_file())


def template_name(path: Path) -> str:
    """Return a template's name as code says it."""
    return path.as_posix().split("/templates/")[1]


def pages() -> set[str]:
    """Return the names of the templates that make a whole page, and of those they are made with."""
    begins = [f'{{% include "{name}"' for name in WHOLE] + ["{% extends ", "<html"]
    found = [path for path in templates() if path.suffix == ".html"]
    return {template_name(path) for path in found if any(mark in path.read_text() for mark in begins)}


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function of every room's actions, with its full name; parts of actions are none."""
    for module in pkgutil.walk_packages(leerwerk.__path__, "leerwerk."):
        if module.name.split(".")[-1] == "actions" or ".actions." in module.name:
            loaded = importlib.import_module(module.name)
            for name, member in inspect.getmembers(loaded, inspect.isfunction):
                own = member.__module__ == module.name and not name.startswith("_")
                if own and not getattr(member, "is_part", False):  # a part is refused outside an action
                    yield f"{module.name}.{name}", member


class Witness:
    """What was seen so far, in this process and in those that have told."""

    def __init__(self) -> None:
        self.seen: dict[str, set[str]] = {"templates": set(), "actions": set(), "pages": LOOKED_AT}
        self.left: WeakSet[Any] = WeakSet()

    def watch(self) -> None:
        """Begin to look."""
        from leerwerk.privacy.models import Event

        template_rendered.connect(self._rendered)
        post_save.connect(self._kept, sender=Event)

    def _rendered(self, template: Any, **_more: Any) -> None:
        if template.name:  # one that a test wrote itself has none
            self.seen["templates"].add(template.name)

    def _kept(self, **_more: Any) -> None:
        """A row of the trail was written: it must be the first one of the action that is under way."""
        from leerwerk.privacy.trail import running

        now = running()
        if now is None:
            return
        assert now.events == 1, f"{now.name} writes its event without record(), or writes more than one"
        assert now not in self.left, f"{now.name} wrote two events"
        self.left.add(now)
        self.seen["actions"].add(now.name)

    def unseen(self, config: pytest.Config) -> dict[str, list[str]]:
        """Return what no test has met of what this run promises, by kind."""
        missed: dict[str, set[str]] = {}
        if config.getoption("whole"):
            missed["templates"] = {template_name(path) for path in templates()} - self.seen["templates"]
            missed["actions"] = {name for name, _ in actions()} - self.seen["actions"]
        if config.getoption("every_page"):
            missed["pages"] = pages() - self.seen["pages"]
        return {kind: sorted(names) for kind, names in missed.items()}


WITNESS = pytest.StashKey[Witness]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a run can promise."""
    parser.addoption("--whole", action="store_true", help="fail when no test meets some template or action")
    parser.addoption("--every-page", action="store_true", help="fail when axe never looks at some page")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Look from the beginning."""
    session.config.stash[WITNESS] = Witness()
    session.config.stash[WITNESS].watch()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A process of this run has ended: add what it saw."""
    for kind, names in json.loads(getattr(node, "workeroutput", {}).get("seen", "{}")).items():
        node.config.stash[WITNESS].seen[kind].update(names)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell what this process saw to the one that started it; who has nobody above it decides."""
    witness = session.config.stash[WITNESS]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["seen"] = json.dumps({kind: sorted(names) for kind, names in witness.seen.items()})
    elif session.exitstatus == 0 and any(witness.unseen(session.config).values()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name what no test has met."""
    for kind, names in config.stash[WITNESS].unseen(config).items():
        if names:
            terminalreporter.section(f"{kind} that no test meets", sep="-", red=True)
            terminalreporter.write_line("\n".join(names))
