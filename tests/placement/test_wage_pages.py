"""The pages of wage value, as each of the cast uses them."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from leerwerk.engine.agreement import WageScale
from leerwerk.engine.agreement.wages import minimum_on
from leerwerk.engine.placing import Whom, subsidy
from leerwerk.parties.models import Person
from leerwerk.placement import actions
from leerwerk.placement.actions import Talked
from leerwerk.placement.models import WageAssessment, WageOwnWords, WageScore, WageTalk, WageValueRound
from leerwerk.placement.queries.placements import norms
from leerwerk.privacy.models import Reading
from leerwerk.trajectories.queries.drawing_up import minimum_wages
from tests.costs import DOOR
from tests.placement.placing import TODAY, months_ago
from tests.placement.wage import TASKS, at_work, compared, framed, scoring
from tests.trajectories.agreeing import amal_herself
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
SECRET = "Negen potten in een uur."


@pytest.fixture
def ready(running: Running) -> Running:
    """Amal works at Bas' since a year; Mo mentors her."""
    at_work(running)
    return running


def at(name: str, *about: object) -> str:
    return reverse(f"placement:{name}", args=about)


def frame_form(*tasks: tuple[str, object], seen: int = 0, **other: str) -> dict[str, Any]:
    sent: dict[str, Any] = {"seen": str(seen), "day": TODAY.isoformat(), "task-INITIAL_FORMS": "0"}
    sent["task-TOTAL_FORMS"] = str(len(tasks))
    for n, (name, share) in enumerate(tasks):
        sent |= {f"task-{n}-name": name, f"task-{n}-share": str(share)}
    return sent | other


def assess_form(row: WageValueRound, *answers: dict[str, str]) -> dict[str, str]:
    usual = {"pace": "50", "quality": "100", "availability": "100", "shows": SECRET}
    keys = row.tasks.order_by("position").values_list("pk", flat=True)
    return {
        f"task-{key}-{name}": value
        for key, one in zip(keys, answers or ({}, {}), strict=True)
        for name, value in (usual | one).items()
    }


# The frame


def test_mo_begins_with_the_tasks_that_are_known_and_shares_have_to_be_a_week(ready: Running, as_: As) -> None:
    mo, new = as_(ready.cast.mo), at("wage_new", ready.amal.pk)
    empty = mo.get(at("wage", ready.amal.pk))
    assert empty.context["begins"]
    assert new in empty.content.decode()
    rows = mo.get(new).context["rows"]
    assert [form["name"].value() for form in rows][:2] == [name for name, _share in TASKS]
    wrong = mo.post(new, frame_form(("Planten", 60), ("Schoonmaken", 30)))
    assert wrong.status_code == 422
    assert "90" in wrong.context["rows"].non_form_errors()[0]
    assert "Schoonmaken" in wrong.content.decode(), "what was typed stays"
    for spoiled in (("Planten", ""), ("", 100), ("Planten", 101), ("Planten", "veel")):
        assert mo.post(new, frame_form(spoiled)).status_code == 422
    assert mo.post(new, frame_form(("Planten", 50), ("planten", 50))).status_code == 422
    early = mo.post(new, frame_form(("Planten", 100), day=months_ago(20).isoformat()))
    assert early.status_code == 422
    assert not WageValueRound.objects.exists()
    for _click in range(2):
        assert mo.post(new, frame_form(("Planten", 60), ("Schoonmaken", 40), ("", ""))).status_code == 302
    row = WageValueRound.objects.get()
    assert [(one.name, one.share) for one in row.tasks.all()] == [("Planten", 60), ("Schoonmaken", 40)]
    assert mo.post(new, frame_form(("Snoeien", 100))).status_code == 422
    assert not mo.get(at("wage", ready.amal.pk)).context["begins"]
    assert Reading.objects.filter(subject_id=ready.cast.amal.pk).exists()


