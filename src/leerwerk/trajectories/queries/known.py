"""What is recorded of a participant that a selection or a go/no-go weighs, as the asker sees it: in one query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from leerwerk.engine import language
from leerwerk.engine import model as generic
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Obstacle
from leerwerk.trajectories.models import Enrolment, Participant
from leerwerk.trajectories.rules import paths_of

LEVELS = tuple(generic.Cefr)
GIVEN = ("issued", "seen")  # a draft of a paper shows nothing yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Attendance so far: dagdelen attended of those that were expected, up to and including a day."""

    attended: int
    expected: int
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A diploma, certificate or statement that was issued or seen."""

    title: str
    issued_by: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """An obstacle that is open: what it is, and by when it is solved."""

    kind: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything of it. ``came``: None when nothing was expected yet. ``levels``: the one that holds, by skill.

    ``hindrances``: by name for who guides the participant and for themselves; others know how many there are.
    """

    came: Came | None
    levels: Mapping[generic.LanguageSkill, language.Current]
    papers: Sequence[Paper]
    hindrances: Sequence[Hindrance]


def told_at_intake(person: Participant) -> list[language.Measurement]:
    """Return the language levels that somebody told at their intake, as the first that is known of them."""
    if person.told_on is None:
        return []
    told = {skill: getattr(person, skill) for skill in generic.LanguageSkill}
    return [
        language.Measurement(day=person.told_on, skill=skill, level=LEVELS[level], source=language.Source.INTAKE)
        for skill, level in told.items()
        if level is not None
    ]


def _above(name: str) -> Any:
    """Return the rows of a room above about participants, reached by their relation."""
    found: Any = Enrolment._meta.get_field(name).related_model
    return found._default_manager.all()


def _facts(actor: Actor, enrolment: Enrolment) -> Mapping[str, Any]:
    same_person = {"enrolment__candidate": OuterRef("candidate")}
    met = paths_of(actor).order_by().values("pk")
    levels = _above("language_levels").filter(**same_person, enrolment__in=met).order_by("day", "id")
    papers = _above("credentials").filter(**same_person, enrolment__in=met, state__in=GIVEN).order_by("day", "id")
    hindrances = Obstacle.objects.filter(candidate=OuterRef("candidate"), solved_on=None).order_by("due_on", "id")
    came = _above("tally").filter(enrolment=OuterRef("pk"))
    told = {name: name for name in ("title", "issued_by", "issued_on", "day")}
    asked = Enrolment.objects.filter(pk=enrolment.pk).order_by()
    return asked.values(
        came=Subquery(came.values(one=JSONObject(attended="attended", expected="expected", until="until"))[:1]),
        measured=ArraySubquery(levels.values(one=JSONObject(day="day", skill="skill", level="level", source="source"))),
        papers=ArraySubquery(papers.values(one=JSONObject(**told, issuer="issuer__name"))),
        hindrances=ArraySubquery(hindrances.values(one=JSONObject(kind="kind", due_on="due_on"))),
    ).get()


def known_of(actor: Actor, enrolment: Enrolment, today: date) -> Known:
    """Return what is recorded of a participant whom the actor meets; ``enrolment`` comes with its participant."""
    facts = _facts(actor, enrolment)
    measured = [*told_at_intake(enrolment.participant), *map(_measured, facts["measured"])]
    return Known(
        came=_came(facts["came"]),
        levels=_holding(measured, today),
        papers=[
            Paper(
                title=one["title"],
                issued_by=one["issued_by"] or one["issuer"],
                day=date.fromisoformat(one["issued_on"] or one["day"]),
            )
            for one in facts["papers"]
        ],
        hindrances=[
            Hindrance(kind=one["kind"], due_on=date.fromisoformat(one["due_on"]))
            for one in facts["hindrances"]
            if actor.candidate_id is not None or actor.function == Function.CASEWORKER
        ],
    )


def _measured(one: Mapping[str, Any]) -> language.Measurement:
    return language.Measurement(
        day=date.fromisoformat(one["day"]),
        skill=generic.LanguageSkill(one["skill"]),
        level=LEVELS[one["level"]],
        source=language.Source(one["source"]),
    )


def _came(one: Mapping[str, Any] | None) -> Came | None:
    if one is None or not one["expected"]:
        return None
    return Came(attended=one["attended"], expected=one["expected"], until=date.fromisoformat(one["until"]))


def _holding(measured: Iterable[language.Measurement], today: date) -> Mapping[generic.LanguageSkill, language.Current]:
    rows = list(measured)
    found = {skill: language.current(rows, skill, today) for skill in generic.LanguageSkill}
    return {skill: one for skill, one in found.items() if one is not None}
