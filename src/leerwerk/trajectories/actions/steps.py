"""Steps on somebody's path."""

from django.db import transaction

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment


@action
def propose_enrolment(*, candidate: Candidate, cohort: Cohort, by: Actor) -> Enrolment:
    """Propose a candidate for a decided group. The database refuses a second active enrolment."""
    with transaction.atomic():
        enrolment = Enrolment.objects.create(candidate=candidate, cohort=cohort, stage=Stage.PROPOSED)
    record("enrolment_proposed", candidate, by=by, cohort=cohort.pk, enrolment=enrolment.pk)
    return enrolment
