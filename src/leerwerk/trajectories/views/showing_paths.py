"""A path in words: the stations, what happened, what waits, and what stands in the way."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerwerk.engine import model as generic
from leerwerk.engine.pathway import Advice, Alternative, Doer, Lack, Outcome, Step
from leerwerk.notices.kinds import todo
from leerwerk.notices.models import OWN, Matter
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories import own_words
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.labels import label
from leerwerk.trajectories.models import PathwayEvent
from leerwerk.trajectories.path_labels import (
    ADVICE,
    ALTERNATIVES,
    CRITERION_ANSWERS,
    DOERS,
    LACKS,
    OUTCOMES,
    STEPS,
    reason_text,
)
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.paths import Path, shortfalls_of
from leerwerk.trajectories.shortfall_labels import shortfall_texts

WAY = (
    (Stage.PROPOSED, "plan"),
    (Stage.INVITED, "mail"),
    (Stage.ACCEPTED, "check"),
    (Stage.SELECTED, "people"),
    (Stage.PRE_TRACK, "pre_track"),
    (Stage.LEARN_WORK, "learn_work"),
    (Stage.COMPLETED, "goal"),
    (Stage.PLACEMENT_SEARCH, "search"),
    (Stage.TRIAL_PLACEMENT, "clock"),
    (Stage.PLACED, "workplace"),
    (Stage.SUSTAINED, "check"),
)
ONLY_WHERE_SOMEBODY_WAS = frozenset({Stage.PLACEMENT_SEARCH, Stage.TRIAL_PLACEMENT})  # many are placed at once


def step_text(step: Step, doer: Doer) -> str:
    """Return what a step is called on a button; a candidate's own words where somebody else writes them down."""
    text = str(STEPS[step].button)
    if doer is Doer.INTERMEDIARY and step in (Step.ASK, Step.ACCEPT, Step.DECLINE, Step.HIDE, Step.SHOW):
        return _("%(step)s, as the candidate says") % {"step": text}
    return text


def lack_texts(lacks: Iterable[Lack]) -> list[str]:
    """Return what stands in the way, in words."""
    return [str(LACKS[lack]) for lack in lacks]


def stations(path: Path) -> list[dict[str, Any]]:
    """Return the stages of the way with what is behind, where somebody is, and the days that are planned."""
    days = group_days(path.enrolment.cohort, path.design)
    planned = {Stage.PRE_TRACK: days.pre_track, Stage.LEARN_WORK: days.learn_work, Stage.COMPLETED: days.end}
    reached = {event.stage: event.at for event in path.events}
    here = path.state.came_from if path.state.ended else path.state.stage
    left_out = ONLY_WHERE_SOMEBODY_WAS - {Stage(stage) for stage in reached}
    left_out |= frozenset() if path.facts.has_pre_track else {Stage.PRE_TRACK}
    order = [stage for stage, _icon in WAY if stage not in left_out]
    now = order.index(Stage(here)) if here is not None and Stage(here) in order else len(order)
    return [
        {
            "label": Stage(stage).label,
            "icon": icon,
            "done": order.index(stage) < now,
            "here": order.index(stage) == now,
            "at": reached.get(stage),
            "planned": planned.get(stage),
        }
        for stage, icon in WAY
        if stage in order
    ]


def awaited_texts(waits: Iterable[Matter]) -> list[dict[str, Any]]:
    """Return who has to do what until when; ``you`` is said to candidates of what they do themselves."""
    return [
        {
            "what": todo(one.kind).what,
            "who": owner_text(one),
            "you": str(todo(one.kind).you) % {"day": date_format(one.due_on)} if one.function == OWN else "",
            "matter": one,
        }
        for one in waits
    ]


def owner_text(matter: Matter) -> str:
    """Return whose a matter is."""
    if matter.function == OWN:
        return str(DOERS[Doer.CANDIDATE])
    return str(matter.organisation or DOERS[Doer.DIRECTOR])


def _words(event: PathwayEvent) -> Any:
    """Return what was written with a step, where the database shows it to who asks."""
    return getattr(event, "words", None)


def _answer(event: PathwayEvent, language: str) -> dict[str, list[str]]:
    """Return the answer of who decided no, in a language in which no page is."""
    reason = getattr(_words(event), "reason", "") or event.reason
    return own_words.answer(language, reason, event.alternatives) if reason and event.step in SAYS_NO else {}


def happened(path: Path, actor: Actor, language: str = "") -> list[dict[str, Any]]:
    """Return what happened, newest first; what only some may read is there for them alone.

    ``language``: of a candidate who reads it themselves, in which the answer of who decided no stands as well.
    """
    answers = dict(CRITERION_ANSWERS)
    return [
        {
            "event": event,
            "who": event.person if event.person_id else DOERS[Doer(event.by_as)],
            "for": event.organisation or "",
            "as": DOERS[Doer(event.by_as)],
            "done": STEPS[Step(event.step)].done,
            "reason": reason_text(getattr(_words(event), "reason", "") or event.reason),
            "words": getattr(_words(event), "text", ""),
            "advice": ADVICE[Advice(event.advice)] if event.advice else "",
            "outcome": OUTCOMES[Outcome(event.outcome)] if event.outcome else "",
            "short": shortfall_texts(shortfalls_of(event), reads_the_file=reads_the_file(actor)),
            "instead": [ALTERNATIVES[Alternative(one)] for one in event.alternatives],
            "own": _answer(event, language),
            "criteria": [
                (label(generic.GateCriterion(name)), answers.get(said, said), event.evidence.get(name, ""))
                for name, said in event.criteria.items()
            ],
        }
        for event in reversed(path.events)
    ]


SAYS_NO = frozenset({Step.REFUSE, Step.NO_GO})
ANSWERED = {Step.GRANT_EXCEPTION: Step.ASK_EXCEPTION, Step.DENY_EXCEPTION: Step.ASK_EXCEPTION}


def said_before(path: Path, actor: Actor, step: Step) -> list[dict[str, Any]]:
    """Return what was said that a step answers: why the exception that is open was asked for."""
    found = [one for one in happened(path, actor) if one["event"].step == ANSWERED.get(step)]
    return found[:1]


def met_and_asked(path: Path, actor: Actor) -> list[str]:
    """Return what the group asks and this person does not have, as far as who asks may read it."""
    return shortfall_texts(path.facts.shortfalls, reads_the_file=reads_the_file(actor))


def reads_the_file(actor: Actor) -> bool:
    """Whether somebody may read what a profile says of load and limits."""
    return actor.candidate_id is not None or actor.function in (Function.CASEWORKER, Function.DIRECTOR)
