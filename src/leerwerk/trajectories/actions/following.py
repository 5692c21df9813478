"""What follows from a step: the group's state, and who acts next. The house does it, whoever took the step."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Doer, Stage, Step
from leerwerk.notices.actions import Awaited, settle
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.actions.agreement_matters import agree_about, agree_together
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate, Participant, Party
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from leerwerk.trajectories.queries.paths import FUNCTIONS, Path, paths_of, signed_sides

STEPS, GROUPS = "trajectories.step.", "trajectories.group."
FREES_A_PLACE = frozenset({Step.LEAVE, Step.NO_GO, Step.TRANSFER, Step.REFUSE, Step.COMPLETE, Step.CHANGE_EMPLOYER})
TO_SIGN, BEFORE_GATE = timedelta(days=7), timedelta(days=14)


def _await_next(path: Path) -> None:
    """Let exactly what this path waits for be an open matter of whoever has to do it."""
    today = timezone.localdate()
    days = group_days(path.enrolment.cohort, path.design)
    cohort, around = path.enrolment.cohort, path.around
    wanted = []
    for one in pathway.awaited(path.state, path.facts):
        owners: list[int | None] = [*sorted(around.organisations.get(one.by, ()))] or [None]
        stands_in = owners == [None] and one.by is not Doer.CANDIDATE
        function = FUNCTIONS[Doer.DIRECTOR] if stands_in else FUNCTIONS.get(one.by, OWN)
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
            for owner in owners
        ]
    settle(path.enrolment, STEPS, wanted)


def _sides(cohort: Cohort) -> dict[Doer, set[int]]:
    """Return the organisations of both sides of a group: who guide its people, and for whom they work."""
    on_the_way = Enrolment.objects.filter(cohort=cohort).exclude(stage=Stage.LEFT)
    guides = Participant.objects.filter(enrolment__in=on_the_way).order_by()
    employers = Party.objects.filter(enrolment__in=on_the_way, role="employer", until=None).order_by()
    return {
        Doer.INTERMEDIARY: set(guides.values_list("intermediary", flat=True)),
        Doer.EMPLOYER: set(employers.values_list("organisation", flat=True)),
    }


@part
def await_for_group(cohort: Cohort) -> None:
    """Let what the group as a whole waits for be open matters: signatures under its profile, and its go/no-go."""
    today, wanted = timezone.localdate(), []

    def one(what: str, organisation: int | None, function: str, due: date) -> Awaited:
        return Awaited(
            kind=f"{GROUPS}{what}",
            organisation_id=organisation,
            function=function,
            due_on=max(due, today),
            region_id=cohort.region_id,
            group_code=cohort.code,
        )

    with lowered():
        if cohort.state in (CohortState.DECIDED, CohortState.RUNNING):
            signed = set(signed_sides(cohort).values_list("side", flat=True))
            for side, organisations in _sides(cohort).items():
                if side not in signed:
                    wanted += [one("sign_profile", key, FUNCTIONS[side], today + TO_SIGN) for key in organisations]
            chosen = Enrolment.objects.filter(cohort=cohort, stage__in=(Stage.SELECTED, Stage.PRE_TRACK)).exists()
            last = GroupGate.objects.filter(cohort=cohort).first()
            if chosen and (last is None or last.verdict != "go"):
                due = group_days(cohort, design_of(cohort.version)).learn_work - BEFORE_GATE
                wanted.append(one("gate", None, Function.DIRECTOR, due))
        settle(cohort, GROUPS, wanted)
        agree_together(cohort)


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
        waiting = Enrolment.objects.none()
        if step in FREES_A_PLACE:
            waiting = Enrolment.objects.filter(cohort=cohort, waiting=True)
        for path in paths_of(Enrolment.objects.filter(Q(pk=enrolment.pk) | Q(pk__in=waiting.values("pk")))):
            _await_next(path)
            agree_about(path.enrolment)
    if step in CHANGES_THE_GROUP:
        await_for_group(cohort)


CHANGES_THE_GROUP = frozenset({Step.SELECT, Step.NO_GO, Step.LEAVE, Step.START_LEARN_WORK, Step.ARRIVE})
