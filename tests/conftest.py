"""What every test may use: the cast, a browser for each of them, and templates in which a typo is an error."""

import os
from collections.abc import Callable

os.environ.setdefault("LEERWERK_ENV", "test")

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings

from leerwerk.parties.models import Person
from tests.cast import Cast, build_cast

pytest_plugins = ["tests.witness"]

# No test fails because the machine was busy: how long things take is measured in benchmarks.
hypothesis_settings.register_profile("leerwerk", deadline=None)
hypothesis_settings.load_profile("leerwerk")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let long tests begin first, so that no process is left alone with one at the end; else the order is random."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


class UndefinedVariable(str):
    """Makes a template fail on a variable that nobody gave."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")

    def __str__(self) -> str:
        raise AssertionError("a template shows something of a row that is not there")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Databases of tests are copies of one that has every table, where there is one: ``run.py test`` makes it."""
    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("LEERWERK_TEST_TEMPLATE")


@pytest.fixture(autouse=True, scope="session")
def _strict_templates() -> None:
    """Undefined template variables fail: set once, before anything renders, for the browser's server as well."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    assert isinstance(options, dict)
    options["string_if_invalid"] = UndefinedVariable("undefined")


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """Every test begins in the language of the settings, whichever the test before it ended in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Passwords hash quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of ``tests/cast.py``."""
    return build_cast()


@pytest.fixture
def as_(client: Client) -> Callable[[Person], Client]:
    """``as_(cast.karim)`` is a browser in which Karim has signed in."""

    def signed_in(person: Person) -> Client:
        fresh = Client()
        fresh.force_login(person)
        return fresh

    return signed_in
