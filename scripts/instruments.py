"""Write the instruments that pay for trajectories: ``instruments.csv`` of the facts, and the table of their page.

Run ``python scripts/instruments.py`` after changing one here; a test compares both with what stands here. An instrument
that changes gets an end and a row after it (``supersedes`` is the row before); it is never written over.

``amounts``: euros for the first, second ... of whom it is paid for, the last one for all that follow when it ends in
``...``; empty: told per person or not found. ``per``: what it is counted by. ``later``: months after that until it is
paid. ``needs``: what has to be so, as ``fact>=number``. ``covers``: which cost; no cost is covered twice. ``NEVER``:
what may not be paid from it, as items of what parties are paid for (``funding.enums.CostItem``).
"""

import csv
import io
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "leerwerk" / "facts" / "instruments.csv"
PAGE = ROOT / "docs" / "money.md"
BEGIN, END = "<!-- instruments: begin -->", "<!-- instruments: end -->"
COLUMNS = (
    "code",
    "payer",
    "payee",
    "covers",
    "amounts",
    "per",
    "later",
    "needs",
    "chance",
    "valid_from",
    "valid_until",
    "confidence",
    "never",
    "source",
)
SOWIS = "SOWIS, Stcrt. 2024, 19739, and what Uitvoering Van Beleid published; one application a year for an employer"
DIVOSA = "Divosa, questions and answers on Wet inburgering 2021 (1 April 2025): an average, no norm"
PRAKTIJKLEREN = "Subsidieregeling praktijkleren as told by SBB and advisers: at most 2,700, about 2,600 expected"
PW = "Participatiewet as told by others; who may have it is decided for each person"

