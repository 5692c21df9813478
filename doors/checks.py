"""Everything that must hold, step by step, with one table at the end. A step that fails stops no other."""

import os
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass

from doors import database, packages
from doors.house import LOG, PYTHON, ROOT, VENV, django, surroundings
from doors.processes import Family
from doors.report import Stop, advice, say, step
from doors.serve import only_one

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BIN = VENV / "bin"
PYTEST = [PYTHON, "-m", "pytest", "-p", "no:cacheprovider"]
SHOWN = 120  # lines of a failed step that are repeated at the end


@dataclass(frozen=True)
class Check:
    """One step: what it promises, and the commands that must all succeed."""

    promise: str
    commands: Sequence[Sequence[object]]
    database: bool = False
    browser: bool = False


def typed() -> list[str]:
    """Name what mypy reads: everything that is there."""
    return [name for name in ("src", "tests", "scripts", "benchmarks", "doors", "run.py") if (ROOT / name).exists()]


def checks() -> dict[str, Check]:
    """Return the steps by name, in the order in which they run."""
    manage = [PYTHON, "-m", "django"]
    return {
        "format": Check("code is formatted", [[BIN / "ruff", "format", "--check", "."]]),
        "lint": Check(
            "no known mistakes in code and templates",
            [[BIN / "ruff", "check", "."], [BIN / "djlint", "src", "--lint", "--quiet"]],
        ),
        "types": Check("mypy, strict", [[BIN / "mypy", *typed()]]),
        "imports": Check("who may import whom", [[BIN / "lint-imports"]]),
        "migrations": Check(
            "tables follow models", [[*manage, "makemigrations", "--check", "--dry-run"]], database=True
        ),
        "tests": Check(
            "random order, two processes",
            [[*PYTEST, "-n", "2", "--whole", "--ignore=tests/browser", "tests"]],
            database=True,
        ),
        "browser": Check(
            "real pages, and axe, two processes",
            [[*PYTEST, "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--every-page", "tests/browser"]],
            database=True,
            browser=True,
        ),
        "translations": Check("every sentence in Dutch", [[PYTHON, ROOT / "scripts" / "messages.py", "check"]]),
    }


@dataclass(frozen=True)
class Outcome:
    """How a step went; ``told`` is its closing line."""

    name: str
    passed: bool
    seconds: float
    told: str
    output: str


def test(family: Family, names: Sequence[str]) -> bool:
    """Run the named steps, or all, and print the table. Returns whether everything held."""
    known = checks()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Stop(f"There is no step {', '.join(unknown)}.", f"The steps are: {', '.join(known)}.")
    chosen = {name: check for name, check in known.items() if not names or name in names}
    with only_one("test"):
        left = family.open()
        if left:
            say(f"  ended what an earlier run left behind: {', '.join(left)}")
        packages.prepare(family, test=True)
        if any(check.browser for check in chosen.values()):
            chromium(family)
        url = os.environ.get("LEERWERK_TEST_DATABASE_URL", "")
        more = {}
        if not url and any(check.database for check in chosen.values()):
            url, more = database.for_tests(family).url, {"LEERWERK_TEST_TEMPLATE": database.OWNER}
        env = django("test", url or "postgresql:///none") | more
        outcomes = [perform(family, name, check, env) for name, check in chosen.items()]
    return closing(outcomes)


def perform(family: Family, name: str, check: Check, env: dict[str, str]) -> Outcome:
    """Run one step to its end, all of its commands, also after one of them failed."""
    began = time.monotonic()
    passed, outputs = True, []
    with step(f"{name}: {check.promise}"):
        for number, command in enumerate(check.commands):
            code, output = family.attempt(f"test-{name}-{number}", command, env=env, cwd=ROOT)
            passed = passed and code == 0
            outputs.append(output.rstrip())
    output = "\n".join(outputs)
    told = last_line(output)
    say(f"    {'' if passed else 'FAILED  '}{told}")
    return Outcome(name, passed, time.monotonic() - began, told, output)


def last_line(output: str) -> str:
    """Return a program's closing line without colours and ornaments."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip(" =") for line in output.splitlines()]
    return next((line for line in reversed(lines) if line), "")


def closing(outcomes: Sequence[Outcome]) -> bool:
    """Print what failed, then the table."""
    for outcome in outcomes:
        if not outcome.passed:
            lines = outcome.output.splitlines()
            say(f"\n──── {outcome.name} failed ────")
            if len(lines) > SHOWN:
                say(f"(the last {SHOWN} of {len(lines)} lines; all of them are in {LOG}/test-{outcome.name}-*.log)")
            say("\n".join(lines[-SHOWN:]))
    say()
    for outcome in outcomes:
        say(f"{'ok    ' if outcome.passed else 'FAILED'}  {outcome.name:<13}{outcome.seconds:>7.1f} s  {outcome.told}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    total = sum(outcome.seconds for outcome in outcomes)
    say(f"{'FAILED' if failed else 'ok    '}  {'all':<13}{total:>7.1f} s  {', '.join(failed) or 'everything holds'}")
    return not failed


def chromium(family: Family) -> None:
    """See to a chromium that starts: from PATH, else from Debian's packages when we may install them."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    missing = "The browser tests need Chromium, and there is none on PATH."
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(
            missing, "Install it (Debian, Ubuntu: sudo apt-get install chromium), or run the other steps by name."
        )
    with step("installing chromium with apt-get"):
        env = surroundings(DEBIAN_FRONTEND="noninteractive")
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            code, output = family.attempt("chromium", ["apt-get", "-q", *words], env=env)
            if code:
                raise Stop(
                    f"{missing} apt-get could not install it:\n{last_line(output)}", advice(output, f"See {LOG}.")
                )
    if not any(shutil.which(name) for name in BROWSERS):
        raise Stop(
            missing, "apt-get installed the package, but no chromium appeared on PATH. Install a browser by hand."
        )
