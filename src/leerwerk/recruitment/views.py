"""Candidates: the list, a file, and what can be changed in it."""

from django.contrib import messages
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.recruitment import actions, queries, rules
from leerwerk.recruitment.forms import CandidateFilter, CandidateForm, ObstacleForm, ProfileForm
from leerwerk.recruitment.models import Candidate, Obstacle, Profile

PER_PAGE = 40
MOST_COUNTED = 10_000


class CountedUpTo(Paginator[Candidate]):
    """A paginator that does not count further than it needs: past 10,000 it says «more than»."""

    @cached_property
    def count(self) -> int:
        """How many, at most 10,001."""
        assert isinstance(self.object_list, QuerySet)
        return len(self.object_list.order_by().values_list("pk")[: MOST_COUNTED + 1])


@shows(rules.GUIDES_LIST_CANDIDATES)
def candidates(request: ActorRequest) -> HttpResponse:
    """The actor's candidates, filtered and sorted."""
    form = CandidateFilter(request.GET, towns=queries.towns_of(request.actor))
    said = form.cleaned_data if form.is_valid() else {}
    paginator = CountedUpTo(queries.candidates_listed(request.actor, said), PER_PAGE)
    try:
        page: Page[Candidate] = paginator.get_page(request.GET.get("page"))
    except EmptyPage:
        page = paginator.page(1)
    context = {
        "form": form,
        "page": page,
        "count": min(paginator.count, MOST_COUNTED),
        "more": paginator.count > MOST_COUNTED,
        "may_register": request.actor.function == Function.CASEWORKER,
    }
    return render(request, "recruitment/candidates.html", context)


@shows(rules.GUIDES_READ_A_FILE)
def candidate(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """One file."""
    file = queries.file_of(candidate, request.actor)
    keeps = request.actor.function == Function.CASEWORKER
    context = {
        "file": file,
        "candidate": candidate,
        "profile": candidate.profile,
        "keeps": keeps,
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/candidate.html", context)


@changes(rules.CASEWORKERS_REGISTER)
def register(request: ActorRequest) -> HttpResponse:
    """Begin a file, after asking whether this person is known already."""
    assert request.actor.organisation_id is not None
    number = f"{request.actor.organisation_id}-{timezone.now():%y%m%d%H%M%S%f}"
    row = Candidate(intermediary_id=request.actor.organisation_id, code=number)
    form = CandidateForm(request.POST or None, instance=row, towns=queries.towns_of(request.actor))
    known: list[Candidate] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        known = queries.perhaps_known(
            intermediary_id=request.actor.organisation_id,
            given_name=said["given_name"],
            family_name=said["family_name"],
            municipality=said["municipality"].pk,
        )
        if not known or said["same_person_checked"]:
            made = actions.register_candidate(candidate=form.save(commit=False), by=request.actor)
            messages.success(request, _("The file of %s was made. Now state a profile.") % made)
            return redirect("recruitment:state_profile", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": _("New candidate"), "known": known}
    return render(request, "recruitment/candidate_form.html", context, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def change(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Change contact facts."""
    form = CandidateForm(request.POST or None, instance=candidate, towns=queries.towns_of(request.actor))
    if request.method == "POST" and form.is_valid():
        actions.change_candidate(candidate=form.save(commit=False), by=request.actor)
        messages.success(request, _("The file of %s was saved.") % candidate)
        return redirect("recruitment:candidate", pk=candidate.pk)
    status = 422 if request.method == "POST" else 200
    title = _("Change %(name)s") % {"name": candidate}
    return render(
        request, "recruitment/candidate_form.html", {"form": form, "title": title, "known": []}, status=status
    )


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def state_profile(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """State a new profile, beginning with what was stated last."""
    profile = Profile.objects.filter(pk=candidate.profile_id).first() or Profile(ready_on=timezone.localdate())
    profile.pk = None
    profile._state.adding = True
    profile.candidate = candidate
    profile.stated_on = timezone.localdate()
    form = ProfileForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        actions.state_profile(profile=form.save(commit=False), by=request.actor)
        messages.success(request, _("The profile was saved. The earlier ones stay in the file."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/profile_form.html", {"form": form, "candidate": candidate}, status=status)


@changes(rules.CASEWORKERS_KEEP_A_FILE)
def add_obstacle(request: ActorRequest, candidate: Candidate) -> HttpResponse:
    """Note an obstacle."""
    form = ObstacleForm(
        request.POST or None, instance=Obstacle(candidate=candidate), organisation=candidate.intermediary
    )
    if request.method == "POST" and form.is_valid():
        actions.add_obstacle(obstacle=form.save(commit=False), by=request.actor)
        messages.success(request, _("The obstacle was noted."))
        return redirect("recruitment:candidate", pk=candidate.pk)
    status = 422 if request.method == "POST" else 200
    title = _("What stands in the way of %s?") % candidate
    return render(
        request, "recruitment/candidate_form.html", {"form": form, "title": title, "known": []}, status=status
    )


@changes(rules.CASEWORKERS_SOLVE_AN_OBSTACLE)
def solve_obstacle(request: ActorRequest, obstacle: Obstacle) -> HttpResponse:
    """Close an obstacle."""
    if request.method == "POST":
        actions.solve_obstacle(obstacle=obstacle, by=request.actor)
        messages.success(request, _("Solved. Well done."))
    return redirect("recruitment:candidate", pk=obstacle.candidate_id)


@shows(rules.CANDIDATES_SEE_THEIR_FILE)
def own_file(request: ActorRequest) -> HttpResponse:
    """What is kept about me, and who looked at it."""
    row = get_object_or_404(rules.own_file(request.actor).select_related("municipality", "profile", "intermediary"))
    return render(
        request,
        "recruitment/own_file.html",
        {"file": queries.file_of(row, request.actor), "candidate": row, "profile": row.profile},
    )


@shows(rules.CANDIDATES_SEE_THEIR_FILE)
def take_along(request: ActorRequest) -> HttpResponse:
    """All that is kept about me, as a file."""
    row = get_object_or_404(rules.own_file(request.actor))
    answer = JsonResponse(queries.everything_about(row), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="leerwerk.json"'
    return answer
