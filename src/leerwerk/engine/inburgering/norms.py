"""The norms of the Wet inburgering 2021."""

from leerwerk import facts
from leerwerk.engine import norms
from leerwerk.engine.inburgering.vocabulary import NormCode

Norm = norms.Norm[NormCode]
Norms = norms.Norms[NormCode]


def stated_norms() -> Norms:
    """The norms that are shipped with the program, from ``facts/inburgering_norms.csv``."""
    return norms.stated(NormCode, facts.inburgering_norms())
