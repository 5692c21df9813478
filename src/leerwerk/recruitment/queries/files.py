"""Reading candidates: lists that stay quick with 100,000 of them, and one file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Municipality, hash_of
from leerwerk.parties.queries import Line, latest_lines, municipalities_of
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.wall import show_link
from leerwerk.recruitment.enums import IntakeState
from leerwerk.recruitment.models import (
    Background,
    Candidate,
    CounterStatement,
    FileInvitation,
    Intake,
    Obligation,
    Obstacle,
    Profile,
    WorkExperience,
)
from leerwerk.recruitment.queries.intakes import intakes_held, statements_of
from leerwerk.recruitment.rules import INVITED, OBLIGED, WORKED, candidates_of
from leerwerk.recruitment.search import holding, searchable

ORDERS = {
    "name": ("family_name", "given_name", "id"),
    "-name": ("-family_name", "-given_name", "-id"),
    "ready": ("ready_on", "id"),
    "-ready": ("-ready_on", "-id"),
}

BY_PROFILE = frozenset({"ready", "-ready"})  # orders in which people without a profile have no place

PROFILE_HOLDS_FOR = timedelta(days=183)
MORE_THAN_ALL = 1_000_000_000
ENDED = ("sustained", "left")  # stages of an enrolment after which somebody may enter another group


# Who is in which component, by the stage of their enrolment. Language and coaching run beside the others.
STAGES: Mapping[str, tuple[str, ...]] = {
    "recruitment": ("proposed", "invited", "accepted", "selected"),
    "pre_track": ("pre_track",),
    "learn_work": ("learn_work",),
    "language": ("pre_track", "learn_work"),
    "coaching": ("pre_track", "learn_work", "trial_placement", "placed"),
    "placement": ("completed", "placement_search", "trial_placement", "placed"),
}


def _enrolled(**asked: Any) -> Exists:
    """Enrolments are rows of trajectories, a room above; they are reached by their relation to the candidate."""
    enrolments = Candidate._meta.get_field("enrolments").related_model
    active = enrolments._default_manager.exclude(stage__in=ENDED)
    return Exists(active.filter(candidate=OuterRef("pk"), **asked))


def profile_is_old(today: date) -> Q:
    """Whose profile was stated too long ago.

    The limit, above what there can be, makes PostgreSQL look for old profiles first. It does not know that a profile
    has one candidate and would fetch each candidate's: four times as long for an organisation with 100,000 of them.
    """
    old = Profile.objects.filter(stated_on__lt=today - PROFILE_HOLDS_FOR).order_by()
    return Q(profile__in=old[:MORE_THAN_ALL].values("pk"))


SHORTCOMINGS: Mapping[str, Callable[[date], Q]] = {
    "profile": lambda today: Q(profile=None),
    "fresh": profile_is_old,
    "obstacle": lambda today: Q(
        Exists(Obstacle.objects.filter(candidate=OuterRef("pk"), solved_on=None, due_on__lt=today))
    ),
    "intake": lambda today: Q(Exists(Intake.objects.filter(candidate=OuterRef("pk"), state=IntakeState.OPEN))),
    "group": lambda today: ~Q(_enrolled()),
    "invitation": lambda today: Q(_enrolled(stage="proposed")),
}


def candidates_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Candidate]:
    """Return the actor's candidates that fit the filters, in the asked order.

    ``said`` may hold: q, municipality, education (``low``), speaking (least level), sector, ready (latest date),
    licence, without (a key of SHORTCOMINGS), component (a key of STAGES), sort.
    """
    found = _within_reach(actor)
    if words := searchable(said.get("q") or "").split():
        found = found.filter(holding(words))
    if town := said.get("municipality"):
        found = found.filter(municipality=town)
    if said.get("education") == "low":
        found = found.filter(low_skilled=True)
    if said.get("speaking") not in (None, ""):
        found = found.filter(profile__speaking__gte=int(said["speaking"]))
    if sector := said.get("sector"):
        found = found.filter(profile__sectors__contains=[sector])
    if ready := said.get("ready"):
        found = found.filter(ready_on__lte=ready)
    if said.get("licence"):
        found = found.filter(profile__licence=True)
    if shortcoming := SHORTCOMINGS.get(said.get("without") or ""):
        found = found.filter(shortcoming(timezone.localdate()))
    if stages := STAGES.get(said.get("component") or ""):
        found = found.filter(_enrolled(stage__in=stages))
    sort = said.get("sort") or "name"
    if sort in BY_PROFILE:
        found = found.filter(ready_on__isnull=False)
    return found.order_by(*ORDERS.get(sort, ORDERS["name"]))


def candidates_shown(keys: Sequence[int]) -> list[Candidate]:
    """Return the candidates with these keys, which came from ``candidates_listed``, in that order, as a list shows."""
    found = Candidate.objects.select_related("municipality", "profile").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _within_reach(actor: Actor) -> QuerySet[Candidate]:
    """Return the actor's candidates with a director's region as a list of codes, by which the database plans better."""
    if actor.function != Function.DIRECTOR:
        return candidates_of(actor)
    return Candidate.objects.filter(municipality__in=[town.pk for town in towns_of(actor)])


def towns_of(actor: Actor) -> QuerySet[Municipality]:
    """Return the municipalities in which the actor's candidates live, for the filter."""
    return municipalities_of(actor.region_id)


