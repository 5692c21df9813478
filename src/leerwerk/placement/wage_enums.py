"""The codes of wage value, what can happen to it as sentences, and what waits for whom."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from leerwerk.notices.enums import About, Page, Todo

HIGHEST = 150  # per cent of what is normal, as ``engine.placing.wage_value`` has it: beyond it is a slip of the pen


class WageSide(TextChoices):
    """Who assesses, as ``engine.placing.Side`` names them."""

    EMPLOYER = "employer", _("the employer")
    COACH = "coach", _("the coach")


class RoundState(TextChoices):
    """How far a round is."""

    FRAME = "frame", _("the tasks are being agreed")
    SCORING = "scoring", _("both sides look at the work")
    COMPARED = "compared", _("both sides handed in")
    AGREED = "agreed", _("both sides agree")


SEEN_BY_BOTH = frozenset({RoundState.COMPARED, RoundState.AGREED})


WAGE_SENTENCES = {
    "wage_round_framed": _("proposed the tasks for a look at the wage value"),
    "wage_frame_changed": _("changed the tasks for a look at the wage value"),
    "wage_frame_answered": _("answered to the tasks for a look at the wage value"),
    "wage_handed_in": _("handed in how they see the work"),
    "wage_talked": _("said what came out of the talk about the wage value"),
    "wage_own_words": _("put the participant's own words beside the wage value"),
    "wage_left_as_it_was": _("pressed once more on what was done about the wage value already"),
    "wage_awaited": _("looked whose wage value is due"),
}

_WAGE = (Page("placement:wage", About.SUBJECT),)
WAGE_MATTERS = {
    "placement.wage.frame": Todo(what=_("Say whether the tasks for the wage value are right"), pages=_WAGE),
    "placement.wage.change": Todo(what=_("Change the tasks for the wage value as was asked"), pages=_WAGE),
    "placement.wage.assess": Todo(what=_("Say how you see the work, task by task"), pages=_WAGE),
    "placement.wage.talk": Todo(what=_("Talk about where both sides see the work differently"), pages=_WAGE),
    "placement.wage.next": Todo(what=_("Look at the wage value once more"), pages=_WAGE),
}
