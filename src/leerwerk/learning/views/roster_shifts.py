"""Moving one dagdeel of somebody's work in a roster: where it fits, why elsewhere not, and putting it there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.engine.model import Dagdeel
from leerwerk.learning import roster_words as words
from leerwerk.learning import rules
from leerwerk.learning.actions import rosters as actions
from leerwerk.learning.dagdelen import CODES
from leerwerk.learning.forms.rosters import MoveWorkForm
from leerwerk.learning.models import RosterShift
from leerwerk.learning.queries.roster_grid import WORKPLACES
from leerwerk.learning.queries.roster_shifts import person_in, shift_options, work_in
from leerwerk.learning.queries.rosters import looked_at
from leerwerk.learning.views.roster_places import place_for, row_in
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories.labels import DAGDELEN


def _not_now(request: ActorRequest, shift: RosterShift) -> HttpResponse:
    messages.info(request, _("This roster cannot be changed now."))
    return redirect(_back(shift))


def _back(shift: RosterShift) -> str:
    seat = getattr(shift.enrolment, "seat", None)
    return row_in(shift.roster_id, WORKPLACES, seat.workplace_id if seat is not None else 0)


@changes(rules.DIRECTORS_MOVE_WORK)
def shift(request: ActorRequest, shift: RosterShift) -> HttpResponse:
    """Where a dagdeel of somebody's work can be, and putting it there."""
    if shift.roster.state not in actions.CHANGEABLE:
        return _not_now(request, shift)
    looked = looked_at(shift.roster, shift.enrolment.cohort_id)
    person, works = person_in(looked, shift.enrolment_id), [CODES[slot] for slot in work_in(looked, shift.enrolment_id)]
    if person is None or not works:
        raise Http404
    names, asked = words.names_for(looked.asked), request.POST.get("gone") or request.GET.get("gone")
    gone = asked if asked in works else works[0]
    places = [
        place_for(option.slot, option.change, names, here=option.here)
        for option in shift_options(looked, person, CODES.index(gone))
    ]
    form = MoveWorkForm(
        request.POST or None, works=works, gone=gone, dagdelen=[(place.code, place.title) for place in places]
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_shift(shift=shift, gone=gone, come=form.cleaned_data["dagdeel"], by=request.actor)
        except actions.NotNow:
            return _not_now(request, shift)
        told = _("%(who)s works on %(when)s. The search leaves it there.")
        when = str(DAGDELEN[Dagdeel(form.cleaned_data["dagdeel"])]).lower()
        messages.success(request, told % {"who": names.of(person.id), "when": when})
        return redirect(_back(shift))
    context = {
        "shift": shift,
        "name": names.of(person.id),
        "group": names.of(str(person.group)),
        "gone": gone,
        "works": [(code, DAGDELEN[Dagdeel(code)]) for code in works],
        "places": places,
        "form": form,
        "back": _back(shift),
    }
    return render(request, "learning/roster_shift.html", context, status=422 if request.method == "POST" else 200)


@changes(rules.DIRECTORS_MOVE_WORK)
@require_POST
def let_go(request: ActorRequest, shift: RosterShift) -> HttpResponse:
    """Let the search choose again when somebody works."""
    try:
        actions.let_shift_go(shift=shift, by=request.actor)
    except actions.NotNow:
        return _not_now(request, shift)
    messages.success(request, _("The search may move this work again."))
    return redirect(_back(shift))
