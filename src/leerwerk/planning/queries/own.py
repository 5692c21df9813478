"""What plans propose for the people an actor may know about."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from leerwerk.parties.enums import Function
from leerwerk.planning.enums import RoundState, Verdict
from leerwerk.planning.models import Decision, PersonProposal
from leerwerk.planning.queries.person import Blocked, explanation
from leerwerk.planning.rules import people_of
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.search import holding, searchable
from leerwerk.trajectories.enums import ENDED, CohortState
from leerwerk.trajectories.models import Enrolment

GOOD_CHANCE = 0.6  # from here on a person reads that the chance to stay in the work is good
SEAL = "planning.in_file"
SEAL_HOLDS = 600  # seconds


class Outcome(StrEnum):
    """What became of a proposal."""

    NOT_PLACED = "not_placed"
    PROPOSED = "proposed"  # nobody decided yet
    TAKES_PART = "takes_part"  # decided
    LEFT_OUT = "left_out"  # the group opens without this person
    GROUP_REFUSED = "group_refused"  # decided: the group does not open
    OVERTAKEN = "overtaken"  # the group was decided in another plan
    ENROLLED = "enrolled"  # takes part in a group, and not by a decision in this plan


HAVE_A_GROUP = frozenset({Outcome.PROPOSED, Outcome.TAKES_PART, Outcome.ENROLLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class InFile:
    """What stands in a person's file about the newest plan, and what would make more possible when it has no place."""

    proposal: PersonProposal
    outcome: Outcome
    enrolled: Enrolment | None
    changes: Sequence[Blocked]


def _standing(rows: QuerySet[PersonProposal]) -> QuerySet[PersonProposal]:
    """Leave what-ifs out, unless groups were decided from them: a try-out is not something to hope for."""
    decided = Exists(Decision.objects.filter(proposal__round=OuterRef("round")))
    return rows.filter(Q(round__variant=False) | decided)


def proposals_shown(actor: Actor) -> QuerySet[PersonProposal]:
    """Return the proposals this actor may see: the director every plan of the region, others no what-ifs."""
    rows = PersonProposal.objects.filter(round__state=RoundState.SOLVED)
    if actor.function == Function.DIRECTOR:
        return rows.filter(round__region=actor.region_id)
    return _standing(rows.filter(candidate__in=people_of(actor)))


def with_facts(rows: QuerySet[PersonProposal]) -> QuerySet[PersonProposal]:
    """Join what a page about one person's proposal shows, without the large columns."""
    rows = rows.select_related(
        "round__question",
        "candidate",
        "municipality",
        "group__municipality",
        "group__cohort",
        "group__decision",
        "workplace__employer",
    )
    blobs = ("people", "rest", "prices")
    return rows.defer("round__overview", "round__gains", *(f"round__question__{name}" for name in blobs))


def enrolment_of(candidate_id: int | None) -> Enrolment | None:
    """Return in which group somebody takes part now: a person decided that, whatever newer plans propose."""
    rows = Enrolment.objects.select_related("cohort__version__blueprint", "cohort__municipality")
    return rows.filter(candidate=candidate_id).exclude(stage__in=ENDED).first()


def newest_proposal(actor: Actor, candidate_id: int | None, enrolled: Enrolment | None) -> PersonProposal | None:
    """Return what the newest plan that this person is in proposes, as far as this actor may see it.

    Of somebody who is ``enrolled`` it is the proposal that was decided, as far as there is one.
    """
    rows = with_facts(_standing(proposals_shown(actor)).filter(candidate=candidate_id)).order_by("-round_id")
    if enrolled is not None:
        decided = rows.filter(group__cohort=enrolled.cohort_id, group__decision__isnull=False).first()
        if decided is not None:
            return decided
    return rows.first()


def outcome_of(proposal: PersonProposal, enrolled: Enrolment | None) -> Outcome:
    """Return what became of a proposal (from ``with_facts``) of somebody who is ``enrolled`` in a group, or not."""
    group = proposal.group
    if enrolled is not None:
        here = group is not None and group.cohort_id == enrolled.cohort_id and group.decided is not None
        return Outcome.TAKES_PART if here else Outcome.ENROLLED
    if group is None:
        return Outcome.NOT_PLACED
    decision = group.decided
    if decision is None:
        return Outcome.PROPOSED if group.cohort.state == CohortState.OPTION else Outcome.OVERTAKEN
    if decision.verdict == Verdict.REFUSED:
        return Outcome.GROUP_REFUSED
    if decision.verdict == Verdict.ACCEPTED:
        return Outcome.TAKES_PART
    joined = Enrolment.objects.filter(candidate=proposal.candidate_id, cohort=group.cohort_id).exists()
    return Outcome.TAKES_PART if joined else Outcome.LEFT_OUT


def in_file(actor: Actor, candidate_id: int) -> InFile | None:
    """Return what stands in a person's file about the newest plan; None when no plan with them may be seen."""
    enrolled = enrolment_of(candidate_id)
    proposal = newest_proposal(actor, candidate_id, enrolled)
    if proposal is None:
        return None
    outcome = outcome_of(proposal, enrolled)
    told = () if outcome in HAVE_A_GROUP else explanation(proposal.round, proposal).changes
    return InFile(proposal=proposal, outcome=outcome, enrolled=enrolled, changes=told)


def seal_of(actor: Actor, candidate_id: int) -> str:
    """Return proof that this actor opened this file just now, which was logged; a part of the file asks for it."""
    return signing.dumps([actor.person_id, candidate_id], salt=SEAL)


def seal_holds(seal: str, actor: Actor, candidate: Candidate) -> bool:
    """Whether this actor opened this file a moment ago."""
    try:
        said: object = signing.loads(seal, salt=SEAL, max_age=SEAL_HOLDS)
    except signing.BadSignature:
        return False
    return said == [actor.person_id, candidate.pk]


def own_people(actor: Actor, *, words: str, placed: str) -> QuerySet[PersonProposal]:
    """Return each own candidate's proposal in the newest plan they are in, and the group they take part in by now."""
    newer = proposals_shown(actor).filter(candidate=OuterRef("candidate"), round_id__gt=OuterRef("round"))
    active = Enrolment.objects.filter(candidate=OuterRef("candidate")).exclude(stage__in=ENDED)
    rows = proposals_shown(actor).filter(~Exists(newer))
    rows = rows.annotate(takes_part_in=Subquery(active.values("cohort__version__blueprint__title")[:1]))
    if placed == "yes":
        rows = rows.filter(Q(group__isnull=False) | Q(takes_part_in__isnull=False))
    elif placed == "no":
        rows = rows.filter(group=None, takes_part_in=None)
    if parts := searchable(words).split()[:5]:
        rows = rows.filter(candidate__in=Candidate.objects.filter(holding(parts)))
    return rows.select_related("candidate", "round", "group__municipality", "workplace").order_by(
        "candidate__family_name", "candidate__given_name", "id"
    )
