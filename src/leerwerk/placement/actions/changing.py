"""What changes in work that goes on: hours, pay, tasks or contract, from a day, for a reason; what was stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from leerwerk.placement.actions.placements import NotOnThatDay, NotPlaced, NotWhole
from leerwerk.placement.models import Placement, PlacementChange
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.placement.queries.holding import about, held_path
from leerwerk.placement.queries.placements import changed, facts_on, lacks_of, with_everything
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is otherwise from a day on. ``values``: the new facts as texts, by their name."""

    kind: str
    since: date
    reason: str
    values: Mapping[str, Any]


@action
def change_placement(*, placement: Placement, said: Change, by: Actor) -> PlacementChange:
    """Note what is otherwise from a day on. The same once more is nothing.

    Raises NotPlaced, NotOnThatDay for a day before the work began, and NotWhole where the law forbids what is new.
    """
    held = held_path(placement.enrolment_id)
    row = with_everything(Placement.objects.filter(pk=placement.pk)).get()
    same = {"kind": said.kind, "since": said.since, "reason": said.reason, "values": dict(said.values)}
    if there := PlacementChange.objects.filter(placement=row, **same).first():
        record("placement_left_as_it_was", about(held), by=by, placement=row.pk, pressed="changed")
        return there
    if row.state != PlacementState.PLACED or row.begins is None:
        raise NotPlaced
    if said.since < row.begins:
        raise NotOnThatDay
    before = facts_on(row, said.since)
    already = set(lacks_of(before, timezone.localdate()))  # an older placement may be below a norm of today
    if lacks := tuple(
        one for one in lacks_of(changed(before, said.values), timezone.localdate()) if one not in already
    ):
        raise NotWhole(lacks)
    change = PlacementChange.objects.create(placement=row, enrolment=held, person_id=by.person_id, **same)
    record("placement_changed", about(held), by=by, placement=row.pk, what=said.kind, reason=said.reason)
    return change
