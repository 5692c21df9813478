"""What trajectories cost and bring, to whom, when, and how sure that is; and ways to share it. See docs/money.md."""

from leerwerk.engine.money.book import Book, Line
from leerwerk.engine.money.facts import Case, Cost, Grant, Group
from leerwerk.engine.money.figures import (
    Figure,
    FigureExpired,
    FigureMissing,
    Figures,
    FiguresOverlap,
    stated_figures,
)
from leerwerk.engine.money.forecast import (
    DRAWS,
    Forecast,
    OfParty,
    ends,
    expected,
    figures_of,
    forecast,
    mean,
    moved_to,
)
from leerwerk.engine.money.labour import Labour, a_year, cents
from leerwerk.engine.money.ledger import AT, PARTIES, NotARow, Peak, Row, factors, net, payback_months, peak
from leerwerk.engine.money.sensitivity import MustBe, Swing, Worth, drivers, must_be, tornado, worth_of_knowing
from leerwerk.engine.money.sharing import Fails, Way
from leerwerk.engine.money.vocabulary import Certainty, Code, Confidence, Item, Kind, Part, Party, Per, Shape

__all__ = [
    "AT",
    "DRAWS",
    "PARTIES",
    "Book",
    "Case",
    "Certainty",
    "Code",
    "Confidence",
    "Cost",
    "Fails",
    "Figure",
    "FigureExpired",
    "FigureMissing",
    "Figures",
    "FiguresOverlap",
    "Forecast",
    "Grant",
    "Group",
    "Item",
    "Kind",
    "Labour",
    "Line",
    "MustBe",
    "NotARow",
    "OfParty",
    "Part",
    "Party",
    "Peak",
    "Per",
    "Row",
    "Shape",
    "Swing",
    "Way",
    "Worth",
    "a_year",
    "cents",
    "drivers",
    "ends",
    "expected",
    "factors",
    "figures_of",
    "forecast",
    "mean",
    "moved_to",
    "must_be",
    "net",
    "payback_months",
    "peak",
    "stated_figures",
    "tornado",
    "worth_of_knowing",
]
