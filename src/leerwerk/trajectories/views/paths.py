"""The path of a participant: where they are, who acts next, and the steps."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerwerk.engine.pathway import AFTER_LEARNING, TABLE, WORKING, Doer, Lack, NotAllowed, Stage, Step
from leerwerk.parties.enums import Function
from leerwerk.privacy.doors import ActorRequest, changes, shows
from leerwerk.trajectories import actions, own_words, rules
from leerwerk.trajectories.enums import IN_PROGRESS, UNTIL_COMPLETED
from leerwerk.trajectories.forms.steps import WEIGHED, StepForm, TransferForm
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.path_labels import LACKS, STEPS
from leerwerk.trajectories.queries.known import known_of
from leerwerk.trajectories.queries.participants import choices_of, lines
from leerwerk.trajectories.queries.paths import SELECTION, Path, gate_of, paths_with_facts
from leerwerk.trajectories.queries.preparing import pieces_for
from leerwerk.trajectories.views.showing_known import Weighing, advised, weigh
from leerwerk.trajectories.views.showing_paths import (
    awaited_texts,
    happened,
    lack_texts,
    met_and_asked,
    said_before,
    stations,
    step_text,
)
from leerwerk.trajectories.views.showing_preparation import Evidence, evidence_of

COACHED = frozenset({Stage.PRE_TRACK, Stage.LEARN_WORK, Stage.COMPLETED, *WORKING})  # in these somebody is accompanied
COACH = frozenset({Function.DIRECTOR, Function.CASEWORKER, Function.MENTOR})
ABOUT_AN_EXCEPTION = frozenset({Step.ASK_EXCEPTION, Step.GRANT_EXCEPTION, Step.DENY_EXCEPTION})
DECIDED = frozenset({Step.GO, Step.NOT_YET, Step.NO_GO})
# What is done elsewhere: with the plan, or where the facts of somebody's work are.
BY_PLAN_OR_WORK = frozenset({Step.PROPOSE, Step.ARRIVE, Step.CHANGE_EMPLOYER}) | frozenset(AFTER_LEARNING) - {
    Step.SEARCH
}


def _path(enrolment: Enrolment) -> Path:
    """Return the path of an enrolment that came with its facts."""
    found = paths_with_facts([enrolment])
    if not found:
        raise Http404
    return found[0]


def _offered(path: Path, actor: Any) -> list[dict[str, Any]]:
    return [
        {"step": choice.step, "text": step_text(choice.step, doer), "lacks": lack_texts(choice.lacks)}
        for doer, choice in choices_of(path, actor)
        if choice.step not in BY_PLAN_OR_WORK
    ]


def _gives_work(path: Path, actor: Any) -> bool:
    """Whether the actor may give this participant a workplace, or another one, now."""
    guides = path.around.doers(actor) & TABLE[Step.CHANGE_EMPLOYER].by
    return bool(guides) and path.enrolment.stage in UNTIL_COMPLETED and path.enrolment.cohort.state in IN_PROGRESS


def _evidence(request: ActorRequest, path: Path) -> Evidence:
    """Return what there is of the pre-track to weigh, as far as who asks sees it."""
    return evidence_of(path, pieces_for(request.actor, path))


def _weighing(request: ActorRequest, path: Path, step: Step) -> Weighing:
    """Return what is known that is weighed at a step; at the selection nobody was in the pre-track yet."""
    pre_track = evidence_of(path, []) if step in SELECTION else _evidence(request, path)
    known = known_of(request.actor, path.enrolment, timezone.localdate())
    return weigh(path, request.actor, known, pre_track)


@shows(rules.PARTIES_SEE_A_PATH)
def path(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    """One participant's path."""
    return _show(request, enrolment)


MEET_WORK = frozenset({Doer.INTERMEDIARY, Doer.DIRECTOR, Doer.EMPLOYER, Doer.MENTOR})


def _sees_work(path: Path, actor: Any) -> bool:
    """Whether somebody finished learning, and there is a page about their work for who looks; a school has none."""
    on_the_way = path.enrolment.stage in UNTIL_COMPLETED
    return not on_the_way and bool(MEET_WORK & path.around.doers(actor))


def _show(request: ActorRequest, enrolment: Enrolment) -> HttpResponse:
    found = _path(enrolment)
    own = request.actor.candidate_id is not None
    offered = _offered(found, request.actor)
    (line,) = lines([enrolment])
    person = enrolment.participant
    language = own_words.language_of(enrolment) if own else ""
    context = {
        "path": found,
        "enrolment": enrolment,
        "person": person,
        "group": enrolment.cohort,
        "stations": stations(found),
        "possible": [one for one in offered if not one["lacks"]],
        "later": [one for one in offered if one["lacks"]],
        "events": happened(found, request.actor, language),
        "language": language,
        "direction": own_words.direction(language),
        "waits": awaited_texts(line.waits),
        "workplace": line.workplace,
        "evidence": None if own else _evidence(request, found),
        "asked": met_and_asked(found, request.actor),
        "excepted": found.state.excepts(found.facts.shortfalls),
        "leaflet_query": f"{reverse('trajectories:leaflet', args=[enrolment.cohort_id])}"
        f"?language={person.contact_language}",
        "guides": Doer.INTERMEDIARY in found.around.doers(request.actor),
        "gives_work": _gives_work(found, request.actor),
        "coached": enrolment.stage in COACHED and request.actor.function in COACH,
        "sees_work": _sees_work(found, request.actor),
        "sees_wage": enrolment.stage == Stage.LEARN_WORK and bool(MEET_WORK & found.around.doers(request.actor)),
    }
    return render(request, "trajectories/my_path.html" if own else "trajectories/path.html", context)


