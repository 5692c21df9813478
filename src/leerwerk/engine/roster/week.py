"""Dagdelen as numbers and sets of them as bits: bit d is dagdeel d of ``leerwerk.engine.model``'s order.

0 … 9 are Monday morning to Friday afternoon, 10 … 14 the evenings of Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Iterator

WORKING_WEEK = 10
LONGEST_WEEK = 15
DAYS = 5
MORNING, AFTERNOON, EVENING = range(3)


def day_of(slot: int) -> int:
    """The day of a dagdeel, 0 = Monday."""
    return slot // 2 if slot < WORKING_WEEK else slot - WORKING_WEEK


def part_of(slot: int) -> int:
    """Morning, afternoon or evening."""
    return slot % 2 if slot < WORKING_WEEK else EVENING


def slots_of_day(day: int, slots: int) -> tuple[int, ...]:
    """The dagdelen of one day, in order, of a week with so many dagdelen."""
    return tuple(slot for slot in (2 * day, 2 * day + 1, WORKING_WEEK + day) if slot < slots)


def after(slot: int, slots: int) -> int | None:
    """The dagdeel that follows on the same day, if there is one."""
    return next((other for other in slots_of_day(day_of(slot), slots) if part_of(other) == part_of(slot) + 1), None)


def block(start: int, length: int, slots: int) -> tuple[int, ...] | None:
    """The ``length`` adjacent dagdelen of one day from ``start`` on; None when the day is over before."""
    found = [start]
    while len(found) < length:
        following = after(found[-1], slots)
        if following is None:
            return None
        found.append(following)
    return tuple(found)


def bits(mask: int) -> Iterator[int]:
    """The dagdelen in a set."""
    slot = 0
    while mask:
        if mask & 1:
            yield slot
        mask >>= 1
        slot += 1


def mask_of(slots: tuple[int, ...] | list[int]) -> int:
    """The set of these dagdelen."""
    found = 0
    for slot in slots:
        found |= 1 << slot
    return found
