"""Reading wage values: the rounds, both sides beside each other, how the value grows, and what follows for subsidy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from leerwerk.engine import placing
from leerwerk.engine.agreement.wages import MinimumWage, NoMinimumKnown, minimum_on
from leerwerk.engine.pathway import Stage
from leerwerk.engine.placing import Compared, Growth, NormCode, Score, Subsidy, Whom
from leerwerk.engine.placing.wage_value import NORMAL
from leerwerk.notices.awaited import Awaited
from leerwerk.parties.enums import Function
from leerwerk.placement.models import (
    Placement,
    Seat,
    Trial,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
)
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.placement.queries.placements import facts_on, norms, terms_of, with_everything
from leerwerk.placement.task_enums import FOR_STARTERS
from leerwerk.placement.trial_enums import TrialState
from leerwerk.placement.wage_enums import SEEN_BY_BOTH, RoundState, WageSide
from leerwerk.trajectories.models import Enrolment, Participant, Party
from leerwerk.trajectories.queries.drawing_up import minimum_wages
from leerwerk.trajectories.queries.mentors import mentors_of

AT_WORK = (Stage.LEARN_WORK, Stage.TRIAL_PLACEMENT, Stage.PLACED)
KINDS = "placement.wage."
TO_ANSWER, BEFORE = timedelta(days=14), timedelta(days=14)  # chosen by us
PARTS = ("pace", "quality", "availability")


def with_wage(rows: QuerySet[WageValueRound]) -> QuerySet[WageValueRound]:
    """Return rounds with ``all_tasks``, ``all_scores``, ``all_talk`` and ``all_words``: no query more.

    Scores are there for whom the wall shows them.
    """
    of = {"round": OuterRef("pk")}
    return rows.select_related("employer", "coach_party").annotate(
        all_tasks=ArraySubquery(
            WageValueTask.objects.filter(**of)
            .order_by("position")
            .values(one=JSONObject(key="pk", name="name", share="share"))
        ),
        all_scores=ArraySubquery(
            WageScore.objects.filter(assessment__round=OuterRef("pk"))
            .order_by("pk")
            .values(
                one=JSONObject(task="task_id", side="assessment__side", shows="shows", **{one: one for one in PARTS})
            )
        ),
        all_talk=ArraySubquery(
            WageTalk.objects.filter(**of)
            .order_by("pk")
            .values(one=JSONObject(task="task_id", side="side", number="number", words="words", at="at"))
        ),
        all_words=ArraySubquery(
            WageOwnWords.objects.filter(**of)
            .order_by("pk")
            .values(one=JSONObject(words="words", spoken="spoken", at="at"))
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One round as it can be read. Tasks go by their keys as texts, in the order of the frame.

    ``scores``: of the sides that the asker may read. ``compared``: None before both handed in. ``talked``: what each
    side said last of a task. ``agreed``: the number that both named. ``value``: what counts, in per cent: what both
    agreed, else the mean where the sides are close; None where they are not, or do not agree.
    """

    row: Any
    shares: Mapping[str, int]
    scores: Mapping[WageSide, Mapping[str, Score]]
    compared: Compared | None
    tolerance: int
    talked: Mapping[str, Mapping[WageSide, Mapping[str, Any]]]
    agreed: Mapping[str, int]
    value: Fraction | None

    @property
    def disagree(self) -> frozenset[str]:
        """The tasks of which a side says: we do not agree."""
        return frozenset(
            task for task, sides in self.talked.items() if any(one["number"] is None for one in sides.values())
        )

    @property
    def large(self) -> frozenset[str]:
        """The tasks of which both sides see a value that differs by more than the tolerance."""
        found = self.compared.tasks if self.compared else ()
        return frozenset(one.task for one in found if abs(one.points) > self.tolerance)


