"""Kinds of personal facts, why they are held, and who may meet them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """How sensitive a fact about a person is."""

    CONTACT = "contact", _("contact details")
    PROFILE = "profile", _("learning and work profile")
    BACKGROUND = "background", _("background that may reveal origin")
    CARE = "care", _("home, limits and obstacles")
    ACCOUNT = "account", _("account and sign-in")
    TRAIL = "trail", _("who did or read what")


class Purpose(TextChoices):
    """Why a fact about a person is held or read."""

    GUIDANCE = "guidance", _("guiding the candidate to a leerwerktraject")
    PLANNING = "planning", _("planning groups for a region")
    OWN_FILE = "own_file", _("seeing one's own file")
    COOPERATION = "cooperation", _("working together as organisations")
    ACCOUNTABILITY = "accountability", _("answering for what was done")
    FAIRNESS = "fairness", _("checking afterwards that a plan treats groups alike")


class Audience(TextChoices):
    """Who may meet a fact, apart from the person concerned."""

    INTERMEDIARY = "intermediary", _("the candidate's own intermediary")
    DIRECTOR = "director", _("the director of the region")
    COLLEAGUES = "colleagues", _("members of the same organisation")
    PARTNERS = "partners", _("partner organisations in the region")
    PARTIES = "parties", _("the employer, school and mentor of the candidate's own group")
    EMPLOYER = "employer", _("the candidate's own employer")
    COACH = "coach", _("who accompanies the candidate, and their organisation")
    INTRODUCED = "introduced", _("an employer whom the candidate wants to meet, as far as they chose")
    RECEIVER = "receiver", _("the intermediary in the municipality that the candidate moves to")
    NOBODY = "nobody", _("nobody else")


class Retention(TextChoices):
    """How long a fact is kept; the terms stand in docs/privacy and are dated parameters of the retention run."""

    INBURGERING = "inburgering", _("five years after the end of the obligation to integrate")
    ACCOUNT = "account", _("until two years after the last membership ends")
    TRAIL = "trail", _("ten years")
    LETTER = "letter", _("90 days after it was written")
