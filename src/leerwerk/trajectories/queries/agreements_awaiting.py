"""What agreements wait for today, as matters that should be open: made, filled in, sent, approved, talked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone

from leerwerk.engine.agreement import OWNERS, Draft
from leerwerk.engine.pathway import Doer, Stage
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.trajectories.enums import AgreementKind, CohortState
from leerwerk.trajectories.models import (
    Agreement,
    AgreementDraft,
    AgreementSide,
    AgreementVersion,
    Cohort,
    Enrolment,
    Party,
)
from leerwerk.trajectories.queries.agreements import Told, Version, told, told_beforehand, with_everything
from leerwerk.trajectories.queries.drawing_up import NobodyThere, drawn_up
from leerwerk.trajectories.queries.paths import FUNCTIONS
from leerwerk.trajectories.queries.speaking import speaks_for

MATTERS = "trajectories.agreement."
TO_MAKE, TO_APPROVE = timedelta(days=14), timedelta(days=7)
NEEDS_ONE = (Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK)
OPEN = (CohortState.DECIDED, CohortState.RUNNING)


def _needed(agreement: Agreement) -> bool:
    if agreement.enrolment is not None:
        return agreement.enrolment.stage in NEEDS_ONE and agreement.cohort.state != CohortState.REFUSED
    return agreement.cohort.state in OPEN


def _employers(agreement: Agreement) -> set[int]:
    roles = Party.objects.filter(role="employer", until=None)
    of = (
        roles.filter(enrolment=agreement.enrolment_id)
        if agreement.enrolment_id
        else roles.filter(cohort=agreement.cohort)
    )
    return set(of.values_list("organisation", flat=True))


def _holds(agreement: Agreement, version: Version | None) -> bool:
    """Whether a version is in force, with the employer of today."""
    if version is None or version.row.bound_at is None:
        return False
    if agreement.kind == AgreementKind.COOPERATION:
        return True
    with_whom = {one.side.organisation_id for one in version.standings if one.side.side == Doer.EMPLOYER}
    return _employers(agreement) <= with_whom


def _wanted(agreement: Agreement, known: Told) -> Iterator[tuple[str, int | None, str]]:
    """What is awaited of an agreement that is needed: the kind, the organisation, and the function in it."""
    if known.pending is not None:
        yield from _to_approve(agreement, known.pending)
    elif not _holds(agreement, known.latest):
        draft = AgreementDraft.objects.filter(agreement=agreement).first()
        if draft is None:
            yield "draft", None, Function.DIRECTOR
            return
        try:
            yield from _to_fill_in(agreement, drawn_up(agreement, draft.filled))
        except NobodyThere:
            return


def _to_approve(agreement: Agreement, pending: Version) -> Iterator[tuple[str, int | None, str]]:
    if pending.disputed:
        yield "talk", None, Function.DIRECTOR
    for one in pending.standings:
        if one.latest is None:
            yield _approves(agreement, one.side)


def _approves(agreement: Agreement, side: AgreementSide) -> tuple[str, int | None, str]:
    """Who without an account approves with help of their intermediary; directors are asked as all that they do is."""
    if side.side == Doer.DIRECTOR:
        return "approve", None, Function.DIRECTOR
    if side.organisation_id is not None:
        return "approve", side.organisation_id, FUNCTIONS[Doer(side.side)]
    assert agreement.enrolment is not None
    organisation, function = speaks_for(agreement.enrolment.candidate_id)
    return "approve" if function == OWN else "help", organisation, function


def _to_fill_in(agreement: Agreement, draft: Draft) -> Iterator[tuple[str, int | None, str]]:
    owners = {OWNERS[one] for one in draft.missing}
    employers = sorted(_employers(agreement)) if agreement.enrolment_id else []
    if not owners:
        yield "send", None, Function.DIRECTOR
    if Doer.EMPLOYER in owners:
        for employer in employers:
            yield "fill", employer, Function.EMPLOYER
    if Doer.DIRECTOR in owners or (owners and not employers):
        yield "fill", None, Function.DIRECTOR


def wanted_of_agreement(agreement: Agreement, known: Told | None = None) -> list[Awaited]:
    """Return what an agreement waits for. ``known``: what there is of it, when that was asked before."""
    if not _needed(agreement):
        return []
    return [_awaited(agreement, *one) for one in _wanted(agreement, known or told(agreement))]


def _awaited(agreement: Agreement, what: str, organisation: int | None, function: str) -> Awaited:
    return Awaited(
        kind=f"{MATTERS}{what}",
        organisation_id=organisation,
        function=function,
        due_on=timezone.localdate() + (TO_MAKE if what == "draft" else TO_APPROVE),
        region_id=agreement.cohort.region_id,
        group_code=agreement.cohort.code,
        candidate_id=agreement.enrolment.candidate_id if agreement.enrolment else None,
    )


@dataclass(frozen=True, slots=True)
class About:
    """What should be open of the agreement about a row; ``lacks``: there should be an agreement, and there is none."""

    subject: Enrolment | Cohort
    wanted: list[Awaited]
    lacks: bool


def wanted_by_subject(cohort: Cohort) -> Iterator[About]:
    """Yield what should be open of agreements about a group and each of its people.

    Where an agreement should be and is not, beginning with one is what is wanted.
    """
    versions = Prefetch("versions", queryset=with_everything(AgreementVersion.objects.all()))
    rows = Agreement.objects.filter(cohort=cohort).select_related("cohort__version", "enrolment")
    found = {row.enrolment_id: row for row in rows.prefetch_related(versions)}
    for enrolment in Enrolment.objects.filter(cohort=cohort).order_by("pk"):
        otherwise = Agreement(cohort=cohort, enrolment=enrolment)
        yield _about(enrolment, found.get(enrolment.pk), otherwise)
    yield _about(cohort, found.get(None), Agreement(cohort=cohort, kind=AgreementKind.COOPERATION))


def _about(subject: Enrolment | Cohort, agreement: Agreement | None, otherwise: Agreement) -> About:
    if agreement is not None:
        return About(subject, wanted_of_agreement(agreement, told_beforehand(agreement)), lacks=False)
    lacks = _needed(otherwise)
    return About(subject, [_awaited(otherwise, "draft", None, Function.DIRECTOR)] if lacks else [], lacks)
