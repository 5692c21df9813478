"""A proof of how good any plan can be, recomputed from the prices in OUT alone.

For any prices that are not negative, paying for scarce things instead of forbidding their shortage can only make the
best plan better (Lagrangian relaxation). With prices p of the things, π of the people and φ of the floor, no plan is
worth more than

    Σ π + Σ p × capacity + Σ over groups of max(0, best filling at these prices − fixed cost − what opening uses)

and the best filling of a group, where everyone pays for the cheapest workplace that fits them but all must be seated,
is found by taking the best first (a transversal matroid). This may be higher than the bound in the summary, which can
rest on more than prices; a plan worth more than it is impossible.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.check_fits import Fits, Rows
from leerwerk.engine.planning.check_pairs import Given, curve, given_values, worth
from leerwerk.engine.planning.contract import EDUCATION
from leerwerk.engine.planning.parsing import Tables
from leerwerk.engine.planning.question import ANY, Floats, Question
from leerwerk.engine.planning.value_model import UNIT, VALUE_MODEL


def bound_from_prices(question: Question, tables: Tables) -> float | None:
    """Return an upper bound on the value of any plan, from the ``prices`` table; None without usable prices."""
    prices = _prices(question, tables)
    if prices is None:
        return None
    return Dual(question, prices).bound()


def _prices(question: Question, tables: Tables) -> dict[str, Floats] | None:
    ids = {
        "workplace": question.workplaces.ids,
        "resource": question.resources.ids,
        "budget": question.budgets.ids,
        "candidate": question.candidates.ids,
        "floor": ("",),
    }
    index = {kind: {name: row for row, name in enumerate(names)} for kind, names in ids.items()}
    prices = {kind: np.zeros(len(names)) for kind, names in ids.items()}
    rows = tables.get("prices", ())
    for row in rows:
        kind, name = str(row.get("kind")), str(row.get("id") or "")
        try:
            price = float(str(row.get("marginal_value")))
        except ValueError:
            return None
        if kind not in index or name not in index[kind] or not price >= 0:
            return None
        prices[kind][index[kind][name]] = price
    return prices if len(rows) else None


class Dual:
    """The sum above, group by group, so that memory stays small."""

    def __init__(self, question: Question, prices: Mapping[str, Floats]) -> None:
        self.question = question
        self.prices = prices
        self.given: Given | None = given_values(question)
        c = question.candidates
        low = (c.education <= 2).astype(np.float64) - question.settings.low_skilled_floor
        self.own = -prices["candidate"] + prices["floor"][0] * low
        self.fits = Fits(question)
        self.by_home = self._charges()

    def _charges(self) -> dict[int, list[tuple[int, float]]]:
        b, found = self.question.budgets, dict[int, list[tuple[int, float]]]()
        for row, group in enumerate(b.charge_group.tolist()):
            price = float(self.prices["budget"][b.charge_budget[row]]) * float(b.per_participant[row])
            if price:
                found.setdefault(group, []).append((int(b.charge_zone[row]), price))
        return found

    def bound(self) -> float:
        """Return the bound."""
        q, prices = self.question, self.prices
        total = float(prices["candidate"].sum()) + float(prices["workplace"] @ q.workplaces.places)
        total += float(prices["resource"] @ q.resources.capacity) + float(prices["budget"] @ q.budgets.amount)
        opening = q.groups.fixed_cost.astype(np.float64).copy()
        np.add.at(opening, q.resources.use_group, prices["resource"][q.resources.use_resource] * q.resources.per_group)
        np.add.at(opening, q.budgets.charge_group, prices["budget"][q.budgets.charge_budget] * q.budgets.per_group)
        head = np.zeros(len(q.groups.ids))
        use = prices["resource"][q.resources.use_resource] * q.resources.per_participant
        np.add.at(head, q.resources.use_group, use)
        closed = set(q.locks.closed.tolist())
        for group in range(len(q.groups.ids)):
            if group not in closed:
                total += max(0.0, self._filling(group, float(head[group])) - float(opening[group]))
        return total

    def _filling(self, group: int, head: float) -> float:
        """Return what the best filling of a group is worth at these prices, before the cost of opening it."""
        groups = self.question.groups
        people = self.fits.eligible(group)
        fits = self.fits.seats(group, people)
        people, fits = people[fits.any(axis=1)], fits[fits.any(axis=1)]
        least, most = max(1, int(groups.min_size[group])), int(groups.max_size[group])
        if len(people) < least:
            return -np.inf
        places = self.fits.offered(group)
        seat = np.where(fits, self.prices["workplace"][places], np.inf).min(axis=1)
        gain = self._values(group, people) + self.own[people] - seat - head
        for zone, price in self.by_home.get(group, ()):
            gain -= price if zone == ANY else price * (self.question.candidates.zone[people] == zone)
        return best_seated(gain, fits, self.question.workplaces.places[places].tolist(), least, most)

    def _values(self, group: int, people: Rows) -> Floats:
        """Return what each person is worth in this group: as ``check_pairs.worth``, for many people at once."""
        q, model = self.question, VALUE_MODEL
        if self.given is not None or q.earlier is not None:
            return np.array([worth(q, person, group, self.given) for person in people.tolist()])
        c, g = q.candidates, q.groups
        points = np.full(len(people), model.start[int(g.level[group])], np.int64)
        points += model.language * np.clip(c.language[people] - g.language[group], 0, model.cap).sum(axis=1)
        above = np.clip(c.scales[people] - g.scales[group], 0, model.cap).astype(np.int64)
        points += model.learnability * above[:, 0] + model.load * above[:, 1]
        points += model.motivation * (c.scales[people, 2].astype(np.int64) - 3)
        minutes = q.travel.minutes[c.zone[people], g.zone[group]].astype(np.int64)
        started = np.ceil(np.maximum(minutes - model.near, 0) / model.step).astype(np.int64)
        points -= model.travel * np.minimum(started, model.farthest)
        kinds, kind = np.unique(points, return_inverse=True)
        benefit = _parts([q.settings.benefit * curve(int(one)) for one in kinds])[kind]
        rank = (c.wishes[people] == g.sector[group]).argmax(axis=1)
        weights = _parts([*q.settings.wish_weights, 0.0])
        wish = weights[np.minimum(rank, len(weights) - 1)]
        reach = _parts([q.settings.reach_weights.get(one, 0.0) for one in EDUCATION])[c.education[people]]
        values: Floats = benefit - _parts([float(g.cost_per_participant[group])])[0] + wish + reach
        return values


def _parts(amounts: list[float]) -> Floats:
    return np.rint(np.array(amounts, np.float64) * UNIT) / UNIT


def best_seated(gain: Floats, fits: npt.NDArray[np.bool_], places: list[int], least: int, most: int) -> float:
    """Return the largest sum of gains of people who can all be seated, at least ``least`` and at most ``most`` of them.

    Best first, moving others to another workplace where that makes room: sets that can be seated form a matroid, so
    the best set of each size extends the one before. −inf when fewer than ``least`` can be seated.
    """
    seated: list[list[int]] = [[] for _ in places]  # who sits where
    choices: dict[int, list[int]] = {}
    full: set[int] = set()  # workplaces where nobody can make room any more, whoever comes
    total, best, count = 0.0, -np.inf, 0
    for person in np.argsort(-gain, kind="stable").tolist():
        if count >= most or (count >= least and gain[person] <= 0):
            break
        choices[person] = np.flatnonzero(fits[person]).tolist()
        asked = set(full)
        if _seat(person, choices, places, seated, asked):
            count += 1
            total += float(gain[person])
            if count >= least:
                best = max(best, total)
        else:
            full = asked
            if len(full) == len(places):
                break
    return best


def _seat(
    person: int, choices: Mapping[int, list[int]], places: list[int], seated: list[list[int]], asked: set[int]
) -> bool:
    """Seat one more person, moving others along if needed; say whether that was possible."""
    for place in choices[person]:
        if place in asked:
            continue
        asked.add(place)
        if len(seated[place]) < places[place]:
            seated[place].append(person)
            return True
        for other in list(seated[place]):
            if _seat(other, choices, places, seated, asked):
                seated[place].remove(other)
                seated[place].append(person)
                return True
    return False
