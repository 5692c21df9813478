"""Proposing somebody for a group after it was decided: who declined can be replaced, an exception can come in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway import NotAllowed
from leerwerk.privacy.doors import ActorRequest, changes
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories import actions, rules
from leerwerk.trajectories.forms.steps import ProposalFilter
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.path_labels import LACKS
from leerwerk.trajectories.queries.designs import design_of
from leerwerk.trajectories.queries.proposing import proposable, room_in
from leerwerk.trajectories.shortfall_labels import shortfall_texts


def _chosen(request: ActorRequest) -> Candidate | None:
    sent = request.POST.get("candidate", "")
    if not sent.isdecimal() or len(sent) > 15:
        return None
    return candidates_of(request.actor).filter(pk=int(sent)).first()


def _proposed(request: ActorRequest, cohort: Cohort) -> HttpResponse | None:
    """Propose who was chosen and go to their path; or say why not."""
    chosen = _chosen(request)
    if chosen is None:
        messages.error(request, _("Choose somebody from the list."))
        return None
    try:
        row = actions.propose_somebody(candidate=chosen, cohort=cohort, by=request.actor)
    except actions.NotOpenForOthers:
        messages.error(request, _("Nobody can be proposed for this group any more."))
    except actions.WasHereBefore as before:
        told = _("%(name)s was in this group before. They come back on the path that they have here.")
        messages.warning(request, told % {"name": chosen})
        return redirect("trajectories:path", pk=before.enrolment.pk)
    except NotAllowed as refused:
        messages.error(request, " ".join(str(LACKS[lack]) for lack in refused.lacks))
    else:
        messages.success(request, _("%(name)s was proposed for this group.") % {"name": chosen})
        return redirect("trajectories:path", pk=row.pk)
    return None


@changes(rules.GUIDES_PROPOSE_SOMEBODY)
def propose(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Look for somebody and propose them for a group."""
    if request.method == "POST" and (done := _proposed(request, cohort)) is not None:
        return done
    form = ProposalFilter(request.GET)
    is_open, full = room_in(cohort)
    found, more = proposable(request.actor, cohort, form.cleaned_data if form.is_valid() else {})
    context = {
        "group": cohort,
        "form": form,
        "is_open": is_open,
        "full": full,
        "exceptions": design_of(cohort.version).profile.deviation is Deviation.REASONED_EXCEPTION,
        "people": [
            {"who": one, "lacks": shortfall_texts(one.lacks, reads_the_file=True)} for one in (found if is_open else [])
        ],
        "more": more,
    }
    return render(request, "trajectories/propose.html", context, status=422 if request.method == "POST" else 200)
