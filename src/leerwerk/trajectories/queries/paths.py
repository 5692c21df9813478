"""Somebody's path as the engine reads it: what happened, the facts of today, and who is what to them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from leerwerk.engine import model as generic
from leerwerk.engine import pathway
from leerwerk.engine.pathway import Doer, Event, Facts, State
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Profile
from leerwerk.trajectories.models import Cohort, Enrolment, PathwayEvent, ProfileSignature, with_facts
from leerwerk.trajectories.queries.designs import design_of

# What a role of the generic model is to a participant; who is none of these is stood in for by the director.
AS_DOER: Mapping[generic.Role, Doer] = {
    generic.Role.INTERMEDIARY: Doer.INTERMEDIARY,
    generic.Role.EMPLOYER: Doer.EMPLOYER,
    generic.Role.EDUCATOR: Doer.EDUCATOR,
    generic.Role.LANGUAGE_EDUCATOR: Doer.LANGUAGE_EDUCATOR,
    generic.Role.MENTOR: Doer.MENTOR,
    generic.Role.JOB_COACH: Doer.MENTOR,
    generic.Role.BUDDY: Doer.MENTOR,
}
FUNCTIONS: Mapping[Doer, str] = {
    Doer.INTERMEDIARY: Function.CASEWORKER,
    Doer.EMPLOYER: Function.EMPLOYER,
    Doer.EDUCATOR: Function.EDUCATOR,
    Doer.LANGUAGE_EDUCATOR: Function.EDUCATOR,
    Doer.MENTOR: Function.MENTOR,
    Doer.DIRECTOR: Function.DIRECTOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The organisations around one participant by what they are to them, and the participant: keys."""

    organisations: Mapping[Doer, frozenset[int]]
    region: int
    candidate: int

    @property
    def parties(self) -> frozenset[Doer]:
        """Who there are; a director and a candidate always."""
        found = {doer for doer, ones in self.organisations.items() if ones}
        return frozenset({*found, Doer.DIRECTOR, Doer.CANDIDATE})

    def doers(self, actor: Actor) -> frozenset[Doer]:
        """Return what an actor is to this participant; nothing for somebody who is none of the parties."""
        if actor.candidate_id is not None:
            return frozenset({Doer.CANDIDATE}) if actor.candidate_id == self.candidate else frozenset()
        if actor.function == Function.DIRECTOR:
            return frozenset({Doer.DIRECTOR}) if actor.region_id == self.region else frozenset()
        return frozenset(
            doer
            for doer, ones in self.organisations.items()
            if actor.organisation_id in ones and actor.function == FUNCTIONS[doer]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One enrolment with everything a step needs."""

    enrolment: Enrolment
    design: generic.Blueprint
    events: list[PathwayEvent]
    state: State
    facts: Facts
    around: Around


def shortfalls_of(row: PathwayEvent) -> tuple[pathway.Shortfall, ...]:
    """Return what somebody was short of when an exception was asked for."""
    return tuple(
        pathway.Shortfall(pathway.Requirement(one["requirement"]), one["steps"], tuple(one["items"]))
        for one in row.shortfalls
    )


def as_event(row: PathwayEvent) -> Event:
    """Return a stored step as the engine's value."""
    return Event(
        step=pathway.Step(row.step),
        by=Doer(row.by_as),
        person=row.person_id,
        organisation=row.organisation_id,
        reason=pathway.Reason(row.reason) if row.reason else None,
        says=row.says,
        advice=pathway.Advice(row.advice) if row.advice else None,
        alternatives=frozenset(map(pathway.Alternative, row.alternatives)),
        outcome=pathway.Outcome(row.outcome) if row.outcome else None,
        stage=pathway.Stage(row.came_along) if row.came_along else None,
        deciders=frozenset(map(Doer, row.deciders)),
        shortfalls=shortfalls_of(row),
    )


ASKED = (
    *("dagdelen", "listening", "reading", "speaking", "writing", "learnability", "load", "motivation", "skills"),
    *("licence", "excluded_limits"),
)


def fingerprint(cohort: Cohort) -> str:
    """Return what stands for everything a group asks of its participants; it changes with any of it."""
    asked = {name: getattr(cohort, name) for name in ASKED}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def required(cohort: Cohort) -> pathway.Required:
    """Return what a group asks as the engine compares it."""
    return pathway.Required(
        language=(cohort.listening, cohort.reading, cohort.speaking, cohort.writing),
        learnability=cohort.learnability,
        load=cohort.load,
        motivation=cohort.motivation,
        dagdelen=cohort.dagdelen,
        skills=frozenset(cohort.skills),
        licence=cohort.licence,
        excluded=frozenset(cohort.excluded_limits),
    )


def brings(profile: Profile) -> pathway.Met:
    """Return what somebody brings by their profile, as the engine compares it."""
    return pathway.Met(
        language=(profile.listening, profile.reading, profile.speaking, profile.writing),
        learnability=profile.learnability,
        load=profile.load,
        motivation=profile.motivation,
        available=profile.available,
        skills=frozenset(profile.skills),
        licence=profile.licence,
        limits=frozenset(profile.limits),
    )


def signed_sides(cohort: Cohort) -> QuerySet[ProfileSignature]:
    """Return who signed what the group asks now."""
    return ProfileSignature.objects.filter(cohort=cohort, profile=fingerprint(cohort))


def met(profile: Mapping[str, Any] | None) -> pathway.Met | None:
    """Return what somebody brings, from a profile as the database compares it; None without one."""
    if profile is None:
        return None
    first, second, third, fourth = profile["language"]
    return pathway.Met(
        language=(first, second, third, fourth),
        learnability=profile["learnability"],
        load=profile["load"],
        motivation=profile["motivation"],
        available=profile["available"],
        skills=frozenset(profile["skills"]),
        licence=profile["licence"],
        limits=frozenset(profile["limits"]),
    )


def _around(cohort: Cohort, row: Any) -> Around:
    def of(*keys: int | None) -> frozenset[int]:
        return frozenset(key for key in keys if key is not None)

    def with_role(role: str) -> frozenset[int]:
        return of(*(one["organisation"] for one in row.roles if one["role"] == role))

    return Around(
        organisations={
            Doer.INTERMEDIARY: of(row.participant.intermediary_id),
            Doer.EMPLOYER: with_role("employer"),
            Doer.EDUCATOR: of(cohort.educator_id),
            Doer.LANGUAGE_EDUCATOR: of(cohort.language_school_id),
            Doer.MENTOR: with_role("mentor"),
        },
        region=cohort.region_id,
        candidate=row.candidate_id,
    )


# What both sides weigh when they choose stands before the pre-track; what is weighed later, before learn-and-work.
SELECTION = frozenset({pathway.Step.SELECT, pathway.Step.REFUSE})


def gate_of(step: pathway.Step) -> generic.ComponentKind:
    """Return before which component the gate stands at which a step is taken: the selection, or the go/no-go."""
    return generic.ComponentKind.PRE_TRACK if step in SELECTION else generic.ComponentKind.LEARN_WORK


NO_PROFILE = (pathway.Shortfall(pathway.Requirement.LISTENING),)  # nothing is known, so nothing is met


def _facts(row: Any, design: generic.Blueprint, around: Around) -> Facts:
    cohort, brings, asked = row.cohort, met(row.compared["profile"]), fingerprint(row.cohort)
    sides = {one["side"] for one in row.signed if one["profile"] == asked}
    gate = design.gate_before(generic.ComponentKind.LEARN_WORK)
    wanted = {AS_DOER.get(role, Doer.DIRECTOR) for role in gate.decided_by} if gate else set()
    return Facts(
        group=pathway.GroupState(cohort.state),
        profile_signed={Doer.INTERMEDIARY, Doer.EMPLOYER} <= sides,
        shortfalls=NO_PROFILE if brings is None else pathway.shortfalls(required(cohort), brings),
        deviation=design.profile.deviation,
        places_left=cohort.max_size - row.places_held,
        has_workplace=row.seated,
        has_pre_track=design.component(generic.ComponentKind.PRE_TRACK) is not None,
        deciders=frozenset(doer if doer in around.parties else Doer.DIRECTOR for doer in wanted),
        parties=around.parties,
        group_gate_passed=row.gate == "go",
        obstacles_open=row.compared["obstacles"],
        agreement_bound=row.agreed,
        in_another_group=row.busy,
        ahead=row.ahead,
    )


def paths_of(rows: QuerySet[Enrolment]) -> list[Path]:
    """Return the paths of these enrolments, as the asker may see them: two queries, however many.

    Whom the asker may not meet has no path here.
    """
    return paths_with_facts(with_facts(rows.select_related("cohort__version")))


def paths_with_facts(rows: Iterable[Enrolment]) -> list[Path]:
    """Return the paths of enrolments that come ``with_facts`` and their group's version: one query more."""
    met_people = [row for row in rows if hasattr(row, "participant")]  # the wall leaves the others without one
    chosen = [row.pk for row in met_people]
    events: dict[int, list[PathwayEvent]] = {key: [] for key in chosen}
    stored = PathwayEvent.objects.filter(enrolment__in=chosen).select_related("words", "person", "organisation")
    for event in stored.order_by("enrolment_id", "number"):
        events[event.enrolment_id].append(event)
    designs = {row.cohort.version_id: row.cohort.version for row in met_people}
    read = {key: design_of(version) for key, version in designs.items()}
    return [_path(row, read[row.cohort.version_id], events[row.pk]) for row in met_people]


def _path(row: Enrolment, design: generic.Blueprint, events: list[PathwayEvent]) -> Path:
    around = _around(row.cohort, row)
    return Path(
        enrolment=row,
        design=design,
        events=events,
        state=pathway.replay(map(as_event, events)),
        facts=_facts(row, design, around),
        around=around,
    )


class NoPath(LookupError):
    """There is nobody here whom the asker may meet."""


def path_of(enrolment: Enrolment) -> Path:
    """Return the path of one enrolment. Raises NoPath."""
    found = paths_of(Enrolment.objects.filter(pk=enrolment.pk))
    if not found:
        raise NoPath(enrolment.pk)
    return found[0]
