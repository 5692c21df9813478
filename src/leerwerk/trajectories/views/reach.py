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
        "sees_exceptions": rules.DIRECTORS_SEE_HOW_EXCEPTIONS_FARED.allows(request.actor),
        "funnel": found,
        "ways": [(names.get(way.name, _("not noted")), way) for way in found.ways],
        "tellers": [(way.name or _("not noted"), way) for way in found.tellers],
        "carried": [(one, names[one.channel], LANGUAGES.get(one.language, one.language)) for one in found.carried],
        "drops": [(STEPS[Step(step)].done, reason_text(reason) or "–", people) for step, reason, people in found.drops],
        "outreach": latest_outreach(request.actor, timezone.localdate() - LATELY),
    }
    return render(request, "trajectories/reach.html", context)
