"""The forms of what is done before the start: conclude, arrange, tell, prepare a team, add and change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.engine.pathway.preparing import Side
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories import actions, own_words, rules
from leerwerk.trajectories.enums import PreparationState
from leerwerk.trajectories.forms.preparing import ArrangeForm, ConcludeForm, TaskForm, TeamForm, TellForm
from leerwerk.trajectories.models import Enrolment, Preparation
from leerwerk.trajectories.preparation_labels import FACES, title_of


def _refused(form: Form, doing: Callable[[], object]) -> bool:
    """Do it; return whether it was refused, with why in the form."""
    try:
        doing()
    except actions.WrittenMeanwhile:
        told = _("Somebody else wrote something meanwhile. What you typed is still here; look at theirs first.")
        form.add_error(None, told)
    except actions.NotLikeThis:
        form.add_error(None, _("This cannot be said of it any more. Look at it again."))
    except actions.NoResult:
        form.add_error(None, _("Say what came of it, and what shows it."))
    except actions.NotArranged:
        form.add_error(None, _("First the employer says where and when the taster placement is."))
    except actions.NotInThePreTrack:
        form.add_error(None, _("This person is not in the pre-track now."))
    else:
        return False
    return True


def _person(enrolment: Enrolment | None) -> Any:
    return "" if enrolment is None else getattr(enrolment, "participant", "")


def _page(request: ActorRequest, row: Preparation, form: Form, title: str, lead: str = "") -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "piece": row,
        "called": title_of(row),
        "person": _person(row.enrolment),
        "group": row.cohort,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/preparation_form.html", context, status=status)


def _saved(request: ActorRequest, row: Preparation) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("trajectories:preparation", pk=row.pk)


@changes(rules.OWNERS_CONCLUDE_A_PIECE)
def conclude(request: ActorRequest, row: Preparation) -> HttpResponse:
    """Say that a piece is done, or why it is not needed."""
    state = "" if row.state == PreparationState.OPEN else row.state  # who opens this has something to say
    now = {"seen": row.edits, "state": state} | {
        name: getattr(row, name) for name in ("reason", "result", "shows", "certificate")
    }
    form = ConcludeForm(request.POST or None, piece=row, initial=now)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if not _refused(
            form, lambda: actions.conclude_piece(preparation=row, said=form.said(), seen=seen, by=request.actor)
        ):
            return _saved(request, row)
    return _page(request, row, form, _("Say how it stands"))


@changes(rules.EMPLOYERS_ARRANGE_A_TASTER)
def arrange(request: ActorRequest, row: Preparation) -> HttpResponse:
    """Say where and when a taster placement is."""
    now = {"seen": row.edits, "place": row.place, "begins_on": row.begins_on, "days": row.days}
    form = ArrangeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if not _refused(
            form, lambda: actions.arrange_taster(preparation=row, said=form.said(), seen=seen, by=request.actor)
        ):
            return _saved(request, row)
    return _page(
        request, row, form, _("Say where and when"), _("The candidate reads it, and tells afterwards how it was.")
    )


@changes(rules.EMPLOYERS_PREPARE_THEIR_TEAM)
def team(request: ActorRequest, row: Preparation) -> HttpResponse:
    """Note what a team has before somebody joins it."""
    form = TeamForm(request.POST or None, initial={"seen": row.edits, "checked": row.checked})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not _refused(
            form,
            lambda: actions.check_team(preparation=row, checked=said["checked"], seen=said["seen"], by=request.actor),
        ):
            return _saved(request, row)
    lead = _("Tick what is there. When everything is, the team is prepared.")
    return _page(request, row, form, _("How far is the team?"), lead)


def _told(request: ActorRequest, row: Preparation, side: Side) -> HttpResponse:
    mine = request.actor.candidate_id is not None
    form = TellForm(request.POST or None, side=side)
    if (
        request.method == "POST"
        and form.is_valid()
        and not _refused(
            form, lambda: actions.tell_taster(preparation=row, side=side, told=form.told(), by=request.actor)
        )
    ):
        messages.success(request, _("Thank you. What you told is kept."))
        return redirect("trajectories:preparation", pk=row.pk)
    language = own_words.language_of(row.enrolment) if side is Side.CANDIDATE else ""
    context = {
        "form": form,
        "faces": [
            {
                "bound": form[name],
                "own": own_words.say(language, f"ask_{name}"),
                "answers": [
                    {
                        "choice": one,
                        "face": FACES[one.data["value"]],
                        "own": own_words.say(language, f"{name}_{one.data['value']}"),
                    }
                    for one in form[name].subwidgets
                ],
            }
            for name in ("liked", "able", "go_on")
        ],
        "piece": row,
        "called": title_of(row),
        "person": _person(row.enrolment),
        "mine": mine,
        "helps": side is Side.CANDIDATE and not mine,
        "language": language,
        "direction": own_words.direction(language),
        "words": own_words.words(language),
    }
    return render(request, "trajectories/tell.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.EMPLOYERS_TELL_OF_A_TASTER)
def report(request: ActorRequest, row: Preparation) -> HttpResponse:
    """Tell for the employer how a taster placement went."""
    return _told(request, row, Side.EMPLOYER)


@changes(rules.CANDIDATES_TELL_OF_A_TASTER)
def tell(request: ActorRequest, row: Preparation) -> HttpResponse:
    """Tell for the candidate how it was: they do so themselves, or their intermediary writes it down."""
    return _told(request, row, Side.CANDIDATE)


@changes(rules.DIRECTORS_AND_INTERMEDIARIES_CHANGE_A_PIECE)
def change(request: ActorRequest, row: Preparation) -> HttpResponse:
    """Let a piece be somebody else's, or ready by another day."""
    now = {"seen": row.edits, "what": row.what, "doer": row.doer, "due_on": row.due_on}
    form = TaskForm(request.POST or None, piece=row, initial=now)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if not _refused(
            form, lambda: actions.change_piece(preparation=row, said=form.said(), seen=seen, by=request.actor)
        ):
            return _saved(request, row)
    return _page(request, row, form, _("Change who and when"))


@changes(rules.DIRECTORS_AND_INTERMEDIARIES_ADD_A_PIECE)
def add(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Add something to do before somebody's start."""
    form = TaskForm(request.POST or None, initial={"seen": 0})
    if (
        request.method == "POST"
        and form.is_valid()
        and not _refused(form, lambda: actions.add_piece(enrolment=enrolment, said=form.said(), by=request.actor))
    ):
        messages.success(request, _("Saved."))
        return redirect("trajectories:prepared", pk=enrolment.pk)
    context = {
        "form": form,
        "title": _("Add something to do before the start"),
        "lead": "",
        "piece": None,
        "called": "",
        "person": _person(enrolment),
        "group": enrolment.cohort,
        "enrolment": enrolment,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/preparation_form.html", context, status=status)
