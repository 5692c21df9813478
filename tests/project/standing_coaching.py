"""How Amal and Samuel are accompanied by Mo, and Aziz by Mats: clocks, a talk with each side, notes and steps."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from leerwerk.coaching.models import Accompaniment, Clock, DueContact, MoodTold, NextStep, Note, NoteAnswer, Talk
from leerwerk.parties.models import Person
from leerwerk.trajectories.models import Enrolment

type Records = dict[str, tuple[object, ...]]
WHO = (("amal", "mo", "bas"), ("samuel", "mo", "bob"), ("aziz", "mats", "bert"))
BEGUN = date(2026, 9, 1)


def accompanied(enrolment: Enrolment, coach: Person) -> dict[str, Clock]:
    """Let somebody accompany both sides of a participation, with a talk and what belongs to it; return the clocks."""
    member, today = coach.memberships.get(), timezone.localdate()
    clocks = {}
    for side in ("candidate", "employer"):
        clock = Clock.objects.create(
            enrolment=enrolment,
            side=side,
            region=enrolment.cohort.region,
            coach=member,
            organisation=member.organisation,
            phase="learn_work",
            phase_since=BEGUN,
            due_on=today,
            next_on=today + timedelta(days=14),
        )
        Accompaniment.objects.create(clock=clock, member=member, role="mentor", since=BEGUN)
        Accompaniment.objects.create(clock=clock, name="Beatrix", role="buddy", since=BEGUN)
        talk = Talk.objects.create(
            clock=clock,
            ticket=uuid4(),
            day=today,
            channel="call",
            person=coach,
            organisation=member.organisation,
            **({"mood": "4"} if side == "candidate" else {"work": "good"}),
        )
        note = Note.objects.create(talk=talk, enrolment=enrolment, side=side, day=today, text="gesproken", by=coach)
        NoteAnswer.objects.create(note=note, text="het klopt", by=coach)
        DueContact.objects.create(
            clock=clock,
            spell=1,
            kind="rhythm",
            ordinal=1,
            phase="learn_work",
            nominal=today,
            day=today,
            standing="open",
        )
        clocks[side] = clock
    MoodTold.objects.create(clock=clocks["candidate"], day=BEGUN, mood="3")
    return clocks


def records_of_coaching(people: Mapping[str, Person], known: Records) -> Records:
    """Write them; return their keys."""
    records: Records = {f"coach {name}": (people[name].memberships.get().pk,) for name in ("mo", "els", "mats")}
    for name, coach, employer in WHO:
        key: Any = known[f"learning of {name}"][0]
        clocks = accompanied(Enrolment.objects.select_related("cohort").get(pk=key), people[coach])
        talk = clocks["candidate"].talks.get()
        records[f"clock of {name}"] = (clocks["candidate"].pk,)
        records[f"contact due with {name}"] = (clocks["candidate"].dues.get().pk,)
        records[f"talk with {name}"] = (talk.pk,)
        records[f"note about {name}"] = (talk.pk,)
        records[f"note of a talk with {employer}"] = (clocks["employer"].talks.get().pk,)
        for owner, words, organisation in (
            ("coach", f"step by the coach of {name}", people[coach].memberships.get().organisation),
            ("employer", f"step by {employer}", people[employer].memberships.get().organisation),
            ("candidate", f"step by {name}", None),
        ):
            clock = clocks["employer" if owner == "employer" else "candidate"]
            step = NextStep.objects.create(
                talk=clock.talks.get(),
                clock=clock,
                what="bellen",
                owner=owner,
                organisation=organisation,
                due_on=timezone.localdate(),
            )
            records[words] = (step.pk,)
    return records
