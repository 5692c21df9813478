"""What a path and a group wait for today, as matters that should be open; and whether those that are open agree."""

from datetime import date, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Doer, Stage, Step
from leerwerk.notices.awaited import Awaited, out_of_step
from leerwerk.notices.models import OWN, Matter
from leerwerk.parties.enums import Function
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate, Participant, Party, Preparation
from leerwerk.trajectories.queries.agreements_awaiting import MATTERS, wanted_by_subject
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from leerwerk.trajectories.queries.paths import FUNCTIONS, Around, Path, paths_of, signed_sides
from leerwerk.trajectories.queries.pieces import PIECES, around_a_path, missing_pieces, pieces_of_group, wanted_of_piece
from leerwerk.trajectories.queries.speaking import speaks_for

LOOKED_AT = (CohortState.DECIDED, CohortState.RUNNING, CohortState.FINISHED, CohortState.REFUSED)
STEPS, GROUPS = "trajectories.step.", "trajectories.group."
TO_SIGN, BEFORE_GATE = timedelta(days=7), timedelta(days=14)


def _whose_turn(doer: Doer, around: Around) -> list[tuple[int | None, str]]:
    """Return the organisations and functions that have to do something; a director stands in for who is not there."""
    if doer is Doer.CANDIDATE:
        return [speaks_for(around.candidate)]
    owners = sorted(around.organisations.get(doer, ()))
    return [(owner, FUNCTIONS[doer]) for owner in owners] or [(None, FUNCTIONS[Doer.DIRECTOR])]


def wanted_of_path(path: Path) -> list[Awaited]:
    """Return what this path waits for, each of whoever has to do it; a director stands in for who is not there.

    What a participant without an account has to say, their intermediary asks and writes down. Asked by the house.
    """
    today = timezone.localdate()
    days = group_days(path.enrolment.cohort, path.design)
    cohort, around = path.enrolment.cohort, path.around
    wanted = []
    for one in pathway.awaited(path.state, path.facts):
        if one.step is Step.TELL and speaks_for(around.candidate)[1] == OWN:
            continue  # who has an account reads the answer, and was written to
        due = max(days.of(one.anchor, today) + timedelta(days=one.days), today)
        wanted += [
            Awaited(
                kind=f"{STEPS}{one.step}",
                organisation_id=owner,
                function=function,
                due_on=due,
                region_id=cohort.region_id,
                group_code=cohort.code,
                candidate_id=path.enrolment.candidate_id,
            )
            for owner, function in _whose_turn(one.by, around)
        ]
    return wanted


def _sides(cohort: Cohort) -> dict[Doer, set[int]]:
    """Return the organisations of both sides of a group: who guide its people, and for whom they work."""
    on_the_way = Enrolment.objects.filter(cohort=cohort).exclude(stage=Stage.LEFT)
    guides = Participant.objects.filter(enrolment__in=on_the_way).order_by()
    employers = Party.objects.filter(enrolment__in=on_the_way, role="employer", until=None).order_by()
    return {
        Doer.INTERMEDIARY: set(guides.values_list("intermediary", flat=True)),
        Doer.EMPLOYER: set(employers.values_list("organisation", flat=True)),
    }


def wanted_of_group(cohort: Cohort) -> list[Awaited]:
    """Return what the group as a whole waits for: signatures under its profile, and its go/no-go."""
    today, wanted = timezone.localdate(), list[Awaited]()

    def one(what: str, organisation: int | None, function: str, due: date) -> Awaited:
        return Awaited(
            kind=f"{GROUPS}{what}",
            organisation_id=organisation,
            function=function,
            due_on=max(due, today),
            region_id=cohort.region_id,
            group_code=cohort.code,
        )

    if cohort.state not in (CohortState.DECIDED, CohortState.RUNNING):
        return wanted
    signed = set(signed_sides(cohort).values_list("side", flat=True))
    for side, organisations in _sides(cohort).items():
        if side not in signed:
            wanted += [one("sign_profile", key, FUNCTIONS[side], today + TO_SIGN) for key in organisations]
    chosen = Enrolment.objects.filter(cohort=cohort, stage__in=(Stage.SELECTED, Stage.PRE_TRACK)).exists()
    last = GroupGate.objects.filter(cohort=cohort).first()
    if chosen and (last is None or last.verdict != "go"):
        due = group_days(cohort, design_of(cohort.version)).learn_work - BEFORE_GATE
        if last is not None and last.again_on is not None:
            due = last.again_on
        wanted.append(one("gate", None, Function.DIRECTOR, due))
    return wanted


def differences_in(cohort: Cohort) -> dict[str, int]:
    """Return, by kind, how many open matters of a group, its people and agreements should not be open, or are missing.

    Asked by the house, which has no wall. Nothing differs as long as every action settles what it changes.
    """
    found: dict[str, int] = {}
    paths = paths_of(Enrolment.objects.filter(cohort=cohort))
    compared: list[tuple[Model, str, list[Awaited]]] = [(cohort, GROUPS, wanted_of_group(cohort))]
    compared += [(path.enrolment, STEPS, wanted_of_path(path)) for path in paths]
    compared += [(row, PIECES, wanted_of_piece(row)) for row in pieces_of_group(cohort)]
    for subject, kinds, wanted in compared:
        for kind in out_of_step(subject, kinds, wanted).kinds:
            found[kind] = found.get(kind, 0) + 1
    for path in paths:
        for piece in missing_pieces(path, around_a_path(path.enrolment)):
            kind = f"{PIECES}{piece.kind}"
            found[kind] = found.get(kind, 0) + 1
    for one in wanted_by_subject(cohort):
        differs = out_of_step(one.subject, MATTERS, one.wanted).kinds
        for kind in differs or [f"{MATTERS}draft"] * one.lacks:  # also where it is open that there is none
            found[kind] = found.get(kind, 0) + 1
    return found


def left_over() -> QuerySet[Matter]:
    """Return the open matters of this room without a fact: what they are about is gone, or the group needs nothing.

    Asked by the house, which has no wall.
    """
    going = Cohort.objects.filter(state__in=LOOKED_AT)
    of_group: tuple[type[Enrolment] | type[Preparation], ...] = (Enrolment, Preparation)
    gone = Q(~Exists(going.filter(pk=OuterRef("subject_id"))), subject_type=Cohort._meta.label_lower)
    for model in of_group:
        there = model._default_manager.filter(pk=OuterRef("subject_id"), cohort__in=going)
        gone |= Q(~Exists(there), subject_type=model._meta.label_lower)
    ours = Matter.objects.filter(closed_at=None, kind__startswith="trajectories.")
    return ours.filter(gone).order_by("pk")
