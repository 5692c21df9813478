"""Weeks for all groups that do not use more than there is, and then cheaper ones.

Groups take their best week in turn, at prices that rise where too much is used (after PathFinder, McMurchie and
Ebeling 1995). From what fits, a few groups that share something are taken out and put back in another order, at
prices with some chance in them; what is not dearer stays.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from leerwerk.engine.roster.solver.columns_kernels import FREE, NEVER, best_shifts, shifts_cost
from leerwerk.engine.roster.solver.duals import Chosen, add, choose_teachers, rows
from leerwerk.engine.roster.solver.pack import Bundle, Pack, Prices
from leerwerk.engine.roster.solver.shifts import lay
from leerwerk.engine.roster.week import after, mask_of

DEAR = 4.0  # what one unit too many costs at first
DEARER = 1.1  # times that, in every sweep
DEAREST = 30.0
PAST = 1.0  # what a unit that was too many adds to the price for good
WALL = 1000.0  # what it costs when nothing may be used too much
SWEEPS = 400
LONE = 4  # sweeps before shifts are laid for whole workplaces at once
MANY = 4  # workplaces beyond which that takes too long
WARM, COLD = 3.0, 0.3  # how much dearer something may be to stay


@dataclass(slots=True)
class Packed:
    """A week for each group, and what they use."""

    chosen: list[Chosen | None]
    use: Prices
    patterns: list[int]  # of each workplace
    cost: float = math.inf

    def copy(self) -> Packed:
        """The same, apart."""
        return Packed([*self.chosen], self.use.copy(), [*self.patterns], self.cost)


class Negotiation:
    """Looks for weeks that fit together."""

    def __init__(self, pack: Pack, duals: Prices, seed: int) -> None:
        self.pack, self.duals = pack, duals
        self.rng = random.Random(seed)
        self.history = pack.zero.copy()
        self.bad = self._unreachable()
        slots = pack.question.slots
        self.beside = [[b for b in range(slots) if after(a, slots) == b or after(b, slots) == a] for a in range(slots)]
        self.at = np.full((len(pack.teachers), slots), -1, np.int32)
        self._chosen: list[int] = [-1]  # the patterns of ``_places``
        self._places = pack.zero.work
        self.now = Packed([None] * len(pack.bundles), pack.zero.copy(), [0] * len(pack.workplaces))

    def _unreachable(self) -> list[np.ndarray | None]:
        """For each teacher: between which places the way is too long; None when between none."""
        minutes = self.pack.places.ground.minutes
        found: list[np.ndarray | None] = []
        for teacher in self.pack.question.teachers:
            far = (minutes > teacher.max_between) | (teacher.max_between < minutes.T)
            found.append(far if far.any() else None)
        return found

    # What is too much

    def capacity(self) -> tuple[np.ndarray, ...]:
        """How much there is of each row, with the patterns of now."""
        pack = self.pack
        if self._chosen != self.now.patterns:
            self._chosen = [*self.now.patterns]
            work = np.array([own[k] for own, k in zip(pack.patterns, self._chosen, strict=True)], np.float64)
            self._places = work.reshape(pack.zero.work.shape)
        return pack.capacity.teacher, pack.capacity.hours, pack.capacity.room, self._places

    def excess(self) -> float:
        """How many units are used too much."""
        pairs = zip(rows(self.now.use), self.capacity(), strict=True)
        return sum(float(np.maximum(use - there, 0).sum()) for use, there in pairs) + self._too_far()

    def _too_far(self) -> float:
        """How often a teacher cannot be at the next place in time."""
        return sum(self._far_from(row) for row, far in enumerate(self.bad) if far is not None)

    def _far_from(self, teacher: int) -> int:
        far, found = self.bad[teacher], 0
        assert far is not None
        for slot, others in enumerate(self.beside):
            for other in others:
                p, q = self.at[teacher, slot], self.at[teacher, other]
                found += bool(other > slot and p >= 0 and q >= 0 and far[p, q])
        return found

    # One group

    def take_out(self, number: int) -> None:
        """Leave a group without a week."""
        chosen = self.now.chosen[number]
        if chosen is not None:
            add(self.pack, self.pack.bundles[number], chosen, self.now.use, -1)
            self._stand(number, chosen, present=False)
            self.now.chosen[number] = None

    def _stand(self, number: int, chosen: Chosen, *, present: bool) -> None:
        for piece_number, teacher in chosen.taught:
            piece = self.pack.bundles[number].pieces[piece_number]
            if teacher >= 0 and piece.place is not None:
                self.at[teacher, list(piece.slots)] = self.pack.places.number[piece.place] if present else -1

    def put_in(self, number: int, dear: float, fair: float, noise: float) -> bool:
        """Give a group its best week beside the others; False when it has none at all.

        ``dear``: what a unit too many costs; ``fair``: how much of the proven prices counts; ``noise``: of chance.
        """
        pack, bundle = self.pack, self.pack.bundles[number]
        prices = self._prices(dear, fair)
        costs, taught = pack.price(bundle, prices)
        if not len(costs) or costs.min() >= NEVER / 2:
            return False
        if noise:
            costs = costs + noise * np.array([self.rng.random() for _ in range(len(costs))])
        self._far_teachers(bundle, taught, dear)
        week = self._nearest(bundle, costs, taught)
        teachers = choose_teachers(pack, bundle, week, taught)
        shifts = self._shifts(bundle, week, dear, fair)
        chosen = Chosen(week, teachers, shifts)
        self.now.chosen[number] = chosen
        add(pack, bundle, Chosen(week, teachers, (0,) * len(shifts)), self.now.use)
        self._stand(number, chosen, present=True)
        return True

    def _nearest(self, bundle: Bundle, costs: np.ndarray, taught: list[np.ndarray]) -> int:
        """The best week, once it is known who would have too far to go."""
        order = np.argsort(costs, kind="stable")[:12]
        if all(far is None for far in self.bad):
            return int(order[0])
        cheapest = np.array([own.min() if len(own) else NEVER for own in taught])
        walls = [sum(float(cheapest[rows_[w]].sum()) >= WALL for _, rows_ in bundle.lessons) for w in order]
        return int(order[int(np.argmin(walls))])

    def _far_teachers(self, bundle: Bundle, taught: list[np.ndarray], dear: float) -> None:
        for piece, own in zip(bundle.pieces, taught, strict=True):
            if piece.place is None:
                continue
            place = self.pack.places.number[piece.place]
            for k, teacher in enumerate(piece.teachers):
                far = self.bad[teacher]
                if far is not None:
                    there = [self.at[teacher, other] for slot in piece.slots for other in self.beside[slot]]
                    own[k] += dear * sum(bool(q >= 0 and far[place, q]) for q in there)

    def _prices(self, dear: float, fair: float) -> Prices:
        arrays = [
            fair * base + past + dear * np.maximum(use + 1 - there, 0)
            for base, past, use, there in zip(
                rows(self.duals), rows(self.history), rows(self.now.use), self.capacity(), strict=True
            )
        ]
        return Prices(*arrays)

    def _shifts(self, bundle: Bundle, week: int, dear: float, fair: float) -> tuple[int, ...]:
        """Everybody's shifts, one after the other, counted as they are laid."""
        pack, use = self.pack, self.now.use.work
        there = self.capacity()[3]
        found = [0] * len(bundle.work)
        order = list(range(len(found)))
        self.rng.shuffle(order)
        order.sort(key=lambda p: -int(bundle.weeks.people.shifts[p]))
        for p in order:
            row = int(bundle.work[p])
            if row < 0 or not bundle.weeks.people.shifts[p]:
                continue
            prices = bundle.stay[p] + fair * self.duals.work[row] + self.history.work[row]
            prices = prices + dear * np.maximum(use[row] + 1 - there[row], 0)
            mask = int(best_shifts(pack.places.ground, bundle.weeks.table[week], bundle.weeks.people, p, prices))
            found[p] = mask
            for slot in range(pack.question.slots):
                if mask >> slot & 1:
                    use[row, slot] += 1
        return tuple(found)

    def put_back(self, number: int, chosen: Chosen) -> None:
        """Give a group without a week this one."""
        self.now.chosen[number] = chosen
        add(self.pack, self.pack.bundles[number], chosen, self.now.use)
        self._stand(number, chosen, present=True)

    # All groups

    def fit(self, go_on: Callable[[], bool]) -> bool:
        """Negotiate until nothing is used too much; False when time or patience ends before."""
        dear = DEAR
        order = list(range(len(self.pack.bundles)))
        order.sort(key=lambda number: len(self.pack.bundles[number].weeks.choices))
        everybody = [*order]
        for sweep in range(SWEEPS):
            for number in order:
                if not go_on():
                    return False
                self.take_out(number)
                if not self.put_in(number, dear, 1.0, 0.2 * min(sweep, 5)):
                    return False
            self._choose_patterns()
            if sweep >= LONE and sweep % 3 == 0:
                self._relieve()
            if not self.excess():
                self.now.cost = self.cost()
                return True
            for past, use, there in zip(rows(self.history), rows(self.now.use), self.capacity(), strict=True):
                past += PAST * np.maximum(use - there, 0)
            dear = min(dear * DEARER, DEAREST)
            if sweep > 1:
                self.rng.shuffle(everybody)
                order = [n for n in everybody if self._presses(n) or self.rng.random() < 0.1]
        return False

    def pressing(self) -> set[int]:
        """The groups that use something of which too much is used, and those with people at the same workplaces."""
        found = {number for number in range(len(self.pack.bundles)) if self._presses(number)}
        full = np.flatnonzero((self.now.use.work > self.capacity()[3]).any(axis=1))
        return found | {n for n, bundle in enumerate(self.pack.bundles) if np.isin(bundle.work, full).any()}

    def _presses(self, number: int) -> bool:
        """Whether a group uses something of which too much is used."""
        chosen, bundle = self.now.chosen[number], self.pack.bundles[number]
        assert chosen is not None
        own = self.pack.zero.copy()
        add(self.pack, bundle, chosen, own)
        over = zip(rows(own), rows(self.now.use), self.capacity(), strict=True)
        return any(bool(((mine > 0) & (use > there)).any()) for mine, use, there in over) or self._is_far(chosen)

    def _is_far(self, chosen: Chosen) -> bool:
        return any(
            teacher >= 0 and self.bad[teacher] is not None and self._far_from(teacher) for _, teacher in chosen.taught
        )

    def _choose_patterns(self) -> None:
        """For each workplace the pattern of which the least is used too much."""
        for row, own in enumerate(self.pack.patterns):
            over = np.maximum(self.now.use.work[row] - own, 0).sum(axis=1)
            if over[self.now.patterns[row]] > over.min():
                self.now.patterns[row] = int(over.argmin())

    def _relieve(self) -> None:
        """Lay the shifts again wherever more people work than there are places."""
        full = np.flatnonzero((self.now.use.work > self.capacity()[3]).any(axis=1)).tolist()
        for row in full if len(full) <= MANY else ():
            self._lay_together(row)

    def _lay_together(self, row: int) -> None:
        """Lay the shifts of all people of one workplace at once, around their lessons; as they are where that fails."""
        people = [
            (number, p)
            for number, bundle in enumerate(self.pack.bundles)
            for p in np.flatnonzero((bundle.work == row) & (bundle.weeks.people.shifts > 0)).tolist()
        ]
        own = [self._masks(number, p) for number, p in people]
        found = lay(self.pack.question.workplaces[row], own) if all(own) else None
        if found is None:
            return
        self.now.patterns[row], masks = found
        for (number, p), mask in zip(people, masks, strict=True):
            chosen = self.now.chosen[number]
            assert chosen is not None
            for slot in range(self.pack.question.slots):
                self.now.use.work[row, slot] += (mask >> slot & 1) - (chosen.shifts[p] >> slot & 1)
            shifts = (*chosen.shifts[:p], mask, *chosen.shifts[p + 1 :])
            self.now.chosen[number] = Chosen(chosen.week, chosen.taught, shifts)

    def _masks(self, number: int, p: int) -> dict[int, int]:
        """Every set of shifts that a person could have in the week of their group, with its cost."""
        bundle, chosen = self.pack.bundles[number], self.now.chosen[number]
        assert chosen is not None
        week, people = bundle.weeks.table[chosen.week], bundle.weeks.people
        free = [s for s in range(self.pack.question.slots) if week[s] == FREE and people.allowed[p] >> s & 1]
        found: dict[int, int] = {}
        for slots in combinations(free, int(people.shifts[p])):
            mask = mask_of(slots)
            price = shifts_cost(self.pack.places.ground, week, people, p, mask)
            if price < NEVER / 2:
                found[mask] = round(price + float(bundle.stay[p, list(slots)].sum()))
        return found

    def cost(self) -> float:
        """What all weeks cost, rooms apart."""
        return sum(self._cost(number) for number in range(len(self.pack.bundles)))

    def _cost(self, number: int) -> float:
        pack, bundle, chosen = self.pack, self.pack.bundles[number], self.now.chosen[number]
        assert chosen is not None
        total = float(bundle.fixed[chosen.week])
        teachers: dict[str, set[int]] = {}
        for piece_number, teacher in chosen.taught:
            piece = bundle.pieces[piece_number]
            if teacher >= 0:
                total += piece.wishes[piece.teachers.index(teacher)]
                teachers.setdefault(piece.lesson, set()).add(teacher)
        total += pack.question.weights.extra_teacher * sum(len(own) - 1 for own in teachers.values())
        week = bundle.weeks.table[chosen.week]
        for p, mask in enumerate(chosen.shifts):
            total += shifts_cost(pack.places.ground, week, bundle.weeks.people, p, mask)
            total += sum(float(bundle.stay[p, slot]) for slot in range(pack.question.slots) if mask >> slot & 1)
        return total

    def improve(self, share: Callable[[], float], bound: float) -> None:
        """Take out and put back, until ``share`` of the time reaches 1 or the bound is reached; what fits comes
        first."""
        self.history = self.pack.zero.copy()
        near = self._neighbours()
        self.now.cost = self.cost()
        over = self.excess()
        best, best_at, best_over = self.now.copy(), self.at.copy(), over
        while (gone := share()) < 1 and (best_over or best.cost > bound + 1e-6):
            before, at = self.now.copy(), self.at.copy()
            out = self._some(near, over)
            for number in out:
                self.take_out(number)
            self.rng.shuffle(out)
            fair = self.rng.choice((0.0, 0.5, 1.0))
            fits = all(self.put_in(number, WALL, fair, self.rng.choice((0.0, 1.0, 3.0))) for number in out)
            if fits:
                much = self.excess()
                if much:
                    self._choose_patterns()
                    much = self.excess()
                if over and much:
                    self._relieve()
                    much = self.excess()
                if over:
                    self.now.cost = self.cost()
                else:
                    self.now.cost = before.cost + sum(self._cost(n) - self._old(before, n) for n in out)
                warm = WARM * (COLD / WARM) ** gone
                change = WALL * (much - over) + self.now.cost - before.cost
                if change <= -warm * math.log(max(self.rng.random(), 1e-9)):
                    over = much
                    if (over, self.now.cost) < (best_over, best.cost - 1e-6):
                        best, best_at, best_over = self.now.copy(), self.at.copy(), over
                    continue
            self.now, self.at = before, at
        self.now, self.at = best, best_at

    def _old(self, before: Packed, number: int) -> float:
        now = self.now
        self.now = before
        price = self._cost(number)
        self.now = now
        return price

    def _neighbours(self) -> list[list[int]]:
        """Which groups share a teacher or a workplace with each."""
        own = [
            {("w", int(row)) for row in bundle.work} | {("t", k) for piece in bundle.pieces for k in piece.teachers}
            for bundle in self.pack.bundles
        ]
        return [[b for b, other in enumerate(own) if b != a and mine & other] for a, mine in enumerate(own)]

    def _some(self, near: list[list[int]], over: float) -> list[int]:
        """A group, and some that share something with it; one that uses too much where there is any."""
        first = self.rng.randrange(len(near))
        if over and self.rng.random() < 0.8:
            first = self.rng.choice(sorted(self.pressing()) or [first])
        count = min(len(near[first]), self.rng.randint(1, 5))
        return [first, *self.rng.sample(near[first], count)]
