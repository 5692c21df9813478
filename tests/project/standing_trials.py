"""Trial placements: of each of three people in the groups *leer* and *leer-a* one that goes on at their employer's."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import Trial, TrialAnswer, TrialReaction, TrialReview
from leerwerk.trajectories.models import Enrolment
from tests.project.standing_placing import WHERE, Records


def trial_of(enrolment: Enrolment, employer: Organisation) -> Trial:
    """Write a row of every kind about a trial placement. No step began it: access does not ask the path."""
    row = Trial.objects.create(
        enrolment=enrolment,
        employer=employer,
        state="running",
        event_number=1,
        version=1,
        begun_version=1,
        workplace="Kwekerij",
        tasks=["Planten"],
        goals=["Zelf oppotten"],
        hours=Decimal(24),
        begins=date(2026, 9, 1),
        ends=date(2026, 10, 20),
        looked_at=date(2026, 9, 20),
        intends=True,
        coach="Mila",
        asked_on=date(2026, 8, 20),
        outcome="longer",
        longer_ends=date(2026, 12, 1),
        longer_grounds=["language"],
    )
    about: dict[str, Any] = {"trial": row, "enrolment": enrolment}
    TrialAnswer.objects.create(**about, version=1, side="intermediary", yes=True)
    said = {"round": "mid", "until": row.looked_at}
    for side in ("employer", "coach"):
        TrialReview.objects.create(
            **about, **said, side=side, reached=["reached"], well="Oppotten", harder="Namen", next="Oefenen"
        )
    TrialReaction.objects.create(**about, **said, right=False, words="Niet waar")
    return row


def records_of_trials(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    for name, employer in WHERE:
        key: Any = known[f"learning of {name}"][0]
        row = trial_of(Enrolment.objects.get(pk=key), people[employer].memberships.get().organisation)
        records |= {f"trial of {name}": (row.pk,), f"review of {name}": (row.pk, "mid")}
    return records
