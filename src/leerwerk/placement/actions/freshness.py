"""A workplace that nobody confirmed for 90 days waits for its employer to say whether it is still right."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leerwerk.notices.actions import Awaited, settle
from leerwerk.notices.models import Matter
from leerwerk.notices.queries.asked import members_on
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.placement.models import Workplace
from leerwerk.placement.queries.freshness import FRESH_FOR
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record

ASKED_TO_CONFIRM = "placement.confirm"
TIME_TO_CONFIRM = timedelta(days=14)


@part
def ask_whether_right(workplace: Workplace, today: date) -> bool:
    """Let the matter whether a workplace is still right be open exactly while it is stale; return whether it is.

    It is the employer's; where nobody has an account there, it is for the directors of the region.
    """
    stale = workplace.withdrawn_at is None and workplace.confirmed_on < today - FRESH_FOR
    wanted = []
    if stale:
        there = members_on(today).filter(organisation=workplace.employer_id, function=Function.EMPLOYER).exists()
        wanted = [
            Awaited(
                kind=ASKED_TO_CONFIRM,
                organisation_id=workplace.employer_id if there else None,
                function=Function.EMPLOYER if there else Function.DIRECTOR,
                due_on=today + TIME_TO_CONFIRM,
                region_id=workplace.employer.region_id,
            )
        ]
    settle(workplace, ASKED_TO_CONFIRM, wanted)
    return stale


@action
def ask_to_confirm(*, region: Region, today: date, by: Actor) -> int:
    """Once a day, ask what became stale, and close what is right again or withdrawn; return how many wait now."""
    asked = Matter.objects.filter(
        kind=ASKED_TO_CONFIRM, subject_type=Workplace._meta.label_lower, subject_id=OuterRef("pk"), closed_at=None
    )
    stale = Q(withdrawn_at=None, confirmed_on__lt=today - FRESH_FOR)
    rows = Workplace.objects.filter(employer__region=region).filter(stale | Exists(asked)).select_related("employer")
    waiting = sum(ask_whether_right(row, today) for row in rows.order_by("pk"))
    record("workplaces_asked_to_confirm", region, by=by, workplaces=waiting)
    return waiting


@part
def right_today(workplace: Workplace) -> None:
    """Close the question whether a workplace is still right, after somebody confirmed, changed or withdrew it."""
    ask_whether_right(workplace, timezone.localdate())
