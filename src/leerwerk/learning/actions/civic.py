"""What a municipality writes about somebody's inburgering: the plan, hours, and the talks that it alone closes."""

from datetime import date

from django.utils import timezone

from leerwerk.engine import inburgering as law
from leerwerk.engine.inburgering.talks import Event
from leerwerk.learning.civic_enums import CLOSED_BY
from leerwerk.learning.consequences import ask_about_inburgering
from leerwerk.learning.models import CivicCase, RouteChange, StatedHours
from leerwerk.learning.queries.civic import plan_of, standing_of
from leerwerk.parties.enums import OrganisationKind
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate


class OnlyAMunicipality(Exception):
    """The law gives this to the college of the municipality alone."""


class NotReady(Exception):
    """Something is still missing; ``unmet`` says what."""

    def __init__(self, unmet: tuple[law.Unmet, ...]) -> None:
        self.unmet = unmet
        super().__init__(unmet)


def _about(case: CivicCase) -> Candidate:
    return Candidate(pk=case.candidate_id)


def _only_a_municipality(by: Actor) -> None:
    if by.organisation_kind != OrganisationKind.MUNICIPALITY:
        raise OnlyAMunicipality


@action
def save_case(*, case: CivicCase, by: Actor) -> CivicCase:
    """Write the plan and what is known of somebody's inburgering. Raises OnlyAMunicipality."""
    _only_a_municipality(by)
    case.save()
    ask_about_inburgering(case.pk)
    record("learning.civic_saved", _about(case), by=by)
    return case


@action
def change_route(*, change: RouteChange, by: Actor) -> RouteChange:
    """Write that the college set another route. Raises OnlyAMunicipality, and BadPlan when it cannot be."""
    _only_a_municipality(by)
    case = CivicCase.objects.select_for_update().get(pk=change.case_id)
    known = RouteChange.objects.filter(case=case, on=change.on, route=change.route).first()
    if known is None:
        change.save(force_insert=True)
        if plan_of(case) is None:
            raise law.BadPlan("a change of route before the PIP")
        ask_about_inburgering(case.pk)
    record("learning.route_changed", _about(case), by=by, on=str(change.on), again=known is not None)
    return known or change


@action
def state_hours(*, hours: StatedHours, by: Actor) -> StatedHours:
    """Write hours that attendance does not know of; the same once more is one entry. Raises OnlyAMunicipality."""
    _only_a_municipality(by)
    same = StatedHours.objects.filter(
        case=hours.case_id, day=hours.day, bucket=hours.bucket, minutes=hours.minutes
    ).first()
    if same is None:
        hours.person_id = by.person_id
        hours.save(force_insert=True)
    record("learning.hours_stated", _about(hours.case), by=by, hours=(same or hours).pk, again=same is not None)
    return same or hours


@action
def remove_hours(*, hours: StatedHours, by: Actor) -> None:
    """Take back stated hours. Raises OnlyAMunicipality."""
    _only_a_municipality(by)
    about, key = _about(hours.case), hours.pk
    hours.delete()
    record("learning.hours_removed", about, by=by, hours=key)


@action
def close_talk(*, case: CivicCase, event: Event, on: date, by: Actor) -> CivicCase:
    """Close PVT, MAP or the Z-route; twice is once. Raises OnlyAMunicipality and NotReady with what is missing."""
    _only_a_municipality(by)
    case = CivicCase.objects.select_for_update().get(pk=case.pk)
    field = CLOSED_BY[event]
    if getattr(case, field) is not None:
        record("learning.talk_closed", _about(case), by=by, event=str(event), again=True)
        return case
    closing = next(one for one in standing_of(case, timezone.localdate()).closings if one.event is event)
    if closing.unmet:
        raise NotReady(closing.unmet)
    setattr(case, field, on)
    case.save(update_fields=[field])
    ask_about_inburgering(case.pk)
    record("learning.talk_closed", _about(case), by=by, event=str(event))
    return case


@action
def reopen_talk(*, case: CivicCase, event: Event, by: Actor) -> CivicCase:
    """Take back that a talk was held, which was written by mistake. Raises OnlyAMunicipality."""
    _only_a_municipality(by)
    case = CivicCase.objects.select_for_update().get(pk=case.pk)
    field = CLOSED_BY[event]
    setattr(case, field, None)
    case.save(update_fields=[field])
    ask_about_inburgering(case.pk)
    record("learning.talk_reopened", _about(case), by=by, event=str(event))
    return case
