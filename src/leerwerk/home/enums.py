"""What can be waiting for someone."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Waiting(TextChoices):
    """One kind of work that waits; the label is the sentence on the home page."""

    MATTERS = "matters", _("things wait for you")
    OVERDUE_MATTERS = "overdue_matters", _("of them are too late")
    UNDECIDED_GROUPS = "undecided_groups", _("groups are proposed and wait for your decision")
    BROKEN_ROUNDS = "broken_rounds", _("planning rounds were interrupted or failed")
    NO_PLAN = "no_plan", _("There is no plan for this season yet")
    OPEN_OBJECTIONS = "open_objections", _("objections to a proposal wait for an answer")
    STALE_WORKPLACES = "stale_workplaces", _("workplaces have not been confirmed for 90 days")
    GROUPS_WITHOUT_WORKPLACES = "groups_without_workplaces", _("group options have no workplace yet")
    NO_PROFILE = "no_profile", _("candidates have no profile yet and cannot be planned")
    OLD_PROFILE = "old_profile", _("profiles are older than six months")
    OVERDUE_OBSTACLES = "overdue_obstacles", _("candidates have an obstacle that should have been solved by now")
    OWN_OBSTACLES = "own_obstacles", _("obstacles wait for you to solve them")
    OPEN_INTAKES = "open_intakes", _("intakes were begun and are not finished")
    OPEN_STATEMENTS = (
        "open_statements",
        _("times a candidate says that something is not right, and waits for an answer"),
    )
    TO_INVITE = "to_invite", _("candidates are proposed for a group and wait for an invitation")
    OPEN_INVITATIONS = "open_invitations", _("invitations have not been accepted yet")
    EXPIRING_BUDGETS = "expiring_budgets", _("budgets end within 90 days")
