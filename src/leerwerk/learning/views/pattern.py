"""The week pattern of a group, planning sessions from it, and when a school is closed."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from leerwerk.learning import rules
from leerwerk.learning.actions import pattern as actions
from leerwerk.learning.actions.school import cancel_closed, tell_new_week
from leerwerk.learning.forms.sessions import ClosedForm, PeriodForm, SlotForm
from leerwerk.learning.models import ClosedDays, Session, WeekSlot
from leerwerk.learning.queries.closing import sessions_on, to_come_of
from leerwerk.learning.queries.sessions import closed_for, last_planned, pattern_of
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of

MOST = 20  # sessions that are named on the page of closed days


def _page(
    request: ActorRequest, cohort: Cohort, *, slot: SlotForm | None = None, period: PeriodForm | None = None
) -> HttpResponse:
    days, last = group_days(cohort, design_of(cohort.version)), last_planned(cohort)
    begins = max(last + timedelta(days=1) if last else days.pre_track, days.pre_track)
    until = min(days.end, begins + timedelta(weeks=26))
    context: dict[str, Any] = {
        "group": cohort,
        "slots": pattern_of(cohort),
        "closed": closed_for(cohort),
        "last": last,
        "days": days,
        "form": slot or SlotForm(cohort=cohort, initial={"since": days.pre_track, "until": days.end}),
        "period": period or PeriodForm(initial={"first": begins, "last": max(until, begins)}),
    }
    wrong = (slot is not None and slot.errors) or (period is not None and period.errors)
    return render(request, "learning/week.html", context, status=422 if wrong else 200)


@changes(rules.SCHOOLS_PLAN_LESSONS)
def week(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """See the week pattern, and add a row to it."""
    if request.method != "POST":
        return _page(request, cohort)
    form = SlotForm(request.POST, cohort=cohort)
    if form.is_valid():
        try:
            actions.add_slot(slot=form.save(commit=False), by=request.actor)
        except actions.TwoAtOnce as twice:
            told = _("The group has %(what)s then. End that first, or choose another dagdeel or period.")
            form.add_error("dagdeel", told % {"what": twice.slot.get_activity_display()})
        else:
            messages.success(request, _("Added to the week."))
            return redirect("learning:week", pk=cohort.pk)
    return _page(request, cohort, slot=form)


@changes(rules.SCHOOLS_PLAN_LESSONS)
@require_POST
def plan(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Make the sessions of a period."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _page(request, cohort, period=form)
    done = actions.plan_sessions(
        cohort=cohort, first=form.cleaned_data["first"], last=form.cleaned_data["last"], by=request.actor
    )
    text = ngettext("%(count)d session was planned.", "%(count)d sessions were planned.", done.made)
    messages.success(request, text % {"count": done.made})
    if done.news is not None:
        _letters(request, tell_new_week(cohort=cohort, since=done.news, by=request.actor))
    if done.there:
        text = ngettext("%(count)d was there already.", "%(count)d were there already.", done.there)
        messages.info(request, text % {"count": done.there})
    if done.skipped:
        named = ", ".join(f"{one.day.day}-{one.day.month} {one.name}" for one in done.skipped[:12])
        messages.info(request, _("No lesson on: %(days)s.") % {"days": named})
    return redirect("learning:week", pk=cohort.pk)


@changes(rules.SCHOOLS_END_A_SLOT)
@require_POST
def end_slot(request: ActorRequest, slot: WeekSlot) -> HttpResponse:
    """End a row of the week pattern today; later sessions that are as it gave them go, and everybody is told."""
    today, cohort = timezone.localdate(), slot.cohort
    known = to_come_of(slot, today)
    gone = actions.end_slot(slot=slot, last=today, by=request.actor)
    text = ngettext("Ended. %(count)d session is not held.", "Ended. %(count)d sessions are not held.", gone)
    messages.success(request, text % {"count": gone})
    if known:
        since = today + timedelta(days=1)
        _letters(request, tell_new_week(cohort=cohort, since=since, gone=known, by=request.actor))
    return redirect("learning:week", pk=cohort.pk)


def _letters(request: ActorRequest, count: int) -> None:
    """Say how many people are told."""
    text = ngettext("%(count)d person gets a letter.", "%(count)d people get one letter each.", count)
    messages.info(request, text % {"count": count})


@changes(rules.SCHOOLS_CLOSE)
def closed(request: ActorRequest) -> HttpResponse:
    """When the own school is closed, and one period more; with what happens to the sessions planned then."""
    instance = ClosedDays(organisation_id=request.actor.organisation)
    form, planned = ClosedForm(request.POST or None, instance=instance), list[Session]()
    if request.method == "POST" and form.is_valid():
        period = form.save(commit=False)
        planned = sessions_on(period, timezone.now())
        if not planned or form.cleaned_data["planned"]:
            row = actions.close_days(closed=period, by=request.actor)
            messages.success(request, _("Written. No sessions are planned on those days."))
            if planned and form.cleaned_data["planned"] == form.CANCEL:
                count = cancel_closed(closed=row, by=request.actor)
                text = ngettext("%(count)d lesson cancelled", "%(count)d lessons cancelled", count) % {"count": count}
                messages.success(request, f"{text}. {_('Everybody whom it concerns gets a letter.')}")
            return redirect("learning:closed")
        form.ask(len(planned))
    context = {"form": form, "periods": list(rules.own_closed_days(request.actor)), "planned": planned[:MOST]}
    return render(request, "learning/closed.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.SCHOOLS_OPEN)
@require_POST
def reopen(request: ActorRequest, closed: ClosedDays) -> HttpResponse:
    """Take back that the school is closed."""
    actions.open_days(closed=closed, by=request.actor)
    messages.success(request, _("Taken back. Plan the sessions once more to fill those days."))
    return redirect("learning:closed")