def test_bas_says_what_should_be_otherwise_and_then_agrees(ready: Running, as_: As) -> None:
    row, bas, mo = framed(ready), as_(ready.cast.bas), as_(ready.cast.mo)
    agree = at("wage_agree", row.pk)
    assert bas.get(agree).status_code == 200
    assert bas.post(agree, {"seen": "1", "right": "no"}).status_code == 422
    assert bas.post(agree, {"seen": "1", "right": "no", "wanted": "Ook snoeien."}).status_code == 302
    assert "Ook snoeien." in mo.get(at("wage_round", row.pk)).content.decode()
    frame = at("wage_frame", row.pk)
    assert mo.get(frame).context["rows"].forms[0]["share"].value() == 60
    assert mo.post(frame, frame_form(("Planten", 30), seen=1)).status_code == 422
    more = frame_form(("Planten", 60), ("Snoeien", 40))
    stale = mo.post(frame, more | {"seen": "0"})
    assert stale.status_code == 422
    assert "Snoeien" in stale.content.decode()
    assert mo.post(frame, more | {"seen": "1", "day": months_ago(20).isoformat()}).status_code == 422
    assert mo.post(frame, more | {"seen": "1"}).status_code == 302
    assert bas.post(agree, {"seen": "1", "right": "yes"}).status_code == 422, "the tasks are others than were shown"
    for _click in range(2):
        assert bas.post(agree, {"seen": "2", "right": "yes"}).status_code == 302
    assert bas.post(agree, {"seen": "2", "right": "no", "wanted": "Toch niet."}).status_code == 422
    assert mo.get(frame).status_code == 302
    assert mo.post(frame, more | {"seen": "2"}).status_code == 302
    assert [one.name for one in WageValueRound.objects.get().tasks.all()] == ["Planten", "Snoeien"]


# Apart


def test_bas_answers_in_plain_words_or_with_a_number(ready: Running, as_: As) -> None:
    row, bas = scoring(ready), as_(ready.cast.bas)
    assess = at("wage_assess", row.pk)
    with override("en"):
        assert bas.get(assess).status_code == 200
    for spoiled in ({"pace": ""}, {"pace_exact": "151"}, {"pace": "60"}, {"shows": " "}, {"pace_exact": "veel"}):
        answer = bas.post(assess, assess_form(row, spoiled, {}))
        assert answer.status_code == 422
        assert SECRET in answer.content.decode(), "what was typed stays"
    assert not WageAssessment.objects.exists()
    for _click in range(2):
        assert bas.post(assess, assess_form(row, {"pace": "", "pace_exact": "62"}, {"pace": "90"})).status_code == 302
    assert [one.pace for one in WageScore.objects.order_by("pk")] == [62, 90]
    assert bas.post(assess, assess_form(row, {}, {"pace": "25"})).status_code == 302
    assert [one.pace for one in WageScore.objects.order_by("pk")] == [62, 90]
    assert "<form class=" not in bas.get(assess).content.decode().split("<main")[1]


def test_nobody_reads_what_mo_said_before_bas_said_it_too(ready: Running, as_: As) -> None:
    row = scoring(ready)
    mo = as_(ready.cast.mo)
    assert mo.post(at("wage_assess", row.pk), assess_form(row, {"pace_exact": "73"}, {})).status_code == 302
    people = {name: as_(getattr(ready.cast, name)) for name in ("bas", "karim", "roos")}
    pages = [("wage_round", row.pk), ("wage", ready.amal.pk)]
    for name, browser in people.items():
        for page in pages:
            text = browser.get(at(*page)).content.decode()
            assert SECRET not in text, name
            assert "73" not in text.split("<main")[1], name
    assert people["bas"].get(at("wage_talk", row.pk)).context["both"] is False
    assert SECRET not in people["bas"].get(at("wage_assess", row.pk)).content.decode()
    assert SECRET not in as_(amal_herself()).get(at("my_wage")).content.decode()
    assert SECRET in mo.get(at("wage_round", row.pk)).content.decode(), "the own words"
    assert people["bas"].post(at("wage_assess", row.pk), assess_form(row)).status_code == 302
    for name, browser in people.items():
        assert SECRET in browser.get(at("wage_round", row.pk)).content.decode(), name


