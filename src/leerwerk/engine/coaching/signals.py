"""Signals: reasons to speak with somebody, each by an explicit rule over facts that people recorded. No score.

Whoever asks twice with the same facts gets the same, in whatever order they are given. A signal is raised by at least
one reason, and a reason names the facts that met its rule. Stricter thresholds never raise fewer signals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction

from leerwerk.engine import attendance, language
from leerwerk.engine.coaching.signal_facts import (
    DEFAULT,
    Answer,
    Answered,
    Fact,
    Known,
    Raised,
    Reason,
    SideFacts,
    SignalCode,
    Thresholds,
    ToldMood,
    Why,
)
from leerwerk.engine.coaching.vocabulary import Side, Standing, is_still_due

HUNDRED = 100
IN_A_ROW = {
    attendance.SignalCode.ABSENT_IN_A_ROW: (Why.ABSENT_IN_A_ROW, "absent"),
    attendance.SignalCode.AWAY_IN_A_ROW: (Why.AWAY_IN_A_ROW, "away"),
}


def _absence(known: Known, at: Thresholds) -> Iterator[Reason]:
    """Absent so often in a row, or too small a share of the last weeks; who was not expected lately is not absent."""
    own = attendance.Thresholds(
        absent=at.absent, away=at.away, percent=at.percent, window_weeks=at.weeks, least=at.least
    )
    if not any(known.today - timedelta(weeks=at.weeks) < one.day <= known.today for one in known.visits):
        return
    days = {one.code: one.day for one in known.visits}
    for found in attendance.attendance(known.visits, today=known.today, thresholds=own).signals:
        facts = tuple(Fact(key=code, day=days[code]) for code in found.sessions)
        if found.code in IN_A_ROW:
            why, name = IN_A_ROW[found.code]
            yield _reason(why, len(facts), getattr(at, name), facts)
        elif found.code is attendance.SignalCode.LOW_SHARE_LATELY and found.share is not None:
            yield _reason(Why.LOW_SHARE, found.share.attended, at.percent, facts, of=found.share.expected)


def _reason(why: Why, number: int, threshold: int, facts: tuple[Fact, ...], *, of: int | None = None) -> Reason:
    days = [one.day for one in facts]
    return Reason(why=why, number=number, threshold=threshold, since=min(days), until=max(days), facts=facts, of=of)


def _silence(side: SideFacts, known: Known, at: Thresholds) -> Iterator[Reason]:
    """Contacts that were missed since somebody was spoken with, or nobody reached for days while one was due."""
    if side.waits or not is_still_due(one.standing for one in side.dues):
        return
    reached = max((day for day in side.reached if day <= known.today), default=None)
    after = [one for one in side.dues if one.day <= known.today and (reached is None or one.day > reached)]
    owed = sorted(
        (one for one in after if one.standing in (Standing.MISSED, Standing.OPEN)), key=lambda one: (one.day, one.key)
    )
    facts = [Fact(key=one.key, day=one.day, says=str(one.standing)) for one in owed]
    missed = tuple(fact for fact in facts if fact.says == Standing.MISSED)
    if len(missed) >= at.missed:
        yield _reason(Why.MISSED_IN_A_ROW, len(missed), at.missed, missed)
    since = max(reached or side.since, side.since)
    days = (known.today - since).days
    if facts and days >= at.silent_days:
        yield Reason(
            why=Why.NOT_REACHED,
            number=days,
            threshold=at.silent_days,
            since=since,
            until=known.today,
            facts=tuple(facts),
        )


def _mood(known: Known, at: Thresholds) -> Iterator[Reason]:
    """The last mood that was told is low, or fell since the time before. Of two on one day the lower counts."""
    by_day: dict[object, ToldMood] = {}
    for one in sorted((one for one in known.moods if one.day <= known.today), key=lambda one: (-one.mood, one.key)):
        by_day[one.day] = one
    told = sorted(by_day.values(), key=lambda one: one.day)
    if not told or (known.today - told[-1].day).days > at.mood_days:
        return
    facts = tuple(Fact(key=one.key, day=one.day, says=str(one.mood)) for one in told[-2:])
    if told[-1].mood <= at.low:
        yield _reason(Why.LOW_MOOD, told[-1].mood, at.low, facts[-1:])
    if len(told) > 1 and (fell := told[-2].mood - told[-1].mood) >= at.fall:
        yield _reason(Why.MOOD_FELL, fell, at.fall, facts)


def _language(known: Known, at: Thresholds) -> Iterator[Reason]:
    """A level that was measured is behind the line of the design by now; it grows evenly up to the goal."""
    limits = language.Limits(behind=Fraction(at.language_percent, HUNDRED), lately=at.language_days)
    for one in sorted(known.skills, key=lambda one: str(one.skill)):
        found = language.growth(one.measured, one.skill, one.expected, today=known.today, limits=limits)
        holds = found.current
        if found.state is not language.State.BEHIND or holds is None or found.difference is None:
            continue
        if holds.found.source is language.Source.INTAKE:
            continue  # told before anything was measured: it says that nobody measured, not that somebody is behind
        facts = (
            Fact(key=f"{one.skill}", day=holds.found.day, says=str(holds.level)),
            Fact(key="goal", day=one.expected.goal.day, says=str(one.expected.goal.level)),
        )
        yield Reason(
            why=Why.BEHIND_THE_PLAN,
            number=int(-found.difference * HUNDRED),
            threshold=at.language_percent,
            since=holds.found.day,
            until=known.today,
            facts=facts,
        )


def _obstacle(known: Known, at: Thresholds) -> Iterator[Reason]:
    """What stands in the way would have been solved by now."""
    late = [one for one in known.hindrances if (known.today - one.due_on).days > at.obstacle_days]
    for one in sorted(late, key=lambda one: (one.due_on, one.key)):
        days = (known.today - one.due_on).days
        yield Reason(
            why=Why.OVERDUE,
            number=days,
            threshold=at.obstacle_days,
            since=one.due_on,
            until=known.today,
            facts=(Fact(key=one.key, day=one.due_on),),
        )


def _coach(side: SideFacts, known: Known, at: Thresholds) -> Iterator[Reason]:
    """Another coach than before accompanies them, since a few days."""
    for since in sorted(set(side.coaches)):
        if 0 <= (days := (known.today - since).days) <= at.coach_days:
            yield _reason(Why.ANOTHER_COACH, days, at.coach_days, (Fact(key="coach", day=since),))


def _shifts(known: Known, at: Thresholds) -> Iterator[Reason]:
    """Other times of work hold since a few days, or will soon."""
    for one in sorted(known.shifts, key=lambda one: (one.holds_from, one.key)):
        days = (known.today - one.holds_from).days
        if one.before != one.after and one.known_on <= known.today and days <= at.shifts_days:
            facts = (Fact(key=one.key, day=one.holds_from, says=f"{one.before}>{one.after}"),)
            yield _reason(Why.OTHER_SHIFTS, max(days, 0), at.shifts_days, facts)


def _answers(known: Known, at: Thresholds) -> Iterator[Reason]:
    """A question was answered badly the last time, or so-so or worse so often in a row."""
    of_question: dict[str, list[Answer]] = {}
    for one in sorted(known.answers, key=lambda one: (one.day, one.key)):
        if one.day <= known.today:
            of_question.setdefault(one.question, []).append(one)
    for _question, told in sorted(of_question.items()):
        if (known.today - told[-1].day).days > at.answer_days:
            continue
        row: list[Answer] = []
        for one in told:
            row = [] if one.answer is Answered.GOOD else [*row, one]
        facts = tuple(Fact(key=one.key, day=one.day, says=f"{one.question}:{one.answer}") for one in row)
        if told[-1].answer is Answered.BAD:
            yield _reason(Why.ANSWERED_BADLY, 1, 1, facts[-1:])
        elif len(facts) >= at.so_so:
            yield _reason(Why.SO_SO_AGAIN, len(facts), at.so_so, facts)


PERSON: Mapping[SignalCode, Callable[[Known, Thresholds], Iterator[Reason]]] = {
    SignalCode.ABSENCE: _absence,
    SignalCode.MOOD: _mood,
    SignalCode.LANGUAGE_BEHIND: _language,
    SignalCode.OBSTACLE_OVERDUE: _obstacle,
    SignalCode.SHIFTS_CHANGED: _shifts,
}
EITHER: Mapping[SignalCode, Callable[[SideFacts, Known, Thresholds], Iterator[Reason]]] = {
    SignalCode.SILENCE: _silence,
    SignalCode.COACH_CHANGED: _coach,
}


def signals(
    known: Known, thresholds: Thresholds = DEFAULT, *, on: frozenset[SignalCode] = frozenset(SignalCode)
) -> tuple[Raised, ...]:
    """Return every signal that these facts raise, by side and code; ``on``: the codes that are looked at.

    Absence, mood, language, obstacles and times of work are about the participant's side, what an employer answers
    about the employer's; silence and another coach about either. Raises BadVisit when a session is given twice.
    """
    found: list[Raised] = []
    for side, facts in sorted(known.sides.items()):
        rules = {code: list(rule(facts, known, thresholds)) for code, rule in EITHER.items() if code in on}
        if side is Side.CANDIDATE:
            rules |= {code: list(rule(known, thresholds)) for code, rule in PERSON.items() if code in on}
        elif SignalCode.EMPLOYER_ANSWER in on:
            rules[SignalCode.EMPLOYER_ANSWER] = list(_answers(known, thresholds))
        for code in SignalCode:
            if reasons := rules.get(code):
                found.append(Raised(code=code, side=side, reasons=tuple(reasons)))
    return tuple(found)
