"""About which day it is asked whether somebody works there still: the house says it, who is asked need not know why."""

from datetime import date

from leerwerk.engine.placing import to_ask
from leerwerk.placement.models import Placement
from leerwerk.placement.queries.followups import lasting_of
from leerwerk.placement.queries.placements import of_enrolment
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.models import Enrolment


def day_asked(placement: Placement, today: date) -> date:
    """Return the first day about this work that nobody has spoken of while it waits; else today.

    The moments count from the first work of the path, which a later employer does not meet; the day alone is told.
    """
    with lowered():
        enrolment = Enrolment.objects.get(pk=placement.enrolment_id)
        rows = [row for row in of_enrolment(enrolment) if row.state != "draft"]
        waits = to_ask(lasting_of(rows, today), before_days=0, today=today)
    mine = [at.day for at in waits if placement.pk in at.spells]
    return max(mine[0], placement.begins or today) if mine else today
