"""What must be known of the world today before a step is taken; events say the rest."""

from __future__ import annotations

from dataclasses import dataclass

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway.requirements import Shortfall
from leerwerk.engine.pathway.vocabulary import Doer, GroupState, Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The group and the person as they are on the day of the step.

    ``profile_signed``: intermediary and employer (or branch) both signed the requirements as they are now.
    ``shortfalls``: what the requirements ask and the person does not have. ``places_left``: places that
    nobody holds who was selected. ``ahead``: how many came on the waiting list before and are not selected yet, also
    those to whom a place was offered. ``deciders``: who decide the go/no-go together; empty when the design has no
    gate. ``parties``: who there are around this person.
    ``proofs``: what was shown in the transaction of the step by the room that keeps it.
    ``agreement_bound``: every party approved the same version of the agreement. ``obstacles_open``: how many.
    """

    group: GroupState
    profile_signed: bool
    shortfalls: tuple[Shortfall, ...]
    deviation: Deviation
    places_left: int
    has_workplace: bool
    has_pre_track: bool
    deciders: frozenset[Doer]
    parties: frozenset[Doer]
    group_gate_passed: bool
    obstacles_open: int
    agreement_bound: bool
    in_another_group: bool
    ahead: int = 0
    proofs: frozenset[Proof] = frozenset()

    @property
    def place_is_for_them(self) -> bool:
        """Whether somebody on the waiting list is the one, in its order, for whom there is a place."""
        return self.places_left > self.ahead
