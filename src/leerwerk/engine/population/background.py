"""Facts about people that no planning may use: nationality, permit, sex, year of birth, work, names.

They meet the published margins exactly (largest remainder), each drawn apart from the others, because nothing is
published about how they hang together; only work depends on origin and time since the permit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from leerwerk import facts
from leerwerk.engine.planning.question import Bools, Floats, Int64s
from leerwerk.engine.population import assumptions, names
from leerwerk.engine.population.rounding import deal, largest_remainder, round_keeping_total

FIRST_PERIOD = "2019"  # permits from here on: people within, or just past, the three years of integration
OLDEST = 65  # the published work figures end here
LANGUAGES: Mapping[str, tuple[tuple[str, float], ...]] = {
    "SY": (("ara", 0.85), ("kur", 0.15)),
    "IQ": (("ara", 0.7), ("kur", 0.3)),
    "ER": (("tir", 1.0),),
    "AF": (("prs", 0.6), ("pus", 0.4)),
    "IR": (("fas", 1.0),),
    "TR": (("tur", 0.8), ("kur", 0.2)),
    "YE": (("ara", 1.0),),
    "SD": (("ara", 1.0),),
    "SO": (("som", 1.0),),
    "ET": (("amh", 1.0),),
    "UA": (("ukr", 1.0),),
    "CO": (("spa", 1.0),),
}
CONTACT = {"ara": "ar", "tir": "ti", "fas": "fa", "prs": "fa", "tur": "tr", "ukr": "uk", "som": "so", "amh": "am"}
"""Language in which leaflets and letters reach someone; the others get English."""


@dataclass(frozen=True, slots=True)
class Published:
    """The published figures that a population meets."""

    permits: tuple[facts.Permits, ...] = field(
        default_factory=lambda: tuple(p for p in facts.permits() if p.period >= FIRST_PERIOD)
    )
    age_sex: tuple[facts.AgeSex, ...] = field(default_factory=facts.age_sex)
    work: tuple[facts.Work, ...] = field(default_factory=facts.work_after_permit)


def work_origin(nationality: str, published: Published) -> str:
    """The origin under which work figures are published for a nationality: its own, or ``other``."""
    return nationality if nationality in {row.origin for row in published.work} else "other"


def permit_span(period: str, last: str, season_start: date) -> tuple[date, date]:
    """First and last day of permits of a published period, moved so that the last period ends before the season.

    The pattern of the published years is kept; the years are shifted by a whole number of years. ``last``: the newest
    published period. Raises ``ValueError`` on a period that is neither a year nor a half-year.
    """

    def ends(text: str) -> tuple[date, date]:
        year, _, half = text.partition("H")
        first = date(int(year), 7 if half == "2" else 1, 1)
        return first, date(int(year), 6, 30) if half == "1" else date(int(year), 12, 31)

    newest = ends(last)[1]
    shift = season_start.year - newest.year
    if newest.replace(year=season_start.year) >= season_start:
        shift -= 1
    first, final = ends(period)
    return first.replace(year=first.year + shift), final.replace(year=final.year + shift)


def months_since(permit: Sequence[date], season_start: date) -> Floats:
    """Months between each permit and the start of the season."""
    return np.array([(season_start - day).days for day in permit], float) / (365.25 / 12)


def work_cells(origin: Sequence[str], months: npt.ArrayLike, published: Published) -> list[tuple[facts.Work, Int64s]]:
    """Each published figure with the people it speaks about: same origin, nearest published month not after theirs.

    People before the first published month count with the first; people after the last one with the last.
    """
    steps = np.array(sorted({row.months for row in published.work}))
    step = steps[np.clip(np.searchsorted(steps, np.asarray(months), side="right") - 1, 0, len(steps) - 1)]
    names_of = np.array(origin, dtype=object)
    return [(row, np.flatnonzero((names_of == row.origin) & (step == row.months))) for row in published.work]


def _working(cells: list[tuple[facts.Work, Int64s]], count: int, rng: np.random.Generator) -> Bools:
    numbers = round_keeping_total([row.percent / 100 * len(people) for row, people in cells])
    working = np.zeros(count, bool)
    for (_, people), number in zip(cells, numbers, strict=True):
        working[rng.choice(people, int(number), replace=False)] = True
    return working


def _countries(nationality: list[str], rng: np.random.Generator) -> list[str]:
    other = [k for k, code in enumerate(nationality) if code == "other"]
    found = list(nationality)
    if other:
        cells = deal(len(other), assumptions.OTHER_ORIGIN.weights, rng).tolist()
        for k, cell in zip(other, cells, strict=True):
            found[k] = assumptions.OTHER_ORIGIN.values[cell]
    return found


def _named(country: list[str], female: Bools, rng: np.random.Generator) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Names, and languages spoken: the mother tongue first, English beside it for one in three."""
    tongue = np.empty(len(country), dtype=object)
    codes = np.array(country, dtype=object)
    for code, spoken in LANGUAGES.items():
        people = np.flatnonzero(codes == code)
        if len(people):
            cells = deal(len(people), [share for _, share in spoken], rng)
            tongue[people] = np.array([language for language, _ in spoken], dtype=object)[cells]
    drawn: list[tuple[str, str, str]] = [("", "", "")] * len(country)
    for language in names.LISTS:
        people = np.flatnonzero(tongue == language)
        for k, name in zip(people.tolist(), names.draw(language, female[people], rng), strict=True):
            drawn[k] = name
    english = rng.random(len(country)) < 1 / 3
    return drawn, [f"{own}|eng" if both else own for own, both in zip(tongue.tolist(), english.tolist(), strict=True)]