def test_nothing_can_be_handed_in_before_both_agreed_or_before_the_day(ready: Running, as_: As) -> None:
    row, mo = framed(ready), as_(ready.cast.mo)
    assert mo.get(at("wage_assess", row.pk)).context["waits"]
    assert mo.post(at("wage_assess", row.pk), assess_form(row)).status_code == 422
    WageValueRound.objects.all().delete()
    row = scoring(ready, TODAY + timedelta(days=3))
    early = mo.post(at("wage_assess", row.pk), assess_form(row))
    assert (early.status_code, early.context["early"]) == (422, True)
    assert SECRET in early.content.decode()
    assert mo.get(at("wage_round", row.pk)).context["early"]


PAGES = ("wage_round", "wage_agree", "wage_assess", "wage_talk", "wage_words", "wage_frame")


@pytest.mark.parametrize("name", ["dirk", "els", "lotte", "fleur", "vera"])
def test_who_does_not_meet_amal_at_work_sees_nothing(ready: Running, as_: As, name: str) -> None:
    row = compared(ready, (60, 100), (80, 100))
    browser = as_(getattr(ready.cast, name))
    for page in PAGES:
        assert browser.get(at(page, row.pk)).status_code == 404, page
    for page in ("wage", "wage_new"):
        assert browser.get(at(page, ready.amal.pk)).status_code == 404, page


# Both beside each other


def test_the_difference_is_shown_with_the_task_and_which_of_the_three(ready: Running, as_: As) -> None:
    row = compared(ready, (60, 100), (80, 100))
    for name in ("bas", "mo", "karim", "roos"):
        page = as_(getattr(ready.cast, name)).get(at("wage_round", row.pk))
        first, second = page.context["tasks"]
        assert [part["code"] for part in first["differ"]] == ["pace"]
        assert second["differ"] == []
        assert (page.context["one"]["employer"], page.context["one"]["coach"]) == (Decimal("76.0"), Decimal("88.0"))
        text = page.content.decode()
        assert f'data-differs="{first["key"]}"' in text
        assert 'data-part="pace"' in text


def test_the_talk_ends_in_numbers_of_both_and_no_agreement_stays_visible(ready: Running, as_: As) -> None:
    row = compared(ready, (60, 100), (80, 100))
    first, second = row.tasks.order_by("position").values_list("pk", flat=True)
    bas, mo, talk = as_(ready.cast.bas), as_(ready.cast.mo), at("wage_talk", row.pk)
    assert bas.get(talk).context["both"]
    both = {f"task-{first}-number": "70", f"task-{first}-disagree": "on"}
    for spoiled in ({}, both, {f"task-{first}-number": "151"}, {f"task-{first}-words": "Alleen woorden."}):
        assert bas.post(talk, spoiled).status_code == 422
    said = {f"task-{first}-number": "70", f"task-{first}-words": "Na de proef.", f"task-{second}-disagree": "on"}
    for _click in range(2):
        assert bas.post(talk, said).status_code == 302
    assert WageTalk.objects.count() == 2
    page = mo.get(at("wage_round", row.pk)).content.decode()
    assert f'data-disagree="{second}"' in page
    assert "Na de proef." in page
    assert 'data-agreed="70"' not in page
    assert mo.post(talk, {f"task-{first}-number": "70"}).status_code == 302
    assert 'data-agreed="70"' in mo.get(at("wage_round", row.pk)).content.decode()
    assert as_(ready.cast.karim).get(at("wage", ready.amal.pk)).context["rounds"][0]["disagree"]
    for browser, number in ((bas, "100"), (mo, "100")):
        assert browser.post(talk, {f"task-{first}-number": "70", f"task-{second}-number": number}).status_code == 302
    assert mo.get(at("wage_round", row.pk)).context["one"]["value"] == Decimal("82.0")
    late = mo.post(talk, {f"task-{first}-number": "75"})
    assert late.status_code == 422


