"""Introductions: each of three people wants to meet an employer with whom they did not learn, and met them already."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import uuid4

from django.utils import timezone

from leerwerk.matching.models import Introduction, IntroductionAnswer, MatchProposal, MatchRound
from leerwerk.parties.models import Person
from leerwerk.placement.models import Workplace
from leerwerk.trajectories.models import Enrolment
from tests.project.standing_placing import Records

WHERE = (("amal", "hal"), ("samuel", "tuin"), ("aziz", "kas"))


def introduction_of(enrolment: Enrolment, workplace: Workplace) -> Introduction:
    """Write a row of every kind about an introduction; the employer sees all that can be shown."""
    row = Introduction.objects.create(
        enrolment=enrolment,
        workplace=workplace,
        state="mutual",
        asked_on=date(2026, 10, 1),
        rank=1,
        shows=["name", "language", "skills", "learned", "times", "town"],
        words="Ik werk graag buiten",
        meets_on=date(2026, 11, 2),
        meets_at=time(10),
        meets_where="Bij de poort",
        goes_along="Mila",
    )
    for side in ("person", "employer"):
        words = "Welkom" if side == "employer" else ""
        IntroductionAnswer.objects.create(introduction=row, moment="before", side=side, yes=True, words=words)
    return row


def round_of(region: int, *proposed: tuple[Enrolment, Workplace]) -> MatchRound:
    """Write a proposal for a region."""
    row = MatchRound.objects.create(region_id=region, ticket=uuid4(), state="solved", solved_at=timezone.now())
    for enrolment, workplace in proposed:
        MatchProposal.objects.create(round=row, enrolment=enrolment, workplace=workplace, points=50)
    return row


def records_of_matching(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    for name, code in WHERE:
        key: Any = known[f"learning of {name}"][0]
        enrolment, workplace = Enrolment.objects.get(pk=key), Workplace.objects.get(code=code)
        records[f"introduction of {name}"] = (introduction_of(enrolment, workplace).pk,)
    for name, whose in (("roos", "amal"), ("dirk", "aziz")):
        about: Any = records[f"introduction of {whose}"][0]
        one = Introduction.objects.get(pk=about)
        region: Any = people[name].memberships.get().organisation.region_id
        records[f"match round of {name}"] = (round_of(region, (one.enrolment, one.workplace)).pk,)
    return records
