"""What there is today, the week of a group, and moving or cancelling a session."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.learning import rules
from leerwerk.learning.actions import sessions as actions
from leerwerk.learning.consequences import InTheWay
from leerwerk.learning.dagdelen import monday_of
from leerwerk.learning.forms.sessions import MoveForm, ReasonForm, WeekChoice
from leerwerk.learning.models import Session
from leerwerk.learning.queries import sessions as queries
from leerwerk.learning.queries.clashes import remarks
from leerwerk.learning.queries.work import working_listed
from leerwerk.learning.views.clashing import in_the_way, to_know
from leerwerk.learning.views.showing import signal_texts
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Cohort

WEEK = timedelta(days=7)


@shows(rules.PARTIES_SEE_TODAY)
def today(request: ActorRequest) -> HttpResponse:
    """The sessions of today, what waits for a record, who needs a call, and whose work is to be recorded."""
    actor, now = request.actor, timezone.localdate()
    keeps = rules.KEEPERS_RECORD.allows(actor)
    employs = actor.function == Function.EMPLOYER
    people = working_listed(actor, now) if employs else []
    context: dict[str, Any] = {
        "today": now,
        "day": queries.day_of(actor, now) if keeps else None,
        "people": people,
        "groups": list({one.enrolment.cohort_id: one.enrolment.cohort for one in people}.values()),
        "last_week": monday_of(now) - WEEK,
        "employs": employs,
        "signals": [(who, signal_texts(who.signals)) for who in queries.signalled(actor)],
        "teaches": actor.function == Function.EDUCATOR,
        "directs": actor.function == Function.DIRECTOR,
        "keeps": keeps,
    }
    return render(request, "learning/today.html", context)


def asked_week(request: ActorRequest, fallback: date) -> date:
    """Return the Monday of the week that a page is asked for."""
    form = WeekChoice(request.GET)
    day = form.cleaned_data.get("week") if form.is_valid() else None
    return monday_of(day if day and 1900 < day.year < 2200 else fallback)


@shows(rules.PARTIES_SEE_LESSONS)
def group(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """A week of a group: its sessions, what changed, and how the attendance of its participants stands."""
    now = timezone.localdate()
    monday = asked_week(request, max(now, cohort.starts_on))
    rows, not_held = queries.week_and_not_held(cohort, monday)
    people = queries.participants(request.actor, cohort)
    tallies = queries.tallies_of(people)
    context = {
        "group": cohort,
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "earlier": monday - WEEK,
        "later": monday + WEEK,
        "today": now,
        "days": [(day, list(found)) for day, found in groupby(rows, key=lambda row: row.day)],
        "kept": {row.pk for row in rows if rules.keeps(request.actor, row)},
        "counts": queries.counted(not_held, now),
        "changed": queries.changed_lately(not_held, now),
        "people": [
            {"enrolment": one, "tally": tally, "texts": signal_texts(tally.signals) if tally and not one.paused else []}
            for one in people
            for tally in [tallies.get(one.pk)]
        ],
        "plans": rules.SCHOOLS_PLAN_LESSONS.allows(request.actor),
    }
    return render(request, "learning/group.html", context)


@changes(rules.KEEPERS_CHANGE_A_SESSION)
def move(request: ActorRequest, session: Session) -> HttpResponse:
    """Let a session be at another moment."""
    form = MoveForm(request.POST or None, initial={"day": session.day, "part": session.dagdeel.partition("-")[2]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        when = {name: given[name] for name in ("day", "dagdeel", "begins", "ends")}
        known = to_know(remarks(request.actor, [(session, given["day"], given["dagdeel"])]))
        try:
            with (
                transaction.atomic()
            ):  # it is asked before it is done whether one knows; what is in the way comes first
                actions.move_session(session=session, **when, reason=form.why(), by=request.actor)
                going_on = form.told(known)
                transaction.set_rollback(not going_on)
        except InTheWay as taken:
            form.add_error("day", in_the_way(taken.clash))
            form.told(known)
        except actions.AlreadyHeld:
            form.add_error(None, _("Who was there is recorded already. This session took place."))
        else:
            if going_on:
                messages.success(request, _("Moved. Everybody whom it concerns gets a letter."))
                return redirect("learning:group", pk=session.cohort_id)
    return _change(request, session, form, _("Move the session"))


@changes(rules.KEEPERS_CHANGE_A_SESSION)
def cancel(request: ActorRequest, session: Session) -> HttpResponse:
    """Let a session not take place."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_session(session=session, reason=form.why(), by=request.actor)
        except actions.AlreadyHeld:
            form.add_error(None, _("Who was there is recorded already. This session took place."))
        else:
            messages.success(request, _("Cancelled. Everybody whom it concerns gets a letter."))
            return redirect("learning:group", pk=session.cohort_id)
    return _change(request, session, form, _("Cancel the session"))


def _change(request: ActorRequest, session: Session, form: ReasonForm, title: str) -> HttpResponse:
    row = queries.with_place(Session.objects.filter(pk=session.pk)).get()
    context = {"session": row, "form": form, "title": title, "stops": not isinstance(form, MoveForm)}
    return render(request, "learning/change.html", context, status=422 if request.method == "POST" else 200)
