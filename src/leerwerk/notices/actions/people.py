"""Being away, how often somebody is reminded, and after how many days a director is asked as well."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerwerk.notices.models import Absence, EscalationTerm, Reminders
from leerwerk.notices.queries.asked import peers_of
from leerwerk.parties.models import Membership, Person, Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record


class NotAPeer(Exception):
    """Only somebody with the same function in the same organisation can be asked instead."""


class AlreadyAway(Exception):
    """Somebody is away on one of these days already."""


@action
def say_away(*, since: date, until: date, stands_in: Membership | None, by: Actor) -> Absence:
    """Be away from a day up to and including a day; without anybody who stands in, the whole function is asked.

    The same said twice is said once. Raises NotAPeer and AlreadyAway.
    """
    member = Membership.objects.select_for_update(of=("self",)).get(pk=by.membership_id or 0)
    if stands_in is not None:
        peers = peers_of(by, timezone.localdate()).exclude(person=by.person_id)
        if not peers.filter(pk=stands_in.pk).exists():
            raise NotAPeer
    said = {"member": member, "since": since, "until": until, "stands_in": stands_in}
    if same := Absence.objects.filter(**said, ended_at=None).first():
        record("absence_said_again", member.person, by=by, absence=same.pk)
        return same
    try:
        with transaction.atomic():
            absence = Absence.objects.create(**said)
    except IntegrityError as overlaps:
        raise AlreadyAway from overlaps
    record("absence_said", member.person, by=by, absence=absence.pk)
    return absence


@action
def end_absence(*, absence: Absence, by: Actor) -> None:
    """Come back earlier, or not go; ending it twice keeps the first moment."""
    held = Absence.objects.select_for_update(of=("self",)).select_related("member__person").get(pk=absence.pk)
    held.ended_at = held.ended_at or timezone.now()
    held.save(update_fields=["ended_at"])
    record("absence_ended", held.member.person, by=by, absence=held.pk)


@action
def choose_reminders(*, rhythm: str, by: Actor) -> Reminders:
    """Choose how often to get a letter."""
    chosen, _made = Reminders.objects.update_or_create(pk=by.person_id, defaults={"rhythm": rhythm})
    record("reminders_chosen", Person(pk=by.person_id), by=by, rhythm=rhythm)
    return chosen


@action
def set_escalation_term(*, region: Region, days: int, by: Actor) -> EscalationTerm:
    """Let the director be asked as well after so many days, from today on; what was brought already stays there."""
    term, _made = EscalationTerm.objects.update_or_create(
        region=region, since=timezone.localdate(), defaults={"days": days, "set_by_id": by.person_id}
    )
    record("escalation_term_set", region, by=by, days=days)
    return term
