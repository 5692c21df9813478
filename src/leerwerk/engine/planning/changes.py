"""The smallest change of someone's profile that makes a group possible, verified by asking the rules again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from leerwerk.engine.planning.distance import NEVER, steps_of
from leerwerk.engine.planning.eligibility import (
    LANGUAGE_BARRIERS,
    SCALE_BARRIERS,
    Barrier,
    BarrierCode,
    barriers,
    offered,
    workplace_barriers,
)
from leerwerk.engine.planning.question import ANY, Candidates, Locks, Question, Words

INSIDE = {
    BarrierCode.WORKPLACE_TRAVEL: BarrierCode.TRAVEL,
    BarrierCode.WORKPLACE_SKILLS: BarrierCode.SKILLS,
    BarrierCode.WORKPLACE_LICENCE: BarrierCode.LICENCE,
    BarrierCode.WORKPLACE_LIMITS: BarrierCode.LIMITS,
}
"""What a workplace asks is changed in the same field as what the group asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of the profile that would have to differ.

    ``amount``: levels or steps more, minutes of travel more, days earlier; for the others how many ``items``.
    ``items``: dagdelen (numbers) that must become free, skills to gain, limits to lift, the sector to wish.
    """

    code: BarrierCode
    amount: int = 0
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """All changes that together make a group possible; none of them can be left out. ``steps``: see ``distance``."""

    changes: tuple[Change, ...]
    steps: int
    workplace: int  # where the person could then work


def alone(question: Question, candidate: int) -> Question:
    """Return the question about one person only (row 0), which costs next to nothing to change and ask."""
    row = slice(candidate, candidate + 1)
    c, locks = question.candidates, question.locks
    person = Candidates(
        ids=c.ids[row],
        zone=c.zone[row],
        language=c.language[row],
        scales=c.scales[row],
        available=c.available[row],
        max_travel=c.max_travel[row],
        ready=c.ready[row],
        wishes=c.wishes[row],
        skills=c.skills[row],
        licence=c.licence[row],
        education=c.education[row],
        limits=c.limits[row],
    )
    forbid = locks.forbid[locks.forbid[:, 0] == candidate].copy()
    forbid[:, 0] = 0
    none = np.zeros((0, 2), np.int32)
    own = Locks(assign=none, forbid=forbid, open=locks.open, closed=locks.closed, together=none, apart=none)
    given = question.given
    if given is not None:
        mine = given.candidate == candidate
        given = replace(
            given, candidate=np.zeros(int(mine.sum()), np.int32), group=given.group[mine], value=given.value[mine]
        )
    earlier = question.earlier
    if earlier is not None:
        earlier = replace(earlier, group=earlier.group[row], workplace=earlier.workplace[row])
    return replace(question, candidates=person, locks=own, given=given, earlier=earlier)


def smallest_change(question: Question, candidate: int, group: int) -> Opening | None:
    """Return the smallest change that makes this group possible for this person.

    None when the person is eligible already, or when no change of the profile helps: a lock forbids it, values were
    given and leave the pair out, or the group has no workplace at all.
    """
    return smallest_change_alone(alone(question, candidate), group)


def smallest_change_alone(one: Question, group: int) -> Opening | None:
    """As ``smallest_change``, for the only person of a question."""
    found = [barrier for barrier in barriers(one, 0, group) if barrier.code is not BarrierCode.WORKPLACE]
    if steps_of(found) >= NEVER:
        return None
    best: tuple[int, int, int, list[Barrier]] | None = None
    for workplace in offered(one, group):
        needed = _merged((*found, *workplace_barriers(one, 0, workplace)))
        rank = (steps_of(needed), sum(barrier.amount for barrier in needed), workplace)
        if best is None or rank < best[:3]:
            best = (*rank, needed)
    if best is None or best[0] == 0:
        return None
    steps, _, workplace, needed = best
    changes = tuple(Change(code=barrier.code, amount=barrier.amount, items=barrier.items) for barrier in needed)
    if barriers(changed(one, changes), 0, group):
        raise AssertionError(f"these changes do not open group {group}: {changes}")
    return Opening(changes=changes, steps=steps, workplace=workplace)


def _merged(found: tuple[Barrier, ...]) -> list[Barrier]:
    """What group and workplace ask of the same field, once: the longest journey, the union of skills and limits."""
    merged: dict[BarrierCode, Barrier] = {}
    for barrier in found:
        code = INSIDE.get(barrier.code, barrier.code)
        known = merged.get(code)
        items = tuple(dict.fromkeys((*(known.items if known else ()), *barrier.items)))
        amount = len(items) if items and barrier.amount else max(barrier.amount, known.amount if known else 0)
        merged[code] = Barrier(code=code, amount=amount, items=items)
    return list(merged.values())


def _with_bits(words: Words, items: tuple[str, ...], vocabulary: tuple[str, ...], *, on: bool) -> Words:
    after = words.copy()
    for item in items:
        k = vocabulary.index(item)
        bit = np.uint64(1 << k % 64)
        after[0, k // 64] = after[0, k // 64] | bit if on else after[0, k // 64] & ~bit
    return after


def changed(one: Question, changes: tuple[Change, ...]) -> Question:
    """Return the question about one person with these changes made."""
    c = one.candidates
    for change in changes:
        c = _with_change(one, c, change)
    return replace(one, candidates=c)


def _with_change(one: Question, c: Candidates, change: Change) -> Candidates:
    if change.code in LANGUAGE_BARRIERS:
        language = c.language.copy()
        language[0, LANGUAGE_BARRIERS.index(change.code)] += change.amount
        return replace(c, language=language)
    if change.code in SCALE_BARRIERS:
        scales = c.scales.copy()
        scales[0, SCALE_BARRIERS.index(change.code)] += change.amount
        return replace(c, scales=scales)
    match change.code:
        case BarrierCode.TRAVEL:
            return replace(c, max_travel=(c.max_travel.astype(np.int64) + change.amount).astype(np.int16))
        case BarrierCode.READY:
            return replace(c, ready=c.ready - change.amount)
        case BarrierCode.SECTOR:
            number = one.sectors.index(change.items[0])
            free = np.flatnonzero(c.wishes[0] == ANY)
            wishes = c.wishes if len(free) else np.column_stack([c.wishes, np.full((1, 1), ANY, np.int16)])
            wishes = wishes.copy()
            wishes[0, free[0] if len(free) else -1] = number
            return replace(c, wishes=wishes)
        case BarrierCode.DAGDELEN:
            bits = sum(1 << int(item) for item in change.items)
            return replace(c, available=c.available | np.uint16(bits))
        case BarrierCode.SKILLS:
            return replace(c, skills=_with_bits(c.skills, change.items, one.skills, on=True))
        case BarrierCode.LIMITS:
            return replace(c, limits=_with_bits(c.limits, change.items, one.limits, on=False))
        case BarrierCode.LICENCE:
            return replace(c, licence=np.ones(1, np.bool_))
        case _:
            raise ValueError(f"no change of a profile undoes {change.code}")
