"""The words of coaching: sides, roles, how somebody is, who reads what, and what waits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.coaching.signal_enums import SIGNAL_EVENTS, SIGNAL_MATTERS, SIGNAL_NAMES
from leerwerk.coaching.support_enums import SUPPORT_EVENTS, SUPPORT_MATTERS, SUPPORT_NAMES
from leerwerk.engine import coaching as engine
from leerwerk.notices.enums import About, Page, Todo


class Side(TextChoices):
    """With whom is spoken."""

    CANDIDATE = "candidate", _("the participant")
    EMPLOYER = "employer", _("the employer")


class Phase(TextChoices):
    """In which part of the path."""

    PRE_TRACK = "pre_track", _("before the start")
    LEARN_WORK = "learn_work", _("learning and working")
    SEARCH = "search", _("looking for work")
    TRIAL = "trial", _("trial placement")
    PLACED = "placed", _("at work")


class DueKind(TextChoices):
    """Why a contact is due."""

    RHYTHM = "rhythm", _("the rhythm of the design")
    ACQUAINT = "acquaint", _("another coach: get acquainted")


class Standing(TextChoices):
    """How a due contact stands."""

    AHEAD = "ahead", _("to come")
    OPEN = "open", _("now")
    HELD = "held", _("held")
    MISSED = "missed", _("missed")
    DROPPED = "dropped", _("dropped")
    ON_HOLD = "on_hold", _("on hold")


MOVED_BY = {
    engine.MovedBy.PEOPLE: _("you chose another day"),
    engine.MovedBy.AWAY: _("the participant was away"),
    engine.MovedBy.CLOSED_DAY: _("nobody works on that day"),
}


class Role(TextChoices):
    """As what somebody accompanies. A buddy is a colleague beside the coach, and holds no clock."""

    MENTOR = "mentor", pgettext_lazy("coach", "mentor")
    JOB_COACH = "job_coach", _("job coach")
    BUDDY = "buddy", _("buddy")


LEADS = (Role.MENTOR, Role.JOB_COACH)


class WhyEnded(TextChoices):
    """Why somebody accompanies no longer."""

    HANDED_OVER = "handed_over", _("handed over to a colleague")
    TOO_MUCH = "too_much", _("too much for one person")
    LEFT = "left", _("left the organisation")
    ILL = "ill", _("is away for long")
    ANOTHER_ORGANISATION = "another_organisation", _("another organisation accompanies")
    NO_MATCH = "no_match", _("it did not fit between the two")
    ASKED = "asked", _("the participant or employer asked for it")
    ENDED = "ended", _("the path ended")


class Channel(TextChoices):
    """How they met."""

    VISIT = "visit", _("at work")
    MET = "met", _("somewhere else")
    CALL = "call", _("by phone")
    VIDEO = "video", _("by video")
    MESSAGE = "message", _("by message")


class Mood(TextChoices):
    """How somebody says they are, on a scale with faces."""

    GREAT = "5", _("very well")
    WELL = "4", pgettext_lazy("mood", "well")
    SO_SO = "3", _("so-so")
    NOT_WELL = "2", _("not well")
    BAD = "1", pgettext_lazy("mood", "bad")


class Goes(TextChoices):
    """How an employer says that something goes."""

    GOOD = "good", pgettext_lazy("goes", "well")
    SO_SO = "so_so", _("so-so")
    BAD = "bad", pgettext_lazy("goes", "badly")


QUESTIONS = {
    "work": _("How does the work go?"),
    "together": _("How does working together go?"),
    "go_on": _("Do you want to go on together?"),
}


class ReadBy(TextChoices):
    """Who reads what was written of a talk. Whoever was spoken with always reads it, and can answer."""

    COACHES = "coaches", _("the coach and the intermediary")
    DIRECTOR = "director", _("the director as well")
    BOTH_SIDES = "both_sides", _("both sides: the participant and the employer")


class StepOwner(TextChoices):
    """Who does what was agreed."""

    COACH = "coach", _("the coach")
    CANDIDATE = "candidate", _("the participant")
    EMPLOYER = "employer", _("the employer")
    INTERMEDIARY = "intermediary", _("the intermediary")


class WhyMoved(TextChoices):
    """Why people chose another day."""

    HOLIDAY = "holiday", _("holiday")
    ILL = "ill", pgettext_lazy("why moved", "ill")
    SHIFT = "shift", _("the shifts were changed")
    NOT_REACHED = "not_reached", _("could not be reached")
    OTHER = "other", _("something else")


MISSED_IN = 3  # days in which a director looks at a contact that was missed
TO_NAME_A_COACH = 5  # days in which somebody is named who accompanies

_CANDIDATE = (Page("coaching:talk_candidate", About.SUBJECT),)
_EMPLOYER = (Page("coaching:talk_employer", About.SUBJECT),)
_LINE = (Page("coaching:person", About.SUBJECT),)

# How somebody is accompanied is between coaches, guides and directors: no list of others says that it waits.
MATTERS = {
    "coaching.talk.candidate": Todo(
        what=_("Speak with the participant"), confidential=True, pages=(*_CANDIDATE, *_LINE)
    ),
    "coaching.talk.employer": Todo(what=_("Speak with the employer"), confidential=True, pages=(*_EMPLOYER, *_LINE)),
    "coaching.missed.candidate": Todo(
        what=_("See to it that somebody speaks with the participant"), confidential=True, pages=_LINE
    ),
    "coaching.missed.employer": Todo(
        what=_("See to it that somebody speaks with the employer"), confidential=True, pages=_LINE
    ),
    "coaching.coach.candidate": Todo(what=_("Say who accompanies the participant"), confidential=True, pages=_LINE),
    "coaching.coach.employer": Todo(what=_("Say who accompanies the employer"), confidential=True, pages=_LINE),
    "coaching.step": Todo(
        what=_("Do what was agreed in a talk"),
        pages=(Page("coaching:step", About.SUBJECT),),
        you=_("You agreed to do something before %(day)s."),
        your_pages=(Page("coaching:mine", About.NOTHING),),
    ),
    "coaching.step.withdrawn": Todo(
        what=_("Read why you do not have to do any more what was agreed in a talk"),
        pages=(Page("coaching:step", About.SUBJECT),),
        you=_("You do not have to do any more what you agreed. Read why before %(day)s."),
        your_pages=(Page("coaching:mine", About.NOTHING),),
    ),
}
MATTER_NAMES = {"coaching.nextstep": "coaching.AgreedWith"}

EVENT_SENTENCES = {
    "clocks_wound": _("looked which contacts are due"),
    "coach_named": _("said who accompanies somebody"),
    "coach_named_again": _("said once more who accompanies somebody"),
    "handed_over": _("handed over whom they accompany"),
    "accompanying_ended": _("said that somebody accompanies no longer"),
    "buddy_named": _("said who is the buddy"),
    "room_said": _("said for how many somebody has room"),
    "talk_logged": _("noted a contact"),
    "talk_logged_again": _("pressed once more on a contact that was noted"),
    "talk_changed": _("changed what was noted of a contact"),
    "talk_removed": _("took back a contact that was noted by mistake"),
    "note_written": _("wrote what was talked about"),
    "note_answered": _("answered what was written about a talk"),
    "step_agreed": _("agreed on a next step"),
    "step_done": _("did what was agreed"),
    "step_withdrawal_read": _("read that what was agreed does not have to be done any more"),
    "step_left_as_it_was": _("pressed once more on a step that was done already"),
    "contact_moved": _("chose another day for a contact"),
    "mood_told": _("told how they are"),
}

MATTERS |= SIGNAL_MATTERS | SUPPORT_MATTERS
MATTER_NAMES |= SIGNAL_NAMES | SUPPORT_NAMES
EVENT_SENTENCES |= SIGNAL_EVENTS | SUPPORT_EVENTS
