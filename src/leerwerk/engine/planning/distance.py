"""How far every group is from being possible for someone, in steps, so that the nearest ones can be shown first.

A step is about what can be arranged or learned in the same time: one level of language, one step on a scale, a quarter
of an hour more travel, one dagdeel, four weeks. A skill, a licence, another wish and other work weigh more. The steps
only put changes in order; what is missing is said exactly by ``eligibility.barriers``.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.distance_kernels import Places, Prices, Side, nearest
from leerwerk.engine.planning.eligibility import Barrier, BarrierCode
from leerwerk.engine.planning.question import Bools, Int64s, Question, Words

MINUTES, DAYS = 15, 28  # in one step
WISH, SKILL, LICENCE, LIMIT = 2, 2, 3, 4  # steps each
NEVER = 10_000  # a lock, values that leave the pair out, or no workplace at all

type Counts = npt.NDArray[np.int64]


def steps_of(barriers: Iterable[Barrier]) -> int:
    """Return how many steps these barriers are; NEVER or more when no change of the person helps."""
    total = minutes = 0
    for barrier in barriers:
        match barrier.code:
            case BarrierCode.TRAVEL | BarrierCode.WORKPLACE_TRAVEL:
                minutes = max(minutes, barrier.amount)  # one longer journey serves group and workplace
            case BarrierCode.READY:
                total += -(-barrier.amount // DAYS)
            case BarrierCode.SECTOR:
                total += WISH
            case BarrierCode.SKILLS | BarrierCode.WORKPLACE_SKILLS:
                total += SKILL * barrier.amount
            case BarrierCode.LICENCE | BarrierCode.WORKPLACE_LICENCE:
                total += LICENCE
            case BarrierCode.LIMITS | BarrierCode.WORKPLACE_LIMITS:
                total += LIMIT * barrier.amount
            case BarrierCode.WORKPLACE | BarrierCode.FORBIDDEN | BarrierCode.NOT_LISTED:
                total += NEVER
            case _:
                total += barrier.amount
    return total + -(-minutes // MINUTES)


def _bits(words: Words) -> Counts:
    counts: Counts = np.bitwise_count(words).sum(axis=-1, dtype=np.int64)
    return counts


def steps_to_groups(question: Question, candidate: int) -> Int64s:
    """Return, per group, about how many steps it is away; 0 when eligible. A quick look over all groups at once."""
    people, groups, places = question.candidates, question.groups, question.workplaces
    zone = people.zone[candidate]
    skills, limits = people.skills[candidate], people.limits[candidate]
    reach = int(people.max_travel[candidate])
    no_licence = not people.licence[candidate]
    steps = _bits(groups.skills & ~skills) * SKILL + _bits(groups.excluded_limits & limits) * LIMIT
    steps += np.maximum(groups.language - people.language[candidate].astype(np.int64), 0).sum(axis=1)
    steps += np.maximum(groups.scales - people.scales[candidate].astype(np.int64), 0).sum(axis=1)
    steps += np.bitwise_count(groups.dagdelen & ~people.available[candidate]).astype(np.int64)
    steps += np.maximum(-(-(int(people.ready[candidate]) - groups.start.astype(np.int64)) // DAYS), 0)
    steps += ~np.isin(groups.sector, people.wishes[candidate]) * WISH
    steps += (groups.licence & no_licence) * LICENCE
    to_group = np.maximum(question.travel.minutes[zone, groups.zone].astype(np.int64) - reach, 0)
    steps += -(-to_group // MINUTES)
    to_place = np.maximum(question.travel.minutes[zone, places.zone].astype(np.int64) - reach, 0)
    place = _bits(places.skills & ~skills) * SKILL + _bits(places.excluded_limits & limits) * LIMIT
    place += (places.licence & no_licence) * LICENCE - (-to_place // MINUTES)
    steps += _least(place[question.offers.workplace], question.offers.start)
    forbid = question.locks.forbid
    steps[forbid[forbid[:, 0] == candidate, 1]] += NEVER
    if question.given is not None:
        listed: Bools = np.zeros(len(groups.ids), np.bool_)
        listed[question.given.group[question.given.candidate == candidate]] = True
        steps[~listed] += NEVER
    return steps


def _least(values: Counts, start: Int64s) -> Counts:
    """Return the least of each group's offers, NEVER without offers."""
    least = np.full(len(start) - 1, NEVER, np.int64)
    some = start[1:] > start[:-1]
    if some.any():
        least[some] = np.minimum.reduceat(values, start[:-1][some])
    return least


def nearest_groups(question: Question, candidates: Int64s) -> Int64s:
    """Return the nearest group of each of these people, by the steps of ``steps_to_groups``; the first of equals.

    Locks and given values are not looked at: they are decisions about a pair, not something a person can change.
    """
    c, g, w = question.candidates, question.groups, question.workplaces
    people = Side(
        zone=np.ascontiguousarray(c.zone, np.int32),
        levels=np.column_stack([c.language, c.scales]).astype(np.int8),
        day=np.ascontiguousarray(c.ready, np.int32),
        dagdelen=c.available.astype(np.uint64).reshape(-1, 1),
        licence=c.licence.astype(np.int64),
        skills=np.ascontiguousarray(c.skills),
        limits=np.ascontiguousarray(c.limits),
    )
    groups = Side(
        zone=np.ascontiguousarray(g.zone, np.int32),
        levels=np.column_stack([g.language, g.scales]).astype(np.int8),
        day=np.ascontiguousarray(g.start, np.int32),
        dagdelen=g.dagdelen.astype(np.uint64).reshape(-1, 1),
        licence=g.licence.astype(np.int64),
        skills=np.ascontiguousarray(g.skills),
        limits=np.ascontiguousarray(g.excluded_limits),
    )
    places = Places(
        start=np.ascontiguousarray(question.offers.start, np.int64),
        workplace=np.ascontiguousarray(question.offers.workplace, np.int32),
        zone=np.ascontiguousarray(w.zone, np.int32),
        licence=w.licence.astype(np.int64),
        skills=np.ascontiguousarray(w.skills),
        limits=np.ascontiguousarray(w.excluded_limits),
    )
    found = np.zeros(len(candidates), np.int64)
    minutes = np.ascontiguousarray(question.travel.minutes, np.int16)
    reach, wishes = np.ascontiguousarray(c.max_travel, np.int16), np.ascontiguousarray(c.wishes, np.int16)
    sector = np.ascontiguousarray(g.sector, np.int16)
    prices = Prices(MINUTES, DAYS, WISH, SKILL, LICENCE, LIMIT, NEVER)
    who = np.ascontiguousarray(candidates, np.int64)
    nearest(who, people, reach, wishes, groups, sector, places, minutes, prices, found)
    return found
