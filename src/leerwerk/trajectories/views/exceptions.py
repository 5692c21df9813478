"""How exceptions to what groups ask fared."""

from django.http import HttpResponse
from django.shortcuts import render

from leerwerk.engine.pathway import Requirement
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories import rules
from leerwerk.trajectories.forms.steps import ReachFilter
from leerwerk.trajectories.path_labels import REQUIREMENTS, reason_text
from leerwerk.trajectories.queries.exceptions import exceptions_of


@shows(rules.DIRECTORS_SEE_HOW_EXCEPTIONS_FARED)
def exceptions(request: ActorRequest) -> HttpResponse:
    """The exceptions of the region, beside those who met what was asked."""
    form = ReachFilter(request.GET)
    found = exceptions_of(request.actor, form.cleaned_data["level"] if form.is_valid() else "")
    context = {
        "short_of": [(REQUIREMENTS[Requirement(one.requirement)], one) for one in found.short_of],
        "form": form,
        "exceptions": found,
        "reasons": [(reason_text(reason) or "–", excepted, within) for reason, excepted, within in found.reasons],
    }
    return render(request, "trajectories/exceptions.html", context)