def draw_background(
    count: int, season_start: date, rng: np.random.Generator, published: Published
) -> dict[str, list[object]]:
    """Draw who the candidates are; nothing of it is a column of the file contract."""
    permit_cells = deal(count, [row.permits for row in published.permits], rng)
    periods = [published.permits[k] for k in permit_cells.tolist()]
    last = max(row.period for row in published.permits)
    span = {row.period: permit_span(row.period, last, season_start) for row in published.permits}
    chance = rng.random(count).tolist()
    permit = []
    for row, share in zip(periods, chance, strict=True):
        first, final = span[row.period]
        permit.append(first + timedelta(days=int(share * ((final - first).days + 1))))
    bands = [published.age_sex[k] for k in deal(count, [row.persons for row in published.age_sex], rng).tolist()]
    age = np.array([row.age_from for row in bands])
    width = np.array([(row.age_below or OLDEST) - row.age_from for row in bands])
    age = age + (rng.random(count) * width).astype(int)
    sex = [row.sex for row in bands]
    origin = [work_origin(row.nationality, published) for row in periods]
    working = _working(work_cells(origin, months_since(permit, season_start), published), count, rng)
    country = _countries([row.nationality for row in periods], rng)
    named, languages = _named(country, np.array(sex, dtype=object) == "f", rng)
    return {
        "given_name": [name[0] for name in named],
        "family_name": [name[1] for name in named],
        "native_name": [name[2] for name in named],
        "birth_year": (season_start.year - age).tolist(),
        "sex": list(sex),
        "nationality": list(country),
        "permit_nationality": [row.nationality for row in periods],
        "permit_period": [row.period for row in periods],
        "permit_date": [day.isoformat() for day in permit],
        "languages": list(languages),
        "contact_language": [CONTACT.get(spoken.split("|")[0], "en") for spoken in languages],
        "working": np.where(working, "yes", "no").tolist(),
    }


def home_counts(count: int, towns: Sequence[facts.Municipality]) -> Int64s:
    """Candidates per municipality in proportion to the taakstelling's formula: to inhabitants, rounded to people."""
    return largest_remainder(count, [town.inhabitants for town in towns])
