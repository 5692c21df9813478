"""Who is reached, how far they come, and why others do not go on."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.engine.pathway import Step
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.recruitment.enums import LANGUAGES, Channel
from leerwerk.trajectories import rules
from leerwerk.trajectories.forms.steps import ReachFilter
from leerwerk.trajectories.path_labels import STEPS, reason_text
from leerwerk.trajectories.queries.reach import funnel, latest_outreach

LATELY = timedelta(days=365)


@shows(rules.WHO_REACHES_SEES_THE_FUNNEL)
def reach(request: ActorRequest) -> HttpResponse:
    """The reach funnel of the region."""
    form = ReachFilter(request.GET)
    found = funnel(request.actor, form.cleaned_data["level"] if form.is_valid() else "")
    names = dict(Channel.choices)
    context = {
        "form": form,
        "funnel": found,
        "ways": [{"label": names.get(way.channel, _("not noted")), "way": way} for way in found.ways],
        "drops": [(STEPS[Step(step)].done, reason_text(reason) or "–", people) for step, reason, people in found.drops],
        "languages": [(LANGUAGES.get(code, code), people) for code, people in found.languages],
        "outreach": latest_outreach(request.actor, timezone.localdate() - LATELY),
    }
    return render(request, "trajectories/reach.html", context)
