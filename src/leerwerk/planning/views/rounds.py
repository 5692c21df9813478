"""The list of plans, planning a season, and following the planner while it works."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerwerk.parties.models import Region
from leerwerk.planning import actions
from leerwerk.planning.enums import BUSY, REPEATABLE, Request, RoundState
from leerwerk.planning.forms import ChangesForm, RoundFilter, SeasonForm, weights_of
from leerwerk.planning.models import PlanningRound
from leerwerk.planning.queries.board import line, page_of
from leerwerk.planning.queries.conflicts import broken_rules, perhaps_fewer
from leerwerk.planning.queries.mistakes import mistakes_of
from leerwerk.planning.queries.rounds import ahead_of, is_unheard, rounds_listed, state_now
from leerwerk.planning.queries.season import Season, season_counts
from leerwerk.planning.queries.weighing import Trade, trade_of, weighed_alike
from leerwerk.planning.rules import DIRECTS, DIRECTS_ROUND
from leerwerk.planning.views.asking import written
from leerwerk.planning.views.board import board
from leerwerk.planning.views.pictures import progress_picture
from leerwerk.privacy.doors import ActorRequest, changes, shows

SEASON = timedelta(days=182)
LAST = date.max - SEASON


@shows(DIRECTS)
@require_GET
def rounds(request: ActorRequest) -> HttpResponse:
    """Every plan of the region, newest first."""
    form = RoundFilter(request.GET)
    asked = (form.cleaned_data if form.is_valid() else {}) | {"sort": written(request, "sort")}
    page = page_of(rounds_listed(request.actor.region_id, asked), request.GET.get("page"))
    return render(request, "planning/rounds.html", {"form": form, "page": page})


def _season(request: HttpRequest, region_id: int) -> Season:
    """Return the season in the address or form; half a year from next month when there is none yet."""
    first = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    given = request.POST or request.GET

    def day(name: str, otherwise: date) -> date:
        try:
            return date.fromisoformat(given.get(name, ""))
        except ValueError:
            return otherwise

    start = min(day("season_from", first), LAST)
    return Season(region_id=region_id, start=start, end=max(start, day("season_until", start + SEASON)))


@changes(DIRECTS)
def new(request: ActorRequest) -> HttpResponse:
    """Plan a season: what is in it, what counts, and the button that starts the planner."""
    season = _season(request, request.actor.region)
    if request.method != "POST":
        named = _("Season from %(start)s") % {"start": season.start.strftime("%d-%m-%Y")}
        first = {"name": named, "season_from": season.start, "season_until": season.end}
        return _form(request, SeasonForm(region_id=season.region_id, initial=first), season)
    form = SeasonForm(request.POST, region_id=season.region_id)
    if form.is_valid():
        given = form.cleaned_data
        try:
            asked = actions.plan_season(
                region=Region.objects.get(pk=season.region_id),
                name=given["name"],
                season=Season(region_id=season.region_id, start=given["season_from"], end=given["season_until"]),
                weights=form.weights(),
                previous=given["previous"],
                ticket=given["ticket"],
                by=request.actor,
            )
        except actions.CannotPlan as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("planning:round", pk=asked.pk)
    return _form(request, form, season, status=422)


def _form(request: ActorRequest, form: SeasonForm, season: Season, status: int = 200) -> HttpResponse:
    shown = {"form": form, "counts": season_counts(season), "season": season}
    return render(request, "planning/new.html", shown, status=status)


@shows(DIRECTS)
@require_GET
def counts(request: ActorRequest) -> HttpResponse:
    """What would be in the question for the dates that are filled in now."""
    season = _season(request, request.actor.region)
    return render(request, "planning/_counts.html", {"counts": season_counts(season), "season": season})


@shows(DIRECTS_ROUND)
@require_GET
def page(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """One round, as far as it is: a draft of changes, the planner at work, the plan, or why there is none."""
    state = state_now(asked)
    if state == RoundState.SOLVED:
        return board(request, asked)
    if state == RoundState.DRAFT:
        return draft_page(request, asked, ChangesForm(initial=weights_of(asked) | {"name": asked.name}))
    if state in BUSY:
        return render(request, "planning/busy.html", _progress(asked))
    return render(
        request,
        "planning/no_plan.html",
        {
            "round": asked,
            "state": state,
            "again": state in REPEATABLE,
            "rules": broken_rules(asked),
            "perhaps_fewer": perhaps_fewer(asked),
            "mistakes": mistakes_of(asked),
        },
    )


def draft_page(request: ActorRequest, asked: PlanningRound, form: ChangesForm, status: int = 200) -> HttpResponse:
    """What will be different in the next plan: weights and locks."""
    locks = asked.locks.select_related(
        "candidate", "other", "cohort__version__blueprint", "cohort__municipality", "by"
    ).order_by("id")
    shown = {"round": asked, "form": form, "locks": locks, "trade": _last_trade(asked)}
    return render(request, "planning/draft.html", shown, status=status)


def _last_trade(draft: PlanningRound) -> Trade | None:
    """Return what other weights did the last time, when the plan that is changed now was made with other ones."""
    plan = draft.previous
    before = plan.previous if plan is not None and plan.state == RoundState.SOLVED else None
    if plan is None or before is None or before.state != RoundState.SOLVED or weighed_alike(before, plan):
        return None
    return trade_of(before, plan)


def _progress(asked: PlanningRound) -> dict[str, object]:
    points, ahead = line(asked), ahead_of(asked)
    return {
        "round": asked,
        "state": state_now(asked),
        "picture": progress_picture(points),
        "points": len(points),
        "unheard": ahead is None and is_unheard(asked),
        "ahead": ahead,
        "ahead_is_ours": ahead is not None and ahead.region_id == asked.region_id,
        "taking": asked.request == Request.TAKE,
        "stopping": asked.request == Request.STOP,
    }


@shows(DIRECTS_ROUND)
@require_GET
def progress(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """How far the planner is; when it has ended, the whole page is fetched anew."""
    if state_now(asked) not in BUSY:
        ended = HttpResponse(status=204)
        ended["HX-Refresh"] = "true"
        return ended
    return render(request, "planning/_progress.html", _progress(asked))


@changes(DIRECTS_ROUND)
@require_POST
def ask(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """Take the best plan so far, or stop."""
    wanted = request.POST.get("request", "")
    if wanted in {Request.TAKE, Request.STOP}:
        actions.ask_planner(asked=asked, request=Request(wanted), by=request.actor)
    return redirect("planning:round", pk=asked.pk)


@changes(DIRECTS_ROUND)
@require_POST
def repeat(request: ActorRequest, asked: PlanningRound) -> HttpResponse:
    """Ask the same question again."""
    try:
        actions.repeat_round(asked=asked, by=request.actor)
    except actions.CannotPlan as refused:
        messages.error(request, str(refused))
    return redirect("planning:round", pk=asked.pk)
