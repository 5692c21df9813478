"""Work that invented people did before they came, and the work that those have who work now.

Drawn after everything else and from a stream of chance of its own, so that nothing else depends on it. Which work
somebody did depends on their schooling only; in which years also on their year of birth and permit. Words are data of
a Dutch demo and therefore Dutch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from leerwerk.engine.planning.question import Int64s
from leerwerk.engine.population import assumptions
from leerwerk.engine.population.rounding import deal

OCCUPATIONS: Mapping[str, str] = {
    "administratief medewerker": "4110",
    "akkerbouwer": "6111",
    "apotheker": "2262",
    "arts": "2211",
    "automonteur": "7231",
    "bakker": "7512",
    "beveiliger": "5414",
    "bezorger": "9621",
    "boekhouder": "3313",
    "bouwvakker": "7111",
    "chauffeur": "8322",
    "elektricien": "7411",
    "hulp in de landbouw": "9211",
    "huishoudelijke hulp": "9111",
    "ingenieur": "2142",
    "inpakker": "9321",
    "jurist": "2619",
    "kapper": "5141",
    "keukenhulp": "9412",
    "kleermaker": "7531",
    "kok": "5120",
    "lasser": "7212",
    "leraar op een basisschool": "2341",
    "leraar op een middelbare school": "2330",
    "loodgieter": "7126",
    "maatschappelijk werker": "2635",
    "marktverkoper": "5211",
    "medewerker bediening": "5131",
    "medewerker laden en lossen": "9333",
    "medewerker productie": "9329",
    "onderwijsassistent": "5312",
    "programmeur": "2514",
    "schilder": "7131",
    "schoonmaker": "9112",
    "timmerman": "7115",
    "verkoper in een winkel": "5223",
    "verpleegkundige": "2221",
    "vrachtwagenchauffeur": "8332",
    "winkelier": "5221",
    "ziekenverzorger": "5321",
}
"""What people say they did, with the unit group of ISCO-08."""

FIRST_AGE = (16, 18, 23)  # at which work can begin: at most lower secondary, upper secondary, higher education
ON_THE_WAY = 2  # years before the permit in which nobody worked: fleeing, and waiting in a reception centre
BEFORE = (assumptions.WORK_LOWER, assumptions.WORK_MIDDLE, assumptions.WORK_HIGHER)

type Rows = dict[str, list[object]]


def _words(level: Int64s, rng: np.random.Generator) -> list[str]:
    """Draw what each piece of work was, by the schooling (0–2) of whoever did it."""
    words = np.empty(len(level), dtype=object)
    for step, assumption in enumerate(BEFORE):
        here = np.flatnonzero(level == step)
        if len(here):
            words[here] = np.array(assumption.values, dtype=object)[deal(len(here), assumption.weights, rng)]
    chosen: list[str] = words.tolist()
    return chosen


def _years_before(first: Int64s, count: Int64s, room: Int64s, rng: np.random.Generator) -> tuple[Int64s, ...]:
    """Who did each piece of work, since when and until when: the years divided evenly, begun late and ended early."""
    who = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(who)) - np.repeat(np.cumsum(count) - count, count)
    starts = first[who] + room[who] * place // count[who]
    ends = first[who] + room[who] * (place + 1) // count[who]
    late, early = rng.random(len(who)), rng.random(len(who))
    since = starts + ((ends - starts) * late / 2).astype(int)
    return who, since, np.maximum(since, ends - 1 - ((ends - since) * early / 2).astype(int))


def draw_work_history(people: Mapping[str, Sequence[object]], season_year: int, rng: np.random.Generator) -> Rows:
    """Draw the work of candidates, oldest first: columns ``candidate, work, occupation, since, until`` (empty = still).

    ``people``: columns of the candidates. Work that began in the year of the season itself is not noted yet.
    """
    codes = [str(code) for code in people["candidate"]]
    names = assumptions.EDUCATION.values
    level = np.clip(np.array([names.index(str(word)) for word in people["education"]]) - 2, 0, 2)
    permit = np.array([int(str(day)[:4]) for day in people["permit_date"]])
    first = np.array([int(str(year)) for year in people["birth_year"]]) + np.array(FIRST_AGE)[level]
    room = np.maximum(permit - ON_THE_WAY - first, 0)
    wanted = np.array(assumptions.WORKS.values, int)[deal(len(codes), assumptions.WORKS.weights, rng)]
    who, since, until = _years_before(first, np.minimum(wanted, room), room, rng)
    words = _words(level[who], rng)
    working = np.array([word == "yes" for word in people["working"]])
    now = np.flatnonzero(working & (permit < season_year))
    earliest = np.minimum(np.maximum(permit, first), season_year - 1)[now]
    begun = earliest + (rng.random(len(now)) * (season_year - earliest)).astype(int)
    present = np.array(assumptions.WORK_NOW.values, dtype=object)[deal(len(now), assumptions.WORK_NOW.weights, rng)]
    person = np.concatenate([who, now])
    order = np.argsort(person, kind="stable").tolist()
    work = [*words, *present.tolist()]
    first_year = np.concatenate([since, begun]).tolist()
    last_year = [*until.tolist(), *[""] * len(now)]
    return {
        "candidate": [codes[k] for k in person[order].tolist()],
        "work": [work[k] for k in order],
        "occupation": [OCCUPATIONS[work[k]] for k in order],
        "since": [first_year[k] for k in order],
        "until": [last_year[k] for k in order],
    }
