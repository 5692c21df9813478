"""Which instruments could pay for a group, and noting how far an application is."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from leerwerk.engine.money.instruments import Standing
from leerwerk.funding import actions, words
from leerwerk.funding.forms.applications import ApplicationForm, FactsForm
from leerwerk.funding.queries.case_facts import facts_of
from leerwerk.funding.queries.instruments import Could, told_of
from leerwerk.funding.refusing import Refused
from leerwerk.funding.rules import NOTES_APPLICATIONS
from leerwerk.funding.words_of_books import REFUSALS
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories.models import Cohort

ORDER = (Standing.CAN, Standing.UNKNOWN, Standing.CANNOT, Standing.NOT_YET, Standing.CLOSED)
TONES = {Standing.CAN: "good", Standing.UNKNOWN: "neutral"}


def shown_instrument(could: Could) -> dict[str, Any]:
    """Return an instrument as a page shows it."""
    instrument, row = could.found.instrument, could.application
    return {
        "code": could.code,
        "name": words.instrument(instrument),
        "payer": words.PARTIES[instrument.payer],
        "payee": words.PARTIES[instrument.payee],
        "amounts": words.amounts(instrument),
        "standing": words.STANDINGS[could.found.standing],
        "tone": TONES.get(could.found.standing, "warn"),
        "until": instrument.valid_until,
        "since": instrument.valid_from,
        "sure": words.SURE[instrument.confidence],
        "source": instrument.source,
        "checks": [
            {
                "name": words.FACTS[one.need.fact],
                "needed": number_format(one.need.at_least.normalize()),
                "value": None if one.value is None else number_format(one.value.normalize()),
                "holds": one.holds,
                "flag": one.need.fact in words.FLAGS,
            }
            for one in could.found.checks
        ],
        "application": row,
    }


def shown_instruments(could: Iterable[Could]) -> list[dict[str, Any]]:
    """Return instruments as a page shows them: what was noted and what can be used first."""
    rows = sorted(could, key=lambda one: (one.application is None, ORDER.index(one.found.standing)))
    return [shown_instrument(one) for one in rows]


@changes(NOTES_APPLICATIONS)
def application(request: ActorRequest, cohort: Cohort, code: str) -> HttpResponse:
    """Note how far an application to an instrument is."""
    could = next((one for one in facts_of(cohort, timezone.localdate()).could if one.code == code), None)
    if could is None:
        raise Http404
    held = could.application
    first = {"on": timezone.localdate(), "chance": round(could.found.instrument.chance * 100), "seen": 0}
    initial = first if held is None else {"seen": held.edits}
    form = ApplicationForm(request.POST or None, instance=held, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("state", "chance", "euros", "on", "evidence")}
        seen = form.cleaned_data["seen"]
        try:
            actions.note_application(cohort=cohort, found=could.found, told=told, seen=seen, by=request.actor)
        except actions.CannotBeUsed as closed:
            form.add_error("state", words.REFUSED[closed.standing])
        except actions.CostTwice:
            form.add_error(None, _("Another instrument pays the same cost of this group. No cost is paid twice."))
        except Refused as refused:
            form.add_error("euros", str(REFUSALS[refused.reason]))
        except actions.ChangedMeanwhile:
            form.add_error(
                None, _("Somebody changed it meanwhile. What you typed is still here; look at theirs first.")
            )
        else:
            messages.success(request, _("Saved. What the group costs and brings was reckoned anew."))
            return redirect("funding:case", pk=cohort.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "group": cohort, "one": shown_instrument(could)}
    return render(request, "funding/application.html", context, status=status)


@changes(NOTES_APPLICATIONS)
def facts(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Tell what instruments ask about a group and nothing else says."""
    form = FactsForm(request.POST or None, known=told_of(cohort))
    if request.method == "POST" and form.is_valid():
        actions.tell_facts(cohort=cohort, told=form.told(), by=request.actor)
        messages.success(request, _("Saved. Every instrument was looked at anew."))
        return redirect("funding:case", pk=cohort.pk)
    context = {"form": form, "group": cohort}
    return render(request, "funding/facts.html", context, status=422 if request.method == "POST" else 200)
