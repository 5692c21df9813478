"""Exams, more time and moves: what the municipality writes of somebody's inburgering, and what follows from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerwerk.engine import inburgering as law
from leerwerk.learning.actions.civic import OnlyAMunicipality, save_case
from leerwerk.learning.actions.civic_facts import NoPlan, extend_term, record_exam, record_move, remove_fact
from leerwerk.learning.models import CivicCase, CivicMove, ExamResult, TermExtension
from leerwerk.learning.queries.civic import case_of, standing_of
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Municipality, Person
from tests.learning.lessons import TODAY, Lessons

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
PARTS = ("lezen", "luisteren", "schrijven", "spreken", "knm")


def _case(lessons: Lessons, **facts: Any) -> CivicCase:
    given: dict[str, Any] = {"pip_on": date(2026, 12, 1), "route": "b1"}
    row = CivicCase(candidate=lessons.running.cast.amal, registered_on=date(2026, 11, 2), **(given | facts))
    return save_case(case=row, by=lessons.actor("karim"))


def _deadline(case: CivicCase, what: law.What) -> law.Deadline:
    found: law.Deadline = next(one for one in _standing(case).deadlines if one.what is what)
    return found


def _standing(case: CivicCase) -> Any:
    found = case_of(case.candidate)
    assert found is not None
    return standing_of(found, TODAY)


def _passed(lessons: Lessons, case: CivicCase, part: str, outcome: str = "passed", on: date = TODAY) -> ExamResult:
    return record_exam(exam=ExamResult(case=case, part=part, on=on, outcome=outcome), by=lessons.actor("karim"))


def _elsewhere() -> Municipality:
    return Municipality.objects.get(name="Amersfoort")


def test_the_route_is_achieved_once_all_five_parts_are_passed_at_the_level_of_the_plan(lessons: Lessons) -> None:
    case = _case(lessons)
    for part in PARTS[:-1]:
        _passed(lessons, case, part)
    for outcome in ("failed", "lower"):
        _passed(lessons, case, "knm", outcome)
        assert _deadline(case, law.What.ROUTE).state is law.State.OPEN, outcome
    assert ExamResult.objects.filter(part="knm").count() == 1, "another result of the same day replaces it"
    _passed(lessons, case, "knm")
    assert _deadline(case, law.What.ROUTE).met_on == TODAY


def test_more_time_moves_the_end_of_the_term_as_the_decision_or_the_law_says(lessons: Lessons) -> None:
    case, karim = _case(lessons), lessons.actor("karim")
    assert _deadline(case, law.What.PVT).due == date(2029, 12, 1)
    given: dict[str, Any] = {"case": case, "decided_on": date(2027, 2, 1)}
    for months in (2, 3):  # the last one written holds
        extend_term(extension=TermExtension(ground="interruption", months=months, **given), by=karim)
    assert _deadline(case, law.What.PVT).due == date(2030, 3, 1)
    extend_term(extension=TermExtension(ground="substantial_effort", **given), by=karim)
    assert _deadline(case, law.What.PVT).due == date(2030, 9, 1), "six months, by law"
    too_early = TermExtension(case=case, decided_on=date(2026, 11, 30), ground="interruption", days=9)
    with pytest.raises(NoPlan):
        extend_term(extension=too_early, by=karim)
    with pytest.raises(IntegrityError), transaction.atomic():
        TermExtension.objects.create(ground="not_culpable", **given)


def test_after_a_move_the_plan_is_due_again_and_the_term_stays_where_it_was(lessons: Lessons) -> None:
    case, karim = _case(lessons), lessons.actor("karim")
    end = _deadline(case, law.What.ROUTE).due
    row = record_move(move=CivicMove(case=case, municipality=_elsewhere(), registered_on=date(2027, 2, 1)), by=karim)
    again = _deadline(case, law.What.PIP_AFTER_MOVE)
    assert (again.due, again.state) == (date(2027, 4, 12), law.State.OPEN)
    with_plan = CivicMove(case=case, municipality=_elsewhere(), registered_on=date(2027, 2, 1), pip_on=TODAY)
    assert record_move(move=with_plan, by=karim).pk == row.pk
    assert _deadline(case, law.What.PIP_AFTER_MOVE).met_on == TODAY
    assert _deadline(case, law.What.ROUTE).due == end


def test_what_is_missing_for_more_time_after_substantial_effort_is_told(lessons: Lessons) -> None:
    case = _case(lessons, all_lessons=False)
    assert {law.Missing.LESSONS_MISSED, law.Missing.KNM_NOT_PASSED} <= {*_standing(case).effort.missing}
    case.all_lessons, case.pvt_signed_on, case.map_talk_on = True, TODAY, TODAY
    save_case(case=case, by=lessons.actor("karim"))
    for part in ("lezen", "spreken", "knm"):
        _passed(lessons, case, part)
    assert (_standing(case).effort.missing, _standing(case).effort.months) == ((), 6)


def test_only_the_municipality_writes_them_and_takes_them_back(lessons: Lessons) -> None:
    case, karim, els = _case(lessons), lessons.actor("karim"), lessons.actor("lotte")
    facts: list[tuple[Callable[..., Any], str, Any]] = [
        (record_exam, "exam", ExamResult(case=case, part="knm", on=TODAY, outcome="passed")),
        (extend_term, "extension", TermExtension(case=case, decided_on=TODAY, ground="interruption", days=3)),
        (record_move, "move", CivicMove(case=case, municipality=_elsewhere(), registered_on=TODAY)),
    ]
    for write, name, row in facts:
        with pytest.raises(OnlyAMunicipality):
            write(**{name: row}, by=els)
        kept = write(**{name: row}, by=karim)
        with pytest.raises(OnlyAMunicipality):
            remove_fact(fact=kept, by=els)
        remove_fact(fact=kept, by=karim)
        assert not type(row).objects.exists()


def test_behind_the_wall_they_exist_for_the_own_municipality_and_the_person_alone(lessons: Lessons) -> None:
    case, karim = _case(lessons), lessons.actor("karim")
    _passed(lessons, case, "knm")
    extend_term(extension=TermExtension(case=case, decided_on=TODAY, ground="interruption", days=3), by=karim)
    record_move(move=CivicMove(case=case, municipality=_elsewhere(), registered_on=TODAY), by=karim)
    for name in ("karim", "amal", "roos", "els", "bas", "lotte", "mo", "vera", "fleur"):
        with behind_the_wall(lessons.actor(name)):
            found = [model.objects.count() for model in (ExamResult, TermExtension, CivicMove)]
            assert found == ([1, 1, 1] if name in {"karim", "amal"} else [0, 0, 0]), name
    with behind_the_wall(lessons.actor("els")), pytest.raises(ProgrammingError), transaction.atomic():
        ExamResult.objects.create(case=case, part="lezen", on=TODAY, outcome="passed")


def test_karim_writes_them_on_their_pages_and_amal_reads_them(lessons: Lessons, as_: As) -> None:
    karim, whose = as_(lessons.running.cast.karim), [lessons.amal.candidate_id]
    page, exam, extension, move = (
        reverse(f"learning:{name}", args=whose)
        for name in ("inburgering", "civic_exam", "civic_extension", "civic_move")
    )
    assert karim.get(exam).status_code == 404, "nothing is written yet"
    _case(lessons)
    said: dict[str, dict[str, Any]] = {
        exam: {"part": "knm", "on": "2027-03-02", "outcome": "passed"},
        extension: {"decided_on": "2027-02-01", "ground": "interruption", "months": "2", "days": ""},
        move: {"municipality": _elsewhere().pk, "registered_on": "2027-02-03", "pip_on": ""},
    }
    wrong: dict[str, list[dict[str, str]]] = {
        exam: [{"on": "2027-03-20"}, {"part": "x"}, {"outcome": ""}],
        extension: [{"decided_on": "2026-11-30"}, {"months": ""}, {"months": "-1"}, {"decided_on": "2027-03-20"}],
        move: [{"registered_on": "2026-11-02"}, {"pip_on": "2027-02-01"}, {"registered_on": "2027-03-20"}],
    }
    for address, given in said.items():
        assert karim.get(address).status_code == 200
        for other in wrong[address]:
            assert karim.post(address, given | other).status_code == 422, other
        for _press in range(2):
            assert karim.post(address, given).status_code == 302
    amal = as_(Person.objects.get(email="amal@example.org"))
    for browser in (karim, amal):
        told = browser.get(page).content.decode()
        for word in ("geslaagd", "2 maanden", "Amersfoort", "2 mrt 2027"):
            assert word in told, word
    assert amal.get(exam).status_code == 404
    for name, model in (("exam", ExamResult), ("extension", TermExtension), ("move", CivicMove)):
        row: Any = model.objects.get()
        assert karim.post(reverse(f"learning:civic_remove_{name}", args=[row.pk])).status_code == 302
        assert not model.objects.exists()


def test_the_page_costs_the_same_for_one_exam_and_for_three(lessons: Lessons, as_: As) -> None:
    case, karim = _case(lessons), as_(lessons.running.cast.karim)
    address = reverse("learning:inburgering", args=[case.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert karim.get(address).status_code == 200
        return sum("SAVEPOINT" not in one["sql"] for one in asked)

    for n, move in enumerate((date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))):
        _passed(lessons, case, PARTS[n])
        by = lessons.actor("karim")
        record_move(move=CivicMove(case=case, municipality=_elsewhere(), registered_on=move), by=by)
        extend_term(extension=TermExtension(case=case, decided_on=move, ground="interruption", days=3), by=by)
        if n in {0, 2}:
            assert cost() == 9
