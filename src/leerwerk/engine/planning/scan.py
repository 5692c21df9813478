"""All eligible pairs at once: the rules of ``eligibility`` and the sums of ``values``, laid out for ``scan_kernels``.

Only people who wish a group's sector are looked at, and the journey is asked first, because it rules most of them out.
Blocks of groups run beside each other; the result does not depend on how many processors there are.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.contract import DAGDELEN
from leerwerk.engine.planning.question import Bools, Floats, Int8s, Int16s, Int32s, Int64s, Pairs, Question, Words
from leerwerk.engine.planning.scan_kernels import (
    Lists,
    Options,
    Profile,
    Weights,
    modelled,
    scan_groups,
)
from leerwerk.engine.planning.value_model import LEAST, VALUE_MODEL
from leerwerk.engine.planning.values import benefits, earlier_groups, exact, reach_weights, wish_weights

BLOCKS = 16
ROOM = 4_096  # pairs that a block has room for at first
EVERYTHING = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


class Found(NamedTuple):
    """Pairs of a block of groups, and how many each group has."""

    counts: Int64s
    candidate: npt.NDArray[np.int32]
    value: Floats
    seats: Words


def _levels(language: Int8s, scales: Int8s) -> Words:
    """Seven levels of each row as bytes of one word."""
    packed = np.zeros(len(language), np.uint64)
    for column in (*language.T, *scales.T):
        packed = (packed << np.uint64(8)) | column.astype(np.uint64)
    return packed


def _bits(dagdelen: npt.NDArray[np.uint16] | None, licence: Bools, skills: Words, able: Words) -> Words:
    """Dagdelen and licence in a first word, then the words of skills, then those of what someone can do."""
    first = licence.astype(np.uint64) << np.uint64(DAGDELEN)
    if dagdelen is not None:
        first |= dagdelen.astype(np.uint64)
    return np.ascontiguousarray(np.column_stack([first, skills, able]))


def _options(question: Question) -> Options:
    g, w = question.groups, question.workplaces
    forbid = question.locks.forbid[np.argsort(question.locks.forbid[:, 1], kind="stable")]
    counts = np.bincount(forbid[:, 1], minlength=len(g.ids))
    return Options(
        zone=np.ascontiguousarray(g.zone, np.int32),
        start=np.ascontiguousarray(g.start, np.int32),
        levels=_levels(g.language, g.scales),
        bits=_bits(g.dagdelen, g.licence, g.skills, g.excluded_limits),
        offer_start=np.ascontiguousarray(question.offers.start, np.int64),
        offer_workplace=np.ascontiguousarray(question.offers.workplace, np.int32),
        workplace_zone=np.ascontiguousarray(w.zone, np.int32),
        workplace_bits=_bits(None, w.licence, w.skills, w.excluded_limits),
        minutes=np.ascontiguousarray(question.travel.minutes, np.int16),
        forbid_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        forbid_person=np.ascontiguousarray(forbid[:, 0], np.int32),
    )


def _profile(question: Question) -> Profile:
    c, g = question.candidates, question.groups
    return Profile(
        language=np.ascontiguousarray(c.language, np.int8),
        scales=np.ascontiguousarray(c.scales, np.int8),
        education=np.ascontiguousarray(c.education, np.int8),
        earlier=earlier_groups(question),
        zone=np.ascontiguousarray(c.zone, np.int32),
        group_language=np.ascontiguousarray(g.language, np.int8),
        group_scales=np.ascontiguousarray(g.scales, np.int8),
        group_level=np.ascontiguousarray(g.level, np.int8),
        group_zone=np.ascontiguousarray(g.zone, np.int32),
        minutes=np.ascontiguousarray(question.travel.minutes, np.int16),
    )


def _weights(question: Question) -> Weights:
    model = VALUE_MODEL
    step = (model.language, model.learnability, model.load, model.motivation, model.travel)
    return Weights(
        benefit=benefits(question),
        least=LEAST,
        start=np.array(model.start, np.int64),
        step=np.array(step, np.int64),
        cap=model.cap,
        near=model.near,
        minutes=model.step,
        farthest=model.farthest,
        cost=exact(question.groups.cost_per_participant),
        wish=wish_weights(question),
        reach=reach_weights(question),
        kept=_kept(question),
    )


def _kept(question: Question) -> float:
    return float(exact(question.settings.change_penalty)) if question.earlier is not None else 0.0


def _lists(question: Question, of: Int64s, key: Int64s, person: Int32s, rank: Int16s) -> tuple[Lists, Int64s]:
    """Lay people out by list (``key``), municipality, and how far they travel; also return that order."""
    c, zones = question.candidates, len(question.travel.zones)
    segment = key * zones + c.zone[person]
    furthest = np.iinfo(np.int16).max - c.max_travel[person].astype(np.int64)
    order = np.argsort(segment << 16 | furthest, kind="stable")
    counts = np.bincount(segment, minlength=(int(of.max(initial=0)) + 1) * zones)
    who = person[order]
    lists = Lists(
        of=of,
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        person=who,
        rank=rank[order],
        reach=np.ascontiguousarray(c.max_travel, np.int16)[who],
        ready=np.ascontiguousarray(c.ready, np.int32)[who],
        levels=_levels(c.language, c.scales)[who],
        bits=_bits(c.available, c.licence, c.skills, c.limits ^ EVERYTHING)[who],
    )
    return lists, order


def _by_sector(question: Question) -> Lists:
    """Every group looks at those who wish its sector; a sector wished twice counts at its first place."""
    wishes = question.candidates.wishes
    first = wishes >= 0
    for place in range(wishes.shape[1]):
        first[:, place] &= ~(wishes[:, :place] == wishes[:, place : place + 1]).any(axis=1)
    person, rank = np.nonzero(first)
    key = wishes[person, rank].astype(np.int64)
    of = question.groups.sector.astype(np.int64)
    return _lists(question, of, key, person.astype(np.int32), rank.astype(np.int16))[0]


def _by_listing(question: Question) -> tuple[Lists, Floats]:
    """Every group looks at those for whom a value was given and who wish its sector; of two values the last counts."""
    given = question.given
    if given is None:
        raise ValueError("this question has no given values")
    order = np.lexsort((given.candidate, given.group))
    person, group, value = given.candidate[order], given.group[order], given.value[order].astype(np.float64)
    keep = np.ones(len(order), np.bool_)
    keep[:-1] = (person[1:] != person[:-1]) | (group[1:] != group[:-1])
    keep &= (question.candidates.wishes[person] == question.groups.sector[group][:, None]).any(axis=1)
    person, group, value = person[keep].astype(np.int32), group[keep].astype(np.int64), value[keep]
    value += np.where(earlier_groups(question)[person] == group, _kept(question), 0.0)
    of = np.arange(len(question.groups.ids), dtype=np.int64)
    lists, order = _lists(question, of, group.astype(np.int64), person, np.zeros(len(person), np.int16))
    return lists, value[order]


def seat_words(question: Question) -> int:
    """Return how many words of 64 bits the seats of a pair take."""
    widest = int(np.diff(question.offers.start).max(initial=0))
    return max(1, -(-widest // 64))


def scan_pairs(question: Question) -> Pairs:
    """Return every eligible pair with its value and seats, by group, then candidate."""
    options, profile, weights = _options(question), _profile(question), _weights(question)
    given: Floats | None = None
    if question.given is None:
        lists = _by_sector(question)
    else:
        lists, given = _by_listing(question)
    groups, words = len(question.groups.ids), seat_words(question)
    edges = np.linspace(0, groups, min(BLOCKS, groups) + 1).astype(np.int64).tolist() if groups else [0]

    def block(first: int, last: int) -> Found:
        counts, rows, seats = scan_groups(options, lists, first, last, words, ROOM)
        candidate = lists.person[rows]
        if given is not None:
            return Found(counts, candidate, given[rows], seats)
        value = np.empty(len(rows))
        modelled(profile, weights, first, counts, candidate, lists.rank[rows], value)
        return Found(counts, candidate, value, seats)

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        blocks = list(pool.map(block, edges[:-1], edges[1:]))
    return _joined(blocks, words)


def _joined(blocks: list[Found], words: int) -> Pairs:
    """Put blocks one after another, letting go of each as soon as it is copied."""
    counts = np.concatenate([block.counts for block in blocks]) if blocks else np.zeros(0, np.int64)
    total = int(counts.sum())
    candidate, value = np.empty(total, np.int32), np.empty(total, np.float64)
    seats = np.empty((total, words), np.uint64)
    at = 0
    while blocks:
        block = blocks.pop(0)
        to = at + len(block.candidate)
        candidate[at:to], value[at:to], seats[at:to] = block.candidate, block.value, block.seats
        at = to
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Pairs(start=start, candidate=candidate, value=value, seats=seats)
