"""Language levels as the engine reads them, and growth beside what the blueprint expects."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from leerwerk.engine import language as engine
from leerwerk.engine import model as generic
from leerwerk.engine.model import Cefr, LanguageSkill
from leerwerk.learning.models import LanguageLevel
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of
from leerwerk.trajectories.queries.known import told_at_intake

LEVELS = tuple(Cefr)


def as_measurement(row: LanguageLevel) -> engine.Measurement:
    """Return a stored level as the engine's value."""
    return engine.Measurement(
        day=row.day, skill=LanguageSkill(row.skill), level=LEVELS[row.level], source=engine.Source(row.source)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """One skill of one participant: what was measured, what is expected, and how it stands."""

    skill: LanguageSkill
    measured: tuple[engine.Measurement, ...]
    expected: engine.Expectation | None
    growth: engine.Growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What a group expects of its participants' language."""

    design: generic.Blueprint
    learn_work: date

    @property
    def with_goal(self) -> tuple[LanguageSkill, ...]:
        """The skills for which the design has a goal."""
        goals = [component.language_goals for component in self.design.components]
        return tuple(skill for skill in LanguageSkill if any(one.of(skill) is not None for one in goals))

    def skill(self, skill: LanguageSkill, rows: Iterable[engine.Measurement], today: date) -> Skill:
        """Return one skill of one participant."""
        mine = tuple(sorted((row for row in rows if row.skill is skill), key=lambda row: row.day))
        expected = engine.expectation(
            self.design, skill, learn_work_starts=self.learn_work, baseline=mine[0].level if mine else None
        )
        return Skill(
            skill=skill, measured=mine, expected=expected, growth=engine.growth(mine, skill, expected, today=today)
        )


def group_of(cohort: Cohort) -> Group:
    """Return what a group expects; ``cohort`` comes with its version."""
    design = design_of(cohort.version)
    return Group(design=design, learn_work=group_days(cohort, design).learn_work)


def levels_of(enrolment: Enrolment) -> list[LanguageLevel]:
    """Return the measured levels of a participant, also from earlier groups where the asker meets them there."""
    rows = LanguageLevel.objects.filter(enrolment__candidate=enrolment.candidate_id)
    return list(rows.select_related("organisation", "person").order_by("-day", "-id"))


def measured_of(enrolment: Enrolment, rows: Iterable[LanguageLevel]) -> list[engine.Measurement]:
    """Return what is known of a participant's language: what they told at the intake, and what was measured."""
    return [*told_at_intake(enrolment.participant), *map(as_measurement, rows)]


def levels_by_person(enrolments: Iterable[Enrolment]) -> Mapping[int, list[engine.Measurement]]:
    """Return the same of several participants, who come with who they are, by enrolment: one query."""
    people = list(enrolments)
    whose = {one.candidate_id: one.pk for one in people}
    found: dict[int, list[engine.Measurement]] = defaultdict(list)
    for one in people:
        found[one.pk].extend(told_at_intake(one.participant))
    for row in LanguageLevel.objects.filter(enrolment__candidate__in=list(whose)).select_related("enrolment"):
        found[whose[row.enrolment.candidate_id]].append(as_measurement(row))
    return found
