"""Somebody's path as the engine reads it: what happened, the facts of today, and who is what to them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from leerwerk.engine import model as generic
from leerwerk.engine import pathway
from leerwerk.engine.pathway import Doer, Event, Facts, State
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import ENDED
from leerwerk.trajectories.models import (
    AgreementSide,
    Cohort,
    Enrolment,
    GroupGate,
    Party,
    PathwayEvent,
    ProfileSignature,
)

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


def signed_sides(cohort: Cohort) -> QuerySet[ProfileSignature]:
    """Return who signed what the group asks now."""
    return ProfileSignature.objects.filter(cohort=cohort, profile=fingerprint(cohort))


def _agreed_with_employer() -> QuerySet[AgreementSide]:
    """Which versions every side approved, of an agreement with who is the participant's employer now."""
    employers = Party.objects.filter(enrolment=OuterRef(OuterRef("pk")), role="employer", until=None)
    return AgreementSide.objects.filter(
        version__agreement__enrolment=OuterRef("pk"),
        version__bound_at__isnull=False,
        side=str(Doer.EMPLOYER),
        organisation__in=employers.values("organisation"),
    )


def _with_facts(cohort: Cohort) -> QuerySet[Enrolment]:
    """Return enrolments of a group with what is counted for each, in one query."""
    holding = Enrolment.objects.filter(cohort=cohort, stage__in=pathway.HOLDING_A_PLACE).order_by()
    held = holding.values("cohort").annotate(n=Count("pk")).values("n")
    elsewhere = Enrolment.objects.filter(candidate=OuterRef("candidate")).exclude(pk=OuterRef("pk"))
    sides = signed_sides(cohort).order_by().values("cohort").annotate(all=ArrayAgg("side")).values("all")
    gates = GroupGate.objects.filter(cohort=cohort).order_by("-id").values("verdict")[:1]
    return (
        Enrolment.objects.filter(cohort=cohort)
        .select_related("participant")
        .annotate(
            places_held=Coalesce(Subquery(held), 0),
            busy=Exists(elsewhere.exclude(stage__in=ENDED)),
            sides=Subquery(sides),
            gate=Subquery(gates),
            seated=Exists(Enrolment.objects.filter(pk=OuterRef("pk"), seat__isnull=False)),
            agreed=Exists(_agreed_with_employer()),
        )
    )


def _compared(keys: list[int]) -> dict[int, tuple[pathway.Met | None, int]]:
    """Return what people bring, and how many obstacles are open, by enrolment; only of whom the asker meets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM trajectories_compared(%s)", [keys])
        return {row[0]: (_met(row), row[12]) for row in cursor.fetchall()}


def _met(row: tuple[Any, ...]) -> pathway.Met | None:
    if row[1] is None:  # no profile
        return None
    return pathway.Met(
        language=(row[1], row[2], row[3], row[4]),
        learnability=row[5],
        load=row[6],
        motivation=row[7],
        available=row[8],
        skills=frozenset(row[9]),
        licence=row[10],
        limits=frozenset(row[11]),
    )


def _around(cohort: Cohort, enrolment: Enrolment, roles: Iterable[Party], intermediary: int | None) -> Around:
    mine = [role for role in roles if role.enrolment_id in (None, enrolment.pk)]

    def of(*keys: int | None) -> frozenset[int]:
        return frozenset(key for key in keys if key is not None)

    return Around(
        organisations={
            Doer.INTERMEDIARY: of(intermediary),
            Doer.EMPLOYER: of(*(role.organisation_id for role in mine if role.role == "employer")),
            Doer.EDUCATOR: of(cohort.educator_id),
            Doer.LANGUAGE_EDUCATOR: of(cohort.language_school_id),
            Doer.MENTOR: of(*(role.organisation_id for role in mine if role.role == "mentor")),
        },
        region=cohort.region_id,
        candidate=enrolment.candidate_id,
    )


NO_PROFILE = (pathway.Shortfall(pathway.Requirement.LISTENING),)  # nothing is known, so nothing is met


def _facts(row: Any, design: generic.Blueprint, around: Around, met: pathway.Met | None, obstacles: int) -> Facts:
    cohort = row.cohort
    gate = design.gate_before(generic.ComponentKind.LEARN_WORK)
    wanted = {AS_DOER.get(role, Doer.DIRECTOR) for role in gate.decided_by} if gate else set()
    return Facts(
        group=pathway.GroupState(cohort.state),
        profile_signed={Doer.INTERMEDIARY, Doer.EMPLOYER} <= set(row.sides or ()),
        shortfalls=NO_PROFILE if met is None else pathway.shortfalls(required(cohort), met),
        deviation=design.profile.deviation,
        places_left=cohort.max_size - row.places_held,
        has_workplace=row.seated,
        has_pre_track=design.component(generic.ComponentKind.PRE_TRACK) is not None,
        deciders=frozenset(doer if doer in around.parties else Doer.DIRECTOR for doer in wanted),
        parties=around.parties,
        group_gate_passed=row.gate == "go",
        obstacles_open=obstacles,
        agreement_bound=row.agreed,
        in_another_group=row.busy,
    )


def paths_of(cohort: Cohort, keys: Iterable[int] | None = None) -> list[Path]:
    """Return the paths of a group's participants (of these enrolments only, when given), as the asker may see them.

    Four queries, however many; ``cohort`` comes with its version. Whom the asker may not meet has no path here.
    """
    rows = _with_facts(cohort) if keys is None else _with_facts(cohort).filter(pk__in=list(keys))
    met_people = [row for row in rows if hasattr(row, "participant")]  # the wall leaves the others without one
    chosen = [row.pk for row in met_people]
    events: dict[int, list[PathwayEvent]] = {key: [] for key in chosen}
    stored = PathwayEvent.objects.filter(enrolment__in=chosen).select_related("words", "person", "organisation")
    for event in stored.order_by("enrolment_id", "number"):
        events[event.enrolment_id].append(event)
    compared = _compared(chosen)
    roles = list(Party.objects.filter(cohort=cohort, until=None).filter(Q(enrolment=None) | Q(enrolment__in=chosen)))
    design = generic.from_dict(cohort.version.design)
    return [_path(cohort, row, design, events[row.pk], roles, compared.get(row.pk, (None, 0))) for row in met_people]


def _path(
    cohort: Cohort,
    row: Enrolment,
    design: generic.Blueprint,
    events: list[PathwayEvent],
    roles: list[Party],
    compared: tuple[pathway.Met | None, int],
) -> Path:
    row.cohort = cohort
    around = _around(cohort, row, roles, row.participant.intermediary_id)
    return Path(
        enrolment=row,
        design=design,
        events=events,
        state=pathway.replay(map(as_event, events)),
        facts=_facts(row, design, around, *compared),
        around=around,
    )


class NoPath(LookupError):
    """There is nobody here whom the asker may meet."""


def path_of(enrolment: Enrolment) -> Path:
    """Return the path of one enrolment, which comes with its group and version. Raises NoPath."""
    found = paths_of(enrolment.cohort, [enrolment.pk])
    if not found:
        raise NoPath(enrolment.pk)
    return found[0]
