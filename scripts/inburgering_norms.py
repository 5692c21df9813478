"""Write the norms of the Wet inburgering 2021: ``inburgering_norms.csv`` of the facts, and the table of its page.

Run ``python scripts/inburgering_norms.py`` after changing a norm here; a test compares both with what stands here.
There is no file to read them from, so they are stated by hand, each with its article and the wording that was read.
``high``: it was read in the text of the law. ``low``: it was read in a text about the law. A norm that changes gets
an end and a row after it; it is never written over, because older trajectories are counted with it.
"""

import csv
import io
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "leerwerk" / "facts" / "inburgering_norms.csv"
PAGE = ROOT / "docs" / "inburgering.md"
BEGIN, END = "<!-- norms: begin -->", "<!-- norms: end -->"

COLUMNS = ("code", "value", "unit", "valid_from", "valid_until", "article", "confidence", "source")
LAW = "Wet inburgering 2021 (BWBR0044770), wording of 2023-01-01"
DECREE = "Besluit inburgering 2021 (BWBR0045555), wording of 2022-01-01"
ORDER = "Regeling inburgering 2021 (BWBR0045574), wording of 2023-04-01"
ABOUT = "a public explanation of B 5.3 as changed by Stb. 2022, 489; the changed text itself was not read"
START = "2022-01-01"

NORMS = (
    ("pip_weeks", 10, "weeks", START, "", "B 5.3 lid 1", "high", DECREE),
    ("pip_from_notice", 0, "flag", START, "2022-12-31", "B 5.3 lid 1", "high", DECREE),
    ("pip_from_notice", 1, "flag", "2023-01-01", "", "B 5.3 lid 1", "low", ABOUT),
    ("term_years", 3, "years", START, "", "Wi 11 lid 1", "high", LAW),
    ("route_switch_months", 18, "months", START, "", "B 5.4 lid 1", "high", DECREE),
    ("extension_request_months", 6, "months", START, "", "B 4.5 lid 1", "high", DECREE),
    ("extension_months", 6, "months", START, "", "B 4.4 lid 1", "high", DECREE),
    ("extension_language_parts", 2, "count", START, "", "B 4.4 lid 2 c", "high", DECREE),
    ("extension_lesson_hours", 450, "hours", START, "", "B 4.4 lid 3", "high", DECREE),
    ("z_course_hours", 800, "hours", START, "", "B 3.14 lid 2 a", "high", DECREE),
    ("z_participation_hours", 800, "hours", START, "", "B 3.14 lid 2 b", "high", DECREE),
    ("a2_fallback_hours", 600, "hours", START, "", "B 5.5 lid 1", "high", DECREE),
    ("map_practice_hours", 40, "hours", START, "", "R 3.1", "high", ORDER),
    ("pvt_hours", 12, "hours", START, "", "B 3.1 lid 3", "high", DECREE),
    ("pvt_activities", 1, "count", START, "", "B 3.1 lid 2", "high", DECREE),
)
MEANING = {
    "pip_weeks": "the college sets the PIP within so many weeks",
    "pip_from_notice": "whether those weeks begin with the notice of DUO when that is later than the registration",
    "term_years": "the term of the inburgeringsplicht",
    "route_switch_months": "the college may change the route so long after the term began",
    "extension_request_months": "an extension can be asked so long before the term ends",
    "extension_months": "the extension after substantial effort",
    "extension_language_parts": "language parts passed for it, besides KNM",
    "extension_lesson_hours": "lessons followed for it by gezinsmigranten and overige migranten",
    "z_course_hours": "Z-route: NT2, alfabetisering and KNM at a recognised school",
    "z_participation_hours": "Z-route, asylum group: self-reliance, activation, participation",
    "a2_fallback_hours": "B1 route: NT2 and alfabetisering before the college may decide on A2",
    "map_practice_hours": "MAP: practice on the labour market",
    "pvt_hours": "participatieverklaringstraject",
    "pvt_activities": "activities or excursions in it",
}


def table() -> str:
    """Return the text of the CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(NORMS)
    return text.getvalue()


def page(now: str) -> str:
    """Return the page with its table of norms renewed; ``now`` is the page as it stands."""
    head, _, rest = now.partition(BEGIN)
    tail = rest.partition(END)[2]
    lines = ["| norm | | what it says | article | from | until | confidence |", "|---|--:|---|---|---|---|---|"]
    for code, value, unit, since, until, article, confidence, _source in NORMS:
        amount = f"{value}" if unit in ("count", "flag") else f"{value} {unit}"
        lines.append(f"| `{code}` | {amount} | {MEANING[code]} | {article} | {since} | {until} | {confidence} |")
    return "\n".join([f"{head}{BEGIN}", "", *lines, "", f"{END}{tail}"])


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
