"""The words of support: what help is asked for, and what waits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from leerwerk.notices.enums import About, Page, Todo


class Topic(TextChoices):
    """What somebody asks help for: one tap."""

    TALK = "talk", _("I want to talk with somebody")
    WORK = "work", _("the work")
    HOURS = "hours", _("days and times")
    LANGUAGE = "language", _("the language")
    TOGETHER = "together", _("working together")
    LESSONS = "lessons", _("the lessons")
    PAPERS = "papers", _("pay, contract or papers")
    OTHER = "other", _("something else")


TO_ANSWER = 2  # working days in which whoever accompanies answers
PLANNED_BEFORE = 21  # days before the first day of work by which a team plans its preparation
_HELP = (Page("coaching:help", About.SUBJECT),)

SUPPORT_MATTERS = {
    "coaching.help.candidate": Todo(what=_("Help a participant who asks for it"), pages=_HELP),
    "coaching.help.employer": Todo(what=_("Help an employer who asks for it"), pages=_HELP),
    "coaching.team.plan": Todo(
        what=_("Plan how your team prepares for a new colleague"),
        pages=(Page("coaching:plan_team", About.SUBJECT),),
    ),
}
SUPPORT_NAMES = {"coaching.helprequest": "coaching.HelpAsker"}
SUPPORT_EVENTS = {
    "help_asked": _("asked for help"),
    "help_asked_again": _("asked for the same help once more"),
    "help_answered": _("answered somebody who asked for help"),
    "help_answered_again": _("answered once more in the same words"),
    "team_planned": _("planned how a team prepares"),
    "team_planned_again": _("planned the same for a team once more"),
    "teams_looked_at": _("looked which teams have nothing planned yet"),
    "contact_named": _("said with whom of an employer the coach speaks"),
    "contact_named_again": _("said once more with whom the coach speaks"),
}
