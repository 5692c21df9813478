"""What follows from a step: the group's state, and who acts next. The house does it, whoever took the step."""

from django.db.models import Q

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Stage, Step
from leerwerk.notices.actions import settle
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.actions.agreement_matters import agree_about, agree_together
from leerwerk.trajectories.actions.pieces import prepare
from leerwerk.trajectories.actions.telling import write_of_an_answer
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.followers import tell_followers
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.awaiting import GROUPS, STEPS, wanted_of_group, wanted_of_path
from leerwerk.trajectories.queries.paths import Path, paths_of

CHANGES_THE_LINE = frozenset(
    {Step.LEAVE, Step.NO_GO, Step.TRANSFER, Step.REFUSE, Step.COMPLETE, Step.CHANGE_EMPLOYER}  # a place is free
    | {Step.SELECT, Step.ARRIVE, Step.RETURN, Step.WAIT, Step.OFFER_PLACE}  # taken, or for somebody else
)


def _await_next(path: Path) -> None:
    """Let exactly what this path waits for be an open matter of whoever has to do it."""
    settle(path.enrolment, STEPS, wanted_of_path(path))


@part
def await_for_group(cohort: Cohort) -> None:
    """Let what the group as a whole waits for be open matters: signatures under its profile, and its go/no-go."""
    with lowered():
        settle(cohort, GROUPS, wanted_of_group(cohort))
        agree_together(cohort)


@part
def await_everybody(cohort: Cohort) -> None:
    """Let what each path in a group waits for, and what is prepared for it, be with who has the roles now."""
    with lowered():
        for path in paths_of(Enrolment.objects.filter(cohort=cohort)):
            _await_next(path)
            prepare(path)
    await_for_group(cohort)


INVITED_OR_FURTHER = (Stage.INVITED, Stage.ACCEPTED, Stage.SELECTED, Stage.PRE_TRACK)


@part
def await_gate_anew(cohort: Cohort) -> None:
    """Let the group's gate wait for the day that was decided, where it still waits: not for the day of before."""
    with lowered():
        settle(cohort, f"{GROUPS}gate", [])
    await_for_group(cohort)


@part
def end_group(cohort: Cohort) -> None:
    """Let a group that does not start end: everybody's intermediary has to tell them what is possible instead."""
    cohort.state = CohortState.REFUSED
    cohort.save(update_fields=["state"])
    with lowered():
        for path in paths_of(Enrolment.objects.filter(cohort=cohort)):
            _await_next(path)
            if path.enrolment.stage in INVITED_OR_FURTHER:
                write_of_an_answer(path.enrolment)
            path.enrolment.cohort = cohort
            agree_about(path.enrolment)
            prepare(path)


def _let_the_group_follow(cohort: Cohort, step: Step) -> None:
    """A group runs from its first start, and is finished when nobody is on the way in it any more."""
    if step in (Step.START_PRE_TRACK, Step.START_LEARN_WORK) and cohort.state == CohortState.DECIDED:
        cohort.state = CohortState.RUNNING
        cohort.save(update_fields=["state"])
    elif step in (Step.COMPLETE, Step.LEAVE, Step.NO_GO, Step.TRANSFER) and cohort.state == CohortState.RUNNING:
        on_the_way = (*pathway.BEFORE_START, Stage.PRE_TRACK, Stage.LEARN_WORK)
        if not Enrolment.objects.filter(cohort=cohort, stage__in=on_the_way).exists():
            cohort.state = CohortState.FINISHED
            cohort.save(update_fields=["state"])


@part
def follow(enrolment: Enrolment, step: Step | None) -> None:
    """Do what follows from a step that was written; ``step`` is None when only somebody's employer changed."""
    cohort = enrolment.cohort
    with lowered():
        if step is not None:
            _let_the_group_follow(cohort, step)
        if step in (Step.REFUSE, Step.NO_GO):
            write_of_an_answer(enrolment)
        whose = Q(pk=enrolment.pk)
        if step in CHANGES_THE_LINE:  # who said yes waits for a place, in the order of the list
            whose |= Q(cohort=cohort, stage=Stage.ACCEPTED)
        for path in paths_of(Enrolment.objects.filter(whose)):
            _await_next(path)
            if path.enrolment.pk == enrolment.pk:
                agree_about(path.enrolment)
                prepare(path)
    if step is not None and step not in STAYS_IN_THE_GROUP:
        await_for_group(cohort)
    with lowered():
        tell_followers(enrolment, step)


# Nobody comes in, goes out or gets further by these: what the group as a whole waits for stays the same.
STAYS_IN_THE_GROUP = frozenset(
    {
        *(Step.ASK, Step.ANSWER, Step.HIDE, Step.SHOW, Step.ADVISE, Step.GO, Step.NOT_YET, Step.PAUSE, Step.RESUME),
        *(Step.ASK_EXCEPTION, Step.GRANT_EXCEPTION, Step.DENY_EXCEPTION, Step.WAIT, Step.OFFER_PLACE),
    }
)
