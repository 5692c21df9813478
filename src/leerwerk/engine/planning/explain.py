"""Why this group, why not that one, and what would change it: values, never sentences.

``Explainer`` is built once per plan; after that one person takes milliseconds, because only the nearest of the groups
that do not fit are looked at closely.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leerwerk.engine.planning.answer import Answer, Plan, Prices
from leerwerk.engine.planning.changes import Opening, alone, smallest_change_alone
from leerwerk.engine.planning.distance import NEVER, steps_to_groups
from leerwerk.engine.planning.eligibility import Barrier, barriers
from leerwerk.engine.planning.question import ANY, Floats, Int64s, Pairs, Question
from leerwerk.engine.planning.standing import (
    ROOM,
    Reason,
    Standing,
    fitting_seats,
    reason_unplaced,
    standing,
)
from leerwerk.engine.planning.values import Part, parts_of_value

NEAREST = 12  # groups that do not fit, shown with what would make them fit


class Against(StrEnum):
    """What speaks against a group that fits someone. Amounts in thousands of euros unless said otherwise."""

    LOWER_VALUE = "lower_value"  # amount: how much more the chosen group is worth
    FULL = "full"  # amount: the value of the participant who brings least
    PLACES_TAKEN = "places_taken"  # amount: what one more place would bring
    NOT_OPENED = "not_opened"  # amount: how much it falls short; see ``explain_group`` of that group
    RESOURCE = "resource"  # about: which has no room for one more; amount: its price
    BUDGET = "budget"
    OTHERS = "others"  # there is room, and yet: the floor, or ties with other people
    LOCKED = "locked"  # a lock holds this person, or the other one, elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One thing that speaks against a group now."""

    against: Against
    amount: float = 0.0
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A group that fits: the parts of its value, where this person could work, what speaks against it now."""

    group: int
    value: float
    parts: dict[Part, float]
    workplaces: tuple[int, ...]
    objections: tuple[Objection, ...]  # empty for the chosen group


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """A group that does not fit: every barrier, and the smallest change that would make it fit, if any does."""

    group: int
    barriers: tuple[Barrier, ...]
    opening: Opening | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExplained:
    """Everything the plan can say to one person. ``options`` by value, ``out_of_reach`` nearest first."""

    candidate: int
    group: int  # ANY when not placed
    workplace: int
    reason: Reason | None  # why not placed
    options: tuple[Option, ...]
    out_of_reach: tuple[OutOfReach, ...]
    groups_out_of_reach: int


class Shortage(StrEnum):
    """What keeps a group from opening."""

    PEOPLE = "people"  # amount: how many people more who fit; they need not be free
    FREE_PEOPLE = "free_people"  # amount: how many more of those who fit would have to be free
    SEATS = "seats"  # amount: places more at the offered workplaces
    RESOURCE = "resource"  # about, amount: units more
    BUDGET = "budget"  # about, amount: thousands of euros more
    VALUE = "value"  # amount: thousands of euros that it falls short at the current prices
    CLOSED = "closed"  # a lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """One thing that is short, and how much of it."""

    shortage: Shortage
    amount: float = 0.0
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupExplained:
    """Why a group opens or not. ``shorts`` is what would have to be there for it to open; empty when it is open."""

    group: int
    open: bool
    locked: bool  # a lock decided it
    size: int
    eligible: int
    free: int  # of those eligible, how many are not placed elsewhere
    value: float  # of the participants
    fixed_cost: float
    net: float  # value less fixed cost; for a group that is not open the best it could reach at the current prices
    shorts: tuple[Short, ...]


class Explainer:
    """Answers questions about one plan."""

    def __init__(self, question: Question, pairs: Pairs, answer: Answer) -> None:
        if answer.plan is None:
            raise ValueError("there is no plan to explain")
        self.question = question
        self.pairs = pairs
        self.plan: Plan = answer.plan
        self.prices: Prices | None = answer.prices
        self.stand: Standing = standing(question, pairs, answer.plan)
        self._uses = _by_group(question.resources.use_group, len(question.groups.ids))
        self._charges = _by_group(question.budgets.charge_group, len(question.groups.ids))

    def person(self, candidate: int, *, nearest: int = NEAREST) -> PersonExplained:
        """Explain one person's part of the plan; ``nearest`` groups that do not fit are looked at closely."""
        mine = self.stand.pairs_of_candidate(candidate)
        mine = mine[np.argsort(-self.pairs.value[mine], kind="stable")]
        chosen = int(self.plan.group[candidate])
        options = tuple(self._option(int(row), candidate, chosen) for row in mine)
        fitting = {option.group for option in options}
        steps = steps_to_groups(self.question, candidate)
        order = [int(g) for g in np.argsort(steps, kind="stable") if int(g) not in fitting]
        one = alone(self.question, candidate)
        out = [
            OutOfReach(group=group, barriers=barriers(one, 0, group), opening=smallest_change_alone(one, group))
            for group in order[:nearest]
        ]
        out.sort(key=lambda each: each.opening.steps if each.opening else NEVER)
        reason = None if chosen != ANY else reason_unplaced(self.question, self.pairs, self.stand, candidate)[0]
        return PersonExplained(
            candidate=candidate,
            group=chosen,
            workplace=int(self.plan.workplace[candidate]),
            reason=reason,
            options=options,
            out_of_reach=tuple(out),
            groups_out_of_reach=len(order),
        )

    def _option(self, row: int, candidate: int, chosen: int) -> Option:
        group = int(self.stand.group_of_pair[row])
        seats = fitting_seats(self.question, self.pairs, row, group)
        return Option(
            group=group,
            value=float(self.pairs.value[row]),
            parts=parts_of_value(self.question, candidate, group),
            workplaces=tuple(seats.tolist()),
            objections=() if group == chosen else self._objections(row, candidate, group, chosen, seats),
        )

    def _objections(self, row: int, candidate: int, group: int, chosen: int, seats: Int64s) -> tuple[Objection, ...]:
        found = []
        locks = self.question.locks
        if (locks.assign[:, 0] == candidate).any():
            found.append(Objection(against=Against.LOCKED))
        if chosen != ANY:
            more = self._value(candidate, chosen) - float(self.pairs.value[row])
            if more > 0:
                found.append(Objection(against=Against.LOWER_VALUE, amount=more))
        if not self.plan.open[group]:
            found.append(Objection(against=Against.NOT_OPENED, amount=max(0.0, -self._best_net(group))))
        else:
            found += self._no_room(candidate, group, seats)
        return tuple(found) or (Objection(against=Against.OTHERS),)

    def _value(self, candidate: int, group: int) -> float:
        mine = self.stand.pairs_of_candidate(candidate)
        return float(self.pairs.value[mine[self.stand.group_of_pair[mine] == group]].sum())

    def _no_room(self, candidate: int, group: int, seats: Int64s) -> list[Objection]:
        q, found = self.question, []
        if self.stand.size[group] >= q.groups.max_size[group]:
            rows = slice(int(self.pairs.start[group]), int(self.pairs.start[group + 1]))
            inside = self.plan.group[self.pairs.candidate[rows]] == group
            found.append(Objection(against=Against.FULL, amount=float(self.pairs.value[rows][inside].min())))
        if (self.stand.taken[seats] >= q.workplaces.places[seats]).all():
            price = float(self.prices.workplace[seats].min()) if self.prices is not None else 0.0
            found.append(Objection(against=Against.PLACES_TAKEN, amount=price))
        for use in self._uses[group]:
            resource = int(q.resources.use_resource[use])
            left = q.resources.capacity[resource] - self.stand.used[resource]
            if q.resources.per_participant[use] > left + ROOM * max(1.0, q.resources.capacity[resource]):
                price = float(self.prices.resource[resource]) if self.prices is not None else 0.0
                found.append(Objection(against=Against.RESOURCE, amount=price, about=q.resources.ids[resource]))
        home = int(q.candidates.zone[candidate])
        for charge in self._charges[group]:
            budget = int(q.budgets.charge_budget[charge])
            left = q.budgets.amount[budget] - self.stand.spent[budget]
            theirs = int(q.budgets.charge_zone[charge]) in (ANY, home)
            if theirs and q.budgets.per_participant[charge] > left + ROOM * max(1.0, q.budgets.amount[budget]):
                price = float(self.prices.budget[budget]) if self.prices is not None else 0.0
                found.append(Objection(against=Against.BUDGET, amount=price, about=q.budgets.ids[budget]))
        return found

    def group(self, group: int) -> GroupExplained:
        """Explain why a group opens, or what would have to be there for it to open."""
        q = self.question
        rows = slice(int(self.pairs.start[group]), int(self.pairs.start[group + 1]))
        people = self.pairs.candidate[rows]
        opened = bool(self.plan.open[group])
        free = int((self.plan.group[people] == ANY).sum())
        closed, forced = group in q.locks.closed, group in q.locks.open or group in q.locks.assign[:, 1]
        fixed = float(q.groups.fixed_cost[group])
        value = float(self.stand.worth[group])
        return GroupExplained(
            group=group,
            open=opened,
            locked=bool(forced if opened else closed),
            size=int(self.stand.size[group]),
            eligible=len(people),
            free=free,
            value=value,
            fixed_cost=fixed,
            net=value - fixed if opened else self._best_net(group),
            shorts=() if opened else self._shorts(group, len(people), free, bool(closed)),
        )

    def _shorts(self, group: int, eligible: int, free: int, closed: bool) -> tuple[Short, ...]:
        """What is missing for the smallest size: people, places, teachers, money; else the value it falls short."""
        q, found = self.question, []
        least = max(1, int(q.groups.min_size[group]))
        if closed:
            found.append(Short(shortage=Shortage.CLOSED))
        if eligible < least:
            found.append(Short(shortage=Shortage.PEOPLE, amount=least - eligible))
        elif free < least:
            found.append(Short(shortage=Shortage.FREE_PEOPLE, amount=least - free))
        places = q.offers.workplace[q.offers.start[group] : q.offers.start[group + 1]]
        seats = int(np.maximum(q.workplaces.places[places] - self.stand.taken[places], 0).sum())
        if seats < least:
            found.append(Short(shortage=Shortage.SEATS, amount=least - seats))
        for use in self._uses[group]:
            resource = int(q.resources.use_resource[use])
            need = float(q.resources.per_group[use] + least * q.resources.per_participant[use])
            short = need - float(q.resources.capacity[resource] - self.stand.used[resource])
            if short > ROOM * max(1.0, float(q.resources.capacity[resource])):
                found.append(Short(shortage=Shortage.RESOURCE, amount=short, about=q.resources.ids[resource]))
        for budget, need in self._charged(group, least).items():
            short = need - float(q.budgets.amount[budget] - self.stand.spent[budget])
            if short > ROOM * max(1.0, float(q.budgets.amount[budget])):
                found.append(Short(shortage=Shortage.BUDGET, amount=short, about=q.budgets.ids[budget]))
        if not found or self._best_net(group) < 0:
            found.append(Short(shortage=Shortage.VALUE, amount=max(0.0, -self._best_net(group))))
        return tuple(found)

    def _charged(self, group: int, people: int) -> dict[int, float]:
        """What opening with this many people charges to each budget, at least (whoever they are)."""
        b, found = self.question.budgets, dict[int, float]()
        for charge in self._charges[group]:
            heads = people if b.charge_zone[charge] == ANY else 0
            need = float(b.per_group[charge] + heads * b.per_participant[charge])
            found[int(b.charge_budget[charge])] = found.get(int(b.charge_budget[charge]), 0.0) + need
        return found

    def _best_net(self, group: int) -> float:
        """The best this group could bring if everyone in it, and all it uses, were paid for at the current prices.

        −inf (as the value of nobody) when fewer than the smallest size are eligible: then 0 participants count.
        """
        q = self.question
        rows = slice(int(self.pairs.start[group]), int(self.pairs.start[group + 1]))
        least, most = max(1, int(q.groups.min_size[group])), int(q.groups.max_size[group])
        gains: Floats = np.sort(self.pairs.value[rows] - self._paid(group, self.pairs.candidate[rows]))[::-1][:most]
        opening = float(q.groups.fixed_cost[group])
        if self.prices is not None:
            uses, charges = self._uses[group], self._charges[group]
            opening += float((self.prices.resource[q.resources.use_resource[uses]] * q.resources.per_group[uses]).sum())
            opening += float(
                (self.prices.budget[q.budgets.charge_budget[charges]] * q.budgets.per_group[charges]).sum()
            )
        sums = np.cumsum(gains)[least - 1 :]
        return float((sums.max() if len(sums) else gains.sum()) - opening)

    def _paid(self, group: int, people: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Floats:
        """What each person would have to bring at least, at the current prices: their other options, hours, money."""
        q, prices = self.question, self.prices
        if prices is None:
            return np.zeros(len(people))
        uses, charges = self._uses[group], self._charges[group]
        paid = prices.candidate[people].astype(np.float64)
        paid += float((prices.resource[q.resources.use_resource[uses]] * q.resources.per_participant[uses]).sum())
        for charge in charges:
            zone = int(q.budgets.charge_zone[charge])
            price = float(prices.budget[q.budgets.charge_budget[charge]] * q.budgets.per_participant[charge])
            paid += price if zone == ANY else price * (q.candidates.zone[people] == zone)
        rows = slice(int(self.pairs.start[group]), int(self.pairs.start[group + 1]))
        seats = self.pairs.seats[rows]
        places = q.offers.workplace[q.offers.start[group] : q.offers.start[group + 1]]
        cheapest = np.full(len(people), np.inf)
        for k, place in enumerate(places.tolist()):
            fits = (seats[:, k // 64] >> np.uint64(k % 64)) & np.uint64(1) == 1
            cheapest[fits] = np.minimum(cheapest[fits], prices.workplace[place])
        total: Floats = paid + cheapest
        return total


def _by_group(group: np.ndarray[tuple[int], np.dtype[np.int32]], groups: int) -> list[Int64s]:
    """Return the rows of each group."""
    order = np.argsort(group, kind="stable").astype(np.int64)
    edges = np.searchsorted(group[order], np.arange(groups + 1))
    return [order[edges[g] : edges[g + 1]] for g in range(groups)]
