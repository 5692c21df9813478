"""The style guide and the pages that stand alone, as the browser gets them."""

import itertools
import re
from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from leerwerk.web import views

pytestmark = pytest.mark.django_db
PAGES = ["web:guide", "web:guide_plain"]


@pytest.mark.parametrize("page", PAGES)
def test_anyone_can_look_at_the_guide_in_the_demo(client: Client, page: str) -> None:
    shown = client.get(reverse(page)).content.decode()
    assert shown.count("<h1") == 1
    assert shown.count("<main") == 1
    assert 'href="#main"' in shown
    assert re.search(r'<html lang="nl" dir="ltr">', shown)


@pytest.mark.parametrize("page", PAGES)
@override_settings(PRODUCTION=True)
def test_there_is_no_guide_in_production(client: Client, page: str) -> None:
    assert client.get(reverse(page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_every_id_stands_once_and_every_link_inside_the_page_leads_somewhere(client: Client, page: str) -> None:
    shown = client.get(reverse(page)).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert sorted(ids) == sorted(set(ids))
    inside = set(re.findall(r'href="#([^"]+)"', shown)) | set(re.findall(r'data-dialog="([^"]+)"', shown))
    assert inside - set(ids) <= {"forms", "cards", "print"}


@pytest.mark.parametrize("page", PAGES)
def test_headings_skip_no_level(client: Client, page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(reverse(page)).content.decode())]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_asks_nothing_of_other_hosts_and_runs_no_script_of_its_own_text(client: Client) -> None:
    shown = client.get(reverse("web:guide")).content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', shown)
    assert not re.search(r"<script(?![^>]*\ssrc=)", shown)
    assert " style=" not in shown
    assert '"allowEval": false' in shown
    assert 'hx-history="false"' in shown


def test_the_guide_is_dutch_from_top_to_bottom(client: Client) -> None:
    shown = client.get(reverse("web:guide")).content.decode()
    for english in ("What do I do now?", "As a table", "Nothing was saved yet", "Numbers that open", "Municipality"):
        assert english not in shown


def test_the_page_turns_round_for_who_reads_from_right_to_left() -> None:
    with translation.override("ar"):
        shown = render_to_string("web/error.html", {"status": 404, "what": "x", "lost": "y", "todo": "z"})
    assert '<html lang="ar" dir="rtl">' in shown


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: views.bad_request(request, ValueError()), 400),
        (lambda request: views.forbidden(request, ValueError()), 403),
        (lambda request: views.not_found(request, ValueError()), 404),
        (views.broken, 500),
    ],
)
def test_an_error_says_what_happened_that_nothing_is_lost_and_what_to_do_without_asking_the_database(
    answer: Callable[[object], object], status: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(0), translation.override("nl"):  # type: ignore[attr-defined]
        told = answer(None)
    assert told.status_code == status  # type: ignore[attr-defined]
    shown = told.content.decode()  # type: ignore[attr-defined]
    assert "Er is niets veranderd." in shown
    assert str(status) in shown
    assert 'href="/"' in shown


def test_a_form_that_was_open_for_too_long_says_so() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("web:language"), {"language": "en"})
    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in answer.content.decode()
