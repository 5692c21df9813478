"""The participants of a group, and what the group as a whole needs before it starts."""

from collections import Counter
from decimal import Decimal

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerwerk.engine import model as generic
from leerwerk.engine.pathway import Counted, Lack, Norm, NotAllowed, Outcome, Step, below
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Organisation
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import actions, leaflets, rules
from leerwerk.trajectories.actions import Said
from leerwerk.trajectories.enums import CohortState, GateVerdict
from leerwerk.trajectories.forms.steps import GroupGateForm, MentorForm, ParticipantFilter
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.path_labels import LACKS, NORMS, STEPS
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of, offered_to
from leerwerk.trajectories.queries.participants import (
    GroupAsWhole,
    batches,
    group_as_whole,
    lines,
    may_mentor,
    participants_listed,
    waiting_list,
)
from leerwerk.trajectories.views.showing_paths import awaited_texts

RUNNING = (CohortState.DECIDED, CohortState.RUNNING)


@shows(rules.PARTIES_SEE_PARTICIPANTS)
def participants(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Who takes part in a group, where each is, and who acts next."""
    return _page(request, cohort)


def _page(
    request: ActorRequest, cohort: Cohort, *, gate: GroupGateForm | None = None, status: int = 200
) -> HttpResponse:
    form = ParticipantFilter(request.GET)
    stage = form.cleaned_data["stage"] if form.is_valid() else ""
    rows, design = list(participants_listed(request.actor, cohort, stage)), design_of(cohort.version)
    whole = group_as_whole(cohort)
    directs = request.actor.function == Function.DIRECTOR and cohort.region_id == request.actor.region_id
    context = {
        "group": cohort,
        "form": form,
        "people": [{"line": line, "waits": awaited_texts(line.waits)} for line in lines(rows)],
        "waiting": waiting_list(rows),
        "whole": whole,
        "days": group_days(cohort, design),
        "directs": directs and cohort.state in RUNNING,
        "proposes": rules.GUIDES_PROPOSE_SOMEBODY.allows(request.actor) and cohort.state in RUNNING,
        "signs": request.actor.function in {Function.CASEWORKER, Function.EMPLOYER, Function.CONNECTOR}
        and cohort.state in RUNNING
        and not whole.signed_by(request.actor.organisation_id),
        "batches": [
            {"step": step, "text": STEPS[step].button, "count": count}
            for step, count in batches(rows, design.component(generic.ComponentKind.PRE_TRACK) is not None)
        ]
        if directs
        else [],
        "gate_form": (gate or GroupGateForm(initial={"money_missing": whole.money_missing or 0})) if directs else None,
        "below": [str(NORMS[norm]) for norm in _below(cohort, whole)],
    }
    return render(request, "trajectories/participants.html", context, status=status)


def _below(cohort: Cohort, whole: GroupAsWhole) -> tuple[Norm, ...]:
    """Return the norms that the group does not meet today, as far as leerwerk knows."""
    return below(
        Counted(
            least=cohort.min_size,
            participants=whole.chosen,
            workplaces=whole.with_workplace,
            mentors=len(whole.mentors),
            money_missing=whole.money_missing or Decimal(0),
        )
    )


@changes(rules.SIDES_SIGN_A_PROFILE)
@require_POST
def sign_profile(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Agree with what the group asks of its participants."""
    try:
        actions.sign_profile(cohort=cohort, by=request.actor)
    except (actions.NotASide, actions.NotThisFarYet):
        messages.error(request, _("This group has no profile to sign now."))
    else:
        messages.success(request, _("You agreed with what the group asks."))
    return _back(request, cohort)


def _back(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    if rules.PARTIES_SEE_PARTICIPANTS.allows(request.actor):
        return redirect("trajectories:participants", pk=cohort.pk)
    return redirect("trajectories:group", pk=cohort.pk)


@changes(rules.DIRECTORS_RUN_A_GROUP)
def mentor(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Let an organisation mentor the participants."""
    form = MentorForm(request.POST or None, organisations=may_mentor(request.actor))
    if request.method == "POST" and form.is_valid():
        chosen: Organisation = form.cleaned_data["organisation"]
        try:
            actions.let_mentor(cohort=cohort, organisation_id=chosen.pk, by=request.actor)
        except actions.NotThisFarYet:
            messages.error(request, _("The group is not open."))
        else:
            messages.success(request, _("%(name)s mentors this group.") % {"name": chosen})
        return _back(request, cohort)
    status = 422 if request.method == "POST" else 200
    title = _("Who mentors %(code)s?") % {"code": cohort.code}
    return render(request, "trajectories/form.html", {"form": form, "title": title}, status=status)


@changes(rules.DIRECTORS_RUN_A_GROUP)
@require_POST
def end_mentoring(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Let an organisation mentor the group no longer."""
    ends = request.POST.get("organisation", "")
    if ends.isdecimal() and len(ends) < 15:
        actions.end_mentoring(cohort=cohort, organisation_id=int(ends), by=request.actor)
        messages.success(request, _("This organisation does not mentor the group any more."))
    else:
        messages.error(request, _("Choose an organisation."))
    return _back(request, cohort)


@changes(rules.DIRECTORS_RUN_A_GROUP)
@require_POST
def gate(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Decide whether the group as a whole starts."""
    form = GroupGateForm(request.POST)
    if form.is_valid():
        try:
            actions.decide_group_gate(
                cohort=cohort,
                verdict=GateVerdict(form.cleaned_data["verdict"]),
                reason=form.cleaned_data["reason"],
                money_missing=form.cleaned_data["money_missing"],
                below=form.cleaned_data["below"],
                again_on=form.cleaned_data["again_on"],
                by=request.actor,
            )
        except actions.NotThisFarYet:
            form.add_error(None, _("The group is not open."))
        except actions.NoDayToAskAgain:
            form.add_error("again_on", _("Say on which day to come it is asked again."))
        except actions.LearnsAlready:
            form.add_error(None, _("People learn and work in this group: end their paths one by one."))
        except actions.BelowTheNorm as lacking:
            told = _("Say why it is a go although this is below the norm: %(what)s.")
            form.add_error("below", told % {"what": ", ".join(str(NORMS[norm]) for norm in lacking.norms)})
        else:
            messages.success(request, _("Decided. Everybody in the group can read it."))
            return _back(request, cohort)
    return _page(request, cohort, gate=form, status=422)


TOGETHER = frozenset({Step.START_PRE_TRACK, Step.START_LEARN_WORK, Step.COMPLETE})


@changes(rules.DIRECTORS_RUN_A_GROUP)
@require_POST
def together(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Take one step for everybody in the group who can take it; say who could not, and why."""
    asked = request.POST.get("step", "")
    if asked not in TOGETHER:
        messages.error(request, _("Choose what to do."))
        return _back(request, cohort)
    step, done = Step(asked), 0
    said = Said(outcome=Outcome.CREDENTIAL) if step is Step.COMPLETE else Said()
    hindered: Counter[str] = Counter()
    for row in participants_listed(request.actor, cohort):
        try:
            with transaction.atomic():
                actions.take_step(enrolment=row, step=step, said=said, by=request.actor)
        except NotAllowed as refused:
            if Lack.STAGE not in refused.lacks:
                hindered.update(str(LACKS[lack]) for lack in refused.lacks)
        else:
            done += 1
    text = ngettext("%(count)d participant: %(what)s.", "%(count)d participants: %(what)s.", done)
    messages.success(request, text % {"count": done, "what": STEPS[step].done})
    for why, count in hindered.most_common():
        text = ngettext("%(count)d participant not: %(why)s", "%(count)d participants not: %(why)s", count)
        messages.warning(request, text % {"count": count, "why": why})
    return _back(request, cohort)


@shows(rules.EVERYBODY_READS_A_LEAFLET)
def leaflet(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """What the group is, in the language of whoever is invited; also to print and to hand out."""
    language = leaflets.language_for(request.GET.get("language", ""), get_language() or "nl")
    offers = offered_to(request.actor, cohort)
    context = {
        "group": cohort,
        "leaflet": leaflets.leaflet(cohort, design_of(cohort.version), offers, language),
        "languages": [(code, said["called"], code == language) for code, said in leaflets.texts().items()],
    }
    return render(request, "trajectories/leaflet.html", context)
