"""Who acts next on an agreement: exactly what it waits for is open, and there is one where there should be."""

from leerwerk.notices.actions import settle
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.enums import AgreementKind
from leerwerk.trajectories.models import Agreement, Cohort, Enrolment
from leerwerk.trajectories.queries.agreements_awaiting import MATTERS, NEEDS_ONE, OPEN, wanted_of_agreement


@part
def await_agreement(agreement: Agreement) -> None:
    """Let exactly what an agreement waits for be open matters of whoever has to do it."""
    with lowered():
        agreement = Agreement.objects.select_related("cohort__version", "enrolment").get(pk=agreement.pk)
        settle(agreement.enrolment or agreement.cohort, MATTERS, wanted_of_agreement(agreement))


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
