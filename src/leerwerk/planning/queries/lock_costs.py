"""What each lock of a plan costs: the plan beside the same plan without that lock, with what is proven of both."""

from dataclasses import dataclass

from leerwerk.planning.enums import BUSY, RoundState
from leerwerk.planning.models import Lock, PlanningRound
from leerwerk.planning.queries.rounds import state_now

MEASURES = ("benefit", "wish_weights", "reach_weights", "low_skilled_floor")  # what a plan's value is measured with


@dataclass(frozen=True, slots=True, kw_only=True)
class LockCost:
    """A lock of a plan, and the plan ``without`` it as far as there is one. Money in thousands of euros.

    A lock can only take possibilities away. So what it costs is the best plan without it less the best plan with it,
    and each of these lies between the plan that was found and its proven bound. Both are measured as the plan with the
    lock was: ``stays`` is what staying near counts for in the plan without it, above what it was asked with.
    """

    lock: Lock
    plan: PlanningRound
    without: PlanningRound | None
    stays: float = 0.0

    @property
    def state(self) -> RoundState | None:
        """How far the plan without this lock is; None when nobody asked for it."""
        return None if self.without is None else state_now(self.without)

    @property
    def busy(self) -> bool:
        """Whether the planner is at work on it."""
        return self.state in BUSY

    @property
    def known(self) -> bool:
        """Whether there is an answer."""
        return self.state == RoundState.SOLVED

    @property
    def found(self) -> float:
        """How much more the plan without the lock is worth, of the two plans that were found."""
        return max(0.0, self._found_without - (self.plan.objective or 0.0))

    @property
    def least(self) -> float:
        """What the lock is proven to cost at least."""
        return max(0.0, self._found_without - min(self.plan.bound or 0.0, self._bound_without))

    @property
    def most(self) -> float:
        """What the lock is proven to cost at most."""
        return max(0.0, self._bound_without - (self.plan.objective or 0.0))

    @property
    def exact(self) -> bool:
        """Whether both are the same amount as people read it, with one decimal."""
        return f"{self.least:.1f}" == f"{self.most:.1f}"

    @property
    def people(self) -> int:
        """How many more people the plan without the lock places."""
        return (self.without.placed if self.without is not None else 0) - self.plan.placed

    @property
    def _found_without(self) -> float:
        return ((self.without.objective if self.without is not None else None) or 0.0) + self.stays

    @property
    def _bound_without(self) -> float:
        return ((self.without.bound if self.without is not None else None) or 0.0) + self.stays


def _stays(asked: PlanningRound, before: PlanningRound) -> float:
    """Return what the earlier plan is worth more as a plan without the lock that stays near itself.

    Everyone whom it places stays, each for the penalty; what staying near a still earlier plan counted for in it goes.
    The same amount more is proven of every other plan: of whom the earlier plan kept, another can gain at most the
    difference of the penalties, of whom it moved or placed anew at most the penalty. (So the penalty may not be less.)
    """
    return asked.change_penalty * before.placed - float(before.overview.get("kept", 0.0))


def _locked_last(asked: PlanningRound, locks: list[Lock]) -> Lock | None:
    """Return the lock that is the only difference with the earlier plan of this question, if there is such a one."""
    before = asked.previous
    if before is None or not asked.variant or before.state != RoundState.SOLVED:
        return None
    if any(getattr(asked, name) != getattr(before, name) for name in MEASURES):
        return None
    if asked.change_penalty < before.change_penalty:  # then nothing is proven of the earlier plan measured like this
        return None
    held = {lock.what for lock in before.locks.all()}
    new = [lock for lock in locks if lock.what not in held]
    return new[0] if len(new) == 1 and len(held) == len(locks) - 1 else None


def costs_of_locks(asked: PlanningRound) -> list[LockCost]:
    """Return every lock of a plan with what is known of its cost; the earlier plan counts where only it differs."""
    rows = asked.locks.select_related(
        "candidate", "other", "cohort__version__blueprint", "cohort__municipality", "by", "trial"
    )
    locks = list(rows.defer("trial__overview", "trial__gains").order_by("id"))
    last = _locked_last(asked, locks)
    return [_cost(lock, asked, last) for lock in locks]


def _cost(lock: Lock, asked: PlanningRound, last: Lock | None) -> LockCost:
    trial: PlanningRound | None = getattr(lock, "trial", None)
    if trial is None and lock is last and asked.previous is not None:
        return LockCost(lock=lock, plan=asked, without=asked.previous, stays=_stays(asked, asked.previous))
    return LockCost(lock=lock, plan=asked, without=trial)
