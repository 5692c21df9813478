"""Recording who was at a session or at work, and how somebody's attendance stands."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerwerk.engine.model import Dagdeel
from leerwerk.learning import rules
from leerwerk.learning.actions import attendance as actions
from leerwerk.learning.enums import Presence, SessionState
from leerwerk.learning.forms.attendance import MarksForm
from leerwerk.learning.models import Session, WorkWeek
from leerwerk.learning.queries import attendance as queries
from leerwerk.learning.queries.sessions import changed_lately, expected_at, not_held, with_place
from leerwerk.learning.views.sessions import asked_week
from leerwerk.learning.views.showing import history, shares, signals_in_words
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.labels import DAGDELEN
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.rules import paths_of


def _everybody(request: ActorRequest) -> str:
    return Presence.PRESENT if request.GET.get("all") == Presence.PRESENT else ""


def _refused(form: MarksForm, refused: Exception, names: dict[str, object]) -> None:
    """Say in the form why nothing was recorded."""
    match refused:
        case actions.RecordedMeanwhile():
            told = _(
                "%(who)s recorded this while you were busy. Look at what is there now, and correct it if you must."
            )
            form.add_error(None, told % {"who": refused.who or _("Somebody else")})
        case actions.RecordedElsewhere():
            who = ", ".join(str(names.get(str(key), "")) for key in sorted(refused.enrolments))
            form.add_error(None, _("Recorded already on this dagdeel, at something else: %(who)s.") % {"who": who})
        case _:
            form.add_error(None, _("This has not taken place yet, or was cancelled."))


REFUSALS = (actions.RecordedMeanwhile, actions.RecordedElsewhere, actions.NotHeldYet)


@changes(rules.KEEPERS_RECORD)
def session(request: ActorRequest, session: Session) -> HttpResponse:
    """One session: who was there, in two taps; and moving or cancelling it as long as nobody was recorded."""
    row = with_place(Session.objects.filter(pk=session.pk)).select_related("recorded_by").get()
    people = expected_at(request.actor, row)
    names: dict[str, object] = {str(one.pk): one.participant for one in people}
    there = {str(key): mark for key, mark in queries.marks_of(row).items()}
    form = MarksForm(
        request.POST or None, people=names, there=there, everybody=_everybody(request), initial={"seen": row.version}
    )
    possible = row.state != SessionState.CANCELLED and row.day <= timezone.localdate()
    if request.method == "POST" and form.is_valid():
        marks = {int(key): mark for key, mark in form.marks().items()}
        try:
            with transaction.atomic():
                actions.record_attendance(session=row, marks=marks, seen=form.cleaned_data["seen"], by=request.actor)
        except REFUSALS as refused:
            _refused(form, refused, names)
        else:
            messages.success(request, _("Recorded."))
            return redirect("learning:session", pk=row.pk)
    context = {
        "session": row,
        "form": form,
        "lines": list(form.lines()),
        "possible": possible,
        "changeable": row.state != SessionState.HELD,
        "recorded": row.version > 0,
    }
    return render(request, "learning/session.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.EMPLOYERS_RECORD_WORK)
def work(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """A week of work of one participant."""
    now = timezone.localdate()
    monday = asked_week(request, now)
    week = [one for one in queries.work_week(enrolment, monday) if one.day <= now]
    known = WorkWeek.objects.filter(enrolment=enrolment, monday=monday).select_related("recorded_by").first()
    keys = {f"{one.day}_{one.dagdeel.partition('-')[2]}": one for one in week}
    names: dict[str, object] = {
        key: f"{DAGDELEN[Dagdeel(one.dagdeel)]}, {date_format(one.day, 'j F')}" for key, one in keys.items()
    }
    there = {key: one.row for key, one in keys.items() if one.row is not None}
    form = MarksForm(
        request.POST or None,
        people=names,
        there=there,
        everybody=_everybody(request),
        initial={"seen": known.version if known else 0},
    )
    if request.method == "POST" and form.is_valid():
        marks = {(keys[key].day, keys[key].dagdeel): mark for key, mark in form.marks().items()}
        try:
            with transaction.atomic():
                actions.record_work(
                    enrolment=enrolment, monday=monday, marks=marks, seen=form.cleaned_data["seen"], by=request.actor
                )
        except REFUSALS as refused:
            _refused(form, refused, {str(enrolment.pk): enrolment.participant})
        else:
            messages.success(request, _("Recorded."))
            return redirect(f"{request.path}?week={monday}")
    context = {
        "enrolment": enrolment,
        "form": form,
        "lines": list(form.lines()),
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "earlier": monday - timedelta(days=7),
        "later": monday + timedelta(days=7) if monday + timedelta(days=7) <= now else None,
        "known": known,
    }
    return render(request, "learning/work.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.PARTIES_SEE_LEARNING)
def participant(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """How the attendance of one participant stands, and what it comes from."""
    now = timezone.localdate()
    own, rows = request.actor.candidate_id is not None, not_held(enrolment)
    found = queries.own_attendance(enrolment, rows, now)
    context: dict[str, Any] = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "signals": [] if enrolment.paused else signals_in_words(found, to_themselves=own),
        "shares": shares(found),
        "history": history(found, most=40),
        # asked together with the path, by its rule
        "works": 0 if enrolment.paused else getattr(enrolment, "works", 0),
    }
    if own:
        told = [] if enrolment.paused else rows  # who pauses is not expected
        next_ones = [row for row in told if row.day >= now][:8]
        context |= {"next": next_ones, "changed": changed_lately(told, now), "today": now}
        return render(request, "learning/my_learning.html", context)
    records = rules.EMPLOYERS_RECORD_WORK.allows(request.actor) and enrolment.stage not in rules.BEFORE_WORK
    context |= {"changes": queries.corrections_of(enrolment), "records_work": records}
    return render(request, "learning/participant.html", context)


@shows(rules.CANDIDATES_SEE_THEIR_LEARNING)
def mine(request: ActorRequest) -> HttpResponse:
    """Lead a candidate to how they learn in the group they are in, or were in last."""
    row = paths_of(request.actor).order_by("-since", "-id").first()
    if row is None:
        return render(request, "learning/nothing_yet.html", {})
    return redirect("learning:participant", pk=row.pk)
