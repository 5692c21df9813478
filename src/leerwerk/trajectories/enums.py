"""Levels and states of groups."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import About, Page, Todo


class Level(TextChoices):
    """Level of a leerwerktraject."""

    ENTREE = "entree", _("entree (mbo 1)")
    MBO2 = "mbo2", _("mbo 2")
    MBO3 = "mbo3", _("mbo 3")
    MBO4 = "mbo4", _("mbo 4")
    HBO = "hbo", _("hbo")
    CERTIFICATE = "certificate", _("certificate")
    PRAKTIJKVERKLARING = "praktijkverklaring", _("praktijkverklaring")
    IN_COMPANY = "in_company", _("in-company")


class CohortState(TextChoices):
    """From an option in the season's plan to a running group."""

    OPTION = "option", _("option")
    DECIDED = "decided", _("decided to open")
    REFUSED = "refused", _("decided not to open")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")


class Stage(TextChoices):
    """Where a candidate is on the path through one group."""

    PROPOSED = "proposed", _("proposed")
    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted")
    SELECTED = "selected", _("selected")
    PRE_TRACK = "pre_track", _("in pre-track")
    LEARN_WORK = "learn_work", _("learning and working")
    COMPLETED = "completed", _("completed")
    PLACEMENT_SEARCH = "placement_search", _("looking for a placement")
    TRIAL_PLACEMENT = "trial_placement", _("in trial placement")
    PLACED = "placed", _("placed")
    SUSTAINED = "sustained", _("lastingly in work")
    LEFT = "left", pgettext_lazy("stage", "left")


ENDED = (Stage.SUSTAINED, Stage.LEFT)


class GateVerdict(TextChoices):
    """Whether a group as a whole starts."""

    GO = "go", _("go")
    NOT_YET = "not_yet", _("not yet")
    NO_GO = "no_go", _("no go")


class AgreementKind(TextChoices):
    """Of one participant, or of a group as a whole."""

    LEARN_WORK = "learn_work", _("learn-work agreement")
    COOPERATION = "cooperation", _("co-operation agreement")


class AgreementCircle(TextChoices):
    """Who reads a part of an agreement."""

    EVERYONE = "everyone", _("every party")
    EMPLOYMENT = "employment", _("participant, employer, intermediary and director")


class Verdict(TextChoices):
    """What a side says of a version."""

    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("not approved")


class ResourceKind(TextChoices):
    """Shared things that groups need."""

    LANGUAGE_TEACHER = "language_teacher", _("language teacher")
    TEACHER = "teacher", _("teacher")
    CLASSROOM = "classroom", _("classroom")
    MENTOR = "mentor", _("mentor")
    OTHER = "other", _("something else")


EVENT_SENTENCES = {
    "blueprint_copied": _("copied a blueprint"),
    "blueprint_changed": _("made a new version of a blueprint"),
    "blueprint_left_as_it_was": _("saved a blueprint without a change"),
    "blueprint_retired": _("took a blueprint off the shelf"),
    "group_made": _("made a group option"),
    "group_changed": _("changed a group option"),
    "group_decided": _("decided that a group opens"),
    "group_refused": _("decided that a group does not open"),
    "enrolment_proposed": _("proposed a candidate for a group"),
    "profile_signed": _("agreed with what a group asks"),
    "profile_signed_again": _("agreed once more with what a group asks"),
    "mentor_joined": _("let an organisation mentor a group"),
    "mentor_joined_again": _("let an organisation mentor a group that it mentors already"),
    "mentor_left": _("let an organisation mentor a group no longer"),
    "group_gate_decided": _("decided whether a group starts"),
    "step_taken": _("took a step on the candidate's path"),
    "step_taken_again": _("pressed once more on a step that was taken"),
    "arrived_in_group": _("let the candidate go on in another group"),
    "agreement_filled_in": _("filled in an agreement"),
    "agreement_sent": _("sent a version of an agreement for approval"),
    "agreement_left_as_it_was": _("pressed once more on what was done to an agreement already"),
    "agreement_answered": _("answered a version of an agreement"),
    "agreement_link_sent": _("sent a link to approve an agreement"),
    "matters_settled_again": _("compared what waits in a group with what should, and settled it"),
    "resource_saved": _("wrote a teacher, room or mentor"),
}

# Where a step is taken, and where a group waits; the path's own page, and until it is there that of the group.
_PATH = (Page("trajectories:path", About.SUBJECT), Page("trajectories:group", About.GROUP))
_GROUP = (Page("trajectories:participants", About.SUBJECT), Page("trajectories:group", About.SUBJECT))
_AGREEMENTS = (Page("trajectories:agreements", About.NOTHING), Page("trajectories:group", About.GROUP))
MATTERS = {
    "trajectories.agreement.draft": Todo(what=_("Begin with the agreement"), pages=_AGREEMENTS),
    "trajectories.agreement.fill": Todo(what=_("Fill in what the agreement lacks"), pages=_AGREEMENTS),
    "trajectories.agreement.send": Todo(what=_("Send the agreement for approval"), pages=_AGREEMENTS),
    "trajectories.agreement.approve": Todo(
        what=_("Read the agreement and approve it"),
        pages=_AGREEMENTS,
        you=_("Read your agreement, and say before %(day)s whether it is good."),
        your_pages=_AGREEMENTS[:1],
    ),
    "trajectories.agreement.help": Todo(what=_("Read the agreement with the candidate"), pages=_AGREEMENTS),
    "trajectories.agreement.talk": Todo(what=_("Talk about an agreement that is not approved"), pages=_AGREEMENTS),
    "trajectories.step.invite": Todo(what=_("Invite the candidate"), pages=_PATH),
    "trajectories.step.answer": Todo(what=_("Answer the candidate's questions"), pages=_PATH),
    "trajectories.step.accept": Todo(
        what=_("Answer the invitation"),
        pages=_PATH,
        you=_("You are invited to a group. Say before %(day)s whether you want to join."),
        your_pages=(Page("trajectories:my_path", About.NOTHING),),
    ),
    "trajectories.step.offer_place": Todo(what=_("Offer the place that is free"), pages=_PATH),
    "trajectories.step.grant_exception": Todo(what=_("Answer the request for an exception"), pages=_PATH),
    "trajectories.step.select": Todo(what=_("Say whether the candidate can join"), pages=_PATH),
    "trajectories.step.start_pre_track": Todo(what=_("Let the pre-track start"), pages=_PATH),
    "trajectories.step.go": Todo(what=_("Decide go or no-go"), pages=_PATH),
    "trajectories.step.start_learn_work": Todo(what=_("Let learning and working start"), pages=_PATH),
    "trajectories.step.complete": Todo(what=_("Say that learning and working is completed"), pages=_PATH),
    "trajectories.step.resume": Todo(what=_("See whether the candidate can go on after the pause"), pages=_PATH),
    "trajectories.group.sign_profile": Todo(what=_("Agree with what the group asks"), pages=_GROUP),
    "trajectories.group.gate": Todo(what=_("Decide whether the group starts"), pages=_GROUP),
}
MATTER_NAMES = {"trajectories.enrolment": "trajectories.participant"}
