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
    "contact_kept": _("saved whom one speaks to at an employer"),
    "contact_noted_again": _("noted once more whom one speaks to at an employer"),
    "contact_removed": _("took away whom one speaks to at an employer"),
    "visit_noted": _("noted a visit to an employer"),
    "visit_noted_again": _("noted once more what was known of a visit"),
    "next_step_taken": _("did what was agreed with an employer"),
    "promise_noted": _("noted what an employer promised"),
    "promise_noted_again": _("noted once more what an employer promised"),
    "promise_withdrawn": _("noted that an employer took a promise back"),
    "promises_closed": _("counted what came of promises of employers"),
    "interest_said": _("said how far an employer is"),
    "interest_said_again": _("said once more how far an employer is"),
    "employer_invited": _("invited an employer to describe a workplace"),
    "employer_link_withdrawn": _("withdrew the link of an employer"),
    "employer_link_left_as_it_was": _("pressed once more on what was done with the link of an employer"),
    "draft_saved": _("described something of a workplace"),
    "draft_left_as_it_was": _("saved once more what was described of a workplace"),
    "draft_sent": _("sent the description of a workplace"),
    "draft_accepted": _("accepted the description of a workplace"),
    "draft_set_aside": _("set the description of a workplace aside"),
    "drafts_forgotten": _("threw away old descriptions of workplaces that were never sent"),
    "account_asked": _("asked for an account after describing a workplace"),
}

NETWORK_MATTERS = {
    "placement.confirm": Todo(
        what=_("Say whether a workplace is still right"), pages=(Page("placement:workplace", About.SUBJECT),)
    ),
    "placement.draft": Todo(
        what=_("Look at the workplace that a new employer described"), pages=(Page("placement:draft", About.SUBJECT),)
    ),
    "placement.next_step": Todo(
        what=_("Do what was agreed with an employer"), pages=(Page("placement:visit", About.SUBJECT),)
    ),
}
