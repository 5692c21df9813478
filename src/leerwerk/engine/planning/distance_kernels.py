"""The steps of ``distance`` for many people at once: only the nearest group of each, which allows stopping early."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leerwerk.engine.planning.compiled import compiled
from leerwerk.engine.planning.question import Int8s, Int16s, Int32s, Int64s, Words


class Prices(NamedTuple):
    """How many steps things are."""

    minutes: int  # minutes in one step
    days: int
    wish: int
    skill: int
    licence: int
    limit: int
    never: int


class Side(NamedTuple):
    """What is compared, of people or of groups: one row each."""

    zone: Int32s
    levels: Int8s  # language and scales, (n, 7)
    day: Int32s
    dagdelen: Words  # (n, 1)
    licence: Int64s
    skills: Words
    limits: Words


class Places(NamedTuple):
    """Workplaces, and which are offered to each group."""

    start: Int64s
    workplace: Int32s
    zone: Int32s
    licence: Int64s
    skills: Words
    limits: Words


@compiled
def count_bits(words: Words, row: int, other: Words, at: int, wanted: bool) -> int:
    """Count bits of ``words[row]`` that ``other[at]`` has (``wanted``) or lacks."""
    total = 0
    for word in range(words.shape[1]):
        left = words[row, word] & other[at, word] if wanted else words[row, word] & ~other[at, word]
        while left:
            left &= left - np.uint64(1)
            total += 1
    return total


@compiled
def steps_to_work(
    people: Side, reach: Int16s, places: Places, minutes: Int16s, prices: Prices, person: int, group: int
) -> int:
    """Steps to the nearest of a group's workplaces."""
    least = prices.never
    for offer in range(places.start[group], places.start[group + 1]):
        place = places.workplace[offer]
        beyond = max(0, int(minutes[people.zone[person], places.zone[place]]) - int(reach[person]))
        steps = (beyond + prices.minutes - 1) // prices.minutes
        if steps < least:
            steps += prices.licence * max(0, places.licence[place] - people.licence[person])
            steps += prices.skill * count_bits(places.skills, place, people.skills, person, False)
            steps += prices.limit * count_bits(places.limits, place, people.limits, person, True)
            least = min(least, steps)
    return least


@compiled
def nearest(
    who: Int64s,
    people: Side,
    reach: Int16s,
    wishes: Int16s,
    groups: Side,
    sector: Int16s,
    places: Places,
    minutes: Int16s,
    prices: Prices,
    out: Int64s,
) -> None:
    """Write the nearest group of each person in ``who``; of equally near ones the first."""
    for row in range(len(who)):
        person = who[row]
        best = 2 * prices.never
        for group in range(len(sector)):
            steps = prices.wish
            for place in range(wishes.shape[1]):
                if wishes[person, place] == sector[group]:
                    steps = 0
            beyond = max(0, int(minutes[people.zone[person], groups.zone[group]]) - int(reach[person]))
            steps += (beyond + prices.minutes - 1) // prices.minutes
            if steps >= best:
                continue
            late = max(0, int(people.day[person]) - int(groups.day[group]))
            steps += (late + prices.days - 1) // prices.days
            for level in range(people.levels.shape[1]):
                short = int(groups.levels[group, level]) - int(people.levels[person, level])
                steps += max(0, short)
            if steps >= best:
                continue
            steps += count_bits(groups.dagdelen, group, people.dagdelen, person, False)
            steps += prices.licence * max(0, groups.licence[group] - people.licence[person])
            steps += prices.skill * count_bits(groups.skills, group, people.skills, person, False)
            steps += prices.limit * count_bits(groups.limits, group, people.limits, person, True)
            if steps >= best:
                continue
            steps += steps_to_work(people, reach, places, minutes, prices, person, group)
            if steps < best:
                best = steps
                out[row] = group
