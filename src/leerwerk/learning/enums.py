"""States of sessions, why one changes, who was there and why not; and what can happen here as sentences."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.engine.attendance import SignalCode
from leerwerk.engine.model import CredentialKind
from leerwerk.notices.enums import About, Page, Todo
from leerwerk.trajectories.enums import ResourceKind
from leerwerk.trajectories.labels import ACTIVITIES, CREDENTIALS, DAGDELEN

DAGDEEL_CHOICES = [(str(code), text) for code, text in DAGDELEN.items()]
ACTIVITY_CHOICES = [(str(code), text) for code, text in ACTIVITIES.items()]
LESSONS = [(code, text) for code, text in ACTIVITY_CHOICES if code != "work"]


class SessionState(TextChoices):
    """How a session stands. A moved one has another day than its pattern says, and is still to come."""

    PLANNED = "planned", _("planned")
    MOVED = "moved", pgettext_lazy("session", "moved")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("held")


class FeedScope(TextChoices):
    """Which lessons the calendar of a member of a school shows."""

    OWN = "own", _("my lessons")
    SCHOOL = "school", _("all lessons of my organisation")


TO_COME = (SessionState.PLANNED, SessionState.MOVED)


class ChangeReason(TextChoices):
    """Why a session is moved or cancelled, without a word about anybody's health."""

    TEACHER = "teacher", _("the teacher cannot come")
    ROOM = "room", _("there is no room")
    WORK = "work", _("it does not fit with the work")
    EXAM = "exam", _("there is an exam")
    HOLIDAY = "holiday", _("it is a holiday")
    WEATHER = "weather", _("the weather")
    OTHER = "other", _("something else")


class Presence(TextChoices):
    """How somebody's presence was recorded; the order of the buttons."""

    PRESENT = "present", _("present")
    LATE = "late", pgettext_lazy("attendance", "late")
    ABSENT = "absent", _("absent")
    EXCUSED = "excused", _("excused")


class AbsenceReason(TextChoices):
    """Why somebody was not there or came late: never a word about health or faith."""

    UNABLE = "unable", _("was not able to come")
    CHILDCARE = "childcare", _("childcare")
    TRANSPORT = "transport", _("transport")
    APPOINTMENT = "appointment", _("appointment")
    WORK = "work", _("work")
    EXAM = "exam", _("exam")
    AGREED_LEAVE = "agreed_leave", _("agreed leave")
    SESSION_CANCELLED = "session_cancelled", _("the session did not take place")
    NOT_TOLD = "not_told", _("said nothing")


class MeasureSource(TextChoices):
    """Where a language level comes from."""

    TEST = "test", _("test")
    TEACHER = "teacher", _("teacher, in the lesson")
    PRACTICE = "practice", _("practice, at work")


PRACTICE_SKILLS = ("speaking", "listening")  # of these employers and mentors see a level at work


class WordKind(TextChoices):
    """What is learned by heart; what is about safety comes first."""

    SAFETY = "1_safety", _("safety sentence")
    WORD = "2_word", _("word")
    SENTENCE = "3_sentence", _("sentence")


class TickRole(TextChoices):
    """As what somebody saw that a participant can do something: three columns of the same list."""

    SCHOOL = "school", _("school")
    MENTOR = "mentor", _("mentor")
    LANGUAGE = "language", _("language coach")


class CredentialState(TextChoices):
    """From a draft that the issuer reads to a paper that was given, or taken back; or one of others that was seen."""

    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SEEN = "seen", pgettext_lazy("credential", "seen")


class RosterState(TextChoices):
    """From a question to a week that holds, or that was put aside."""

    WAITING = "waiting", _("waits for its turn")
    SOLVING = "solving", _("is being made")
    FOUND = "found", _("a proposal")
    IMPOSSIBLE = "impossible", _("does not fit")
    FAILED = "failed", _("went wrong")
    TAKEN = "taken", _("holds")
    ASIDE = "aside", _("put aside")


IN_A_ROSTER = (ResourceKind.TEACHER, ResourceKind.LANGUAGE_TEACHER, ResourceKind.MENTOR, ResourceKind.CLASSROOM)
BUSY_ROSTERS = (RosterState.WAITING, RosterState.SOLVING)

CREDENTIAL_KINDS = [(str(kind), text) for kind, text in CREDENTIALS.items()]
ISSUED_HERE = (CredentialKind.PRAKTIJKVERKLARING, CredentialKind.EMPLOYER_STATEMENT)
OF_OTHERS = [(kind, text) for kind, text in CREDENTIAL_KINDS if kind not in ISSUED_HERE]  # seen here, given elsewhere
DECLARES = {
    CredentialKind.PRAKTIJKVERKLARING: _("has shown at work, as seen by those who are named below:"),
    CredentialKind.EMPLOYER_STATEMENT: _("worked with us. This is what the employer states, and who saw it:"),
    CredentialKind.DIPLOMA: _("has shown us the diploma that is named below."),
    CredentialKind.CERTIFICATE: _("has shown us the certificate that is named below."),
    CredentialKind.PARTIAL_CERTIFICATE: _(
        "has shown us the certificate of a part of an education that is named below."
    ),
    CredentialKind.MBO_VERKLARING: _("has shown us the mbo-verklaring that is named below."),
    CredentialKind.VCA: _("has shown us the certificate of safe working (VCA) that is named below."),
    CredentialKind.NT2: _("has shown us the diploma of the state exam Dutch as a second language that is named below."),
}
PICTOGRAMS = [
    ("warning", _("careful")),
    ("lock", _("closed")),
    ("check", _("good")),
    ("cross", _("not allowed")),
    ("clock", _("time")),
    ("people", _("together")),
    ("phone", _("call")),
    ("workplace", _("workplace")),
    ("speak", _("say")),
    ("eye", _("look")),
]

