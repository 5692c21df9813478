"""From a function to tasks: four questions about each duty, what remains for a starter, and who reads which tasks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.exchange.queries.rows import region_rows
from leerwerk.parties.models import Person
from leerwerk.placement import actions
from leerwerk.placement.models import Task, Workplace
from leerwerk.placement.splitting import Duty, Verdict, verdict
from leerwerk.placement.task_enums import Fit, Risk, Why, WithoutPaper
from leerwerk.privacy.models import Event
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.actions import WrittenMeanwhile
from leerwerk.trajectories.queries.drawing_up import learn_work_facts
from tests.costs import DOOR
from tests.trajectories import agreeing
from tests.trajectories.page_forms import Typed, typed_in
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]

MOWING = {
    "often": "daily",
    "without_paper": "yes",
    "language": "",
    "skill": "",
    "risk": "some",
    "risk_words": "machines",
}
SPRAYING = {"often": "weekly", "without_paper": "no", "language": "4", "skill": "reading", "risk": "high"}
TALKING = {"often": "weekly", "without_paper": "learned", "language": "3", "skill": "speaking", "risk": "none"}


@pytest.fixture
def tuin(running: Running) -> Workplace:
    """Where Amal works, with two tasks."""
    row = running.small.workplaces[0]
    agreeing.describe(row)
    return row


def _split(row: Workplace) -> str:
    return reverse("placement:split", args=[row.pk])


def _asked(browser: Client, row: Workplace, *duties: str) -> Typed:
    """Write these duties down; return the questions as they stand on the page."""
    form = typed_in(browser.get(_split(row)).content.decode(), field="duties")
    answer = browser.post(_split(row), form | {"duties": ["\n".join(duties)]})
    assert answer.status_code == 200, answer.context["form"].errors
    return typed_in(answer.content.decode(), field="duty-TOTAL_FORMS")


def _answered(asked: Typed, *answers: dict[str, str]) -> Typed:
    said = dict(asked)
    for n, one in enumerate(answers):
        said |= {f"duty-{n}-{name}": [value] for name, value in one.items()}
    return said


def _tasks(row: Workplace) -> list[tuple[str, str]]:
    return list(row.tasks.order_by("position").values_list("name", "fits"))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, Verdict(Fit.NOW)),
        ({"risk": Risk.SOME, "language": Cefr.A2}, Verdict(Fit.NOW)),
        ({"without_paper": WithoutPaper.LEARNED}, Verdict(Fit.LEARNING, (Why.LEARNED,))),
        ({"language": Cefr.B1, "risk": Risk.HIGH}, Verdict(Fit.LEARNING, (Why.LANGUAGE, Why.RISK))),
        ({"language": Cefr.B2}, Verdict(Fit.NOT, (Why.LANGUAGE,))),
        ({"without_paper": WithoutPaper.NO, "risk": Risk.HIGH}, Verdict(Fit.NOT, (Why.PAPER,))),
    ],
)
def test_what_a_starter_does_follows_from_the_answers(answers: dict[str, Any], expected: Verdict) -> None:
    assert verdict(Duty(name="iets", **answers)) == expected


def test_an_employer_goes_from_a_function_to_tasks_and_nothing_is_written_before_the_last_button(
    running: Running, tuin: Workplace, as_: As
) -> None:
    bas, kept = as_(running.cast.bas), tuin.tasks.get(name="Planten verzorgen")
    before = _tasks(tuin)
    asked = _asked(bas, tuin, "Gif spuiten", "Planten verzorgen", " ", "Klanten helpen", "Gif spuiten")
    assert asked["duty-TOTAL_FORMS"] == ["3"]
    unanswered = bas.post(_split(tuin), asked | {"do": ["look"]})
    assert unanswered.status_code == 422
    answers = _answered(asked, SPRAYING, MOWING, TALKING)
    no_words = bas.post(_split(tuin), answers | {"do": ["save"]})
    assert no_words.status_code == 422, "a high risk is named"
    answers |= {"duty-0-risk_words": ["gif"]}
    page = bas.post(_split(tuin), answers | {"do": ["look"]})
    assert page.status_code == 200
    shown = {str(part["fit"]): [duty["name"] for duty in part["duties"]] for part in page.context["result"]}
    assert shown == {"now": ["Planten verzorgen"], "learning": ["Klanten helpen"], "not": ["Gif spuiten"]}
    assert _tasks(tuin) == before
    for _twice in range(2):
        assert bas.post(_split(tuin), answers | {"do": ["save"]}).status_code == 302
    assert _tasks(tuin) == [("Gif spuiten", "not"), ("Planten verzorgen", "now"), ("Klanten helpen", "learning")]
    mowing = tuin.tasks.get(name="Planten verzorgen")
    assert (mowing.pk, mowing.risk_words, mowing.language) == (kept.pk, "machines", None)
    assert Event.objects.filter(kind="workplace_split").count() == 1, "a double click has no second effect"
    html = bas.get(reverse("placement:workplace", args=[tuin.pk])).content.decode()
    assert html.index("Klanten helpen") < html.index("Gif spuiten"), "what stays with colleagues stands apart"
    again = _asked(bas, tuin, "Klanten helpen")
    assert again["duty-0-without_paper"] == ["learned"], "what is known is not asked twice"


@pytest.mark.parametrize("typed", ["", "x" * 141, "\n".join(f"Taak {n}" for n in range(31))])
def test_duties_that_cannot_be_are_asked_again(typed: str, running: Running, tuin: Workplace, as_: As) -> None:
    bas = as_(running.cast.bas)
    answer = bas.post(_split(tuin), {"seen": "0", "duties": typed})
    assert answer.status_code == 422
    assert "duties" in answer.context["form"].errors


def test_a_level_is_asked_for_something_and_the_same_duty_stands_once(
    running: Running, tuin: Workplace, as_: As
) -> None:
    bas = as_(running.cast.bas)
    asked = _answered(_asked(bas, tuin, "Maaien", "Snoeien"), MOWING | {"language": "3"}, MOWING)
    answer = bas.post(_split(tuin), asked | {"do": ["save"]})
    assert "skill" in answer.context["rows"].forms[0].errors
    twice = _answered(asked, MOWING | {"name": "Maaien"}, MOWING | {"name": "Maaien"})
    assert bas.post(_split(tuin), twice | {"do": ["save"]}).context["rows"].non_form_errors()
    broken = asked | {"duty-TOTAL_FORMS": ["x"]}
    assert bas.post(_split(tuin), broken | {"do": ["save"]}).status_code == 422


def test_two_people_do_not_overwrite_each_other(running: Running, tuin: Workplace, as_: As) -> None:
    bas, roos = as_(running.cast.bas), as_(running.cast.roos)
    of_bas = _answered(_asked(bas, tuin, "Maaien"), MOWING) | {"do": ["save"]}
    of_roos = _answered(_asked(roos, tuin, "Snoeien"), MOWING) | {"do": ["save"]}
    change = reverse("placement:change", args=[tuin.pk])
    form = typed_in(bas.get(change).content.decode(), field="seen")
    assert roos.post(_split(tuin), of_roos).status_code == 302
    late = bas.post(_split(tuin), of_bas)
    assert late.status_code == 422
    assert "Maaien" in late.content.decode(), "what was typed is still there"
    assert bas.post(change, form | {"places": ["9"]}).status_code == 422
    assert _tasks(tuin) == [("Snoeien", "now")]
    actions.withdraw_workplace(workplace=tuin, by=running.actor("roos"))
    with pytest.raises(actions.WorkplaceIsWithdrawn):
        actions.split_function(workplace=tuin, duties=[Duty(name="x")], seen=1, by=running.actor("bas"))


def test_the_form_of_five_minutes_keeps_what_is_known_of_a_task(running: Running, tuin: Workplace, as_: As) -> None:
    bas = as_(running.cast.bas)
    duties = [
        Duty(name="Gif spuiten", without_paper=WithoutPaper.NO),
        Duty(name="Maaien", language=Cefr.A1, skill="speaking", risk=Risk.SOME, risk_words="machines"),
        Duty(name="Snoeien"),
    ]
    actions.split_function(workplace=tuin, duties=duties, seen=0, by=running.actor("bas"))
    change = reverse("placement:change", args=[tuin.pk])
    form = typed_in(bas.get(change).content.decode(), field="seen")
    assert form["tasks"] == ["Maaien\nSnoeien"], "what stays with colleagues is no work for a starter"
    maaien = tuin.tasks.get(name="Maaien").pk
    for _twice in range(2):
        assert bas.post(change, form | {"tasks": ["Harken\nMaaien"]}).status_code == 302
    assert _tasks(tuin) == [("Harken", "now"), ("Maaien", "now"), ("Gif spuiten", "not")]
    kept = tuin.tasks.get(name="Maaien")
    assert (kept.pk, kept.language, kept.skill, kept.risk_words) == (maaien, Cefr.A1, "speaking", "machines")
    assert Event.objects.filter(kind="workplace_changed").count() == 1
    with pytest.raises(WrittenMeanwhile):
        actions.change_workplace(workplace=tuin, tasks=["Iets anders"], seen=1, by=running.actor("bas"))


def test_agreements_and_workbooks_read_only_what_a_starter_does(running: Running, tuin: Workplace) -> None:
    duties = [
        Duty(name="Gif spuiten", without_paper=WithoutPaper.NO),
        Duty(name="Maaien"),
        Duty(name="Klanten helpen", language=Cefr.B1, skill="speaking"),
    ]
    actions.split_function(workplace=tuin, duties=duties, seen=0, by=running.actor("bas"))
    running.signed()
    running.until("selected")
    facts = learn_work_facts(agreeing.of(running.amal))
    assert facts.work is not None
    assert list(facts.work.tasks) == ["Maaien", "Klanten helpen"]
    rows = {row["workplace"]: row for row in region_rows(running.actor("roos"))["workplaces"]}
    assert rows["tuin"]["tasks"] == ["Maaien", "Klanten helpen"]


def test_the_database_refuses_a_level_for_nothing(tuin: Workplace) -> None:
    from django.db import IntegrityError, transaction

    for wrong in ({"language": 3}, {"risk": "zeker"}, {"fits": "maybe"}, {"often": "x"}, {"without_paper": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(workplace=tuin).update(**wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_splitting_costs_the_same_however_many(
    count: int, running: Running, tuin: Workplace, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tuin.tasks.all().delete()
    for n in range(count):
        Task.objects.create(workplace=tuin, position=n + 1, name=f"Taak {n}")
    bas = as_(running.cast.bas)
    with django_assert_num_queries(6 + DOOR):
        assert bas.get(_split(tuin)).status_code == 200
    with django_assert_num_queries(6 + DOOR):
        page = bas.get(_split(tuin), {"known": "yes"})
    assert typed_in(page.content.decode(), field="duty-TOTAL_FORMS")["duty-TOTAL_FORMS"] == [str(count)]
