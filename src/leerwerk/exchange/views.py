"""Workbooks in and out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from leerwerk.engine.planning.mistakes import Mistake
from leerwerk.engine.planning.schema import find_column, find_table
from leerwerk.exchange import actions, queries, rules
from leerwerk.exchange.enums import DeliveryState
from leerwerk.exchange.forms import HandInForm, corrections_in
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.readable import cells_of_organisations, in_dutch, told
from leerwerk.exchange.schema import REGION
from leerwerk.exchange.sentences import what_is_wrong, what_to_do
from leerwerk.planning.models import PlanningRound
from leerwerk.privacy.doors import ActorRequest, changes, shows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
SHORT = 60  # changed cells: so many are read without opening anything


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@changes(rules.HAND_IN)
def exchange(request: ActorRequest) -> HttpResponse:
    """Hand a workbook in, get the template, see what was handed in."""
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = actions.hand_in(name=str(form.cleaned_data["file"].name), cells=form.cells, by=request.actor)
        return redirect("exchange:delivery", pk=made.pk)
    deliveries = list(rules.own_deliveries(request.actor).defer("cells")[:10])
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/exchange.html", {"form": form, "deliveries": deliveries}, status=status)


@shows(rules.HAND_IN)
def template(request: ActorRequest) -> HttpResponse:
    """The empty workbook, in the reader's language."""
    return _download(queries.template_workbook(request.actor), _("leerwerk-template"))


@changes(rules.HAND_IN)
def region(request: ActorRequest) -> HttpResponse:
    """What is in leerwerk now, as a workbook of the same form; a form asks for it, since it leaves its trace."""
    if request.method != "POST":
        return redirect("exchange:exchange")
    return _download(actions.take_region_out(by=request.actor), _("leerwerk-region"))


@changes(rules.TAKE_PLANS_OUT)
def plan(request: ActorRequest, planning_round: PlanningRound) -> HttpResponse:
    """A plan as a workbook, asked for in the same way."""
    if request.method != "POST":
        return redirect("planning:round", pk=planning_round.pk)
    content = actions.take_plan_out(planning_round=planning_round, by=request.actor)
    return _download(content, slugify(planning_round.name) or "plan")


def _shown(mistake: Mistake, cells: queries.Cells) -> dict[str, object]:
    """Return a mistake for the page, with the field that corrects the cell when it is one cell."""
    table = REGION.table(mistake.table)
    column = table.column(mistake.column) if mistake.column else None
    sheet = next((name for name in cells if find_table(REGION, name) is table), mistake.table)
    rows = cells.get(sheet, [])
    found: dict[str, object] = {
        "sheet": sheet,
        "row": mistake.row,
        "column": column.label if column else "",
        "wrong": what_is_wrong(mistake),
        "todo": what_to_do(mistake),
        "field": "",
        "value": "",
    }
    if column and mistake.row and 2 <= mistake.row <= len(rows) + 1:
        heading = next((h for h in rows[mistake.row - 2] if find_column(table, h) is column), None)
        if heading is not None:
            value = rows[mistake.row - 2][heading]
            found |= {"field": f"cell:{mistake.row}:{sheet}:{heading}", "value": value, "column": heading}
    return found


@changes(rules.OWN_DELIVERY)
def delivery(request: ActorRequest, delivery: Delivery) -> HttpResponse:
    """What a workbook would change, its mistakes with fields to correct them, and taking it in."""
    if request.method == "POST":
        return _corrected(request, delivery)
    cells = queries.unpack(delivery.cells)
    wrong = queries.read_region(cells, request.actor).mistakes if delivery.state == DeliveryState.WRONG else []
    page = Paginator(wrong, PER_PAGE).get_page(request.GET.get("page"))
    labels = {table.name: table.label if in_dutch() else table.name for table in REGION.tables}
    sheets = told(delivery.changes, queries.names_of(cells_of_organisations(delivery.changes)))
    context = {
        "delivery": delivery,
        "page": page,
        "mistakes": [_shown(mistake, cells) for mistake in page],
        "counts": [(label, delivery.counts[name]) for name, label in labels.items() if name in delivery.counts],
        "sheets": sheets,
        "is_short": sum(len(row["cells"]) for sheet in sheets for row in sheet["changed"]) <= SHORT,
        "is_ready": delivery.state == DeliveryState.READY,
        "is_taken": delivery.state == DeliveryState.TAKEN,
    }
    return render(request, "exchange/delivery.html", context)


def _corrected(request: ActorRequest, delivery: Delivery) -> HttpResponse:
    try:
        after = actions.correct(delivery=delivery, corrections=corrections_in(request.POST), by=request.actor)
    except actions.AlreadyTaken:
        messages.info(request, _("This workbook was taken in already."))
        return redirect("exchange:delivery", pk=delivery.pk)
    if after.mistakes:
        messages.warning(request, _("%(count)s mistakes are left.") % {"count": after.mistakes})
    else:
        messages.success(request, _("No mistakes are left. Look at what would change, then take it in."))
    return redirect("exchange:delivery", pk=delivery.pk)


@changes(rules.OWN_DELIVERY)
def take_in(request: ActorRequest, delivery: Delivery) -> HttpResponse:
    """Take everything in, once."""
    if request.method == "POST":
        try:
            actions.take_in(delivery=delivery, by=request.actor)
        except actions.AlreadyTaken:
            messages.info(request, _("This workbook was taken in already."))
        except actions.StillWrong:
            messages.error(request, _("Something changed since you looked. Correct what is wrong now."))
        else:
            messages.success(request, _("Everything was taken in."))
    return redirect("exchange:delivery", pk=delivery.pk)
