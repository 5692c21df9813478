"""Published facts as small tables, shipped with the program; sources and licences in ``sources.toml``."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 342 municipalities of 2026.

    ``region``: code of its labour-market region. ``latitude``, ``longitude``: centroid (WGS84 degrees).
    ``neighbours``: codes. ``taakstelling``: estimated share of a national half-year task of 13,000 people.
    """

    code: str
    name: str
    region: str
    province: str
    latitude: float
    longitude: float
    inhabitants: int
    area_km2: float
    neighbours: tuple[str, ...]
    taakstelling: int


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 35 labour-market regions; ``code`` is a stable slug of its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Permits:
    """Asylum permits in a period (``2019``, ``2022H1``) to one nationality (ISO 3166, or ``other``)."""

    period: str
    nationality: str
    permits: int


@dataclass(frozen=True, slots=True)
class AgeSex:
    """People of one sex (``m``, ``f``) from one age up to, not including, another; None = no upper end."""

    age_from: int
    age_below: int | None
    sex: str
    persons: int


@dataclass(frozen=True, slots=True)
class Work:
    """Percentage of 18–65 in work, this many months after the permit, by origin (ISO 3166, or ``other``)."""

    origin: str
    months: int
    percent: float


@dataclass(frozen=True, slots=True)
class Task:
    """National task to house permit holders in one half-year (``2025H1``)."""

    half_year: str
    persons: int
    source: str


@dataclass(frozen=True, slots=True)
class Wage:
    """A statutory minimum wage, gross, in euros per hour; ``until``: the last day for which it was published."""

    scale: str
    since: date
    until: date
    per_hour: Decimal


@dataclass(frozen=True, slots=True)
class Term:
    """Name of a country, language or occupation in Dutch and English."""

    code: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class DatedNorm:
    """One dated number of the law, or a choice of our own. ``valid_until`` None: no end is known.

    ``unit``: hours, days, weeks, months, years, count, flag, percent, permille or points (of a hundred). ``article``:
    Wi is the Wet inburgering 2021, B its Besluit, R its Regeling, Atw the Arbeidstijdenwet, Pw the Participatiewet; ""
    for a choice. ``confidence``: ``high`` when the article was read, ``low`` when only a text about it was or when it
    may have changed since, ``choice`` when no law says it.
    """

    code: str
    value: int
    unit: str
    valid_from: date
    valid_until: date | None
    article: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """One dated figure of the business case; ``shape``, ``a`` and ``b`` say how unsure it is.

    ``unit``: share, share_year, ratio, months, euro, euro_hour, euro_minute, euro_month, euro_year, hours_week or
    hours_year. ``confidence``: high, medium or low.
    """

    code: str
    value: Decimal
    unit: str
    shape: str
    a: Decimal | None
    b: Decimal | None
    valid_from: date
    valid_until: date | None
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class DatedInstrument:
    """One dated row of an instrument that pays for trajectories.

    ``amounts``: euros for the first, the second ...; ``goes_on``: the last one is for everybody after as well.
    ``per``: starter, year, month or group. ``later``: months until it is paid. ``needs``: fact and its least number.
    ``never``: items that may not be paid from it.
    """

    code: str
    payer: str
    payee: str
    covers: str
    amounts: tuple[Decimal, ...]
    goes_on: bool
    per: str
    later: int
    needs: tuple[tuple[str, Decimal], ...]
    chance: Decimal
    valid_from: date
    valid_until: date | None
    confidence: str
    never: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of ESCO; ``code`` begins with its unit group of ISCO-08. ``nl`` or ``en`` may be ""."""

    code: str
    nl: str
    en: str
    also: tuple[str, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities, by code."""
    return tuple(
        Municipality(
            code=row["code"],
            name=row["name"],
            region=row["region"],
            province=row["province"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            inhabitants=int(row["inhabitants"]),
            area_km2=float(row["area_km2"]),
            neighbours=tuple(filter(None, row["neighbours"].split("|"))),
            taakstelling=int(row["taakstelling"]),
        )
        for row in _rows("municipalities")
    )


@cache
def regions() -> tuple[Region, ...]:
    """Return all labour-market regions, by code."""
    return tuple(Region(row["code"], row["name"]) for row in _rows("regions"))


@cache
def permits() -> tuple[Permits, ...]:
    """Return asylum permits by period and nationality, oldest period first."""
    return tuple(Permits(row["period"], row["nationality"], int(row["permits"])) for row in _rows("permits"))


@cache
def age_sex() -> tuple[AgeSex, ...]:
    """Return people by age band and sex, youngest first."""
    return tuple(
        AgeSex(
            int(row["age_from"]), int(row["age_below"]) if row["age_below"] else None, row["sex"], int(row["persons"])
        )
        for row in _rows("age_sex")
    )


@cache
def work_after_permit() -> tuple[Work, ...]:
    """Return the percentage in work by origin and months since the permit."""
    return tuple(Work(row["origin"], int(row["months"]), float(row["percent"])) for row in _rows("work_after_permit"))


@cache
def national_tasks() -> tuple[Task, ...]:
    """Return the known national half-year tasks, oldest first."""
    return tuple(Task(row["half_year"], int(row["persons"]), row["source"]) for row in _rows("taakstelling"))


@cache
def minimum_wages() -> tuple[Wage, ...]:
    """Return the minimum wages of adults, of youth, and of bbl contracts of 18 to 20 years, oldest first."""
    return tuple(
        Wage(
            row["scale"],
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]),
            Decimal(row["per_hour"]),
        )
        for row in _rows("minimum_wage")
    )


