"""Norms about work: contracts, trial placements, wage value and lasting."""

from leerwerk import facts
from leerwerk.engine import norms
from leerwerk.engine.placing.vocabulary import NormCode

Norm = norms.Norm[NormCode]
Norms = norms.Norms[NormCode]


def stated_norms() -> Norms:
    """The norms that are shipped with the program, from ``facts/placing_norms.csv``."""
    return norms.stated(NormCode, facts.placing_norms())
