"""What it is worth that someone joins a group, in thousands of euros, as parts that can be read one by one.

The weights are in ``value_model``; ``scan`` computes the same for all pairs at once, and the tests hold the two
together. Parts are whole multiples of 2⁻²⁰ (a thousandth of a euro), so that the value of a pair is exactly the sum
of its parts, in whatever order they are added.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.contract import EDUCATION
from leerwerk.engine.planning.question import ANY, Floats, Int32s, Question
from leerwerk.engine.planning.value_model import LEAST, MOST, UNIT, VALUE_MODEL


class Part(StrEnum):
    """One part of a value."""

    GIVEN = "given"  # the value that came with the question, instead of benefit, cost, wish and reach
    BENEFIT = "benefit"  # benefit of one person lastingly in work × the chance of that
    COST = "cost"  # cost per participant, negative
    WISH = "wish"  # weight of this sector's place among the wishes
    REACH = "reach"  # weight of reaching people with this education
    KEPT = "kept"  # stays in the group of the earlier plan


class Factor(StrEnum):
    """One term of the points behind the chance."""

    LEVEL = "level"
    LISTENING = "listening"
    READING = "reading"
    SPEAKING = "speaking"
    WRITING = "writing"
    LEARNABILITY = "learnability"
    LOAD = "load"
    MOTIVATION = "motivation"
    TRAVEL = "travel"


def points_of_chance(question: Question, candidate: int, group: int) -> dict[Factor, int]:
    """Return the points of every term; their sum gives the chance that this person lasts in work after this group."""
    people, groups, model = question.candidates, question.groups, VALUE_MODEL
    language = people.language[candidate].astype(int) - groups.language[group]
    scales = people.scales[candidate].astype(int) - groups.scales[group]
    minutes = int(question.travel.minutes[people.zone[candidate], groups.zone[group]])
    steps = min(max(0, -(-(minutes - model.near) // model.step)), model.farthest)
    listening, reading, speaking, writing = (
        model.language * min(max(int(margin), 0), model.cap) for margin in language
    )
    return {
        Factor.LEVEL: model.start[groups.level[group]],
        Factor.LISTENING: listening,
        Factor.READING: reading,
        Factor.SPEAKING: speaking,
        Factor.WRITING: writing,
        Factor.LEARNABILITY: model.learnability * min(max(int(scales[0]), 0), model.cap),
        Factor.LOAD: model.load * min(max(int(scales[1]), 0), model.cap),
        Factor.MOTIVATION: model.motivation * (int(people.scales[candidate, 2]) - 3),
        Factor.TRAVEL: -model.travel * steps,
    }


def chance_of_lasting(question: Question, candidate: int, group: int) -> float:
    """Return the chance, by the assumed model, that this person lasts in work after this group."""
    return VALUE_MODEL.chance(sum(points_of_chance(question, candidate, group).values()))


def parts_of_value(question: Question, candidate: int, group: int) -> dict[Part, float]:
    """Return the parts of the value of this pair, in thousands of euros; ``sum(parts.values())`` is its value.

    The pair need not be eligible. A wish for another sector counts nothing. ``KEPT`` is how the change penalty is
    counted: whoever keeps the group of the earlier plan brings the penalty's amount, whoever is moved or left out does
    not, so that two plans differ by the penalty for each person whose group changed.
    """
    settings = question.settings
    given = question.given
    parts: dict[Part, float] = {}
    if given is None:
        wished = np.flatnonzero(question.candidates.wishes[candidate] == question.groups.sector[group])
        wish = wish_weights(question)[wished[0]] if len(wished) else 0.0
        parts[Part.BENEFIT] = float(exact(settings.benefit * chance_of_lasting(question, candidate, group)))
        parts[Part.COST] = -float(exact(question.groups.cost_per_participant[group]))
        parts[Part.WISH] = float(wish)
        parts[Part.REACH] = float(reach_weights(question)[question.candidates.education[candidate]])
    else:
        listed = np.flatnonzero((given.candidate == candidate) & (given.group == group))
        parts[Part.GIVEN] = float(given.value[listed[-1]]) if len(listed) else 0.0
    if question.earlier is not None and settings.change_penalty:
        kept = question.earlier.group[candidate] == group
        parts[Part.KEPT] = float(exact(settings.change_penalty)) if kept else 0.0
    return parts


def value_of(question: Question, candidate: int, group: int) -> float:
    """Return the value of this pair, in thousands of euros."""
    return float(sum(parts_of_value(question, candidate, group).values()))


def wish_weights(question: Question) -> Floats:
    """Return the weight of each place among the wishes; beyond the given weights a wish weighs nothing."""
    width = question.candidates.wishes.shape[1]
    weights = np.zeros(max(width, 1))
    given = question.settings.wish_weights[:width]
    weights[: len(given)] = given
    return exact(weights)


def reach_weights(question: Question) -> Floats:
    """Return the weight of reaching someone, per level of education."""
    return exact([question.settings.reach_weights.get(education, 0.0) for education in EDUCATION])


def benefits(question: Question) -> Floats:
    """Return the expected benefit for every number of points from LEAST to MOST, in thousands of euros."""
    chances = [VALUE_MODEL.chance(points) for points in range(LEAST, MOST + 1)]
    return exact(question.settings.benefit * np.array(chances))


def exact(amount: npt.ArrayLike) -> Floats:
    """Return amounts as whole multiples of 2⁻²⁰, whose sums are exact."""
    rounded: Floats = np.rint(np.asarray(amount, np.float64) * UNIT) / UNIT
    return rounded


def earlier_groups(question: Question) -> Int32s:
    """Return each person's group in the earlier plan, ANY without one."""
    if question.earlier is None:
        return np.full(len(question.candidates.ids), ANY, np.int32)
    return np.asarray(question.earlier.group, np.int32)
