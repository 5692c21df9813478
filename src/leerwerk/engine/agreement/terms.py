"""The terms of an agreement: ordered clauses with values, never sentences; and who reads which of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from leerwerk.engine.agreement.vocabulary import GOALS, Article, Circle, Code, Kind

# A text, a whole number, or several texts. Money and days are texts: "14.71", "2027-02-01"; so is a number with a
# fraction. Their unit belongs to the name of the value.
type Value = str | int | tuple[str, ...]
type Json = str | int | list[Json] | dict[str, Json]

_PAY = (Article.PAY, Circle.EMPLOYMENT)
_CONTRACT = (Article.CONTRACT, Circle.EMPLOYMENT)

# The article in which each clause stands, and who reads it.
PLACES: Mapping[Code, tuple[Article, Circle]] = MappingProxyType(
    {
        **dict.fromkeys((Code.PARTICIPANT, Code.PARTY, Code.GROUP), (Article.PARTIES, Circle.EVERYONE)),
        **dict.fromkeys((Code.PERIOD, Code.WORKPLACE, Code.SIZE, Code.PLACES), (Article.WORK, Circle.EVERYONE)),
        **dict.fromkeys((Code.TASKS, Code.FLOOR_MENTOR, Code.DUTIES), (Article.TASKS, Circle.EVERYONE)),
        **dict.fromkeys((Code.HOURS, Code.DAYS, Code.WEEK), (Article.HOURS, Circle.EVERYONE)),
        **dict.fromkeys((Code.LESSONS, Code.PAPERS), (Article.LEARNING, Circle.EVERYONE)),
        **dict.fromkeys((Code.LANGUAGE_LESSONS, *GOALS.values()), (Article.LANGUAGE, Circle.EVERYONE)),
        **dict.fromkeys(
            (Code.COACH, Code.COACHING_MONTHS, Code.QUESTIONS, Code.MEETINGS), (Article.COACHING, Circle.EVERYONE)
        ),
        **dict.fromkeys((Code.PAY_HOUR, Code.PAY_MONTH, Code.PAY_BENEFIT, Code.MINIMUM), _PAY),
        **dict.fromkeys((Code.LESSONS_PAID, Code.LESSONS_UNPAID), _PAY),
        **dict.fromkeys((Code.CONTRACT_MONTHS, Code.CONTRACT_OPEN, Code.TRIAL_NONE, Code.TRIAL_MONTHS), _CONTRACT),
        **dict.fromkeys((Code.NOTICE, Code.GROWTH), _CONTRACT),
        **dict.fromkeys((Code.CONTRACT_AFTER, Code.CLEAR_ON), (Article.PLACEMENT, Circle.EVERYONE)),
        **dict.fromkeys(
            (Code.PAYS, Code.PAYS_NOBODY, Code.BUDGETS, Code.CHARGE, Code.NOT_COVERED),
            (Article.COSTS, Circle.EVERYONE),
        ),
        **dict.fromkeys(
            (Code.TALK, Code.TALK_TOGETHER, Code.WHEN_IT_STOPS, Code.NEXT_PLACE, Code.EMPLOYER_STOPS, Code.TOO_FEW),
            (Article.STOP, Circle.EVERYONE),
        ),
        **dict.fromkeys((Code.DATA_SEEN, Code.DATA_KEPT), (Article.DATA, Circle.EVERYONE)),
        **dict.fromkeys((Code.SAME_VERSION, Code.NEW_VERSION, Code.DUTCH_DECIDES), (Article.APPROVAL, Circle.EVERYONE)),
    }
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is agreed. ``key`` tells apart clauses of the same code: which party, which cost."""

    code: Code
    values: tuple[tuple[str, Value], ...] = ()
    key: str = ""

    @property
    def article(self) -> Article:
        """Under which heading it stands."""
        return PLACES[self.code][0]

    @property
    def circle(self) -> Circle:
        """Who reads it."""
        return PLACES[self.code][1]

    @property
    def what(self) -> tuple[Code, str]:
        """What makes it this clause in every version."""
        return self.code, self.key

    def value(self, name: str) -> Value:
        """Return one of its values. Raises KeyError."""
        return dict(self.values)[name]


def clause(code: Code, key: str = "", /, **values: Value) -> Clause:
    """Return a clause with its values in the order of their names."""
    return Clause(code, tuple(sorted(values.items())), key)


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that is agreed, or the part of it that somebody reads, in reading order."""

    kind: Kind
    clauses: tuple[Clause, ...]

    def of(self, circle: Circle) -> tuple[Clause, ...]:
        """Return the clauses that a circle reads."""
        return tuple(one for one in self.clauses if one.circle is circle)

    def find(self, code: Code) -> Clause | None:
        """Return the first clause of a code, or None."""
        return next((one for one in self.clauses if one.code is code), None)


def in_order(kind: Kind, clauses: Iterable[Clause]) -> Terms:
    """Return terms with their clauses by article and code, and in the given order within a code."""
    articles, codes = tuple(Article), tuple(Code)
    return Terms(kind, tuple(sorted(clauses, key=lambda one: (articles.index(one.article), codes.index(one.code)))))


def to_json(one: Clause) -> dict[str, Json]:
    """Return a clause as JSON values."""
    values: dict[str, Json] = {name: list(v) if isinstance(v, tuple) else v for name, v in one.values}
    return {"code": str(one.code), "key": one.key, "values": values}


def from_json(stored: Mapping[str, object]) -> Clause:
    """Return a stored clause. Raises ValueError on a code that is not known."""
    values = stored["values"]
    assert isinstance(values, Mapping)
    told = {str(name): tuple(map(str, v)) if isinstance(v, list) else v for name, v in values.items()}
    return clause(Code(str(stored["code"])), str(stored["key"]), **told)