def test_a_talk_before_both_handed_in_keeps_what_was_typed(ready: Running, as_: As) -> None:
    row = scoring(ready)
    first = row.tasks.order_by("position").values_list("pk", flat=True)[0]
    assert as_(ready.cast.bas).post(at("wage_talk", row.pk), {f"task-{first}-number": "70"}).status_code == 422


def test_amal_reads_how_her_work_is_seen_and_contradicts_for_good(ready: Running, as_: As) -> None:
    amal = as_(amal_herself())
    assert amal.get(at("my_wage")).context["rounds"] == []
    assert at("my_wage") in amal.get(at("my_work")).content.decode()
    row = framed(ready)
    assert amal.get(at("my_wage")).context["rounds"][0]["both"] is False
    assert amal.post(at("wage_words", row.pk), {"words": "Nee."}).status_code == 422
    WageValueRound.objects.all().delete()
    row = compared(ready, (60, 100), (80, 100))
    with override("en"):
        assert amal.get(at("wage_words", row.pk)).status_code == 200
    assert amal.post(at("wage_words", row.pk), {"words": " "}).status_code == 422
    for _click in range(2):
        assert amal.post(at("wage_words", row.pk), {"words": "Ik werk al sneller."}).status_code == 302
    assert WageOwnWords.objects.count() == 1
    page = amal.get(at("my_wage")).content.decode()
    assert "Ik werk al sneller." in page
    assert "76" in page
    assert "subsidy" not in page
    for name in ("bas", "mo", "karim", "roos"):
        assert "Ik werk al sneller." in as_(getattr(ready.cast, name)).get(at("wage_round", row.pk)).content.decode()
    assert as_(ready.cast.bas).post(at("wage_words", row.pk), {"words": "Klopt."}).status_code == 404
    karim = as_(ready.cast.karim)
    assert karim.get(at("wage_words", row.pk)).status_code == 200
    assert karim.post(at("wage_words", row.pk), {"words": "En zonder fouten."}).status_code == 302
    assert [one["spoken"] for one in amal.get(at("my_wage")).context["rounds"][0]["words"]] == [False, True]


# Over time, and money


def test_the_rounds_stand_in_a_table_and_a_line_with_when_full_is_reached(ready: Running, as_: As) -> None:
    compared(ready, (60, 60), (62, 62), months_ago(8))
    karim, address = as_(ready.cast.karim), at("wage", ready.amal.pk)
    page = karim.get(address)
    assert (page.context["growth"]["code"], page.context["picture"]) == ("too_few", None)
    assert page.context["due"] < TODAY
    assert page.context["begins"]
    compared(ready, (80, 80), (82, 82), months_ago(1))
    with override("en"):
        page = karim.get(address)
    assert page.context["growth"]["reaches"] > TODAY
    assert [one["value"] for one in page.context["rounds"]] == [Decimal("81.0"), Decimal("61.0")]
    assert "polyline" in page.content.decode()
    assert len(page.context["picture"].lines) == 4
    assert at("wage", ready.amal.pk) in karim.get(at("work", ready.amal.pk)).content.decode()


def test_without_work_there_is_nothing_to_look_at(running: Running, as_: As) -> None:
    running.until("selected")
    page = as_(running.cast.karim).get(at("wage", running.amal.pk))
    assert (page.context["begins"], page.context["at_work"]) == (False, False)
    answer = as_(running.cast.karim).post(at("wage_new", running.amal.pk), frame_form(("Planten", 100)))
    assert answer.status_code == 422
    assert as_(running.cast.karim).get(at("wage_new", running.amal.pk)).status_code == 200


