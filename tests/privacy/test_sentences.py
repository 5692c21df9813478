"""What stands in the trail and on the page of what is kept can be read by people."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import leerwerk
from leerwerk.privacy.sentences import MODEL_TITLES, event_sentences, sentence

ROOT = Path(leerwerk.__file__).parent


def _kinds() -> Iterator[tuple[str, str]]:
    """Every kind that an action records, with the room that records it."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                for word in ast.walk(node.args[0]):
                    if isinstance(word, ast.Constant) and isinstance(word.value, str):
                        yield path.relative_to(ROOT).parts[0], word.value


KINDS = sorted(set(_kinds()))


def test_the_search_finds_what_actions_record() -> None:
    assert ("recruitment", "profile_stated") in KINDS
    assert ("trajectories", "group_refused") in KINDS, "also the second of two in one call"


@pytest.mark.parametrize(("room", "kind"), KINDS, ids=lambda value: value)
def test_everything_that_is_recorded_has_a_sentence(room: str, kind: str) -> None:
    assert kind in event_sentences(), f"name {kind} in EVENT_SENTENCES of {room}/enums.py"


def test_a_sentence_is_said_in_the_readers_language() -> None:
    with override("en"):
        assert sentence("obstacle_noted") == "noted an obstacle"
    with override("nl"):
        assert sentence("obstacle_noted") == "heeft een belemmering genoteerd"


def test_an_event_from_before_there_was_a_sentence_keeps_its_code() -> None:
    assert sentence("done_long_ago") == "done_long_ago"


def test_everything_about_people_has_a_name_on_the_page_of_what_is_kept() -> None:
    personal = {model._meta.label_lower for model in apps.get_models() if getattr(model, "personal", None)}
    assert personal - set(MODEL_TITLES) == set()


def test_anybody_can_read_what_is_kept_and_meets_no_person_there(client: Client, cast: object) -> None:
    page = client.get(reverse("privacy:declared")).content.decode()
    assert "geboortejaar" in page
    assert "de eigen intermediair van de kandidaat" in page
    assert "Amal" not in page
