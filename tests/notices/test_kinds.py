"""Every kind of matter has words and a page: an unknown one is refused when it is opened."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from leerwerk.engine import pathway
from leerwerk.engine.pathway import next as next_steps
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.enums import About, Page
from leerwerk.notices.kinds import UnknownKind, address, kinds, name_tables, todo

AWAITED = re.findall(r"Awaited\(Step\.(\w+)", Path(next_steps.__file__).read_text(encoding="utf-8"))


def _leads(route: str) -> bool:
    try:
        return bool(reverse(route, args=[1]))
    except NoReverseMatch:
        return False


def test_the_search_finds_what_a_path_waits_for() -> None:
    assert {"INVITE", "SELECT", "COMPLETE"} <= set(AWAITED)


@pytest.mark.parametrize("name", sorted(set(AWAITED)))
def test_every_step_that_somebody_waits_for_has_words_and_a_page(name: str) -> None:
    assert todo(f"trajectories.step.{pathway.Step[name]}").pages


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_is_said_in_dutch_and_leads_to_a_page_that_there_is(kind: str) -> None:
    known = todo(kind)
    with override("en"):
        english = str(known.what)
    with override("nl"):
        assert str(known.what) != english
        assert ":" not in str(known.what), "in a list the person stands after a colon"
    assert any(_leads(page.route) for page in known.pages)
    assert not known.you or "%(day)s" in str(known.you)


def test_a_kind_without_words_is_refused_when_it_is_opened() -> None:
    with pytest.raises(UnknownKind, match=r"MATTERS of trajectories/enums\.py"):
        Awaited(
            kind="trajectories.step.dance",
            organisation_id=1,
            function="caseworker",
            due_on=date(2027, 1, 1),
            region_id=1,
        )


def test_a_page_that_is_not_there_yet_is_passed_over() -> None:
    about = SimpleNamespace(subject_id=7, candidate_id=8, group_id=9)
    there = reverse("trajectories:path", args=[7]) if _leads("trajectories:path") else None
    pages = todo("trajectories.step.invite").pages
    assert address(pages, about) == (there or reverse("trajectories:group", args=[9]))
    assert address(pages, SimpleNamespace(subject_id=None, group_id=None)) == ""
    assert address([Page("home:home", About.NOTHING)], about) == reverse("home:home")


def test_names_come_from_views_that_show_them_only_to_who_may_meet_the_person() -> None:
    assert name_tables() == {
        "trajectories.enrolment": "trajectories.participant",
        "trajectories.preparation": "trajectories.preparedperson",
        "recruitment.handover": "recruitment.movingperson",
        "coaching.nextstep": "coaching.AgreedWith",
        "coaching.signal": "coaching.SignalledPerson",
        "coaching.helprequest": "coaching.HelpAsker",
        "matching.introduction": "matching.introducedperson",
    }
