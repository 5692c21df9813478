"""What the table says of a step, and the sets of people whose steps they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from leerwerk.engine.pathway.state import Event, State
from leerwerk.engine.pathway.vocabulary import Doer, Lack, Reason, Stage

type Effect = Callable[[State, Event], State]

BOTH_SIDES = frozenset({Doer.INTERMEDIARY, Doer.EMPLOYER})
HELPED = frozenset({Doer.CANDIDATE, Doer.INTERMEDIARY})  # the candidate, or the intermediary who writes it down
GUIDES = frozenset({Doer.INTERMEDIARY, Doer.DIRECTOR})
SELECTS = BOTH_SIDES | {Doer.DIRECTOR}
ANY_PARTY = frozenset(Doer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A step: whose it is, where it belongs (None in ``at``: before anything happened), its needs and its effect."""

    by: frozenset[Doer]
    at: frozenset[Stage | None]
    effect: Effect
    needs: tuple[Lack, ...] = ()
    reasons: frozenset[Reason] = frozenset()
    words: bool = False
    alternative: bool = False


def to(stage: Stage) -> Effect:
    """Return the effect of going to a stage, and nothing else."""
    return lambda state, event: replace(state, stage=stage)


def at(*stages: Stage | None) -> frozenset[Stage | None]:
    """Return where a step belongs."""
    return frozenset(stages)
