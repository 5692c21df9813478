"""What is said of a trial placement that goes on: both sides, the participant, and what comes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.engine.pathway import NotAllowed, Reason
from leerwerk.parties.enums import Function
from leerwerk.placement.actions import trial_outcomes as outcomes
from leerwerk.placement.actions import trial_reviews as actions
from leerwerk.placement.actions.trials import SpeaksForThemselves, TrialLacks
from leerwerk.placement.forms.trials import EndTrialForm, OutcomeForm, ReactForm, ReviewForm
from leerwerk.placement.models import Trial
from leerwerk.placement.queries.trials import with_all_said
from leerwerk.placement.rules import trials as rules
from leerwerk.placement.trial_enums import Round, TrialOutcome
from leerwerk.placement.trial_labels import TRIAL_LACKS
from leerwerk.placement.views.showing_trials import shown_trial
from leerwerk.placement.views.trials import back_to, trial_page
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories import own_words
from leerwerk.trajectories.actions import NotAParty
from leerwerk.trajectories.path_labels import LACKS


def _known_round(which: str) -> str:
    if which not in Round.values:
        raise Http404
    return which


@changes(rules.SIDES_REVIEW_A_TRIAL)
def review(request: ActorRequest, row: Trial, which: str) -> HttpResponse:
    """Say for the employer or as coach how it goes; the other side is read when both spoke."""
    form = ReviewForm(request.POST or None, goals=row.goals)
    _known_round(which)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_trial(trial=row, which=which, said=form.said(), by=request.actor)
        except actions.NotNow:
            form.add_error(None, _("It is not the time for this now. Look at the days of the trial placement."))
        except actions.SaidAlready:
            form.add_error(None, _("A colleague said this already. What was said stays."))
        except NotAParty:
            form.add_error(None, _("The employer of this trial placement and the coach say this."))
        else:
            messages.success(request, _("Thank you. The participant reads it when both sides spoke."))
            return redirect("placement:trial", pk=row.enrolment_id)
    title = _("How does it go halfway?") if which == Round.MID else _("How did it go?")
    lead = _("You do not read yet what the other side says. The participant reads both, and signs or contradicts.")
    return trial_page(request, form, row.enrolment, title, lead)


@changes(rules.PARTICIPANTS_REACT_TO_A_REVIEW)
def react(request: ActorRequest, row: Trial, which: str) -> HttpResponse:
    """Sign what both sides said, or contradict it."""
    form = ReactForm(request.POST or None)
    _known_round(which)
    if request.method == "POST" and form.is_valid() and not _refused_to_react(request, form, row, which):
        messages.success(request, _("Thank you. What you said stands beside it."))
        return back_to(request, row)
    loaded = with_all_said(Trial.objects.filter(pk=row.pk)).get()
    one = shown_trial(loaded, mentored=False)
    mine = request.actor.candidate_id is not None
    told = [told for told in one["rounds"] if told["code"] == which]
    told = [one for one in told if one["both"] and not one["reaction"]] or told[-1:]
    context = {
        "form": form,
        "told": told[0] if told else None,
        "mine": mine,
        "enrolment": row.enrolment,
        "person": row.enrolment.participant,
        "group": row.enrolment.cohort,
        **own_words.beside(row.enrolment),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/trial_react.html", context, status=status)


def _refused_to_react(request: ActorRequest, form: ReactForm, row: Trial, which: str) -> bool:
    """Write what the participant says; return whether that was refused, with why in the form."""
    given = form.cleaned_data
    right = given["right"] == "yes"
    words = "" if right else given["words"]
    try:
        actions.react_to_review(trial=row, which=which, right=right, words=words, by=request.actor)
    except (actions.NotBothSpoke, actions.NotNow):
        form.add_error(None, _("First the employer and the coach both say how it goes."))
    except SpeaksForThemselves:
        form.add_error(None, _("This participant has an account, and answers themselves."))
    except NotAParty:
        form.add_error(None, _("This is for the participant to say."))
    else:
        return False
    return True


@changes(rules.GUIDES_CONCLUDE_A_TRIAL)
def seen(request: ActorRequest, row: Trial, which: str) -> HttpResponse:
    """Note that what the participant contradicts was looked at."""
    _known_round(which)
    if request.method == "POST":
        try:
            actions.see_contradiction(trial=row, which=which, by=request.actor)
        except (actions.NothingContradicted, NotAParty):
            messages.info(request, _("There is nothing here to look at."))
        else:
            messages.success(request, _("Noted. What the participant said stays beside the review."))
    return redirect("placement:trial", pk=row.enrolment_id)


NEXT_PAGE = {
    TrialOutcome.PLACED: "placement:fill",
    TrialOutcome.EDUCATION: "placement:study",
    TrialOutcome.LONGER: "placement:trial",
}


@changes(rules.GUIDES_CONCLUDE_A_TRIAL)
def outcome(request: ActorRequest, row: Trial) -> HttpResponse:
    """Say what comes of a trial placement, and go on with that."""
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["outcome"]
        if chosen == TrialOutcome.NO_WORK:
            return redirect("placement:end_trial", pk=row.pk)
        if not _refused_to_conclude(request, form, row, chosen):
            messages.success(request, _("Saved. This is what comes next."))
            return redirect(NEXT_PAGE[TrialOutcome(chosen)], pk=row.enrolment_id)
    lead = _("With work here you go on to the facts of the work: what is known already stands there.")
    return trial_page(request, form, row.enrolment, _("What comes of the trial placement?"), lead)


def _refused_to_conclude(request: ActorRequest, form: OutcomeForm, row: Trial, chosen: str) -> bool:
    """Write what comes of it; return whether that was refused, with why in the form."""
    try:
        outcomes.conclude_trial(trial=row, outcome=chosen, longer=form.longer(), by=request.actor)
    except TrialLacks as found:
        for lack in found.lacks:
            form.add_error("ends", str(TRIAL_LACKS[lack]))
    except outcomes.DoesNotGoOn:
        form.add_error(None, _("This trial placement does not go on any more."))
    except NotAParty:
        form.add_error(None, _("Who guides the participant says this."))
    else:
        return False
    return True


@changes(rules.WHO_WORKS_WITH_THEM_ENDS_A_TRIAL)
def end(request: ActorRequest, row: Trial) -> HttpResponse:
    """End a trial placement without work, with its reason; a participant ends their own."""
    mine = request.actor.candidate_id is not None
    form: Any = EndTrialForm(request.POST or None, own=mine)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            outcomes.end_trial(trial=row, reason=Reason(given["reason"]), words=given["words"], by=request.actor)
        except outcomes.DoesNotGoOn:
            form.add_error(None, _("This trial placement does not go on any more."))
        except NotAllowed as refused:
            for lack in refused.lacks:
                form.add_error(None, str(LACKS[lack]))
        else:
            return _ended(request, row)
    if not mine:
        return trial_page(request, form, row.enrolment, _("The trial placement ends without work"))
    context = {
        "form": form,
        "one": row,
        **own_words.beside(row.enrolment),
    }
    return render(request, "placement/my_trial_end.html", context, status=422 if request.method == "POST" else 200)


def _ended(request: ActorRequest, row: Trial) -> HttpResponse:
    """Say that it ended, and return to where somebody may still be: who tried somebody meets them no longer."""
    if request.actor.candidate_id is not None:
        messages.success(request, _("Your trial placement ended. Your helper looks further with you."))
        return back_to(request, row)
    messages.success(request, _("The trial placement ended. Who guides this person looks further."))
    if request.actor.function == Function.EMPLOYER:
        return redirect("home:home")
    return back_to(request, row)
