"""What signals are raised by: everything that is recorded of many participations, in a fixed number of questions.

Asked by the house, with the wall lowered; nothing of it is shown but what a signal names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils import timezone

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock, DueContact, MoodTold, SignalRule, Talk
from leerwerk.coaching.queries.clock_facts import Facts, facts_of
from leerwerk.engine import coaching, language
from leerwerk.engine.coaching import signal_facts as engine
from leerwerk.engine.coaching.vocabulary import Side as EngineSide
from leerwerk.engine.model import Activity, LanguageSkill
from leerwerk.learning.dagdelen import NUMBERS
from leerwerk.learning.enums import RosterState
from leerwerk.learning.models import LanguageLevel, RosterShift, WeekSlot
from leerwerk.learning.queries.attendance import visits_by_person
from leerwerk.learning.queries.language import LEVELS, as_measurement, group_of
from leerwerk.recruitment.models import Candidate, Obstacle

QUESTIONS = ("work", "together", "go_on")


def as_evidence(found: engine.Raised) -> list[dict[str, Any]]:
    """Return the reasons of a signal as JSON: why, the numbers, the days, and every fact with its day."""
    return [
        {
            "why": str(one.why),
            "number": one.number,
            "of": one.of,
            "threshold": one.threshold,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "facts": [{"key": fact.key, "day": fact.day.isoformat(), "says": fact.says} for fact in one.facts],
        }
        for one in found.reasons
    ]


def rules_on(regions: Iterable[int], day: date) -> Mapping[int, tuple[engine.Thresholds, frozenset[engine.SignalCode]]]:
    """Return the thresholds of regions on a day, and the codes that are on: one query."""
    latest: dict[tuple[int, str], SignalRule] = {}
    for row in SignalRule.objects.filter(region__in=set(regions), since__lte=day).order_by("since"):
        latest[row.region_id, row.code] = row
    found = {}
    for region in set(regions):
        own = [row for (of, _code), row in latest.items() if of == region]
        chosen = {name: value for row in own for name, value in row.thresholds.items()}
        off = {engine.SignalCode(row.code) for row in own if not row.on}
        found[region] = (engine.Thresholds(**chosen), frozenset(engine.SignalCode) - off)
    return found


def _side(facts: Facts, dues: Sequence[engine.Contact], today: date) -> engine.SideFacts:
    """Return what is known of speaking with one side; after a pause counting begins anew."""
    asked = facts.asked
    begins = [spell.begins for spell in asked.spells]
    back = [one.until for one in asked.away if one.until is not None and one.until <= today]
    return engine.SideFacts(
        since=max([min(begins, default=today), *back]),
        waits=any(one.until is None and one.since <= today for one in asked.away),
        dues=tuple(dues),
        reached=tuple(one.day for one in asked.talks),
        coaches=asked.handed_over,
    )


def _dues_of(clocks: Sequence[int]) -> Mapping[int, list[engine.Contact]]:
    found: dict[int, list[engine.Contact]] = defaultdict(list)
    rows = DueContact.objects.filter(clock__in=clocks, day__isnull=False)
    for key, spell, kind, ordinal, day, standing in rows.values_list(
        "clock_id", "spell", "kind", "ordinal", "day", "standing"
    ):
        assert day is not None  # asked for those with a day
        contact = engine.Contact(key=f"{spell}.{kind}.{ordinal}", day=day, standing=coaching.Standing(standing))
        found[key].append(contact)
    return found


def _told(
    clocks: Mapping[int, int],
) -> tuple[Mapping[int, list[engine.ToldMood]], Mapping[int, list[engine.Answer]]]:
    """Return the moods that were told, in a contact or by themselves, and an employer's answers: two queries."""
    moods: dict[int, list[engine.ToldMood]] = defaultdict(list)
    answers: dict[int, list[engine.Answer]] = defaultdict(list)
    rows = Talk.objects.filter(clock__in=list(clocks), reached=True, taken_back_at=None)
    for pk, clock, day, mood, *told in rows.values_list("pk", "clock_id", "day", "mood", *QUESTIONS):
        if mood:
            moods[clocks[clock]].append(engine.ToldMood(key=f"talk{pk}", day=day, mood=int(mood)))
        for question, answer in zip(QUESTIONS, told, strict=True):
            if answer:
                row = engine.Answer(key=f"talk{pk}", day=day, question=question, answer=engine.Answered(answer))
                answers[clocks[clock]].append(row)
    for pk, clock, day, mood in MoodTold.objects.filter(clock__in=list(clocks)).values_list(
        "pk", "clock_id", "day", "mood"
    ):
        moods[clocks[clock]].append(engine.ToldMood(key=f"own{pk}", day=day, mood=int(mood)))
    return moods, answers


def _told_at_intake(person: Candidate) -> list[language.Measurement]:
    """Return the levels of somebody's profile, where what was measured begins from."""
    profile = person.profile
    if profile is None:
        return []
    levels = {skill: getattr(profile, skill) for skill in LanguageSkill}
    return [
        language.Measurement(day=profile.stated_on, skill=skill, level=LEVELS[level], source=language.Source.INTAKE)
        for skill, level in levels.items()
        if level is not None
    ]


