"""What a business case is about: groups, what they cost and who pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from leerwerk.engine.money.figures import Figure
from leerwerk.engine.money.vocabulary import Certainty, Code, Item, Part, Party, Per


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Something that is bought or done, in euros. ``payee``: who is paid, and spends it; the world: who does it itself.

    By group or starter it is spread evenly over its part; by month it is paid for each month of each participant in
    that part; by completer or placed it is paid once, when that happens.
    """

    item: Item
    payer: Party
    payee: Party
    euros: float
    per: Per
    part: Part
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Money by an instrument, in euros, once for each of what it is counted by.

    ``amounts``: for the first, the second ...; ``goes_on``: everybody after that gets as much as the last, else nobody.
    By month it is for who learns and works in month ``at``. ``months_later``: how long after the start, or after what
    it is counted by, it is received. ``chance``: that it is received at all, between 0 and 1; it is for all of the
    group or for nobody, and so it is for every group of a case that has a grant of the same source.
    """

    source: str
    payer: Party
    payee: Party
    amounts: tuple[float, ...]
    per: Per
    goes_on: bool = True
    at: int = 0
    months_later: int = 0
    chance: float = 1.0
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who go through a trajectory together.

    ``begins``: in which month of the case. ``pre_track``, ``learn_work``, ``trial``, ``coaching_after``: months of
    each; a trial placement is unpaid and comes before the placement. ``hours``: paid hours a week; ``working``: which
    share of them is work, the rest is learning. ``wage``: euros an hour, None: the minimum. ``since_permit``: months
    from the permit to the start, on average. ``charges``: the figure of the employer's premiums.
    """

    starters: int
    pre_track: int
    learn_work: int
    begins: int = 0
    trial: int = 0
    coaching_after: int = 12
    hours: float = 32
    working: float = 0.8
    wage: float | None = None
    since_permit: int = 30
    charges: Code = Code.CHARGES_SMALL_LOW
    costs: tuple[Cost, ...] = ()
    grants: tuple[Grant, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for what no group can be."""
        if self.starters < 0 or min(self.begins, self.pre_track, self.trial, self.coaching_after) < 0:
            raise ValueError(f"{self.starters} starters, months below zero")
        if self.learn_work < 1:
            raise ValueError("a trajectory has at least a month of learning and working")

    @property
    def track(self) -> int:
        """How many months the trajectory itself takes."""
        return self.pre_track + self.learn_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Groups over so many months.

    ``own``: figures that people have of their own, instead of those that are stated. ``instead``: what if one had
    another value; it is as unsure as it was.
    """

    groups: tuple[Group, ...]
    months: int = 60
    own: tuple[Figure, ...] = ()
    instead: tuple[tuple[Code, Decimal], ...] = ()
