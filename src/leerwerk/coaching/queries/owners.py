"""For whom something about a side of a participation waits, and until when: asked by the house."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from leerwerk.coaching.models import Clock
from leerwerk.learning.queries.days import public_holidays
from leerwerk.parties.enums import Function
from leerwerk.trajectories.models import Party

ONE_DAY = timedelta(days=1)
SATURDAY = 5  # as date.weekday counts
type Owner = tuple[int | None, str, int | None]  # an organisation, the function in it, and who is asked by name
DIRECTORS: Owner = (None, Function.DIRECTOR, None)


def working_days_after(day: date, days: int) -> date:
    """Return the day so many working days later: Monday to Friday, but for public holidays."""
    while days > 0:
        day += ONE_DAY
        if day.weekday() < SATURDAY and day not in public_holidays(day, day):
            days -= 1
    return day


def owner_of(clock: Clock, mentors: Mapping[int, int]) -> Owner:
    """Return who speaks with them: the coach, else the organisation that mentors, else the directors."""
    if clock.coach is not None:
        return clock.coach.organisation_id, clock.coach.function, clock.coach.person_id
    if (mentor := mentors.get(clock.enrolment_id)) is not None:
        return mentor, Function.MENTOR, None
    return DIRECTORS


def kept_from(clocks: Sequence[Clock]) -> set[tuple[int, int | None]]:
    """Return which organisations employ or teach the participant: they are never asked about a signal."""
    found = {(one.enrolment_id, one.enrolment.cohort.educator_id) for one in clocks}
    found |= {(one.enrolment_id, one.enrolment.cohort.language_school_id) for one in clocks}
    keys = [one.enrolment_id for one in clocks]
    employers = Party.objects.filter(enrolment__in=keys, role="employer", until=None)
    return found | {
        (key, employer) for key, employer in employers.values_list("enrolment_id", "organisation_id") if key
    }
