"""Trial placements: the page about one, filling in, sending, answering, beginning, and the candidate's own page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.engine.pathway import NotAllowed
from leerwerk.engine.placing import TrialLack
from leerwerk.parties.enums import Function
from leerwerk.placement.actions import NotLookingForWork, NotOnThatDay
from leerwerk.placement.actions import trials as actions
from leerwerk.placement.forms.trials import TrialAnswerForm, TrialForm, initial_of_trial
from leerwerk.placement.models import Trial
from leerwerk.placement.queries.placements import chosen_workplace, employers
from leerwerk.placement.queries.trials import (
    Start,
    current,
    facts_of_trial,
    is_mentored,
    known_for_trial,
    trial_at,
    trials_of_path,
    with_all_said,
)
from leerwerk.placement.rules import trials as rules
from leerwerk.placement.rules.placements import GUIDES
from leerwerk.placement.setting import NotApproved, trial_document
from leerwerk.placement.trial_enums import Side
from leerwerk.placement.trial_labels import trial_lack_rows
from leerwerk.placement.views.showing_trials import has_mentor, may_begin_one, shown_trial, ways
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import own_words
from leerwerk.trajectories.actions import NotAParty, WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.path_labels import LACKS
from leerwerk.web.documents import pdf_answer


def read_by(actor: Actor, rows: list[Any]) -> list[Any]:
    """Return which of these trial placements the actor reads: what was never sent is only for who fills it in."""
    if actor.function in GUIDES:
        return rows
    if actor.function == Function.EMPLOYER:
        return [row for row in rows if row.employer_id == actor.organisation_id]
    return [row for row in rows if row.version]


@shows(rules.PARTIES_SEE_A_TRIAL)
def trial(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Somebody's trial placement: where it is, what lacks, who answered, what both sides said, and what was before."""
    rows = read_by(request.actor, trials_of_path(enrolment.pk))
    mentored = has_mentor(enrolment)
    found = [shown_trial(row, mentored) for row in rows]
    context = {
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "one": found[0] if found else None,
        "earlier": found[1:],
        "may": ways(request.actor, enrolment, found[0], mentored) if found else {},
        "guides": request.actor.function in GUIDES,
        "new": may_begin_one(request.actor, enrolment, rows),
    }
    return render(request, "placement/trial.html", context)


@shows(rules.CANDIDATES_SEE_THEIR_TRIAL)
def my_trial(request: ActorRequest) -> HttpResponse:
    """The candidate's own trial placement in simple words, with their own language beside the Dutch."""
    newest = Enrolment.objects.filter(candidate=request.actor.candidate_id).order_by("-since", "-pk")
    enrolment = newest.select_related("participant").first()
    rows = read_by(request.actor, trials_of_path(enrolment.pk)) if enrolment else []
    mentored = is_mentored(enrolment) if enrolment and rows else False
    found = [shown_trial(row, mentored) for row in rows]
    one = found[0] if found else {}
    context = {
        "one": one,
        "earlier": found[1:],
        "answers": one.get("asks") and _not_answered(one),
        **own_words.beside(enrolment),
    }
    return render(request, "placement/my_trial.html", context)


@shows(rules.READERS_PRINT_A_TRIAL)
def document(request: ActorRequest, row: Trial) -> HttpResponse:
    """The version that everybody approved, as tagged PDF to print."""
    loaded = with_all_said(Trial.objects.filter(pk=row.pk)).get()
    try:
        made = trial_document(loaded, row.enrolment)
    except NotApproved as none:
        raise Http404 from none
    return pdf_answer(made, f"trial-{row.pk}.pdf")


def _not_answered(one: dict[str, Any]) -> bool:
    """Whether the participant did not answer the version that was sent last."""
    return any(answer["side"] == Side.CANDIDATE and answer["answer"] is None for answer in one["answers"])


