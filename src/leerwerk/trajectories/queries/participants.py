"""What the pages of participants show: who is where, who acts next, and what the group as a whole still needs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject, Trim

from leerwerk.engine.pathway import HOLDING_A_PLACE, TABLE, Choice, Doer, Step, choices
from leerwerk.notices.models import Matter
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.queries import Home
from leerwerk.trajectories.enums import GateVerdict, Stage
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate, Participant, Party, PathwayEvent
from leerwerk.trajectories.queries.paths import Path, signed_sides
from leerwerk.trajectories.rules import paths_of

ENROLMENT = "trajectories.enrolment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One participant in a list: the row with the names that the asker may see, their work, and what waits."""

    enrolment: Enrolment
    workplace: Any
    waits: Sequence[Matter]


def with_names(rows: Iterable[Enrolment]) -> list[Enrolment]:
    """Return these participants by name, each with who they are to the asker; who is not met is left out.

    One query. The view is asked for these rows alone: joined with them, it would be made for everybody first.
    """
    found = {row.pk: row for row in rows}
    named = Participant.objects.filter(enrolment__in=list(found)).order_by("family_name", "given_name", "enrolment")
    people = []
    for who in named:
        row = found[who.enrolment_id]
        row._state.fields_cache["participant"] = who
        people.append(row)
    return people


def waiting_list(rows: Iterable[Enrolment]) -> list[Enrolment]:
    """Return who is on the waiting list, in the order in which they came on it."""
    waiting = [row for row in rows if row.waiting and row.waiting_since is not None]
    return sorted(waiting, key=lambda row: (row.waiting_since, row.pk))


def participants_listed(actor: Actor, cohort: Cohort, stage: str = "") -> list[Enrolment]:
    """Return the participants of a group whom the actor meets, by name: two queries."""
    rows = paths_of(actor).filter(cohort=cohort).defer("cohort__version__design")
    return with_names(rows.filter(stage=stage) if stage else rows)


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
    """What a group as a whole has and needs; signatures and mentors are rows of names, the gate is the last one."""

    signatures: Sequence[Mapping[str, Any]]
    mentors: Sequence[Mapping[str, Any]]
    gate: Mapping[str, Any] | None
    chosen: int
    with_workplace: int
    exceptions: int
    costs: Decimal
    covered: Decimal | None

    @property
    def money_missing(self) -> Decimal | None:
        """What the group costs with who was selected and no budget pays, € thousand; None when no budget is named."""
        return None if self.covered is None else max(Decimal(0), self.costs - self.covered)

    @property
    def signed(self) -> bool:
        """Whether both sides agreed with what the group asks."""
        return {Doer.INTERMEDIARY, Doer.EMPLOYER} <= {one["side"] for one in self.signatures}

    def signed_by(self, organisation: int | None) -> bool:
        """Whether an organisation has signed."""
        return any(one["organisation"] == organisation for one in self.signatures)


def _name(person: str) -> Trim:
    return Trim(Concat(f"{person}__given_name", Value(" "), f"{person}__family_name"))


def group_as_whole(cohort: Cohort) -> GroupAsWhole:
    """Return what a group has and needs: one query."""
    holding = Enrolment.objects.filter(cohort=cohort, stage__in=HOLDING_A_PLACE).order_by()
    granted = PathwayEvent.objects.filter(enrolment__cohort=cohort, step=Step.GRANT_EXCEPTION).order_by()
    organisation = {"organisation": "organisation_id", "name": "organisation__name"}
    signatures = signed_sides(cohort).values(
        one=JSONObject(side="side", person=_name("person"), at="at", **organisation)
    )
    mentors = Party.objects.filter(cohort=cohort, role="mentor", until=None, enrolment=None).order_by("id")
    gates = GroupGate.objects.filter(cohort=cohort).order_by("-id")
    facts = ("verdict", "reason", "below", "again_on", "participants", "workplaces", "mentors", "money_missing", "at")
    row: Any = (
        Cohort.objects.filter(pk=cohort.pk)
        .annotate(
            signed=ArraySubquery(signatures),
            mentoring=ArraySubquery(mentors.values(one=JSONObject(**organisation))),
            last_gate=Subquery(gates.values(one=JSONObject(by=_name("by"), **{name: name for name in facts}))[:1]),
            chosen=Subquery(holding.values("cohort").annotate(n=Count("pk")).values("n")),
            seated=Subquery(holding.filter(seat__isnull=False).values("cohort").annotate(n=Count("pk")).values("n")),
            charged=ArraySubquery(_charges(cohort)),
            homes=ArraySubquery(holding.values(home=Home("candidate"))),
            exceptions=Subquery(granted.values("enrolment__cohort").annotate(n=Count("pk")).values("n")),
        )
        .get()
    )
    return GroupAsWhole(
        signatures=[one | {"at": datetime.fromisoformat(one["at"])} for one in row.signed],
        mentors=row.mentoring,
        gate=None
        if row.last_gate is None
        else row.last_gate
        | {"again_on": _day(row.last_gate["again_on"])}
        | {"at": datetime.fromisoformat(row.last_gate["at"]), "label": GateVerdict(row.last_gate["verdict"]).label},
        chosen=row.chosen or 0,
        with_workplace=row.seated or 0,
        exceptions=row.exceptions or 0,
        costs=cohort.fixed_cost + cohort.cost_per_participant * len(row.homes),
        covered=_covered(row.charged, row.homes) if row.charged else None,
    )


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _charges(cohort: Cohort) -> QuerySet[Any]:
    """Return what a group charges to budgets: those lie above this room and are reached by their relation."""
    charges: Any = Cohort._meta.get_field("charges").related_model
    rows: QuerySet[Any] = charges._default_manager.filter(cohort=cohort).order_by("pk")
    return rows.values(one=JSONObject(town="municipality_id", each="per_participant", once="per_group"))


def _covered(charges: Sequence[Mapping[str, Any]], homes: Sequence[str]) -> Decimal:
    """Return what budgets pay for these participants, who live there; a charge may count one municipality's only."""
    return sum(
        (
            Decimal(str(one["once"]))
            + Decimal(str(one["each"])) * (len(homes) if one["town"] is None else homes.count(one["town"]))
            for one in charges
        ),
        Decimal(0),
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
