"""What a kind of matter is in words and where it is done, how people are reminded, and events as sentences."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class About(StrEnum):
    """Whose key stands in the address of a page."""

    SUBJECT = "subject_id"  # the row that the matter is about
    CANDIDATE = "candidate_id"
    GROUP = "group_id"
    NOTHING = ""  # the page is whose it is


@dataclass(frozen=True, slots=True)
class Page:
    """Where something is done: the name of a route, and whose key stands in its address."""

    route: str
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """A kind of matter. Every room names its own in ``MATTERS`` of its ``enums``: the kind, and one of these.

    ``what`` is the task as its owner reads it: «Invite the candidate». ``you`` is said to candidates themselves, with
    ``%(day)s`` in it. ``pages``: where it is done, the best first; a route that does not exist yet is passed over.
    ``your_pages``: the same for candidates themselves. ``confidential``: that it waits says something of a candidate's
    life which only their own intermediary may know; it stands in no list of others and goes to no director.
    ``spoken``: it asks a candidate to say something, which somebody else writes down for who has no account.
    """

    what: str | Promise
    pages: tuple[Page, ...]
    you: str | Promise = ""
    your_pages: tuple[Page, ...] = ()
    confidential: bool = False
    spoken: bool = False


class Rhythm(TextChoices):
    """How often somebody wants a letter about what waits for them; what is overdue is always told."""

    DAILY = "daily", _("every working day, when there is something")
    WEEKLY = "weekly", _("once a week, on Monday")
    NONE = "none", _("only when something is overdue")


class LetterKind(TextChoices):
    """What a letter is about."""

    REMINDER = "reminder", _("what waits for a member")
    CANDIDATE = "candidate", _("what waits for a candidate")
    MOVED = "moved", _("a file that moved to another municipality")
    LESSON = "lesson", _("a lesson that changed")
    LINK = "link", _("a link, to work along or to approve an agreement")
    OWN_FILE = "own_file", _("a link to the own file")


WITH_A_LINK = (LetterKind.LINK, LetterKind.OWN_FILE)  # whoever has the link is let in: their text stands apart


class Show(TextChoices):
    """Which of the open matters a page shows."""

    OVERDUE = "overdue", _("what is overdue")
    SOON = "soon", _("what is due within three days")
    ESCALATED = "escalated", _("what was brought to the director")


# Chosen by us; a region may set its own number of days with ``EscalationTerm``.
ESCALATE_AFTER = 7  # days that something is overdue before the director is asked as well
SOON = timedelta(days=3)  # how long before its day somebody is reminded
KEPT_FOR = timedelta(days=90)  # how long a letter stays in the log
LINK_KEPT_FOR = timedelta(days=14)  # how long one with a link that did not go: the link works no longer than that
# After how long a letter that did not go is tried again; after the last of these it has failed.
TRIED_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440, 1440))

EVENT_SENTENCES = {
    "matter_taken": _("took a matter: does it themselves"),
    "matter_given": _("gave a matter to a colleague"),
    "matter_given_back": _("gave a matter back to the whole function"),
    "absence_said": _("said when they are away, and who takes over"),
    "absence_said_again": _("said once more when they are away"),
    "absence_ended": _("came back earlier, or will not be away"),
    "reminders_chosen": _("chose how often to be reminded"),
    "escalation_term_set": _("set after how many days the director is asked as well"),
    "overdue_escalated": _("brought what is long overdue to the directors"),
    "day_reminded": _("wrote the letters of a day about what waits"),
    "day_reminded_again": _("found that the letters of a day were written already"),
    "letter_sent_again": _("let a letter that failed be sent again"),
}
