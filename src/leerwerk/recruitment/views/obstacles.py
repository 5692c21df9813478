"""What stands in the way: noting it, changing it, solving it, and who solves what."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.forms import ObstacleForm, SolutionForm
from leerwerk.recruitment.models import Candidate, Obstacle
from leerwerk.recruitment.stamps import obstacle_stamp
from leerwerk.recruitment.views.work import back_to

PER_PAGE = 40


@shows(rules.CASEWORKERS_LIST_WHAT_WAITS)
def obstacles(request: ActorRequest) -> HttpResponse:
    """The open obstacles that I solve, or with ``?whose=all`` those of my organisation."""
    everybody = request.GET.get("whose") == "all"
    rows = queries.obstacles_to_solve(request.actor, everybody=everybody)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": _("That I solve"), "url": "?", "current": not everybody},
        {"label": _("Of the whole organisation"), "url": "?whose=all", "current": everybody},
    ]
    context = {"page": page, "tabs": tabs, "today": timezone.localdate(), "everybody": everybody}
    return render(request, "recruitment/obstacles_open.html", context)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def add(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Note an obstacle."""
    form = ObstacleForm(
        request.POST or None,
        instance=Obstacle(candidate=candidate),
        initial={"owner": request.actor.person_id},
        organisation=candidate.intermediary,
    )
    back = back_to(request, candidate, "home")
    if request.method == "POST" and form.is_valid():
        actions.add_obstacle(obstacle=form.save(commit=False), by=request.actor)
        messages.success(request, _("The obstacle was noted."))
        return redirect(back)
    status = 422 if request.method == "POST" else 200
    title = _("What stands in the way of %s?") % candidate
    context = {"form": form, "title": title, "back": back, "known": [], "hint": ""}
    return render(request, "recruitment/candidate_form.html", context, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def obstacle(request: ActorRequest, candidate: Candidate, obstacle: int) -> HttpResponse:
    """One obstacle with its history: change it, or say that it is solved."""
    row = get_object_or_404(Obstacle.objects.select_related("owner"), candidate=candidate, pk=obstacle)
    form = ObstacleForm(request.POST or None, instance=row, organisation=candidate.intermediary)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_obstacle(obstacle=form.save(commit=False), seen=form.cleaned_data["seen"], by=request.actor)
        except actions.ObstacleChanged as other:
            return _clash(request, candidate, other.obstacle)
        messages.success(request, _("The obstacle was saved."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    return _page(request, candidate, row, form)


def _clash(request: ActorRequest, candidate: Candidate, now: Obstacle) -> HttpResponse:
    if now.solved_on is not None:
        messages.error(request, _("Somebody else solved this obstacle a moment ago. Nothing of yours was saved."))
        return redirect("recruitment:obstacle", pk=candidate.pk, obstacle=now.pk)
    data = request.POST.copy()
    data["seen"] = obstacle_stamp(now)
    told: dict[str, Any] = {"kind": now.get_kind_display(), "note": now.note, "owner": now.owner, "due": now.due_on}
    again = ObstacleForm(data, instance=now, organisation=candidate.intermediary)
    return _page(request, candidate, now, again, theirs=told)


def _page(request: ActorRequest, candidate: Candidate, row: Obstacle, form: ObstacleForm, **more: Any) -> HttpResponse:
    sent = request.method == "POST"  # then the form wrote into the row what was not saved
    context = {
        "candidate": candidate,
        "obstacle": Obstacle.objects.select_related("owner").get(pk=row.pk) if sent else row,
        "form": form,
        "solving": SolutionForm(),
        "steps": row.steps.select_related("owner", "made_by"),
        "theirs": None,
        "today": timezone.localdate(),
        "file_url": reverse("recruitment:candidate", args=[candidate.pk]),
    }
    return render(request, "recruitment/obstacle.html", context | more, status=422 if sent else 200)


@changes(rules.CASEWORKERS_SOLVE_AN_OBSTACLE)
def solve(request: ActorRequest, obstacle: Obstacle) -> HttpResponse:
    """Close an obstacle."""
    form = SolutionForm(request.POST)
    if request.method == "POST":
        solution = form.cleaned_data["solution"] if form.is_valid() else ""
        actions.solve_obstacle(obstacle=obstacle, solution=solution, by=request.actor)
        messages.success(request, _("Solved. Well done."))
    return redirect("recruitment:candidate", pk=obstacle.candidate_id)
