"""Choices of a candidate's profile, and what can happen to a file as sentences."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.notices.enums import About, Page, Todo


class Cefr(IntegerChoices):
    """Language level, lowest first; the numbers are those of the planning engine."""

    ALFA = 0, _("alfa")
    PRE_A1 = 1, _("pre-A1")
    A1 = 2, _("A1")
    A2 = 3, _("A2")
    B1 = 4, _("B1")
    B2 = 5, _("B2")
    C1 = 6, _("C1")
    C2 = 7, _("C2")


class Education(IntegerChoices):
    """Highest completed education, lowest first; up to lower secondary counts as low-skilled."""

    NONE = 0, _("none")
    PRIMARY = 1, _("primary school")
    LOWER_SECONDARY = 2, _("lower secondary")
    UPPER_SECONDARY = 3, _("upper secondary")
    HIGHER = 4, _("higher")


class Route(TextChoices):
    """Learning route of the Wet inburgering 2021."""

    B1 = "b1", _("B1 route")
    EDUCATION = "education", _("education route")
    SELF_RELIANCE = "z", _("self-reliance route")
    UNKNOWN = "unknown", _("not known yet")


class ObstacleKind(TextChoices):
    """Practical things that stand in the way of taking part."""

    CHILDCARE = "childcare", _("childcare")
    TRANSPORT = "transport", _("transport")
    HOUSING = "housing", _("housing")
    DEBT = "debt", _("debt")
    CARE = "care", _("care for family")
    PAPERS = "papers", _("papers")
    OTHER = "other", _("something else")


class ObligationKind(TextChoices):
    """Why somebody is not free in a dagdeel; an appointment says nothing of anybody's health."""

    CHILDCARE = "childcare", _("childcare")
    CARE = "care", _("care for family")
    CIVIC = "civic", _("inburgering lesson")
    APPOINTMENT = "appointment", _("other appointment")
    WORK = "work", _("work elsewhere")


class ObstacleStepKind(TextChoices):
    """What was done about an obstacle."""

    NOTED = "noted", _("noted")
    CHANGED = "changed", _("changed")
    SOLVED = "solved", _("solved")


class IntakeKind(TextChoices):
    """The first conversation, or a later one that looks again."""

    FIRST = "first", _("first intake")
    AGAIN = "again", _("re-assessment")


class IntakeState(TextChoices):
    """How far a conversation is."""

    OPEN = "open", _("open")
    FINISHED = "finished", pgettext_lazy("intake", "finished")
    ABSENT = "absent", _("finished in absence")


class TalkHow(TextChoices):
    """Where people met."""

    PLACE = "place", _("in one room")
    PHONE = "phone", _("by telephone")
    VIDEO = "video", _("by video call")


class Interpreter(TextChoices):
    """Who carried the words over."""

    NONE = "none", _("no interpreter")
    PHONE = "phone", _("a professional interpreter by telephone")
    PRESENT = "present", _("a professional interpreter in the room")
    TRUSTED = "trusted", _("somebody whom the candidate trusts")
    FAMILY = "family", _("a member of the family")
    CHILD = "child", _("a child")


class LearnabilitySource(TextChoices):
    """How it is known how fast somebody learns."""

    TEST = "test", _("leerbaarheidstoets")
    OWN = "own", _("our own assessment")


class CallHow(TextChoices):
    """How somebody was asked to come."""

    LETTER = "letter", _("by letter")
    PHONE = "phone", _("by telephone")
    MESSAGE = "message", _("by a message")
    VISIT = "visit", _("at their door")


class Channel(TextChoices):
    """How the message about learning and working reaches somebody."""

    CASEWORKER = "caseworker", _("their own caseworker")
    CONNECTOR = "connector", _("a connector in the community")
    AMBASSADOR = "ambassador", _("an ambassador who took part before")
    SCHOOL = "school", _("a school or language school")
    EMPLOYER = "employer", _("an employer")
    MEETING = "meeting", _("an open meeting")
    LETTER = "letter", _("a letter or leaflet")
    ONLINE = "online", _("a website or social media")
    FRIENDS = "friends", _("family or friends")
    OTHER = "other", _("another way")


class Sex(TextChoices):
    """As registered; used for nothing but checking afterwards that plans treat people alike."""

    FEMALE = "f", _("female")
    MALE = "m", _("male")
    UNKNOWN = "x", _("not stated")