@cache
def countries() -> tuple[Term, ...]:
    """Return the countries that generated people come from (ISO 3166)."""
    return tuple(Term(row["code"], row["nl"], row["en"]) for row in _rows("countries"))


@cache
def languages() -> tuple[Term, ...]:
    """Return the languages that generated people speak (ISO 639-3)."""
    return tuple(Term(row["code"], row["nl"], row["en"]) for row in _rows("languages"))


@cache
def occupations() -> tuple[Term, ...]:
    """Return the 436 unit groups of ISCO-08, by their code of four digits."""
    return tuple(Term(row["code"], row["nl"], row["en"]) for row in _rows("occupations"))


def _norms(table: str) -> tuple[DatedNorm, ...]:
    return tuple(
        DatedNorm(
            code=row["code"],
            value=int(row["value"]),
            unit=row["unit"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            article=row["article"],
            confidence=row["confidence"],
            source=row["source"],
        )
        for row in _rows(table)
    )


@cache
def inburgering_norms() -> tuple[DatedNorm, ...]:
    """Return the norms of the Wet inburgering 2021, the rows of one code from old to new."""
    return _norms("inburgering_norms")


@cache
def placing_norms() -> tuple[DatedNorm, ...]:
    """Return the norms about contracts, trial placements, wage value and lasting, those of one code old to new."""
    return _norms("placing_norms")


@cache
def money_figures() -> tuple[DatedFigure, ...]:
    """Return the figures of the business case, in the order of their table."""
    return tuple(
        DatedFigure(
            code=row["code"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            shape=row["shape"],
            a=Decimal(row["a"]) if row["a"] else None,
            b=Decimal(row["b"]) if row["b"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            confidence=row["confidence"],
            source=row["source"],
        )
        for row in _rows("money_figures")
    )


def dated_instrument(row: Mapping[str, str]) -> DatedInstrument:
    """Return an instrument from a line of a table with the columns of ``instruments.csv``.

    Raises KeyError for a column that is not there, ValueError or ArithmeticError for a value that cannot be.
    """
    return DatedInstrument(
        code=row["code"],
        payer=row["payer"],
        payee=row["payee"],
        covers=row["covers"],
        amounts=tuple(map(Decimal, filter(None, row["amounts"].removesuffix("...").split("|")))),
        goes_on=row["amounts"].endswith("..."),
        per=row["per"],
        later=int(row["later"]),
        needs=tuple(
            (need.partition(">=")[0], Decimal(need.partition(">=")[2]))
            for need in filter(None, row["needs"].split(";"))
        ),
        chance=Decimal(row["chance"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        confidence=row["confidence"],
        never=tuple(filter(None, row["never"].split("|"))),
        source=row["source"],
    )


@cache
def instruments() -> tuple[DatedInstrument, ...]:
    """Return the instruments that pay for trajectories, in the order of their table."""
    return tuple(map(dated_instrument, _rows("instruments")))


@cache
def esco() -> tuple[Occupation, ...]:
    """Return the occupations of ESCO, by code; ``also`` holds other Dutch names of one word."""
    return tuple(
        Occupation(row["code"], row["nl"], row["en"], tuple(filter(None, row["also"].split("|"))))
        for row in _rows("esco")
    )
