"""Who may see and change planning rounds, and which rows exist for them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.funding.models import Charge
from leerwerk.parties.enums import Function
from leerwerk.placement.models import Offer
from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import GroupProposal, Lock, Objection, PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR and actor.region_id is not None


def _guides(actor: Actor) -> bool:
    return actor.function == Function.CASEWORKER and actor.organisation_id is not None


def _rounds(actor: Actor) -> QuerySet[PlanningRound]:
    return PlanningRound.objects.filter(region=actor.region_id).select_related("region", "made_by", "previous")


def _plans(actor: Actor) -> QuerySet[PlanningRound]:
    return _rounds(actor).filter(state=RoundState.SOLVED)


def _groups(actor: Actor) -> QuerySet[GroupProposal]:
    return GroupProposal.objects.filter(round__region=actor.region_id).select_related(
        "round__region", "cohort__version__blueprint", "municipality", "decision__by"
    )


def people_of(actor: Actor) -> QuerySet[Candidate]:
    """Return whose part of a plan this actor may see: the region's people, their own clients, or themselves."""
    people = Candidate.objects.select_related("municipality", "intermediary", "profile")
    if _directs(actor):
        return people.filter(proposals__round__region=actor.region_id).distinct()
    if _guides(actor):
        return people.filter(intermediary=actor.organisation_id)
    if actor.candidate_id is not None:
        return people.filter(pk=actor.candidate_id)
    return people.none()


def _purpose(actor: Actor) -> Purpose:
    if actor.candidate_id is not None:
        return Purpose.OWN_FILE
    return Purpose.PLANNING if _directs(actor) else Purpose.GUIDANCE


def _concerned(actor: Actor) -> QuerySet[Cohort]:
    """Return decided groups in which this organisation takes part: place, teaching, or money."""
    organisation = actor.organisation_id
    here = {"cohort": OuterRef("pk")}
    return (
        Cohort.objects.filter(state__in=(CohortState.DECIDED, CohortState.RUNNING))
        .filter(
            Q(educator=organisation)
            | Q(language_school=organisation)
            | Exists(Offer.objects.filter(workplace__employer=organisation, **here))
            | Exists(Charge.objects.filter(budget__payer=organisation, **here))
        )
        .select_related("version__blueprint", "municipality", "educator", "language_school")
    )


def _objections(actor: Actor) -> QuerySet[Objection]:
    return Objection.objects.filter(proposal__round__region=actor.region_id).select_related(
        "proposal__candidate", "proposal__round"
    )


def _open_locks(actor: Actor) -> QuerySet[Lock]:
    return Lock.objects.filter(round__region=actor.region_id, round__state=RoundState.DRAFT).select_related("round")


def _planned_locks(actor: Actor) -> QuerySet[Lock]:
    return Lock.objects.filter(round__region=actor.region_id, round__state=RoundState.SOLVED).select_related("round")


DIRECTS = Rule[PlanningRound](name="the director of a region plans its season", allows=_directs)
DIRECTS_ROUND = Rule[PlanningRound](
    name="the director of a region sees and changes its rounds", allows=_directs, among=_rounds
)
DIRECTS_PLAN = Rule[PlanningRound](
    name="the director of a region sees its finished plans", allows=_directs, among=_plans
)
DIRECTS_GROUP = Rule[GroupProposal](
    name="the director of a region sees and decides its proposed groups", allows=_directs, among=_groups
)
DIRECTS_LOCK = Rule[Lock](
    name="the director of a region takes back locks that were not planned with yet", allows=_directs, among=_open_locks
)
DIRECTS_PLANNED_LOCK = Rule[Lock](
    name="the director of a region asks what a lock of its plans costs", allows=_directs, among=_planned_locks
)
ANSWERS_OBJECTIONS = Rule[Objection](
    name="the director of a region answers objections to its plans", allows=_directs, among=_objections
)
DIRECTS_PERSON = Rule[Candidate](
    name="the director of a region locks people in its plans", allows=_directs, among=people_of
)
SEES_PERSON = Rule[Candidate](
    name="a person's part of a plan is seen by the director, their own intermediary, and themselves",
    allows=lambda actor: _directs(actor) or _guides(actor) or actor.candidate_id is not None,
    among=people_of,
    reads=_purpose,
)
IN_FILE = Rule[Candidate](
    name="whoever opened a person's file a moment ago, which was logged, sees what the plan proposes in it",
    allows=lambda actor: _directs(actor) or _guides(actor),
    among=candidates_of,
)
OBJECTS = Rule[Candidate](
    name="a candidate, or their own intermediary, objects to a proposal",
    allows=lambda actor: _guides(actor) or actor.candidate_id is not None,
    among=people_of,
)
OWN_PEOPLE = Rule[Candidate](name="a caseworker sees what plans propose for their own candidates", allows=_guides)
OWN_PROPOSALS = Rule[Candidate](
    name="a candidate sees what plans propose for them", allows=lambda actor: actor.candidate_id is not None
)
CONCERNED = Rule[Cohort](
    name="employers, educators and funders see the decided groups they take part in, without any person",
    allows=lambda actor: actor.organisation_id is not None,
)


def concerned_groups(actor: Actor) -> QuerySet[Cohort]:
    """Return the decided groups that concern this actor's organisation."""
    return _concerned(actor)
