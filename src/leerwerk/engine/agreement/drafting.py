"""From facts to terms: what is known becomes clauses, and what is missing is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from leerwerk.engine.agreement.facts import Course, Filled, LearnWorkFacts, PartyFact
from leerwerk.engine.agreement.terms import Clause, Terms, clause, in_order
from leerwerk.engine.agreement.vocabulary import GOALS, Caution, Code, Cost, Kind, Missing, Payer, PayUnit
from leerwerk.engine.agreement.wages import MinimumWage, NoMinimumKnown, longest_trial, minimum_on, per_hour
from leerwerk.engine.pathway.vocabulary import Doer

type Found = Clause | Missing | Caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The terms as they would be sent now; with something ``missing`` they cannot be sent."""

    terms: Terms
    missing: tuple[Missing, ...]
    cautions: tuple[Caution, ...] = ()


def number(amount: Decimal) -> str:
    """Return a number as it stands in terms: no zeros at its end."""
    return f"{amount.normalize():f}"


def drawn_up(kind: Kind, found: Iterator[Found]) -> Draft:
    """Return what was found as a draft: clauses in reading order, what is missing in the order of ``Missing``."""
    clauses, missing, cautions = list[Clause](), set[Missing](), set[Caution]()
    for one in found:
        if isinstance(one, Clause):
            clauses.append(one)
        elif isinstance(one, Missing):
            missing.add(one)
        else:
            cautions.add(one)
    return Draft(
        terms=in_order(kind, clauses),
        missing=tuple(one for one in Missing if one in missing),
        cautions=tuple(one for one in Caution if one in cautions),
    )


def names_of(parties: tuple[PartyFact, ...], *sides: Doer) -> str:
    """Return the names of the parties of the first of these sides that there is; empty when there is none."""
    for side in sides:
        if names := [one.name for one in parties if one.side is side]:
            return ", ".join(names)
    return ""


def parties_in(parties: tuple[PartyFact, ...]) -> Iterator[Clause]:
    """Every organisation that approves, as a clause."""
    for one in parties:
        if one.side is not Doer.CANDIDATE:
            yield clause(Code.PARTY, f"{one.side}:{one.key}", name=one.name, role=str(one.side))


def course_in(course: Course) -> Iterator[Clause]:
    """The group and its days."""
    yield clause(Code.GROUP, title=course.title, code=course.code, place=course.place)
    yield clause(Code.PERIOD, start=course.starts.isoformat(), end=course.ends.isoformat())
    if course.papers:
        yield clause(Code.PAPERS, papers=course.papers)


def teaching_in(course: Course, parties: tuple[PartyFact, ...]) -> Iterator[Found]:
    """Lessons of the trade and of Dutch, and who gives them."""
    if course.lesson_hours > 0:
        if school := names_of(parties, Doer.EDUCATOR):
            yield clause(Code.LESSONS, school=school, hours=number(course.lesson_hours))
        else:
            yield Missing.EDUCATOR
    if course.language_hours > 0:
        if school := names_of(parties, Doer.LANGUAGE_EDUCATOR, Doer.EDUCATOR):
            hours, months = number(course.language_hours), number(course.language_months)
            yield clause(Code.LANGUAGE_LESSONS, school=school, hours=hours, months=months)
        else:
            yield Missing.LANGUAGE_TEACHER
    for skill, level in course.language_goals.items():
        yield clause(GOALS[skill], level=level)


def coaching_in(course: Course, parties: tuple[PartyFact, ...]) -> Iterator[Found]:
    """Who coaches, for how long, and whom to ask."""
    if course.coaching:
        if coach := names_of(parties, Doer.MENTOR):
            yield clause(Code.COACH, name=coach)
        else:
            yield Missing.COACH
        yield clause(Code.COACHING_MONTHS, months=number(course.coaching_months))
    if not names_of(parties, Doer.INTERMEDIARY):
        yield Missing.INTERMEDIARY


FIXED = (Code.DATA_SEEN, Code.DATA_KEPT, Code.SAME_VERSION, Code.NEW_VERSION, Code.DUTCH_DECIDES)


def learn_work(facts: LearnWorkFacts, filled: Filled) -> Draft:
    """Draw up the agreement of one participant."""
    parts: tuple[Callable[[LearnWorkFacts, Filled], Iterator[Found]], ...] = (_who, _work, _hours, _pay)
    found: list[Found] = [one for part in (*parts, _contract, _costs, _stop) for one in part(facts, filled)]
    return drawn_up(Kind.LEARN_WORK, iter([*found, *map(clause, FIXED)]))


