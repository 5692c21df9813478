"""Words for the facts of a design: ``components.learn_work.months`` is read as "Learning and working › Months"."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.model import (
    Activity,
    Cefr,
    Change,
    ComponentKind,
    Content,
    CredentialKind,
    Dagdeel,
    Deviation,
    Duty,
    GateCriterion,
    Level,
    PlacementPath,
    Reach,
    Role,
    Term,
)
from leerwerk.engine.model.blueprint import Scalar
from leerwerk.parties.enums import sector_label
from leerwerk.recruitment.enums import LIMITS, SKILLS
from leerwerk.trajectories.labels import label

# A field that only holds others says nothing: its words are empty.
FIELDS: Mapping[str, str | Promise] = {
    "title": _("Title"),
    "description": _("What it is"),
    "nl": _("in Dutch"),
    "en": _("in English"),
    "sector": _("Sector"),
    "level": _("Level"),
    "profile": "",
    "listening": _("Listening, at least"),
    "reading": _("Reading, at least"),
    "speaking": _("Speaking, at least"),
    "writing": _("Writing, at least"),
    "learnability": _("Learnability, at least"),
    "availability": _("Dagdelen that everyone must have free"),
    "load": _("Load, at least"),
    "motivation": _("Motivation, at least"),
    "skills": _("Skills needed"),
    "licence": _("Driving licence needed"),
    "excluded_limits": _("Limits that do not fit"),
    "made_with": _("Who wrote the profile together"),
    "deviation": _("Someone below the profile"),
    "components": "",
    "start": _("Starts in month"),
    "months": _("Months"),
    "span": _("Months that the design allows"),
    "low": _("at least"),
    "high": _("at most"),
    "parts": "",
    "content": _("What it contains"),
    "hours": _("Hours per week"),
    "work": _("Work"),
    "theory": _("Theory"),
    "language": _("Language"),
    "week": _("Week"),
    "phases": _("Phase"),
    "language_goals": _("Language level at the end"),
    "placement": "",
    "paths": _("From trajectory to contract"),
    "trial_months": _("Months of trial placement"),
    "wage_value_frame": _("There is an evaluation frame for wage value"),
    "clear_on": _("Clear for both sides at placement"),
    "contract_months": _("Months of contract"),
    "group": "",
    "minimum": _("Smallest group"),
    "maximum": _("Largest group"),
    "costs": "",
    "fixed": _("Cost of a group, € thousand"),
    "per_participant": _("Cost per participant, € thousand"),
    "onward": _("Levels that stay open"),
    "credentials": _("Paper to earn"),
    "kind": _("Kind"),
    "after_placement": _("Earned while employed"),
    "gates": _("Go/no-go before"),
    "criteria": _("What is weighed"),
    "decided_by": _("Who decides"),
    "reach": _("Where we recruit"),
    "work_tasks": _("The work as tasks"),
    "contacts": _("The coach speaks"),
    "candidate": _("with the participant"),
    "employer": _("with the employer"),
    "pre_track": _("Every so many days before the start"),
    "learn_work": _("Every so many days while learning and working"),
    "search": _("Every so many days while work is looked for"),
    "trial": _("Every so many days in a trial placement"),
    "weeks": _("Weeks after the placement"),
}
ITEMS: Mapping[str, type[StrEnum]] = {
    "availability": Dagdeel,
    "made_with": Role,
    "components": ComponentKind,
    "parts": Role,
    "content": Content,
    "week": Dagdeel,
    "paths": PlacementPath,
    "clear_on": Term,
    "onward": Level,
    "gates": ComponentKind,
    "criteria": GateCriterion,
    "decided_by": Role,
}
OWN_CODES = frozenset({"skills", "excluded_limits", "phases", "credentials", "work_tasks", "weeks", "months"})
CODES: Mapping[str, Mapping[str, str | Promise]] = {"skills": SKILLS, "excluded_limits": LIMITS}
VALUES: Mapping[str, type[StrEnum]] = {
    "level": Level,
    "listening": Cefr,
    "reading": Cefr,
    "speaking": Cefr,
    "writing": Cefr,
    "deviation": Deviation,
    "reach": Reach,
    "kind": CredentialKind,
}


def names_of(codes: Iterable[str], names: Mapping[str, str | Promise]) -> list[str]:
    """The words for codes that people may add to; a code without words stays as it was typed."""
    return [str(names.get(code, code)) for code in codes]


def said_already(path: str) -> bool:
    """Whether other facts say the same: the code of a row that its path names, and the list of what is stated."""
    return path == "stated" or path.rpartition(".")[2] == "code"


def _words(path: str) -> Iterator[str]:
    """The words of a path, one per step that says something."""
    field, inside = "", 0  # the field whose items follow, and how many steps of it were read
    before = ""
    for step in path.split("."):
        key = step.partition("#")[0]
        if inside == 0 and field in OWN_CODES:
            yield str(CODES.get(field, {}).get(key, step))
            inside = 1
        elif inside == 0 and field in ITEMS:
            yield label(ITEMS[field](key)) if key in list(ITEMS[field]) else step
            inside = 1
        elif field == "parts":
            yield label(Duty(key)) if key in list(Duty) else step
        elif not (before == "profile" and step == "language"):
            if words := FIELDS[step]:
                yield str(words)
            field, inside = step, 0
        before = step


def fact_text(path: str) -> str:
    """The fact's place in words. Raises KeyError for a path that no design has."""
    steps = path.split(".")
    if len(steps) == 3 and steps[::2] in (["components", "kind"], ["gates", "before"]):
        path = path.rpartition(".")[0]
    return " › ".join(_words(path))


def value_text(path: str, value: Scalar) -> str:
    """The fact's value in words and numbers of the active language; a dash when there is none."""
    steps = path.split(".")
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _now("yes") if value else _now("no")
    if isinstance(value, int | float):
        return number_format(round(value, 2), use_l10n=True)
    if len(steps) == 3 and steps[::2] in (["components", "kind"], ["gates", "before"]):
        return _now("yes")
    if path == "sector":
        return sector_label(value)
    kind = Activity if len(steps) > 1 and steps[-2] == "week" else VALUES.get(steps[-1])
    return label(kind(value)) if kind is not None else value


def change_texts(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """Each difference as words: what, before, after."""
    return [
        (fact_text(change.path), value_text(change.path, change.old), value_text(change.path, change.new))
        for change in changes
        if not said_already(change.path)
    ]
