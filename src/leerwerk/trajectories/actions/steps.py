"""Steps on somebody's path: the one way in which a stage changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerwerk.engine import model as generic
from leerwerk.engine import pathway
from leerwerk.engine.pathway import Doer, Event, Lack, NotAllowed, Proof, Stage, State, Step
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions.following import await_for_group, follow
from leerwerk.trajectories.enums import ENDED
from leerwerk.trajectories.models import Cohort, Enrolment, Party, PathwayEvent, StepWords
from leerwerk.trajectories.queries.paths import Path, gate_of, path_of
from leerwerk.trajectories.queries.proposing import is_open_for_others


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody fills in with a step. ``words`` go to the person and their intermediary, and to nobody else.

    ``evidence``: of a criterion what shows it, in a few words; like ``criteria``, everybody on the path reads them.
    """

    reason: pathway.Reason | None = None
    words: str = ""
    advice: pathway.Advice | None = None
    alternatives: frozenset[pathway.Alternative] = frozenset()
    outcome: pathway.Outcome | None = None
    criteria: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = Said()


class HappenedMeanwhile(Exception):
    """Somebody took a step on this path after the page was opened; ``latest`` is the last event."""

    def __init__(self, latest: PathwayEvent) -> None:
        self.latest = latest
        super().__init__(latest.number)


class NotAParty(Exception):
    """The actor is nothing to this participant."""


class NotOpenForOthers(Exception):
    """The group is not decided, or people learn and work in it already."""


class WasHereBefore(Exception):
    """Somebody left this group, or declined; they come back on the path that they have, ``enrolment``."""

    def __init__(self, enrolment: Enrolment) -> None:
        self.enrolment = enrolment
        super().__init__(enrolment.pk)


