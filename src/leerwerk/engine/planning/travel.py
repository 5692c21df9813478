"""Minutes between municipalities, approximated from their centres where nobody gave measured times.

Road kilometres are taken as 1.3 × the great-circle distance; then per way of travelling, one way, door to door:

- bicycle: 15 km/h;
- car: 8 minutes + 35 km/h below 10 km, 60 km/h below 40 km, 80 km/h from there;
- public transport: 20 minutes + 30 km/h below 15 km, 25 minutes + 55 km/h from there.

The default is the best of bicycle and public transport, because most candidates have no car. The formula for public
transport falls from 50 to 41 minutes at 15 road kilometres, where a train takes over from a bus; ferries are not in it.
Within one municipality everyone is taken to travel ``WITHIN`` minutes: about four kilometres by bicycle.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.question import Floats, Int16s

EARTH = 6371.0  # km, mean radius
DETOUR = 1.3  # road kilometres per kilometre as the crow flies
WITHIN = 15  # minutes inside one municipality


class Mode(StrEnum):
    """A way of travelling."""

    BICYCLE = "bicycle"
    CAR = "car"
    PUBLIC_TRANSPORT = "public_transport"


WITHOUT_CAR = (Mode.BICYCLE, Mode.PUBLIC_TRANSPORT)


def road_kilometres(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """Approximate road distance between all pairs of points (degrees, WGS84), in km, shape (n, n)."""
    lat, lon = np.radians(np.asarray(latitude, float)), np.radians(np.asarray(longitude, float))
    half_lat = np.sin((lat[:, None] - lat) / 2)
    half_lon = np.sin((lon[:, None] - lon) / 2)
    chord = half_lat**2 + np.cos(lat)[:, None] * np.cos(lat) * half_lon**2
    kilometres: Floats = DETOUR * 2 * EARTH * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return kilometres


def minutes_by(mode: Mode, kilometres: Floats) -> Floats:
    """Minutes one way over these road kilometres; the formulas are in the module's text."""
    match mode:
        case Mode.BICYCLE:
            return kilometres / 15 * 60
        case Mode.CAR:
            speed = np.where(kilometres < 10, 35.0, np.where(kilometres < 40, 60.0, 80.0))
            return 8 + kilometres / speed * 60
        case Mode.PUBLIC_TRANSPORT:
            return np.where(kilometres < 15, 20 + kilometres / 30 * 60, 25 + kilometres / 55 * 60)


def approximate_minutes(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike, *, modes: tuple[Mode, ...] = WITHOUT_CAR
) -> Int16s:
    """Minutes one way between all pairs of municipalities by the quickest of ``modes``, shape (n, n).

    ``latitude`` and ``longitude``: centres in degrees (WGS84), shape (n,). Symmetric; rounded to whole minutes; never
    less than ``WITHIN``, which also is the time inside one municipality.
    """
    kilometres = road_kilometres(latitude, longitude)
    quickest = np.min([minutes_by(mode, kilometres) for mode in modes], axis=0)
    np.fill_diagonal(quickest, WITHIN)
    return np.maximum(np.rint(quickest), WITHIN).astype(np.int16)
