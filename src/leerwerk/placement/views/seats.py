"""Giving a participant a workplace, or another one."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.engine.pathway import NotAllowed
from leerwerk.placement import actions, rules
from leerwerk.placement.forms import SeatForm, WorkplaceChoiceFilter
from leerwerk.placement.models import Workplace
from leerwerk.placement.queries import Possible, possible_workplaces
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.trajectories.actions import NotThisFarYet
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.path_labels import LACKS
from leerwerk.trajectories.shortfall_labels import shortfall_texts

AT_MOST = 40


def _told(one: Possible) -> str:
    """Return a workplace as who chooses reads it: where, how far, what fits and what does not."""
    row = one.workplace
    words = [
        f"{row.title}, {row.employer}",
        str(row.municipality),
        ngettext("%(free)d of %(places)d place free", "%(free)d of %(places)d places free", row.places)
        % {"free": one.free, "places": row.places},
        _("way not known") if one.minutes is None else _("about %(n)d minutes") % {"n": one.minutes},
    ]
    if one.bicycle is not None:
        words.append(_("by bicycle about %(n)d minutes") % {"n": one.bicycle})
    if one.begins_too_early:
        words.append(_("work begins before the first bus or train is there"))
    if one.ends_too_late:
        words.append(_("work ends after the last bus or train has gone"))
    if one.too_far:
        words.append(_("%(n)d minutes further than they can travel") % {"n": one.too_far})
    words += shortfall_texts(one.lacks, reads_the_file=True)
    if one.no_time:
        words.append(_("no work on a dagdeel that is free"))
    words.append(_("offered to this group") if one.offered else _("not offered to this group yet"))
    return " · ".join(words)


def _given(request: ActorRequest, enrolment: Enrolment, form: SeatForm) -> bool:
    """Give the workplace that was chosen; return whether it is theirs, or say in the form why not."""
    chosen = Workplace.objects.get(pk=form.cleaned_data["workplace"])
    try:
        with transaction.atomic():
            actions.give_workplace(
                enrolment=enrolment, workplace=chosen, seen=form.cleaned_data["seen"], by=request.actor
            )
    except actions.WorkplaceIsFull:
        form.add_error(None, _("The last place at “%(title)s” was taken meanwhile.") % {"title": chosen.title})
    except actions.WorkplaceIsWithdrawn:
        form.add_error(None, _("“%(title)s” is not offered any more.") % {"title": chosen.title})
    except actions.SeatedMeanwhile as meanwhile:
        told = _("Somebody was first: this person works at “%(title)s” now. Open the page again before you change it.")
        form.add_error(None, told % {"title": meanwhile.workplace.title})
    except (actions.ParticipationEnded, NotThisFarYet):
        form.add_error(None, _("This person is not under way in this group any more."))
    except NotAllowed as refused:
        for lack in refused.lacks:
            form.add_error(None, str(LACKS[lack]))
    else:
        return True
    return False


@changes(rules.GUIDES_GIVE_A_WORKPLACE)
def give(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """Choose where somebody works, among the workplaces with a free place."""
    now = getattr(getattr(enrolment, "seat", None), "workplace", None)
    narrowed = WorkplaceChoiceFilter(request.GET)
    words = narrowed.cleaned_data["q"] if narrowed.is_valid() else ""
    found = possible_workplaces(enrolment, words)
    shown = found if request.method == "POST" else found[:AT_MOST]
    choices = [(one.workplace.pk, _told(one)) for one in shown]
    if request.method == "POST":
        choices = _also_what_was_sent(request, enrolment, choices)
    form = SeatForm(request.POST or None, choices=choices, initial={"seen": now.pk if now else None})
    if request.method == "POST" and form.is_valid() and _given(request, enrolment, form):
        messages.success(request, _("The workplace was given."))
        return redirect("trajectories:path", pk=enrolment.pk)
    context: dict[str, Any] = {
        "form": form,
        "narrowed": narrowed,
        "enrolment": enrolment,
        "person": enrolment.participant,
        "group": enrolment.cohort,
        "now": now,
        "chosen_anew": enrolment.stage not in (Stage.PROPOSED, Stage.INVITED),
        "any": bool(shown),
        "more": len(found) - len(shown),
    }
    return render(request, "placement/give.html", context, status=422 if request.method == "POST" else 200)


def _also_what_was_sent(
    request: ActorRequest, enrolment: Enrolment, choices: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Let the action say what became of a workplace that had a free place when the page was shown."""
    sent = request.POST.get("workplace", "")
    if not sent.isdecimal() or len(sent) > 15 or int(sent) in dict(choices):
        return choices
    row = Workplace.objects.filter(pk=int(sent), employer__region=enrolment.cohort.region_id).first()
    return choices if row is None else [*choices, (row.pk, row.title)]
