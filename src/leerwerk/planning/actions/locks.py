"""Fixing something before the planner chooses, and letting it go again."""

from django.utils.translation import gettext as _

from leerwerk.planning.actions.rounds import change_something
from leerwerk.planning.enums import GROUP_ONLY, PERSON_AND_GROUP, LockKind, RoundState
from leerwerk.planning.models import Lock, PersonProposal, PlanningRound
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Cohort


class CannotLock(ValueError):
    """The lock makes no sense in this plan; the text is for the director."""


def _checked(
    previous: PlanningRound, kind: LockKind, candidate: Candidate | None, other: Candidate | None, cohort: Cohort | None
) -> None:
    people = {row.pk for row in (candidate, other) if row is not None}
    wanted = 1 if kind in PERSON_AND_GROUP else 0 if kind in GROUP_ONLY else 2
    if len(people) != wanted or (cohort is None) is not (wanted == 2):
        raise CannotLock(_("Choose whom or what the lock is about."))
    if PersonProposal.objects.filter(round=previous, candidate__in=people).count() != wanted:
        raise CannotLock(_("This person is not in this plan."))
    if cohort is not None and not previous.group_proposals.filter(cohort=cohort).exists():
        raise CannotLock(_("This group is not in this plan."))


@action
def lock(
    *,
    previous: PlanningRound,
    kind: LockKind,
    candidate: Candidate | None = None,
    other: Candidate | None = None,
    cohort: Cohort | None = None,
    reason: str,
    by: Actor,
) -> Lock:
    """Fix something for the next plan after ``previous``; the same lock twice is one lock.

    Raises ``CannotLock`` without a reason, or when the person or group is not in the plan.
    """
    if not reason.strip():
        raise CannotLock(_("Say why, so that others understand it later."))
    _checked(previous, kind, candidate, other, cohort)
    if candidate is not None and other is not None and candidate.pk > other.pk:
        candidate, other = other, candidate
    draft = change_something(previous=previous, by=by)
    held, made = Lock.objects.get_or_create(
        round=draft,
        kind=kind,
        candidate=candidate,
        other=other,
        cohort=cohort,
        defaults={"reason": reason.strip(), "by_id": by.person_id},
    )
    record("planning.locked", held, by=by, round=draft.pk, lock=str(kind), again=not made)
    return held


@action
def unlock(*, held: Lock, by: Actor) -> PlanningRound:
    """Take back a lock that no plan was made with yet."""
    draft = PlanningRound.objects.select_for_update(of=("self",)).get(pk=held.round_id)
    if draft.state != RoundState.DRAFT:
        raise CannotLock(_("A plan was made with this lock already. Begin a what-if to plan without it."))
    record("planning.unlocked", held, by=by, round=draft.pk, lock=held.kind)
    held.delete()
    return draft