def looked(row: Any) -> Looked:
    """Return a round ``with_wage`` as it can be read."""
    shares = {str(one["key"]): int(one["share"]) for one in row.all_tasks}
    scores: dict[WageSide, dict[str, Score]] = {}
    for one in row.all_scores:
        score = Score(**{part: one[part] for part in PARTS})
        scores.setdefault(WageSide(one["side"]), {})[str(one["task"])] = score
    tolerance = norms().value(NormCode.VALUE_TOLERANCE, row.day)
    both = None
    if row.state in SEEN_BY_BOTH:
        both = placing.compared(shares, scores[WageSide.EMPLOYER], scores[WageSide.COACH], tolerance=tolerance)
    talked: dict[str, dict[WageSide, Mapping[str, Any]]] = {}
    for one in row.all_talk:
        talked.setdefault(str(one["task"]), {})[WageSide(one["side"])] = one
    agreed = {task: number for task in shares if (number := _same(talked.get(task, {}))) is not None}
    refused = any(one["number"] is None for sides in talked.values() for one in sides.values())
    value = None
    if both is not None and agreed.keys() == shares.keys():
        value = value_of_numbers(shares, agreed)
    elif both is not None and not refused:
        value = both.agreed
    return Looked(
        row=row,
        shares=shares,
        scores=scores,
        compared=both,
        tolerance=tolerance,
        talked=talked,
        agreed=agreed,
        value=value,
    )


def _same(sides: Mapping[WageSide, Mapping[str, Any]]) -> int | None:
    """Return the number that both sides named last, None while they did not."""
    named = {side: one["number"] for side, one in sides.items()}
    theirs, ours = named.get(WageSide.EMPLOYER), named.get(WageSide.COACH)
    return theirs if theirs is not None and theirs == ours else None


def value_of_numbers(shares: Mapping[str, int], numbers: Mapping[str, int]) -> Fraction:
    """Return the value of the work from one number for each task, weighted as the engine does."""
    scores = {task: Score(pace=number, quality=NORMAL, availability=NORMAL) for task, number in numbers.items()}
    return placing.wage_value(shares, scores)


def rounded(value: Fraction) -> Decimal:
    """Return a value with one decimal, half up, as amounts are rounded too."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def rounds_of(enrolment: Enrolment) -> list[Looked]:
    """Return the rounds about somebody's work that the asker may meet, first to last: one query."""
    return [
        looked(row) for row in with_wage(WageValueRound.objects.filter(enrolment=enrolment.pk)).order_by("day", "pk")
    ]


def growth_of(rounds: Iterable[Looked]) -> Growth:
    """Return how the value that counts grows, as the engine draws its line."""
    return placing.growth((one.row.day, one.value) for one in rounds if one.value is not None)


