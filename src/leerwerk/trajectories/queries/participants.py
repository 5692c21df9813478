"""What the pages of participants show: who is where, who acts next, and what the group as a whole still needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from leerwerk.engine.pathway import HOLDING_A_PLACE, TABLE, Choice, Doer, Step, choices
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate, Party, ProfileSignature
from leerwerk.trajectories.queries.paths import Path, fingerprint
from leerwerk.trajectories.rules import paths_of

ENROLMENT = "trajectories.enrolment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One participant in a list: the row with the names that the asker may see, their work, and what waits."""

    enrolment: Enrolment
    workplace: Any
    waits: Sequence[Matter]


def participants_listed(actor: Actor, cohort: Cohort, stage: str = "") -> QuerySet[Enrolment]:
    """Return the participants of a group whom the actor meets, those who left last."""
    rows = paths_of(actor).filter(cohort=cohort).select_related("participant", "seat__workplace__employer")
    if stage:
        rows = rows.filter(stage=stage)
    return rows.order_by("participant__family_name", "participant__given_name", "id")


def lines(rows: Sequence[Enrolment]) -> list[Line]:
    """Return participants as lines of a list: one query for what waits for somebody."""
    waiting: dict[int, list[Matter]] = {row.pk: [] for row in rows}
    open_now = Matter.objects.filter(subject_type=ENROLMENT, subject_id__in=waiting, closed_at=None)
    for matter in open_now.select_related("organisation").order_by("due_on", "id"):
        waiting[matter.subject_id].append(matter)
    return [
        Line(enrolment=row, workplace=getattr(getattr(row, "seat", None), "workplace", None), waits=waiting[row.pk])
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAsWhole:
    """What a group as a whole has and needs."""

    signatures: list[ProfileSignature]
    sides: frozenset[str]
    signed_by_me: bool
    mentors: list[Party]
    gate: GroupGate | None
    stages: Counter[str]
    with_workplace: int

    @property
    def chosen(self) -> int:
        """Who hold a place: both sides selected them, and they are not finished."""
        return sum(self.stages[stage] for stage in HOLDING_A_PLACE)

    @property
    def signed(self) -> bool:
        """Whether both sides agreed with what the group asks."""
        return {Doer.INTERMEDIARY, Doer.EMPLOYER} <= set(self.sides)


def group_as_whole(cohort: Cohort, actor: Actor) -> GroupAsWhole:
    """Return what a group has and needs: four queries."""
    signatures = list(
        ProfileSignature.objects.filter(cohort=cohort, profile=fingerprint(cohort)).select_related(
            "organisation", "person"
        )
    )
    people = list(Enrolment.objects.filter(cohort=cohort).values_list("stage", "seat__workplace"))
    return GroupAsWhole(
        signatures=signatures,
        sides=frozenset(one.side for one in signatures),
        signed_by_me=any(one.organisation_id == actor.organisation_id for one in signatures),
        mentors=list(
            Party.objects.filter(cohort=cohort, role="mentor", until=None, enrolment=None).select_related(
                "organisation"
            )
        ),
        gate=GroupGate.objects.filter(cohort=cohort).select_related("by").first(),
        stages=Counter(stage for stage, _workplace in people),
        with_workplace=sum(1 for stage, workplace in people if stage in HOLDING_A_PLACE and workplace is not None),
    )


def may_mentor(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of the region that can mentor: those whose kind has mentors."""
    kinds = [kind for kind in OrganisationKind if kind not in (OrganisationKind.FUND, OrganisationKind.MINISTRY)]
    return Organisation.objects.filter(region=actor.region_id, kind__in=kinds, active=True).order_by("name", "id")


def choices_of(path: Path, actor: Actor) -> list[tuple[Doer, Choice]]:
    """Return the steps that the actor may take on a path, or waits to, each once, in the table's order."""
    found: dict[Step, tuple[Doer, Choice]] = {}
    for doer in sorted(path.around.doers(actor)):
        offered = choices(path.state, path.facts, by=doer, person=actor.person_id, organisation=actor.organisation_id)
        for choice in offered:
            known = found.get(choice.step)
            if known is None or (choice.possible and not known[1].possible):
                found[choice.step] = (doer, choice)
    return [found[step] for step in TABLE if step in found]


def batches(rows: Sequence[Enrolment], has_pre_track: bool) -> list[tuple[Step, int]]:
    """Return which steps a director may take for several people at once, and for how many they could be due."""
    counted = Counter(row.stage for row in rows)
    first = Stage.PRE_TRACK if has_pre_track else Stage.SELECTED
    due = [
        (Step.START_PRE_TRACK, counted[Stage.SELECTED] if has_pre_track else 0),
        (Step.START_LEARN_WORK, counted[first]),
        (Step.COMPLETE, counted[Stage.LEARN_WORK]),
    ]
    return [(step, count) for step, count in due if count]
