"""Papers of others are written down as seen; each kind says what it is, in Dutch; only own ones are badges."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import typst
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.engine.model import CredentialKind
from leerwerk.learning.actions.credentials import (
    NotIssuedHere,
    Paper,
    draft_credential,
    issue_credential,
    see_credential,
    withdraw_credential,
)
from leerwerk.learning.enums import DECLARES, ISSUED_HERE
from leerwerk.learning.models import Credential
from leerwerk.parties.models import Person
from tests.learning.lessons import TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
VCA = Paper(kind="vca", title="VCA Basis", issued_by="SSVV", number="12-345", issued_on=date(2027, 2, 12))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What goes into each paper; it is really printed."""
    told: list[dict[str, Any]] = []
    compiled: Callable[..., bytes] = typst.compile

    def compile_and_keep(*args: Any, sys_inputs: dict[str, str], **kwargs: Any) -> bytes:
        told.append(json.loads(sys_inputs["facts"]))
        return bytes(compiled(*args, sys_inputs=sys_inputs, **kwargs))

    monkeypatch.setattr(typst, "compile", compile_and_keep)
    return told


def test_a_paper_of_another_body_is_seen_by_somebody_and_never_issued(lessons: Lessons) -> None:
    lotte = lessons.actor("lotte")
    with pytest.raises(NotIssuedHere):
        draft_credential(enrolment=lessons.amal, kind="vca", title="VCA", by=lotte)
    row = see_credential(enrolment=lessons.amal, paper=VCA, by=lotte)
    assert see_credential(enrolment=lessons.amal, paper=VCA, by=lotte).pk == row.pk
    assert (row.state, row.issuer, row.day, row.written_by_id) == (
        "seen",
        lessons.running.cast.school,
        TODAY,
        lotte.person_id,
    )
    with pytest.raises(NotIssuedHere):
        issue_credential(credential=row, by=lotte)
    assert withdraw_credential(credential=row, by=lotte).state == "withdrawn"
    with pytest.raises(IntegrityError, match="credential_seen_of_somebody"), transaction.atomic():
        Credential.objects.update(state="seen", issued_by="")


def test_lotte_writes_what_she_saw_and_everybody_reads_it_and_nobody_gets_a_badge_of_it(
    lessons: Lessons, as_: As
) -> None:
    lotte, page = as_(lessons.running.cast.lotte), reverse("learning:credentials", args=[lessons.amal.pk])
    see = reverse("learning:see_credential", args=[lessons.amal.pk])
    given = {"kind": "vca", "title": "VCA Basis", "issued_by": "SSVV", "number": "12-345", "issued_on": "2027-02-12"}
    seen = {f"seen-{name}": value for name, value in given.items()}
    for wrong in ({"seen-issued_by": ""}, {"seen-issued_on": "2027-03-11"}, {"seen-kind": "praktijkverklaring"}):
        assert lotte.post(see, seen | wrong).status_code == 422, wrong
    assert lotte.post(see, seen).status_code == 302
    row = Credential.objects.get()
    karim = as_(lessons.running.cast.karim)
    with CaptureQueriesContext(connection) as asked:
        told = karim.get(page).content.decode()
    assert sum("SAVEPOINT" not in one["sql"] for one in asked) <= 10
    for word in ("VCA Basis", "SSVV", "12-345", "gezien"):
        assert word in told, word
    badge = reverse("learning:badge", args=[row.pk])
    assert badge not in told
    assert lotte.get(badge).status_code == 404
    do = lotte.post(reverse("learning:change_credential", args=[row.pk]), {"do": "issue"}, follow=True)
    assert "van een ander" in do.content.decode()


def test_every_kind_says_what_it_is_in_dutch_whatever_the_screen_speaks(
    lessons: Lessons, as_: As, printed: list[dict[str, Any]]
) -> None:
    Person.objects.filter(pk=lessons.running.cast.lotte.pk).update(preferred_language="en")
    lotte, actor = as_(lessons.running.cast.lotte), lessons.actor("lotte")
    assert set(DECLARES) == set(CredentialKind)
    for kind in CredentialKind:
        if kind in ISSUED_HERE:
            row = draft_credential(enrolment=lessons.amal, kind=kind, title=str(kind), by=actor)
        else:
            shown = Paper(kind=kind, title=str(kind), issued_by="DUO", number="", issued_on=TODAY)
            row = see_credential(enrolment=lessons.amal, paper=shown, by=actor)
        answer = lotte.get(reverse("learning:pdf", args=[row.pk]), headers={"Accept-Language": "en"})
        assert answer.content.startswith(b"%PDF-"), kind
    assert len({one["declares"] for one in printed}) == len(CredentialKind)
    assert {one["language"] for one in printed} == {"nl"}
    for one in printed:
        assert one["declares"].startswith(("heeft", "werkte")), one["declares"]
        assert one["also"].startswith(("has shown", "worked")), one["also"]
        own = one["title"] in ISSUED_HERE
        assert ("Werkprocessen" in one["processes_title"], "DUO" in str(one["rows"])) == (own, not own)
