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
    """Whom to look at. Group g looks at list ``of[g]``, which is cut by municipality: rows ``start[of[g] * zones + z]``
    up to the next start live in z, those who travel furthest first, with what the loops read of each of them.
    """

    of: Int64s
    start: Int64s
    person: Int32s
    rank: Int16s  # place of the group's sector among the wishes
    reach: Int16s
    ready: Int32s
    levels: Words
    bits: Words  # (rows, words)


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
def able(options: Options, lists: Lists, group: int, row: int) -> bool:
    """Say whether this person fits the group, wherever they live and work."""
    fits: bool = lists.ready[row] <= options.start[group]
    fits = fits and ((lists.levels[row] | HIGH) - options.levels[group]) & HIGH == HIGH
    for word in range(lists.bits.shape[1]):
        fits = fits and not options.bits[group, word] & ~lists.bits[row, word]
    for at in range(options.forbid_start[group], options.forbid_start[group + 1]):
        fits = fits and options.forbid_person[at] != lists.person[row]
    return fits


@compiled
def take_seats(options: Options, lists: Lists, group: int, zone: int, row: int, seats: Words, at: int) -> bool:
    """Write in ``seats[at]`` where this person can work; say whether that is anywhere."""
    for word in range(seats.shape[1]):
        seats[at, word] = np.uint64(0)
    first = options.offer_start[group]
    somewhere = False
    for offer in range(first, options.offer_start[group + 1]):
        workplace = options.offer_workplace[offer]
        fits = options.minutes[zone, options.workplace_zone[workplace]] <= lists.reach[row]
        for word in range(lists.bits.shape[1]):
            fits = fits and not options.workplace_bits[workplace, word] & ~lists.bits[row, word]
        if fits:
            k = offer - first
            seats[at, k // 64] |= np.uint64(1) << np.uint64(k % 64)
            somewhere = True
    return somewhere


@compiled
def scan_group(options: Options, lists: Lists, group: int, keys: Int64s, rows: Int64s, seats: Words) -> int:
    """Write the rows of ``lists`` that fit this group, their seats, and keys to sort by person; return how many."""
    zones = options.minutes.shape[0]
    found = 0
    for zone in range(zones):
        minutes = options.minutes[zone, options.zone[group]]
        segment = lists.of[group] * zones + zone
        for row in range(lists.start[segment], lists.start[segment + 1]):
            if lists.reach[row] < minutes:
                break
            if able(options, lists, group, row) and take_seats(options, lists, group, zone, row, seats, found):
                keys[found] = np.int64(lists.person[row]) << 32 | found
                rows[found] = row
                found += 1
    keys[:found].sort()
    return found


@compiled
def scan_groups(
    options: Options, lists: Lists, first: int, last: int, words: int, room: int
) -> tuple[Int64s, Int64s, Words]:
    """Find all eligible pairs of groups ``first`` up to ``last``, by group and person: rows of ``lists`` and seats."""
    counts = np.zeros(last - first, np.int64)
    most, zones = 0, options.minutes.shape[0]
    for group in range(first, last):
        most = max(most, lists.start[(lists.of[group] + 1) * zones] - lists.start[lists.of[group] * zones])
    keys, mine, mine_seats = np.empty(most, np.int64), np.empty(most, np.int64), np.empty((most + 1, words), np.uint64)
    rows, seats = np.empty(room, np.int64), np.empty((room, words), np.uint64)
    found = 0
    for group in range(first, last):
        count = scan_group(options, lists, group, keys, mine, mine_seats)
        if found + count > len(rows):
            wider = max(2 * len(rows), found + count)
            more, more_seats = np.empty(wider, np.int64), np.empty((wider, words), np.uint64)
            more[:found], more_seats[:found] = rows[:found], seats[:found]
            rows, seats = more, more_seats
        for place in range(count):
            at = keys[place] & 0xFFFF_FFFF
            rows[found + place] = mine[at]
            for word in range(words):
                seats[found + place, word] = mine_seats[at, word]
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
