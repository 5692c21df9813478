"""A plan as a workbook: who joins which group where, which groups open, who is not placed and why."""

import io
from collections.abc import Callable, Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from leerwerk.planning.models import PlanningRound

type Sheet = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]


def _safe(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"} else cell


def round_workbook(planning_round: PlanningRound) -> bytes:
    """Return the plan of a solved round as a workbook with four sheets, in the reader's language."""
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
    sheet(
        _("Not placed"),
        [_("Candidate"), _("Name"), _("Municipality"), _("Why not"), _("Groups that fit")],
        (
            (p.candidate.code, str(p.candidate), p.municipality.name, p.get_reason_display(), p.options)
            for p in people
            if p.group is None
        ),
    )