def next_day(rounds: Iterable[Looked]) -> date | None:
    """Return when the value is due to be looked at again: half a year after the last day that both sides looked at."""
    days = [one.row.day for one in rounds if one.row.state in SEEN_BY_BOTH]
    return placing.next_look(max(days)) if days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where somebody works now: the employer, the placement (None while learning or on trial), and who coaches.

    ``tasks``: what they do there, as the placement or else the workplace has it.
    """

    employer: int
    placement: Placement | None
    coach: int
    coach_function: str
    tasks: tuple[str, ...]


def where_now(enrolment: Enrolment) -> Where | None:
    """Return where somebody works who is at work, learns and works or is on trial; None for anybody else."""
    if enrolment.stage not in AT_WORK:
        return None
    row = with_everything(Placement.objects.filter(enrolment=enrolment.pk, state=PlacementState.PLACED)).first()
    employer = row.employer_id if row is not None else _employs(enrolment)
    if employer is None:
        return None
    coach, function = coach_of(enrolment, employer)
    if coach is None:
        return None
    tasks = facts_on(row, timezone.localdate()).tasks if row is not None else _tasks_at(enrolment, employer)
    return Where(employer=employer, placement=row, coach=coach, coach_function=function, tasks=tuple(tasks))


def _employs(enrolment: Enrolment) -> int | None:
    roles = Party.objects.filter(enrolment=enrolment.pk, role="employer", until=None)
    return roles.values_list("organisation", flat=True).first()


def _tasks_at(enrolment: Enrolment, employer: int) -> list[str]:
    """Return what somebody does at an employer without being placed: on trial, else on their workplace."""
    if enrolment.stage == Stage.TRIAL_PLACEMENT:
        running = Trial.objects.filter(enrolment=enrolment.pk, employer=employer, state=TrialState.RUNNING)
        return list(running.values_list("tasks", flat=True).first() or ())
    seat = Seat.objects.filter(
        enrolment=enrolment.pk, workplace__employer=employer, workplace__tasks__fits__in=FOR_STARTERS
    )
    return list(seat.order_by("workplace__tasks__position").values_list("workplace__tasks__name", flat=True))


def coach_of(enrolment: Enrolment, employer: int) -> tuple[int | None, str]:
    """Return which organisation is the side of the coach, and in which function: who mentors, else who guides.

    An employer that mentors its own people cannot be the other side too.
    """
    mentor = mentors_of([enrolment]).get(enrolment.pk)
    if mentor is not None and mentor != employer:
        return mentor, Function.MENTOR
    guide = Participant.objects.filter(enrolment=enrolment.pk).values_list("intermediary", flat=True).first()
    return guide, Function.CASEWORKER


def proposed_tasks(rounds: Iterable[Looked], where: Where) -> list[dict[str, Any]]:
    """Return the tasks with their shares as the form begins: those of the last round there, else what is known."""
    here = [one.row for one in rounds if one.row.employer_id == where.employer]
    if here:
        return [{"name": one["name"], "share": one["share"]} for one in here[-1].all_tasks]
    return [{"name": name, "share": None} for name in where.tasks]


def wage_subsidy(placement: Any, value: Fraction, day: date) -> tuple[Subsidy, MinimumWage] | None:
    """Return what wage-cost subsidy would come to by the norms of a day, and the minimum wage it is reckoned with.

    ``placement``: one ``with_everything``. None for whom the wall hides pay, without hours, or where a norm or the
    minimum wage of that day is not known. Whether somebody belongs to whom the subsidy is for is not kept here.
    """
    terms = terms_of(placement)
    if terms is None:
        return None
    facts = facts_on(placement, day)
    if facts.hours is None:
        return None
    try:
        least = minimum_on(day, facts.wage_scale, minimum_wages())
        found = placing.subsidy(value, facts.hours, least, norms(), day=day, whom=Whom.NOT_KNOWN)
    except (NoMinimumKnown, placing.NormMissing):
        return None
    return found, least


def wanted(enrolment: Enrolment) -> list[Awaited]:
    """Return what waits about somebody's wage value today. Asked by the house."""
    where, today = where_now(enrolment), timezone.localdate()
    if where is None:
        return []
    rounds = rounds_of(enrolment)
    sides = {
        WageSide.EMPLOYER: (where.employer, Function.EMPLOYER),
        WageSide.COACH: (where.coach, where.coach_function),
    }
    found: list[tuple[str, tuple[int, str], date]] = []
    last = rounds[-1] if rounds else None
    if last is not None and last.row.employer_id == where.employer:
        row = last.row
        match row.state:
            case RoundState.FRAME if row.wanted:
                found.append(("change", sides[WageSide.COACH], today + TO_ANSWER))
            case RoundState.FRAME:
                found += [("frame", sides[side], today + TO_ANSWER) for side in WageSide if not agreed_by(row, side)]
            case RoundState.SCORING:
                found += [
                    ("assess", sides[side], max(row.day, today) + TO_ANSWER)
                    for side in WageSide
                    if not handed_by(row, side)
                ]
            case RoundState.COMPARED if last.value is None and not last.disagree:
                found += [("talk", owner, today + TO_ANSWER) for owner in sides.values()]
    due = next_day(rounds)
    if due is not None and last is not None and last.row.state in SEEN_BY_BOTH and due - BEFORE <= today:
        found.append(("next", sides[WageSide.COACH], max(due, today)))
    return [
        Awaited(
            kind=f"{KINDS}{kind}",
            organisation_id=owner,
            function=function,
            due_on=day,
            region_id=enrolment.cohort.region_id,
            group_code=enrolment.cohort.code,
            candidate_id=enrolment.candidate_id,
        )
        for kind, (owner, function), day in found
    ]


def agreed_by(row: WageValueRound, side: WageSide) -> bool:
    """Whether a side agreed with the frame."""
    return getattr(row, f"{side.value}_agreed_at") is not None


def handed_by(row: WageValueRound, side: WageSide) -> bool:
    """Whether a side handed in."""
    return getattr(row, f"{side.value}_handed_at") is not None
