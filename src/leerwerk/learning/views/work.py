"""Recording a week of work of everybody of an employer in a group, in two taps."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.learning import rules
from leerwerk.learning.actions import attendance as actions
from leerwerk.learning.enums import Presence
from leerwerk.learning.forms.attendance import GroupWeekForm
from leerwerk.learning.models import AskedWeek
from leerwerk.learning.queries import work as queries
from leerwerk.learning.queries.attendance import Mark
from leerwerk.learning.views.sessions import WEEK, asked_week
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories.models import Cohort


def _record(request: ActorRequest, form: GroupWeekForm, weeks: dict[int, queries.Week]) -> int:
    """Record that these people worked as planned on what nobody recorded; return of how many."""
    chosen = form.as_planned()
    monday = asked_week(request, timezone.localdate())
    seen = queries.versions_of(chosen, monday)
    with transaction.atomic():
        for key in chosen:
            marks = dict.fromkeys(weeks[key].missing, Mark(Presence.PRESENT))
            who = weeks[key].enrolment
            actions.record_work(enrolment=who, monday=monday, marks=marks, seen=seen.get(key, 0), by=request.actor)
    return len(chosen)


@changes(rules.EMPLOYERS_RECORD_A_GROUP)
def group_work(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """A week of work of everybody of this employer in a group: who worked as planned, and of whom it was different."""
    now = timezone.localdate()
    monday = asked_week(request, now)
    weeks = {one.enrolment.pk: one for one in queries.weeks_of_group(request.actor, cohort, monday, now)}
    waiting = {key: one.enrolment.participant for key, one in weeks.items() if one.missing}
    form = GroupWeekForm(request.POST or None, people=waiting, everybody=request.GET.get("all") == Presence.PRESENT)
    if request.method == "POST" and form.is_valid():
        try:
            count = _record(request, form, weeks)
        except (actions.RecordedMeanwhile, actions.RecordedElsewhere, actions.NotHeldYet):
            form.add_error(None, _("Somebody else recorded some of this while you were busy. Open this page again."))
        else:
            text = ngettext(
                "The week of %(count)d participant is recorded.",
                "The weeks of %(count)d participants are recorded.",
                count,
            )
            messages.success(request, text % {"count": count})
            return redirect(f"{request.path}?week={monday}")
    context = {
        "group": cohort,
        "form": form,
        "lines": [(one, form.bound(key) if key in waiting else None) for key, one in weeks.items()],
        "waiting": len(waiting),
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "earlier": monday - WEEK,
        "later": monday + WEEK if monday + WEEK <= now else None,
    }
    return render(request, "learning/group_work.html", context, status=422 if request.method == "POST" else 200)


@shows(rules.EMPLOYERS_ARE_LED_TO_A_WEEK)
def asked_work(request: ActorRequest, week: AskedWeek) -> HttpResponse:
    """Lead an employer to the week that they were asked for."""
    return redirect(f"{reverse('learning:group_work', args=[week.cohort_id])}?week={week.monday}")
