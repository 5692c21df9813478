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


IN_PROGRESS = (CohortState.DECIDED, CohortState.RUNNING)


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
UNTIL_COMPLETED = (
    *(Stage.PROPOSED, Stage.INVITED, Stage.ACCEPTED, Stage.SELECTED),
    *(Stage.PRE_TRACK, Stage.LEARN_WORK),
)  # who is on the way in a group


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


class PreparationKind(TextChoices):
    """A kind of work in a pre-track, as ``engine.pathway.preparing`` names it."""

    VOCATIONAL_LANGUAGE = "vocational_language", _("Language of the trade")
    ARITHMETIC = "arithmetic", _("Arithmetic")
    CERTIFICATE = "certificate", _("A certificate that is missing")
    TASTER = "taster", _("Taster placement")
    INTERCULTURAL_CANDIDATE = "intercultural_candidate", _("Intercultural preparation of the candidate")
    INTERCULTURAL_TEAM = "intercultural_team", _("Intercultural preparation of the team")
    OTHER = "other", _("Something else before the start")


class PreparationState(TextChoices):
    """Whether a piece of the pre-track is still to be done."""

    OPEN = "open", _("still to be done")
    DONE = "done", pgettext_lazy("preparation", "done")
    NOT_NEEDED = "not_needed", _("not needed")


class Result(TextChoices):
    """What came of a piece of the pre-track when it was concluded."""

    REACHED = "reached", pgettext_lazy("preparation", "reached")
    PARTLY = "partly", pgettext_lazy("preparation", "partly reached")
    NOT_REACHED = "not_reached", pgettext_lazy("preparation", "not reached")


class NotNeeded(TextChoices):
    """Why a piece of the pre-track is not done; nothing about health or home."""

    HAS_IT = "has_it", _("knows or has it already")
    OTHERWISE = "otherwise", _("it is done in another way")
    LATER = "later", _("it comes later, while learning and working")
    NOT_FOR_THIS_WORK = "not_for_this_work", _("this work does not ask it")
    NO_PLACE = "no_place", _("there was no place or nobody to do it")
    OTHER_EMPLOYER = "other_employer", _("there is another employer now")
    OTHER = "other", _("something else")


