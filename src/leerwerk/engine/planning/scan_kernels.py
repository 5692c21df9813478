"""Compiled loops over people and groups: which pairs fit, where they can sit, what they are worth.

Every rule has become one of three comparisons, which makes 10⁸ of them cheap:

- minutes ≤ minutes, and day ≤ day;
- *levels*: eight bytes of one word, one per language skill and scale, each at least the other's;
- *bits*: dagdelen, licence, skills, and what someone **can** do; those asked are among those had.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Floats, Int8s, Int16s, Int32s, Int64s, Words

HIGH = np.uint64(0x8080_8080_8080_8080)  # highest bit of each byte


class Lists(NamedTuple):
    """Whom to look at: group g looks at rows ``start[of[g]]`` up to ``start[of[g] + 1]``, ascending by person."""

    of: Int64s
    start: Int64s
    person: Int32s
    rank: Int16s  # place of the group's sector among the wishes
    zone: Int32s
    reach: Int16s


class People(NamedTuple):
    """What the loops read of the candidates."""

    zone: Int32s
    reach: Int16s
    ready: Int32s
    levels: Words  # (n,)
    bits: Words  # (n, words)


class Options(NamedTuple):
    """What the loops read of the groups, their workplaces and the locks."""

    zone: Int32s
    start: Int32s
    levels: Words
    bits: Words
    offer_start: Int64s
    offer_workplace: Int32s
    workplace_zone: Int32s
    workplace_bits: Words
    minutes: Int16s
    forbid_start: Int64s
    forbid_person: Int32s


@compiled
def wishers(wishes: Int16s, zone: Int32s, reach: Int16s, sectors: int) -> tuple[Int64s, Int32s, Int16s, Int32s, Int16s]:
    """Turn wishes per person into people per sector; a sector wished twice counts at its first place."""
    start = np.zeros(sectors + 1, np.int64)
    first = np.ones(wishes.shape, np.bool_)
    for person in range(wishes.shape[0]):
        for place in range(wishes.shape[1]):
            for before in range(place):
                if wishes[person, before] == wishes[person, place]:
                    first[person, place] = False
            if wishes[person, place] < 0:
                first[person, place] = False
            if first[person, place]:
                start[wishes[person, place] + 1] += 1
    for sector in range(sectors):
        start[sector + 1] += start[sector]
    at = start[:-1].copy()
    who, rank = np.empty(start[sectors], np.int32), np.empty(start[sectors], np.int16)
    where, far = np.empty(start[sectors], np.int32), np.empty(start[sectors], np.int16)
    for person in range(wishes.shape[0]):
        for place in range(wishes.shape[1]):
            if first[person, place]:
                row = at[wishes[person, place]]
                who[row], rank[row], where[row], far[row] = person, place, zone[person], reach[person]
                at[wishes[person, place]] += 1
    return start, who, rank, where, far


@compiled
def near_and_able(people: People, options: Options, lists: Lists, group: int, out: Int64s) -> int:
    """Write the rows of ``lists`` whose person fits the group itself; return how many. Workplaces come later."""
    near = options.minutes[:, options.zone[group]].copy()
    asked = options.levels[group]
    day = options.start[group]
    words = options.bits.shape[1]
    found = 0
    for row in range(lists.start[lists.of[group]], lists.start[lists.of[group] + 1]):
        if near[lists.zone[row]] > lists.reach[row]:
            continue
        person = lists.person[row]
        fits = people.ready[person] <= day and ((people.levels[person] | HIGH) - asked) & HIGH == HIGH
        for word in range(words):
            fits = fits and not options.bits[group, word] & ~people.bits[person, word]
        for at in range(options.forbid_start[group], options.forbid_start[group + 1]):
            fits = fits and options.forbid_person[at] != person
        if fits:
            out[found] = row
            found += 1
    return found


@compiled
def seated(people: People, options: Options, lists: Lists, group: int, rows: Int64s, count: int, seats: Words) -> int:
    """Keep the rows whose person can work at one of the group's workplaces, and write at which; return how many."""
    first, last = options.offer_start[group], options.offer_start[group + 1]
    words = people.bits.shape[1]
    kept = 0
    for at in range(count):
        row = rows[at]
        person = lists.person[row]
        for word in range(seats.shape[1]):
            seats[kept, word] = np.uint64(0)
        somewhere = False
        for offer in range(first, last):
            workplace = options.offer_workplace[offer]
            fits = options.minutes[people.zone[person], options.workplace_zone[workplace]] <= people.reach[person]
            for word in range(words):
                fits = fits and not options.workplace_bits[workplace, word] & ~people.bits[person, word]
            if fits:
                k = offer - first
                seats[kept, k // 64] |= np.uint64(1) << np.uint64(k % 64)
                somewhere = True
        if somewhere:
            rows[kept] = row
            kept += 1
    return kept


@compiled
def scan_groups(
    people: People, options: Options, lists: Lists, first: int, last: int, words: int, room: int
) -> tuple[Int64s, Int64s, Words]:
    """Find all eligible pairs of groups ``first`` up to ``last``: rows of ``lists`` with their seats."""
    counts = np.zeros(last - first, np.int64)
    most = 0
    for group in range(first, last):
        most = max(most, lists.start[lists.of[group] + 1] - lists.start[lists.of[group]])
    mine = np.empty(most, np.int64)
    mine_seats = np.empty((most, words), np.uint64)
    rows, seats = np.empty(room, np.int64), np.empty((room, words), np.uint64)
    found = 0
    for group in range(first, last):
        count = near_and_able(people, options, lists, group, mine)
        count = seated(people, options, lists, group, mine, count, mine_seats)
        if found + count > len(rows):
            wider = max(2 * len(rows), found + count)
            more, more_seats = np.empty(wider, np.int64), np.empty((wider, words), np.uint64)
            more[:found], more_seats[:found] = rows[:found], seats[:found]
            rows, seats = more, more_seats
        rows[found : found + count], seats[found : found + count] = mine[:count], mine_seats[:count]
        found += count
        counts[group - first] = count
    return counts, rows[:found], seats[:found]


class Weights(NamedTuple):
    """What the sums read: see ``value_model``. The tables are in thousands of euros."""

    benefit: Floats  # per number of points, from ``least``
    least: int
    start: Int64s  # points per level
    step: Int64s  # points: language, learnability, load, motivation, travel
    cap: int
    near: int  # minutes
    minutes: int  # per step
    farthest: int  # steps
    cost: Floats  # per group
    wish: Floats  # per rank
    reach: Floats  # per education
    kept: float


class Profile(NamedTuple):
    """What the sums read of candidates and groups."""

    language: Int8s
    scales: Int8s
    education: Int8s
    earlier: Int32s
    zone: Int32s
    group_language: Int8s
    group_scales: Int8s
    group_level: Int8s
    group_zone: Int32s
    minutes: Int16s


@compiled
def modelled(
    profile: Profile, weights: Weights, first: int, counts: Int64s, person: Int32s, rank: Int16s, value: Floats
) -> None:
    """Write the value of each pair: the same terms as ``values.parts_of_value``."""
    row = 0
    for place in range(len(counts)):
        group = first + place
        base = weights.start[profile.group_level[group]]
        for _ in range(counts[place]):
            p = person[row]
            points = base + weights.step[3] * (np.int64(profile.scales[p, 2]) - 3)
            for skill in range(4):
                margin = np.int64(profile.language[p, skill]) - np.int64(profile.group_language[group, skill])
                points += weights.step[0] * min(max(margin, 0), weights.cap)
            for scale in range(2):
                margin = np.int64(profile.scales[p, scale]) - np.int64(profile.group_scales[group, scale])
                points += weights.step[1 + scale] * min(max(margin, 0), weights.cap)
            beyond = np.int64(profile.minutes[profile.zone[p], profile.group_zone[group]]) - weights.near
            if beyond > 0:
                points -= weights.step[4] * min((beyond + weights.minutes - 1) // weights.minutes, weights.farthest)
            at = min(max(points - weights.least, 0), len(weights.benefit) - 1)
            total = weights.benefit[at] - weights.cost[group] + weights.wish[rank[row]]
            total += weights.reach[profile.education[p]]
            if profile.earlier[p] == group:
                total += weights.kept
            value[row] = total
            row += 1