@changes(rules.EMPLOYERS_AND_GUIDES_FILL_IN_A_TRIAL)
def fill(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Fill in the facts of a trial placement; what was sent is approved anew."""
    row = current(enrolment.pk)
    own = request.actor.function == Function.EMPLOYER
    if own and row is not None and row.employer_id != request.actor.organisation_id:
        row = None
    if row is None:
        known = known_for_trial(enrolment)
        facts, employer, seen = known.facts, known.employer, 0
    else:
        facts, employer, seen = facts_of_trial(row), row.employer_id, row.edits
    sent = row is not None and row.version > 0
    if not own and not sent and (chosen := chosen_workplace(enrolment, request.GET.get("at", ""))):
        known = trial_at(Start(employer=employer, facts=facts), chosen)
        facts, employer = known.facts, known.employer
    if own:
        employer = request.actor.organisation_id
    form = TrialForm(
        request.POST or None,
        initial=initial_of_trial(facts, employer, seen),
        known=facts,
        employers=None if own or sent else employers(enrolment.cohort.region_id, employer),
    )
    if request.method == "POST" and form.is_valid() and not _refused_to_fill(request, form, enrolment, employer):
        messages.success(request, _("Saved. Nobody was asked to approve it yet."))
        return redirect("placement:trial", pk=enrolment.pk)
    lead = _("You may leave something open: it is named as missing. What was known already stands here.")
    if sent:
        lead = _("This was sent already. When you save a change, it has to be sent again, and everybody answers anew.")
    return trial_page(request, form, enrolment, _("The facts of the trial placement"), lead)


def _refused_to_fill(request: ActorRequest, form: TrialForm, enrolment: Enrolment, employer: int | None) -> bool:
    """Write what was filled in; return whether that was refused, with why in the form."""
    try:
        actions.fill_trial(
            enrolment=enrolment,
            employer=form.employer_key(employer),
            facts=form.facts(),
            seen=form.cleaned_data["seen"],
            by=request.actor,
        )
    except WrittenMeanwhile:
        told = _("Somebody else filled in something meanwhile. What you typed is still here; look at theirs first.")
        form.add_error(None, told)
    except NotLookingForWork:
        form.add_error(None, _("This person did not finish learning yet, or works already. Nothing was saved."))
    except actions.TrialGoesOn:
        form.add_error(None, _("The trial placement goes on already. What was agreed stays. Nothing was saved."))
    except actions.AnotherEmployer:
        form.add_error(None, _("Another employer is another trial placement. First withdraw the one that was sent."))
    else:
        return False
    return True


def trial_page(request: ActorRequest, form: Any, enrolment: Enrolment, title: str, lead: str = "") -> HttpResponse:
    """Return a page with a form about somebody's trial placement; 422 when what was sent cannot be taken."""
    mine = request.actor.candidate_id is not None
    context = {
        "form": form,
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "title": title,
        "lead": lead,
        "mine": mine,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/trial_form.html", context, status=status)


def _seen(request: ActorRequest, row: Trial) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else row.edits


def _sure(request: ActorRequest, row: Trial, what: str, problems: list[str], lacks: Any = ()) -> HttpResponse:
    """Return the page that asks whether somebody is sure."""
    loaded = with_all_said(Trial.objects.filter(pk=row.pk)).get()
    one = shown_trial(loaded, is_mentored(row.enrolment))
    if lacks:
        one["lacks"] = trial_lack_rows(lacks)
    context = {
        "one": one,
        "what": what,
        "problems": problems,
        "enrolment": row.enrolment,
        "person": row.enrolment.participant,
        "group": row.enrolment.cohort,
    }
    return render(request, "placement/trial_sure.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.GUIDES_RUN_A_TRIAL)
def send(request: ActorRequest, row: Trial) -> HttpResponse:
    """Ask everybody to approve the trial placement."""
    problems, lacks = list[str](), tuple[TrialLack, ...]()
    if request.method == "POST":
        try:
            actions.send_trial(trial=row, seen=_seen(request, row), by=request.actor)
        except actions.TrialLacks as found:
            lacks = found.lacks
        except WrittenMeanwhile:
            problems = [_("Somebody else filled in something meanwhile. Look at it before you go on.")]
        except (actions.NotAsked, NotLookingForWork, NotAParty):
            problems = [_("This trial placement cannot be sent any more.")]
        else:
            messages.success(request, _("Sent. Everybody who has to approve it is asked."))
            return redirect("placement:trial", pk=row.enrolment_id)
    return _sure(request, row, "send", problems, lacks)


@changes(rules.GUIDES_RUN_A_TRIAL)
def begin(request: ActorRequest, row: Trial) -> HttpResponse:
    """Let a trial placement begin that everybody approved."""
    problems = list[str]()
    if request.method == "POST":
        try:
            actions.begin_trial(trial=row, by=request.actor)
        except actions.NotAgreed as missing:
            names = ", ".join(str(side.label) for side in missing.sides)
            problems = [_("Not everybody approved it yet. Missing: %(sides)s.") % {"sides": names or "–"}]
        except actions.NotAsked:
            problems = [_("This trial placement is over.")]
        except NotOnThatDay:
            problems = [_("The first day is still to come.")]
        except NotAllowed as refused:
            problems = [str(LACKS[lack]) for lack in refused.lacks]
        else:
            messages.success(request, _("The trial placement began."))
            return redirect("placement:trial", pk=row.enrolment_id)
    return _sure(request, row, "begin", problems)


@changes(rules.GUIDES_RUN_A_TRIAL)
def withdraw(request: ActorRequest, row: Trial) -> HttpResponse:
    """Withdraw a trial placement that did not begin."""
    problems = list[str]()
    if request.method == "POST":
        try:
            actions.withdraw_trial(trial=row, by=request.actor)
        except actions.TrialGoesOn:
            problems = [_("The trial placement began already: say what comes of it.")]
        else:
            messages.success(request, _("The trial placement was withdrawn."))
            return redirect("placement:trial", pk=row.enrolment_id)
    return _sure(request, row, "withdraw", problems)


def back_to(request: ActorRequest, row: Trial) -> HttpResponse:
    """Return to the page that somebody came from: the candidate's own, or that of the participant."""
    mine = request.actor.candidate_id is not None
    return redirect("placement:my_trial") if mine else redirect("placement:trial", pk=row.enrolment_id)


def _answered(request: ActorRequest, row: Trial, *, helps: bool) -> HttpResponse:
    form = TrialAnswerForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_trial(
                trial=row,
                reply=form.reply(),
                version=form.cleaned_data["version"],
                for_candidate=helps,
                by=request.actor,
            )
        except actions.NotAsked:
            form.add_error(None, _("This version is not asked any more. Look at the trial placement again."))
        except actions.SpeaksForThemselves:
            form.add_error(None, _("This participant has an account, and answers themselves."))
        except NotAParty:
            form.add_error(None, _("Your organisation does not have to approve this."))
        else:
            messages.success(request, _("Thank you. Your answer stands with the others."))
            return back_to(request, row)
    loaded = with_all_said(Trial.objects.filter(pk=row.pk)).get()
    speaks = helps or request.actor.candidate_id is not None
    context = {
        "form": form,
        "one": shown_trial(loaded, is_mentored(row.enrolment)),
        "mine": request.actor.candidate_id is not None,
        "helps": helps,
        "enrolment": row.enrolment,
        "person": row.enrolment.participant,
        "group": row.enrolment.cohort,
        **own_words.beside(row.enrolment if speaks else None),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/trial_answer.html", context, status=status)


@changes(rules.SIDES_APPROVE_A_TRIAL)
def answer(request: ActorRequest, row: Trial) -> HttpResponse:
    """Approve the version that was sent, for the own side, or say why not."""
    return _answered(request, row, helps=False)


@changes(rules.INTERMEDIARIES_WRITE_DOWN_AN_ANSWER)
def answer_for(request: ActorRequest, row: Trial) -> HttpResponse:
    """Write down what a participant without an account answers."""
    return _answered(request, row, helps=True)
