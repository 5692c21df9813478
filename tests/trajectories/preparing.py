"""Amal in the pre-track, and what is done about it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from leerwerk.engine.pathway.preparing import Side
from leerwerk.notices.models import Matter
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Conclusion, Days, Told
from leerwerk.trajectories.enums import PreparationState
from leerwerk.trajectories.models import Preparation
from tests.trajectories.running import Running

GLAD = Told(liked="yes", able="helped", go_on="yes", words="Leuk werk, wel zwaar.")

REACHED: dict[str, Any] = {"result": "reached", "shows": "Rekent een bestelling foutloos uit."}


def piece(running: Running, kind: str) -> Preparation:
    """Return a piece of Amal's pre-track, or of the team at Bas', as it is now."""
    rows = Preparation.objects.select_related("cohort", "enrolment").filter(cohort=running.cohort, kind=kind)
    return rows.order_by("due_on", "id")[0]


def concluded(running: Running, kind: str, name: str, state: str = "done", **said: Any) -> Preparation:
    """Let somebody of the cast say how a piece stands."""
    row = piece(running, kind)
    if state == PreparationState.DONE:
        said = REACHED | said
    told = Conclusion(state=PreparationState(state), **said)
    return actions.conclude_piece(preparation=row, said=told, seen=row.edits, by=running.actor(name))


def arranged(running: Running) -> Preparation:
    """Let Bas say that Amal comes for three days."""
    row = piece(running, "taster")
    days = Days(place="de kas, bij Piet", begins_on=timezone.localdate() + timedelta(days=7), days=3)
    return actions.arrange_taster(preparation=row, said=days, seen=row.edits, by=running.actor("bas"))


def told(running: Running, name: str, side: Side, said: Told = GLAD) -> Preparation:
    """Let somebody tell for a side how it went."""
    return actions.tell_taster(preparation=piece(running, "taster"), side=side, told=said, by=running.actor(name))


def waits(row: Preparation) -> set[tuple[str, str]]:
    """Return what is open about a piece: the kind, and the function that has to do it."""
    found = Matter.objects.filter(subject_type="trajectories.preparation", subject_id=row.pk, closed_at=None)
    return {(one.kind.rpartition(".")[2], one.function) for one in found}
