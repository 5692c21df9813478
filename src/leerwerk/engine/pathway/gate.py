"""The norms beside which it is decided whether a group as a whole starts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Norm(StrEnum):
    """What a group should have before it starts."""

    PARTICIPANTS = "participants"  # at least its smallest size
    WORKPLACES = "workplaces"  # one for everybody who was selected
    MENTORS = "mentors"  # one organisation at least
    MONEY = "money"  # nothing that is not covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a group has on the day of its gate; ``money_missing`` in thousands of euros."""

    least: int
    participants: int
    workplaces: int
    mentors: int
    money_missing: Decimal


def below(counted: Counted) -> tuple[Norm, ...]:
    """Return the norms that are not met."""
    held = {
        Norm.PARTICIPANTS: counted.participants >= counted.least,
        Norm.WORKPLACES: counted.workplaces >= counted.participants,
        Norm.MENTORS: counted.mentors > 0,
        Norm.MONEY: counted.money_missing <= 0,
    }
    return tuple(norm for norm in Norm if not held[norm])
