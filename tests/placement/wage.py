"""Amal at work at Bas', and looks at her work: the frame, what both sides hand in, and the talk."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model

from leerwerk.engine.placing import Score
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.placement import actions
from leerwerk.placement.actions import Assessed, Frame
from leerwerk.placement.models import (
    WageAssessment,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
)
from tests.kept import kept
from tests.placement.placing import TODAY, arrive, months_ago, placed
from tests.trajectories.running import Running

TASKS = (("Planten verzorgen", 60), ("Gereedschap schoonmaken", 40))
SHOWS = "Twaalf potten in een uur."


@kept
def at_work(running: Running) -> None:
    """Let Amal work at Bas' since a year."""
    arrive(running)
    placed(running, months_ago(12))


def framed(running: Running, day: date = TODAY, tasks: tuple[tuple[str, int], ...] = TASKS) -> WageValueRound:
    """Let Mo, who mentors Amal, propose the tasks."""
    return actions.frame_round(enrolment=running.amal, frame=Frame(day=day, tasks=tasks), by=running.actor("mo"))


def scoring(running: Running, day: date = TODAY) -> WageValueRound:
    """Let Bas agree with the tasks as well."""
    row = framed(running, day)
    return actions.answer_frame(round=row, seen=row.edits, by=running.actor("bas"))


def scores(row: WageValueRound, *paces: int, shows: str = SHOWS) -> Mapping[int, Assessed]:
    """Return what a side hands in: a pace for each task, all else as a colleague."""
    keys = row.tasks.order_by("position").values_list("pk", flat=True)
    return {
        key: Assessed(score=Score(pace=pace, quality=100, availability=100), shows=shows)
        for key, pace in zip(keys, paces, strict=True)
    }


def compared(running: Running, theirs: tuple[int, int], ours: tuple[int, int], day: date = TODAY) -> WageValueRound:
    """Let both sides hand in."""
    row = scoring(running, day)
    actions.hand_in(round=row, scores=scores(row, *theirs), by=running.actor("bas"))
    return actions.hand_in(round=row, scores=scores(row, *ours), by=running.actor("mo"))


def waits(running: Running) -> set[tuple[str, str]]:
    """What waits about Amal's wage value, and of whose function."""
    found = Matter.objects.filter(subject_id=running.amal.pk, closed_at=None, kind__startswith="placement.wage.")
    return {(one.kind.removeprefix("placement.wage."), one.function) for one in found}


APART = (WageAssessment, WageScore)
ALL = (WageValueRound, WageValueTask, *APART, WageTalk, WageOwnWords)
EVERYTHING = {model.__name__ for model in ALL}


def seen_by(running: Running, name: str, *models: type[Model]) -> set[str]:
    """Return of which of these tables somebody behind the wall reads a row, whatever is asked."""
    with behind_the_wall(running.actor(name)):
        return {model.__name__ for model in models if model._default_manager.exists()}
