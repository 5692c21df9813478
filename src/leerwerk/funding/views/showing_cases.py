"""What pages say of a business case, of one group or of all groups of a plan; nothing of a request but its filters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import Http404
from django.utils.translation import gettext as _

from leerwerk.engine import money
from leerwerk.engine.money.of_design import UNCOVERED
from leerwerk.engine.months import plus_months
from leerwerk.funding import words
from leerwerk.funding.forms.cases import RowsFilter, WhatIfForm
from leerwerk.funding.models import Budget
from leerwerk.funding.queries import cases as queries
from leerwerk.funding.queries.case_facts import GroupFacts, Stated
from leerwerk.web.pictures import Bar, Bars, Line, Lines

GAINERS = (money.Party.PARTICIPANT, *queries.PARTNERS)
MOST_WORTH = 4  # figures of which is said what knowing them is worth
WIDEST = 8  # figures that are shown of those that move a result
THOUSAND = 1000
FEWEST, HANDFUL = 2_000, 5  # futures, groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the amounts of a case are, and how a way of sharing comes about, by its code."""

    rows: str
    way: Callable[[str], str]


def futures(facts: Sequence[GroupFacts]) -> int:
    """Return under how many futures a case is reckoned: fewer for more than a handful of groups, so that none waits."""
    return max(FEWEST, money.DRAWS * HANDFUL // max(HANDFUL, len(facts)))


def asked_of(form: WhatIfForm) -> queries.WhatIf:
    """Return what is different in what was filled in; as it is where that cannot be."""
    if not form.is_valid():
        return queries.AS_IT_IS
    return queries.WhatIf(**form.cleaned_data)


def budgets_of(facts: Iterable[GroupFacts]) -> list[Budget]:
    """Return the budgets to which these groups charge something."""
    return list({one.budget_id: one.budget for group in facts for one in group.charges}.values())


def payers_of(facts: Sequence[GroupFacts]) -> dict[str, str]:
    """Return how what pays is called, by the code of a budget or instrument."""
    instruments = {one.code: words.instrument(one.found.instrument) for group in facts for one in group.could}
    return instruments | {one.code: str(one) for one in budgets_of(facts)} | {UNCOVERED: _("nobody yet")}


def _cover_picture(address: str, quarters: list[queries.Quarter], payers: dict[str, str]) -> Bars | None:
    """Return what a group costs in each quarter, by who pays it; what nobody pays comes last and stands out."""
    sources = sorted({source for one in quarters for source in one.by_source}, key=lambda one: (one == UNCOVERED, one))
    if not quarters:
        return None
    tones = [f"{2 + n % 5}" for n, _source in enumerate(sources)]
    if sources[-1] == UNCOVERED:
        tones[-1] = "bad"
    return Bars(
        title=_("Cost by quarter and who pays"),
        sentence=_("In thousands of euros. What nobody pays yet is the last part of a bar."),
        series=[payers[source] for source in sources],
        tones=tones,
        unit=_("thousand euros"),
        bars=[
            Bar(
                label=f"{one.begins:%m-%Y}",
                parts=[round(one.by_source.get(source, 0.0) / THOUSAND, 1) for source in sources],
                url=f"{address}?quarter={one.number}&cover=on",
            )
            for one in quarters
        ],
    )


def _cash_picture(told: money.Forecast) -> Lines:
    """Return what each party has received less what it paid by the end of each quarter, with nine futures of ten."""
    lines = []
    for party in (money.Party.EMPLOYER, money.Party.MUNICIPALITY, money.Party.STATE):
        so_far = np.cumsum(told.book.net[money.AT[party]], axis=1)[:, 2::3] / THOUSAND
        low, high = np.quantile(so_far, (0.05, 0.95), axis=0)
        months = [3.0 * (n + 1) for n in range(so_far.shape[1])]
        lines.append(
            Line(
                label=words.PARTIES[party],
                points=[(month, round(float(one), 1)) for month, one in zip(months, so_far.mean(axis=0), strict=True)],
                band=[
                    (month, round(float(a), 1), round(float(b), 1))
                    for month, a, b in zip(months, low, high, strict=True)
                ],
            )
        )
    return Lines(
        title=_("Received less paid, so far"),
        sentence=_("Below zero a party has paid more than came back. The band holds nine futures of ten."),
        x_label=_("months from the start"),
        y_label=_("thousand euros"),
        lines=lines,
    )


def _moves(case: money.Case, stated: Stated) -> dict[str, Any]:
    """Return which figures move what all gain together most, and what must be true for it not to be a loss."""
    swings = money.tornado(case, stated, money.Party.WORLD)
    placed = money.must_be(case, stated, money.Code.NEXT_STEP, money.Party.WORLD)
    effect = money.must_be(case, stated, money.Code.EFFECT, money.Party.WORLD)
    completes = money.mean(money.figures_of(case, stated)[money.Code.COMPLETES])
    return {
        "swings": [
            {
                "at_low": one.at_low / THOUSAND,
                "at_high": one.at_high / THOUSAND,
                "name": words.FIGURES[one.figure.code],
                "sure": words.SURE[one.figure.confidence],
                "code": one.figure.code,
                "low": words.in_words(one.low, one.figure.unit),
                "high": words.in_words(one.high, one.figure.unit),
            }
            for one in swings[:WIDEST]
        ],
        "unsure": [words.FIGURES[one.code] for one in money.drivers(swings)[:4]],
        "placed": None if placed is None else placed.value * completes * 100,
        "effect": None if effect is None else effect.value * 100,
    }


def _worth(told: money.Forecast) -> dict[str, Any]:
    """Return what finding out a figure before deciding is worth at most to all together, in thousands of euros."""
    everything, worth = money.worth_of_knowing(told.of_all, told.figures, told.draws)
    return {
        "everything": everything / THOUSAND,
        "figures": [
            {"name": words.FIGURES[one.figure.code], "euros": one.euros / THOUSAND}
            for one in worth[:MOST_WORTH]
            if one.euros >= 1
        ],
    }


def _headline(found: queries.CaseMoney | None) -> dict[str, Any] | None:
    """Return what a group costs and who pays, in thousands of euros."""
    if found is None:
        return None
    cover = found.cover
    amounts = {"cost_k": cover.cost, "covered_k": cover.covered, "uncovered_k": cover.uncovered}
    return {name: one / THOUSAND for name, one in amounts.items()} | {"heads": found.heads, "starters": found.starters}


def _gain(found: money.OfParty) -> dict[str, Any]:
    """Return what a party gains, in thousands of euros."""
    return {
        "expected": found.expected / THOUSAND,
        "low": found.low / THOUSAND,
        "high": found.high / THOUSAND,
        "loss": found.loss,
        "payback": found.payback,
        "first": found.first.amount / THOUSAND if found.first.amount >= 1 else 0,
        "first_month": found.first.month + 1,
    }


def _ways(told: money.Forecast, addresses: Addresses) -> list[dict[str, Any]]:
    """Return the ways to share, in thousands of euros."""
    return [
        {
            "code": one.shared.way,
            "url": addresses.way(one.shared.way),
            "name": words.WAYS[one.shared.way],
            "gains": [
                {"name": words.PARTIES[party], "euros": one.shared.gains[party] / THOUSAND}
                for party in queries.PARTNERS
            ],
            "against": [words.AGAINST[money.Fails(code)] for code in sorted(one.fails)],
        }
        for one in queries.ways_of(told)
    ]


def case_shown(facts: Sequence[GroupFacts], stated: Stated, form: WhatIfForm, addresses: Addresses) -> dict[str, Any]:
    """Return what a case costs and brings, to whom, when and how sure; and what if something is different."""
    what_if = asked_of(form)
    now = queries.case_of(facts, stated)
    told = money.forecast(now.case, stated, draws=futures(facts))
    other = queries.case_of(facts, stated, what_if) if what_if.says_anything else None
    told_other = None if other is None else money.forecast(other.case, stated, draws=futures(facts))
    moves = _moves(now.case, stated)
    together = told.of_all / THOUSAND
    low, high = np.quantile(together, (0.05, 0.95))
    return {
        "form": form,
        "now": _headline(now),
        "other": _headline(other),
        "rows_url": addresses.rows,
        "cover_url": f"{addresses.rows}?cover=on",
        "cover": _cover_picture(addresses.rows, queries.quarters_of(told, now.begins), payers_of(facts)),
        "cash": _cash_picture(told),
        "gains": [
            {
                "party": party,
                "name": words.PARTIES[party],
                "now": _gain(told.of(party)),
                "other": None if told_other is None else _gain(told_other.of(party)),
            }
            for party in GAINERS
            if told.book.net[money.AT[party]].any()
        ],
        "together": float(together.mean()),
        "together_low": float(low),
        "together_high": float(high),
        "together_loss": float((together < 0).mean()),
        "together_other": None if told_other is None else float(told_other.of_all.mean()) / THOUSAND,
        "moves": moves,
        "worth": _worth(told),
        "unsure": moves["unsure"],
        "ways": _ways(told, addresses),
        "partners": [words.PARTIES[party] for party in queries.PARTNERS],
        "draws": futures(facts),
        "rate": told.rate * 100,
    }


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


def beside_shown(cases: Sequence[GroupFacts], stated: Stated) -> dict[str, Any]:
    """Return cases of groups beside each other: what each costs, who pays, who gains, and what it comes to a person."""
    found = [queries.case_of([one], stated) for one in cases]
    told = [money.forecast(one.case, stated) for one in found]
    return {
        "columns": [
            {
                "group": facts.cohort,
                "now": _headline(one),
                "each_k": one.cover.cost / THOUSAND / one.starters,
                "together": float(forecast.of_all.mean()) / THOUSAND,
                "together_each": float(forecast.of_all.mean()) / THOUSAND / one.starters,
                "loss": float((forecast.of_all < 0).mean()),
                "months": max(group.track for group in one.case.groups),
            }
            for facts, one, forecast in zip(cases, found, told, strict=True)
        ],
        "gains": [
            {
                "party": party,
                "name": words.PARTIES[party],
                "cases": [
                    _gain(one.of(party)) | {"group": facts.cohort} for facts, one in zip(cases, told, strict=True)
                ],
            }
            for party in GAINERS
        ],
        "rate": told[0].rate * 100,
    }


def amounts_shown(facts: Sequence[GroupFacts], stated: Stated, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the amounts behind a number of a case, each with the figure or budget that it follows from."""
    what_if = asked_of(WhatIfForm(asked, budgets=budgets_of(facts)))
    found = queries.case_of(facts, stated, what_if)
    told = money.forecast(found.case, stated, draws=futures(facts))
    form = RowsFilter(asked)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else RowsFilter.EVERYTHING
    moved = _moved(told, found.case, stated, said)
    payers, quarter = payers_of(facts), said["quarter"]
    known = {str(code): code for code in money.Code}
    amounts = queries.ledger_of(moved["book"], told.rate, party=said["party"], quarter=quarter, cover=said["cover"])
    rows = []
    for one in amounts:
        code = known.get(one.line.source)
        figure = None if code is None else told.figures[code]
        rows.append(
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
    return {
        "rows": rows,
        "party": words.PARTIES[money.Party(said["party"])] if said["party"] in set(money.Party) else "",
        "quarter_of": None if quarter is None else plus_months(found.begins, 3 * quarter),
        "cover": said["cover"],
        "differs": what_if.says_anything,
        "moved": moved,
        "euros": euros,
        "worth": worth,
        "rate": told.rate * 100,
    }


def way_shown(facts: Sequence[GroupFacts], stated: Stated, code: str, rows_url: str) -> dict[str, Any]:
    """Return how a way of sharing comes about: what each gains before any cost, carries now, and gets or pays by it.

    Raises Http404 for a way that there is not.
    """
    told = money.forecast(queries.case_of(facts, stated).case, stated, draws=futures(facts))
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
    return {
        "name": words.WAYS[found.shared.way],
        "how": words.HOW[found.shared.way],
        "terms": [(words.TERMS[name], value) for name, value in found.terms.items()],
        "lines": lines,
        "sums": {name: sum(line[name] for line in lines) for name in names},
        "against": [words.AGAINST[money.Fails(one)] for one in sorted(found.fails)],
        "rate": told.rate * 100,
        "rows_url": rows_url,
    }
