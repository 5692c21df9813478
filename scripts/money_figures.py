"""Write the figures of the business case: ``money_figures.csv`` of the facts, and the table of their page.

Run ``python scripts/money_figures.py`` after changing a figure here; a test compares both with what stands here. They
are stated by hand, each with where it was read. ``high``: read in an official text. ``medium``: read elsewhere, or
reckoned from what was read. ``low``: one quote, general knowledge, or a judgement of our own; every result that leans
on one says so. A figure that changes gets an end and a row after it; it is never written over.

``shape`` says how unsure a figure is, and ``a`` and ``b`` how much: a triangle between two values, a normal with its
standard deviation, a beta with its counts, a chance (it happens or not), or fixed.
"""

import csv
import io
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "leerwerk" / "facts" / "money_figures.csv"
PAGE = ROOT / "docs" / "money.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
COLUMNS = ("code", "value", "unit", "shape", "a", "b", "valid_from", "valid_until", "confidence", "source")

WML = "Wet minimumloon, amount per hour from 1 January 2026; published by payroll advisers"
PREMIUMS = "Randstad Werkpocket 2026, reckoned: AWf, Aof, childcare, Whk on average and Zvw"
WESTLAND = "Participatiewet norms of 1 January 2025 as published by Westland, with holiday pay"
BERENSCHOT = "Berenschot 2018/19 on what benefits and their execution cost, through consultancy.nl"
INVOL = "SEM, INVOL pre-apprenticeship, Switzerland: three exact years pooled, 2,454 starters"
CBS = "CBS on work by months since the permit (permits of 2014, 2019 and 2020), as reported in the press"
IFAU = "IFAU working papers 2020 and 2023:23, trial in Gothenburg: 15 points for three years, then caught up"
OURS = "judgement of our own, no source was found"

