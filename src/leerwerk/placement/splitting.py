"""From a function to tasks: what of a function a starter does at once, after learning, or leaves to colleagues.

The bounds are ours, and rules of thumb: who starts in a leerwerktraject speaks Dutch at about A2, and reaches B1 in it.
"""

from dataclasses import dataclass

from leerwerk.placement.task_enums import Fit, Often, Risk, Why, WithoutPaper
from leerwerk.recruitment.enums import Cefr

STARTS_WITH, REACHES = Cefr.A2, Cefr.B1


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty of a function with what the employer answered. ``language``: the level it asks, None for none.

    ``skill`` says for what the level is asked; ``risk_words`` what can go wrong, in a few words.
    """

    name: str
    often: str = Often.DAILY
    without_paper: str = WithoutPaper.YES
    language: int | None = None
    skill: str = ""
    risk: str = Risk.NONE
    risk_words: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """When a starter does a duty, and why not at once."""

    fits: Fit
    why: tuple[Why, ...] = ()


def verdict(duty: Duty) -> Verdict:
    """Return when a starter does this duty: not without its paper or above B1; after learning where that is asked."""
    never = [
        reason
        for reason, holds in (
            (Why.PAPER, duty.without_paper == WithoutPaper.NO),
            (Why.LANGUAGE, duty.language is not None and duty.language > REACHES),
        )
        if holds
    ]
    if never:
        return Verdict(Fit.NOT, tuple(never))
    later = [
        reason
        for reason, holds in (
            (Why.LEARNED, duty.without_paper == WithoutPaper.LEARNED),
            (Why.LANGUAGE, duty.language is not None and duty.language > STARTS_WITH),
            (Why.RISK, duty.risk == Risk.HIGH),
        )
        if holds
    ]
    return Verdict(Fit.LEARNING, tuple(later)) if later else Verdict(Fit.NOW)
