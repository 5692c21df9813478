"""What can happen to tasks, recognitions and the network of employers, as sentences; and what waits for whom."""

from django.utils.translation import gettext_lazy as _

from leerwerk.notices.enums import About, Page, Todo

NETWORK_EVENTS = {
    "workplace_split": _("went from a function to tasks at a workplace"),
    "workplaces_asked_to_confirm": _("asked employers whether workplaces are still right"),
    "recognition_noted": _("noted that SBB recognises an employer"),
    "recognition_checked": _("looked a recognition up at SBB"),
    "recognition_removed": _("took a recognition by SBB away"),
    "recognition_left_as_it_was": _("noted once more what was known of a recognition by SBB"),
    "recognitions_seen": _("saw which recognitions by SBB began or ended"),
}

NETWORK_MATTERS = {
    "placement.confirm": Todo(
        what=_("Say whether a workplace is still right"), pages=(Page("placement:workplace", About.SUBJECT),)
    ),
}
