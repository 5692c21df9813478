"""What is asked of a task: how often, by whom, in which language, and what can go wrong."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Often(TextChoices):
    """How often a task comes."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    SELDOM = "seldom", _("less often")


class WithoutPaper(TextChoices):
    """Whether somebody without the paper of the trade can do a task, as the employer says it."""

    YES = "yes", _("yes, from the first day")
    LEARNED = "learned", _("yes, after learning it here")
    NO = "no", _("no, only with the paper")


class TaskSkill(TextChoices):
    """For which skill a task asks a language level; the codes are those of ``engine.model.LanguageSkill``."""

    SPEAKING = "speaking", _("speaking")
    LISTENING = "listening", _("listening")
    READING = "reading", _("reading")
    WRITING = "writing", _("writing")


class Risk(TextChoices):
    """How much can go wrong with a task."""

    NONE = "none", pgettext_lazy("risk", "nothing much")
    SOME = "some", pgettext_lazy("risk", "something: explain it first")
    HIGH = "high", pgettext_lazy("risk", "somebody can get badly hurt")


class Fit(TextChoices):
    """When a starter does a task."""

    NOW = "now", _("now")
    LEARNING = "learning", _("after learning it")
    NOT = "not", _("stays with colleagues")


FOR_STARTERS = (Fit.NOW, Fit.LEARNING)


class Why(TextChoices):
    """Why a task is not for a starter, or not from the first day."""

    PAPER = "paper", _("it asks for the paper of the trade")
    LEARNED = "learned", _("it has to be learned first")
    LANGUAGE = "language", _("it asks for more Dutch than a starter has")
    RISK = "risk", _("it is dangerous without instruction")
