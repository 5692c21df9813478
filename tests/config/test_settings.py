"""Unsafe production settings refuse to start, and say what to do."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "LEERWERK_ENV": "production",
    "LEERWERK_SECRET_KEY": "k" * 60,
    "LEERWERK_HOSTS": "leerwerk.example.nl",
    "DATABASE_URL": "postgresql://leerwerk@db/leerwerk",
}


def _start(**changed: str) -> subprocess.CompletedProcess[str]:
    names = {name: value for name, value in (SAFE | changed).items() if value}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)} | names
    return subprocess.run(
        [sys.executable, "-c", "import leerwerk.config.settings"], capture_output=True, text=True, env=environment
    )


def test_safe_production_settings_start() -> None:
    assert _start().returncode == 0


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"LEERWERK_SECRET_KEY": ""}, "LEERWERK_SECRET_KEY"),
        ({"LEERWERK_SECRET_KEY": "short"}, "50 characters"),
        ({"LEERWERK_HOSTS": ""}, "LEERWERK_HOSTS"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///file"}, "PostgreSQL"),
        ({"LEERWERK_MAIL": "mail.example.nl"}, "smtp+tls://"),
        ({"LEERWERK_ENV": "develop"}, "demo, test or production"),
    ],
)
def test_an_unsafe_or_missing_setting_refuses_to_start(changed: dict[str, str], says: str) -> None:
    started = _start(**changed)
    assert started.returncode != 0
    assert says in started.stderr
