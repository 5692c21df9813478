"""Did the plan treat people alike? Shares by background, counted after the plan and outside the planner.

The planner never reads a background. Counts below ``LEAST`` are not shown, nor is any that could be worked out from
the total: when what is hidden together would still be below ``LEAST``, the next smallest row is hidden too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from leerwerk.planning.models import PersonProposal, PlanningRound
from leerwerk.recruitment.enums import Sex

type Kept = Mapping[str, Sequence[tuple[str, int | None, int | None]]]  # by sex, age and nationality

LEAST = 5
BANDS = ((0, 24), (25, 34), (35, 44), (45, 54), (55, 120))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """People of one kind in a plan and how many of them it places; None where too few to show."""

    label: str
    people: int | None
    placed: int | None

    @property
    def share(self) -> float | None:
        """Placed as a share of people, or None where hidden."""
        return self.placed / self.people if self.people and self.placed is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTable:
    """One table of shares, with its total."""

    name: str  # sex, age or nationality
    shares: Sequence[Share]
    total: Share


def hidden(rows: Sequence[tuple[str, int, int]]) -> list[Share]:
    """Return (label, people, placed) rows with small counts hidden, and as many others as keep those secret."""
    small = {label for label, people, placed in rows if min(placed, people - placed) < LEAST}
    for label, _people, _placed in sorted(rows, key=lambda row: (row[1], row[0])):
        together = [(people, placed) for name, people, placed in rows if name in small]
        placed, left = sum(p for _, p in together), sum(n - p for n, p in together)
        if not small or (len(small) > 1 and min(placed, left) >= LEAST):
            break
        small.add(label)
    return [
        Share(label=label, people=None, placed=None)
        if label in small
        else Share(label=label, people=people, placed=placed)
        for label, people, placed in rows
    ]


def _band(birth_year: int | None, year: int) -> str:
    if birth_year is None:
        return ""
    age = year - birth_year
    return next(
        (f"{low}–{high}" if high < BANDS[-1][1] else f"{low}+" for low, high in BANDS if low <= age <= high), ""
    )


def _counted(rows: Iterable[tuple[str, int, int]]) -> list[Share]:
    people: dict[str, int] = defaultdict(int)
    placed: dict[str, int] = defaultdict(int)
    for key, many, seated in rows:
        people[key] += many
        placed[key] += seated
    return hidden([(key, people[key], placed[key]) for key in sorted(people)])


def background_of(asked: PlanningRound) -> Kept:
    """Count the people of a plan and those it places by sex, age band and nationality; what is small is not in it.

    It is counted once, when the plan is there: with 100,000 people that takes half a second.
    """
    rows = PersonProposal.objects.filter(round=asked).order_by()
    background = {name: F(f"candidate__background__{name}") for name in ("sex", "birth_year", "nationality")}
    kinds: list[Any] = list(rows.values(**background).annotate(people=Count("pk"), seated=Count("group")))
    year = asked.season_from.year
    keys: dict[str, Callable[[Any], str]] = {
        "sex": lambda row: str(row["sex"] or ""),
        "age": lambda row: _band(row["birth_year"], year),
        "nationality": lambda row: str(row["nationality"] or ""),
    }
    return {
        name: [
            (one.label, one.people, one.placed)
            for one in _counted((key(row), row["people"], row["seated"]) for row in kinds)
        ]
        for name, key in keys.items()
    }


def audit(asked: PlanningRound) -> list[AuditTable]:
    """Return the shares of placed people by sex, by age band and by nationality, as they were when it was planned."""
    sexes = {str(value): str(text) for value, text in Sex.choices}
    kept: Kept = asked.overview.get("background") or background_of(asked)
    total = Share(label="", people=asked.people, placed=asked.placed)
    return [
        AuditTable(
            name=name,
            shares=[
                Share(label=sexes.get(key, "") if name == "sex" else key, people=people, placed=placed)
                for key, people, placed in rows
            ],
            total=total,
        )
        for name, rows in kept.items()
    ]
