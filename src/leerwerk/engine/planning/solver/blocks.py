"""Blocks of groups that compete for the same teachers, rooms and mentors, and a bound from whole blocks.

Prices on what blocks share (people, money, the floor, places and resources that cross) take a question apart into
blocks, as they take it apart into groups (``bound.py``). A block of a hundred groups keeps its own rows of scarce
units and is searched by branch and bound, so that the sum over blocks is a bound that no prices on those rows reach.
(Background: Guignard & Kim, Mathematical Programming 39 (1987), on Lagrangian decomposition.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from leerwerk.engine.planning.question import Bools, Floats, Int32s, Int64s
from leerwerk.engine.planning.solver.bound import Dual, Multipliers
from leerwerk.engine.planning.solver.fixing import worth_keeping
from leerwerk.engine.planning.solver.mip import Limits, Program, program
from leerwerk.engine.planning.solver.model import Model, Net
from leerwerk.engine.planning.solver.task import Result, Task, task_for

LARGEST = 160  # groups of a block
SMALL = 60  # groups: blocks below this are put together
SPARE = 0.006  # of the bound: how much worse than the prices say a block is searched
CLOSE = 1e-4  # of the bound: how near to the best a block's search comes


def blocks_of(net: Net) -> Int32s:
    """The block of each group (−1: it can never open): groups that use the same resources stand together.

    Resources join the groups that use them, those of few groups first, as long as a block stays small enough. What
    is left over is put together with whoever is offered the same workplaces, then in order.
    """
    count = len(net.fixed)
    block = np.arange(count)
    size = net.usable.astype(np.int64)
    group = np.repeat(np.arange(count), np.diff(net.resource_from))
    users = [group[net.resource_row == r] for r in range(len(net.capacity))]
    by_offer = np.repeat(np.arange(count), np.diff(net.offer_from))
    order = np.argsort(net.offer_workplace, kind="stable")
    users = sorted(users, key=len) + np.split(by_offer[order], np.flatnonzero(np.diff(net.offer_workplace[order])) + 1)
    for together in users:
        parts = np.unique(block[together[net.usable[together]]])
        if len(parts) > 1 and size[parts].sum() <= LARGEST:
            block[np.isin(block, parts)] = parts[0]
            size[parts[0]] = size[parts].sum()
    return _packed(block, size, net.usable)


def _packed(block: Int64s, size: Int64s, usable: Bools) -> Int32s:
    """Blocks numbered; those that are small are put together until they are no longer."""
    names = np.unique(block[usable])
    numbers, count, room = np.full(len(block), -1, np.int32), -1, 0
    for name in names[np.argsort(-size[names], kind="stable")]:
        if size[name] > room:
            count, room = count + 1, SMALL
        room -= int(size[name])
        numbers[(block == name) & usable] = count
    return numbers


@dataclass(slots=True)
class Blocks:
    """The bound as a sum: what the prices of shared things are worth, and what each block is worth at those prices."""

    fixed: float  # Σ price × what there is, of everything that blocks share
    worth: Floats  # (blocks,) what no filling of the block exceeds
    least: Floats  # (blocks,) below this, nothing was looked at
    close: float
    _block: Int32s
    _groups: Int32s
    _pairs: Int64s
    _priced: Model
    _place: Floats  # (W,) what a place costs that blocks share

    @staticmethod
    def of(model: Model, dual: Dual, at: Multipliers) -> Blocks:
        """The bound at these prices as a sum over blocks; at first it is the same as that over groups."""
        net = model.net
        block = blocks_of(net)
        blocks = int(block.max(initial=-1)) + 1
        whole = dual.evaluate(at, None, rows=False)
        profit = np.where(net.usable, np.where(net.must, dual.profit, np.maximum(dual.profit, 0.0)), 0.0)
        inside = _inside(net, block)
        worth = np.bincount(block[net.usable], profit[net.usable], blocks)
        np.add.at(worth, inside.resource_block, (at.resource * net.capacity)[inside.resource])
        np.add.at(worth, inside.place_block, (at.workplace * net.places)[inside.place])
        spare = SPARE * abs(whole) / max(blocks, 1)
        groups, pairs = worth_keeping(dual, at, spare)
        place = at.workplace.copy()
        place[inside.place] = 0.0
        return Blocks(
            fixed=float(whole - worth.sum()),
            worth=worth,
            least=worth - spare,
            close=CLOSE * abs(whole) / max(blocks, 1),
            _block=block,
            _groups=groups,
            _pairs=pairs,
            _priced=_priced(model, at, inside),
            _place=place,
        )

    @property
    def bound(self) -> float:
        """What no plan exceeds."""
        return float(self.fixed + self.worth.sum())

    def __len__(self) -> int:
        return len(self.worth)

    def search(self, k: int, seconds: float) -> tuple[Program, Task]:
        """Block k at these prices, and the search for what it is worth."""
        net = self._priced.net
        groups = self._groups[self._block[self._groups] == k]
        group = np.searchsorted(net.start, self._pairs, side="right") - 1
        pairs = self._pairs[self._block[group] == k]
        part = program(self._priced, groups, pairs, _everything(net), seat_price=self._place)
        known = float(self.least[k])
        gap = self.close / max(1.0, abs(known))
        return part, task_for(part, seconds=seconds, gap=gap, nodes=2**31 - 1, seed=1, known=known)

    def hear(self, k: int, result: Result) -> None:
        """What a search said of block k."""
        self.worth[k] = min(self.worth[k], max(result.bound, self.least[k]))


@dataclass(frozen=True, slots=True)
class _Inside:
    """What only one block uses."""

    resource: Int64s
    resource_block: Int32s
    place: Int64s
    place_block: Int32s


def _inside(net: Net, block: Int32s) -> _Inside:
    group = np.repeat(np.arange(len(block)), np.diff(net.resource_from))
    resource, of_resource = _of_one_block(net.resource_row, block[group], len(net.capacity))
    group = np.repeat(np.arange(len(block)), np.diff(net.offer_from))
    shared = ~net.private
    place, of_place = _of_one_block(net.offer_workplace[shared], block[group][shared], len(net.places))
    return _Inside(resource, of_resource, place, of_place)


def _of_one_block(row: Int32s, block: Int32s, rows: int) -> tuple[Int64s, Int32s]:
    """The rows whose users all stand in one block, and that block; groups that never open do not count."""
    row, block = row[block >= 0], block[block >= 0]
    low, high = np.full(rows, np.iinfo(np.int32).max, np.int32), np.full(rows, -1, np.int32)
    np.minimum.at(low, row, block)
    np.maximum.at(high, row, block)
    alone = np.flatnonzero((low == high) & (high >= 0))
    return alone, high[alone]


def _priced(model: Model, at: Multipliers, inside: _Inside) -> Model:
    """The model with everything that crosses blocks paid for in the values of pairs and the costs of groups."""
    net = model.net
    resource = at.resource.copy()
    resource[inside.resource] = 0.0
    head = _flat(net.resource_from, resource[net.resource_row] * net.resource_head)
    once = _flat(net.resource_from, resource[net.resource_row] * net.resource_once)
    head += _flat(net.budget_from, at.budget[net.budget_row] * net.budget_head)
    once += _flat(net.budget_from, at.budget[net.budget_row] * net.budget_once)
    group = np.repeat(np.arange(len(net.fixed)), np.diff(net.start))
    value = net.value - (at.person - at.floor[0] * net.low)[net.candidate] - head[group]
    if len(net.charge):
        value -= _flat(net.charge_from, at.budget[net.charge_budget] * net.charge_amount)[net.charge]
    priced = net._replace(
        value=value,
        fixed=net.fixed + once,
        charge=np.zeros(0, np.int32),
        budget_from=np.zeros_like(net.budget_from),
        low=np.zeros_like(net.low),
    )
    return replace(model, net=priced, floor=0.0)


def _flat(start: Int64s, amount: Floats) -> Floats:
    total = np.concatenate([[0.0], np.cumsum(amount)])
    return total[start[1:]] - total[start[:-1]]


def _everything(net: Net) -> Limits:
    return Limits(np.maximum(net.places, 0), net.capacity, np.full(len(net.amount), np.inf), 0.0)
