"""Somebody's work: the page about it, filling it in, placing, and the candidate's own page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.engine.pathway import NotAllowed
from leerwerk.parties.enums import Function
from leerwerk.placement import actions
from leerwerk.placement.forms.placements import PARTS, FillForm, initial_of
from leerwerk.placement.models import NextStudy, Placement
from leerwerk.placement.placing_enums import PlacementState, StudyLevel
from leerwerk.placement.placing_labels import lack_rows
from leerwerk.placement.queries.followups import lasting_of
from leerwerk.placement.queries.placements import (
    Proposed,
    chosen_workplace,
    employers,
    facts_of,
    known_before,
    of_enrolment,
    with_everything,
    work_at,
)
from leerwerk.placement.queries.trials import after_trial, trials_of_path
from leerwerk.placement.rules import placements as rules
from leerwerk.placement.views.showing_trials import has_mentor, may_begin_one, shown_trial
from leerwerk.placement.views.showing_work import all_shown, lasted, looks_for_work, shown
from leerwerk.placement.views.trials import read_by
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.actions import WrittenMeanwhile
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.path_labels import LACKS

GUIDES = {Function.CASEWORKER, Function.DIRECTOR}


def _study(enrolment: Enrolment) -> dict[str, Any] | None:
    row = NextStudy.objects.filter(enrolment=enrolment.pk).first()
    return None if row is None else {"row": row, "level": dict(StudyLevel.choices)[row.level]}


@shows(rules.PARTIES_SEE_WORK)
def work(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Somebody's work: what is there, what lacks, what was said, and how long it lasted."""
    function = request.actor.function
    rows = [row for row in of_enrolment(enrolment) if function != Function.MENTOR or row.state != PlacementState.DRAFT]
    guides = function in GUIDES
    study = _study(enrolment) if guides else None
    # An employer meets only own work, so that what lasted elsewhere is not theirs to read.
    found = lasting_of(rows, timezone.localdate(), study["row"].begins if study else None)
    trials = read_by(request.actor, trials_of_path(enrolment.pk))
    context = {
        "trial": shown_trial(trials[0], has_mentor(enrolment)) if trials else None,
        "new_trial": may_begin_one(request.actor, enrolment, trials),
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "spells": all_shown(rows),
        "lasted": lasted(found) if function != Function.EMPLOYER else None,
        "study": study,
        "fills": looks_for_work(enrolment.stage) and function != Function.MENTOR,
        "places": guides,
        "parts": _part_names(),
    }
    return render(request, "placement/work.html", context)


def _part_names() -> list[tuple[str, str]]:
    """Return the pages of the form with their names."""
    names = {
        "work": _("The work"),
        "contract": _("Pay and contract"),
        "growth": _("Growth"),
        "start": _("The first weeks"),
    }
    return [(part, names[part]) for part in PARTS]


@shows(rules.CANDIDATES_SEE_THEIR_WORK)
def my_work(request: ActorRequest) -> HttpResponse:
    """The candidate's own work, in simple words."""
    enrolment = Enrolment.objects.filter(candidate=request.actor.candidate_id).order_by("-since", "-pk").first()
    rows = [row for row in of_enrolment(enrolment) if row.state != PlacementState.DRAFT] if enrolment else []
    trials = read_by(request.actor, trials_of_path(enrolment.pk)) if enrolment else []
    context = {
        "trial": shown_trial(trials[0], mentored=False) if trials else None,
        "enrolment": enrolment,
        "spells": all_shown(rows),
        "lasted": lasted(lasting_of(rows, timezone.localdate())),
        "study": _study(enrolment) if enrolment else None,
    }
    return render(request, "placement/my_work.html", context)


@changes(rules.EMPLOYERS_AND_GUIDES_FILL_IN_WORK)
def fill(request: ActorRequest, enrolment: Enrolment, part: str = "") -> HttpResponse:
    """Fill in the facts of a placement: all of them, or one page of them."""
    if part and part not in PARTS:
        raise Http404
    draft = with_everything(Placement.objects.filter(enrolment=enrolment, state=PlacementState.DRAFT)).first()
    if draft is None:
        known = after_trial(enrolment, known_before(enrolment))
        facts, employer, seen = known.facts, known.employer, 0
    else:
        facts, employer, seen = facts_of(draft), draft.employer_id, draft.edits
    own = request.actor.function == Function.EMPLOYER
    if not own and (chosen := chosen_workplace(enrolment, request.GET.get("at", ""))):
        known = work_at(Proposed(employer=employer, facts=facts), chosen)
        facts, employer = known.facts, known.employer
    if own:
        employer = request.actor.organisation_id
    form = FillForm(
        request.POST or None,
        initial=initial_of(facts, employer, seen),
        part=part,
        known=facts,
        employers=None if own else employers(enrolment.cohort.region_id, employer),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill_placement(
                enrolment=enrolment,
                employer=form.employer_key(employer),
                facts=form.facts(),
                seen=form.cleaned_data["seen"],
                by=request.actor,
            )
        except WrittenMeanwhile:
            told = _("Somebody else filled in something meanwhile. What you typed is still here; look at theirs first.")
            form.add_error(None, told)
        except actions.NotLookingForWork:
            form.add_error(None, _("This person did not finish learning yet, or works already. Nothing was saved."))
        else:
            messages.success(request, _("Saved. Nobody is placed yet."))
            return redirect("placement:work", pk=enrolment.pk)
    context = {
        "form": form,
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "lead": _("You may leave something open: it is named as missing. What was known already stands here."),
        "title": dict(_part_names()).get(part, _("The facts of the work")),
    }
    return render(request, "placement/work_form.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.GUIDES_PLACE)
def place(request: ActorRequest, placement: Placement) -> HttpResponse:
    """Record the placement, when every fact is there and lawful."""
    enrolment, problems = placement.enrolment, list[str]()
    row = with_everything(Placement.objects.filter(pk=placement.pk)).get()
    about = shown(row, timezone.localdate())
    if request.method == "POST":
        sent = request.POST.get("seen", "")
        seen = int(sent) if sent.isdecimal() and len(sent) < 9 else row.edits
        try:
            actions.place(placement=placement, seen=seen, by=request.actor)
        except actions.NotWhole as found:
            about["lacks"] = lack_rows(found.lacks)
        except WrittenMeanwhile:
            problems = [_("Somebody else filled in something meanwhile. Look at it before you go on.")]
        except NotAllowed as refused:
            problems = [str(LACKS[lack]) for lack in refused.lacks]
        else:
            messages.success(request, _("The placement was recorded."))
            return redirect("placement:work", pk=enrolment.pk)
    context = {
        "one": about,
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "problems": problems,
    }
    return render(request, "placement/place.html", context, status=422 if request.method == "POST" else 200)
