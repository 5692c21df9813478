"""Introductions of people who look for work to employers, and proposals who fits where in a region."""

from leerwerk.matching.models.introductions import Introduced, IntroducedPerson, Introduction, IntroductionAnswer
from leerwerk.matching.models.rounds import MatchProposal, MatchRound

__all__ = [
    "Introduced",
    "IntroducedPerson",
    "Introduction",
    "IntroductionAnswer",
    "MatchProposal",
    "MatchRound",
]
