"""Whether placements lasted, from what the rooms keep; what has to be asked; and how many lasted in a region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from leerwerk.engine import placing
from leerwerk.engine.pathway import Doer, Reason
from leerwerk.engine.placing import At, Because, Kind, Lasting, Moment, Spell, Verdict, Working
from leerwerk.notices.awaited import Awaited
from leerwerk.parties.enums import Function
from leerwerk.placement.models import NextStudy, Placement
from leerwerk.placement.queries.placements import norms, with_everything
from leerwerk.trajectories.models import Enrolment, Participant
from leerwerk.trajectories.queries.mentors import mentors_of
from leerwerk.trajectories.queries.reach import hidden

CONFIRM, AGAIN = "placement.confirm.", "placement.again."
KINDS = "placement."
TO_CONFIRM = timedelta(days=14)  # chosen by us
ASKS_NO_MORE = frozenset({Working.YES, Working.NO})


def lasting_of(rows: Iterable[Any], today: date, study: date | None = None) -> Lasting:
    """Return whether the work of one path lasted; ``rows``: all of its placements ``with_everything``.

    Work that was placed and begins after today counts from its first day.
    """
    begun = [row for row in rows if row.state != "draft"]
    spells = [
        Spell(
            key=row.pk,
            begins=row.begins,
            ends=row.ended_on,
            reason=Reason(row.end_reason) if row.end_reason else None,
            where_learned=row.where_learned,
            through_trial=row.through_trial,
        )
        for row in begun
    ]
    said = [
        placing.Confirmation(
            key=one["key"], spell=row.pk, day=date.fromisoformat(one["day"]), said=Working(one["said"])
        )
        for row in begun
        for one in row.all_said
    ]
    return placing.lasting(spells, said, today=today, norms=norms(), study=study)


def _whose_turn(row: Placement, mentor: int | None, guide: int | None) -> list[tuple[Doer, int | None, str]]:
    """Return who says whether somebody works there still: the employer, and the coach or else who guides them."""
    found: list[tuple[Doer, int | None, str]] = []
    if row.state == "placed":
        found.append((Doer.EMPLOYER, row.employer_id, Function.EMPLOYER))
    if mentor is not None:
        found.append((Doer.MENTOR, mentor, Function.MENTOR))
    else:
        found.append((Doer.INTERMEDIARY, guide, Function.CASEWORKER))
    return found


def wanted(enrolment: Enrolment) -> list[Awaited]:
    """Return what has to be asked about somebody's work today. Asked by the house.

    Each moment that is not known asks the employer and the coach, until one of them knows; where they contradict each
    other, or nobody has anything left to say, whoever guides the participant finds it out.
    """
    rows = list(with_everything(Placement.objects.filter(enrolment=enrolment.pk).exclude(state="draft")))
    today = timezone.localdate()
    if not rows or enrolment.stage == "left":
        return []
    guide = Participant.objects.filter(enrolment=enrolment.pk).values_list("intermediary", flat=True).first()
    mentor = mentors_of([enrolment]).get(enrolment.pk)
    found: list[Awaited] = []
    for at in placing.to_ask(lasting_of(rows, today), before_days=0, today=today):
        row = next(one for one in rows if one.pk == at.spells[-1])
        due = max(at.day + TO_CONFIRM, today)
        if at.because in (Because.CONTRADICTED, Because.BETWEEN_JOBS_STILL):
            turns = []
        else:
            turns = [one for one in _whose_turn(row, mentor, guide) if not _said(row, at, one[0])]
        asked = [(f"{CONFIRM}{int(at.moment)}", owner, function) for _doer, owner, function in turns]
        for kind, owner, function in asked or [(f"{AGAIN}{int(at.moment)}", guide, Function.CASEWORKER)]:
            found.append(
                Awaited(
                    kind=kind,
                    organisation_id=owner,
                    function=function,
                    due_on=due,
                    region_id=enrolment.cohort.region_id,
                    group_code=enrolment.cohort.code,
                    candidate_id=enrolment.candidate_id,
                )
            )
    return found


def _said(row: Any, at: At, doer: Doer) -> bool:
    """Whether somebody said something of a moment that leaves nothing to ask of them."""
    return any(
        one["key"] in at.confirmations and one["by_as"] == doer and one["said"] in ASKS_NO_MORE for one in row.all_said
    )


NUMBERS = (Verdict.SUSTAINED, Verdict.NOT, Verdict.UNKNOWN, Verdict.NOT_YET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How many people came to work or education in one way, and how many lasted by moment; None: fewer than five."""

    kind: Kind | None
    people: int | None
    lasted: Mapping[Moment, Mapping[Verdict, int | None]]


