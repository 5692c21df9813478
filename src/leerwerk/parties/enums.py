"""Kinds of organisation, and what a person does in one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What an organisation is; what it does in a trajectory is a party role."""

    MUNICIPALITY = "municipality", _("municipality")
    UWV = "uwv", _("UWV")
    WERKCENTRUM = "werkcentrum", _("Werkcentrum")
    EMPLOYER = "employer", _("employer")
    EDUCATOR = "educator", _("educator")
    LANGUAGE_SCHOOL = "language_school", _("language school")
    EXPERTISE_PARTNER = "expertise_partner", _("expertise partner")
    CONNECTOR = "connector", _("connector")
    FUND = "fund", _("fund")
    MINISTRY = "ministry", _("ministry")


class Function(TextChoices):
    """What a person does in an organisation; access follows from it."""

    DIRECTOR = "director", _("director")
    CASEWORKER = "caseworker", _("caseworker")
    EMPLOYER = "employer", _("contact of the employer")
    EDUCATOR = "educator", _("educator")
    MENTOR = "mentor", _("mentor")
    CONNECTOR = "connector", _("connector")
    FUNDER = "funder", _("funder")
