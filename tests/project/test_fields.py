"""No page of an employer, school, mentor, funder or connector holds a field of a person that is not declared for them.

Every text in everybody's files is given a mark of its own; then they open every page that they may, and what they meet
there is held against what the models declare.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from pytest_django.fixtures import Settings

from leerwerk.privacy.enums import Audience
from tests.project.access import ROUTES
from tests.project.standing import build_world
from tests.project.test_access import Trying

# What is about candidates.
ROOMS = ("recruitment", "trajectories", "placement", "learning", "planning", "coaching", "matching")
ALL = {Audience.PARTNERS, Audience.COLLEAGUES}
MEET = {
    **dict.fromkeys(("bas", "bob", "bert"), ALL | {Audience.PARTIES, Audience.EMPLOYER, Audience.INTRODUCED}),
    **dict.fromkeys(("lotte", "lisa", "lena"), ALL | {Audience.PARTIES}),
    **dict.fromkeys(("mo", "mia", "mats"), ALL | {Audience.PARTIES, Audience.COACH}),
    **dict.fromkeys(("fleur", "felix", "fons", "vera", "vik", "viv"), ALL),
}
# Whoever has the secret of a link is who was written to, whatever account they are signed in with.
LINKS = {
    *("recruitment:accept", "trajectories:agreement_by_link", "trajectories:agreement_link_document"),
    "placement:door",
}
MARK = re.compile(r"~(\d+)~")


def _texts() -> Iterator[models.Field[object, object]]:
    """Yield every field of free text about a person that can be given another value."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if not model._meta.managed:
                continue  # a view shows what stands in the tables
            for field in model._meta.concrete_fields:
                text = isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique
                if text and field.name in getattr(model, "personal", {}) and (field.max_length or 10) > 5:
                    yield field


def _declared() -> dict[str, set[Audience]]:
    """Return whom each field is declared for; what a view shows under the same name is declared there."""
    found = defaultdict[str, set[Audience]](set)
    views = [model for room in ROOMS for model in apps.get_app_config(room).get_models() if not model._meta.managed]
    for field in _texts():
        for model in (field.model, *views):
            if declared := getattr(model, "personal", {}).get(field.name):
                found[str(field)] |= declared.seen_by
    return found


def _mark() -> dict[int, models.Field[object, object]]:
    """Write a mark into all these fields, past what refuses changes; return the field of each mark."""
    marked = {}
    for number, field in enumerate(_texts(), 1):
        table = connection.ops.quote_name(field.model._meta.db_table)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                rows = field.model._default_manager.update(**{field.name: f"~{number}~"})
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        except IntegrityError:
            continue  # the database knows its values: it is a code, no text
        if rows:
            marked[number] = field
    return marked


def _pages(trying: Trying) -> Iterator[tuple[str, str, str]]:
    """Yield every page that these people may open: its name, who opens it, and its text."""
    for name, row in ROUTES.items():
        if name in LINKS or name.startswith(("account_", "mfa_")):
            continue
        for record, allowed in row.by_record.items():
            for person in sorted(allowed & MEET.keys()):
                with transaction.atomic():
                    answer = trying.ask(person, "GET", reverse(name, args=trying.world.records[record]))
                    transaction.set_rollback(True)
                if answer.status_code == 200 and not answer.streaming:
                    yield name, person, answer.content.decode(errors="replace")


@pytest.mark.django_db
def test_nobody_meets_a_field_that_is_not_declared_for_them(settings: Settings) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    trying = Trying(build_world())
    marked, declared = _mark(), _declared()
    met, wrong = set[str](), defaultdict[str, set[str]](set)
    for name, person, text in _pages(trying):
        for number in {int(mark) for mark in MARK.findall(text)} & marked.keys():
            field = marked[number]
            met.add(str(field))
            if not declared[str(field)] & MEET[person]:
                wrong[str(field)].add(f"{person} on {name}")
    assert "recruitment.Candidate.given_name" in met
    assert len(met) > 5
    assert {label: sorted(who) for label, who in wrong.items()} == {}
