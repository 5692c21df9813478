"""Pages of a group's business case: what it costs, who pays, who gains, and how sure that is."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.engine import money
from leerwerk.engine.money.of_design import UNCOVERED
from leerwerk.funding import words
from leerwerk.funding.forms.cases import WhatIfForm
from leerwerk.funding.models import Charge
from leerwerk.funding.queries import cases as queries
from leerwerk.funding.queries.case_facts import Stated, facts_of, stated_on
from leerwerk.funding.rules import SEES_CASE
from leerwerk.funding.setting import DUTCH, case_document
from leerwerk.funding.views.applications import shown_instruments
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories.models import Cohort
from leerwerk.web.documents import pdf_answer
from leerwerk.web.pictures import Bar, Bars, Line, Lines

GAINERS = (money.Party.PARTICIPANT, *queries.PARTNERS)
WIDEST = 8  # figures that are shown of those that move a result
THOUSAND = 1000


def asked_of(form: WhatIfForm) -> queries.WhatIf:
    if not form.is_valid():
        return queries.AS_IT_IS
    names = ("starters", "placed", "trial", "without")
    return queries.WhatIf(**{name: form.cleaned_data[name] for name in names})


def payers_of(charges: Iterable[Charge]) -> dict[str, str]:
    """Return how what pays is called, by the code of a budget or instrument."""
    instruments = {code: str(name) for code, name in words.INSTRUMENTS.items()}
    return instruments | {one.budget.code: str(one.budget) for one in charges} | {UNCOVERED: _("nobody yet")}


def _cover_picture(cohort: Cohort, quarters: list[queries.Quarter], payers: dict[str, str]) -> Bars | None:
    """Return what a group costs in each quarter, by who pays it; what nobody pays comes last and stands out."""
    sources = sorted({source for one in quarters for source in one.by_source}, key=lambda one: (one == UNCOVERED, one))
    if not quarters:
        return None
    address = reverse("funding:case_rows", args=[cohort.pk])
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


def _ways(told: money.Forecast) -> list[dict[str, Any]]:
    """Return the ways to share, in thousands of euros."""
    return [
        {
            "code": one.shared.way,
            "name": words.WAYS[one.shared.way],
            "gains": [
                {"name": words.PARTIES[party], "euros": one.shared.gains[party] / THOUSAND}
                for party in queries.PARTNERS
            ],
            "against": [words.AGAINST[money.Fails(code)] for code in sorted(one.fails)],
        }
        for one in queries.ways_of(told)
    ]


@shows(SEES_CASE)
def case(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """What a group costs and brings, to whom, when and how sure; and what if something is different."""
    today = timezone.localdate()
    stated, facts = stated_on(today), facts_of(cohort, today)
    form = WhatIfForm(request.GET or None, budgets=[one.budget for one in facts.charges])
    what_if = asked_of(form)
    now = queries.case_of([facts], stated)
    told = money.forecast(now.case, stated)
    other = queries.case_of([facts], stated, what_if) if what_if.says_anything else None
    told_other = None if other is None else money.forecast(other.case, stated)
    moves = _moves(now.case, stated)
    together = told.of_all / THOUSAND
    low, high = np.quantile(together, (0.05, 0.95))
    address = reverse("funding:case_rows", args=[cohort.pk])
    context = {
        "group": cohort,
        "form": form,
        "asked": request.GET.urlencode() if what_if.says_anything else "",
        "now": _headline(now),
        "other": _headline(other),
        "rows_url": address,
        "cover_url": f"{address}?cover=on",
        "cover": _cover_picture(cohort, queries.quarters_of(told, now.begins), payers_of(facts.charges)),
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
        "unsure": moves["unsure"],
        "ways": _ways(told),
        "partners": [words.PARTIES[party] for party in queries.PARTNERS],
        "instruments": shown_instruments(facts.could),
        "directs": request.actor.function == Function.DIRECTOR,
        "draws": money.DRAWS,
        "rate": told.rate * 100,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "funding/case.html", context, status=status)


@shows(SEES_CASE)
def document(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """What a group costs and brings on two pages, to print."""
    today = timezone.localdate()
    facts = facts_of(cohort, today)
    with override(DUTCH):
        payers = payers_of(facts.charges)
    return pdf_answer(case_document(facts, stated_on(today), payers, today), f"{cohort.code}.pdf")