FIGURES = (
    ("minimum_wage", "14.71", "euro_hour", "fixed", "", "", "2026-01-01", "2026-06-30", "high", WML),
    ("minimum_wage", "14.40", "euro_hour", "fixed", "", "", "2025-07-01", "2025-12-31", "high", WML),
    ("holiday_pay", "0.08", "share", "fixed", "", "", "2015-01-01", "", "high", "Wet minimumloon, art. 15"),
    ("charges_small_low", "0.1713", "share", "fixed", "", "", "2026-01-01", "2026-12-31", "high", PREMIUMS),
    ("charges_small_high", "0.2213", "share", "fixed", "", "", "2026-01-01", "2026-12-31", "high", PREMIUMS),
    ("charges_large_low", "0.1849", "share", "fixed", "", "", "2026-01-01", "2026-12-31", "high", PREMIUMS),
    ("pension", "0.08", "share", "triangle", "0", "0.16", "2025-01-01", "", "low", "depends on the cao; " + OURS),
    (
        "wage_tax",
        "0.05",
        "share",
        "triangle",
        "0.02",
        "0.10",
        "2025-01-01",
        "",
        "low",
        "income tax of who earns about the minimum, after credits; " + OURS,
    ),
    (
        "allowances_lost",
        "120",
        "euro_month",
        "triangle",
        "50",
        "250",
        "2025-01-01",
        "",
        "low",
        "allowances that go down with a wage instead of a benefit; " + OURS,
    ),
    (
        "way_to_work",
        "60",
        "euro_month",
        "triangle",
        "20",
        "150",
        "2025-01-01",
        "",
        "low",
        "travel and care that is not paid back; " + OURS,
    ),
    ("benefit_net_single", "1345.45", "euro_month", "fixed", "", "", "2025-01-01", "2025-12-31", "high", WESTLAND),
    ("benefit_net_couple", "1922.07", "euro_month", "fixed", "", "", "2025-01-01", "2025-12-31", "high", WESTLAND),
    (
        "benefit_cost",
        "18900",
        "euro_year",
        "triangle",
        "15000",
        "20000",
        "2025-01-01",
        "",
        "low",
        BERENSCHOT + "; indexed to 2025 by the net norm",
    ),
    ("benefit_execution", "2883", "euro_year", "fixed", "", "", "2018-01-01", "", "low", BERENSCHOT),
    ("benefit_execution_marginal", "0.3", "share", "triangle", "0.1", "0.6", "2018-01-01", "", "low", OURS),
    (
        "buig_kept_year_1",
        "1",
        "share",
        "fixed",
        "",
        "",
        "2023-01-01",
        "",
        "low",
        "the municipality keeps what it saves until the budget is set anew; " + OURS,
    ),
    (
        "buig_kept_year_2",
        "0.8",
        "share",
        "triangle",
        "0.3",
        "1",
        "2023-01-01",
        "",
        "low",
        "below 15,000 inhabitants about 0.3; " + OURS,
    ),
    (
        "buig_kept_later",
        "0.5",
        "share",
        "triangle",
        "0",
        "0.8",
        "2023-01-01",
        "",
        "low",
        "below 15,000 inhabitants about 0; " + OURS,
    ),
    (
        "moves_away",
        "0.06",
        "share_year",
        "triangle",
        "0.03",
        "0.09",
        "2021-01-01",
        "",
        "medium",
        "CPB 2021: more than one in six moves to another municipality within three years",
    ),
    (
        "completes",
        "0.845",
        "share",
        "beta",
        "33.8",
        "6.2",
        "2019-01-01",
        "",
        "medium",
        INVOL + "; weighed as forty people, as it is abroad and participants are chosen",
    ),
    (
        "next_step",
        "0.688",
        "share",
        "beta",
        "27.5",
        "12.5",
        "2019-01-01",
        "",
        "medium",
        INVOL + ", of those who complete; weighed as forty people",
    ),
    ("stays_6_months", "0.85", "share", "triangle", "0.7", "0.95", "2025-01-01", "", "low", OURS),
    ("stays_12_months", "0.75", "share", "triangle", "0.55", "0.9", "2025-01-01", "", "low", OURS),
    ("stays_24_months", "0.60", "share", "triangle", "0.4", "0.8", "2025-01-01", "", "low", OURS),
    ("works_anyway_30_months", "0.20", "share", "triangle", "0.11", "0.25", "2019-01-01", "", "medium", CBS),
    ("works_anyway_36_months", "0.31", "share", "triangle", "0.19", "0.36", "2020-01-01", "", "medium", CBS),
    ("works_anyway_72_months", "0.43", "share", "triangle", "0.37", "0.48", "2014-01-01", "", "medium", CBS),
    ("works_anyway_96_months", "0.45", "share", "triangle", "0.40", "0.50", "2014-01-01", "", "medium", CBS),
    (
        "effect",
        "0.10",
        "share",
        "normal",
        "0.06",
        "",
        "2020-01-01",
        "",
        "medium",
        IFAU + "; made smaller for who is chosen and for another country",
    ),
    ("effect_whole_months", "36", "months", "fixed", "", "", "2020-01-01", "", "medium", IFAU),
    (
        "effect_fades_months",
        "24",
        "months",
        "fixed",
        "",
        "",
        "2020-01-01",
        "",
        "low",
        IFAU + "; how fast it fades is a judgement",
    ),
    (
        "displaces",
        "0.1",
        "share",
        "triangle",
        "0",
        "0.3",
        "2025-01-01",
        "",
        "low",
        "in work for which people are short; elsewhere about 0.3; " + OURS,
    ),
    ("productivity_begin", "0.45", "share", "triangle", "0.3", "0.6", "2025-01-01", "", "low", OURS),
    ("productivity_end", "0.95", "share", "triangle", "0.85", "1", "2025-01-01", "", "low", OURS),
    ("productivity_months", "18", "months", "triangle", "12", "24", "2025-01-01", "", "low", OURS),
    (
        "comparable_cost",
        "1.15",
        "ratio",
        "triangle",
        "1",
        "1.3",
        "2025-01-01",
        "",
        "low",
        "what a comparable worker costs beside this one; " + OURS,
    ),
    (
        "vacancy_cost",
        "5000",
        "euro",
        "triangle",
        "2000",
        "9000",
        "2025-01-01",
        "",
        "low",
        "what filling one vacancy costs; " + OURS,
    ),
    (
        "mentor_hours",
        "4",
        "hours_week",
        "triangle",
        "2",
        "8",
        "2025-01-01",
        "",
        "low",
        "in the first year; SEO 2019-59 counts guidance at all bbl places together; " + OURS,
    ),
    ("mentor_wage", "30", "euro_hour", "triangle", "25", "40", "2025-01-01", "", "low", OURS),
    (
        "language_hour",
        "16",
        "euro_hour",
        "triangle",
        "12",
        "25",
        "2024-01-01",
        "",
        "low",
        "a participant in a group; one quote of one school",
    ),
    ("coach_hour", "100", "euro_hour", "triangle", "80", "120", "2025-01-01", "", "low", OURS),
    ("coach_hours", "40", "hours_year", "triangle", "20", "80", "2025-01-01", "", "low", OURS),
    ("interpreter_minute", "1.1", "euro_minute", "triangle", "0.9", "1.5", "2025-01-01", "", "low", OURS),
    ("vca_course", "250", "euro", "triangle", "150", "350", "2025-01-01", "", "low", OURS),
    ("course_fee_low", "290", "euro_year", "fixed", "", "", "2025-01-01", "", "low", "bbl, mbo 1 and 2; " + OURS),
    ("course_fee_high", "700", "euro_year", "fixed", "", "", "2025-01-01", "", "low", "bbl, mbo 3 and 4; " + OURS),
    (
        "discount_social",
        "0.0225",
        "share_year",
        "fixed",
        "",
        "",
        "2021-01-01",
        "",
        "high",
        "Rijkswaterstaat, Steunpunt Economische Expertise: standard discount rate since 2021",
    ),
    ("discount_employer", "0.07", "share_year", "triangle", "0.06", "0.08", "2021-01-01", "", "low", OURS),
)
MEANING = {
    "minimum_wage": "minimum wage from 21 years, an hour, gross",
    "holiday_pay": "holiday pay, of the wage",
    "charges_small_low": "employer's premiums of a small employer with the low AWf rate (permanent and bbl contracts)",
    "charges_small_high": "the same with the high AWf rate",
    "charges_large_low": "employer's premiums of a larger employer with the low AWf rate",
    "pension": "employer's share of the pension",
    "wage_tax": "income tax and premiums that a participant pays, of the wage",
    "allowances_lost": "allowances that a participant loses by working",
    "way_to_work": "what working costs a participant",
    "benefit_net_single": "benefit of who lives alone, net, with holiday pay",
    "benefit_net_couple": "benefit of a couple, net, with holiday pay",
    "benefit_cost": "what one benefit costs the municipality",
    "benefit_execution": "what carrying out one benefit costs",
    "benefit_execution_marginal": "which share of that is saved when one ends",
    "buig_kept_year_1": "share of what is saved on benefits that the municipality keeps, in the first year",
    "buig_kept_year_2": "in the second year",
    "buig_kept_later": "in later years",
    "moves_away": "how many move to another municipality",
    "completes": "who starts and completes",
    "next_step": "who completes and is placed, or goes on in education",
    "stays_6_months": "who is placed and still works there after half a year",
    "stays_12_months": "after a year",
    "stays_24_months": "after two years",
    "works_anyway_30_months": "who works thirty months after the permit without a trajectory",
    "works_anyway_36_months": "after three years",
    "works_anyway_72_months": "after six years",
    "works_anyway_96_months": "after eight years",
    "effect": "by how much more of those who start work because of a trajectory that places as many as usual",
    "effect_whole_months": "how long that lasts",
    "effect_fades_months": "in how many months after that the others have caught up",
    "displaces": "share of the work that somebody else would have done",
    "productivity_begin": "what a starter does beside a comparable worker, at the start",
    "productivity_end": "and at the end of getting skilled",
    "productivity_months": "how long getting skilled takes",
    "comparable_cost": "what a comparable worker costs, of what this one costs",
    "vacancy_cost": "what an employer saves who need not look for somebody",
    "mentor_hours": "guidance at the workplace",
    "mentor_wage": "what an hour of that costs",
    "language_hour": "an hour of language lesson, a participant",
    "coach_hour": "an hour of coaching",
    "coach_hours": "hours of coaching, a participant",
    "interpreter_minute": "a minute of interpreting",
    "vca_course": "course and exam VCA",
    "course_fee_low": "course fee",
    "course_fee_high": "course fee",
    "discount_social": "discount rate of society and government, real",
    "discount_employer": "discount rate of an employer, real",
}


def table() -> str:
    """Return the text of the CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(FIGURES)
    return text.getvalue()


def page(now: str) -> str:
    """Return the page with its table of figures renewed; ``now`` is the page as it stands."""
    head, _, rest = now.partition(BEGIN)
    tail = rest.partition(END)[2]
    lines = ["| figure | value | what it is | how unsure | from | until | confidence | source |"]
    lines.append("|---|--:|---|---|---|---|---|---|")
    for code, value, unit, shape, a, b, since, until, confidence, source in FIGURES:
        spread = {"fixed": "", "normal": f"sd {a}", "beta": f"beta {a}, {b}", "triangle": f"{a} to {b}"}[shape]
        amount = f"{value} {unit.replace('_', '/')}"
        lines.append(
            f"| `{code}` | {amount} | {MEANING[code]} | {spread} | {since} | {until} | {confidence} | {source} |"
        )
    return "\n".join([f"{head}{BEGIN}", "", *lines, "", f"{END}{tail}"])


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
