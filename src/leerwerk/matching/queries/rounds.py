"""Working out who fits where in a region: everybody who looks, every free place, what both said, one answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from leerwerk.engine.matching.assignment import Asked, Assigned, Pair, assign
from leerwerk.engine.matching.facts import NOTHING_SAID, Liking
from leerwerk.engine.matching.fit import fit, to_employer, to_person, worth
from leerwerk.engine.planning.solver.warmth import warm_up
from leerwerk.matching.models import Introduction, MatchProposal, MatchRound
from leerwerk.matching.queries.fitting import Ways, looking, open_workplaces, said_between, seeker_of, work_of
from leerwerk.matching.queries.introductions import answered
from leerwerk.trajectories.models import Enrolment

OTHERS = 3  # how many other workplaces that fit are kept beside each proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """The answer for a region: the numbers of the round, and a row for everybody, without their round yet."""

    people: int
    places: int
    pairs: int
    answer: Assigned
    proposals: list[MatchProposal]

    @property
    def placed(self) -> int:
        """How many people have a workplace in it."""
        return sum(one.workplace_id is not None for one in self.proposals)


def _pairs(people: list[Any], rows: list[Any], region: int, today: date) -> list[Pair]:
    """Return the pairs that are possible, and that nobody said no to."""
    known = [seeker_of(one) for one in people]
    works = [work_of(row, today) for row in rows]
    ways = Ways([*(row.municipality_id for row in rows), *(one.candidate.municipality_id for one in people)])
    said = said_between(answered(Introduction.objects.filter(enrolment__cohort__region=region)), today)
    found = []
    for p, one in enumerate(people):
        seat = getattr(one, "seat", None)
        for w, (row, work) in enumerate(zip(rows, works, strict=True)):
            told = said.get((one.pk, row.pk), NOTHING_SAID)
            if Liking.NO in (told.person, told.employer) or (seat is not None and seat.workplace_id == row.pk):
                continue
            way = ways.between(one.candidate.municipality_id, row.municipality_id)
            both = fit(work, known[p], way, today=today)
            if both.possible:
                found.append(
                    Pair(
                        person=p,
                        work=w,
                        worth=worth(both, told),
                        to_person=to_person(both, told),
                        to_employer=to_employer(both, told),
                    )
                )
    return found


def worked_out(asked: MatchRound, today: date) -> WorkedOut:
    """Return who fits where in the round's region. Asked by the house: nobody stands before the wall.

    Raises what ``engine.matching.assignment.assign`` does.
    """
    warm_up()
    rows = looking(Enrolment.objects.filter(cohort__region=asked.region_id)).order_by("pk")
    people = list(rows)
    works: list[Any] = list(open_workplaces(asked.region_id).order_by("pk"))
    pairs = _pairs(people, works, asked.region_id, today)
    answer = assign(
        Asked(
            people=tuple(str(one.pk) for one in people),
            works=tuple(str(row.pk) for row in works),
            free=tuple(row.free for row in works),
            pairs=tuple(pairs),
        )
    )
    return WorkedOut(
        people=len(people),
        places=sum(row.free for row in works),
        pairs=len(pairs),
        answer=answer,
        proposals=_proposals(people, works, pairs, answer),
    )


def _proposals(people: list[Any], works: list[Any], pairs: list[Pair], answer: Assigned) -> list[MatchProposal]:
    of_person: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_person[pair.person].append(pair)
    rather = {one.person: one.work for one in reversed(answer.rather)}
    found = []
    for p, one in enumerate(people):
        work = answer.work[p]
        best = sorted(of_person[p], key=lambda pair: (-pair.worth, pair.work))
        others = [works[pair.work].pk for pair in best if pair.work != work][:OTHERS]
        found.append(
            MatchProposal(
                enrolment=one,
                workplace=works[work] if work is not None else None,
                points=next((pair.worth for pair in best if pair.work == work), 0),
                left=str(answer.left[p]) if p in answer.left else "",
                others=others,
                rather=works[rather[p]] if p in rather else None,
            )
        )
    return found
