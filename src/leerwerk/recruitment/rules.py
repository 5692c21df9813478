"""Who may see and change a candidate's file: their intermediary, the director of their region, and themselves."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.recruitment.enums import HandoverState
from leerwerk.recruitment.models import Candidate, FileInvitation, Handover, Obstacle, WorkExperience

INVITATION = ("still_open__pk", "still_open__email", "still_open__expires_at")
INVITED = ("invitation_key", "invited_to", "invited_until")  # how a file brings them along

MOVING = "moving"  # how a file brings along the facts of its newest handover
WORKED = "worked"  # how a file brings its work history along: a list of the facts of each


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


def _with_work(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Let each file bring its work history along."""
    facts = JSONObject(**{name: name for name in ("id", "work", "occupation", "since", "until")})
    history = WorkExperience.objects.filter(candidate=OuterRef("pk")).values(facts=facts)
    return candidates.annotate(**{WORKED: ArraySubquery(history)})


def _newest_handover() -> Subquery:
    names = {"receiver_name": "receiver__name", "town": "municipality__name", "sender_name": "sender__name"}
    facts = JSONObject(**{name: name for name in ("id", "state", "reason", "answered_at")}, **names)
    told = Handover.objects.filter(candidate=OuterRef("pk")).exclude(state=HandoverState.WITHDRAWN)
    return Subquery(told.order_by("-id").values(facts=facts)[:1])


def files_of(actor: Actor) -> QuerySet[Candidate]:
    """Return the same, with what a file's page shows joined in, also the one open invitation if there is any."""
    still_open = Q(invitations__accepted_at=None, invitations__withdrawn_at=None)
    return (
        _with_work(candidates_of(actor))
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
    return _with_work(own).select_related("municipality", "profile", "intermediary", "background")


def reason(actor: Actor) -> Purpose:
    """Return why this actor opens a file: it is logged with every reading."""
    if actor.candidate_id is not None:
        return Purpose.OWN_FILE
    return Purpose.PLANNING if actor.function == Function.DIRECTOR else Purpose.GUIDANCE


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
