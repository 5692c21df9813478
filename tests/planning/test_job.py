"""The planner's job: a frozen question, one answer, and words when there is none."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from doors.processes import started
from leerwerk.engine.planning.answer import Answer, Command, Progress
from leerwerk.engine.planning.conflict import Conflict, smallest_conflict
from leerwerk.engine.planning.solver.solve import NoPlanInTime, solve
from leerwerk.placement.models import Offer, Seat
from leerwerk.planning import actions, jobs
from leerwerk.planning.enums import Failure, LockKind, Request, RoundState
from leerwerk.planning.models import FrozenQuestion, GroupProposal, PersonProposal, PlanningRound
from leerwerk.planning.queries import answering
from leerwerk.planning.queries.answering import answered
from leerwerk.planning.queries.conflicts import broken_rules
from leerwerk.planning.queries.question import tables_of_season, thawed
from leerwerk.planning.queries.result import Found
from leerwerk.planning.queries.rounds import state_now
from leerwerk.privacy.models import Event
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.models import Enrolment
from tests.planning.season import SmallSeason, solved, weights_of


def test_the_season_is_solved_to_proven_optimality_with_a_row_for_everyone(small: SmallSeason) -> None:
    plan = small.plan()
    assert plan.state == RoundState.SOLVED
    assert plan.status == "optimal"
    assert plan.proven_gap is not None
    assert plan.proven_gap < 1e-3
    assert plan.people == plan.person_proposals.count() == 15
    assert plan.placed == plan.person_proposals.filter(group__isnull=False).count() == 12
    opened = {row.cohort_id: row for row in plan.group_proposals.filter(open=True)}
    assert set(opened) == {small.groen.pk, small.bouw.pk}
    assert sum(row.value for row in opened.values()) == pytest.approx(plan.objective, abs=0.01)
    assert sum(row.cost for row in opened.values()) == pytest.approx(2 * 10 + 12 * 4)
    assert plan.overview["budgets"][0]["left"] < 200
    assert not Enrolment.objects.exists(), "a plan is a proposal; nobody is in a group before a person decides"


def test_each_persons_value_is_the_sum_of_its_parts(plan: PlanningRound) -> None:
    for row in plan.person_proposals.filter(group__isnull=False):
        assert sum(row.parts.values()) == pytest.approx(row.value, abs=0.01)
        assert set(row.parts) <= {"benefit", "cost", "wish", "reach", "kept", "given"}


def test_a_group_that_nobody_wishes_says_how_many_people_it_is_short(plan: PlanningRound, small: SmallSeason) -> None:
    reason = plan.group_proposals.get(cohort=small.zorg).reasons
    assert (reason["have"], reason["need"]) == (0, 3)
    short = {one["shortage"]: (one["amount"], one["name"]) for one in reason["shorts"]}
    assert short["people"] == (3, "")
    assert short["resource"] == (4, "Taaldocenten")
    assert "value" not in short


def test_what_changes_after_the_question_was_asked_does_not_change_the_answer(small: SmallSeason) -> None:
    first = small.plan()
    asked = small.ask()
    Profile.objects.update(sectors=["zorg"])
    small.groen.max_size = 3
    small.groen.save()
    second = solved(asked)
    assert second.objective == pytest.approx(first.objective)
    assert second.question.fingerprint == first.question.fingerprint


def test_the_frozen_question_holds_no_background_and_no_name(plan: PlanningRound) -> None:
    rows = thawed(FrozenQuestion.objects.get(pk=plan.pk))["candidates"]
    text = str(rows).lower()
    assert "syr" not in text
    assert "kandidaat" not in text
    assert {"sex", "nationality", "birth_year", "age"}.isdisjoint(rows[0])


def test_a_job_that_comes_twice_does_nothing_the_second_time(plan: PlanningRound) -> None:
    before = (plan.finished_at, GroupProposal.objects.count(), Event.objects.count())
    jobs.solve_round(round_id=plan.pk, attempt=plan.attempt)
    plan.refresh_from_db()
    assert (plan.finished_at, GroupProposal.objects.count(), Event.objects.count()) == before


def test_an_answer_of_an_earlier_attempt_is_not_stored(small: SmallSeason) -> None:
    asked = small.ask()
    PlanningRound.objects.filter(pk=asked.pk).update(
        state=RoundState.SOLVING, heartbeat_at=timezone.now() - timedelta(minutes=5)
    )
    again = actions.repeat_round(asked=asked, by=small.cast.actor(small.cast.roos))
    assert again.attempt == 2
    jobs.solve_round(round_id=asked.pk, attempt=1)
    asked.refresh_from_db()
    assert asked.state == RoundState.WAITING
    assert not PersonProposal.objects.exists()


def test_a_planner_that_fell_silent_is_interrupted_and_can_be_repeated(small: SmallSeason) -> None:
    asked = small.ask()
    PlanningRound.objects.filter(pk=asked.pk).update(
        state=RoundState.SOLVING, heartbeat_at=timezone.now() - timedelta(minutes=5)
    )
    asked.refresh_from_db()
    assert state_now(asked) == RoundState.INTERRUPTED
    jobs.mark_interrupted(timestamp=0)
    asked.refresh_from_db()
    assert asked.state == RoundState.INTERRUPTED
    again = actions.repeat_round(asked=asked, by=small.cast.actor(small.cast.roos))
    assert solved(again).state == RoundState.SOLVED


def test_a_planner_with_a_fresh_heartbeat_is_not_repeated(small: SmallSeason) -> None:
    asked = small.ask()
    PlanningRound.objects.filter(pk=asked.pk).update(state=RoundState.SOLVING, heartbeat_at=timezone.now())
    assert actions.repeat_round(asked=asked, by=small.cast.actor(small.cast.roos)).attempt == 1


def _while_solving(monkeypatch: pytest.MonkeyPatch, asked: PlanningRound, request: Request, by: object) -> None:
    """The director presses a button just before the solver's first report; the real solver goes on from there."""
    real = answered

    def pressed(row: PlanningRound, *, watch: jobs.Watcher) -> object:
        actions.ask_planner(asked=asked, request=request, by=by)  # type: ignore[arg-type]
        progress = Progress(seconds=1.0, objective=50.0, bound=60.0, phase="improve", placed=3, open_groups=1)
        assert watch(progress) is Command.TAKE
        return real(row, watch=watch)

    monkeypatch.setattr(jobs, "answered", pressed)