class Home(Func):
    """The municipality where a candidate (by key) lives, also for who may not open the file: money is counted by it."""

    function = "recruitment_home"
    arity = 1
    output_field = CharField()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Everything a file's page shows, fetched in a fixed number of queries."""

    candidate: Candidate
    profiles: list[Profile]
    work: list[WorkExperience]
    obstacles: list[Obstacle]
    obligations: list[Obligation]
    intakes: list[Intake]
    statements: list[CounterStatement]
    background: Background | None
    invitation: FileInvitation | None
    readings: list[Line]
    trail: list[Line]


def file_of(candidate: Candidate, actor: Actor, *, lately: int = 8) -> File:
    """Return a candidate's file as this actor may see it: background and obstacles only for the intermediary.

    So it is with what somebody said of an intake; what they said of a profile is for whoever reads the profile.

    The caller has been let in by a rule already; ``candidate`` comes from ``rules.files_of`` or ``rules.own_file``.
    The ``lately`` latest lines of the trail are in it.
    """
    guides = actor.function == Function.CASEWORKER
    own = actor.candidate_id == candidate.pk
    trail, readings = latest_lines(candidate, lately)
    return File(
        candidate=candidate,
        profiles=list(candidate.profiles.select_related("stated_by")[:6]),
        work=_work_of(candidate),
        obstacles=_open_first(candidate) if guides or own else [],
        obligations=_obligations_of(candidate),
        intakes=intakes_held(candidate),
        statements=[one for one in statements_of(candidate) if guides or own or one.profile_id],
        background=getattr(candidate, "background", None) if guides or own else None,
        invitation=_open_invitation(candidate) if guides and candidate.person_id is None else None,
        readings=readings,
        trail=trail,
    )


def _open_first(candidate: Candidate) -> list[Obstacle]:
    """Return what stands in the way, soonest first, and after that what was solved."""
    return list(
        candidate.obstacles.select_related("owner").order_by(F("solved_on").desc(nulls_first=True), "due_on", "id")
    )


def _obligations_of(candidate: Candidate) -> list[Obligation]:
    """Return why somebody is not free, which came along with the file, where their profile says that they are not."""
    rows = [
        Obligation(candidate=candidate, **facts | {"until": facts["until"] and date.fromisoformat(facts["until"])})
        for facts in getattr(candidate, OBLIGED)
    ]
    free = candidate.profile.available if candidate.profile else 0
    return sorted((row for row in rows if not free >> row.dagdeel & 1), key=lambda row: row.dagdeel)


STILL = 9999  # work that goes on ends after all other work


def _work_of(candidate: Candidate) -> list[WorkExperience]:
    """Return the work history, which came along with the file: what goes on or ended last first."""
    rows = [WorkExperience(candidate=candidate, **facts) for facts in getattr(candidate, WORKED)]
    return sorted(rows, key=lambda row: (-(row.until or STILL), -row.since, row.work))


def _open_invitation(candidate: Candidate) -> FileInvitation | None:
    """Return the one open invitation, which came along with the file."""
    key, email, expires_at = (getattr(candidate, name) for name in INVITED)
    return FileInvitation(pk=key, candidate=candidate, email=email, expires_at=expires_at) if key else None


def perhaps_known(*, intermediary_id: int, given_name: str, family_name: str, municipality: str) -> list[Candidate]:
    """Return candidates of this intermediary who may be the same person: same name, same municipality."""
    same = searchable(given_name, family_name)
    return [
        candidate
        for candidate in Candidate.objects.filter(
            intermediary_id=intermediary_id, municipality_id=municipality, search_text__contains=same
        )[:20]
        if searchable(candidate.given_name, candidate.family_name) == same
    ]


def overdue_obstacles(actor: Actor, today: date) -> QuerySet[Obstacle]:
    """Return obstacles of the actor's candidates that should have been solved before today."""
    return Obstacle.objects.filter(
        Exists(candidates_of(actor).filter(pk=OuterRef("candidate_id"))), solved_on=None, due_on__lt=today
    )


def invitation_of(secret: str) -> FileInvitation | None:
    """Return the open invitation that a link belongs to, or None: wrong, expired, used and withdrawn look alike."""
    token_hash = hash_of(secret)
    show_link(token_hash)
    found = FileInvitation.objects.select_related("candidate__intermediary").filter(token_hash=token_hash).first()
    return found if found and found.is_open(timezone.now()) else None
