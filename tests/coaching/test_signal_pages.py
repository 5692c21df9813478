"""The pages of signals, as each of the cast uses them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.coaching import actions, jobs
from leerwerk.coaching.models import Signal, SignalResponse, SignalRule
from leerwerk.coaching.queries.signals import told
from leerwerk.coaching.signal_enums import Code, Done
from leerwerk.coaching.signal_words import SENTENCES, reasons_of
from leerwerk.engine.coaching.signal_facts import Why
from leerwerk.parties.models import Person
from leerwerk.privacy.models import Reading
from leerwerk.recruitment.models import Obstacle
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment
from tests.cast import candidate
from tests.coaching.conftest import BEGIN, DAY, Guided
from tests.costs import DOOR
from tests.enrolling import enrol

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
LIST, ONE = 9, 10
EVIDENCE = [
    {
        "why": "low_mood",
        "number": 1,
        "of": None,
        "threshold": 2,
        "since": "2026-11-30",
        "until": "2026-11-30",
        "facts": [{"key": "own1", "day": "2026-11-30", "says": "1"}],
    }
]


def _at(name: str, *about: object) -> str:
    return reverse(f"coaching:{name}", args=about)


@pytest.fixture
def not_well(guided: Guided) -> Signal:
    """Amal said to Mo, who accompanies her, that she is not well."""
    guided.accompanied_by(guided.mo)
    guided.talk(mood="1")
    return Signal.objects.get()


def _others(guided: Guided, many: int) -> None:
    """Let so many others of the group be not well."""
    for n in range(many):
        person = candidate(f"U-{n:04}-x", f"Ander{n}", guided.cast.utrecht)
        one = enrol(person, guided.running.cohort, Stage.PRE_TRACK)
        Enrolment.objects.filter(pk=one.pk).update(shown=True)
        Signal.objects.create(
            enrolment=one, side="candidate", region=guided.cast.region, code="mood", evidence=EVIDENCE, raised_on=BEGIN
        )


@pytest.mark.parametrize("name", ["mo", "karim", "roos"])
def test_the_list_says_why_and_costs_as_much_with_forty_as_with_one(
    guided: Guided, not_well: Signal, as_: As, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = as_(getattr(guided.cast, name))
    with django_assert_num_queries(DOOR + LIST):
        page = browser.get(_at("signals"))
    (line,) = page.context["lines"]
    assert (str(line["person"]), line["signal"].code, line["coach"]) == ("Amal Voorbeeld", "mood", "Mo")
    _others(guided, 39)
    with django_assert_num_queries(DOOR + LIST):
        page = browser.get(_at("signals"))
    assert len(page.context["lines"]) == 40
    assert browser.get(_at("signals"), {"code": "silence"}).context["lines"] == []


def test_nobody_else_finds_a_list_or_a_signal(guided: Guided, not_well: Signal, as_: As) -> None:
    for name in ("bas", "lotte", "fleur", "vera"):
        browser = as_(getattr(guided.cast, name))
        assert browser.get(_at("signals")).status_code == 403
        assert browser.get(_at("signal", not_well.pk)).status_code == 404
    for name in ("els", "dirk"):
        browser = as_(getattr(guided.cast, name))
        assert browser.get(_at("signals")).context["lines"] == []
        assert browser.get(_at("signal", not_well.pk)).status_code == 404


def test_mo_reads_what_raised_it_says_what_he_did_and_later_whether_it_helped(
    guided: Guided, not_well: Signal, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mo, address = as_(guided.cast.mo), _at("signal", not_well.pk)
    with django_assert_num_queries(DOOR + ONE):
        page = mo.get(address)
    assert page.context["helped_form"] is None
    assert Reading.objects.latest("id").subject_id == guided.cast.amal.pk
    assert mo.post(address, {"words": "praten"}).status_code == 422
    for _click in range(2):
        answered = mo.post(address, {"done": "participant", "words": "Samen gewandeld."})
        assert answered.status_code == 302
    (response,) = SignalResponse.objects.all()
    with django_assert_num_queries(DOOR + ONE):
        page = mo.get(address)
    assert page.context["helped_form"] is not None
    assert "Samen gewandeld." in page.content.decode()
    said = {"response": response.pk, "helped": "partly"}
    assert mo.post(_at("signal_helped", not_well.pk), said | {"helped": ""}).status_code == 422
    assert mo.post(_at("signal_helped", not_well.pk), said).status_code == 302
    response.refresh_from_db()
    assert (response.helped, response.helped_on) == ("partly", BEGIN)
    late = as_(guided.cast.karim).post(_at("signal_helped", not_well.pk), said | {"helped": "no"}, follow=True)
    assert [message.level_tag for message in late.context["messages"]] == ["error"]
    elsewhere = as_(guided.cast.mo).post(_at("signal_helped", not_well.pk), said | {"response": 0})
    assert elsewhere.status_code == 422
    assert mo.get(_at("signal_helped", not_well.pk)).status_code == 302


def test_what_only_karim_may_know_is_no_signal_of_mo_or_roos(guided: Guided, as_: As) -> None:
    guided.accompanied_by(guided.mo)
    Obstacle.objects.create(candidate=guided.cast.amal, kind="debt", due_on=BEGIN - DAY)
    jobs.look_at_signals(0)
    signal = Signal.objects.get()
    for name in ("mo", "roos"):
        browser = as_(getattr(guided.cast, name))
        page = browser.get(_at("signals"))
        assert page.context["lines"] == []
        assert Code.OBSTACLE_OVERDUE not in dict(page.context["form"].fields["code"].choices)
        assert browser.get(_at("signal", signal.pk)).status_code == 404
        waits = browser.get(reverse("notices:mine")).context["lines"]
        assert not [line for line in waits if line.matter.kind.startswith("coaching.signal")]
    assert not [
        one
        for one in as_(guided.cast.roos).get(reverse("notices:region")).context["lines"]
        if one.matter.kind.startswith("coaching.signal")
    ]
    karim = as_(guided.cast.karim)
    assert karim.get(_at("signal", signal.pk)).status_code == 200
    assert [one["signal"].code for one in karim.get(_at("signals")).context["lines"]] == ["obstacle_overdue"]
    lines = karim.get(reverse("notices:mine")).context["lines"]
    (waits,) = [one for one in lines if one.matter.kind.startswith("coaching.signal")]
    assert (waits.name, waits.url) == ("Amal Voorbeeld", _at("signal", signal.pk))


def test_roos_sets_when_her_region_raises_a_signal_beside_what_is_usual(guided: Guided, as_: As) -> None:
    roos = as_(guided.cast.roos)
    rows = roos.get(_at("thresholds")).context["rows"]
    assert {row["code"] for row in rows} == set(Code.values)
    address = _at("threshold", "silence")
    typed = {"on": "on", "missed": 3, "silent_days": 30, "since": BEGIN.isoformat()}
    assert roos.post(address, typed | {"missed": 99}).status_code == 422
    assert roos.post(address, typed | {"since": (BEGIN - DAY).isoformat()}).status_code == 422
    assert roos.post(address, typed | {"since": (BEGIN + timedelta(days=900)).isoformat()}).status_code == 422
    assert roos.post(address, typed).status_code == 302
    assert roos.post(_at("threshold", "mood"), {"low": 1, "fall": 2, "mood_days": 9, "since": "2027-01-01"})["Location"]
    rule = SignalRule.objects.get(code="silence")
    assert (rule.on, rule.thresholds) == (True, {"missed": 3, "silent_days": 30})
    page = roos.get(_at("thresholds"))
    (row,) = [row for row in page.context["rows"] if row["code"] == "silence"]
    assert [(one["now"], one["usual"]) for one in row["values"]] == [(3, 2), (30, 45)]
    assert [one.code for one in page.context["ahead"]] == ["mood"]
    assert roos.get(_at("threshold", "score")).status_code == 404
    assert as_(guided.cast.mo).get(_at("thresholds")).status_code == 403


def test_roos_reads_how_signals_fare_without_small_numbers(guided: Guided, not_well: Signal, as_: As) -> None:
    page = as_(guided.cast.roos).get(_at("signals_fared"))
    shown = {row["one"].code: row["one"] for row in page.context["rows"]}
    assert "obstacle_overdue" not in shown
    assert (shown["mood"].raised, shown["silence"].raised) == (None, 0)
    _others(guided, 11)
    for signal in Signal.objects.all()[:6]:
        actions.answer_signal(
            signal=Signal.objects.select_related("enrolment").get(pk=signal.pk),
            done=Done.NOTHING,
            words="",
            by=guided.running.actor("roos"),
        )
    page = as_(guided.cast.roos).get(_at("signals_fared"))
    shown = {row["one"].code: row["one"] for row in page.context["rows"]}
    assert (shown["mood"].raised, shown["mood"].answered, shown["mood"].helped) == (12, 6, 0)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((0, 0, 0), [0, 0, 0]),
        ((4, 4, 0), [None, None, None]),
        ((12, 10, 5), [12, None, None]),
        ((12, 7, 2), [12, 7, None]),
        ((20, 10, 5), [20, 10, 5]),
        ((20, 20, 15), [20, 20, 15]),
    ],
)
def test_no_number_says_something_of_fewer_than_five(numbers: tuple[int, int, int], shown: list[Any]) -> None:
    assert told(numbers) == shown


SAYS = {
    Why.LOW_MOOD: "1",
    Why.MOOD_FELL: "2",
    Why.BEHIND_THE_PLAN: "A1",
    Why.OTHER_SHIFTS: "3>12",
    Why.ANSWERED_BADLY: "work:bad",
    Why.SO_SO_AGAIN: "work:so_so",
    Why.MISSED_IN_A_ROW: "missed",
    Why.NOT_REACHED: "open",
}


def test_every_reason_is_a_sentence_with_its_facts_in_both_languages() -> None:
    assert set(SENTENCES) == set(Why)
    for why in Why:
        facts = [{"key": "speaking", "day": "2026-11-30", "says": SAYS.get(why, "")}] * 2
        one = {"why": str(why), "number": 3, "of": 5, "threshold": 2, "since": "2026-11-30", "until": "2026-12-01"}
        for language in ("nl", "en"):
            with translation.override(language):
                (reason,) = reasons_of(Signal(code="mood", side="candidate", evidence=[one | {"facts": facts}]))
                assert len(reason.facts) == 2
                assert all("30 " in fact for fact in reason.facts)
                assert reason.sentence
                assert "%" not in reason.sentence