class Liked(TextChoices):
    """Whether the candidate liked the work of a taster placement."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("some of it")
    NO = "no", _("no")


class Able(TextChoices):
    """Whether the candidate could do the work of a taster placement."""

    YES = "yes", _("yes")
    HELPED = "helped", _("with help")
    NO = "no", _("not yet")


class GoOn(TextChoices):
    """Whether a side wants to go on after a taster placement."""

    YES = "yes", _("yes")
    UNSURE = "unsure", _("not sure")
    NO = "no", _("no")


class TeamCheck(TextChoices):
    """What a team has before somebody with another language and background joins it; chosen by us.

    After «Interculturele voorbereiding» of the whitepaper (Voortraject, paragraph 1; Begeleiding, paragraph 2).
    """

    TOLD = "told", _("The team knows who comes, from when, and why we do this.")
    BUDDY = "buddy", _("A colleague is the first to ask, and has time for it.")
    LANGUAGE = "language", _("We speak simple Dutch: short sentences, show it, let it be repeated.")
    SAFETY = "safety", _("Instructions and safety rules are there in simple Dutch or in pictures.")
    CUSTOMS = "customs", _("We talked about customs: being on time, saying no, breaks, food, prayer, holidays.")
    WELCOME = "welcome", _("The first day is planned: who welcomes, a tour, the names of colleagues.")
    WHEN_WRONG = "when_wrong", _("Everybody knows whom to ask when something goes wrong, also about being left out.")


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
    "enrolment_proposed_again": _("proposed a candidate for a group once more"),
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
    "preparation_added": _("added something to do before the start"),
    "preparation_changed": _("changed something to do before the start"),
    "taster_arranged": _("said where and when a taster placement is"),
    "preparation_concluded": _("said how something before the start stands"),
    "preparation_left_as_it_was": _("pressed once more on what was said about the time before the start"),
    "taster_told": _("told how a taster placement went"),
    "team_checked": _("noted how far the preparation of a team is"),
}

# Where a step is taken, and where a group waits; the path's own page, and until it is there that of the group.
_PATH = (Page("trajectories:path", About.SUBJECT), Page("trajectories:group", About.GROUP))
_GROUP = (Page("trajectories:participants", About.SUBJECT), Page("trajectories:group", About.SUBJECT))
_PREPARATION = (Page("trajectories:preparation", About.SUBJECT), Page("trajectories:group", About.GROUP))
_TEAMS = (
    Page("trajectories:preparations", About.GROUP),
    *_PREPARATION,
)  # a team's own page is not for another employer
_WORK = (Page("placement:work", About.SUBJECT), *_PATH)
_WORKPLACE = (Page("placement:give", About.SUBJECT), *_PATH)
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
    "trajectories.agreement.help": Todo(
        what=_("Read the agreement with the candidate"), pages=_AGREEMENTS, spoken=True
    ),
    "trajectories.agreement.talk": Todo(what=_("Talk about an agreement that is not approved"), pages=_AGREEMENTS),
    "trajectories.step.invite": Todo(what=_("Invite the candidate"), pages=_PATH),
    "trajectories.step.answer": Todo(what=_("Answer the candidate's questions"), pages=_PATH),
    "trajectories.step.accept": Todo(
        what=_("Answer the invitation"),
        pages=_PATH,
        you=_("You are invited to a group. Say before %(day)s whether you want to join."),
        your_pages=(Page("trajectories:my_path", About.NOTHING),),
        spoken=True,
    ),
    "trajectories.step.offer_place": Todo(what=_("Offer the place that is free"), pages=_PATH),
    "trajectories.step.grant_exception": Todo(what=_("Answer the request for an exception"), pages=_PATH),
    "trajectories.step.select": Todo(what=_("Say whether the candidate can join"), pages=_PATH),
    "trajectories.step.change_employer": Todo(what=_("Give the candidate a workplace"), pages=_WORKPLACE),
    "trajectories.step.leave": Todo(what=_("Tell that the group ends, and what is possible instead"), pages=_PATH),
    "trajectories.step.decline": Todo(what=_("Tell that the group ends, and what is possible instead"), pages=_PATH),
    "trajectories.step.tell": Todo(what=_("Tell the candidate the answer"), pages=_PATH),
    "trajectories.step.wait": Todo(what=_("Put the candidate on the waiting list, as the group is full"), pages=_PATH),
    "trajectories.step.start_pre_track": Todo(what=_("Let the pre-track start"), pages=_PATH),
    "trajectories.step.go": Todo(what=_("Decide go or no-go"), pages=_PATH),
    "trajectories.step.start_learn_work": Todo(what=_("Let learning and working start"), pages=_PATH),
    "trajectories.step.complete": Todo(what=_("Say that learning and working is completed"), pages=_PATH),
    "trajectories.step.search": Todo(what=_("Arrange the placement, or look for one elsewhere"), pages=_WORK),
    "trajectories.step.place": Todo(what=_("Find work, and place the candidate"), pages=_WORK),
    "trajectories.step.resume": Todo(what=_("See whether the candidate can go on after the pause"), pages=_PATH),
    "trajectories.preparation.vocational_language": Todo(
        what=_("Language of the trade, before the start"), pages=_PREPARATION
    ),
    "trajectories.preparation.arithmetic": Todo(what=_("Arithmetic, before the start"), pages=_PREPARATION),
    "trajectories.preparation.certificate": Todo(what=_("See to a certificate that is missing"), pages=_PREPARATION),
    "trajectories.preparation.taster": Todo(what=_("Hold the taster placement"), pages=_PREPARATION),
    "trajectories.preparation.intercultural_candidate": Todo(
        what=_("Prepare the candidate for work in the Netherlands"), pages=_PREPARATION
    ),
    "trajectories.preparation.intercultural_team": Todo(what=_("Prepare the team for a new colleague"), pages=_TEAMS),
    "trajectories.preparation.general_language": Todo(what=_("Dutch lessons, before the start"), pages=_PREPARATION),
    "trajectories.preparation.orientation": Todo(
        what=_("Let the candidate get to know the occupation"), pages=_PREPARATION
    ),
    "trajectories.preparation.company_visits": Todo(
        what=_("Let the candidate look around at companies"), pages=_PREPARATION
    ),
    "trajectories.preparation.meeting_colleagues": Todo(
        what=_("Let the candidate meet colleagues and customers"), pages=_PREPARATION
    ),
    "trajectories.preparation.employee_skills": Todo(
        what=_("Practise what every employer asks, before the start"), pages=_PREPARATION
    ),
    "trajectories.preparation.other": Todo(what=_("Something else to do before the start"), pages=_PREPARATION),
    "trajectories.preparation.report": Todo(what=_("Tell how the taster placement went"), pages=_PREPARATION),
    "trajectories.preparation.tell": Todo(
        what=_("Tell how the days at work were"),
        pages=_PREPARATION,
        you=_("After your days at work: tell before %(day)s how it was."),
        your_pages=(Page("trajectories:tell", About.SUBJECT),),
    ),
    "trajectories.preparation.help": Todo(
        what=_("Ask the candidate how the days at work were, and write it down"),
        pages=_PREPARATION,
        spoken=True,
    ),
    "trajectories.group.sign_profile": Todo(what=_("Agree with what the group asks"), pages=_GROUP),
    "trajectories.group.gate": Todo(what=_("Decide whether the group starts"), pages=_GROUP),
}
MATTER_NAMES = {
    "trajectories.enrolment": "trajectories.participant",
    "trajectories.preparation": "trajectories.preparedperson",
}
