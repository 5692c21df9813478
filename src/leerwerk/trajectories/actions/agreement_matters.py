"""Who acts next on an agreement: it is made, filled in, sent, approved by each side, or talked about once more."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from leerwerk.engine.agreement import OWNERS, Draft
from leerwerk.engine.pathway import Doer, Stage
from leerwerk.notices.actions import Awaited, settle
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import AgreementKind, CohortState
from leerwerk.trajectories.models import Agreement, AgreementDraft, AgreementSide, Cohort, Enrolment, Party
from leerwerk.trajectories.queries.agreements import Told, Version, told
from leerwerk.trajectories.queries.drawing_up import NobodyThere, drawn_up
from leerwerk.trajectories.queries.paths import FUNCTIONS

MATTERS = "trajectories.agreement."
TO_MAKE, TO_APPROVE = timedelta(days=14), timedelta(days=7)
NEEDS_ONE = (Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK)
OPEN = (CohortState.DECIDED, CohortState.RUNNING)


def _needed(agreement: Agreement) -> bool:
    if agreement.enrolment is not None:
        return agreement.enrolment.stage in NEEDS_ONE
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
    """What is awaited: the kind, the organisation, and the function in it."""
    if not _needed(agreement):
        return
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
    row = Candidate.objects.only("person", "intermediary").get(pk=agreement.enrolment.candidate_id)
    return ("approve", None, OWN) if row.person_id else ("help", row.intermediary_id, Function.CASEWORKER)


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


@part
def await_agreement(agreement: Agreement) -> None:
    """Let exactly what an agreement waits for be open matters of whoever has to do it."""
    today = timezone.localdate()
    with lowered():
        agreement = Agreement.objects.select_related("cohort__version", "enrolment").get(pk=agreement.pk)
        subject = agreement.enrolment or agreement.cohort
        due = {"draft": today + TO_MAKE}
        wanted = [
            Awaited(
                kind=f"{MATTERS}{what}",
                organisation_id=organisation,
                function=function,
                due_on=due.get(what, today + TO_APPROVE),
                region_id=agreement.cohort.region_id,
                group_code=agreement.cohort.code,
                candidate_id=agreement.enrolment.candidate_id if agreement.enrolment else None,
            )
            for what, organisation, function in _wanted(agreement, told(agreement))
        ]
        settle(subject, MATTERS, wanted)


@part
def agree_about(enrolment: Enrolment) -> None:
    """Let there be an agreement about somebody who was chosen, and settle what it waits for."""
    with lowered():
        found = Agreement.objects.filter(enrolment=enrolment).first()
        if found is None and enrolment.stage in NEEDS_ONE:
            found = Agreement.objects.create(
                kind=AgreementKind.LEARN_WORK, cohort_id=enrolment.cohort_id, enrolment=enrolment
            )
    if found is not None:
        await_agreement(found)


@part
def agree_together(cohort: Cohort) -> None:
    """Let there be an agreement of the organisations around a group that was decided, and settle what it waits for."""
    with lowered():
        found = Agreement.objects.filter(cohort=cohort, enrolment=None).first()
        if found is None and cohort.state in OPEN:
            found = Agreement.objects.create(kind=AgreementKind.COOPERATION, cohort=cohort)
    if found is not None:
        await_agreement(found)
