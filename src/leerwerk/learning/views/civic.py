"""Somebody's inburgering: hours, deadlines and final talks; for the municipality and the person alone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.engine import inburgering as law
from leerwerk.learning import rules
from leerwerk.learning.actions import civic as actions
from leerwerk.learning.civic_enums import (
    MISSING,
    NORMS,
    STATES,
    TALKS,
    TIMELINESS,
    UNMET,
    WHATS,
    WHYS,
    Bucket,
    MapTheme,
)
from leerwerk.learning.forms.civic import CaseForm, CloseForm, HoursForm, RouteForm
from leerwerk.learning.models import CivicCase, RouteChange, StatedHours
from leerwerk.learning.queries.civic import Standing, case_of, standing_of
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment.models import Candidate

ENTRIES = 50  # on a page


def _hours(minutes: int) -> float:
    return minutes / 60


def _lines(found: Standing) -> list[dict[str, Any]]:
    """Return each norm in hours, with what did not count and why."""
    rows = []
    for line in found.ledger.lines:
        why: dict[law.Why, int] = {}
        for one in line.not_counted:
            for reason in one.why:
                why[reason] = why.get(reason, 0) + one.minutes
        rows.append(
            {
                "name": NORMS.get(line.norm.code, str(line.norm.code)),
                "article": line.norm.article,
                "counted": _hours(line.counted),
                "needed": _hours(line.needed),
                "left": _hours(line.left),
                "forecast": line.forecast,
                "met_on": line.met_on,
                "low": line.confidence is law.Confidence.LOW,
                "why": [(WHYS[reason], _hours(minutes)) for reason, minutes in why.items()],
                "threshold": line.threshold,
            }
        )
    return rows


def _deadlines(found: Standing) -> list[dict[str, Any]]:
    return [
        {
            "what": WHATS[one.what],
            "due": one.due,
            "opens": one.opens,
            "tone": STATES[one.state][0],
            "state": STATES[one.state][1],
            "articles": ", ".join(dict.fromkeys(norm.article for norm in one.norms)),
            "low": one.confidence is law.Confidence.LOW,
        }
        for one in found.deadlines
    ]


def _closings(found: Standing) -> list[dict[str, Any]]:
    return [
        {
            "event": str(one.event),
            "what": TALKS[one.event],
            "closed_on": one.closed_on,
            "ready": one.ready,
            "unmet": [UNMET[lack] for lack in one.unmet],
            "themes": [MapTheme(theme).label for theme in one.themes],
            "form": CloseForm(initial={"event": str(one.event), "on": timezone.localdate()}, prefix=str(one.event)),
        }
        for one in found.closings
    ]


def _changes(case: CivicCase, found: Standing) -> list[dict[str, Any]]:
    """Return the changes of route, each with how it stands to the time in which the law allows it."""
    told = {change.on: TIMELINESS[how] for change, how in found.ledger.changes}
    return [{"row": row, "how": told.get(row.on)} for row in case.route_changes.all()]


@shows(rules.MUNICIPALITIES_SEE_INBURGERING)
def inburgering(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """How somebody's inburgering stands."""
    now, case = timezone.localdate(), case_of(candidate)
    found = standing_of(case, now) if case is not None else None
    context: dict[str, Any] = {
        "candidate": candidate,
        "case": case,
        "own": request.actor.candidate_id is not None,
        "lines": _lines(found) if found else [],
        "deadlines": _deadlines(found) if found else [],
        "closings": _closings(found) if found else [],
        "effort": found.effort if found else None,
        "missing": [MISSING[lack] for lack in found.effort.missing] if found and found.effort else [],
        "changes": _changes(case, found) if case and found else [],
        "elsewhere": _hours(sum(one.minutes for one in found.ledger.elsewhere)) if found else 0,
    }
    return render(request, "learning/inburgering.html", context)


