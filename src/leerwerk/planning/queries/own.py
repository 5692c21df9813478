"""What plans propose for the people an actor may know about."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.planning.enums import RoundState, Verdict
from leerwerk.planning.models import Decision, PersonProposal
from leerwerk.planning.queries.person import Blocked, explanation
from leerwerk.planning.rules import people_of
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Enrolment

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


@dataclass(frozen=True, slots=True, kw_only=True)
class InFile:
    """What stands in a person's file about the newest plan, and what would make more possible when it has no place."""

    proposal: PersonProposal
    outcome: Outcome
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


def newest_proposal(actor: Actor, candidate_id: int | None) -> PersonProposal | None:
    """Return what the newest plan that this person is in proposes, as far as this actor may see it."""
    rows = _standing(proposals_shown(actor)).filter(candidate=candidate_id)
    return with_facts(rows).order_by("-round_id").first()


def outcome_of(proposal: PersonProposal) -> Outcome:
    """Return what became of a proposal (from ``with_facts``); asks for the enrolment only when some were left out."""
    group = proposal.group
    if group is None:
        return Outcome.NOT_PLACED
    decision: Decision | None = getattr(group, "decision", None)
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
    proposal = newest_proposal(actor, candidate_id)
    if proposal is None:
        return None
    outcome = outcome_of(proposal)
    told = () if outcome in {Outcome.PROPOSED, Outcome.TAKES_PART} else explanation(proposal.round, proposal).changes
    return InFile(proposal=proposal, outcome=outcome, changes=told)


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
    """Return each own candidate's proposal in the newest plan they are in."""
    newer = proposals_shown(actor).filter(candidate=OuterRef("candidate"), round_id__gt=OuterRef("round"))
    rows = proposals_shown(actor).filter(~Exists(newer))
    if placed == "yes":
        rows = rows.filter(group__isnull=False)
    elif placed == "no":
        rows = rows.filter(group=None)
    for word in words.lower().split()[:5]:
        rows = rows.filter(candidate__search_text__contains=word)
    return rows.select_related("candidate", "round", "group__municipality", "workplace").order_by(
        "candidate__family_name", "candidate__given_name", "id"
    )
