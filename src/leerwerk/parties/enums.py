"""Kinds of organisation, what a person does in one, sectors, and what can happen here as sentences."""

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


_INTERMEDIARY = (Function.CASEWORKER, Function.MENTOR)

# Who works where. A function opens files and plans, so that a kind of organisation offers only the ones it is for:
# an employer cannot make a colleague a caseworker.
FUNCTIONS_IN: dict[str, tuple[Function, ...]] = {
    OrganisationKind.MUNICIPALITY: (*_INTERMEDIARY, Function.FUNDER, Function.DIRECTOR),
    OrganisationKind.UWV: (*_INTERMEDIARY, Function.FUNDER, Function.DIRECTOR),
    OrganisationKind.WERKCENTRUM: (*_INTERMEDIARY, Function.DIRECTOR),
    OrganisationKind.EMPLOYER: (Function.EMPLOYER, Function.MENTOR),
    OrganisationKind.EDUCATOR: (Function.EDUCATOR, Function.MENTOR),
    OrganisationKind.LANGUAGE_SCHOOL: (Function.EDUCATOR, Function.MENTOR),
    OrganisationKind.EXPERTISE_PARTNER: (Function.MENTOR, Function.CONNECTOR),
    OrganisationKind.CONNECTOR: (Function.CONNECTOR, Function.MENTOR),
    OrganisationKind.FUND: (Function.FUNDER,),
    OrganisationKind.MINISTRY: (Function.FUNDER,),
}

SECTORS = {
    "bouw": _("construction"),
    "groen": _("green work"),
    "horeca": _("hospitality"),
    "ict": _("ICT"),
    "logistiek": _("logistics"),
    "onderwijs": _("education sector"),
    "schoonmaak": _("cleaning"),
    "techniek": _("technology"),
    "zorg": _("care sector"),
}


def sector_label(code: str) -> str:
    """Return a sector's name on screen; a region may use codes of its own, which are shown as they are."""
    return str(SECTORS.get(code, code.replace("_", " ")))


EVENT_SENTENCES = {
    "organisation_saved": _("saved the facts of the organisation"),
    "site_added": _("added a site"),
    "site_changed": _("changed a site"),
    "site_removed": _("removed a site"),
    "member_invited": _("invited somebody to become a member"),
    "invitation_withdrawn": _("withdrew an invitation"),
    "invitation_accepted": _("accepted an invitation and became a member"),
    "account_opened": _("had an account opened, to sign in with a code"),
    "membership_ended": _("ended a membership"),
    "account_changed": _("changed their own account"),
    "second_step_taken_away": _("took away the second step when signing in"),
}
