"""A database that lives as long as one measurement."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django


@contextmanager
def own_database() -> Iterator[None]:
    """Work in an empty database beside the one in DATABASE_URL, with Django set up; throw it away afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerwerk.config.settings")
    os.environ.setdefault("LEERWERK_ENV", "test")
    django.setup()

    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()
