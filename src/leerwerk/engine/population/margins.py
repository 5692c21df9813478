"""Margins of a generated region beside the published figures, recounted from its rows, and the page that shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leerwerk import facts
from leerwerk.engine.population.assumptions import Assumption
from leerwerk.engine.population.background import OLDEST, Published, months_since, work_cells, work_origin
from leerwerk.engine.population.region import Region


class Source(StrEnum):
    """A published table that a population meets."""

    MUNICIPALITY = "municipality"
    PERMITS = "permits"
    AGE_SEX = "age_sex"
    WORK = "work_after_permit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """One cell: ``published`` as it stands in the source, ``expected`` people in this region, ``generated`` people."""

    source: Source
    cell: tuple[str, ...]
    published: float
    expected: float
    generated: int

    @property
    def deviation(self) -> float:
        """People too many (positive) or too few (negative)."""
        return self.generated - self.expected

    @property
    def met(self) -> bool:
        """Whether the cell is within 1 % of the figure, or within one person where 1 % is less than a person."""
        return abs(self.deviation) <= max(1.0, 0.01 * self.expected)


def _shares(
    source: Source, cells: Iterable[tuple[tuple[str, ...], float]], counted: Counter[tuple[str, ...]], total: int
) -> Iterator[Margin]:
    rows = list(cells)
    whole = sum(figure for _, figure in rows)
    for cell, figure in rows:
        share = total * figure / whole
        yield Margin(source=source, cell=cell, published=figure, expected=share, generated=counted[cell])


def _municipalities(region: Region, people: int) -> Iterator[Margin]:
    codes = set(region.spec.region_codes())
    towns = [town for town in facts.municipalities() if town.region in codes]
    counted: Counter[tuple[str, ...]] = Counter((str(code),) for code in region.tables["candidates"]["municipality"])
    yield from _shares(Source.MUNICIPALITY, (((t.code,), float(t.inhabitants)) for t in towns), counted, people)


def _band(age: int, published: Published) -> str:
    for row in published.age_sex:
        if row.age_from <= age < (row.age_below or OLDEST):
            return str(row.age_from)
    return "outside"


def _work(region: Region, published: Published) -> Iterator[Margin]:
    people = region.tables["candidates"]
    months = months_since([date.fromisoformat(str(day)) for day in people["permit_date"]], region.spec.season_start)
    origin = [work_origin(str(code), published) for code in people["permit_nationality"]]
    working = [value == "yes" for value in people["working"]]
    for row, who in work_cells(origin, months, published):
        yield Margin(
            source=Source.WORK,
            cell=(row.origin, str(row.months)),
            published=row.percent,
            expected=row.percent / 100 * len(who),
            generated=sum(working[k] for k in who.tolist()),
        )


def margins(region: Region, published: Published | None = None) -> tuple[Margin, ...]:
    """Recount every published margin from the candidates of a region."""
    figures = published or Published()
    people = region.tables["candidates"]
    total = region.count("candidates")
    permits: Counter[tuple[str, ...]] = Counter(
        (str(p), str(n)) for p, n in zip(people["permit_period"], people["permit_nationality"], strict=True)
    )
    year = region.spec.season_start.year
    ages: Counter[tuple[str, ...]] = Counter(
        (_band(year - int(str(born)), figures), str(sex))
        for born, sex in zip(people["birth_year"], people["sex"], strict=True)
    )
    return (
        *_municipalities(region, total),
        *_shares(
            Source.PERMITS, (((p.period, p.nationality), float(p.permits)) for p in figures.permits), permits, total
        ),
        *_shares(Source.AGE_SEX, (((str(a.age_from), a.sex), float(a.persons)) for a in figures.age_sex), ages, total),
        *_work(region, figures),
    )


def assumed(region: Region, assumption: Assumption) -> list[tuple[str, float, int]]:
    """Each value of an assumption with its share (0–1) and the people who have it."""
    counted = Counter(str(value) for value in region.tables["candidates"][assumption.column])
    whole = sum(assumption.weights)
    return [(value, weight / whole, counted[value]) for value, weight in assumption.shares]
