"""Leaflets: the same sentences in every language, right to left where that is so, and about nobody."""

import string

import pytest
from django.urls import reverse

from leerwerk.trajectories.leaflets import language_for, texts
from tests.trajectories.running import Running
from tests.trajectories.test_path_pages import As, _who

LANGUAGES = ("nl", "en", "ar", "fa", "tr", "uk", "ti")


def _placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_every_language_says_the_same_with_the_same_facts() -> None:
    assert set(texts()) == set(LANGUAGES)
    for language, said in texts().items():
        assert said.keys() == texts()["nl"].keys(), language
        for key, text in said.items():
            assert _placeholders(text) == _placeholders(texts()["nl"][key]), (language, key)
            assert text.strip() == text != "", (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invited_candidate_reads_it_in_their_language(running: Running, as_: As, language: str) -> None:
    address = reverse("trajectories:leaflet", args=[running.cohort.pk])
    page = as_(_who(running, "amal")).get(address, {"language": language}).content.decode()
    assert texts()[language]["no_harm"] in page
    assert f'<article lang="{language}" dir="{"rtl" if language in ("ar", "fa") else "ltr"}"' in page
    assert str(running.cast.groenwerk) in page


def test_a_language_without_a_leaflet_gets_the_one_of_the_page() -> None:
    assert language_for("so", "en") == "en"
    assert language_for("", "fr") == "nl"


def test_a_connector_hands_out_the_leaflet_of_a_decided_group(running: Running, as_: As) -> None:
    address = reverse("trajectories:leaflet", args=[running.cohort.pk])
    page = as_(running.cast.vera).get(address, {"language": "ti"})
    assert page.status_code == 200
    assert "Amal" not in page.content.decode()
