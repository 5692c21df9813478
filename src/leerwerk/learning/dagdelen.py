"""When a dagdeel is: its day of the week and, where a session does not say otherwise, its hours.

The hours are ours, a convention of schools; a week pattern may state other ones. Times are those of Europe/Amsterdam.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from leerwerk.engine.model import WORKING_WEEK, Dagdeel

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = {"am": (time(9), time(12, 30)), "pm": (time(13), time(16, 30)), "eve": (time(18, 30), time(21))}
DAYS = ("mon", "tue", "wed", "thu", "fri")


def weekday_of(dagdeel: str) -> int:
    """Return the day of the week, Monday 0."""
    return DAYS.index(dagdeel.partition("-")[0])


def hours_of(dagdeel: str) -> tuple[time, time]:
    """Return when a dagdeel usually begins and ends."""
    return HOURS[dagdeel.partition("-")[2]]


def dagdeel_on(day: date, part: str) -> str:
    """Return the dagdeel of a day; ``part`` is am, pm or eve. Raises ValueError in the weekend."""
    if day.weekday() >= len(DAYS):
        raise ValueError(f"{day} is in the weekend")
    return Dagdeel(f"{DAYS[day.weekday()]}-{part}").value


def moment(day: date, at: time) -> datetime:
    """Return a moment in Amsterdam."""
    return datetime.combine(day, at, AMSTERDAM)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def turn(dagdeel: str) -> int:
    """Return what dagdelen of one day are put in order by."""
    return ("am", "pm", "eve").index(dagdeel.partition("-")[2])


CODES = [code.value for code in Dagdeel]
NUMBERS = {code: number for number, code in enumerate(CODES)}
"""The engine's number of each dagdeel; the bit in a set of them. The first ten are those of the working week."""
DAGDELEN = len(WORKING_WEEK)
WHOLE_WEEK = (1 << DAGDELEN) - 1


def dagdelen_in(mask: int) -> list[str]:
    """Return the dagdelen in a set, in the order of the week."""
    return [code for code, number in NUMBERS.items() if mask >> number & 1]
