"""States of a planning round, kinds of locks, and what can be said about a proposal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundState(TextChoices):
    """From a draft to a plan, or to the reason why there is none."""

    DRAFT = "draft", _("being prepared")
    WAITING = "waiting", _("waiting for the planner")
    SOLVING = "solving", _("being planned")
    SOLVED = "solved", _("planned")
    INTERRUPTED = "interrupted", _("interrupted")
    STOPPED = "stopped", _("stopped")
    INFEASIBLE = "infeasible", _("impossible as asked")
    FAILED = "failed", _("failed")


BUSY = (RoundState.WAITING, RoundState.SOLVING)
BROKEN = (RoundState.INTERRUPTED, RoundState.FAILED)
REPEATABLE = (RoundState.INTERRUPTED, RoundState.STOPPED, RoundState.INFEASIBLE, RoundState.FAILED)


class Request(TextChoices):
    """What the director asks of a running planner."""

    NOTHING = "", _("go on")
    TAKE = "take", _("take the best plan so far")
    STOP = "stop", _("stop without a plan")


class Failure(TextChoices):
    """Why a round gave no plan; each has its own sentence on the round's page."""

    NONE = "", _("none")
    MISTAKES = "mistakes", _("the data cannot be read")
    UNCHECKED = "unchecked", _("the plan did not pass the independent check")
    NO_TIME = "no_time", _("no plan was found in time")
    UNEXPECTED = "unexpected", _("something unexpected happened")


class LockKind(TextChoices):
    """What a person decides before the planner does."""

    ASSIGN = "assign", _("this person in this group")
    FORBID = "forbid", _("this person not in this group")
    OPEN = "open", _("this group opens")
    CLOSED = "closed", _("this group does not open")
    TOGETHER = "together", _("these two in the same group")
    APART = "apart", _("these two never in the same group")


PERSON_AND_GROUP = (LockKind.ASSIGN, LockKind.FORBID)
GROUP_ONLY = (LockKind.OPEN, LockKind.CLOSED)
TWO_PEOPLE = (LockKind.TOGETHER, LockKind.APART)


class Verdict(TextChoices):
    """What a person decides about a proposed group."""

    ACCEPTED = "accepted", _("as proposed")
    CHANGED = "changed", _("with other participants")
    REFUSED = "refused", _("not opened")


class NotPlaced(TextChoices):
    """Why someone is not placed in the plan."""

    NO_ELIGIBLE_GROUP = "no_eligible_group", _("no group fits this profile")
    NO_PLACE = "no_place", _("every fitting workplace is taken")
    GROUP_NOT_OPENED = "group_not_opened", _("the fitting groups do not open")
    OUTWEIGHED = "outweighed", _("others gain more from the same places")


class ValuePart(TextChoices):
    """Parts of what someone's place in a group is worth; the values are those of the engine."""

    BENEFIT = "benefit", _("chance of lasting work")
    WISH = "wish", _("own wish")
    REACH = "reach", _("reaching who is hard to reach")
    KEPT = "kept", _("same group as in the earlier plan")
    GIVEN = "given", _("value that was given")
    COST = "cost", _("cost per participant")
