"""Finding a Python that is new enough and really starts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Optional

from doors.house import ROOT, VAR, surroundings
from doors.processes import Family
from doors.report import Stop, advice

OLDEST, NEWEST = (3, 12), (3, 14)
LINES = ("3.13", "3.14", "3.12")  # in the order of trust: the first is what the tests run on
ASK = "import sys, venv, ssl, ctypes; print('%d.%d' % sys.version_info[:2])"


def version(python: object) -> Optional[tuple[int, int]]:
    """Return (major, minor) of an interpreter that starts and is whole; nothing otherwise.

    It is started, not only looked at: pyenv leaves a ``python3.12`` on PATH that only says that it is not there.
    """
    try:
        told = subprocess.run([str(python), "-c", ASK], capture_output=True, text=True, timeout=30, check=False,
                              env=surroundings(), stdin=subprocess.DEVNULL)  # fmt: skip
        major, minor = told.stdout.split(".")
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def fits(python: object) -> bool:
    """Whether leerwerk runs on this interpreter."""
    found = version(python)
    return found is not None and OLDEST <= found <= NEWEST


def candidates() -> Iterator[str]:
    """Name interpreters in the order in which they are tried."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        yield str(getattr(sys, "_base_executable", "") or sys.executable)
    for line in LINES:
        found = shutil.which(f"python{line}")
        if found:
            yield found
    homes = [os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv"]
    for line in LINES:
        for home in homes:
            if home:
                for installed in sorted(Path(home, "versions").glob(f"{line}.*"), reverse=True):
                    yield str(installed / "bin" / "python3")
    for line in LINES:
        for folder in ("/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"):
            yield f"{folder}/python{line}"


def find(family: Family) -> str:
    """Return an interpreter that starts; when the machine has none, let uv fetch one."""
    for python in candidates():
        if fits(python):
            return python
    return _fetch(family)


def _fetch(family: Family) -> str:
    told = f"Install Python {LINES[0]} (python.org, your package manager, or pyenv), then run the same command again."
    uv = shutil.which("uv") or _borrowed_uv(family)
    if not uv:
        raise Stop(f"leerwerk needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.", told)
    code, output = family.attempt("python", [uv, "python", "install", LINES[0]])
    if code == 0:
        code, output = family.attempt("python", [uv, "python", "find", "--no-project", LINES[0]], cwd=ROOT)
        python = output.strip().splitlines()[-1] if output.strip() else ""
        if code == 0 and fits(python):
            return python
    raise Stop(f"This machine has no Python {LINES[0]}, and uv could not fetch one.", f"{told} {advice(output)}")


def _borrowed_uv(family: Family) -> Optional[str]:
    """Install uv beside the running, too old Python, only to fetch a newer one."""
    home = VAR / "uv"
    commands: Sequence[Sequence[object]] = (
        [sys.executable, "-m", "venv", home],
        [home / "bin" / "python", "-m", "pip", "install", "--require-hashes", "-r", ROOT / "requirements" / "uv.txt"],
    )
    for command in commands:
        if family.attempt("uv", command)[0]:
            return None
    return str(home / "bin" / "uv")