def test_take_this_one_now_stores_the_best_plan_so_far(small: SmallSeason, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = small.ask()
    _while_solving(monkeypatch, asked, Request.TAKE, small.cast.actor(small.cast.roos))
    taken = solved(asked)
    assert taken.state == RoundState.SOLVED
    assert taken.points.exists()


def test_stop_leaves_no_plan_and_can_be_repeated(small: SmallSeason, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = small.ask()
    by = small.cast.actor(small.cast.roos)
    _while_solving(monkeypatch, asked, Request.STOP, by)
    stopped = solved(asked)
    assert stopped.state == RoundState.STOPPED
    assert not stopped.group_proposals.exists()
    monkeypatch.undo()
    assert solved(actions.repeat_round(asked=stopped, by=by)).state == RoundState.SOLVED


def test_a_round_that_still_waits_is_stopped_at_once(small: SmallSeason) -> None:
    asked = small.ask()
    actions.ask_planner(asked=asked, request=Request.STOP, by=small.cast.actor(small.cast.roos))
    assert solved(asked).state == RoundState.STOPPED


def test_an_unexpected_failure_becomes_a_state_with_nothing_half_written(
    small: SmallSeason, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Answer:
        raise MemoryError

    monkeypatch.setattr("leerwerk.planning.queries.answering.solve", broken)
    failed = solved(small.ask())
    assert (failed.state, failed.failure) == (RoundState.FAILED, Failure.UNEXPECTED)
    assert not PersonProposal.objects.exists()


def test_a_plan_that_does_not_pass_the_checker_is_thrown_away(
    small: SmallSeason, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., Answer] = solve

    def boastful(*args: object, **named: object) -> Answer:
        answer = real(*args, **named)
        return replace(answer, objective=answer.objective + 5, bound=answer.bound + 5)

    monkeypatch.setattr("leerwerk.planning.queries.answering.solve", boastful)
    failed = solved(small.ask())
    assert (failed.state, failed.failure) == (RoundState.FAILED, Failure.UNCHECKED)
    assert not GroupProposal.objects.exists()


def _clash(small: SmallSeason, plan: PlanningRound) -> PlanningRound:
    """Amal has to join a group that must not open."""
    by = small.cast.actor(small.cast.roos)
    why: dict[str, Any] = {"reason": "afgesproken", "by": by}
    held = actions.lock(previous=plan, kind=LockKind.ASSIGN, candidate=small.cast.amal, cohort=small.groen, **why)
    actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.groen, **why)
    actions.lock(previous=plan, kind=LockKind.OPEN, cohort=small.bouw, **why)
    return actions.plan_with_changes(draft=held.round, weights=weights_of(plan), by=by)


def test_locks_that_cannot_hold_together_are_named(small: SmallSeason, plan: PlanningRound) -> None:
    impossible = solved(_clash(small, plan))
    assert impossible.state == RoundState.INFEASIBLE
    assert {(rule.kind, rule.cohort) for rule in broken_rules(impossible)} == {
        ("assign", small.groen),
        ("closed", small.groen),
    }
    assert next(r.candidate for r in broken_rules(impossible) if r.kind == "assign") == small.cast.amal


def test_a_clash_that_is_looked_for_can_be_stopped_and_the_page_says_that_fewer_may_clash(
    small: SmallSeason, plan: PlanningRound, monkeypatch: pytest.MonkeyPatch, as_: Callable[[Any], Client]
) -> None:
    asked = _clash(small, plan)
    real = smallest_conflict

    def pressed(*args: Any, go_on: Callable[[], bool]) -> Conflict:
        assert go_on()
        actions.ask_planner(asked=asked, request=Request.STOP, by=small.cast.actor(small.cast.roos))
        monkeypatch.setattr(jobs, "WRITE_EVERY", 0.0)
        return real(*args, go_on=go_on)

    monkeypatch.setattr(answering, "smallest_conflict", pressed)
    impossible = solved(asked)
    assert impossible.state == RoundState.INFEASIBLE
    assert impossible.phase == "conflict"
    assert sorted(rule.kind for rule in broken_rules(impossible)) == ["assign", "closed", "open"]
    page = as_(small.cast.roos).get(f"/planning/{impossible.pk}/").content.decode()
    assert "Misschien horen sommige regels er niet bij." in page


def test_while_a_clash_is_looked_for_the_page_says_so(small: SmallSeason, as_: Callable[[Any], Client]) -> None:
    asked = small.ask()
    PlanningRound.objects.filter(pk=asked.pk).update(
        state=RoundState.SOLVING, heartbeat_at=timezone.now(), phase="conflict"
    )
    page = as_(small.cast.roos).get(f"/planning/{asked.pk}/").content.decode()
    assert "Uitzoeken welke sloten botsen." in page


def test_the_heart_of_a_round_whose_solver_hangs_stops_so_that_it_is_interrupted(
    small: SmallSeason, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hearts() -> list[threading.Thread]:
        return [one for one in threading.enumerate() if one.name == f"heartbeat of round {asked.pk}"]

    def hangs(*_: object, **__: object) -> Found:
        assert hearts()
        began = time.monotonic()
        while hearts() and time.monotonic() < began + 30:
            time.sleep(0.02)
        stopped_after.append(time.monotonic() - began)
        raise NoPlanInTime

    asked, stopped_after = small.ask(), list[float]()
    monkeypatch.setattr(jobs, "answered", hangs)
    monkeypatch.setattr(jobs, "_ended_when_it_hangs", nullcontext)  # it would end the tests
    monkeypatch.setattr(jobs, "BEAT_EVERY", 0.05)
    monkeypatch.setattr(jobs, "longest", lambda _: 0.4)
    solved(asked)
    assert stopped_after[0] < 30


HANGS = """
import re, django
from types import SimpleNamespace
django.setup()
from leerwerk.engine.planning.solver.helper import Helper
from leerwerk.planning import jobs
print(Helper().pid, flush=True)
jobs.EXTRA = 0.5
with jobs._ended_when_it_hangs(SimpleNamespace(time_limit=0)):
    re.match("(a+)+$", "a" * 60 + "b")  # one call for ages, in which no other line of Python runs
"""


def test_a_worker_whose_solver_hangs_is_ended_by_the_system_with_its_children() -> None:
    with subprocess.Popen([sys.executable, "-c", HANGS], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        child = int(worker.stdout.readline())
        assert worker.wait(timeout=30) == -signal.SIGALRM
    deadline = time.monotonic() + 10
    while started(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not started(child)


def test_the_alarm_is_off_when_a_round_has_ended(plan: PlanningRound) -> None:
    assert plan.state == RoundState.SOLVED
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_somebody_locked_in_and_out_of_a_group_is_told_once_of_each(small: SmallSeason, plan: PlanningRound) -> None:
    by = small.cast.actor(small.cast.roos)
    whom: dict[str, Any] = {"previous": plan, "candidate": small.cast.amal, "cohort": small.groen}
    whom |= {"reason": "afgesproken", "by": by}
    actions.lock(kind=LockKind.ASSIGN, **whom)
    held = actions.lock(kind=LockKind.FORBID, **whom)
    impossible = solved(actions.plan_with_changes(draft=held.round, weights=weights_of(plan), by=by))
    assert [rule.kind for rule in broken_rules(impossible)] == ["assign", "forbid"]


def test_places_and_teachers_of_decided_groups_are_taken_off(small: SmallSeason, plan: PlanningRound) -> None:
    by = small.cast.actor(small.cast.roos)
    for proposal in plan.group_proposals.filter(open=True):
        actions.decide_group(proposal=proposal, verdict="accepted", by=by)  # type: ignore[arg-type]
    assert Seat.objects.count() == 12
    with pytest.raises(actions.CannotPlan):
        small.ask()
    Offer.objects.create(cohort=small.zorg, workplace=small.workplaces[0])
    tables = tables_of_season(small.season)
    assert len(tables["candidates"]) == 3
    assert [row["group"] for row in tables["groups"]] == [str(small.zorg.pk)], "the others were decided"
    assert [row["places"] for row in tables["workplaces"]] == ["0"]
    assert [row["capacity"] for row in tables["resources"]] == ["0"]
    assert float(tables["budgets"][0]["amount"]) < 200
