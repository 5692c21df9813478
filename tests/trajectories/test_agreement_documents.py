"""The document of an agreement: tagged, in every language, and without pay for whoever does not read it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf.generic import DictionaryObject

from leerwerk.parties.models import Person
from leerwerk.privacy.models import Reading
from leerwerk.trajectories.models import Agreement
from tests.trajectories import agreeing
from tests.trajectories.agreeing import amal_herself, declined, document, say
from tests.trajectories.running import Running

type As = Callable[[Person], Client]


def _languages(node: Any) -> set[str]:
    """Every language that a tag of the document names."""
    node = node.get_object()
    if not isinstance(node, DictionaryObject):
        return set()
    kids = node.get("/K", [])
    found = {str(node["/Lang"])} if "/Lang" in node else set()
    for kid in kids if isinstance(kids, list) else [kids]:
        found |= _languages(kid)
    return found


def test_the_document_is_tagged_names_its_languages_and_can_be_read(
    chosen: Running, agreement: Agreement, as_: As
) -> None:
    say(agreement, chosen.actor("bas"))
    say(agreement, chosen.actor("lotte"), declined("Niet op dinsdag."))
    found = document(as_(chosen.cast.bas), agreement)
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a value of its own kind
    assert root["/Lang"] == "nl"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # of that kind too
    assert {"ar"} <= _languages(root["/StructTreeRoot"])
    text = "\n".join(page.extract_text() for page in found.pages)
    assert "Groenwerk betaalt €\N{NO-BREAK SPACE}15,50 per uur" in text.replace("\n", " ")
    assert "goedgekeurd" in text
    assert agreement.versions.get().fingerprint[:12] in text
    assert found.metadata is not None
    assert found.metadata.title == "Leerwerkovereenkomst, versie 1"


@pytest.mark.parametrize("language", ["", "en", "ti", "fa", "tr", "uk"])
def test_there_is_a_document_with_every_language_beside(
    chosen: Running, agreement: Agreement, as_: As, language: str
) -> None:
    found = document(as_(amal_herself()), agreement, language=language)
    root: Any = found.trailer["/Root"]
    named = _languages(root["/StructTreeRoot"])
    assert language in named or not language


def test_the_document_of_a_school_holds_no_pay_and_reading_it_is_logged(
    chosen: Running, agreement: Agreement, as_: As
) -> None:
    before = Reading.objects.count()
    text = "\n".join(page.extract_text() for page in document(as_(chosen.cast.lotte), agreement, language="").pages)
    assert "15,50" not in text
    assert "De deelnemer, de werkgever en de intermediair lezen het." in text.replace("\n", " ")
    read = Reading.objects.order_by("-id")[0]
    assert Reading.objects.count() == before + 1
    assert (read.subject_type, read.subject_id) == ("recruitment.candidate", chosen.cast.amal.pk)
    assert read.organisation_id == chosen.cast.school.pk


def test_without_a_version_there_is_no_document(chosen: Running, as_: As) -> None:
    address = reverse("trajectories:agreement_document", args=[agreeing.of(chosen.amal).pk])
    assert as_(chosen.cast.bas).get(address).status_code == 404
