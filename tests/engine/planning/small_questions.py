"""Small random questions as tables, for Hypothesis: every rule bites now and then."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from leerwerk.engine.planning.contract import CEFR, EDUCATION, LANGUAGE_SKILLS, LEVELS, SCALES
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.tables import read_question

TOWNS = ("GM0344", "GM0355", "GM0310", "GM0321", "GM0363")
SECTORS = ("care", "green", "building")
SKILLS = ("vca", "weld")
LIMITS = ("lifting", "night", "stairs")

type Tables = dict[str, list[dict[str, object]]]


def _some(rng: random.Random, words: tuple[str, ...], chance: float) -> str:
    return "|".join(word for word in rng.sample(words, len(words)) if rng.random() < chance)


def _week(rng: random.Random, chance: float) -> str:
    return "".join("1" if rng.random() < chance else "0" for _ in range(10))


def _yes(rng: random.Random, chance: float) -> str:
    return "yes" if rng.random() < chance else "no"


def _people(rng: random.Random, count: int) -> list[dict[str, object]]:
    return [
        {
            "candidate": f"K{n}",
            "municipality": rng.choice(TOWNS),
            **{skill: rng.choice(CEFR[1:6]) for skill in LANGUAGE_SKILLS},
            **{scale: rng.randint(2, 5) for scale in SCALES},
            "available": _week(rng, 0.93),
            "max_travel": rng.choice([20, 45, 60, 90]),
            "ready": f"2027-0{rng.randint(1, 3)}-01",
            "sectors": _some(rng, SECTORS, 0.7),
            "skills": _some(rng, SKILLS, 0.6),
            "licence": _yes(rng, 0.6),
            "education": rng.choice(EDUCATION),
            "limits": _some(rng, LIMITS, 0.15),
        }
        for n in range(count)
    ]


def _groups(rng: random.Random, count: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for n in range(count):
        least = rng.randint(1, 3)
        rows.append(
            {
                "group": f"G{n}",
                "blueprint": "care-mbo2",
                "sector": rng.choice(SECTORS),
                "level": rng.choice(LEVELS),
                "municipality": rng.choice(TOWNS),
                "start": f"2027-0{rng.randint(2, 4)}-01",
                "min_size": least,
                "max_size": least + rng.randint(0, 3),
                "fixed_cost": round(rng.uniform(0, 12), 2),
                "cost_per_participant": round(rng.uniform(1, 6), 2),
                "dagdelen": _week(rng, 0.3),
                **{skill: rng.choice(CEFR[:4]) for skill in LANGUAGE_SKILLS},
                **{scale: rng.randint(1, 3) for scale in SCALES},
                "skills": _some(rng, SKILLS, 0.1),
                "licence": _yes(rng, 0.15),
                "excluded_limits": _some(rng, LIMITS, 0.2),
            }
        )
    return rows


def _workplaces(rng: random.Random, count: int) -> list[dict[str, object]]:
    return [
        {
            "workplace": f"W{n}",
            "employer": f"E{n // 2}",
            "municipality": rng.choice(TOWNS),
            "places": rng.randint(1, 3),
            "skills": _some(rng, SKILLS, 0.15),
            "licence": _yes(rng, 0.15),
            "excluded_limits": _some(rng, LIMITS, 0.2),
        }
        for n in range(count)
    ]


def random_tables(seed: int, people: int = 30, groups: int = 8) -> Tables:
    """A small question, the same for the same seed."""
    rng = random.Random(seed)
    places = 2 * groups
    tables: Tables = {
        "candidates": _people(rng, people),
        "groups": _groups(rng, groups),
        "workplaces": _workplaces(rng, places),
        "offers": [
            {"group": f"G{g}", "workplace": f"W{w}"}
            for g in range(groups)
            for w in sorted(rng.sample(range(places), min(3, places)))
        ],
        "resources": [{"resource": "teacher", "capacity": groups * 2}, {"resource": "room", "capacity": groups}],
        "uses": [
            {"group": f"G{g}", "resource": "teacher", "per_group": rng.randint(1, 4), "per_participant": 0.25}
            for g in range(groups)
        ],
        "budgets": [{"budget": "region", "amount": groups * 12}],
        "charges": [
            {
                "budget": "region",
                "group": f"G{g}",
                "municipality": rng.choice(("*", *TOWNS)),
                "per_participant": 3.5,
                "per_group": rng.choice((0, 2)),
            }
            for g in range(groups)
        ],
        "locks": [{"kind": "forbid", "a": f"K{rng.randrange(people)}", "b": f"G{rng.randrange(groups)}"}],
    }
    if rng.random() < 0.3:
        pairs = {(rng.randrange(people), rng.randrange(groups)) for _ in range(people)}
        tables["values"] = [
            {"candidate": f"K{c}", "group": f"G{g}", "value": rng.uniform(-3, 20)} for c, g in sorted(pairs)
        ]
    if rng.random() < 0.3:
        tables["previous"] = [
            {"candidate": f"K{c}", "group": f"G{rng.randrange(groups)}", "workplace": "W0"} for c in range(people // 3)
        ]
    return tables


SETTINGS = {
    "wish_weights": [1.5, 0.7],
    "reach_weights": {"none": 2.1, "primary": 1},
    "change_penalty": 1.3,
    "time_limit": 3,
}


def question_of(tables: Tables, **settings: object) -> Question:
    """The question of these tables; fails with the mistakes when there are any."""
    found = read_question(tables, {**SETTINGS, **settings})
    assert isinstance(found, Question), found
    return found


def random_question(seed: int) -> Question:
    """A small question, the same for the same seed."""
    return question_of(random_tables(seed))


questions = st.integers(0, 10_000).map(random_question)
