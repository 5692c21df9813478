"""The words of signals: what was seen, what was done about it, whether that helped, and what waits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import About, Page, Todo


class Code(TextChoices):
    """What was seen; the values are those of ``engine.coaching.signal_facts``."""

    ABSENCE = "absence", _("absent often")
    SILENCE = "silence", _("nobody speaks with them")
    MOOD = "mood", _("does not feel well")
    LANGUAGE_BEHIND = "language_behind", _("language is behind the plan")
    OBSTACLE_OVERDUE = "obstacle_overdue", _("something in the way is not solved in time")
    COACH_CHANGED = "coach_changed", _("another coach")
    SHIFTS_CHANGED = "shifts_changed", _("other times of work")
    EMPLOYER_ANSWER = "employer_answer", _("the employer is not satisfied")


KEPT_FROM_OTHERS = (Code.OBSTACLE_OVERDUE,)  # known to the own intermediary and the participant alone


class Done(TextChoices):
    """What was done about a signal."""

    WITH_PARTICIPANT = "participant", _("talked with the participant")
    WITH_EMPLOYER = "employer", _("talked with the employer")
    ADAPTED = "adapted", _("the work or the hours were adapted")
    LANGUAGE = "language", _("more help with the language")
    OBSTACLE = "obstacle", _("took up what stands in the way")
    OTHER_COACH = "other_coach", _("another coach accompanies")
    GO_NO_GO = "go_no_go", _("a go/no-go talk")
    NOTHING = "nothing", _("nothing is needed")


class Helped(TextChoices):
    """Whether what was done helped."""

    YES = "yes", pgettext_lazy("helped", "yes")
    PARTLY = "partly", pgettext_lazy("helped", "partly")
    NO = "no", pgettext_lazy("helped", "no")
    CANNOT_TELL = "unclear", _("I cannot tell")


TO_LOOK = 5  # working days in which somebody does something about a signal
ASKED_AFTER = 21  # days after which is asked whether it helped; chosen by us: three weeks of lessons or work
TO_SAY = 5  # working days in which that is answered

_SIGNAL = (Page("coaching:signal", About.SUBJECT),)
SIGNAL_MATTERS = {
    "coaching.signal.look": Todo(what=_("Look at a signal, and say what you did"), pages=_SIGNAL),
    "coaching.signal.helped": Todo(what=_("Say whether what was done helped"), pages=_SIGNAL),
    "coaching.signal.own_look": Todo(
        what=_("Look at a signal that only you may know of, and say what you did"), pages=_SIGNAL, confidential=True
    ),
    "coaching.signal.own_helped": Todo(
        what=_("Say whether what was done helped, in something only you may know of"),
        pages=_SIGNAL,
        confidential=True,
    ),
}
SIGNAL_NAMES = {"coaching.signal": "coaching.SignalledPerson"}
SIGNAL_EVENTS = {
    "signals_looked_for": _("looked which signals there are"),
    "signal_answered": _("said what was done about a signal"),
    "signal_answered_again": _("said the same about a signal once more"),
    "signal_helped": _("said whether what was done helped"),
    "signal_helped_again": _("said once more whether what was done helped"),
    "thresholds_set": _("set from when a signal is raised"),
    "thresholds_set_again": _("set the same for a signal once more"),
}
