"""Pages of the amounts behind the numbers of a business case, and of how a way of sharing comes about."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from leerwerk.engine import money
from leerwerk.engine.months import plus_months
from leerwerk.funding import words
from leerwerk.funding.forms.cases import RowsFilter, WhatIfForm
from leerwerk.funding.queries import cases as queries
from leerwerk.funding.queries.case_facts import Stated, facts_of, stated_on
from leerwerk.funding.rules import SEES_CASE
from leerwerk.funding.views.cases import asked_of, payers_of
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories.models import Cohort

THOUSAND = 1000


def _moved(told: money.Forecast, case: money.Case, stated: Stated, said: dict[str, Any]) -> dict[str, Any]:
    """Return the book that is read: as expected, or with one figure at its low or high end and the others average."""
    if not said["figure"]:
        return {"book": told.book}
    swings = money.tornado(case, stated, money.Party.WORLD)
    swing = next((one for one in swings if one.figure.code == said["figure"]), None)
    if swing is None:
        raise Http404
    value = swing.high if said["end"] == "high" else swing.low
    return {
        "book": money.at_value(case, stated, swing.figure.code, value),
        "figure": words.FIGURES[swing.figure.code],
        "value": words.in_words(value, swing.figure.unit),
    }


@shows(SEES_CASE)
def rows(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """The amounts behind a number of a business case, each with the figure or budget that it follows from."""
    today = timezone.localdate()
    stated, facts = stated_on(today), facts_of(cohort, today)
    what_if = asked_of(WhatIfForm(request.GET, budgets=[one.budget for one in facts.charges]))
    found = queries.case_of([facts], stated, what_if)
    told = money.forecast(found.case, stated)
    form = RowsFilter(request.GET)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else RowsFilter.EVERYTHING
    moved = _moved(told, found.case, stated, said)
    payers, quarter = payers_of(facts.charges), said["quarter"]
    known = {str(code): code for code in money.Code}
    amounts = queries.ledger_of(moved["book"], told.rate, party=said["party"], quarter=quarter, cover=said["cover"])
    shown = []
    for one in amounts:
        code = known.get(one.line.source)
        figure = None if code is None else told.figures[code]
        shown.append(
            {
                "payer": words.PARTIES[one.payer],
                "payee": words.PARTIES[one.payee],
                "item": words.ITEMS[one.line.item],
                "euros": one.euros,
                "today": one.today,
                "figure": figure,
                "name": payers.get(one.line.source, "") if code is None else words.FIGURES[code],
                "value": "" if figure is None else words.in_words(float(figure.value), figure.unit),
                "sure": "" if figure is None else words.SURE[figure.confidence],
            }
        )
    euros, worth = queries.in_all(amounts, said["party"])
    context = {
        "group": cohort,
        "rows": shown,
        "party": words.PARTIES[money.Party(said["party"])] if said["party"] in set(money.Party) else "",
        "quarter_of": None if quarter is None else plus_months(found.begins, 3 * quarter),
        "cover": said["cover"],
        "differs": what_if.says_anything,
        "moved": moved,
        "euros": euros,
        "worth": worth,
        "rate": told.rate * 100,
    }
    return render(request, "funding/case_rows.html", context)


@shows(SEES_CASE)
def way(request: ActorRequest, cohort: Cohort, code: str) -> HttpResponse:
    """How a way of sharing comes about: what each gains before any cost, carries now, and gets or pays by it."""
    today = timezone.localdate()
    stated = stated_on(today)
    told = money.forecast(queries.case_of([facts_of(cohort, today)], stated).case, stated)
    found = next((one for one in queries.ways_of(told) if one.shared.way == code), None)
    if found is None:
        raise Http404
    lines = []
    for party in queries.PARTNERS:
        gains, pays = found.shared.gains[party], found.shared.payments[party]
        lines.append(
            {
                "party": party,
                "name": words.PARTIES[party],
                "benefit": gains - pays + found.carried[party],
                "carried": found.carried[party],
                "now": gains - pays,
                "pays": pays,
                "gains": gains,
            }
        )
    names = ("benefit", "carried", "now", "pays", "gains")
    context = {
        "group": cohort,
        "name": words.WAYS[found.shared.way],
        "how": words.HOW[found.shared.way],
        "lines": lines,
        "sums": {name: sum(line[name] for line in lines) for name in names},
        "against": [words.AGAINST[money.Fails(one)] for one in sorted(found.fails)],
        "rate": told.rate * 100,
    }
    return render(request, "funding/case_way.html", context)
