"""A plan as a workbook: who joins which group where, which groups open and why, who is not placed and what is missing,
what was locked, and what one more of something would bring.
"""

import io
from collections.abc import Callable, Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from leerwerk.exchange.queries.pages_say import in_words, missing
from leerwerk.planning.models import PersonProposal, PlanningRound
from leerwerk.planning.queries.lock_costs import costs_of_locks
from leerwerk.planning.queries.nearest import nearest_of

type Sheet = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]


def _safe(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"} else cell


def round_workbook(planning_round: PlanningRound) -> bytes:
    """Return the plan of a solved round as a workbook, in the reader's language."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bg_color": "#083f4a", "font_color": "#ffffff"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        page = book.add_worksheet(title[:31])
        page.write_row(0, 0, headings, bold)
        page.freeze_panes(1, 1)
        page.set_column(0, len(headings), 20)
        count = 0
        for count, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if hasattr(cell, "isoformat"):
                    page.write_datetime(count, place, cell, day)
                else:
                    page.write(count, place, _safe(cell))
        page.autofilter(0, 0, max(count, 1), len(headings) - 1)

    _summary(planning_round, sheet)
    _groups(planning_round, sheet)
    _people(planning_round, sheet)
    _locks(planning_round, sheet)
    _gains(planning_round, sheet)
    book.close()
    return file.getvalue()


def _summary(planning_round: PlanningRound, sheet: Sheet) -> None:
    facts = [
        (_("Round"), planning_round.name),
        (_("Groups that start from"), planning_round.season_from),
        (_("Groups that start until"), planning_round.season_until),
        (_("Candidates"), planning_round.people),
        (_("Placed"), planning_round.placed),
        (_("Groups that open"), planning_round.opened),
        (_("Low-skilled among the placed"), planning_round.low_skilled_placed),
        (_("Value of the plan, € thousand"), planning_round.worth),
        (_("No plan is worth more than, € thousand"), planning_round.bound),
        (_("Another plan is better by at most, %"), round(100 * (planning_round.proven_gap or 0.0), 3)),
        (_("Proof"), _("no plan is better") if planning_round.status == "optimal" else _("a better plan may exist")),
        (_("Cost, € thousand"), planning_round.cost),
        (_("Version of the planner"), planning_round.engine_version),
    ]
    sheet(_("Summary"), [_("What"), _("How much")], facts)


def _groups(planning_round: PlanningRound, sheet: Sheet) -> None:
    proposals = planning_round.group_proposals.select_related("cohort", "municipality", "decision").order_by(
        "-open", "cohort__code"
    )
    headings = [
        _("Group"),
        _("Blueprint"),
        _("Place"),
        _("Start"),
        _("Opens"),
        _("Participants"),
        _("Smallest size"),
        _("Largest size"),
        _("Value, € thousand"),
        _("Cost, € thousand"),
        _("Decision"),
        _("Why it opens or not"),
    ]
    sheet(
        _("Groups"),
        headings,
        (
            (
                p.cohort.code,
                p.title,
                p.municipality.name,
                p.starts_on,
                _("yes") if p.open else _("no"),
                p.size,
                p.min_size,
                p.max_size,
                round(p.value, 3),
                round(p.cost, 3),
                p.decided.get_verdict_display() if p.decided else "",
                in_words("planning/_reason.html", reason=p.reasons),
            )
            for p in proposals
        ),
    )


def _people(planning_round: PlanningRound, sheet: Sheet) -> None:
    people = planning_round.person_proposals.select_related(
        "candidate", "group__cohort", "workplace__employer", "municipality"
    ).order_by("candidate__code")
    headings = [_("Candidate"), _("Name"), _("Municipality"), _("Group"), _("Workplace"), _("Employer")]
    sheet(
        _("Placed"),
        headings,
        (
            (
                p.candidate.code,
                str(p.candidate),
                p.municipality.name,
                p.group.cohort.code,
                p.workplace.title,
                p.workplace.employer.name,
            )
            for p in people
            if p.group is not None and p.workplace is not None
        ),
    )
    _not_placed(planning_round, [p for p in people if p.group is None], sheet)


def _not_placed(planning_round: PlanningRound, people: Iterable[PersonProposal], sheet: Sheet) -> None:
    """Who is not placed and why; of who fits no group also the nearest one, and what is missing for it."""
    nearest = nearest_of(planning_round)
    codes = dict(planning_round.group_proposals.values_list("cohort_id", "cohort__code"))
    headings = [_("Candidate"), _("Name"), _("Municipality"), _("Why not"), _("Groups that fit")]
    rows: list[Sequence[object]] = []
    for p in people:
        near = nearest.get(p.candidate_id)
        told = (codes.get(near.cohort, ""), missing(near.barriers)) if near else ("", "")
        name = (p.candidate.code, str(p.candidate), p.municipality.name)
        rows.append((*name, p.get_reason_display(), p.options, *told))
    sheet(_("Not placed"), [*headings, _("Nearest group"), _("What is missing for it")], rows)


def _locks(planning_round: PlanningRound, sheet: Sheet) -> None:
    headings = [_("Lock"), _("Why"), _("By"), _("Day"), _("Costs at least, € thousand"), _("Costs at most, € thousand")]
    rows: list[Sequence[object]] = []
    for one in costs_of_locks(planning_round):
        lock, cost = one.lock, (round(one.least, 3), round(one.most, 3)) if one.known else ("", "")
        said = in_words("planning/_rule.html", rule=lock)
        rows.append((said, lock.reason, str(lock.by or "–"), lock.at.date(), *cost))
    sheet(_("Locks"), headings, rows)


def _gains(planning_round: PlanningRound, sheet: Sheet) -> None:
    """What one more of something scarce would bring, at the margin; and for how many people a small change would."""
    kinds = {
        "workplace": (_("one more place"), _("€ thousand")),
        "resource": (_("one more unit of a teacher, room or mentor"), _("€ thousand")),
        "budget": (_("one euro more in a budget"), "€"),
        "month": (_("everyone ready a month earlier"), _("more people who fit a free place")),
        "travel": (_("15 minutes more travel"), _("more people who fit a free place")),
        "language": (_("one language level more"), _("more people who fit a free place")),
    }
    rows: list[Sequence[object]] = []
    for line in planning_round.gains:
        what, unit = kinds[line["kind"]]
        rows.append((what, line.get("name", ""), line.get("of", ""), line.get("value", line.get("people")), unit))
    sheet(_("What one more brings"), [_("What"), _("Name"), _("At"), _("How much"), _("Unit")], rows)
