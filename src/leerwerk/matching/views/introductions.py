"""One introduction, and what each side says and does about it; the participant's own page, and the employer's."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.matching import labels, rules
from leerwerk.matching.actions import introductions as actions
from leerwerk.matching.actions import meeting
from leerwerk.matching.enums import OPEN, TONES
from leerwerk.matching.forms import AfterForm, EmployerForm, MeetingForm, PersonForm, ShownForm
from leerwerk.matching.models import IntroducedPerson, Introduction
from leerwerk.matching.queries.introductions import introductions_of_path, seen_of, with_answers
from leerwerk.matching.views.showing import shown_introduction
from leerwerk.parties.enums import Function
from leerwerk.placement.actions.trials import SpeaksForThemselves
from leerwerk.placement.rules.placements import guides
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import own_words
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.speaking import has_no_account


def _is_mine(request: ActorRequest) -> bool:
    return request.actor.candidate_id is not None


def _context(request: ActorRequest, row: Introduction) -> dict[str, Any]:
    one = with_answers(Introduction.objects.filter(pk=row.pk)).get()
    seen = seen_of([row]).get(row.pk)
    return {
        "one": shown_introduction(one, request.actor),
        "seen": labels.seen(seen, row.words) if seen is not None else [],
        "person": IntroducedPerson.objects.filter(introduction=row.pk).first(),
        "enrolment": row.enrolment,
        "mine": _is_mine(request),
        "employs": request.actor.function == Function.EMPLOYER and not _is_mine(request),
        "guides": guides(request.actor),
    }


@shows(rules.SIDES_SEE_AN_INTRODUCTION)
def introduction(request: ActorRequest, row: Introduction) -> HttpResponse:
    """One introduction: the workplace, the person as far as who asks may see them, what both said, what is next."""
    context = _context(request, row)
    context["helps"] = request.actor.function == Function.CASEWORKER and has_no_account(row.enrolment)
    return render(request, "matching/introduction.html", context)


@shows(rules.CANDIDATES_SEE_THEIR_INTRODUCTIONS)
def mine(request: ActorRequest) -> HttpResponse:
    """The employers whom a participant can meet, in simple words, with what each of them sees."""
    newest = Enrolment.objects.filter(candidate=request.actor.candidate_id).order_by("-since", "-pk")
    enrolment = newest.select_related("participant").first()
    rows = introductions_of_path(enrolment.pk) if enrolment else []
    seen = seen_of(rows)
    found = [shown_introduction(row, request.actor) for row in rows]
    for one in found:
        one["seen"] = labels.seen(seen[one["row"].pk], one["row"].words) if one["row"].pk in seen else []
    context = {
        "open": [one for one in found if one["open"]],
        "over": [one for one in found if not one["open"]],
        **own_words.beside(enrolment),
    }
    return render(request, "matching/mine.html", context)


@shows(rules.EMPLOYERS_SEE_WHO_WANTS_TO_MEET)
def asked(request: ActorRequest) -> HttpResponse:
    """Who wants to meet an employer, or met them: by name where they chose that, each opens what they chose to show."""
    rows: Any = rules.introductions_of(request.actor).select_related("about").order_by("workplace__title", "pk")
    found = [{"row": row, "name": str(getattr(row, "about", "")), "tone": TONES[row.state]} for row in rows]
    return render(request, "matching/asked.html", {"found": found})


def _refused(form: Any, change: Callable[[], object]) -> bool:
    """Do what a form asks; return whether that was refused, with why in the form."""
    try:
        change()
    except actions.NotAskedNow:
        form.add_error(None, _("This is not asked any more. Look at it again."))
    except actions.NothingChosen:
        form.add_error(None, _("Tick what the employer may see: at least one thing."))
    except SpeaksForThemselves:
        form.add_error(None, _("This participant has an account, and answers themselves."))
    except NotAParty:
        form.add_error(None, _("This is not yours to say. Nothing was saved."))
    else:
        return False
    return True


def _page(
    request: ActorRequest, row: Introduction, form: Any, title: str, lead: str = "", own: Sequence[str] = ()
) -> HttpResponse:
    """Return a page with a form about an introduction; 422 when what was sent cannot be taken.

    ``own``: which sentences the participant, or who reads it with them, finds in their own language.
    """
    speaks = _is_mine(request) or request.actor.function == Function.CASEWORKER
    beside = own_words.beside(row.enrolment if speaks and own else None)
    context = _context(request, row) | {
        "form": form,
        "title": title,
        "lead": lead,
        "own": [beside["words"][key] for key in own],
        **beside,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "matching/introduction_form.html", context, status=status)


def _back(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Return to where somebody reads what became of it; an employer meets nobody any more after a no."""
    if _is_mine(request):
        return redirect("matching:mine")
    if request.actor.function == Function.EMPLOYER and not rules.introductions_of(request.actor).filter(pk=row.pk):
        return redirect("matching:asked")
    return redirect("matching:introduction", pk=row.pk)