def _skills_of(clocks: Sequence[Clock], today: date) -> Mapping[int, tuple[engine.SkillFacts, ...]]:
    """Return every skill for which the design of somebody's group has a goal, and that was measured: two queries."""
    enrolments = {one.enrolment_id: one.enrolment for one in clocks}
    whose = {one.candidate_id for one in enrolments.values()}
    people = Candidate.objects.select_related("profile").in_bulk(list(whose))
    measured: dict[int, list[language.Measurement]] = {pk: _told_at_intake(one) for pk, one in people.items()}
    told = {pk: len(rows) for pk, rows in measured.items()}
    for row in LanguageLevel.objects.filter(enrolment__candidate__in=list(whose)).select_related("enrolment"):
        measured[row.enrolment.candidate_id].append(as_measurement(row))
    groups = {one.cohort_id: group_of(one.cohort) for one in enrolments.values()}
    found: dict[int, tuple[engine.SkillFacts, ...]] = {}
    for key, one in enrolments.items():
        rows = measured.get(one.candidate_id, [])
        if len(rows) == told.get(one.candidate_id, 0):
            continue
        group = groups[one.cohort_id]
        skills = [group.skill(skill, rows, today) for skill in group.with_goal]
        found[key] = tuple(
            engine.SkillFacts(skill=skill.skill, measured=skill.measured, expected=skill.expected)
            for skill in skills
            if skill.expected is not None
        )
    return found


def _hindrances_of(clocks: Sequence[Clock]) -> Mapping[int, list[engine.Hindrance]]:
    whose = {one.enrolment.candidate_id: one.enrolment_id for one in clocks}
    found: dict[int, list[engine.Hindrance]] = defaultdict(list)
    rows = Obstacle.objects.filter(candidate__in=list(whose), solved_on=None)
    for pk, candidate, due_on in rows.values_list("pk", "candidate_id", "due_on"):
        found[whose[candidate]].append(engine.Hindrance(key=f"obstacle{pk}", due_on=due_on))
    return found


def _by_roster(keys: Sequence[int]) -> Mapping[int, list[engine.OtherShifts]]:
    """Return the changes from one roster that holds, or held, to the next: of who is in one."""
    by_person: dict[int, dict[date, tuple[date, int, int]]] = defaultdict(dict)
    rows = RosterShift.objects.filter(enrolment__in=keys, roster__state=RosterState.TAKEN)
    rows = rows.order_by("roster__monday", "roster__taken_at")
    asked = ("pk", "enrolment_id", "roster__monday", "roster__taken_at", "dagdelen")
    for pk, key, monday, taken_at, dagdelen in rows.values_list(*asked):
        taken = timezone.localdate(taken_at) if taken_at is not None else monday
        by_person[key][monday] = (taken, pk, dagdelen)  # of two from one Monday, the one that was taken last
    return {
        key: [
            engine.OtherShifts(
                key=f"shift{after[1]}", known_on=after[0], holds_from=monday, before=before[2], after=after[2]
            )
            for (_was, before), (monday, after) in pairwise(sorted(rosters.items()))
        ]
        for key, rosters in by_person.items()
    }


def _by_pattern(cohorts: Iterable[int]) -> Mapping[int, list[engine.OtherShifts]]:
    """Return from which days the work in the week pattern of a group is on other dagdelen, by group: one query."""
    slots: dict[int, list[WeekSlot]] = defaultdict(list)
    for slot in WeekSlot.objects.filter(cohort__in=set(cohorts), activity=Activity.WORK):
        slots[slot.cohort_id].append(slot)
    found: dict[int, list[engine.OtherShifts]] = {}
    for cohort, rows in slots.items():
        days = sorted({slot.since for slot in rows})
        masks = [sum({1 << NUMBERS[slot.dagdeel] for slot in rows if slot.since <= day <= slot.until}) for day in days]
        found[cohort] = [
            engine.OtherShifts(key=f"week{cohort}", known_on=day, holds_from=day, before=before, after=after)
            for day, (before, after) in zip(days[1:], pairwise(masks), strict=True)
        ]
    return found


def known_of(clocks: Sequence[Clock], today: date) -> Mapping[int, engine.Known]:
    """Return what is recorded of the participations of these clocks, by the key of the participation.

    Clocks come with their enrolment, its group and that group's version: both sides of each participation. Of one whose
    path is over nothing is known that raises a signal.
    """
    live = [one for one in clocks if one.phase]
    keys = sorted({one.enrolment_id for one in live})
    of_clock = {one.pk: one.enrolment_id for one in live}
    contacts, dues = facts_of(live, today), _dues_of(list(of_clock))
    moods, answers = _told(of_clock)
    visits, skills, hindrances = visits_by_person(keys), _skills_of(live, today), _hindrances_of(live)
    rostered, patterns = _by_roster(keys), _by_pattern(one.enrolment.cohort_id for one in live)
    sides: dict[int, dict[EngineSide, engine.SideFacts]] = defaultdict(dict)
    for one in live:
        side = EngineSide.CANDIDATE if one.side == Side.CANDIDATE else EngineSide.EMPLOYER
        sides[one.enrolment_id][side] = _side(contacts[one.pk], dues.get(one.pk, []), today)
    group = {one.enrolment_id: one.enrolment.cohort_id for one in live}
    found = {one.enrolment_id: engine.Known(today=today, sides={}) for one in clocks}
    for key in keys:
        found[key] = engine.Known(
            today=today,
            sides=sides[key],
            visits=tuple(visits.get(key, ())),
            moods=tuple(moods.get(key, ())),
            skills=skills.get(key, ()),
            hindrances=tuple(hindrances.get(key, ())),
            shifts=tuple(rostered[key] if key in rostered else patterns.get(group[key], ())),
            answers=tuple(answers.get(key, ())),
        )
    return found
