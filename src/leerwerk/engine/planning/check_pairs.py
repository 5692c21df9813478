"""The checker's own reading of the rules between one person, one group and one workplace, in plain code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from leerwerk.engine.planning.contract import EDUCATION, LANGUAGE_SKILLS, SCALES
from leerwerk.engine.planning.question import Question, Words
from leerwerk.engine.planning.value_model import UNIT, VALUE_MODEL

type Given = Mapping[tuple[int, int], float]


def given_values(question: Question) -> Given | None:
    """Return the values that came with the question by (candidate, group), or None; of two the last counts."""
    if question.given is None:
        return None
    pairs = zip(question.given.candidate.tolist(), question.given.group.tolist(), strict=True)
    return dict(zip(pairs, question.given.value.tolist(), strict=True))


def _within(asked: Words, had: Words) -> bool:
    return all(int(a) & int(h) == int(a) for a, h in zip(asked.tolist(), had.tolist(), strict=True))


def _share(one: Words, other: Words) -> bool:
    return any(int(a) & int(b) for a, b in zip(one.tolist(), other.tolist(), strict=True))


def broken_rules(question: Question, person: int, group: int, given: Given | None) -> list[str]:
    """Return the names of the rules between a person and a group that do not hold."""
    c, g = question.candidates, question.groups
    broken = []
    if question.travel.minutes[c.zone[person], g.zone[group]] > c.max_travel[person]:
        broken.append("travel")
    if c.ready[person] > g.start[group]:
        broken.append("ready")
    if int(g.sector[group]) not in c.wishes[person].tolist():
        broken.append("sector")
    has, asks = c.language[person].tolist(), g.language[group].tolist()
    broken += [name for name, had, asked in zip(LANGUAGE_SKILLS, has, asks, strict=True) if had < asked]
    has, asks = c.scales[person].tolist(), g.scales[group].tolist()
    broken += [name for name, had, asked in zip(SCALES, has, asks, strict=True) if had < asked]
    if int(g.dagdelen[group]) & int(c.available[person]) != int(g.dagdelen[group]):
        broken.append("dagdelen")
    if not _within(g.skills[group], c.skills[person]):
        broken.append("skills")
    if g.licence[group] and not c.licence[person]:
        broken.append("licence")
    if _share(g.excluded_limits[group], c.limits[person]):
        broken.append("limits")
    if given is not None and (person, group) not in given:
        broken.append("not_listed")
    return broken


def broken_seat_rules(question: Question, person: int, place: int) -> list[str]:
    """Return the names of the rules between a person and a workplace that do not hold."""
    c, w = question.candidates, question.workplaces
    broken = []
    if question.travel.minutes[c.zone[person], w.zone[place]] > c.max_travel[person]:
        broken.append("workplace_travel")
    if not _within(w.skills[place], c.skills[person]):
        broken.append("workplace_skills")
    if w.licence[place] and not c.licence[person]:
        broken.append("workplace_licence")
    if _share(w.excluded_limits[place], c.limits[person]):
        broken.append("workplace_limits")
    return broken


def worth(question: Question, person: int, group: int, given: Given | None) -> float:
    """Return what it is worth that this person joins this group, in thousands of euros, from the published formula."""
    settings = question.settings
    value = 0.0
    if given is not None:
        value += given.get((person, group), 0.0)
    else:
        c, g = question.candidates, question.groups
        value += _part(settings.benefit * _chance(question, person, group)) - _part(g.cost_per_participant[group])
        wishes = c.wishes[person].tolist()
        if int(g.sector[group]) in wishes:
            place = wishes.index(int(g.sector[group]))
            value += _part(settings.wish_weights[place]) if place < len(settings.wish_weights) else 0.0
        value += _part(settings.reach_weights.get(EDUCATION[int(c.education[person])], 0.0))
    if question.earlier is not None and question.earlier.group[person] == group:
        value += _part(settings.change_penalty)
    return value


def _part(amount: float) -> float:
    return round(float(amount) * UNIT) / UNIT


def _chance(question: Question, person: int, group: int) -> float:
    model, c, g = VALUE_MODEL, question.candidates, question.groups
    points = model.start[int(g.level[group])]
    for had, asked in zip(c.language[person].tolist(), g.language[group].tolist(), strict=True):
        points += model.language * max(0, min(had - asked, model.cap))
    (learns, carries, wants), asks = c.scales[person].tolist(), g.scales[group].tolist()
    points += model.learnability * max(0, min(learns - asks[0], model.cap))
    points += model.load * max(0, min(carries - asks[1], model.cap))
    points += model.motivation * (wants - 3)
    minutes = int(question.travel.minutes[c.zone[person], g.zone[group]])
    started = int(np.ceil(max(0, minutes - model.near) / model.step))
    points -= model.travel * min(started, model.farthest)
    return curve(points)


@lru_cache(maxsize=1024)
def curve(points: int) -> float:
    """The logistic curve of ``value_model``, to four decimals as published."""
    return float(np.round(1 / (1 + np.exp(-max(-60, min(60, points)) / VALUE_MODEL.spread)), 4))
