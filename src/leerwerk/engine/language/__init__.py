"""CEFR per skill over time: the level that holds, and its growth beside what the design of a trajectory expects."""

from leerwerk.engine.language.expectation import Expectation, Step, expectation
from leerwerk.engine.language.growth import DEFAULT_LIMITS, Growth, Limits, State, growth
from leerwerk.engine.language.measurement import Current, Measurement, Source, current

__all__ = [
    "DEFAULT_LIMITS",
    "Current",
    "Expectation",
    "Growth",
    "Limits",
    "Measurement",
    "Source",
    "State",
    "Step",
    "current",
    "expectation",
    "growth",
]
