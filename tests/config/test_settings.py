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


HOUSE = {
    "LEERWERK_OIDC": "utrecht",
    "LEERWERK_OIDC_UTRECHT_ISSUER": "https://inloggen.utrecht.example/realm/",
    "LEERWERK_OIDC_UTRECHT_CLIENT": "leerwerk",
    "LEERWERK_OIDC_UTRECHT_SECRET": "secret",
    "LEERWERK_OIDC_UTRECHT_TITLE": "Gemeente Utrecht",
    "LEERWERK_OIDC_UTRECHT_DOMAINS": "utrecht.example, RegioUtrecht.example",
}
TELL = """
from leerwerk.config import settings as said
import django, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "leerwerk.config.settings"
django.setup()
from django.urls import get_resolver
addresses = {str(entry.pattern) for entry in get_resolver().url_patterns}
print("accounts/elsewhere/" in addresses, "requests" in sys.modules, *said.SECURE_CSP["form-action"])
print([house["settings"]["domains"] for house in said.ELSEWHERE])
"""


def _start(does: str = "import leerwerk.config.settings", **changed: str) -> subprocess.CompletedProcess[str]:
    names = {name: value for name, value in (SAFE | changed).items() if value}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)} | names
    return subprocess.run([sys.executable, "-c", does], capture_output=True, text=True, env=environment)


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
        ({"LEERWERK_PROXIES": "-1"}, "LEERWERK_PROXIES"),
        ({"LEERWERK_OIDC": "Utrecht"}, "small letters"),
        ({"LEERWERK_OIDC": "utrecht"}, "LEERWERK_OIDC_UTRECHT_ISSUER"),
        (HOUSE | {"LEERWERK_OIDC_UTRECHT_SECRET": ""}, "LEERWERK_OIDC_UTRECHT_SECRET"),
        (HOUSE | {"LEERWERK_OIDC_UTRECHT_ISSUER": "http://inloggen.utrecht.example"}, "https://"),
        (HOUSE | {"LEERWERK_OIDC_UTRECHT_PAGES": "http://inloggen.utrecht.example"}, "https://"),
        ({"LEERWERK_ENV": "develop"}, "demo, test or production"),
    ],
)
def test_an_unsafe_or_missing_setting_refuses_to_start(changed: dict[str, str], says: str) -> None:
    started = _start(**changed)
    assert started.returncode != 0
    assert says in started.stderr


def test_nothing_of_signing_in_elsewhere_is_loaded_where_no_house_is_named() -> None:
    assert _start(TELL).stdout.splitlines() == ["False False 'self'", "[]"]


def test_a_house_that_is_named_has_an_address_and_may_be_led_to() -> None:
    told = _start(TELL, **HOUSE).stdout.splitlines()
    assert told == [
        "True True 'self' https://inloggen.utrecht.example",
        "[['utrecht.example', 'regioutrecht.example']]",
    ]
