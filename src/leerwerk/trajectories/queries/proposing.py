"""Who can be proposed for a group that was decided, beside what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from leerwerk.engine import pathway
from leerwerk.engine.pathway import HOLDING_A_PLACE
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.queries import candidates_listed, candidates_shown
from leerwerk.trajectories.enums import IN_PROGRESS, Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.paths import NO_PROFILE, brings, required

AT_MOST = 20
AFTER_THE_START = (
    *(Stage.LEARN_WORK, Stage.COMPLETED, Stage.PLACEMENT_SEARCH),
    *(Stage.TRIAL_PLACEMENT, Stage.PLACED, Stage.SUSTAINED),
)


def is_open_for_others(cohort: Cohort) -> bool:
    """Whether somebody may still come into a group: it was decided, and nobody learns and works in it yet."""
    started = Enrolment.objects.filter(cohort=cohort, stage__in=AFTER_THE_START)
    return cohort.state in IN_PROGRESS and not started.exists()


def room_in(cohort: Cohort) -> tuple[bool, bool]:
    """Return whether somebody may still come in, as ``is_open_for_others`` says, and whether all places are held."""
    after, held = Q(stage__in=AFTER_THE_START), Q(stage__in=HOLDING_A_PLACE)
    here = Enrolment.objects.filter(cohort=cohort).aggregate(
        after=Count("pk", filter=after), held=Count("pk", filter=held)
    )
    return cohort.state in IN_PROGRESS and not here["after"], here["held"] >= cohort.max_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposable:
    """Somebody who is in no group, with what the group asks and they do not have."""

    candidate: Candidate
    lacks: tuple[pathway.Shortfall, ...]
    ready_in_time: bool


def meets(cohort: Cohort) -> Q:
    """Whose profile has everything that a group asks; ``queries.paths`` compares the same for one person."""
    profile = "profile__"
    scales = ("listening", "reading", "speaking", "writing", "learnability", "load", "motivation")
    asked = {f"{profile}{name}__gte": getattr(cohort, name) for name in scales}
    found = Q(**asked, free_of_those=cohort.dagdelen)
    if cohort.skills:
        found &= Q(profile__skills__contains=cohort.skills)
    if cohort.licence:
        found &= Q(profile__licence=True)
    if cohort.excluded_limits:
        found &= ~Q(profile__limits__overlap=cohort.excluded_limits)
    return found


def _found(actor: Actor, cohort: Cohort, said: Mapping[str, Any]) -> QuerySet[Candidate]:
    rows = candidates_listed(actor, {"q": said.get("q"), "without": "group"}).exclude(enrolments__cohort=cohort)
    if said.get("fits"):
        rows = rows.annotate(free_of_those=F("profile__available").bitand(cohort.dagdelen)).filter(meets(cohort))
    return rows


def proposable(actor: Actor, cohort: Cohort, said: Mapping[str, Any]) -> tuple[list[Proposable], bool]:
    """Return whom the actor may propose of those who fit the filters (q, fits), and whether there are more.

    Only whose file they may open, who are in no group and were not in this one. Two queries.
    """
    keys = list(_found(actor, cohort, said).values_list("pk", flat=True)[: AT_MOST + 1])
    asks = required(cohort)
    return [
        Proposable(
            candidate=one,
            lacks=NO_PROFILE if one.profile is None else pathway.shortfalls(asks, brings(one.profile)),
            ready_in_time=one.profile is None or one.profile.ready_on <= cohort.starts_on,
        )
        for one in candidates_shown(keys[:AT_MOST])
    ], len(keys) > AT_MOST