@shows(rules.CANDIDATES_SEE_THEIR_PATH)
def mine(request: ActorRequest) -> HttpResponse:
    """The path that a candidate is on, or was on last."""
    newest = rules.paths_of(request.actor).order_by("-since", "-id").values_list("pk", flat=True).first()
    if newest is None:
        return render(request, "trajectories/no_path.html", {})
    return _show(request, rules.paths_shown(request.actor).get(pk=newest))  # by its key: decision 0021


def _doer(found: Path, request: ActorRequest, step: Step) -> Doer:
    """Return as what the actor takes a step; a step that is nothing for them does not exist."""
    offered = {choice.step: doer for doer, choice in choices_of(found, request.actor)}
    mine = sorted(found.around.doers(request.actor) & TABLE[step].by)
    if step in BY_PLAN_OR_WORK or not mine:
        raise Http404
    return offered.get(step, mine[0])


def _taken(request: ActorRequest, enrolment: Enrolment, step: Step, form: StepForm, other: TransferForm | None) -> Any:
    """Take the step; return where it leads, or None with what is wrong in the form."""
    try:
        with transaction.atomic():
            if other is not None:
                return actions.transfer(
                    enrolment=enrolment,
                    cohort=other.cleaned_data["cohort"],
                    words=form.cleaned_data["words"],
                    seen=form.cleaned_data["seen"],
                    by=request.actor,
                )
            return actions.take_step(
                enrolment=enrolment, step=step, said=form.said(), seen=form.cleaned_data["seen"], by=request.actor
            )
    except NotAllowed as refused:
        for lack in refused.lacks:
            form.add_error(None, str(LACKS[lack]))
    except actions.HappenedMeanwhile as meanwhile:
        told = _("Somebody was first: %(who)s %(what)s. Look at the path again before you go on.")
        latest = meanwhile.latest
        form.add_error(None, told % {"who": latest.person or "", "what": STEPS[Step(latest.step)].done})
    except IntegrityError:  # the database keeps one active group for each person
        form.add_error(None, str(LACKS[Lack.IN_ANOTHER_GROUP]))
    return None


@changes(rules.PARTIES_TAKE_A_STEP)
def step(request: ActorRequest, enrolment: Enrolment, step: str) -> HttpResponse:
    """Take one step on a path."""
    if step not in Step:
        raise Http404
    chosen, found = Step(step), _path(enrolment)
    doer = _doer(found, request, chosen)
    weighing = _weighing(request, found, chosen) if chosen in WEIGHED else None
    gate = found.design.gate_before(gate_of(chosen))
    form = StepForm(
        request.POST or None,
        step=chosen,
        doer=doer,
        criteria=gate.criteria if gate else (),
        known=weighing.beside() if weighing else {},
        initial={"seen": found.state.events},
    )
    other = None
    if chosen is Step.TRANSFER:
        groups = rules.in_progress(request.actor).exclude(pk=enrolment.cohort_id)
        groups = groups.select_related("version__blueprint", "municipality")
        other = TransferForm(request.POST or None, groups=groups)
    if request.method == "POST" and form.is_valid() & (other is None or other.is_valid()):
        gone = _taken(request, enrolment, chosen, form, other)
        if gone is not None:
            messages.success(request, _("Done: %(what)s.") % {"what": STEPS[chosen].done})
            still = rules.paths_of(request.actor).filter(pk=gone.pk).exists()
            return redirect("trajectories:path", pk=gone.pk) if still else redirect("home:home")
    lacks = [one for one in _offered(found, request.actor) if one["step"] is chosen]
    context = {
        "form": form,
        "other": other,
        "all_forms": [one for one in (form, other) if one is not None],
        "text": step_text(chosen, doer),
        "means": STEPS[chosen].means,
        "person": found.enrolment.participant,
        "group": enrolment.cohort,
        "enrolment": enrolment,
        "lacks": lacks[0]["lacks"] if lacks else [] if chosen in _known(found, request) else lack_texts([Lack.STAGE]),
        "stops": chosen in (Step.LEAVE, Step.REFUSE, Step.NO_GO, Step.DECLINE),
        "own": request.actor.candidate_id is not None,
        "weighing": weighing,
        "advised": advised(found, request.actor) if chosen in DECIDED else None,
        "said_before": said_before(found, request.actor, chosen),
        "short": met_and_asked(found, request.actor) if chosen in ABOUT_AN_EXCEPTION else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trajectories/step.html", context, status=status)


def _known(found: Path, request: ActorRequest) -> set[Step]:
    return {choice.step for _doer, choice in choices_of(found, request.actor)}
