"""How somebody gets to a workplace: by bicycle from how far, and whether public transport is there in time."""

from dataclasses import dataclass
from datetime import time

from leerwerk.engine.planning.travel import Mode, approximate_minutes
from leerwerk.facts import municipalities
from leerwerk.learning.dagdelen import HOURS
from leerwerk.placement.models import Workplace

MORNINGS = 0b0101010101  # of the ten half days, Monday morning first
FAR_BY_BICYCLE = 60  # minutes: further towns are not shown
MOST_TOWNS = 6


def begins(workplace: Workplace) -> time:
    """Return when work begins: as was said, else as a first half day with work usually does."""
    return workplace.begins_at or HOURS["am" if workplace.shifts & MORNINGS else "pm"][0]


def ends(workplace: Workplace) -> time:
    """Return when work ends: as was said, else as a last half day with work usually does."""
    return workplace.ends_at or HOURS["pm" if workplace.shifts & ~MORNINGS else "am"][1]


def _minute(at: time) -> int:
    return 60 * at.hour + at.minute


def begins_too_early(workplace: Workplace) -> bool:
    """Whether work begins before somebody can be there with the first bus or train; False where that is not known."""
    if workplace.first_arrival is None:
        return False
    return _minute(begins(workplace)) < _minute(workplace.first_arrival) + (workplace.walk_minutes or 0)


def ends_too_late(workplace: Workplace) -> bool:
    """Whether the last bus or train has gone before somebody can be at the stop; False where that is not known."""
    if workplace.last_departure is None:
        return False
    last = _minute(workplace.last_departure)
    last += 24 * 60 if workplace.last_departure < time(4) else 0  # after midnight
    return _minute(ends(workplace)) + (workplace.walk_minutes or 0) > last


@dataclass(frozen=True, slots=True)
class Ride:
    """A municipality from which a workplace is within reach by bicycle, and about how many minutes that takes."""

    town: str
    minutes: int


def rides_to(workplace: Workplace) -> list[Ride]:
    """Return from where a workplace is within an hour by bicycle, nearest first; nothing where its place is not known.

    Minutes one way, from the middle of one municipality to that of the other (``engine.planning.travel``).
    """
    towns = municipalities()
    here = next((n for n, town in enumerate(towns) if town.code == workplace.municipality_id), None)
    if here is None:
        return []
    near = [town for town in towns if town.code == towns[here].code or town.region == towns[here].region]
    minutes = approximate_minutes(
        [town.latitude for town in near], [town.longitude for town in near], modes=(Mode.BICYCLE,)
    )
    row = minutes[near.index(towns[here])]
    rides = [Ride(town.name, int(far)) for town, far in zip(near, row, strict=True) if far <= FAR_BY_BICYCLE]
    return sorted(rides, key=lambda ride: (ride.minutes, ride.town))[:MOST_TOWNS]