LIMITS = {
    "no_lifting": _("no lifting"),
    "no_heights": _("no heights"),
    "no_outdoor_work": _("no work outside"),
    "no_long_standing": _("no long standing"),
}

SKILLS = {
    "computer": _("computer"),
    "cooking": _("cooking"),
    "first_aid": _("first aid"),
    "forklift": _("forklift"),
    "selling": _("selling"),
    "sewing": _("sewing"),
    "teamwork": _("working together"),
    "vca": _("VCA (working safely)"),
    "welding": _("welding"),
}

LANGUAGES = {
    "nl": _("Dutch"),
    "en": _("English"),
    "ar": _("Arabic"),
    "ti": _("Tigrinya"),
    "fa": _("Persian"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "so": _("Somali"),
    "am": _("Amharic"),
    "ku": _("Kurdish"),
    "ps": _("Pashto"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ru": _("Russian"),
}


class HandoverState(TextChoices):
    """How far a file's move to another intermediary is."""

    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("not accepted")
    WITHDRAWN = "withdrawn", _("taken back")


MATTERS = {
    "recruitment.obstacle.solve": Todo(
        what=_("Solve what stands in somebody's way"),
        pages=(Page("recruitment:candidate", About.CANDIDATE),),
        confidential=True,
    ),
    "recruitment.statement.answer": Todo(
        what=_("Answer what a candidate says is not right"),
        pages=(Page("recruitment:candidate", About.CANDIDATE),),
        confidential=True,
    ),
    "recruitment.handover.answer": Todo(
        what=_("Accept a file of somebody who moves to you, or not"),
        pages=(Page("recruitment:handover", About.SUBJECT),),
    ),
    "recruitment.handover.refused": Todo(
        what=_("A file that you offered was not accepted"),
        pages=(Page("recruitment:candidate", About.CANDIDATE),),
    ),
}
MATTER_NAMES = {"recruitment.handover": "recruitment.movingperson"}

EVENT_SENTENCES = {
    "handover_offered": _("offered the file to the helper in the new municipality"),
    "handover_offered_again": _("offered the file once more to the same helper"),
    "handover_withdrawn": _("took back that the file was offered to another helper"),
    "handover_refused": _("did not accept the file"),
    "handover_accepted": _("accepted the file of a candidate who moved"),
    "candidate_registered": _("began the file"),
    "candidate_changed": _("changed name, contact or municipality"),
    "profile_stated": _("stated a profile"),
    "profile_stated_again": _("stated the same profile once more"),
    "obstacle_noted_again": _("noted the same obstacle once more"),
    "obligations_kept": _("noted why the candidate is not free"),
    "obligations_kept_again": _("noted once more why the candidate is not free"),
    "background_kept": _("changed the background, which no plan uses"),
    "outreach_noted": _("noted that people were told about learning and working"),
    "outreach_noted_again": _("noted once more that people were told"),
    "heard_noted": _("noted how the candidate heard of it"),
    "obstacle_noted": _("noted an obstacle"),
    "obstacle_changed": _("changed an obstacle, who solves it or by when"),
    "obstacle_changed_again": _("saved an obstacle without a change"),
    "obstacle_solved": _("noted that an obstacle is solved"),
    "intake_begun": _("began an intake"),
    "intake_begun_again": _("went on with the open intake"),
    "intake_step_saved": _("saved a step of the intake"),
    "intake_step_saved_again": _("saved the same step of the intake once more"),
    "intake_called": _("noted that the candidate was asked to come"),
    "intake_called_again": _("noted the same call once more"),
    "intake_finished": _("finished an intake"),
    "intake_finished_in_absence": _("finished an intake in the absence of the candidate"),
    "intake_thrown_away": _("threw an open intake away"),
    "intake_thrown_away_again": _("threw away an intake that was gone already"),
    "statement_made": _("said that something written is not right"),
    "statement_made_again": _("said the same once more"),
    "statement_answered": _("answered what the candidate said"),
    "statement_answered_again": _("gave the same answer once more"),
    "work_noted": _("noted work that was done"),
    "work_noted_again": _("noted the same work once more"),
    "work_changed": _("changed what was noted of work that was done"),
    "work_removed": _("removed work from the work history"),
    "work_removed_again": _("removed work that was removed already"),
    "candidate_invited": _("invited the candidate to see their own file"),
    "candidate_invitation_withdrawn": _("withdrew the invitation to the candidate"),
    "account_linked": _("gave the candidate an account with their own file"),
    "candidates_taken_in": _("took in candidates from a workbook"),
}
