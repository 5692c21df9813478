"""Wage value: of each of three people a look that both sides handed in, and tasks that are not agreed yet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from leerwerk.parties.models import Organisation, Person
from leerwerk.placement.models import (
    Placement,
    WageAssessment,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
)
from leerwerk.trajectories.models import Enrolment
from tests.project.standing_placing import WHERE, Records

COACHES = {"amal": "mo", "samuel": "mo", "aziz": "mats"}


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def look_at(enrolment: Enrolment, employer: Organisation, coach: Organisation) -> WageValueRound:
    """Write a row of every kind about one look at somebody's work."""
    placement = Placement.objects.filter(enrolment=enrolment, employer=employer).first()
    row = WageValueRound.objects.create(
        enrolment=enrolment, employer=employer, coach_party=coach, placement=placement, day=date(2026, 9, 15)
    )
    task = WageValueTask.objects.create(round=row, position=1, name="Planten", share=100)
    row.employer_agreed_at = row.coach_agreed_at = timezone.now()
    row.save()
    for side in ("employer", "coach"):
        told = WageAssessment.objects.create(round=row, side=side)
        about: dict[str, Any] = {"assessment": told, "task": task, "shows": "Tien potten."}
        WageScore.objects.create(**about, pace=60, quality=90, availability=100)
        setattr(row, f"{side}_handed_at", timezone.now())
        row.save()
    WageTalk.objects.create(round=row, task=task, side="employer", number=70, words="Na de proef.")
    WageOwnWords.objects.create(round=row, words="Ik werk al sneller.")
    return row


def records_of_wage(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {}
    for name, employer in WHERE:
        key: Any = known[f"learning of {name}"][0]
        enrolment = Enrolment.objects.get(pk=key)
        at, coach = _at(people[employer]), _at(people[COACHES[name]])
        looked = look_at(enrolment, at, coach)
        framed = WageValueRound.objects.create(
            enrolment=enrolment, employer=at, coach_party=coach, day=date(2026, 11, 15), wanted="Ook snoeien."
        )
        WageValueTask.objects.create(round=framed, position=1, name="Planten", share=100)
        records |= {f"look at {name}": (looked.pk,), f"frame for {name}": (framed.pk,)}
    return records
