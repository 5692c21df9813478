"""The days of a group, reckoned from its start and its design."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from leerwerk.engine import model as generic
from leerwerk.engine.pathway import Anchor
from leerwerk.trajectories.models import Cohort


def months_later(day: date, months: float) -> date:
    """Return the day so many months later: whole months by the calendar, what is over in days of a 30-day month."""
    whole = int(months // 1)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=round((months - whole) * 30))


def months_between(first: date, last: date) -> int:
    """Return about how many months there are from one day to another; at least one."""
    return max(1, round((last - first).days / 30.4))


@dataclass(frozen=True, slots=True)
class GroupDays:
    """First days of the pre-track and of learn-and-work, and its last; without a pre-track the first two are one."""

    pre_track: date
    learn_work: date
    end: date

    def of(self, anchor: Anchor, today: date) -> date:
        """Return the day that an anchor stands for."""
        days = {Anchor.PRE_TRACK: self.pre_track, Anchor.LEARN_WORK: self.learn_work, Anchor.END: self.end}
        return days.get(anchor, today)


def group_days(cohort: Cohort, design: generic.Blueprint) -> GroupDays:
    """Return the days of a group that begins, with its pre-track where it has one, on ``starts_on``."""
    before = design.component(generic.ComponentKind.PRE_TRACK)
    core = design.component(generic.ComponentKind.LEARN_WORK)
    learn_work = months_later(cohort.starts_on, before.months if before else 0)
    return GroupDays(cohort.starts_on, learn_work, months_later(learn_work, core.months if core else 0))
