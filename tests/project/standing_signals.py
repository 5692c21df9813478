"""Signals about Amal, Samuel and Aziz, one of them known to their own intermediary alone, and who asked for help."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from leerwerk.coaching.models import HelpRequest, Signal, SignalResponse
from leerwerk.parties.models import Person
from leerwerk.trajectories.models import Enrolment

type Records = dict[str, tuple[object, ...]]
WHO = (("amal", "bas"), ("samuel", "bob"), ("aziz", "bert"))


def evidence(why: str, says: str) -> list[dict[str, Any]]:
    """Return one reason with one fact of today."""
    today = timezone.localdate().isoformat()
    fact = {"key": "own1", "day": today, "says": says}
    numbers = {"number": 1, "of": None, "threshold": 2, "since": today, "until": today}
    return [{"why": why, **numbers, "facts": [fact]}]


def signalled(enrolment: Enrolment, code: str = "mood", why: str = "low_mood", says: str = "1") -> Signal:
    """Raise a signal about the participant, with something that was done about it."""
    today = timezone.localdate()
    signal = Signal.objects.create(
        enrolment=enrolment,
        side="candidate",
        region=enrolment.cohort.region,
        code=code,
        evidence=evidence(why, says),
        raised_on=today,
    )
    SignalResponse.objects.create(signal=signal, done="participant", day=today)
    return signal


def asked(enrolment: Enrolment, employer: Person | None = None) -> HelpRequest:
    """Let a participant, or their employer about them, ask for help."""
    return HelpRequest.objects.create(
        enrolment=enrolment,
        side="candidate" if employer is None else "employer",
        region=enrolment.cohort.region,
        topic="talk",
        organisation=None if employer is None else employer.memberships.get().organisation,
        due_on=timezone.localdate(),
    )


def records_of_signals(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {"a code of a signal": ("mood",), "a page for teams": ("buddy",)}
    for name, employer in WHO:
        key: Any = known[f"learning of {name}"][0]
        enrolment = Enrolment.objects.select_related("cohort__region").get(pk=key)
        records[f"signal about {name}"] = (signalled(enrolment).pk,)
        records[f"own signal about {name}"] = (signalled(enrolment, "obstacle_overdue", "overdue", "").pk,)
        records[f"help asked by {name}"] = (asked(enrolment).pk,)
        records[f"help asked about {name}"] = (asked(enrolment, people[employer]).pk,)
    return records
