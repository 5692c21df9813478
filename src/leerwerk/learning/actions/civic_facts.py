"""What a municipality writes of what happened in somebody's inburgering: exams, more time, moves."""

from leerwerk.learning.actions.civic import OnlyAMunicipality
from leerwerk.learning.consequences import ask_about_inburgering
from leerwerk.learning.models import CivicCase, CivicMove, ExamResult, RouteChange, TermExtension
from leerwerk.learning.queries.civic import plan_of
from leerwerk.parties.enums import OrganisationKind
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate

type Fact = ExamResult | TermExtension | CivicMove | RouteChange


class NoPlan(Exception):
    """There is no plan (PIP) whose term could be extended."""


def _held(case_id: int, by: Actor) -> CivicCase:
    if by.organisation_kind != OrganisationKind.MUNICIPALITY:
        raise OnlyAMunicipality
    return CivicCase.objects.select_for_update().get(pk=case_id)


def _about(case: CivicCase) -> Candidate:
    return Candidate(pk=case.candidate_id)


@action
def record_exam(*, exam: ExamResult, by: Actor) -> ExamResult:
    """Write the result of a part on a day; another result of the same day replaces it. Raises OnlyAMunicipality."""
    case = _held(exam.case_id, by)
    row, _made = ExamResult.objects.update_or_create(
        case=case, part=exam.part, on=exam.on, defaults={"outcome": exam.outcome}
    )
    ask_about_inburgering(case.pk)
    record("learning.exam_recorded", _about(case), by=by, exam=row.pk)
    return row


@action
def extend_term(*, extension: TermExtension, by: Actor) -> TermExtension:
    """Write that the Minister gave more time; of the same day and for the same reason, the last one written holds.

    Raises OnlyAMunicipality and NoPlan.
    """
    case = _held(extension.case_id, by)
    if case.pip_on is None or case.pip_on > extension.decided_on:
        raise NoPlan
    row, _made = TermExtension.objects.update_or_create(
        case=case,
        decided_on=extension.decided_on,
        ground=extension.ground,
        defaults={"months": extension.months, "days": extension.days},
    )
    ask_about_inburgering(case.pk)
    record("learning.term_extended", _about(case), by=by, extension=row.pk)
    return row


@action
def record_move(*, move: CivicMove, by: Actor) -> CivicMove:
    """Write a move to another municipality, or later the plan that its college set. Raises OnlyAMunicipality."""
    case = _held(move.case_id, by)
    row, _made = CivicMove.objects.update_or_create(
        case=case,
        registered_on=move.registered_on,
        defaults={"municipality": move.municipality, "pip_on": move.pip_on},
    )
    ask_about_inburgering(case.pk)
    record("learning.civic_move", _about(case), by=by, move=row.pk)
    return row


@action
def remove_fact(*, fact: Fact, by: Actor) -> None:
    """Take back an exam, more time, a move or a change of route that was written by mistake.

    Raises OnlyAMunicipality, and BadPlan when the changes of route that stay cannot be.
    """
    case, key = _held(fact.case_id, by), fact.pk
    fact.delete()
    plan_of(case)  # refuses changes of route that cannot be without this one
    ask_about_inburgering(case.pk)
    record("learning.civic_fact_removed", _about(case), by=by, what=fact._meta.label_lower, fact=key)
