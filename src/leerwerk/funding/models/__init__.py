"""Budgets and what is charged to them, the books that are kept of them, applications, and figures of a region."""

from leerwerk.funding.models.books import AidElsewhere, Bill, Claim, ClosedYear, Commitment, LedgerEntry, Reservation
from leerwerk.funding.models.budgets import Budget, Charge
from leerwerk.funding.models.cases import Application, GroupFact, RegionFigure, RegionInstrument
from leerwerk.funding.models.packs import EvidencePack, PackProof, SampleItem

__all__ = [
    "AidElsewhere",
    "Application",
    "Bill",
    "Budget",
    "Charge",
    "Claim",
    "ClosedYear",
    "Commitment",
    "EvidencePack",
    "GroupFact",
    "LedgerEntry",
    "PackProof",
    "RegionFigure",
    "RegionInstrument",
    "Reservation",
    "SampleItem",
]
