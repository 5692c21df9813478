"""What this room does about a step on somebody's path: what is asked about their work follows it."""

from leerwerk.engine.pathway import AFTER_LEARNING, Step
from leerwerk.placement.actions.following_trials import await_trials, close_trials
from leerwerk.placement.actions.following_work import await_work
from leerwerk.placement.actions.wage_values import await_wage
from leerwerk.placement.models import WageValueRound
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.models import Enrolment

ABOUT_WORK = frozenset({*AFTER_LEARNING, Step.LEAVE, Step.RETURN})


def follow_work(enrolment: Enrolment, step: Step | None) -> None:
    """End a trial placement that the step ends; settle who has to say something of somebody's work."""
    if step in ABOUT_WORK:
        close_trials(enrolment, step)
        await_work(enrolment)
        await_trials(enrolment)


def follow_wage(enrolment: Enrolment, step: Step | None) -> None:
    """Settle whose turn it is about somebody's wage value: work may have begun, ended or come to another employer."""
    with lowered():
        looked_at = WageValueRound.objects.filter(enrolment=enrolment.pk).exists()
    if looked_at:
        await_wage(enrolment)
