"""Where things are, and the surroundings that a started program gets."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("LEERWERK_VAR") or ROOT / "var").resolve()
LOG = VAR / "log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# What another project's shell left behind must not leak into ours.
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "CONDA_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_USER",
           "PIP_TARGET", "PIP_PREFIX", "UV_PROJECT_ENVIRONMENT", "DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS",
           "__PYVENV_LAUNCHER__")  # fmt: skip


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment for a program that we start: the caller's, without what is foreign, with what is ours."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    for name in ("UV_SYSTEM_CERTS", "NODE_USE_SYSTEM_CA"):
        kept.setdefault(name, "1")  # trust what the machine trusts, as pip does
    kept.update(PYTHONUTF8="1", PYTHONUNBUFFERED="1", PIP_DISABLE_PIP_VERSION_CHECK="1", UV_NO_PROGRESS="1")
    kept.update(more)
    kept["PATH"] = os.pathsep.join([str(VENV / "bin"), kept.get("PATH", os.defpath)])
    return kept


def django(mode: str, database: str) -> dict[str, str]:
    """Return the environment of a Django program in ``demo`` or ``test`` on the database at this address."""
    return surroundings(
        DJANGO_SETTINGS_MODULE="leerwerk.config.settings",
        LEERWERK_ENV=mode,
        LEERWERK_VAR=str(VAR),
        DATABASE_URL=database,
        PYTHONPATH=os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    )


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """Return a hash of the files' names and contents and of the words: the same inputs, the same hash."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"\0{path}\0".encode())
        digest.update(path.read_bytes())
    digest.update("\0".join(words).encode())
    return digest.hexdigest()


def remember(file: Path, **facts: Any) -> None:
    """Add facts to a small file, whole or not at all."""
    known = recall(file)
    known.update(facts)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(json.dumps(known, indent=1), encoding="utf-8")
    fresh.replace(file)


def recall(file: Path) -> dict[str, Any]:
    """Return what was remembered; nothing when the file is missing or half-written."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
