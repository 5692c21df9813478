"""Moving one lesson of a roster: where it fits, why elsewhere not, and putting it there."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from leerwerk.engine.model import Dagdeel
from leerwerk.learning import roster_words as words
from leerwerk.learning import rules
from leerwerk.learning.actions import rosters as actions
from leerwerk.learning.forms.rosters import PutForm
from leerwerk.learning.models import RosterLesson
from leerwerk.learning.queries import rosters as queries
from leerwerk.learning.queries.roster_grid import GROUPS
from leerwerk.learning.views.roster_places import Place, place_for, row_in
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.labels import DAGDELEN


def _places(lesson: RosterLesson, looked: queries.Looked) -> list[Place]:
    row = next((one for one in looked.lessons if one.pk == lesson.pk), None)
    if row is None:
        raise Http404
    names = words.names_for(looked.asked)
    return [_place(option, names) for option in queries.options_for(looked, row)]


def _place(option: queries.Option, names: words.Names) -> Place:
    more = []
    if option.shifts:
        many = len(option.shifts)
        text = ngettext("%(count)d person works at another moment.", "%(count)d people work at another moment.", many)
        more.append(text % {"count": many})
    who = " · ".join(names.of(f"r{key}") for key in (option.teacher, option.room) if key is not None)
    return place_for(option.slot, option.change, names, here=option.here, more=more, who=who)


def _back(lesson: RosterLesson) -> str:
    return row_in(lesson.roster_id, GROUPS, lesson.cohort_id)


@changes(rules.DIRECTORS_MOVE_LESSONS)
def lesson(request: ActorRequest, lesson: RosterLesson) -> HttpResponse:
    """Where a lesson can be, and putting it there."""
    if lesson.roster.state not in actions.CHANGEABLE:
        messages.info(request, _("This roster cannot be changed now."))
        return redirect(_back(lesson))
    looked = queries.looked_at(lesson.roster, lesson.cohort_id)
    places = _places(lesson, looked)
    form = PutForm(
        request.POST or None,
        lesson=lesson,
        dagdelen=[(place.code, place.title) for place in places],
        weeks=queries.offered_to(looked, lesson),
        kind=queries.kinds_of_teacher(lesson.activity),
    )
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["dagdeel"]
        try:
            actions.move_lesson(lesson=lesson, **form.cleaned_data, by=request.actor)
        except actions.NotNow:
            messages.info(request, _("This roster cannot be changed now."))
        else:
            told = _("%(what)s of %(group)s: %(when)s. The search leaves it there.")
            named = {
                "what": lesson.get_activity_display(),
                "group": lesson.cohort.code,
                "when": DAGDELEN[Dagdeel(code)],
            }
            messages.success(request, told % named)
        return redirect(_back(lesson))
    context = {"lesson": lesson, "places": places, "form": form, "back": _back(lesson)}
    return render(request, "learning/roster_lesson.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.DIRECTORS_SEE_WHERE_A_LESSON_FITS)
@require_GET
def places(request: ActorRequest, lesson: RosterLesson) -> JsonResponse:
    """Where a lesson can be, for whoever drags it."""
    found = _places(lesson, queries.looked_at(lesson.roster, lesson.cohort_id))
    return JsonResponse(
        {place.code: {"tone": place.tone, "text": " ".join([place.title + ":", *place.texts])} for place in found}
    )


@changes(rules.DIRECTORS_MOVE_LESSONS)
@require_POST
def let_go(request: ActorRequest, lesson: RosterLesson) -> HttpResponse:
    """Let the search choose again for a lesson."""
    try:
        actions.let_go(lesson=lesson, by=request.actor)
    except actions.NotNow:
        messages.info(request, _("This roster cannot be changed now."))
    else:
        messages.success(request, _("The search may move this lesson again."))
    return redirect(_back(lesson))
