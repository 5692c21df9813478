"""Who may see and change a candidate's file: their intermediary, the director of their region, and themselves."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.recruitment.enums import HandoverState
from leerwerk.recruitment.models import (
    Candidate,
    CounterStatement,
    FileInvitation,
    Handover,
    Intake,
    Obligation,
    Obstacle,
    Outreach,
    WorkExperience,
)

INVITATION = ("still_open__pk", "still_open__email", "still_open__expires_at")
INVITED = ("invitation_key", "invited_to", "invited_until")  # how a file brings them along

# How a file brings along what there may be more of: as lists of the facts of each.
WORKED, TALKED, OBJECTED, OBLIGED = "worked", "talked", "objected", "obliged"
MOVING = "moving"  # how a file brings along the facts of its newest handover


def _guides(actor: Actor) -> bool:
    return actor.function == Function.CASEWORKER


def _guides_or_directs(actor: Actor) -> bool:
    return actor.function in {Function.CASEWORKER, Function.DIRECTOR}


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def candidates_of(actor: Actor) -> QuerySet[Candidate]:
    """Return the candidates whose file exists for the actor."""
    match actor.function:
        case Function.CASEWORKER:
            return Candidate.objects.filter(intermediary_id=actor.organisation_id)
        case Function.DIRECTOR if actor.region_id is not None:
            return Candidate.objects.filter(municipality__region_id=actor.region_id)
        case _:
            return Candidate.objects.filter(pk=actor.candidate_id) if actor.candidate_id else Candidate.objects.none()


def _facts_of(model: type[Model], facts: str) -> ArraySubquery:
    of_the_file = model._default_manager.filter(candidate=OuterRef("pk"))
    return ArraySubquery(of_the_file.values(facts=JSONObject(**{name: name for name in facts.split()})))


def _with_history(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Let each file bring along its work history, the intakes that were held, and what the candidate said of it."""
    said = "id intake_id profile_id text said_at by_candidate witness answer answered_at"
    return candidates.annotate(
        **{
            WORKED: _facts_of(WorkExperience, "id work occupation since until"),
            TALKED: _facts_of(Intake, "id kind state held_on profile_id"),
            OBJECTED: _facts_of(CounterStatement, said),
            OBLIGED: _facts_of(Obligation, "id dagdeel kind until"),
        }
    )


def _newest_handover() -> Subquery:
    names = {"receiver_name": "receiver__name", "town": "municipality__name", "sender_name": "sender__name"}
    facts = JSONObject(**{name: name for name in ("id", "state", "reason", "answered_at")}, **names)
    told = Handover.objects.filter(candidate=OuterRef("pk")).exclude(state=HandoverState.WITHDRAWN)
    return Subquery(told.order_by("-id").values(facts=facts)[:1])


def files_of(actor: Actor) -> QuerySet[Candidate]:
    """Return the same, with what a file's page shows joined in, also the one open invitation if there is any."""
    still_open = Q(invitations__accepted_at=None, invitations__withdrawn_at=None)
    return (
        _with_history(candidates_of(actor))
        .select_related("municipality", "profile", "intermediary", "background")
        .alias(still_open=FilteredRelation("invitations", condition=still_open))
        .annotate(**dict(zip(INVITED, map(F, INVITATION), strict=True)), **{MOVING: _newest_handover()})
    )


def guided_candidates(actor: Actor) -> QuerySet[Candidate]:
    """Return the candidates that the actor's own organisation guides: the ones whose file they keep."""
    return Candidate.objects.filter(intermediary_id=actor.organisation_id)


def guided_obstacles(actor: Actor) -> QuerySet[Obstacle]:
    """Return the obstacles of candidates that the actor's own organisation guides."""
    return Obstacle.objects.filter(candidate__intermediary_id=actor.organisation_id)


def guided_invitations(actor: Actor) -> QuerySet[FileInvitation]:
    """Return the invitations of candidates that the actor's own organisation guides."""
    return FileInvitation.objects.filter(candidate__intermediary_id=actor.organisation_id)


