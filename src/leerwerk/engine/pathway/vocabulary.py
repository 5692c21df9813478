"""The words of a path: stages, steps, who takes them, and why one cannot be taken or somebody stops."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where somebody is on the path through one group, in order; ``left`` is possible from each."""

    PROPOSED = "proposed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    SELECTED = "selected"
    PRE_TRACK = "pre_track"
    LEARN_WORK = "learn_work"
    COMPLETED = "completed"
    PLACEMENT_SEARCH = "placement_search"
    TRIAL_PLACEMENT = "trial_placement"
    PLACED = "placed"
    SUSTAINED = "sustained"
    LEFT = "left"


BEFORE_START = (Stage.PROPOSED, Stage.INVITED, Stage.ACCEPTED, Stage.SELECTED)
TAKING_PART = (Stage.PRE_TRACK, Stage.LEARN_WORK)
# Who holds one of the group's places: both sides chose them, and they did not finish or leave.
HOLDING_A_PLACE = (Stage.SELECTED, Stage.PRE_TRACK, Stage.LEARN_WORK)
# Who finished, and looks for work, tries it or has it.
WORKING = (Stage.PLACEMENT_SEARCH, Stage.TRIAL_PLACEMENT, Stage.PLACED)


class Doer(StrEnum):
    """What somebody is to the participant when a step is taken."""

    CANDIDATE = "candidate"
    INTERMEDIARY = "intermediary"
    EMPLOYER = "employer"
    EDUCATOR = "educator"
    LANGUAGE_EDUCATOR = "language_educator"
    MENTOR = "mentor"
    DIRECTOR = "director"


class Step(StrEnum):
    """One thing that can happen on a path. Each is an event, and nothing else moves anybody."""

    PROPOSE = "propose"
    ARRIVE = "arrive"  # from another group
    INVITE = "invite"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    HIDE = "hide"  # the candidate lets the other parties see them no longer
    SHOW = "show"
    ASK_EXCEPTION = "ask_exception"
    GRANT_EXCEPTION = "grant_exception"
    DENY_EXCEPTION = "deny_exception"
    SELECT = "select"
    REFUSE = "refuse"
    WAIT = "wait"  # on the waiting list
    OFFER_PLACE = "offer_place"
    CHANGE_EMPLOYER = "change_employer"  # a workplace elsewhere: who works there has not chosen yet
    START_PRE_TRACK = "start_pre_track"
    ADVISE = "advise"
    GO = "go"
    NOT_YET = "not_yet"
    NO_GO = "no_go"
    START_LEARN_WORK = "start_learn_work"
    COMPLETE = "complete"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    TRANSFER = "transfer"
    RETURN = "return"
    TELL = "tell"  # an answer was told to the candidate in person
    SEARCH = "search"  # for a placement elsewhere
    BEGIN_TRIAL = "begin_trial"
    END_TRIAL = "end_trial"  # without a placement after it
    PLACE = "place"
    END_PLACEMENT = "end_placement"
    SUSTAIN = "sustain"  # two years in work, as the facts say
    STUDY = "study"  # goes on in education


class Reason(StrEnum):
    """Why somebody declined, was refused, pauses or left. "Left for a job" is not "left ill"."""

    FOUND_WORK = "found_work"
    EDUCATION = "education"
    OTHER_WISH = "other_wish"
    NO_TIME = "no_time"
    NOT_NOW = "not_now"
    TRAVEL = "travel"
    CHILDCARE = "childcare"
    MOVED = "moved"
    HEALTH = "health"
    CARE_AT_HOME = "care_at_home"
    PREGNANCY = "pregnancy"
    LANGUAGE = "language"
    LEARNABILITY = "learnability"
    AVAILABILITY = "availability"
    LOAD = "load"
    MOTIVATION = "motivation"
    ATTENDANCE = "attendance"
    CREDENTIAL = "credential"
    OBSTACLE = "obstacle"
    TOO_HARD = "too_hard"
    WORK_DOES_NOT_FIT = "work_does_not_fit"
    CONFLICT = "conflict"
    NO_CONTACT = "no_contact"
    NO_PLACE = "no_place"
    OTHERS_FIT_BETTER = "others_fit_better"
    EMPLOYER_STOPS = "employer_stops"
    GROUP_STOPS = "group_stops"
    CONTRACT_ENDED = "contract_ended"
    NO_WORK = "no_work"  # the employer has none any more
    OTHER_GROUP = "other_group"
    OTHER = "other"
    PERSONAL = "personal"  # one of PRIVATE, as everybody else reads it