INSTRUMENTS = (
    (
        "sowis",
        "state",
        "employer",
        "guidance",
        "8000|6000|5000|5000",
        "starter",
        9,
        "hours>=20;contract_months>=12",
        "0.5",
        "2025-06-02",
        "2025-09-30",
        "high",
        SOWIS,
    ),
    (
        "sowis",
        "state",
        "employer",
        "guidance",
        "8000|6000|5000|5000",
        "starter",
        9,
        "hours>=20;contract_months>=12",
        "0.5",
        "2026-06-01",
        "2026-09-30",
        "low",
        SOWIS + "; the amounts of 2026 were not found, these are of 2025",
    ),
    (
        "praktijkleren",
        "state",
        "employer",
        "guidance",
        "2600...",
        "year",
        6,
        "bbl>=1;recognised>=1",
        "0.9",
        "2024-08-01",
        "2028-07-31",
        "medium",
        PRAKTIJKLEREN,
    ),
    (
        "spuk_inburgering",
        "state",
        "municipality",
        "inburgering",
        "11600...",
        "starter",
        0,
        "obliged>=1",
        "1",
        "2025-01-01",
        "2025-12-31",
        "high",
        DIVOSA,
    ),
    (
        "spuk_onderwijsroute",
        "state",
        "municipality",
        "inburgering",
        "17000...",
        "starter",
        0,
        "obliged>=1;education_route>=1",
        "1",
        "2026-01-01",
        "2029-12-31",
        "high",
        DIVOSA,
    ),
    (
        "esf_plus",
        "fund",
        "municipality",
        "programme",
        "",
        "group",
        12,
        "matched_share>=0.6",
        "0.5",
        "2021-01-01",
        "2027-12-31",
        "medium",
        "ESF+ 2021-2027: at most 40 % of the cost of a project, through the centre municipality",
    ),
    (
        "slim",
        "state",
        "employer",
        "training",
        "",
        "group",
        6,
        "sme>=1",
        "0.3",
        "2025-01-01",
        "2029-12-31",
        "medium",
        "SLIM: 60 % for small and medium-sized employers; places to learn were dropped",
    ),
    (
        "wage_cost_subsidy",
        "municipality",
        "employer",
        "wage",
        "",
        "month",
        1,
        "target_group>=1",
        "0.5",
        "2015-01-01",
        "",
        "medium",
        PW + "; little Dutch alone is not enough",
    ),
    (
        "no_risk",
        "state",
        "employer",
        "illness",
        "",
        "month",
        0,
        "target_group>=1",
        "0.5",
        "2015-01-01",
        "",
        "medium",
        PW,
    ),
    (
        "jobcoach",
        "municipality",
        "school",
        "coaching",
        "",
        "month",
        1,
        "target_group>=1;hours>=12;contract_months>=6",
        "0.5",
        "2015-01-01",
        "",
        "low",
        PW,
    ),
    (
        "trial_placement",
        "municipality",
        "employer",
        "wage",
        "",
        "month",
        0,
        "intends_contract>=1",
        "0.8",
        "2023-01-01",
        "",
        "low",
        PW + "; local rules differ",
    ),
    (
        "sector_fund",
        "fund",
        "school",
        "training",
        "",
        "starter",
        3,
        "cao_fund>=1",
        "0.3",
        "2015-01-01",
        "",
        "low",
        "depends on the cao: ask the fund of the sector",
    ),
    (
        "liv",
        "state",
        "employer",
        "wage",
        "",
        "month",
        0,
        "",
        "0",
        "2017-01-01",
        "2024-12-31",
        "medium",
        "low-income benefit of employers, ended on 1 January 2025",
    ),
    (
        "lkv_older",
        "state",
        "employer",
        "wage",
        "",
        "month",
        0,
        "",
        "0",
        "2018-01-01",
        "2025-12-31",
        "high",
        "wage-cost benefit for older workers: nothing for who starts from 2026 (36458)",
    ),
    (
        "stap",
        "state",
        "participant",
        "training",
        "",
        "starter",
        0,
        "",
        "0",
        "2022-03-01",
        "2023-12-31",
        "medium",
        "STAP-budget, ended on 1 January 2024",
    ),
)
NEVER = {"spuk_inburgering": "wage", "spuk_onderwijsroute": "wage"}  # money for integration pays no wages
MEANING = {
    "sowis": "subsidy for employers who let status holders start",
    "praktijkleren": "subsidy for bbl places, a full place a year",
    "spuk_inburgering": "what the state pays for integration routes",
    "spuk_onderwijsroute": "what it pays for the education route",
    "esf_plus": "European Social Fund Plus",
    "slim": "learning in small and medium-sized companies",
    "wage_cost_subsidy": "wage-cost subsidy, by measured wage value",
    "no_risk": "no-risk policy: sick pay by UWV",
    "jobcoach": "job coach of municipality or UWV",
    "trial_placement": "trial placement with benefit",
    "sector_fund": "training fund of a sector (O&O)",
    "liv": "low-income benefit",
    "lkv_older": "wage-cost benefit, older worker",
    "stap": "budget for training",
}


def table() -> str:
    """Return the text of the CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*row[:-1], NEVER.get(row[0], ""), row[-1]) for row in INSTRUMENTS)
    return text.getvalue()


def page(now: str) -> str:
    """Return the page with its table of instruments renewed; ``now`` is the page as it stands."""
    head, _, rest = now.partition(BEGIN)
    tail = rest.partition(END)[2]
    lines = ["| instrument | what it is | from, to | euros | needs | never pays | from | until | confidence | source |"]
    lines.append("|---|---|---|--:|---|---|---|---|---|---|")
    for row in INSTRUMENTS:
        code, payer, payee, _covers, amounts, per, _later, needs, _chance, since, until, sure, source = row
        shown = f"{amounts.replace('|', ' / ')} a {per}" if amounts else ""
        words = needs.replace(";", "; ").replace(">=", " ≥ ")
        told = f"| `{code}` | {MEANING[code]} | {payer} → {payee} | {shown} | {words} "
        lines.append(f"{told}| {NEVER.get(code, '')} | {since} | {until} | {sure} | {source} |")
    return "\n".join([f"{head}{BEGIN}", "", *lines, "", f"{END}{tail}"])


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
