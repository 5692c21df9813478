"""How far an application to an instrument is, and what can happen here as sentences."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    """From a possibility to money that was received."""

    POSSIBLE = "possible", _("possible")
    PROBABLE = "probable", _("probable")
    APPLIED = "applied", _("applied for")
    GRANTED = "granted", _("granted")
    RECEIVED = "received", _("received")
    REFUSED = "refused", _("refused")


SURE = (ApplicationState.GRANTED, ApplicationState.RECEIVED)  # the chance is told, not estimated
ASKED = (ApplicationState.APPLIED, *SURE)  # needs an instrument that can be used

EVENT_SENTENCES = {
    "funding.application": _("noted how far an application to an instrument is"),
    "funding.facts": _("told what instruments ask about a group"),
    "funding.figure": _("set a figure of the region"),
    "funding.figure_dropped": _("let a figure of the region be as it is stated"),
}


class Sure(TextChoices):
    """How well a figure is known; as ``engine.money.Confidence``."""

    HIGH = "high", _("well known")
    MEDIUM = "medium", _("fairly known")
    LOW = "low", _("hardly known")
