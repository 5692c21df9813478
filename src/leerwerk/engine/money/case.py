"""What a case comes to: every amount follows from who is where in which month. The rules are told in docs/money.md.

All amounts are differences with what would have been: somebody in a trajectory would partly have worked anyway, and
who is placed by it counts for as many as the effect says, as long as that lasts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leerwerk.engine.money.book import Book
from leerwerk.engine.money.facts import Case, Cost, Grant, Group
from leerwerk.engine.money.people import Lives
from leerwerk.engine.money.vocabulary import Code, Item, Part, Party, Per

WEEKS_A_MONTH = 52 / 12
FIRST_YEAR = 12
AT_ONCE = 1000  # draws that are reckoned together: their amounts stay in the memory that is near

type Floats = NDArray[np.float64]
type Living = Callable[[Group, str], Lives]


@dataclass(frozen=True, slots=True)
class Reference:
    """Of a trajectory that places as many as usual: the share of who starts. The effect is told for such a one."""

    placed: float


def works_anyway(draws: Mapping[Code, Floats], since_permit: int, months: int) -> Floats:
    """Return which share would work without a trajectory, draws x months; straight between what is known."""
    known = (
        (30, Code.WORKS_ANYWAY_30_MONTHS),
        (36, Code.WORKS_ANYWAY_36_MONTHS),
        (72, Code.WORKS_ANYWAY_72_MONTHS),
        (96, Code.WORKS_ANYWAY_96_MONTHS),
    )
    at = np.array([0, *(month for month, _code in known)])
    shares = np.stack([np.zeros_like(draws[known[0][1]]), *(draws[code] for _month, code in known)], axis=1)
    asked = since_permit + np.arange(months)
    right = np.clip(np.searchsorted(at, asked, side="left"), 1, len(at) - 1)
    left = right - 1
    part = np.clip((asked - at[left]) / (at[right] - at[left]), 0, 1)
    found: Floats = shares[:, left] * (1 - part) + shares[:, right] * part
    return found


def fades(draws: Mapping[Code, Floats], months: int) -> Floats:
    """Return which share of the effect is left so many months after the trajectory: draws x months."""
    whole, fading = draws[Code.EFFECT_WHOLE_MONTHS][:, None], draws[Code.EFFECT_FADES_MONTHS][:, None]
    return np.clip(1 - (np.arange(months) + 0.5 - whole) / np.maximum(fading, 1e-9), 0, 1)


def productivity(draws: Mapping[Code, Floats], months: int) -> Floats:
    """Return what somebody does beside a comparable worker, so many months after beginning: draws x months.

    It grows along a logistic curve, from 2 % of the way at the beginning to 98 % at the end of getting skilled.
    """
    begin, end = draws[Code.PRODUCTIVITY_BEGIN][:, None], draws[Code.PRODUCTIVITY_END][:, None]
    way = (np.arange(months) + 0.5) / np.maximum(draws[Code.PRODUCTIVITY_MONTHS][:, None], 1)
    steep = 2 * np.log(49)
    return begin + (end - begin) / (1 + np.exp(-steep * (way - 0.5)))


def _column(values: Floats) -> Floats:
    return values[:, None]


class OfGroup:
    """One group being reckoned: its people, its figures, and the book that its amounts go into."""

    def __init__(self, group: Group, lives: Lives, draws: Mapping[Code, Floats], book: Book, usual: Reference) -> None:
        self.group, self.lives, self.draws, self.book, self.usual = group, lives, draws, book, usual
        self.months = lives.here.shape[1]
        wage = _column(draws[Code.MINIMUM_WAGE]) if group.wage is None else group.wage
        self.pay = wage * group.hours * WEEKS_A_MONTH * (1 + _column(draws[Code.HOLIDAY_PAY]))
        self.charges = self.pay * _column(draws[group.charges])
        self.pension = self.pay * _column(draws[Code.PENSION])
        self.labour = self.pay + self.charges + self.pension

    def enter(self, payer: Party, payee: Party, item: Item, euros: Floats, source: str) -> None:
        self.book.pay(payer, payee, item, euros, begins=self.group.begins, source=source)

    def more_in_work(self) -> Floats:
        """How many more work than would have, without what somebody else would have done: draws x months."""
        lives, group = self.lives, self.group
        anyway = works_anyway(self.draws, group.since_permit, self.months)
        in_track = lives.learning * (1 - anyway) - (lives.preparing + lives.trying) * anyway
        since = np.arange(self.months) - group.track - group.trial
        left = np.where(since >= 0, fades(self.draws, self.months)[:, np.maximum(since, 0)], 0)
        after = _column(lives.placed * self.draws[Code.EFFECT] / self.usual.placed) * left
        return (in_track + after) * (1 - _column(self.draws[Code.DISPLACES]))

    def at_the_employer(self) -> None:
        """Enter what the employer pays and gets."""
        lives, group, draws = self.lives, self.group, self.draws
        since = np.maximum(np.arange(self.months) - group.pre_track, 0)
        skill = productivity(draws, self.months)[:, since]
        doing = lives.learning * group.working + lives.trying + lives.here
        worth = self.labour * _column(draws[Code.COMPARABLE_COST])
        self.enter(Party.WORLD, Party.EMPLOYER, Item.OUTPUT, doing * skill * worth, Code.PRODUCTIVITY_END)
        first = since < FIRST_YEAR
        guided = (lives.learning + lives.trying + lives.here) * first
        hour = _column(draws[Code.MENTOR_HOURS] * draws[Code.MENTOR_WAGE]) * WEEKS_A_MONTH
        self.enter(Party.EMPLOYER, Party.WORLD, Item.MENTOR, guided * hour, Code.MENTOR_HOURS)
        event = np.arange(self.months) == group.track + group.trial
        filled = _column(lives.placed * draws[Code.VACANCY_COST]) * event
        self.enter(Party.WORLD, Party.EMPLOYER, Item.VACANCY, filled, Code.VACANCY_COST)

    @property
    def employed(self) -> Floats:
        """How many the employer pays: draws x months."""
        return self.lives.learning + self.lives.here

    def wages(self, people: Floats) -> None:
        """Enter the wages of so many people, and what is paid on them."""
        self.enter(Party.EMPLOYER, Party.PARTICIPANT, Item.WAGE, people * self.pay, Code.MINIMUM_WAGE)
        self.enter(Party.EMPLOYER, Party.PARTICIPANT, Item.PENSION, people * self.pension, Code.PENSION)
        self.enter(Party.EMPLOYER, Party.STATE, Item.CHARGES, people * self.charges, self.group.charges)

    def elsewhere(self, people: Floats) -> None:
        """Enter work at other employers, below zero where it is not done there.

        It brings an employer what it costs, so that no employer gains by somebody not coming.
        """
        self.wages(people)
        self.enter(Party.WORLD, Party.EMPLOYER, Item.OUTPUT, people * self.labour, Code.EFFECT)

    def in_public(self, more: Floats) -> None:
        """Enter what working changes for participant, municipality and state."""
        draws = self.draws
        tax = more * self.pay * _column(draws[Code.WAGE_TAX])
        self.enter(Party.PARTICIPANT, Party.STATE, Item.WAGE_TAX, tax, Code.WAGE_TAX)
        lost = more * _column(draws[Code.ALLOWANCES_LOST])
        self.enter(Party.PARTICIPANT, Party.STATE, Item.ALLOWANCES, lost, Code.ALLOWANCES_LOST)
        way = more * _column(draws[Code.WAY_TO_WORK])
        self.enter(Party.PARTICIPANT, Party.WORLD, Item.WAY_TO_WORK, way, Code.WAY_TO_WORK)
        saved = more * _column(draws[Code.BENEFIT_COST]) / 12
        self.enter(Party.PARTICIPANT, Party.MUNICIPALITY, Item.BENEFIT, saved, Code.BENEFIT_COST)
        stays = np.exp(-_column(draws[Code.MOVES_AWAY]) * np.arange(self.months) / 12)
        year = np.maximum(np.arange(self.months) - self.group.pre_track, 0) // 12
        by_year = (Code.BUIG_KEPT_YEAR_1, Code.BUIG_KEPT_YEAR_2, Code.BUIG_KEPT_LATER)
        keeps = np.stack([draws[code] for code in by_year], axis=1)[:, np.minimum(year, 2)] * stays
        self.enter(Party.MUNICIPALITY, Party.STATE, Item.BUIG, saved * (1 - keeps), Code.BUIG_KEPT_LATER)
        spared = more * _column(draws[Code.BENEFIT_EXECUTION] * draws[Code.BENEFIT_EXECUTION_MARGINAL]) / 12
        self.enter(Party.WORLD, Party.MUNICIPALITY, Item.EXECUTION, spared * stays, Code.BENEFIT_EXECUTION)
        self.enter(Party.WORLD, Party.STATE, Item.EXECUTION, spared * (1 - stays), Code.BENEFIT_EXECUTION)

    def cost(self, cost: Cost) -> None:
        """Enter what is bought, and that who is paid spends it."""
        euros = cost.euros * self._times(cost.per, cost.part)
        self.enter(cost.payer, cost.payee, cost.item, euros, cost.source)
        if Party.WORLD not in (cost.payee, cost.payer):
            self.enter(cost.payee, Party.WORLD, cost.item, euros, cost.source)

    def _within(self, part: Part) -> tuple[int, int]:
        """Return the first month of a part, and the first after it."""
        group = self.group
        over = group.track + group.trial
        match part:
            case Part.BEFORE:
                return 0, 1
            case Part.PRE_TRACK:
                return 0, group.pre_track
            case Part.LEARN_WORK:
                return group.pre_track, group.track
            case Part.AFTER:
                return over, over + group.coaching_after

    def _times(self, per: Per, part: Part) -> Floats:
        """Return how often something is paid: draws x months."""
        lives, many = self.lives, len(self.lives.placed)
        begin, end = self._within(part)
        month = np.arange(self.months)
        inside = (month >= begin) & (month < end)
        match per:
            case Per.GROUP | Per.STARTER:
                heads = self.group.starters if per is Per.STARTER else 1
                return np.full((many, self.months), heads / max(1, end - begin)) * inside
            case Per.MONTH:
                there = lives.preparing + lives.learning + lives.trying + lives.here
                return (_column(lives.placed) * np.ones(self.months) if part is Part.AFTER else there) * inside
            case Per.COMPLETER:
                return _column(lives.completed) * (month == self.group.track)
            case Per.PLACED:
                return _column(lives.placed) * (month == self.group.track + self.group.trial)

    def grant(self, grant: Grant, given: Floats) -> None:
        """Enter money by an instrument; ``given``: of each draw 1 when it is received, 0 when not."""
        heads, since = self._granted_for(grant)
        so_far = np.concatenate([[0.0], np.cumsum(grant.amounts)])
        euros = np.interp(heads, np.arange(len(so_far)), so_far)
        if grant.goes_on:
            euros += np.maximum(heads - len(grant.amounts), 0) * grant.amounts[-1]
        event = np.arange(self.months) == since + grant.months_later
        paid = _column(euros * given) * event
        flows = [(grant.payer, grant.payee)]
        if grant.payee is Party.SCHOOL:
            flows.append((Party.SCHOOL, Party.WORLD))  # who teaches or coaches spends it
        for payer, payee in flows:
            self.book.pay(
                payer,
                payee,
                Item.GRANT,
                paid,
                begins=self.group.begins,
                source=grant.source,
                certainty=grant.certainty,
            )

    def _granted_for(self, grant: Grant) -> tuple[Floats, int]:
        """Return of how many somebody is paid for, by draw, and from which month on."""
        lives, group = self.lives, self.group
        match grant.per:
            case Per.GROUP:
                return np.ones_like(lives.placed), 0
            case Per.STARTER:
                return np.full_like(lives.placed, group.starters), 0
            case Per.MONTH:
                there = lives.learning[:, grant.at] if grant.at < self.months else np.zeros_like(lives.placed)
                return there, grant.at
            case Per.COMPLETER:
                return lives.completed, group.track
            case Per.PLACED:
                return lives.placed, group.track + group.trial


def reckoned(
    case: Case,
    draws: Mapping[Code, Floats],
    living: Living,
    usual: Reference,
    given: Callable[[Grant, str], Floats],
) -> Book:
    """Return the book of a case.

    ``living``: how the people of a group fare, by group and the name of its luck. ``given``: whether a grant is
    received, by draw; on average its chance.
    """
    many = len(draws[Code.COMPLETES])
    book = Book.empty(many, case.months)
    slices = [slice(begin, begin + AT_ONCE) for begin in range(0, many, AT_ONCE)]
    drawn = [{code: values[some] for code, values in draws.items()} for some in slices]
    for n, group in enumerate(case.groups):
        lives = living(group, f"people {n}")
        received = [(grant, given(grant, f"grant {grant.source}")) for grant in group.grants]
        for some, figures in zip(slices, drawn, strict=True):
            part = book.part(some)
            _enter(OfGroup(group, lives.part(some), figures, part, usual), [(one, by[some]) for one, by in received])
            book.take(part)
    return book


def _enter(one: OfGroup, grants: Sequence[tuple[Grant, Floats]]) -> None:
    """Enter everything about a group; ``grants``: with whether each is received."""
    more = one.more_in_work()
    one.at_the_employer()
    one.wages(one.employed)
    one.elsewhere(more - one.employed)
    one.in_public(more)
    for cost in one.group.costs:
        one.cost(cost)
    for grant, given in grants:
        one.grant(grant, given)