def offered_to(actor: Actor) -> QuerySet[Handover]:
    """Return the files that were offered to the actor's organisation and not answered yet."""
    offered = Handover.objects.filter(receiver=actor.organisation_id or 0, state=HandoverState.OFFERED)
    return offered.select_related("person", "sender", "receiver", "municipality", "offered_by")


def offered_by(actor: Actor) -> QuerySet[Handover]:
    """Return the files that the actor's organisation offered, and that are still theirs."""
    own = Handover.objects.filter(sender=actor.organisation_id or 0, candidate__intermediary=actor.organisation_id)
    return own.filter(state__in=(HandoverState.OFFERED, HandoverState.REFUSED))


def own_file(actor: Actor) -> QuerySet[Candidate]:
    """Return the actor's own file."""
    own = Candidate.objects.filter(pk=actor.candidate_id) if actor.candidate_id else Candidate.objects.none()
    return _with_history(own).select_related("municipality", "profile", "intermediary", "background")


def reason(actor: Actor) -> Purpose:
    """Return why this actor opens a file: it is logged with every reading."""
    if actor.candidate_id is not None:
        return Purpose.OWN_FILE
    return Purpose.PLANNING if actor.function == Function.DIRECTOR else Purpose.GUIDANCE


def _reaches_people(actor: Actor) -> bool:
    return actor.function in {Function.DIRECTOR, Function.CASEWORKER, Function.CONNECTOR, Function.MENTOR}


MEMBERS_NOTE_OUTREACH = Rule[Outreach](
    name="directors, caseworkers, connectors and mentors note how people are reached", allows=_reaches_people
)
GUIDES_LIST_CANDIDATES = Rule[Candidate](
    name="caseworkers and directors list their candidates", allows=_guides_or_directs
)
GUIDES_READ_A_FILE = Rule(
    name="the intermediary and the director read a candidate's file",
    allows=_guides_or_directs,
    among=files_of,
    reads=reason,
)
CASEWORKERS_REGISTER = Rule[Candidate](name="caseworkers register candidates", allows=_guides)
CASEWORKERS_KEEP_A_FILE = Rule(
    name="the intermediary keeps a candidate's file", allows=_guides, among=guided_candidates, reads=reason
)
CASEWORKERS_LIST_WHAT_WAITS = Rule[Candidate](
    name="caseworkers list the open intakes, obstacles and statements of their organisation", allows=_guides
)
CASEWORKERS_LOOK_FOR_AN_OCCUPATION = Rule[Candidate](name="caseworkers look for an occupation", allows=_guides)
CASEWORKERS_RANK_WISHES = Rule(  # nothing of the file is shown besides the page that was opened, and nothing is written
    name="the intermediary puts wishes in order during an intake", allows=_guides, among=guided_candidates
)
CASEWORKERS_SOLVE_AN_OBSTACLE = Rule(name="the intermediary closes an obstacle", allows=_guides, among=guided_obstacles)
CASEWORKERS_ANSWER_A_HANDOVER = Rule(
    name="the intermediary to whom a file is offered accepts it or not", allows=_guides, among=offered_to
)
CASEWORKERS_WITHDRAW_A_HANDOVER = Rule(
    name="the intermediary who offered a file takes that back", allows=_guides, among=offered_by
)
CASEWORKERS_WITHDRAW_AN_INVITATION = Rule(
    name="the intermediary withdraws an invitation to a candidate", allows=_guides, among=guided_invitations
)
INVITED_CANDIDATES_ACCEPT = PublicRule(
    name="the candidate who has the link sees their own file", reason="the link holds a secret that was sent to them"
)
CANDIDATES_SEE_THEIR_FILE = Rule[Candidate](name="candidates see their own file", allows=_is_candidate)
CANDIDATES_SAY_IT_IS_NOT_RIGHT = Rule[Candidate](
    name="candidates say what is not right in their file", allows=_is_candidate
)