def civic_form(request: ActorRequest, candidate: Candidate, form: Any, title: str) -> HttpResponse:
    """Show a form about somebody's inburgering; after a POST, what is wrong with it."""
    context = {"form": form, "candidate": candidate, "title": title}
    return render(request, "learning/civic_form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
def plan(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Write the plan (PIP) and what holds of the hours."""
    case = case_of(candidate) or CivicCase(candidate=candidate)
    form = CaseForm(request.POST or None, instance=case)
    if request.method == "POST" and form.is_valid():
        actions.save_case(case=form.save(commit=False), by=request.actor)
        messages.success(request, _("The plan was written."))
        return redirect("learning:inburgering", pk=candidate.pk)
    return civic_form(request, candidate, form, _("Plan of the inburgering"))


def known_case(candidate: Candidate) -> CivicCase:
    """Return what is kept of somebody. Raises Http404 when nothing was written yet."""
    case = case_of(candidate)
    if case is None:
        raise Http404
    return case


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
def route(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Write that another route was set."""
    form = RouteForm(request.POST or None, instance=RouteChange(case=known_case(candidate)))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.change_route(change=form.save(commit=False), by=request.actor)
        except law.BadPlan:
            form.add_error("on", _("This cannot be: before the plan, out of order, or the same route as before."))
        else:
            messages.success(request, _("The route was changed."))
            return redirect("learning:inburgering", pk=candidate.pk)
    return civic_form(request, candidate, form, _("Another route"))


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
def hours(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """State hours that attendance does not know of."""
    form = HoursForm(request.POST or None, instance=StatedHours(case=known_case(candidate)))
    if request.method == "POST" and form.is_valid():
        actions.state_hours(hours=form.save(commit=False), by=request.actor)
        messages.success(request, _("The hours were written."))
        return redirect("learning:inburgering", pk=candidate.pk)
    return civic_form(request, candidate, form, _("State hours"))


@changes(rules.MUNICIPALITIES_REMOVE_HOURS)
@require_POST
def remove_hours(request: ActorRequest, hours: StatedHours) -> HttpResponse:
    """Take back stated hours."""
    candidate = hours.case_id
    actions.remove_hours(hours=hours, by=request.actor)
    messages.success(request, _("The hours were taken back."))
    return redirect("learning:civic_entries", pk=candidate)


@shows(rules.MUNICIPALITIES_SEE_INBURGERING)
def entries(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Every hour that is known of somebody's inburgering: for what it counts, or why it does not."""
    found = standing_of(known_case(candidate), timezone.localdate())
    counts: dict[str, list[Any]] = {}
    why: dict[str, dict[law.Why, None]] = {}
    for line in found.ledger.lines:
        for code in line.entries:
            counts.setdefault(code, []).append(NORMS.get(line.norm.code, str(line.norm.code)))
    for one in [*(one for line in found.ledger.lines for one in line.not_counted), *found.ledger.elsewhere]:
        why.setdefault(one.code, {}).update(dict.fromkeys(one.why))
    page = Paginator(found.entries, ENTRIES).get_page(request.GET.get("page"))
    rows = [
        {
            "day": one.day,
            "bucket": Bucket(one.bucket).label,
            "hours": _hours(one.minutes),
            "stated": int(one.code[1:]) if one.source is law.Source.STATED else None,
            "counts": counts.get(one.code, []),
            "why": [WHYS[reason] for reason in why.get(one.code, {})],
        }
        for one in page
    ]
    context = {"candidate": candidate, "own": request.actor.candidate_id is not None, "rows": rows, "page": page}
    return render(request, "learning/civic_entries.html", context)


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
@require_POST
def close(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Close PVT, MAP or the Z-route after the talk."""
    form = CloseForm(request.POST, prefix=request.POST.get("talk"))
    if not form.is_valid() or form.cleaned_data["on"] > timezone.localdate():
        messages.error(request, _("Choose a day up to and including today."))
        return redirect("learning:inburgering", pk=candidate.pk)
    try:
        with transaction.atomic():
            actions.close_talk(
                case=known_case(candidate), event=form.what(), on=form.cleaned_data["on"], by=request.actor
            )
    except actions.NotReady as missing:
        told = ", ".join(str(UNMET[lack]) for lack in missing.unmet)
        messages.error(request, _("Not possible yet: %(what)s.") % {"what": told})
    else:
        messages.success(request, _("Closed."))
    return redirect("learning:inburgering", pk=candidate.pk)


@changes(rules.MUNICIPALITIES_WRITE_INBURGERING)
@require_POST
def reopen(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Take back that PVT, MAP or the Z-route was closed."""
    event = request.POST.get("event", "")
    if event in set(law.Event):
        actions.reopen_talk(case=known_case(candidate), event=law.Event(event), by=request.actor)
        messages.success(request, _("Taken back."))
    return redirect("learning:inburgering", pk=candidate.pk)
