"""The examples of Kader 1 and 2 as blueprints: what the whitepaper states, completed by marked assumptions."""

from leerwerk.engine.blueprints.care import CARE
from leerwerk.engine.blueprints.construction import CONSTRUCTION
from leerwerk.engine.blueprints.electrician import ELECTRICIAN
from leerwerk.engine.blueprints.gardening import GARDENING
from leerwerk.engine.blueprints.teaching import TEACHING
from leerwerk.engine.blueprints.work_and_language import WORK_AND_LANGUAGE, WORK_AND_LANGUAGE_HOSPITALITY

EXAMPLES = (CARE, WORK_AND_LANGUAGE, WORK_AND_LANGUAGE_HOSPITALITY, TEACHING, ELECTRICIAN, CONSTRUCTION, GARDENING)
"""In the order of the whitepaper."""

__all__ = [
    "CARE",
    "CONSTRUCTION",
    "ELECTRICIAN",
    "EXAMPLES",
    "GARDENING",
    "TEACHING",
    "WORK_AND_LANGUAGE",
    "WORK_AND_LANGUAGE_HOSPITALITY",
]
