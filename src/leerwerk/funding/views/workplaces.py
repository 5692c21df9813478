"""What a workplace costs an employer and brings: for everyone, without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.engine import money
from leerwerk.engine.money.workplace import Workplace
from leerwerk.funding import words
from leerwerk.funding.forms.workplaces import Size, WorkplaceForm
from leerwerk.funding.queries.case_facts import stated_on
from leerwerk.funding.queries.workplaces import reckoned
from leerwerk.funding.rules import ANYBODY_RECKONS
from leerwerk.privacy.doors import shows
from leerwerk.web.pictures import Line, Lines

ITEMS = (
    money.Item.WAGE,
    money.Item.CHARGES,
    money.Item.PENSION,
    money.Item.MENTOR,
    money.Item.OUTPUT,
    money.Item.VACANCY,
    money.Item.GRANT,
)
LEANS_ON = (
    money.Code.PRODUCTIVITY_BEGIN,
    money.Code.PRODUCTIVITY_END,
    money.Code.PRODUCTIVITY_MONTHS,
    money.Code.COMPARABLE_COST,
    money.Code.PENSION,
    money.Code.MENTOR_WAGE,
    money.Code.VACANCY_COST,
)


def _picture(found: Workplace) -> Lines:
    months = range(1, len(found.so_far) + 1)
    return Lines(
        title=_("Received less paid, so far"),
        sentence=_("Below zero more was paid than came back. The band holds nine futures of ten."),
        x_label=_("months from the start"),
        y_label=_("euros"),
        lines=[
            Line(
                label=_("this workplace"),
                points=[(float(n), round(float(one))) for n, one in zip(months, found.so_far, strict=True)],
                band=[
                    (float(n), round(float(low)), round(float(high)))
                    for n, low, high in zip(months, found.low, found.high, strict=True)
                ],
            )
        ],
    )


def _years(found: Workplace) -> list[dict[str, Any]]:
    """Return what comes in and goes out by year, item by item."""
    several = range(len(found.so_far) // 12)
    return [
        {
            "name": words.ITEMS[item],
            "years": [float(found.by_item[item][12 * year : 12 * year + 12].sum()) for year in several],
        }
        for item in ITEMS
        if item in found.by_item
    ]


@shows(ANYBODY_RECKONS)
def workplace(request: HttpRequest) -> HttpResponse:
    """What one workplace costs and brings, month by month."""
    today = timezone.localdate()
    first = {
        "hours": 32,
        "learning": 6,
        "wage": stated_on(today)[money.Code.MINIMUM_WAGE].value,
        "months": 12,
        "guidance": 4,
        "size": Size.SMALL,
        "bbl": False,
    }
    form = WorkplaceForm(request.GET or first)
    found = reckoned(form.cleaned_data, today) if form.is_valid() else None
    context: dict[str, Any] = {"form": form, "found": None}
    if found is not None:
        told = found.workplace
        years = _years(told)
        context |= {
            "found": told,
            "first_month": told.first.month + 1,
            "ends": float(told.so_far[-1]),
            "picture": _picture(told),
            "years": years,
            "sums": [sum(one["years"][n] for one in years) for n in range(len(told.so_far) // 12)],
            "months": [
                {"number": n + 1, "so_far": float(one), "low": float(told.low[n]), "high": float(told.high[n])}
                for n, one in enumerate(told.so_far)
            ],
            "subsidy": found.subsidy,
            "leans_on": [
                {
                    "name": words.FIGURES[code],
                    "value": words.in_words(float(found.figures[code].value), found.figures[code].unit),
                    "sure": words.SURE[found.figures[code].confidence],
                    "source": found.figures[code].source,
                }
                for code in LEANS_ON
            ],
        }
    return render(request, "funding/workplace.html", context, status=200 if found is not None else 422)
