"""The codes of work after learn-and-work in words: those of ``engine.placing``, and what only this room knows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import About, Page, Todo


class PlacementState(TextChoices):
    """A draft may lack anything; what was placed is whole."""

    DRAFT = "draft", _("being filled in")
    PLACED = "placed", pgettext_lazy("placement", "at work")
    ENDED = "ended", pgettext_lazy("placement", "ended")


class Paid(TextChoices):
    """What an amount of pay is for, as ``engine.placing.PayPer`` names it."""

    HOUR = "hour", _("per hour")
    MONTH = "month", _("per month")
    PERIOD = "period", _("per four weeks")


class Contract(TextChoices):
    """A kind of contract, as ``engine.placing.ContractType`` names it."""

    FIXED_TERM = "fixed_term", _("fixed term")
    OPEN_ENDED = "open_ended", _("permanent, without an end")
    AGENCY_CLAUSE = "agency_clause", _("through an agency, ends when the work ends")
    AGENCY = "agency", _("through an agency, does not end with the work")
    BBL = "bbl", _("bbl, with a course at a school")
    SECONDMENT = "secondment", _("seconded by another employer")


class GrowthIn(TextChoices):
    """In what somebody grows, as ``engine.placing.GrowthKind`` names it."""

    PAY = "pay", _("pay")
    HOURS = "hours", _("hours")
    FUNCTION = "function", _("another function")
    LEARNING = "learning", _("learning further")


class Said(TextChoices):
    """Whether somebody works there still, as ``engine.placing.Working`` names it."""

    YES = "yes", _("yes, works there still")
    NO = "no", _("no, does not work there any more")
    UNKNOWN = "unknown", _("I do not know")


class Then(TextChoices):
    """What comes after work that ended."""

    SEARCH = "search", _("we look for other work")
    OTHER_WORK = "other_work", _("there is other work already")
    EDUCATION = "education", _("goes on in education")
    REST = "rest", _("no work for now")


class Changed(TextChoices):
    """What of a placement is otherwise from a day on."""

    HOURS = "hours", _("the hours")
    PAY = "pay", _("the pay")
    FUNCTION = "function", _("the tasks")
    CONTRACT = "contract", _("the contract")


class ChangeReason(TextChoices):
    """Why something of a placement changes; nothing about health or home."""

    GROWTH = "growth", _("growth, as was agreed")
    MORE_WORK = "more_work", _("there is more work")
    LESS_WORK = "less_work", _("there is less work")
    WISH = "wish", _("the participant asked for it")
    COLLECTIVE = "collective", _("the collective agreement or the law")
    RENEWED = "renewed", _("the contract goes on")
    OTHER = "other", _("something else")


class StudyLevel(TextChoices):
    """The level of a next step in education."""

    ENTREE = "entree", _("entree (mbo 1)")
    MBO2 = "mbo2", _("mbo 2")
    MBO3 = "mbo3", _("mbo 3")
    MBO4 = "mbo4", _("mbo 4")
    HBO = "hbo", _("hbo")
    UNIVERSITY = "university", _("university")
    OTHER = "other", _("another course")


PLACING_SENTENCES = {
    "placement_filled_in": _("filled in facts of a placement"),
    "placement_placed": _("recorded a placement"),
    "placement_ended": _("said that the work ended"),
    "placement_changed": _("noted what changed at work"),
    "placement_confirmed": _("said whether somebody still works there"),
    "placement_left_as_it_was": _("pressed once more on what was done about work already"),
    "study_noted": _("noted the next step in education"),
    "follow_ups_settled": _("looked after how long placements last"),
}

_WORK = (Page("placement:work", About.SUBJECT), Page("trajectories:path", About.SUBJECT))
PLACING_MATTERS = {
    "placement.confirm.6": Todo(what=_("Say whether somebody still works here after half a year"), pages=_WORK),
    "placement.confirm.12": Todo(what=_("Say whether somebody still works here after a year"), pages=_WORK),
    "placement.confirm.24": Todo(what=_("Say whether somebody still works here after two years"), pages=_WORK),
    "placement.again.6": Todo(what=_("Find out whether the work lasted half a year"), pages=_WORK),
    "placement.again.12": Todo(what=_("Find out whether the work lasted a year"), pages=_WORK),
    "placement.again.24": Todo(what=_("Find out whether the work lasted two years"), pages=_WORK),
}
