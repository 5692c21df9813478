"""Week patterns, rosters, sessions, who was there, language levels, work processes, credentials, calendar links."""

from leerwerk.learning.models.attendance import AskedWeek, Attendance, AttendanceChange, Tally, WorkWeek
from leerwerk.learning.models.civic import CivicCase, RouteChange, StatedHours
from leerwerk.learning.models.civic_facts import CivicMove, ExamResult, TermExtension
from leerwerk.learning.models.craft import Tick, VocabularyItem, WordPicture, WorkProcess
from leerwerk.learning.models.credentials import Credential
from leerwerk.learning.models.feeds import Feed
from leerwerk.learning.models.language import LanguageLevel
from leerwerk.learning.models.rosters import ResourceWeek, Roster, RosterLesson, RosterShift
from leerwerk.learning.models.sessions import ClosedDays, Session, WeekSlot

__all__ = [
    "AskedWeek",
    "Attendance",
    "AttendanceChange",
    "CivicCase",
    "CivicMove",
    "ClosedDays",
    "Credential",
    "ExamResult",
    "Feed",
    "LanguageLevel",
    "ResourceWeek",
    "Roster",
    "RosterLesson",
    "RosterShift",
    "RouteChange",
    "Session",
    "StatedHours",
    "Tally",
    "TermExtension",
    "Tick",
    "VocabularyItem",
    "WeekSlot",
    "WordPicture",
    "WorkProcess",
    "WorkWeek",
]
