"""Week patterns and sessions, who was there, language levels, and calendar links."""

from leerwerk.learning.models.attendance import Attendance, AttendanceChange, Tally, WorkWeek
from leerwerk.learning.models.feeds import Feed
from leerwerk.learning.models.language import LanguageLevel
from leerwerk.learning.models.sessions import ClosedDays, Session, WeekSlot

__all__ = [
    "Attendance",
    "AttendanceChange",
    "ClosedDays",
    "Feed",
    "LanguageLevel",
    "Session",
    "Tally",
    "WeekSlot",
    "WorkWeek",
]