def in_region(region: int | None) -> dict[int, Lasting]:
    """Return by path of a region's groups whether the work lasted: two queries, however many."""
    today = timezone.localdate()
    placed = Placement.objects.filter(enrolment__cohort__region=region).exclude(state="draft")
    by_path: dict[int, list[Any]] = {}
    for row in with_everything(placed).order_by("pk"):
        by_path.setdefault(row.enrolment_id, []).append(row)
    studies = dict(NextStudy.objects.filter(enrolment__cohort__region=region).values_list("enrolment", "begins"))
    return {
        key: lasting_of(by_path.get(key, ()), today, studies.get(key))
        for key in sorted(by_path.keys() | studies.keys())
    }


def counted(found: Iterable[Lasting]) -> tuple[list[Way], Way]:
    """Return how many lasted, by kind and together.

    No number of fewer than five people is told, nor one from which it can be worked out (as in ``queries.reach``).
    """
    rows = [one for one in found if one.kind is not None]
    kinds = [kind for kind in Kind if any(one.kind is kind for one in rows)]
    people = Counter(one.kind for one in rows)
    cells = Counter((one.kind, at.moment, at.verdict) for one in rows for at in one.moments)
    few_people = {kinds[at] for at in hidden([people[kind] for kind in kinds])}
    withheld = set[tuple[Kind, Moment, Verdict]]()
    for moment in Moment:
        for verdict in NUMBERS:
            few = hidden([cells[kind, moment, verdict] for kind in kinds])
            withheld |= {(kinds[at], moment, verdict) for at in few}
        for kind in kinds:  # nor from the sum over a row, which is told beside it
            few = hidden([cells[kind, moment, verdict] for verdict in NUMBERS])
            withheld |= {(kind, moment, NUMBERS[at]) for at in few}
    ways = [
        Way(
            kind=kind,
            people=None if kind in few_people else people[kind],
            lasted={
                moment: {
                    verdict: None if (kind, moment, verdict) in withheld else cells[kind, moment, verdict]
                    for verdict in NUMBERS
                }
                for moment in Moment
            },
        )
        for kind in kinds
    ]
    together = {
        moment: {verdict: sum(cells[kind, moment, verdict] for kind in kinds) for verdict in NUMBERS}
        for moment in Moment
    }
    small = {
        (moment, NUMBERS[at]) for moment in Moment for at in hidden([together[moment][verdict] for verdict in NUMBERS])
    }
    everybody = Way(
        kind=None,
        people=len(rows) if len(rows) == 0 or len(rows) >= 5 else None,
        lasted={
            moment: {verdict: None if (moment, verdict) in small else number for verdict, number in numbers.items()}
            for moment, numbers in together.items()
        },
    )
    return ways, everybody


def unknown_in(found: Mapping[int, Lasting]) -> list[tuple[int, At]]:
    """Return the paths and moments about which nobody knows, the longest waiting first."""
    rows = [(key, at) for key, one in found.items() for at in one.moments if at.verdict is Verdict.UNKNOWN]
    return sorted(rows, key=lambda one: (one[1].day, one[0]))


def people_of(keys: Iterable[int]) -> QuerySet[Enrolment]:
    """Return the paths of these keys with what a list names."""
    return Enrolment.objects.filter(pk__in=list(keys)).select_related("participant", "cohort")
