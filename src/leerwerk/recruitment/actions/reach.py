"""Noting how people are reached."""

from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate, HeardOfIt, Outreach

SAME = ("organisation", "channel", "language", "carried_by", "held_on", "reached", "place")


@action
def note_outreach(*, outreach: Outreach, by: Actor) -> Outreach:
    """Note that the message was carried; the same thing by the same person, as after a double click, is noted once."""
    said = {name: getattr(outreach, name) for name in SAME}
    known = Outreach.objects.filter(noted_by=by.person_id, **said).first()
    if known is not None:
        record("outreach_noted_again", known.organisation, by=by, outreach=known.pk)
        return known
    outreach.region_id, outreach.noted_by_id = by.region, by.person_id
    outreach.save(force_insert=True)
    record("outreach_noted", outreach.organisation, by=by, outreach=outreach.pk)
    return outreach


@action
def say_how_heard(*, candidate: Candidate, channel: str, organisation_id: int | None, by: Actor) -> None:
    """Note how a candidate heard of learning and working; what was noted before makes way."""
    facts = {"channel": channel, "organisation_id": organisation_id}
    HeardOfIt.objects.update_or_create(candidate=candidate, defaults=facts)
    record("heard_noted", candidate, by=by, channel=channel)
