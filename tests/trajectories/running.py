"""A group that was decided: Amal and Samuel are proposed for *groen*, work is at Bas', Lotte teaches, Mo mentors."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from leerwerk.engine.model import GateCriterion
from leerwerk.engine.pathway import Reason, Step
from leerwerk.parties.models import Person
from leerwerk.placement.actions import give_seat
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.actions import link_account
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Said
from leerwerk.trajectories.enums import CohortState, GateVerdict
from leerwerk.trajectories.models import Cohort, Enrolment
from tests.cast import Cast
from tests.kept import kept
from tests.planning.season import SmallSeason, build_season
from tests.trajectories.agreeing import SIDES, describe, of, say, sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The group and both participations; ``act`` lets somebody of the cast take a step."""

    small: SmallSeason
    cohort: Cohort
    amal: Enrolment
    samuel: Enrolment
    as_amal: Actor

    @property
    def cast(self) -> Cast:
        """Everyone."""
        return self.small.cast

    def actor(self, name: str) -> Actor:
        """Somebody of the cast as who asks."""
        return self.as_amal if name == "amal" else self.cast.actor(getattr(self.cast, name))

    def act(self, name: str, step: Step, whose: Enrolment | None = None, **said: Any) -> Enrolment:
        """Let somebody take a step on Amal's path, or somebody else's."""
        if step is Step.SELECT:
            said = {"criteria": WEIGHED} | said
        return actions.take_step(enrolment=whose or self.amal, step=step, said=Said(**said), by=self.actor(name))

    def signed(self) -> None:
        """Both sides agree with what the group asks."""
        for name in ("karim", "bas"):
            actions.sign_profile(cohort=self.cohort, by=self.actor(name))

    def agreed(self) -> None:
        """Every side approves one version of Amal's agreement."""
        describe(self.small.workplaces[0])
        agreement = of(self.amal)
        sent(agreement, self.actor("roos"))
        for name in SIDES:
            say(agreement, self.actor(name))

    @kept
    def until(self, stage: str) -> Enrolment:
        """Let Amal go the straight way to a stage."""
        self.signed()
        for name, step, said, leads_to in STRAIGHT:
            if step is Step.START_LEARN_WORK:
                actions.decide_group_gate(
                    cohort=self.cohort,
                    verdict=GateVerdict.GO,
                    reason="genoeg",
                    below="de anderen volgen",
                    money_missing=Decimal(0),
                    by=self.actor("roos"),
                )
                self.agreed()
            if self.act(name, step, **said).stage == leads_to == stage:
                break
        return Enrolment.objects.get(pk=self.amal.pk)


WEIGHED = {str(one): "yes" for one in GateCriterion}  # of which the design weighs some
STRAIGHT: list[tuple[str, Step, dict[str, Any], str]] = [
    ("karim", Step.INVITE, {}, "invited"),
    ("amal", Step.ACCEPT, {}, "accepted"),
    ("karim", Step.SELECT, {}, "accepted"),
    ("bas", Step.SELECT, {}, "selected"),
    ("roos", Step.START_PRE_TRACK, {}, "pre_track"),
    ("karim", Step.GO, {"words": "klaar voor de start", "criteria": WEIGHED}, "pre_track"),
    ("bas", Step.GO, {"words": "past in het team", "criteria": WEIGHED}, "pre_track"),
    ("roos", Step.GO, {"words": "alles is geregeld", "criteria": WEIGHED}, "pre_track"),
    ("roos", Step.START_LEARN_WORK, {}, "learn_work"),
    ("lotte", Step.COMPLETE, {}, "completed"),
]

LEFT_FOR_A_JOB: dict[str, Any] = {"reason": Reason.FOUND_WORK}


@kept
def build_running(cast: Cast) -> Running:
    """Write it to the database."""
    small = build_season(cast)
    roos = cast.actor(cast.roos)
    account = Person.objects.create(email="amal@example.org", given_name="Amal")
    link_account(candidate=cast.amal, person=account, by=cast.actor(cast.karim))
    Cohort.objects.filter(pk=small.groen.pk).update(state=CohortState.DECIDED)
    cohort = Cohort.objects.select_related("version").get(pk=small.groen.pk)
    enrolments = []
    for person in (cast.amal, cast.samuel):
        enrolment = actions.propose_enrolment(candidate=person, cohort=cohort, by=roos)
        give_seat(enrolment=enrolment, workplace=small.workplaces[0], by=roos)
        enrolments.append(enrolment)
    _decided(cohort=cohort, by=roos)
    mentor = cast.mo.memberships.get().organisation_id
    actions.let_mentor(cohort=cohort, organisation_id=mentor, by=roos)
    return Running(small=small, cohort=cohort, amal=enrolments[0], samuel=enrolments[1], as_amal=cast.actor(account))


@action
def _decided(*, cohort: Cohort, by: Actor) -> None:
    """What the decision on a plan does at its end."""
    actions.await_for_group(cohort)
    record("group_decided", cohort, by=by)
