"""The agreement about Amal's trial placement on paper: what everybody approved, and nothing that is only asked."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from leerwerk.engine.placing import Ground
from leerwerk.parties.models import Person
from leerwerk.placement.actions import trial_outcomes as outcomes
from leerwerk.placement.actions.trial_outcomes import Longer
from leerwerk.placement.models import Trial
from leerwerk.recruitment.models import Candidate
from tests.placement.placing import arrive
from tests.placement.trying import BEGAN, agreed_trial, approve, begun_trial, filled_trial, sent_trial
from tests.trajectories.agreeing import amal_herself
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal completed learning and working."""
    arrive(running)
    return running


def at(row: Trial) -> str:
    return reverse("placement:trial_document", args=[row.pk])


def read(browser: Client, row: Trial) -> tuple[PdfReader, str]:
    """The document, and its words on one line."""
    answer = browser.get(at(row))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/pdf", "no-store")
    found = PdfReader(io.BytesIO(answer.content))
    return found, " ".join(" ".join(page.extract_text() for page in found.pages).split())


def test_everybody_who_reads_it_prints_what_was_approved(ready: Running, as_: As) -> None:
    row = agreed_trial(ready)
    for person in (amal_herself(), *(getattr(ready.cast, name) for name in ("karim", "bas", "mo", "roos"))):
        found, text = read(as_(person), row)
        for said in (
            "Groenwerk",
            "Planten verzorgen",
            "Zelf planten oppotten",
            "Een bestelling klaarzetten",
            "Versie 1",
        ):
            assert said in text, said
        assert text.count("goedgekeurd") >= 4
    root: Any = found.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert at(row) in as_(amal_herself()).get(reverse("placement:my_trial")).content.decode()
    assert at(row) in as_(ready.cast.bas).get(reverse("placement:trial", args=[ready.amal.pk])).content.decode()


def test_what_karim_wrote_down_for_amal_says_so(ready: Running, as_: As) -> None:
    Candidate.objects.filter(pk=ready.cast.amal.pk).update(person=None)
    row = sent_trial(ready)
    karim = as_(ready.cast.karim)
    said = {"version": "1", "yes": "yes"}
    assert karim.post(reverse("placement:answer_trial_for", args=[row.pk]), said).status_code == 302
    _found, text = read(karim, approve(ready, row, "bas", "mo"))
    assert "de intermediair schreef het op" in text


def test_there_is_no_document_of_what_not_everybody_approved(ready: Running, as_: As) -> None:
    row = sent_trial(ready)
    karim = as_(ready.cast.karim)
    page = reverse("placement:trial", args=[ready.amal.pk])
    assert karim.get(at(row)).status_code == 404
    assert at(row) not in karim.get(page).content.decode()
    approve(ready, row, "amal", "bas", "mo")
    assert karim.get(at(row)).status_code == 200
    filled_trial(ready, hours=30)
    assert karim.get(at(row)).status_code == 404, "changed since"


@pytest.mark.parametrize("name", ["lotte", "els", "fleur"])
def test_who_may_not_read_it_does_not_print_it(ready: Running, as_: As, name: str) -> None:
    row = begun_trial(ready)
    assert as_(getattr(ready.cast, name)).get(at(row)).status_code in (403, 404)


def test_a_later_last_day_stands_in_it_when_everybody_approved_that(ready: Running, as_: As) -> None:
    row = begun_trial(ready)
    longer = Longer(ends=BEGAN + timedelta(days=120), grounds=frozenset({Ground.LANGUAGE}))
    outcomes.conclude_trial(trial=row, outcome="longer", longer=longer, by=ready.actor("karim"))
    bas = as_(ready.cast.bas)
    approve(ready, row, "karim", "amal", "bas")
    assert "Versie 1" in read(bas, row)[1]
    approve(ready, row, "mo")
    _found, text = read(bas, row)
    assert "Versie 2" in text
    assert "de taal" in text
