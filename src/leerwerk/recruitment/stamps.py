"""Short marks of values: a page carries one, so that a change by somebody else in the meantime is found out."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from leerwerk.recruitment.models import Obligation, Obstacle

CHANGEABLE = ("kind", "note", "owner_id", "due_on", "solved_on")


def stamp(values: Mapping[str, object]) -> str:
    """Return the mark of these values: the same for the same, and hardly ever for others."""
    return sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def obligations_stamp(obligations: Iterable[Obligation]) -> str:
    """Return the mark of why somebody is not free, as it stands."""
    return stamp({str(one.dagdeel): (str(one.kind), str(one.until or "")) for one in obligations})


def obstacle_stamp(obstacle: Obstacle) -> str:
    """Return the mark of an obstacle as it stands."""
    return stamp({name: getattr(obstacle, name) for name in CHANGEABLE})
