"""A person decides on a proposed group; only then people are proposed for it, at their workplaces."""

from collections.abc import Collection

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from leerwerk.placement import actions as placement
from leerwerk.planning.enums import RoundState, Verdict
from leerwerk.planning.models import Decision, GroupProposal, PersonProposal
from leerwerk.planning.queries.answering import Unreadable
from leerwerk.planning.queries.season import Season, committed_capacity, committed_money
from leerwerk.planning.queries.today import no_longer_fitting
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories import actions as trajectories
from leerwerk.trajectories.enums import ENDED, CohortState
from leerwerk.trajectories.models import Cohort, Enrolment

NO_SEAT = (placement.WorkplaceIsFull, placement.WorkplaceIsWithdrawn, placement.NotOffered)


class CannotDecide(ValueError):
    """The decision cannot be carried out as asked; nothing was changed. The text is for the director."""


def _held(proposal: GroupProposal) -> tuple[GroupProposal, Cohort]:
    proposal = GroupProposal.objects.select_for_update(of=("self",)).select_related("round").get(pk=proposal.pk)
    if proposal.round.state != RoundState.SOLVED:
        raise CannotDecide(_("This plan is not finished."))
    return proposal, Cohort.objects.select_for_update().get(pk=proposal.cohort_id)


def _checked_size(proposal: GroupProposal, size: int, verdict: Verdict, reason: str) -> None:
    if verdict != Verdict.ACCEPTED and not reason.strip():
        raise CannotDecide(_("Your decision differs from the proposal. Say why, so that everyone can read it."))
    if verdict == Verdict.ACCEPTED and size < proposal.size:  # whom the wall hides from this director
        raise CannotDecide(_("Somebody in this group does not live in your region any more. Decide without them."))
    if verdict == Verdict.CHANGED and not proposal.open:
        raise CannotDecide(_("The plan has nobody for this group. Lock the group open and plan again."))
    if verdict == Verdict.CHANGED and size == proposal.size:
        raise CannotDecide(_("Nobody was left out, so this is the group as proposed."))
    if verdict != Verdict.REFUSED and proposal.open and size < proposal.min_size:
        raise CannotDecide(
            _("With %(size)d participants the group is smaller than its smallest size of %(least)d.")
            % {"size": size, "least": proposal.min_size}
        )


def _enrolled(participants: Collection[PersonProposal], cohort: Cohort, by: Actor) -> None:
    """Propose these people for the group at their workplaces; refuse when someone or some place is taken by now."""
    people = [row.candidate_id for row in participants]
    list(Candidate.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk").values_list("pk"))
    busy = Enrolment.objects.filter(candidate__in=people).exclude(stage__in=ENDED).select_related("candidate")
    if names := sorted(str(enrolment.candidate) for enrolment in busy):
        raise CannotDecide(
            _("Already in a group by now: %(names)s. Decide without them, or plan again.") % {"names": ", ".join(names)}
        )
    for row in sorted(participants, key=lambda row: (row.workplace_id or 0, row.pk)):  # two deciders wait in one order
        assert row.workplace is not None  # whoever is placed has a workplace: the database says so
        enrolment = trajectories.propose_enrolment(candidate=row.candidate, cohort=cohort, by=by)
        try:
            placement.give_seat(enrolment=enrolment, workplace=row.workplace, by=by)
        except NO_SEAT as refused:
            told = _("The workplace “%(title)s” has not enough places any more. Decide without it, or plan again.")
            if not isinstance(refused, placement.WorkplaceIsFull):
                told = _("The workplace “%(title)s” is not offered any more. Decide without it, or plan again.")
            raise CannotDecide(told % {"title": row.workplace.title}) from refused


def _still_fitting(participants: Collection[PersonProposal], cohort: Cohort, reason: str) -> int:
    """Return how many of these people do not fit the group by now; without a reason for it that is refused.

    Asked once everybody and every workplace is held, so that nothing changes between the question and the decision.
    """
    try:
        unfit = no_longer_fitting(cohort, participants)
    except Unreadable as unreadable:
        told = _(
            "What is known of this group or its people cannot be read now. Plan again: the new plan tells what it is."
        )
        raise CannotDecide(told) from unreadable
    if unfit and not reason.strip():
        told = _("Does not fit this group any more: %(names)s. Decide without them, or say why they take part.")
        raise CannotDecide(told % {"names": ", ".join(sorted(str(one.person.candidate) for one in unfit))})
    return len(unfit)


def _within_means(cohort: Cohort) -> None:
    """Refuse when groups that were decided meanwhile leave too little of a teacher, room or budget for this one."""
    season = Season(region_id=cohort.region_id, start=cohort.starts_on, end=cohort.starts_on)
    # Locked, in lists, before what is used is counted: two who decide at once count after one another.
    resources = list(season.resources().select_for_update().filter(pk__in=cohort.uses.values("resource")))
    budgets = list(season.budgets().select_for_update().filter(pk__in=cohort.charges.values("budget")))
    used, spent = committed_capacity(season), committed_money(season)
    for one in resources:
        if (missing := used[one.pk] - one.capacity) > 0:
            told = _(
                "“%(name)s” is used by other groups by now: %(missing)s too little. Leave people out or plan again."
            )
            raise CannotDecide(told % {"name": one.name, "missing": number_format(missing, 1)})
    for budget in budgets:
        if (missing := spent[budget.pk] - budget.amount) > 0:
            told = _(
                "“%(name)s” is spent on other groups by now: €\xa0%(missing)s thousand too little. "
                "Leave people out or plan again."
            )
            raise CannotDecide(told % {"name": budget.name, "missing": number_format(missing, 1)})


@action
def decide_group(
    *, proposal: GroupProposal, verdict: Verdict, left_out: Collection[int] = (), reason: str = "", by: Actor
) -> Decision:
    """Decide on a proposed group: as proposed, without some participants (``left_out``: candidate keys), or not at all.

    Opens (or refuses) the group and proposes its participants at their workplaces. Whoever does not fit the group any
    more, as it and they are today, takes part with a reason only. A decision is taken once; the
    same request again returns it. Raises ``CannotDecide`` with nothing changed.
    """
    if by.person_id is None:
        raise CannotDecide(_("Only a person decides."))
    proposal, cohort = _held(proposal)
    if taken := Decision.objects.filter(proposal=proposal).first():
        record("planning.decided_again", taken, by=by)
        return taken
    if cohort.state != CohortState.OPTION:
        raise CannotDecide(_("This group was decided in another plan already."))
    participants = list(proposal.participants.select_related("candidate", "workplace").order_by("pk"))
    if verdict == Verdict.REFUSED:
        participants = []
    elif verdict == Verdict.CHANGED:
        participants = [row for row in participants if row.candidate_id not in left_out]
    _checked_size(proposal, len(participants), verdict, reason)
    _enrolled(participants, cohort, by)
    unfit = _still_fitting(participants, cohort, reason)
    opened = trajectories.decide_group(cohort=cohort, opens=bool(participants), by=by)
    if participants:
        _within_means(cohort)
        trajectories.await_for_group(opened)
    decision = Decision.objects.create(
        proposal=proposal,
        verdict=verdict,
        proposed_size=proposal.size,
        size=len(participants),
        reason=reason.strip(),
        by_id=by.person_id,
    )
    facts = {"verdict": str(verdict), "size": len(participants), "unfit": unfit}
    record("planning.decided", cohort, by=by, round=proposal.round_id, **facts)
    return decision