# What only the own intermediary may know: the others read that there are personal circumstances.
PRIVATE = frozenset({Reason.HEALTH, Reason.CARE_AT_HOME, Reason.PREGNANCY, Reason.LOAD, Reason.CHILDCARE})
PERSONAL = Reason.PERSONAL


def as_others_read_it(reason: Reason | None) -> Reason | None:
    """Return a reason as everybody but the own intermediary and the person reads it."""
    return PERSONAL if reason in PRIVATE else reason


class Advice(StrEnum):
    """What a party thinks before a go/no-go."""

    GO = "go"
    NOT_YET = "not_yet"
    NO_GO = "no_go"


class Alternative(StrEnum):
    """What is offered to somebody who hears no."""

    OTHER_GROUP = "other_group"
    NEXT_GROUP = "next_group"
    MORE_LANGUAGE = "more_language"
    TASTER_PLACEMENT = "taster_placement"
    DIRECT_WORK = "direct_work"
    EDUCATION = "education"
    VOLUNTEERING = "volunteering"
    TALK = "talk"  # a talk with the intermediary about what is possible


class Outcome(StrEnum):
    """How somebody finished learn-and-work."""

    CREDENTIAL = "credential"
    PART_OF_IT = "part_of_it"
    WITHOUT_PAPER = "without_paper"


class Proof(StrEnum):
    """What must have been shown elsewhere before a step: the facts of work are not kept with the path."""

    TRIAL_AGREED = "trial_agreed"  # everybody approved the same agreement about it
    PLACEMENT_WHOLE = "placement_whole"  # nothing is missing in the facts of the placement, and all is lawful
    LASTED = "lasted"  # the facts of two years say so
    STUDY_KNOWN = "study_known"  # which education, where, and from when


class GroupState(StrEnum):
    """Where the group is."""

    OPTION = "option"
    DECIDED = "decided"
    REFUSED = "refused"
    RUNNING = "running"
    FINISHED = "finished"


class Lack(StrEnum):
    """What stands in the way of a step."""

    # of the step itself
    STAGE = "stage"  # it does not belong to where this person is
    ROLE = "role"  # it is for somebody else to do
    REASON = "reason"  # a coded reason is missing
    WORDS = "words"  # an explanation in words is missing
    ALTERNATIVE = "alternative"  # nothing is offered instead
    CRITERIA = "criteria"  # something that is to be weighed was not looked at
    # of what happened before
    PAUSED = "paused"
    NOT_PAUSED = "not_paused"
    NOTHING_ASKED = "nothing_asked"
    NOTHING_TO_TELL = "nothing_to_tell"
    SAID_ALREADY = "said_already"
    ON_WAITING_LIST = "on_waiting_list"
    NOT_ON_WAITING_LIST = "not_on_waiting_list"
    EXCEPTION_OPEN = "exception_open"
    EXCEPTION_GRANTED = "exception_granted"
    NO_EXCEPTION_OPEN = "no_exception_open"
    SAME_PERSON = "same_person"
    SAME_ORGANISATION = "same_organisation"
    HIDDEN = "hidden"
    NOT_HIDDEN = "not_hidden"
    NO_GO_YET = "no_go_yet"
    GO_ALREADY = "go_already"
    WENT_TO_ANOTHER_GROUP = "went_to_another_group"
    # of the world as it is today
    GROUP_NOT_OPEN = "group_not_open"
    PROFILE_NOT_SIGNED = "profile_not_signed"
    BELOW_PROFILE = "below_profile"
    NOT_BELOW_PROFILE = "not_below_profile"
    NO_EXCEPTIONS_HERE = "no_exceptions_here"
    NO_PLACE = "no_place"
    PLACE_FREE = "place_free"
    OTHERS_WAIT_LONGER = "others_wait_longer"
    NO_WORKPLACE = "no_workplace"
    NO_PRE_TRACK = "no_pre_track"
    PRE_TRACK_FIRST = "pre_track_first"
    NO_GATE = "no_gate"
    NOT_A_DECIDER = "not_a_decider"
    GROUP_GATE_NOT_PASSED = "group_gate_not_passed"
    OBSTACLES_OPEN = "obstacles_open"
    AGREEMENT_NOT_BINDING = "agreement_not_binding"
    IN_ANOTHER_GROUP = "in_another_group"
    TRIAL_NOT_AGREED = "trial_not_agreed"
    PLACEMENT_NOT_WHOLE = "placement_not_whole"
    NOT_LASTED_YET = "not_lasted_yet"
    STUDY_NOT_KNOWN = "study_not_known"
