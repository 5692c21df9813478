"""In words: what is in the way of a lesson, and what one should know before it is on another day."""

from collections.abc import Iterable

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.learning.queries.clashes import Clash, Of, Remark


def in_the_way(clash: Clash) -> str:
    """Return why a lesson cannot be as it was asked."""
    other = clash.other
    facts = {
        "what": other.get_activity_display(),
        "day": date_format(other.day, "j F"),
        "begins": time_format(other.begins, "H:i"),
        "group": other.cohort.code,
        "teacher": other.teacher,
        "room": other.room,
    }
    match clash.of:
        case Of.TEACHER:
            told = _("%(teacher)s gives %(what)s to group %(group)s on %(day)s at %(begins)s. Choose something else.")
        case Of.ROOM:
            told = _("%(room)s is used by group %(group)s on %(day)s at %(begins)s. Choose something else.")
        case _:
            told = _("There is another lesson then: %(what)s on %(day)s. Choose something else.")
    return told % facts


def to_know(remarks: Iterable[Remark]) -> list[str]:
    """Return what one should know, a sentence each."""
    found = []
    for one in remarks:
        day = date_format(one.day, "j F")
        if one.without:
            found.append(_("%(day)s is a day without lessons: %(name)s.") % {"day": day, "name": one.without})
        if one.working:
            told = ngettext(
                "%(count)d participant works then, on %(day)s.",
                "%(count)d participants work then, on %(day)s.",
                one.working,
            )
            found.append(told % {"count": one.working, "day": day})
    return found
