"""What a group costs and brings on two pages, in plain Dutch: for who decides, to print and to keep."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from leerwerk.engine import money
from leerwerk.engine.money.of_design import UNCOVERED
from leerwerk.funding import words
from leerwerk.funding.queries import cases as queries
from leerwerk.funding.queries.case_facts import GroupFacts, Stated
from leerwerk.web.documents import as_pdf

TEMPLATE = Path(__file__).parent / "documents" / "report.typ"
DUTCH = "nl"
THOUSAND = 1000
FEWEST_SHOWN = 6  # figures that move it most


def _k(euros: float) -> str:
    """Return an amount in thousands of euros."""
    return words.rounded(euros / THOUSAND, 1)


def _cost(found: queries.CaseMoney, told: money.Forecast, payers: dict[str, str]) -> dict[str, Any]:
    cover = found.cover
    quarters = queries.quarters_of(told, found.begins)
    sources = sorted({source for one in quarters for source in one.by_source}, key=lambda one: (one == UNCOVERED, one))
    return {
        "heading": _("What it costs and who pays"),
        "paragraphs": [
            _(
                "The group costs € %(cost)s thousand. "
                "€ %(covered)s thousand is paid; for € %(open)s thousand nobody pays yet."
            )
            % {"cost": _k(cover.cost), "covered": _k(cover.covered), "open": _k(cover.uncovered)}
        ],
        "table": {
            "columns": [_("Thousand euros, from"), *(payers[source] for source in sources)],
            "rows": [
                [date_format(one.begins, "F Y"), *(_k(one.by_source.get(source, 0.0)) for source in sources)]
                for one in quarters
            ],
        },
    }


def _gains(told: money.Forecast) -> dict[str, Any]:
    rows = []
    for party in (money.Party.PARTICIPANT, *queries.PARTNERS):
        if not told.book.net[money.AT[party]].any():
            continue
        one = told.of(party)
        back = (
            _("never")
            if one.payback is None
            else ngettext("%(n)s month", "%(n)s months", one.payback) % {"n": one.payback}
        )
        first = f"{_k(one.first.amount)}" if one.first.amount >= 1 else "–"
        rows.append(
            [
                str(words.PARTIES[party]).capitalize(),
                _k(one.expected),
                f"{_k(one.low)} … {_k(one.high)}",
                f"{one.loss * 100:.0f} %",
                back,
                first,
            ]
        )
    together = told.of_all
    return {
        "heading": _("Who gains"),
        "paragraphs": [
            _(
                "Beside what would have been without the trajectory, in thousands of euros of today. "
                "Nine of ten futures lie between the two ends. All together are expected to gain € %(all)s thousand; "
                "the chance to lose is %(loss)s %%."
            )
            % {"all": _k(float(together.mean())), "loss": f"{float((together < 0).mean()) * 100:.0f}"}
        ],
        "table": {
            "columns": [
                _("Who"),
                _("Expected"),
                _("Nine in ten"),
                _("Chance to lose"),
                _("Back after"),
                _("Pays first, at most"),
            ],
            "rows": rows,
        },
    }


def _true(found: queries.CaseMoney, stated: Stated) -> dict[str, Any]:
    case = found.case
    placed = money.must_be(case, stated, money.Code.NEXT_STEP, money.Party.WORLD)
    effect = money.must_be(case, stated, money.Code.EFFECT, money.Party.WORLD)
    completes = money.mean(money.figures_of(case, stated)[money.Code.COMPLETES])
    needs = []
    if placed is not None:
        share = words.rounded(placed.value * completes * 100, 0)
        needs.append(_("at least %(value)s %% of who start are placed or go on in education;") % {"value": share})
    if effect is not None:
        share = words.rounded(effect.value * 100, 0)
        needs.append(_("of each hundred who start, %(value)s work who would not have worked.") % {"value": share})
    told = _("For all together not to lose, one of these has to be so, with everything else as expected:")
    none = _("Whatever share is placed and whatever the effect: the sign of the result stays the same.")
    return {
        "heading": _("What must be true"),
        "new_page": True,
        "paragraphs": [told if needs else none],
        "list": needs,
    }


def _moves(found: queries.CaseMoney, stated: Stated) -> dict[str, Any]:
    swings = money.tornado(found.case, stated, money.Party.WORLD)[:FEWEST_SHOWN]
    return {
        "heading": _("What moves it most"),
        "paragraphs": [
            _(
                "What all gain together, in thousands of euros, when one figure is low or high. No published table was "
                "found of how Dutch learn-and-work trajectories fared: look at the bands, not at one number."
            )
        ],
        "table": {
            "words": True,
            "columns": [_("Figure"), _("From, to"), _("Then all gain"), _("How well known")],
            "rows": [
                [
                    str(words.FIGURES[one.figure.code]).capitalize(),
                    f"{words.in_words(one.low, one.figure.unit)} … {words.in_words(one.high, one.figure.unit)}",
                    f"{_k(one.at_low)} … {_k(one.at_high)}",
                    str(words.SURE[one.figure.confidence]),
                ]
                for one in swings
            ],
        },
    }


def _ways(told: money.Forecast) -> dict[str, Any]:
    return {
        "heading": _("Ways to share"),
        "paragraphs": [_("What each gains, in thousands of euros. Participants keep what they gain in every way.")],
        "table": {
            "columns": [_("Way"), *(str(words.PARTIES[party]).capitalize() for party in queries.PARTNERS)],
            "rows": [
                [
                    str(words.WAYS[one.shared.way]).capitalize(),
                    *(_k(one.shared.gains[party]) for party in queries.PARTNERS),
                ]
                for one in queries.ways_of(told)
            ],
        },
    }


def _parts(
    found: queries.CaseMoney, told: money.Forecast, stated: Stated, payers: dict[str, str]
) -> Iterator[dict[str, Any]]:
    yield _cost(found, told, payers)
    yield _gains(told)
    yield _true(found, stated)
    yield _moves(found, stated)
    yield _ways(told)


def case_document(facts: GroupFacts, stated: Stated, payers: dict[str, str], today: date) -> bytes:
    """Return the business case of a group as tagged PDF in Dutch; ``payers``: how what pays is called, by its code."""
    cohort = facts.cohort
    with override(DUTCH):
        found = queries.case_of([facts], stated)
        told = money.forecast(found.case, stated)
        title = _("What it costs and brings")
        about = [
            f"{cohort.version.blueprint.title} · {cohort.municipality} · {cohort.code}",
            _("From %(day)s, %(n)s participants. Reckoned on %(today)s with %(draws)s futures, at %(rate)s %% a year.")
            % {
                "day": date_format(cohort.starts_on, "j F Y"),
                "n": found.starters,
                "today": date_format(today, "j F Y"),
                "draws": words.rounded(money.DRAWS, 0),
                "rate": words.rounded(told.rate * 100, 2),
            },
        ]
        data = {
            "title": title,
            "author": str(cohort.region),
            "about": about,
            "parts": list(_parts(found, told, stated, payers)),
            "footer": f"{title} · {cohort.code}",
        }
    return as_pdf(TEMPLATE, data, made_at=datetime.combine(today, time.min, tzinfo=UTC))
