"""Who takes part in a group as an organisation, who signs what it asks, and whether it starts as a whole."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Doer
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.trajectories.actions.following import await_everybody, await_for_group, await_gate_anew, end_group
from leerwerk.trajectories.enums import CohortState, GateVerdict
from leerwerk.trajectories.models import Cohort, Enrolment, GroupGate, Party, ProfileSignature
from leerwerk.trajectories.queries.paths import fingerprint
from leerwerk.trajectories.queries.proposing import is_open_for_others

SIDES = {
    Function.CASEWORKER: Doer.INTERMEDIARY,
    Function.EMPLOYER: Doer.EMPLOYER,
    Function.CONNECTOR: Doer.EMPLOYER,  # the branch signs for its employers
}


class NotASide(Exception):
    """Only an intermediary and an employer, or its branch, sign what a group asks."""


class NotThisFarYet(Exception):
    """The group is not decided, or over."""


def _held(cohort: Cohort) -> Cohort:
    held = Cohort.objects.select_for_update(of=("self",), no_key=True).select_related("version")
    cohort = held.get(pk=cohort.pk)
    if cohort.state not in (CohortState.DECIDED, CohortState.RUNNING):
        raise NotThisFarYet
    return cohort


@action
def sign_profile(*, cohort: Cohort, by: Actor) -> ProfileSignature:
    """Agree, for one's own side, with what the group asks of participants; signing twice is one signature.

    Raises NotASide and NotThisFarYet.
    """
    side = SIDES.get(Function(by.function))
    if side is None:
        raise NotASide
    cohort = _held(cohort)
    signature, made = ProfileSignature.objects.get_or_create(
        cohort=cohort,
        organisation_id=by.organisation,
        profile=fingerprint(cohort),
        defaults={"side": side, "person_id": by.person_id},
    )
    await_for_group(cohort)
    record("profile_signed" if made else "profile_signed_again", cohort, by=by, side=str(side))
    return signature


@action
def let_mentor(*, cohort: Cohort, organisation_id: int, by: Actor) -> Party:
    """Let an organisation mentor the participants of a group; twice is once. Raises NotThisFarYet."""
    cohort = _held(cohort)
    party, made = Party.objects.get_or_create(
        cohort=cohort,
        enrolment=None,
        organisation_id=organisation_id,
        role="mentor",
        until=None,
        defaults={"since": timezone.localdate()},
    )
    record("mentor_joined" if made else "mentor_joined_again", cohort, by=by, organisation=organisation_id)
    await_everybody(cohort)
    return party


@action
def end_mentoring(*, cohort: Cohort, organisation_id: int, by: Actor) -> None:
    """Let an organisation mentor the group no longer: from the next request it meets nobody of it."""
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    today = timezone.localdate()
    roles = Party.objects.filter(cohort=cohort, organisation=organisation_id, role="mentor", until=None)
    record("mentor_left", cohort, by=by, organisation=organisation_id, ended=roles.update(until=today))
    await_everybody(cohort)


class BelowTheNorm(Exception):
    """A *go* below ``norms`` has to say why."""

    def __init__(self, norms: tuple[pathway.Norm, ...]) -> None:
        self.norms = norms
        super().__init__(", ".join(norms))


class NoDayToAskAgain(Exception):
    """*Not yet* names a day to come on which the gate is asked again."""


class LearnsAlready(Exception):
    """People learn and work in the group: their paths end one by one, not all at once."""


@action
def decide_group_gate(
    *,
    cohort: Cohort,
    verdict: GateVerdict,
    reason: str,
    money_missing: Decimal,
    below: str = "",
    again_on: date | None = None,
    by: Actor,
) -> GroupGate:
    """Decide whether the group as a whole starts, with what is counted now; the last decision holds.

    ``money_missing``: what is not covered, in thousands of euros, as the page showed it. ``below``: why it is a *go*
    although something is below its norm. With *not yet* the gate is asked again on a day, ``again_on``; with *no go*
    the group ends, and who guides somebody tells them what is possible instead. Raises NotThisFarYet, BelowTheNorm,
    NoDayToAskAgain, and LearnsAlready for a *no go* where people learn and work.
    """
    cohort = _held(cohort)
    chosen = Enrolment.objects.filter(cohort=cohort, stage__in=pathway.HOLDING_A_PLACE)
    mentors = Party.objects.filter(cohort=cohort, role="mentor", until=None).values("organisation").distinct()
    counted = pathway.Counted(
        least=cohort.min_size,
        participants=chosen.count(),
        workplaces=chosen.filter(seat__isnull=False).count(),
        mentors=mentors.count(),
        money_missing=money_missing,
    )
    missed = pathway.below(counted)
    if verdict == GateVerdict.GO and missed and not below.strip():
        raise BelowTheNorm(missed)
    if verdict == GateVerdict.NOT_YET and (again_on is None or again_on <= timezone.localdate()):
        raise NoDayToAskAgain
    if verdict == GateVerdict.NO_GO and not is_open_for_others(cohort):
        raise LearnsAlready
    gate = GroupGate.objects.create(
        cohort=cohort,
        verdict=verdict,
        participants=counted.participants,
        workplaces=counted.workplaces,
        mentors=counted.mentors,
        money_missing=money_missing,
        reason=reason.strip(),
        again_on=again_on if verdict == GateVerdict.NOT_YET else None,
        below=below.strip() if verdict == GateVerdict.GO and missed else "",
        by_id=by.person_id,
    )
    if verdict == GateVerdict.NO_GO:
        end_group(cohort)
    await_gate_anew(cohort)
    record("group_gate_decided", cohort, by=by, verdict=str(verdict), gate=gate.pk)
    return gate