SIGNALS = {
    SignalCode.ABSENT_IN_A_ROW: _("absent several times in a row"),
    SignalCode.AWAY_IN_A_ROW: _("not seen for a while: ask how it goes"),
    SignalCode.LOW_SHARE_LATELY: _("was there too little lately"),
    SignalCode.LOW_SHARE_SINCE_START: _("was there too little since the start"),
    SignalCode.NOT_RECORDED: _("attendance was not recorded"),
}

EVENT_SENTENCES = {
    "learning.slot_added": _("added a lesson to the week pattern of a group"),
    "learning.slot_ended": _("ended a lesson in the week pattern of a group"),
    "learning.planned": _("planned the sessions of a group"),
    "learning.week_told": _("told everybody how the week of a group is now"),
    "learning.closed_cancelled": _("cancelled the sessions on days on which a school is closed"),
    "learning.closed_days": _("wrote when the school is closed"),
    "learning.moved": _("moved a session"),
    "learning.cancelled": _("cancelled a session"),
    "learning.staffed": _("gave a session another teacher or room"),
    "learning.teacher_away": _("said what happens with the lessons of a teacher who cannot come"),
    "learning.changed_again": _("pressed once more on a change of a session"),
    "learning.recorded": _("recorded who was at a session"),
    "learning.corrected": _("corrected who was at a session"),
    "learning.recorded_again": _("recorded once more who was at a session, without a change"),
    "learning.work_recorded": _("recorded a week of work"),
    "learning.reminded": _("asked for attendance that was not recorded"),
    "learning.measured": _("wrote a language level"),
    "learning.measured_again": _("wrote a language level that was known"),
    "learning.unmeasured": _("took back a language level"),
    "learning.process_saved": _("wrote a work process"),
    "learning.process_left_as_it_was": _("saved a work process without a change"),
    "learning.process_retired": _("took a work process off the list"),
    "learning.word_added": _("added a word to a work process"),
    "learning.word_removed": _("took a word off a work process"),
    "learning.picture_put": _("added a photo or drawing to a word"),
    "learning.picture_removed": _("removed the photo or drawing of a word"),
    "learning.ticked": _("ticked that the participant can do a work process"),
    "learning.ticked_again": _("ticked a work process once more"),
    "learning.unticked": _("took back a tick of a work process"),
    "learning.credential_drafted": _("drafted a credential"),
    "learning.credential_issued": _("issued a credential"),
    "learning.credential_seen": _("wrote that they saw a credential of another body"),
    "learning.credential_withdrawn": _("withdrew a credential"),
    "learning.credential_left_as_it_was": _("pressed once more on a change of a credential"),
    "learning.civic_saved": _("wrote the plan of the inburgering"),
    "learning.route_changed": _("wrote another route of the inburgering"),
    "learning.hours_stated": _("stated hours of the inburgering"),
    "learning.hours_removed": _("took back stated hours of the inburgering"),
    "learning.exam_recorded": _("wrote the result of a part of the exam"),
    "learning.term_extended": _("wrote that there is more time for the inburgering"),
    "learning.civic_move": _("wrote a move to another municipality for the inburgering"),
    "learning.civic_fact_removed": _("took back an exam, more time, a move or a change of route of the inburgering"),
    "learning.talk_closed": _("closed a part of the inburgering"),
    "learning.talk_reopened": _("took back that a part of the inburgering was closed"),
    "learning.reminded_of_inburgering": _("looked which deadlines of inburgering come near"),
    "learning.resource_week_saved": _("wrote when a teacher or room can be used"),
    "learning.roster_asked": _("asked for a roster"),
    "learning.roster_asked_again": _("pressed once more on a roster"),
    "learning.roster_found": _("found a roster"),
    "learning.roster_not_found": _("found no roster"),
    "learning.roster_moved": _("moved a lesson in a roster"),
    "learning.roster_let_go": _("let the roster choose again for a lesson"),
    "learning.roster_work_moved": _("moved a dagdeel of work in a roster"),
    "learning.roster_work_let_go": _("let the roster choose again when somebody works"),
    "learning.roster_taken": _("let a roster hold"),
    "learning.roster_aside": _("put a roster aside"),
    "learning.feed_made": _("made a calendar link"),
    "learning.feed_lessons_chosen": _("chose which lessons a calendar link shows"),
    "learning.feed_revoked": _("ended a calendar link"),
}

_INBURGERING = (Page("learning:inburgering", About.CANDIDATE),)
MATTERS = {
    "learning.attendance": Todo(what=_("Record who was there"), pages=(Page("learning:session", About.SUBJECT),)),
    "learning.civic.plan": Todo(
        what=_("Set the plan of somebody's inburgering (PIP)"), pages=_INBURGERING, confidential=True
    ),
    "learning.civic.route": Todo(
        what=_("See whether the route of somebody's inburgering still fits, while it can be changed"),
        pages=_INBURGERING,
        confidential=True,
    ),
    "learning.civic.term": Todo(
        what=_("See that somebody's inburgering is done before its term ends, or that more time is asked"),
        pages=_INBURGERING,
        confidential=True,
    ),
    "learning.work_week": Todo(what=_("Record a week of work"), pages=(Page("learning:asked_work", About.SUBJECT),)),
}
