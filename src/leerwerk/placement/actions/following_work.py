"""What follows from facts about work, done by the house: who is asked, and the step that two years of work lead to."""

from django.utils import timezone

from leerwerk.engine.pathway import Proof, Stage, Step
from leerwerk.engine.placing import Moment, Verdict
from leerwerk.notices.actions import settle
from leerwerk.placement.models import Placement
from leerwerk.placement.queries.followups import AGAIN, CONFIRM, lasting_of, wanted
from leerwerk.placement.queries.placements import with_everything
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.actions import take_step
from leerwerk.trajectories.models import Enrolment


@part
def await_work(enrolment: Enrolment) -> None:
    """Let exactly what has to be asked about somebody's work be open matters."""
    with lowered():
        row = Enrolment.objects.select_related("cohort").get(pk=enrolment.pk)
        found = wanted(row)
        for kinds in (CONFIRM, AGAIN):
            settle(row, kinds, [one for one in found if one.kind.startswith(kinds)])


@part
def sustain_when_lasted(enrolment: Enrolment, by: Actor) -> bool:
    """Take the last step of a path when the facts of two years say so; return whether it was taken.

    Whoever brings the last fact takes it; what the facts are, the house reads, since an employer meets only own work.
    """
    with lowered():
        stage = Enrolment.objects.values_list("stage", flat=True).get(pk=enrolment.pk)
        rows = list(with_everything(Placement.objects.filter(enrolment=enrolment.pk)))
        at = lasting_of(rows, timezone.localdate()).at(Moment.TWO_YEARS)
    if stage != Stage.PLACED or at is None or at.verdict is not Verdict.SUSTAINED:
        return False
    take_step(enrolment=enrolment, step=Step.SUSTAIN, proofs=frozenset({Proof.LASTED}), by=by)
    return True
