"""Contacts: noted with one tap, and what belongs to them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.coaching import actions, rules
from leerwerk.coaching.enums import ReadBy, Side, StepOwner
from leerwerk.coaching.forms import NoteForm, StepForm, TalkForm
from leerwerk.coaching.models import Clock, Talk
from leerwerk.coaching.queries.caseload import clocks_with
from leerwerk.coaching.queries.people import colleagues_here, note_of, with_all
from leerwerk.coaching.views.people import who
from leerwerk.coaching.views.showing import GOES_FACES, moods, shown_talk
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Enrolment


def _clock(request: ActorRequest, enrolment: Enrolment, side: str) -> Clock:
    found = rules.clocks_of(request.actor).filter(enrolment=enrolment, side=side).first()
    if found is None:
        raise Http404
    return found


def _also(request: ActorRequest, clock: Clock) -> list[Clock]:
    """Return the other people at the same employer of whom one talk may be as well."""
    if clock.side != Side.EMPLOYER:
        return []
    return clocks_with([one.pk for one in colleagues_here(clock, rules.clocks_of(request.actor))])


def _refused(form: Any, doing: Any) -> Any:
    """Do it; return what came of it, or None with why not in the form."""
    try:
        return doing()
    except actions.NotOnThatDay:
        form.add_error("day", _("Note a contact on its day, or at most sixty days later, and not before the start."))
    except actions.TooLate:
        form.add_error(None, _("What was noted is changed within two weeks, by who noted it."))
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Somebody changed it meanwhile. What you typed is still here; look at theirs first."))
    except actions.NobodyToDoIt:
        form.add_error("owner", _("There is nobody to do that yet. Choose somebody else."))
    return None


def _log(request: ActorRequest, enrolment: Enrolment, side: str) -> HttpResponse:
    clock = _clock(request, enrolment, side)
    also = _also(request, clock)
    named = [(str(one.pk), str(one.enrolment.participant)) for one in also]
    form = TalkForm(request.POST or None, side=side, also=named, initial=TalkForm.fresh())
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data.get("also", []))
        talk = _refused(
            form,
            lambda: actions.log_talk(
                clock=clock,
                ticket=form.cleaned_data["ticket"],
                told=form.told(request.POST.get("pressed", "")),
                also=[one for one in also if str(one.pk) in chosen],
                by=request.actor,
            ),
        )
        if talk is not None:
            messages.success(request, _("Noted. You can write more about it here."))
            return redirect("coaching:talk", pk=talk.pk)
    context = {
        "form": form,
        "enrolment": enrolment,
        "group": enrolment.cohort,
        "person": enrolment.participant,
        "clock": clock,
        "moods": moods(),
        "faces": [
            {
                "bound": bound,
                "answers": [{"choice": one, "face": GOES_FACES[one.data["value"]]} for one in bound.subwidgets],
            }
            for bound in form.faces
        ],
        "with_employer": side == Side.EMPLOYER,
    }
    return render(request, "coaching/log.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.COACHES_NOTE_A_TALK)
def with_candidate(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Note that the participant was spoken with, and how they are: one tap."""
    return _log(request, enrolment, Side.CANDIDATE)


@changes(rules.COACHES_NOTE_A_TALK)
def with_employer(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Note that the employer was spoken with, and what they answer to three questions."""
    return _log(request, enrolment, Side.EMPLOYER)


@shows(rules.COACHES_READ_A_TALK)
def talk(request: ActorRequest, row: Talk) -> HttpResponse:
    """One contact, with what belongs to it."""
    context = {
        "one": shown_talk(with_all(Talk.objects.filter(pk=row.pk))[0], request.actor),
        "person": who(row.clock.enrolment),
        "enrolment": row.clock.enrolment,
        "group": row.clock.enrolment.cohort,
        "with_employer": row.clock.side == Side.EMPLOYER,
        "helps": row.clock.side == Side.CANDIDATE and request.actor.function == Function.CASEWORKER,
    }
    return render(request, "coaching/talk.html", context)


def _page(request: ActorRequest, row: Talk, form: Any, title: str, lead: str = "") -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "person": who(row.clock.enrolment),
        "enrolment": row.clock.enrolment,
        "group": row.clock.enrolment.cohort,
        "talk": row,
    }
    return render(request, "coaching/form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.WHO_NOTED_IT_CHANGES_A_TALK)
def change(request: ActorRequest, row: Talk) -> HttpResponse:
    """Change the day and the way of a contact."""
    now = {"ticket": row.ticket, "day": row.day, "channel": row.channel}
    now |= {"work": row.work, "together": row.together, "go_on": row.go_on}
    form = TalkForm(request.POST or None, side=row.clock.side, initial=now)
    if request.method == "POST" and form.is_valid():
        told = form.told(row.mood if row.reached else "none")
        if _refused(form, lambda: actions.change_talk(talk=row, told=told, seen=row.edits, by=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("coaching:talk", pk=row.pk)
    return _page(request, row, form, _("Change what was noted"))


@changes(rules.WHO_NOTED_IT_CHANGES_A_TALK)
def note(request: ActorRequest, row: Talk) -> HttpResponse:
    """Write what was talked about."""
    known = note_of(row)
    now = {"seen": row.edits, "read_by": ReadBy.COACHES}
    if known is not None:
        now |= {"text": known.text, "read_by": known.read_by}
    form = NoteForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _refused(
            form,
            lambda: actions.write_note(
                talk=row, text=said["text"], read_by=ReadBy(said["read_by"]), seen=said["seen"], by=request.actor
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("coaching:talk", pk=row.pk)
    return _page(request, row, form, _("Write what you talked about"))


@changes(rules.WHO_NOTED_IT_CHANGES_A_TALK)
def step_of(request: ActorRequest, row: Talk) -> HttpResponse:
    """Note what was agreed, and who does it."""
    form = StepForm(request.POST or None, side=row.clock.side)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _refused(
            form,
            lambda: actions.agree_step(
                talk=row, what=said["what"], owner=StepOwner(said["owner"]), due_on=said["due_on"], by=request.actor
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("coaching:talk", pk=row.pk)
    return _page(request, row, form, _("Note what you agreed on"))


@changes(rules.WHO_NOTED_IT_CHANGES_A_TALK)
def take_back(request: ActorRequest, row: Talk) -> HttpResponse:
    """Take back a contact that was noted by mistake, after a question."""
    if request.method == "POST":
        try:
            actions.take_back_talk(talk=row, by=request.actor)
        except actions.TooLate:
            messages.error(request, _("What was noted is changed within two weeks, by who noted it."))
        else:
            messages.success(request, _("Taken back. What is due was reckoned anew."))
        return redirect("coaching:person", pk=row.clock.enrolment_id)
    return render(request, "coaching/take_back.html", {"talk": row, "person": who(row.clock.enrolment)})