@changes(rules.PARTICIPANTS_ANSWER)
def answer(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Say whether the participant wants to meet the employer, and what that employer sees."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if not _refused(form, lambda: actions.answer_as_person(introduction=row, said=said, by=request.actor)):
            yes, no = _("Thank you. The employer is asked now."), _("Thank you. The employer does not hear of it.")
            messages.success(request, yes if said.yes else no)
            return _back(request, row)
    lead = "" if _is_mine(request) else _("Ask the participant, and write down what they say. They decide, not you.")
    return _page(request, row, form, _("Do you want to meet this employer?"), lead, ("meet_ask", "meet_sees"))


@changes(rules.PARTICIPANTS_ANSWER)
def choose(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Change what the employer sees of the participant."""
    form = ShownForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def change() -> None:
            actions.show_otherwise(introduction=row, shows=given["shows"], words=given["words"], by=request.actor)

        if not _refused(form, change):
            messages.success(request, _("Saved. The employer sees this from now on."))
            return _back(request, row)
    return _page(request, row, form, _("What the employer sees"), own=("meet_sees",))


@changes(rules.PARTICIPANTS_ANSWER)
def first(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Let this be what the participant wants most."""
    if request.method == "POST":
        try:
            actions.put_first(introduction=row, by=request.actor)
        except (actions.NotAskedNow, SpeaksForThemselves, NotAParty):
            messages.error(request, _("This is not asked any more. Look at it again."))
        else:
            messages.success(request, _("Saved. This is what you want most."))
    return _back(request, row)


@changes(rules.EMPLOYERS_ANSWER)
def employer_answer(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Say whether the employer wants to meet somebody."""
    form = EmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if not _refused(form, lambda: actions.answer_as_employer(introduction=row, said=said, by=request.actor)):
            messages.success(
                request,
                _("Thank you. Who guides this person plans the first meeting.")
                if said.yes
                else _("Thank you. You see this person no longer."),
            )
            return _back(request, row)
    return _page(request, row, form, _("Do you want to meet this person?"))


@changes(rules.GUIDES_PLAN_A_MEETING)
def plan(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Plan the first meeting."""
    form = MeetingForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        planned = form.meeting()
        if not _refused(form, lambda: meeting.plan_meeting(introduction=row, meeting=planned, by=request.actor)):
            messages.success(request, _("Planned. The participant and the employer see it."))
            return _back(request, row)
    return _page(request, row, form, _("Plan the first meeting"))


@changes(rules.SIDES_SAY_HOW_IT_WAS)
def after(request: ActorRequest, row: Introduction) -> HttpResponse:
    """Say whether a side wants to go on after they met."""
    employs = request.actor.function == Function.EMPLOYER and not _is_mine(request)
    form = AfterForm(request.POST or None, employer=employs)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if not _refused(form, lambda: meeting.say_after(introduction=row, said=said, by=request.actor)):
            messages.success(request, _("Thank you. What you said is kept."))
            return _back(request, row)
    return _page(request, row, form, _("You met each other. Do you want to go on?"), own=("meet_after",))


@changes(rules.SIDES_STEP_BACK)
def close(request: ActorRequest, row: Introduction) -> HttpResponse:
    """End an introduction."""
    if request.method == "POST":
        try:
            actions.close_introduction(introduction=row, by=request.actor)
        except (SpeaksForThemselves, NotAParty):
            messages.error(request, _("This is not yours to end. Nothing changed."))
        else:
            messages.success(request, _("The introduction is over."))
        return _back(request, row)
    return render(request, "matching/close.html", _context(request, row) | {"open": row.state in OPEN})
