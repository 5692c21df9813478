"""What can happen to workplaces, the network of employers and placements, as sentences; and what waits for whom."""

from django.utils.translation import gettext_lazy as _

from leerwerk.placement.network_enums import NETWORK_EVENTS, NETWORK_MATTERS
from leerwerk.placement.placing_enums import PLACING_MATTERS, PLACING_SENTENCES
from leerwerk.placement.trial_enums import TRIAL_MATTERS, TRIAL_SENTENCES
from leerwerk.placement.wage_enums import WAGE_MATTERS, WAGE_SENTENCES

EVENT_SENTENCES = {
    "workplace_registered": _("offered a workplace"),
    "workplace_changed": _("changed a workplace"),
    "workplace_confirmed": _("confirmed that a workplace is still right"),
    "workplace_withdrawn": _("withdrew a workplace"),
    "workplace_left_as_it_was": _("pressed once more on what was done to a workplace already"),
    "workplace_offered": _("offered a workplace to a group"),
    "offer_withdrawn": _("took a workplace back from a group"),
    "seat_given": _("gave a participant a workplace"),
    **NETWORK_EVENTS,
    **PLACING_SENTENCES,
    **TRIAL_SENTENCES,
    **WAGE_SENTENCES,
}
MATTERS = {**NETWORK_MATTERS, **PLACING_MATTERS, **TRIAL_MATTERS, **WAGE_MATTERS}
