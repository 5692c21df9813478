"""Write ``docs/population.md``: margins of the synthetic population beside their sources, and every assumption.

Run ``python scripts/population_margins.py`` after changing the generator or its facts; a test compares the two.
"""

from datetime import date
from pathlib import Path

from leerwerk.engine.population import Spec, generate, render

PAGE = Path(__file__).resolve().parent.parent / "docs" / "population.md"
SEASON = date(2027, 2, 1)
SPECS = (
    ("a region", Spec(regions=("midden-utrecht",), candidates=1_200, seed=1, season_start=SEASON)),
    ("the country", Spec(candidates=100_000, seed=1, season_start=SEASON)),
)


def page() -> str:
    """Return the page for the generator as it is now."""
    return render([(title, generate(spec)) for title, spec in SPECS])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
