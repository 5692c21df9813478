"""Rosters of a region: asking for one, following the search, looking at it, letting it hold."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from leerwerk.learning import roster_words as words
from leerwerk.learning import rules
from leerwerk.learning.actions import rosters as actions
from leerwerk.learning.enums import BUSY_ROSTERS, RosterState
from leerwerk.learning.forms.rosters import AskForm, next_monday
from leerwerk.learning.models import Roster
from leerwerk.learning.queries import rosters as queries
from leerwerk.learning.queries.roster_grid import GROUPS, WAYS, WORKPLACES, grid, labels, workplaces
from leerwerk.learning.queries.roster_question import taught_on
from leerwerk.parties.models import Region
from leerwerk.privacy.doors import ActorRequest, changes, shows

MOST = 40  # clashes told one by one
LISTED = 20
ROWS = 40  # of a roster on one page


def _busy_elsewhere() -> str:
    return _("This roster holds already, was put aside, or another one is being made. Nothing was changed.")


@changes(rules.DIRECTORS_ASK_FOR_ROSTERS)
def rosters(request: ActorRequest) -> HttpResponse:
    """The rosters of the region, and asking for a new one."""
    region = get_object_or_404(Region, pk=request.actor.region_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if taught_on(region.pk, form.cleaned_data["monday"]):
            roster = actions.ask_for_roster(region=region, monday=form.cleaned_data["monday"], by=request.actor)
            return redirect("learning:roster", pk=roster.pk)
        form.add_error("monday", _("No group has lessons in that week. Choose a later one, or decide a group first."))
    weeks = list(
        rules.written_resources(request.actor).filter(week__isnull=False).values_list("week__seats", flat=True)
    )
    context = {
        "form": form,
        "rosters": queries.rosters_of(region.pk).select_related("made_by")[:LISTED],
        "groups": len(taught_on(region.pk, next_monday())),
        "teachers": sum(seats is None for seats in weeks),
        "rooms": sum(seats is not None for seats in weeks),
    }
    return render(request, "learning/rosters.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.DIRECTORS_SEE_A_ROSTER)
@require_GET
def roster(request: ActorRequest, roster: Roster) -> HttpResponse:
    """One roster, as far as it is: being made, why there is none, or the week itself."""
    if roster.state in BUSY_ROSTERS and not queries.is_silent(roster):
        return render(request, "learning/roster_busy.html", {"roster": roster})
    looked = queries.looked_at(roster)
    if looked.lessons:
        return _week(request, roster, looked)
    names = words.names_for(looked.asked)
    context = _why_none(roster, names) | {"ended": roster.state == RosterState.ASIDE}
    return render(request, "learning/roster_none.html", context)


def _why_none(roster: Roster, names: words.Names) -> dict[str, Any]:
    return {
        "roster": roster,
        "silent": queries.is_silent(roster),
        "rules": [words.rule_text(fact, names) for fact in roster.broken],
        "ways_out": [
            way | {"texts": [words.rule_text(fact, names) for fact in way["rules"]]} for way in roster.ways_out
        ],
    }


def _week(request: ActorRequest, roster: Roster, looked: queries.Looked) -> HttpResponse:
    names = words.names_for(looked.asked)
    clashes = words.to_tell(looked.clashes)
    way = request.GET.get("by", GROUPS)
    way = way if way in WAYS else GROUPS
    page = _rows(request, looked, way)
    total = sum(roster.costs.values())
    context = _why_none(roster, names) | {
        "way": way,
        "page": page,
        "wanted": request.GET.get("q", ""),
        "rows": [] if way == WORKPLACES else grid(looked, way, page.object_list),
        "workplaces": workplaces(looked, page.object_list) if way == WORKPLACES else [],
        "days": [WEEKDAYS[day] for day in range(5)],
        "clashing": len(clashes),
        "clashes": words.clash_texts(clashes[:MOST], names),
        "more": max(0, len(clashes) - MOST),
        "points": words.points_in_words(roster.costs),
        "total": total,
        "best": roster.bound and total <= roster.bound,
        "changeable": roster.state in actions.CHANGEABLE,
        "unknown": not looked.asked.resources,
        "kept": sum(row.kept for row in looked.lessons),
        "kept_work": sum(mask.bit_count() for mask in looked.asked.members.kept.values()),
    }
    return render(request, "learning/roster.html", context)


def _rows(request: ActorRequest, looked: queries.Looked, way: str) -> Page[int]:
    """Return the keys of one page of rows: of what was looked for, and the one with the row that was changed."""
    wanted = request.GET.get("q", "").strip().casefold()
    keys = [key for key, label in labels(looked, way).items() if wanted in label.casefold()]
    at, number = request.GET.get("at", ""), request.GET.get("page")
    if number is None and at.isdecimal() and int(at) in keys:
        number = str(1 + keys.index(int(at)) // ROWS)
    return Paginator(keys, ROWS).get_page(number)


@shows(rules.DIRECTORS_SEE_A_ROSTER)
@require_GET
def progress(request: ActorRequest, roster: Roster) -> HttpResponse:
    """How far the search is; when it has ended, the whole page is fetched anew."""
    if roster.state not in BUSY_ROSTERS or queries.is_silent(roster):
        ended = HttpResponse(status=204)
        ended["HX-Refresh"] = "true"
        return ended
    return render(request, "learning/_roster_busy.html", {"roster": roster})


@changes(rules.DIRECTORS_CHANGE_A_ROSTER)
@require_POST
def again(request: ActorRequest, roster: Roster) -> HttpResponse:
    """Let the search look again, near what there is or all anew."""
    try:
        actions.lay_again(roster=roster, near=request.POST.get("near") == "yes", by=request.actor)
    except actions.NotNow:
        messages.info(request, _busy_elsewhere())
    return redirect("learning:roster", pk=roster.pk)


@changes(rules.DIRECTORS_CHANGE_A_ROSTER)
@require_POST
def aside(request: ActorRequest, roster: Roster) -> HttpResponse:
    """Put a roster aside."""
    try:
        actions.put_aside(roster=roster, by=request.actor)
    except actions.NotNow:
        messages.info(request, _busy_elsewhere())
        return redirect("learning:roster", pk=roster.pk)
    messages.success(request, _("The roster was put aside. What holds now still holds."))
    return redirect("learning:rosters")


@changes(rules.DIRECTORS_CHANGE_A_ROSTER)
@require_POST
def take(request: ActorRequest, roster: Roster) -> HttpResponse:
    """Let a roster hold: week patterns and sessions of every group become what it says."""
    try:
        done = actions.take_roster(roster=roster, by=request.actor)
    except actions.NotNow:
        messages.info(request, _busy_elsewhere())
    except actions.StillClashes as still:
        text = ngettext(
            "%(count)d thing clashes. Solve it first; nothing was changed.",
            "%(count)d things clash. Solve them first; nothing was changed.",
            still.count,
        )
        messages.error(request, text % {"count": still.count})
    else:
        if done.groups:
            text = ngettext(
                "The roster holds. %(groups)d group has a new week; sessions that are new: %(sessions)d.",
                "The roster holds. %(groups)d groups have a new week; sessions that are new: %(sessions)d.",
                done.groups,
            )
            messages.success(request, text % {"groups": done.groups, "sessions": done.sessions})
        elif done.letters:
            messages.success(request, _("The roster holds. No lesson changes, only when people work."))
        elif roster.state != RosterState.TAKEN:
            messages.success(request, _("The roster holds. For no group does the week change."))
        else:
            messages.info(request, _("This roster holds already."))
        if done.letters:
            told = ngettext("%(count)d letter was written.", "%(count)d letters were written.", done.letters)
            messages.info(request, told % {"count": done.letters})
    return redirect("learning:roster", pk=roster.pk)
