"""The co-operation agreement of a group: who does what, when, who pays, and what if it stops."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from leerwerk.engine.agreement.drafting import (
    FIXED,
    Draft,
    Found,
    coaching_in,
    course_in,
    drawn_up,
    names_of,
    number,
    parties_in,
    teaching_in,
)
from leerwerk.engine.agreement.facts import CooperationFacts, GroupFilled
from leerwerk.engine.agreement.terms import clause
from leerwerk.engine.agreement.vocabulary import Code, Kind, Missing, Payer
from leerwerk.engine.pathway.vocabulary import Doer


def cooperation(facts: CooperationFacts, filled: GroupFilled) -> Draft:
    """Draw up the agreement of the organisations around one group."""
    found: list[Found] = [*_group(facts), *_tasks(facts), *_money(facts, filled), *_together(filled)]
    return drawn_up(Kind.COOPERATION, iter([*found, *map(clause, FIXED)]))


def _group(facts: CooperationFacts) -> Iterator[Found]:
    course = facts.course
    yield from parties_in(facts.parties)
    yield from course_in(course)
    yield from teaching_in(course, facts.parties)
    yield from coaching_in(course, facts.parties)
    yield clause(Code.SIZE, low=facts.smallest, high=facts.largest)
    hours = {"work": course.work_hours, "lessons": course.lesson_hours, "language": course.language_hours}
    yield clause(Code.WEEK, **{name: number(amount) for name, amount in hours.items()})
    if course.contract_months is not None:
        yield clause(Code.CONTRACT_AFTER, months=course.contract_months)
    if course.clear_on:
        yield clause(Code.CLEAR_ON, terms=course.clear_on)


def _tasks(facts: CooperationFacts) -> Iterator[Found]:
    for one in facts.duties:
        yield clause(Code.DUTIES, one.role, who=one.role, duties=one.duties)
    for employer, places in facts.places:
        yield clause(Code.PLACES, employer, employer=employer, places=places)
    if not names_of(facts.parties, Doer.EMPLOYER):
        yield Missing.EMPLOYER


def _money(facts: CooperationFacts, filled: GroupFilled) -> Iterator[Found]:
    for one in facts.charges:
        yield clause(
            Code.CHARGE,
            one.budget,
            budget=one.budget,
            name=one.payer or one.budget,
            group=f"{one.per_group:.2f}",
            person=f"{one.per_participant:.2f}",
        )
    if not sum((one.per_group + one.per_participant for one in facts.charges), Decimal(0)):
        yield Missing.BUDGET
    if filled.not_covered in (None, Payer.NONE):
        yield Missing.NOT_COVERED
    else:
        yield clause(Code.NOT_COVERED, payer=str(filled.not_covered))


def _together(filled: GroupFilled) -> Iterator[Found]:
    yield Missing.MEETINGS if filled.meeting_weeks is None else clause(Code.MEETINGS, weeks=filled.meeting_weeks)
    yield Missing.TALK_DAYS if filled.talk_days is None else clause(Code.TALK_TOGETHER, days=filled.talk_days)
    for words, code, missing in (
        (filled.employer_stops, Code.EMPLOYER_STOPS, Missing.EMPLOYER_STOPS),
        (filled.too_few, Code.TOO_FEW, Missing.TOO_FEW),
    ):
        yield clause(code, plan=words) if words else missing