def _who(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    yield clause(Code.PARTICIPANT, name=facts.participant)
    yield from parties_in(facts.parties)
    yield from course_in(facts.course)
    yield from teaching_in(facts.course, facts.parties)
    yield from coaching_in(facts.course, facts.parties)
    if helper := names_of(facts.parties, Doer.INTERMEDIARY):
        yield clause(Code.QUESTIONS, name=helper)


def _work(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    work = facts.work
    if not names_of(facts.parties, Doer.EMPLOYER):
        yield Missing.EMPLOYER
    if work is None:
        yield Missing.WORKPLACE
        return
    yield clause(Code.WORKPLACE, employer=work.employer, title=work.title, place=work.place)
    yield clause(Code.TASKS, tasks=work.tasks) if work.tasks else Missing.TASKS
    yield clause(Code.FLOOR_MENTOR, name=work.floor_mentor) if work.floor_mentor else Missing.FLOOR_MENTOR
    if work.shifts:
        yield clause(Code.DAYS, week=work.shifts)


def _hours(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    work = filled.work_hours or facts.course.work_hours
    if work <= 0:
        yield Missing.WORK_HOURS
        return
    lessons = facts.course.lesson_hours + facts.course.language_hours
    yield clause(Code.HOURS, work=number(work), lessons=number(lessons))


def _pay(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    if filled.lessons_paid is None:
        yield Missing.LESSONS_PAID
    else:
        yield clause(Code.LESSONS_PAID if filled.lessons_paid else Code.LESSONS_UNPAID)
    if filled.pay_unit is PayUnit.BENEFIT:
        yield clause(Code.PAY_BENEFIT)
        return
    employer = names_of(facts.parties, Doer.EMPLOYER)
    if filled.pay_unit is None or filled.pay is None or filled.pay <= 0 or not employer:
        yield Missing.PAY
        return
    code = Code.PAY_HOUR if filled.pay_unit is PayUnit.HOUR else Code.PAY_MONTH
    yield clause(code, employer=employer, amount=f"{filled.pay:.2f}")
    yield from _beside_the_minimum(facts, filled)


def _beside_the_minimum(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    assert filled.pay is not None
    assert filled.pay_unit is not None
    course = facts.course
    try:
        least: MinimumWage = minimum_on(course.starts, filled.wage_scale, facts.minimum_wages)
    except NoMinimumKnown:
        yield Caution.WAGE_NOT_UP_TO_DATE
        return
    paid = filled.work_hours or course.work_hours
    if filled.lessons_paid:
        paid += course.lesson_hours + course.language_hours
    if per_hour(filled.pay, filled.pay_unit, paid) < least.per_hour:
        yield Missing.BELOW_MINIMUM_WAGE
    yield clause(Code.MINIMUM, minimum=f"{least.per_hour:.2f}", since=least.since.isoformat())
    if course.starts > least.until:
        yield Caution.WAGE_NOT_UP_TO_DATE


def _contract(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    if filled.pay_unit is PayUnit.BENEFIT:  # without pay there is no contract of employment
        yield _growth(filled)
        return
    months = filled.contract_months
    if months is None:
        yield Missing.CONTRACT
    elif months == 0:
        yield clause(Code.CONTRACT_OPEN, start=facts.course.starts.isoformat())
    else:
        yield clause(Code.CONTRACT_MONTHS, months=months, start=facts.course.starts.isoformat())
    if filled.trial_months is None:
        yield Missing.TRIAL
    elif filled.trial_months == 0:
        yield clause(Code.TRIAL_NONE)
    else:
        yield clause(Code.TRIAL_MONTHS, months=filled.trial_months)
        if months is not None and filled.trial_months > longest_trial(months or None):
            yield Missing.TRIAL_TOO_LONG
    yield Missing.NOTICE if filled.notice_weeks is None else clause(Code.NOTICE, weeks=filled.notice_weeks)
    yield _growth(filled)


def _growth(filled: Filled) -> Found:
    if not filled.growth or not filled.growth_months:
        return Missing.GROWTH
    return clause(Code.GROWTH, months=filled.growth_months, plan=filled.growth)


def _costs(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    for cost in Cost:
        payer = filled.who_pays.get(cost)
        if payer is None:
            yield Missing.WHO_PAYS
        elif payer is Payer.NONE:
            yield clause(Code.PAYS_NOBODY, str(cost), cost=str(cost))
        else:
            yield clause(Code.PAYS, str(cost), cost=str(cost), payer=str(payer))
    if facts.budgets:
        yield clause(Code.BUDGETS, budgets=tuple(dict.fromkeys(one.payer or one.budget for one in facts.budgets)))
    elif Payer.BUDGET in filled.who_pays.values():
        yield Missing.BUDGET


def _stop(facts: LearnWorkFacts, filled: Filled) -> Iterator[Found]:
    helper = names_of(facts.parties, Doer.INTERMEDIARY)
    if filled.talk_days is None:
        yield Missing.TALK_DAYS
    elif helper:
        yield clause(Code.TALK, days=filled.talk_days, helper=helper)
    if filled.when_it_stops:
        yield clause(Code.WHEN_IT_STOPS, plan=filled.when_it_stops)
    else:
        yield Missing.WHEN_IT_STOPS
    if helper:
        yield clause(Code.NEXT_PLACE, helper=helper)
