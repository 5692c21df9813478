"""The codes of introductions and of proposals for a region, what can happen as sentences, and what waits for whom."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import About, Page, Todo


class IntroState(TextChoices):
    """How far an introduction is. Until the participant wants it, the employer does not know of it."""

    ASKED = "asked", pgettext_lazy("introduction", "the participant is asked")
    WANTED = "wanted", pgettext_lazy("introduction", "the employer is asked")
    MUTUAL = "mutual", pgettext_lazy("introduction", "both want to meet")
    GOES_ON = "goes_on", pgettext_lazy("introduction", "both want to go on")
    LED_TO_WORK = "led_to_work", pgettext_lazy("introduction", "led to work or a trial placement")
    CLOSED = "closed", pgettext_lazy("introduction", "over")


OPEN = (IntroState.ASKED, IntroState.WANTED, IntroState.MUTUAL, IntroState.GOES_ON)
SEEN_BY_EMPLOYERS = (IntroState.WANTED, IntroState.MUTUAL, IntroState.GOES_ON)
TONES = {
    IntroState.ASKED: "neutral",
    IntroState.WANTED: "info",
    IntroState.MUTUAL: "info",
    IntroState.GOES_ON: "good",
    IntroState.LED_TO_WORK: "good",
    IntroState.CLOSED: "neutral",
}


class Closed(TextChoices):
    """Why an introduction is over."""

    PERSON_NO = "person_no", _("the participant does not want it")
    EMPLOYER_NO = "employer_no", _("the employer does not want it")
    ELSEWHERE = "elsewhere", _("work, a trial placement or education came elsewhere")
    STOPPED = "stopped", _("the participant does not look for work any more")
    WITHDRAWN = "withdrawn", _("the intermediary took it back")
    NO_PLACE = "no_place", _("the workplace is there no longer")


class Shown(TextChoices):
    """What of somebody an employer sees, as they choose; nothing else is shown."""

    NAME = "name", _("given name")
    LANGUAGE = "language", _("level of Dutch: listening, reading, speaking, writing")
    SKILLS = "skills", _("skills and driving licence")
    LEARNED = "learned", _("papers of what was learned")
    TIMES = "times", _("half days on which work is possible")
    TOWN = "town", pgettext_lazy("shown", "municipality")


class Side(TextChoices):
    """Who says something of an introduction."""

    PERSON = "person", pgettext_lazy("introduction", "the participant")
    EMPLOYER = "employer", pgettext_lazy("introduction", "the employer")


class Moment(TextChoices):
    """When a side says it."""

    BEFORE = "before", _("before they meet")
    AFTER = "after", _("after they met")


class Why(TextChoices):
    """Why a side does not want it, as far as they want to say."""

    TOO_FAR = "too_far", _("it is too far")
    OTHER_WORK = "other_work", _("the work is not what I look for")
    TIMES = "times", _("the times do not fit")
    LANGUAGE = "language", _("more Dutch is needed first")
    NOT_NOW = "not_now", _("not now")
    PLACE_GONE = "place_gone", _("the place is taken")
    OTHER = "other", _("something else")


OF_PERSON = (Why.TOO_FAR, Why.OTHER_WORK, Why.TIMES, Why.NOT_NOW, Why.OTHER)
OF_EMPLOYER = (Why.OTHER_WORK, Why.TIMES, Why.LANGUAGE, Why.PLACE_GONE, Why.NOT_NOW, Why.OTHER)


class RoundState(TextChoices):
    """How far a proposal for a region is."""

    WAITING = "waiting", pgettext_lazy("matching", "is being worked out")
    SOLVED = "solved", pgettext_lazy("matching", "ready")
    FAILED = "failed", pgettext_lazy("matching", "failed")


class Left(TextChoices):
    """Why a proposal has no workplace for somebody; the codes of ``engine.matching.assignment.Left``."""

    NOTHING_FITS = "nothing_fits", _("no workplace with a free place fits as things are")
    TAKEN = "taken", _("what fits was worth more with somebody else")


EVENT_SENTENCES = {
    "introduced": _("proposed introductions to employers"),
    "introduction_answered": _("said whether they want to meet, or to go on"),
    "introduction_shown": _("changed what an employer sees"),
    "introduction_ordered": _("put employers in order"),
    "introduction_planned": _("planned a first meeting"),
    "introduction_closed": _("closed an introduction"),
    "introduction_left_as_it_was": _("pressed once more on what was done about an introduction already"),
    "introductions_settled": _("looked after what introductions wait for"),
    "match_asked": _("asked for a proposal who fits where"),
    "match_stored": _("worked out a proposal who fits where"),
    "match_failed": _("a proposal who fits where failed"),
}

_HERE = (Page("matching:introduction", About.SUBJECT),)
_MINE = (Page("matching:mine", About.NOTHING),)
MATTERS = {
    "matching.person": Todo(
        what=_("Ask the participant whether they want to meet this employer"),
        pages=_HERE,
        you=_("There is an employer whom you can meet. Say before %(day)s whether you want to."),
        your_pages=_MINE,
        spoken=True,
    ),
    "matching.employer": Todo(what=_("Say whether you want to meet somebody"), pages=_HERE),
    "matching.plan": Todo(what=_("Plan the first meeting with the employer"), pages=_HERE),
    "matching.person_after": Todo(
        what=_("Ask the participant whether they want to go on with this employer"),
        pages=_HERE,
        you=_("You met an employer. Say before %(day)s whether you want to go on."),
        your_pages=_MINE,
        spoken=True,
    ),
    "matching.employer_after": Todo(what=_("Say whether you want to go on after the first meeting"), pages=_HERE),
    "matching.arrange": Todo(what=_("Arrange a trial placement or the work, as both want to go on"), pages=_HERE),
}
MATTER_NAMES = {"matching.introduction": "matching.introducedperson"}
