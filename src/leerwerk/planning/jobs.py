"""The planner's job in the worker: solve a round's frozen question, tell how far it is, obey take and stop."""

import logging
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.engine.planning.answer import Command, Progress
from leerwerk.engine.planning.solver.solve import NoPlanInTime
from leerwerk.planning.actions import fail_round, interrupt_round, store_plan
from leerwerk.planning.actions.rounds import QUEUE, SOLVE
from leerwerk.planning.enums import Failure, Request, RoundState
from leerwerk.planning.models import PlanningRound, ProgressPoint
from leerwerk.planning.queries.answering import Impossible, Unchecked, Unreadable, answered
from leerwerk.planning.queries.rounds import silent_rounds
from leerwerk.privacy.actor import SYSTEM

log = logging.getLogger(__name__)
WRITE_EVERY = 0.5  # seconds between two reports that are written
BEAT_EVERY = 5.0  # seconds between two signs of life, also while the solver says nothing
TIMES, EXTRA = 3.0, 120.0  # a round that takes so many times its time limit, and so many seconds more, hangs


class Watcher:
    """Listens to the solver: writes its progress now and then, and passes on what the director asks."""

    def __init__(self, asked: PlanningRound) -> None:
        self.asked = asked
        self.written_at = -1.0
        self.began = time.monotonic()
        self.point: tuple[float | None, float | None] = (None, None)
        self.stopped = False

    def __call__(self, progress: Progress) -> Command:
        """Write a report at most twice a second; answer with what the director wants."""
        now = time.monotonic()
        if now - self.written_at < WRITE_EVERY:
            return Command.TAKE if self.stopped else Command.GO_ON
        self.written_at = now
        return self._written(progress)

    def _written(self, progress: Progress) -> Command:
        mine = PlanningRound.objects.filter(pk=self.asked.pk, attempt=self.asked.attempt, state=RoundState.SOLVING)
        alive = mine.update(
            heartbeat_at=timezone.now(),
            phase=progress.phase,
            objective=progress.objective,
            bound=progress.bound,
            seconds=time.monotonic() - self.began,
            placed=progress.placed,
            opened=progress.open_groups,
        )
        if (progress.objective, progress.bound) not in {self.point, (None, None)}:
            self.point = (progress.objective, progress.bound)
            ProgressPoint.objects.create(
                round=self.asked,
                seconds=time.monotonic() - self.began,
                best=progress.objective,
                bound=progress.bound,
            )
        request = mine.values_list("request", flat=True).first()
        self.stopped = not alive or request == Request.STOP
        return Command.TAKE if self.stopped or request == Request.TAKE else Command.GO_ON


def longest(asked: PlanningRound) -> float:
    """Return after how many seconds a round must be hanging: no solver that works takes so long."""
    return TIMES * asked.time_limit + EXTRA


@contextmanager
def _ended_when_it_hangs(asked: PlanningRound) -> Iterator[None]:
    """Let the system end this process when the job takes far too long, even if no line of Python runs any more.

    Whoever started the worker starts it again; the round goes silent and is interrupted. The solver's children end
    with their parent. There is one alarm for the whole process: a worker takes one job at a time.
    """
    signal.setitimer(signal.ITIMER_REAL, longest(asked))  # nobody catches the alarm: it ends the process
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _signs_of_life(asked: PlanningRound) -> Iterator[None]:
    """Let the round's heartbeat go on while the solver is in a long step; not with a solver that hangs."""
    over = threading.Event()
    last = time.monotonic() + longest(asked)

    def beat() -> None:
        while not over.wait(BEAT_EVERY) and time.monotonic() < last:
            PlanningRound.objects.filter(pk=asked.pk, attempt=asked.attempt).update(heartbeat_at=timezone.now())
        connection.close()

    heart = threading.Thread(target=beat, name=f"heartbeat of round {asked.pk}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _claimed(round_id: int, attempt: int) -> PlanningRound | None:
    """Take up a waiting round, once: a job that comes twice, or for an earlier attempt, finds nothing to do."""
    now = timezone.now()
    claimed = PlanningRound.objects.filter(pk=round_id, attempt=attempt, state=RoundState.WAITING).update(
        state=RoundState.SOLVING, started_at=now, heartbeat_at=now
    )
    return PlanningRound.objects.select_related("previous").get(pk=round_id) if claimed else None


def _failed(asked: PlanningRound, failure: Failure, facts: Sequence[Mapping[str, Any]]) -> None:
    fail_round(asked=asked, attempt=asked.attempt, state=RoundState.FAILED, failure=failure, facts=facts, by=SYSTEM)


@app.task(name=SOLVE, queue=QUEUE)
def solve_round(*, round_id: int, attempt: int) -> None:
    """Solve one round. Whatever happens, the round says so in words; nobody meets a traceback."""
    asked = _claimed(round_id, attempt)
    if asked is None:
        return
    watcher = Watcher(asked)
    try:
        with _ended_when_it_hangs(asked), _signs_of_life(asked):
            found = answered(asked, watch=watcher)
        if watcher.stopped:
            fail_round(asked=asked, attempt=attempt, state=RoundState.STOPPED, by=SYSTEM)
        else:
            store_plan(asked=asked, attempt=attempt, found=found, by=SYSTEM)
    except Impossible as conflict:
        fail_round(asked=asked, attempt=attempt, state=RoundState.INFEASIBLE, facts=conflict.facts, by=SYSTEM)
    except Unreadable as wrong:
        _failed(asked, Failure.MISTAKES, wrong.facts)
    except Unchecked as wrong:
        log.error("round %s: the plan did not pass the check: %s", round_id, wrong.facts)
        _failed(asked, Failure.UNCHECKED, wrong.facts)
    except NoPlanInTime:
        _failed(asked, Failure.NO_TIME, [])
    except Exception:
        # The one place that catches everything: the director must learn that the round ended; the log has the cause.
        log.exception("round %s failed", round_id)
        _failed(asked, Failure.UNEXPECTED, [])


@app.periodic(cron="* * * * *")
@app.task(name="planning.mark_interrupted", queue=QUEUE, queueing_lock="planning.mark_interrupted")
def mark_interrupted(timestamp: int) -> None:
    """Say of rounds whose planner was ended without a word that they were interrupted."""
    for asked in silent_rounds():
        interrupt_round(asked=asked, by=SYSTEM)
