"""Synthetic regions from one seed, calibrated on published figures; nobody in them exists."""

from leerwerk.engine.population.background import Published
from leerwerk.engine.population.generate import generate
from leerwerk.engine.population.margins import Margin, Source, assumed, margins
from leerwerk.engine.population.page import render
from leerwerk.engine.population.region import CONTRACT, Region, Spec, UnknownRegionError

__all__ = [
    "CONTRACT",
    "Margin",
    "Published",
    "Region",
    "Source",
    "Spec",
    "UnknownRegionError",
    "assumed",
    "generate",
    "margins",
    "render",
]
