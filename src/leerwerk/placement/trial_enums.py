"""The codes of a trial placement: where it is, who answers, what reviews say, and what came of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import About, Page, Todo


class TrialState(TextChoices):
    """A draft may lack anything; what was asked is whole; what everybody approved may begin."""

    DRAFT = "draft", pgettext_lazy("trial", "being filled in")
    ASKED = "asked", pgettext_lazy("trial", "waits for approval")
    AGREED = "agreed", pgettext_lazy("trial", "approved by all")
    RUNNING = "running", pgettext_lazy("trial", "goes on now")
    ENDED = "ended", pgettext_lazy("trial", "ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("trial", "withdrawn")


NOT_OVER = (TrialState.DRAFT, TrialState.ASKED, TrialState.AGREED, TrialState.RUNNING)
BEFORE_IT_BEGAN = (TrialState.DRAFT, TrialState.ASKED, TrialState.AGREED)
BEGAN = (TrialState.RUNNING, TrialState.ENDED)


class Side(TextChoices):
    """Who approves the agreement: everybody in whose name something is agreed."""

    CANDIDATE = "candidate", pgettext_lazy("trial", "the participant")
    EMPLOYER = "employer", pgettext_lazy("trial", "the employer")
    INTERMEDIARY = "intermediary", pgettext_lazy("trial", "the intermediary")
    MENTOR = "mentor", pgettext_lazy("trial", "the mentor")


class Ground(TextChoices):
    """Why a trial placement takes longer than is usual, as ``engine.placing.Ground`` names it."""

    LOW_SKILLED = "low_skilled", _("this work shows late what somebody can do")
    NEEDS_LONGER = "needs_longer", _("this person needs longer to show it")
    LANGUAGE = "language", _("the language needs time")
    NEW_TRADE = "new_trade", _("the trade is new to this person")
    INTERRUPTED = "interrupted", _("the trial placement was interrupted")


class Round(TextChoices):
    """When both sides look at how it goes."""

    MID = "mid", _("halfway")
    END = "end", _("at the end")


class Reviewer(TextChoices):
    """The two sides that each say how it goes; afterwards the participant reacts."""

    EMPLOYER = "employer", pgettext_lazy("trial", "the employer")
    COACH = "coach", pgettext_lazy("trial", "the coach")


class Reached(TextChoices):
    """How far somebody is with a learning goal."""

    REACHED = "reached", pgettext_lazy("goal", "reached")
    ON_THE_WAY = "on_the_way", pgettext_lazy("goal", "on the way")
    NOT_YET = "not_yet", pgettext_lazy("goal", "not yet")


class TrialOutcome(TextChoices):
    """What comes of a trial placement. ``ELSEWHERE`` is found, never chosen: another employer was faster."""

    PLACED = "placed", _("is placed here")
    LONGER = "longer", _("the trial placement goes on longer")
    NO_WORK = "no_work", _("ends without work")
    EDUCATION = "education", _("goes on in education")
    ELSEWHERE = "elsewhere", _("is placed with another employer")


DECIDED = (TrialOutcome.PLACED, TrialOutcome.LONGER, TrialOutcome.EDUCATION)  # while the trial still runs

TRIAL_SENTENCES = {
    "trial_filled_in": _("filled in facts of a trial placement"),
    "trial_sent": _("sent a trial placement for approval"),
    "trial_answered": _("approved a trial placement, or not"),
    "trial_withdrawn": _("withdrew a trial placement"),
    "trial_begun": _("began a trial placement"),
    "trial_reviewed": _("said how a trial placement goes"),
    "trial_reacted": _("said for the participant whether a review is right"),
    "trial_contradiction_seen": _("looked at what the participant contradicts"),
    "trial_concluded": _("said what comes of a trial placement"),
    "trial_ended": _("ended a trial placement"),
    "trial_left_as_it_was": _("pressed once more on what was done about a trial placement already"),
    "trials_settled": _("looked after what trial placements wait for"),
}

_TRIAL = (Page("placement:trial", About.SUBJECT), Page("placement:work", About.SUBJECT))
_MINE = (Page("placement:my_trial", About.NOTHING),)
TRIAL_MATTERS = {
    "placement.trial.approve": Todo(
        what=_("Read the agreement about the trial placement and answer"),
        pages=_TRIAL,
        you=_("Read the agreement about your trial placement. Say before %(day)s whether it is good."),
        your_pages=_MINE,
    ),
    "placement.trial.help": Todo(
        what=_("Read the agreement about the trial placement with the participant"), pages=_TRIAL, spoken=True
    ),
    "placement.trial.declined": Todo(what=_("Talk about a trial placement that was not approved"), pages=_TRIAL),
    "placement.trial.begin": Todo(what=_("Let the trial placement begin"), pages=_TRIAL),
    "placement.trial.mid": Todo(what=_("Say how the trial placement goes halfway"), pages=_TRIAL),
    "placement.trial.end": Todo(what=_("Say how the trial placement went"), pages=_TRIAL),
    "placement.trial.react": Todo(
        what=_("Say whether the review is right"),
        pages=_TRIAL,
        you=_("Your employer and your coach said how your trial placement goes. Say before %(day)s if that is right."),
        your_pages=_MINE,
    ),
    "placement.trial.react_help": Todo(
        what=_("Read the review with the participant, and write down what they say"), pages=_TRIAL, spoken=True
    ),
    "placement.trial.contradicted": Todo(what=_("Look at what the participant contradicts"), pages=_TRIAL),
    "placement.trial.outcome": Todo(what=_("Say what comes of the trial placement"), pages=_TRIAL),
    "placement.trial.place": Todo(
        what=_("Record the work that follows the trial placement"), pages=(Page("placement:work", About.SUBJECT),)
    ),
    "placement.trial.study": Todo(
        what=_("Note the education that follows the trial placement"), pages=(Page("placement:study", About.SUBJECT),)
    ),
}