def _held(enrolment: Enrolment) -> Enrolment:
    """Let nobody else step on this path, nor take one of the group's places, meanwhile."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.cohort_id)
    held = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort__version")
    return held.get(pk=enrolment.pk)


def _as_what(path: Path, step: Step, by: Actor) -> Doer:
    """Return as what the actor takes a step: what the table allows goes first. Raises NotAParty."""
    mine = path.around.doers(by)
    if not mine:
        raise NotAParty
    return min(mine, key=lambda doer: (doer not in pathway.TABLE[step].by, doer in path.state.go_by, doer))


def _event(path: Path, step: Step, said: Said, doer: Doer, by: Actor, stage: Stage | None) -> Event:
    return Event(
        step=step,
        by=doer,
        person=by.person_id,
        organisation=by.organisation_id,
        reason=said.reason,
        says=bool(said.words.strip()),
        advice=said.advice,
        alternatives=said.alternatives,
        outcome=said.outcome,
        stage=stage,
        deciders=path.facts.deciders if step is Step.GO else frozenset(),
        shortfalls=pathway.as_kept(path.facts.shortfalls) if step is Step.ASK_EXCEPTION else (),
    )


SAYS_OF_EACH = frozenset({Step.SELECT, Step.GO})  # a yes says something of everything that is weighed


def _weighed(said: Said, step: Step, design: generic.Blueprint) -> Said:
    """Return what was said of what the design weighs at this step, and of nothing else. Raises NotAllowed."""
    gate = design.gate_before(gate_of(step))
    asked = set(map(str, gate.criteria)) if gate else set()
    criteria = {name: told for name, told in said.criteria.items() if told and name in asked}
    if step in SAYS_OF_EACH and criteria.keys() != asked:
        raise NotAllowed((Lack.CRITERIA,))
    evidence = {name: words.strip() for name, words in said.evidence.items() if words.strip() and name in criteria}
    return replace(said, criteria=criteria, evidence=evidence)


def _with_help(event: Event) -> bool:
    """Whether the intermediary writes down what the candidate says; what any party says is their own."""
    by = pathway.TABLE[event.step].by
    return event.by is Doer.INTERMEDIARY and Doer.CANDIDATE in by and by != frozenset(Doer)


def _written(enrolment: Enrolment, event: Event, said: Said, state: State) -> PathwayEvent:
    """Write the event, with what only few may read apart, and what it leads to."""
    shared = pathway.as_others_read_it(event.reason)
    assert state.stage is not None  # after any event there is one
    row = PathwayEvent.objects.create(
        enrolment=enrolment,
        number=state.events,
        step=event.step,
        stage=state.stage,
        at=timezone.now(),
        by_as=event.by,
        with_help=_with_help(event),
        person_id=event.person,
        organisation_id=event.organisation,
        reason=shared or "",
        says=event.says,
        advice=event.advice or "",
        alternatives=sorted(event.alternatives),
        outcome=event.outcome or "",
        came_along=event.stage or "",
        deciders=sorted(event.deciders),
        criteria=dict(said.criteria),
        evidence=dict(said.evidence),
        shortfalls=[
            {"requirement": str(one.requirement), "steps": one.steps, "items": list(one.items)}
            for one in event.shortfalls
        ],
    )
    if event.says or event.reason is not shared:
        StepWords.objects.create(
            event=row,
            candidate_id=enrolment.candidate_id,
            organisation_id=event.organisation,
            reason=event.reason or "",
            text=said.words.strip(),
        )
    if enrolment.stage != state.stage:
        enrolment.since = row.at
    enrolment.stage = state.stage
    enrolment.events_count = state.events
    enrolment.shown = state.shown
    if event.step is Step.WAIT:
        enrolment.waiting_since = enrolment.waiting_since or row.at  # who was offered a place keeps their turn
    elif state.stage is not Stage.ACCEPTED:
        enrolment.waiting_since = None
    enrolment.waiting = state.waiting
    enrolment.paused = pathway.as_others_read_it(state.paused) or ""
    enrolment.left_reason = (pathway.as_others_read_it(state.left) or "") if state.stage is Stage.LEFT else ""
    enrolment.last_activity_at = row.at
    enrolment.save(
        update_fields=[
            *("stage", "since", "events_count", "shown", "waiting", "paused", "left_reason", "last_activity_at"),
            "waiting_since",
        ]
    )
    return row


@action
def take_step(
    *,
    enrolment: Enrolment,
    step: Step,
    said: Said = NOTHING_SAID,
    seen: int | None = None,
    proofs: frozenset[Proof] = frozenset(),
    by: Actor,
) -> Enrolment:
    """Take a step on somebody's path: the event is written, and the stage that follows from it.

    ``proofs``: what the room that keeps the facts of work has shown in this transaction; a page has none to give.
    ``seen``: how many events there were when the page was shown. The same step by the same person once more, as after
    a double click, has no second effect. Raises NotAParty, NotAllowed with everything that stands in the way, and
    HappenedMeanwhile when somebody else was first.
    """
    held = _held(enrolment)
    path = path_of(held)
    doer = _as_what(path, step, by)
    if seen is not None and seen != path.state.events:
        latest = path.events[-1]
        if (latest.step, latest.person_id, latest.number) == (step, by.person_id, seen + 1):
            record("step_taken_again", Candidate(pk=held.candidate_id), by=by, step=str(step))
            return held
        raise HappenedMeanwhile(latest)
    event = _event(path, step, said, doer, by, None)
    state = pathway.take(path.state, event, replace(path.facts, proofs=proofs))
    row = _written(held, event, _weighed(said, step, path.design), state)
    follow(held, step)
    about = Candidate(pk=held.candidate_id)  # whom the wall may hide from who takes the step
    record("step_taken", about, by=by, step=str(step), enrolment=held.pk, number=row.number, stage=str(state.stage))
    return held


def _proposed(candidate: Candidate, cohort: Cohort, doer: Doer, by: Actor) -> Enrolment:
    """Write the proposal and what follows. The database refuses a second active enrolment."""
    with transaction.atomic():
        enrolment = Enrolment.objects.create(candidate=candidate, cohort=cohort, stage=Stage.PROPOSED)
    event = Event(step=Step.PROPOSE, by=doer, person=by.person_id, organisation=by.organisation_id)
    _written(enrolment, event, NOTHING_SAID, pathway.replay([event]))
    follow(enrolment, Step.PROPOSE)
    return enrolment


@action
def propose_enrolment(*, candidate: Candidate, cohort: Cohort, by: Actor) -> Enrolment:
    """Propose a candidate for a group, as its decision does. The database refuses a second active enrolment."""
    enrolment = _proposed(candidate, cohort, Doer.DIRECTOR, by)
    record("enrolment_proposed", candidate, by=by, cohort=cohort.pk, enrolment=enrolment.pk)
    return enrolment


@action
def propose_somebody(*, candidate: Candidate, cohort: Cohort, by: Actor) -> Enrolment:
    """Propose somebody for a group that was decided and where nobody learns and works yet; twice is once.

    Who does not meet what it asks may be proposed: an exception lets them in. Raises NotOpenForOthers, WasHereBefore,
    and NotAllowed for somebody who takes part elsewhere.
    """
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).select_related("version").get(pk=cohort.pk)
    Candidate.objects.select_for_update(of=("self",), no_key=True).get(pk=candidate.pk)
    if not is_open_for_others(cohort):
        raise NotOpenForOthers
    if here := Enrolment.objects.filter(candidate=candidate, cohort=cohort).first():
        if here.stage in ENDED:
            raise WasHereBefore(here)
        record("enrolment_proposed_again", candidate, by=by, cohort=cohort.pk, enrolment=here.pk)
        return here
    doer = Doer.DIRECTOR if by.function == Function.DIRECTOR else Doer.INTERMEDIARY
    try:
        enrolment = _proposed(candidate, cohort, doer, by)
    except IntegrityError as elsewhere:
        raise NotAllowed((Lack.IN_ANOTHER_GROUP,)) from elsewhere
    await_for_group(cohort)
    record("enrolment_proposed", candidate, by=by, cohort=cohort.pk, enrolment=enrolment.pk)
    return enrolment


def _stage_there(came_from: Stage | None, design_has_pre_track: bool) -> Stage:
    """Where somebody begins in another group: who had started begins before its go/no-go, others are chosen anew."""
    if came_from not in (Stage.PRE_TRACK, Stage.LEARN_WORK):
        return Stage.ACCEPTED
    return Stage.PRE_TRACK if design_has_pre_track else Stage.SELECTED


@action
def transfer(*, enrolment: Enrolment, cohort: Cohort, words: str, seen: int | None = None, by: Actor) -> Enrolment:
    """Let somebody go on in another group; return the new enrolment.

    Who may not start there at once (below its profile, no place) is chosen there anew. Raises what ``take_step`` does.
    """
    left = take_step(enrolment=enrolment, step=Step.TRANSFER, said=Said(words=words), seen=seen, by=by)
    here = path_of(left)
    if there_already := Enrolment.objects.filter(candidate=left.candidate_id, cohort=cohort).first():
        record("step_taken_again", Candidate(pk=left.candidate_id), by=by, step=str(Step.ARRIVE))
        return there_already
    arrived = Enrolment(candidate_id=left.candidate_id, cohort=cohort, stage=Stage.ACCEPTED)
    arrived.save(force_insert=True)
    there = path_of(arrived)
    stage = _stage_there(here.state.came_from, there.facts.has_pre_track)
    for begins in dict.fromkeys((stage, Stage.ACCEPTED)):
        event = _event(there, Step.ARRIVE, NOTHING_SAID, _as_what(there, Step.ARRIVE, by), by, begins)
        try:
            state = pathway.take(pathway.NOTHING_YET, event, there.facts)
        except NotAllowed as refused:
            if begins is Stage.ACCEPTED or not {Lack.BELOW_PROFILE, Lack.NO_PLACE} >= set(refused.lacks):
                raise
        else:
            break
    _written(arrived, event, NOTHING_SAID, state)
    follow(arrived, Step.ARRIVE)
    record("arrived_in_group", Candidate(pk=left.candidate_id), by=by, left=left.pk, enrolment=arrived.pk)
    return arrived


@part
def works_at(enrolment: Enrolment, organisation_id: int | None) -> bool:
    """Let an organisation be the participant's employer from today, or nobody; return whether that is another than was.

    Who employs somebody meets them; who does no longer does not. A part of the action that says where somebody works.
    """
    today = timezone.localdate()
    standing = Party.objects.filter(enrolment=enrolment, role="employer", until=None).first()
    if (standing and standing.organisation_id) == organisation_id:
        return False
    if standing is not None:
        standing.until = today
        standing.save(update_fields=["until"])
    if organisation_id is not None:
        Party.objects.create(
            cohort_id=enrolment.cohort_id,
            enrolment=enrolment,
            organisation_id=organisation_id,
            role="employer",
            since=today,
        )
    return True


@part
def employ_at(*, enrolment: Enrolment, organisation_id: int, by: Actor) -> None:
    """Make an organisation the participant's employer; a part of the action that gives them a workplace there.

    Another employer than before, of somebody who accepted, has to choose them first.
    """
    another = works_at(enrolment, organisation_id)
    if not another or enrolment.stage in (Stage.PROPOSED, Stage.INVITED):
        follow(_held(enrolment), None)
    else:
        take_step(enrolment=enrolment, step=Step.CHANGE_EMPLOYER, by=by)
