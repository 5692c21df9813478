"""What is asked of the generator, and the region it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from leerwerk import facts

CONTRACT: Mapping[str, tuple[str, ...]] = {
    "candidates": (
        *("candidate", "municipality", "listening", "reading", "speaking", "writing", "learnability", "load"),
        *("motivation", "available", "max_travel", "ready", "sectors", "skills", "licence", "education", "limits"),
    ),
    "groups": (
        *("group", "blueprint", "sector", "level", "municipality", "start", "min_size", "max_size", "fixed_cost"),
        *("cost_per_participant", "dagdelen", "listening", "reading", "speaking", "writing", "learnability", "load"),
        *("motivation", "skills", "licence", "excluded_limits"),
    ),
    "workplaces": ("workplace", "employer", "municipality", "places", "skills", "licence", "excluded_limits"),
    "offers": ("group", "workplace"),
    "resources": ("resource", "capacity"),
    "uses": ("group", "resource", "per_group", "per_participant"),
    "budgets": ("budget", "amount"),
    "charges": ("budget", "group", "municipality", "per_participant", "per_group"),
}
"""The columns that the planner reads; every other column or table is for people."""

FOR_PEOPLE = ("work_history", "employers", "organisations")
"""The tables of a region that the planner does not read."""

type Column = Sequence[object]
type Table = Mapping[str, Column]


class UnknownRegionError(ValueError):
    """No labour-market region has this code or name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One synthetic population.

    ``regions``: codes or names of labour-market regions; empty = the whole country. ``season_start``: the day before
    which nothing starts. ``groups``, ``workplaces``, ``employers``: how many; None = in proportion to the candidates.
    """

    candidates: int
    season_start: date
    regions: tuple[str, ...] = ()
    seed: int = 1
    groups: int | None = None
    workplaces: int | None = None
    employers: int | None = None

    def __post_init__(self) -> None:
        for name in ("candidates", "group_count", "workplace_count", "employer_count"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
        if self.workplace_count < self.employer_count:
            raise ValueError("every employer offers at least one workplace")

    @property
    def group_count(self) -> int:
        """One option for every 15 candidates, falling to one for every 20 in a whole country."""
        if self.groups is not None:
            return self.groups
        return max(6, round(self.candidates / (15 + 5 * min(1.0, self.candidates / 100_000))))

    @property
    def workplace_count(self) -> int:
        """Four workplaces per option."""
        return 4 * self.group_count if self.workplaces is None else self.workplaces

    @property
    def employer_count(self) -> int:
        """One employer for every three workplaces."""
        return max(1, self.workplace_count // 3) if self.employers is None else self.employers

    def region_codes(self) -> tuple[str, ...]:
        """Codes of the regions asked for; raises ``UnknownRegionError`` on a name that no region has."""
        known = facts.regions()
        if not self.regions:
            return tuple(region.code for region in known)
        found = {text.casefold(): region.code for region in known for text in (region.code, region.name)}
        codes = []
        for name in self.regions:
            if name.casefold() not in found:
                raise UnknownRegionError(name)
            codes.append(found[name.casefold()])
        return tuple(dict.fromkeys(codes))

    @property
    def prefix(self) -> str:
        """How every code of this population begins, so that two populations can live in one system."""
        codes = self.region_codes()
        return "nederland" if not self.regions else codes[0] if len(codes) == 1 else f"{codes[0]}-plus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A synthetic region: tables by name, each a mapping of column name to values, all of one length.

    Besides the tables of the file contract there are ``employers`` and ``organisations``. Values are text or numbers
    as they stand in a file; ``rows`` gives them as text.
    """

    spec: Spec
    tables: Mapping[str, Table] = field(repr=False)

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        return len(next(iter(self.tables[table].values())))

    def rows(self, table: str, *, contract_only: bool = False) -> Iterator[dict[str, str]]:
        """Rows of a table as text; with ``contract_only`` just the columns that the planner reads, in their order."""
        columns = self.tables[table]
        names = CONTRACT[table] if contract_only else tuple(columns)
        text = [[str(value) for value in columns[name]] for name in names]
        for row in zip(*text, strict=True):
            yield dict(zip(names, row, strict=True))
