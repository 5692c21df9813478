"""Pages of a group's business case: what it costs, who pays, who gains, how sure that is, and the amounts behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from leerwerk.funding.forms.cases import BesideForm, WhatIfForm
from leerwerk.funding.queries.case_facts import facts_of, facts_of_many, stated_on
from leerwerk.funding.rules import SEES_CASE, cases_seen_by
from leerwerk.funding.setting import DUTCH, case_document
from leerwerk.funding.views.applications import shown_instruments
from leerwerk.funding.views.showing_cases import (
    Addresses,
    amounts_shown,
    asked_of,
    beside_shown,
    budgets_of,
    case_shown,
    payers_of,
    way_shown,
)
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories.models import Cohort
from leerwerk.web.documents import pdf_answer


def _addresses(cohort: Cohort) -> Addresses:
    return Addresses(
        rows=reverse("funding:case_rows", args=[cohort.pk]),
        way=lambda code: reverse("funding:case_way", args=[cohort.pk, code]),
    )


@shows(SEES_CASE)
def case(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """What a group costs and brings, to whom, when and how sure; and what if something is different."""
    today = timezone.localdate()
    facts = facts_of(cohort, today)
    form = WhatIfForm(request.GET or None, budgets=budgets_of([facts]))
    context = case_shown([facts], stated_on(today), form, _addresses(cohort)) | {
        "group": cohort,
        "asked": request.GET.urlencode() if asked_of(form).says_anything else "",
        "instruments": shown_instruments(facts.could),
        "directs": request.actor.function == Function.DIRECTOR,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "funding/case.html", context, status=status)


@shows(SEES_CASE)
def beside(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """The case of a group beside that of another one that this actor may see."""
    today = timezone.localdate()
    form = BesideForm(request.GET or None, groups=cases_seen_by(request.actor).exclude(pk=cohort.pk))
    context: dict[str, object] = {"group": cohort, "form": form}
    if form.is_valid():
        other: Cohort = form.cleaned_data["other"]
        alike = cohort.region_id == other.region_id  # or each has the figures of its own region
        facts = facts_of_many([cohort, other], today) if alike else [facts_of(one, today) for one in (cohort, other)]
        context |= beside_shown(facts, stated_on(today))
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "funding/case_beside.html", context, status=status)


@shows(SEES_CASE)
def document(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """What a group costs and brings on two pages, to print."""
    today = timezone.localdate()
    facts = facts_of(cohort, today)
    with override(DUTCH):
        payers = payers_of([facts])
    return pdf_answer(case_document(facts, stated_on(today), payers, today), f"{cohort.code}.pdf")


@shows(SEES_CASE)
def rows(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """The amounts behind a number of a business case, each with the figure or budget that it follows from."""
    today = timezone.localdate()
    context = amounts_shown([facts_of(cohort, today)], stated_on(today), request.GET)
    return render(request, "funding/case_rows.html", context | {"group": cohort})


@shows(SEES_CASE)
def way(request: ActorRequest, cohort: Cohort, code: str) -> HttpResponse:
    """How a way of sharing comes about."""
    today = timezone.localdate()
    context = way_shown([facts_of(cohort, today)], stated_on(today), code, _addresses(cohort).rows)
    return render(request, "funding/case_way.html", context | {"group": cohort})