def test_while_she_learns_at_work_karim_and_mo_begin_and_roos_reads(running: Running, as_: As) -> None:
    running.until("learn_work")
    for name, begins in (("karim", True), ("mo", True), ("roos", False), ("bas", False)):
        page = as_(getattr(running.cast, name)).get(at("wage", running.amal.pk))
        assert (page.context["begins"], page.context["at_work"]) == (begins, True), name
        path = as_(getattr(running.cast, name)).get(reverse("trajectories:path", args=[running.amal.pk]))
        assert at("wage", running.amal.pk) in path.content.decode(), name
    school = as_(running.cast.lotte).get(reverse("trajectories:path", args=[running.amal.pk])).content.decode()
    assert at("wage", running.amal.pk) not in school
    assert at("my_wage") in as_(amal_herself()).get(reverse("trajectories:my_path")).content.decode()


@pytest.mark.parametrize(("name", "reads"), [("bas", True), ("karim", True), ("roos", True), ("mo", False)])
def test_subsidy_is_reckoned_as_the_engine_does_and_read_by_whom_money_concerns(
    ready: Running, as_: As, name: str, reads: bool
) -> None:
    row = compared(ready, (60, 60), (60, 60))
    least = minimum_on(TODAY, WageScale.ADULT, minimum_wages())
    found = subsidy(Fraction(60), Decimal(32), least, norms(), day=TODAY, whom=Whom.NOT_KNOWN)
    page = as_(getattr(ready.cast, name)).get(at("wage_round", row.pk)).content.decode()
    assert (f'data-subsidy="{found.amount}"' in page) is reads
    for norm in found.rules:
        assert (f'data-norm="{norm.code}"' in page) is reads
        assert (norm.article in page) is reads


def test_without_agreement_the_subsidy_of_both_values_is_shown_and_none_without_a_wage(
    running: Running, as_: As
) -> None:
    running.until("learn_work")
    karim = as_(running.cast.karim)
    row = compared(running, (60, 60), (60, 60))
    page = karim.get(at("wage_round", row.pk))
    assert (page.context["subsidies"], page.context["money"]) == ([], True)
    WageValueRound.objects.all().delete()
    at_work(running)
    row = compared(running, (60, 60), (80, 80))
    assert [one["value"] for one in karim.get(at("wage_round", row.pk)).context["subsidies"]] == [
        Decimal("60.0"),
        Decimal("80.0"),
    ]


WAGE, WAGE_ROUND, MY_WAGE, WAGE_NEW, WAGE_ASSESS, WAGE_TALK = 7, 8, 6, 9, 7, 7


def test_pages_cost_the_same_with_one_and_with_three_rounds(ready: Running, as_: As) -> None:
    first = compared(ready, (60, 60), (60, 80), months_ago(9))
    karim, bas, amal, mo = (as_(one) for one in (ready.cast.karim, ready.cast.bas, amal_herself(), ready.cast.mo))
    pages = [
        (karim, at("wage", ready.amal.pk), WAGE),
        (bas, at("wage_round", first.pk), WAGE_ROUND),
        (amal, at("my_wage"), MY_WAGE),
        (mo, at("wage_new", ready.amal.pk), WAGE_NEW),
        (mo, at("wage_assess", first.pk), WAGE_ASSESS),
        (mo, at("wage_talk", first.pk), WAGE_TALK),
    ]

    def costs() -> list[int]:
        found = []
        for browser, address, _cost in pages:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    few = costs()
    for months in (5, 1):
        row = compared(ready, (70, 70), (75, 90), months_ago(months))
        actions.say_own_words(round=row, words="Ik werk al sneller.", by=ready.actor("amal"))
        key = row.tasks.values_list("pk", flat=True)[0]
        actions.say_in_talk(round=row, said={key: Talked(number=70)}, by=ready.actor("bas"))
    assert costs() == few == [DOOR + cost for _browser, _address, cost in pages]
