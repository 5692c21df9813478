"""Finding work elsewhere in the practice region: introductions that wait, one that is planned, and who fits where."""

from collections.abc import Mapping
from datetime import time, timedelta
from uuid import uuid4

from django.utils import timezone

from leerwerk.matching.actions import introductions as actions
from leerwerk.matching.actions.introductions import EmployerSays, PersonSays
from leerwerk.matching.actions.meeting import Meeting, plan_meeting
from leerwerk.matching.actions.rounds import ask_match
from leerwerk.matching.enums import Shown
from leerwerk.matching.models import Introduction
from leerwerk.matching.queries.fitting import looking, shortlist_of_person
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment

ASKED = 3  # employers besides Bas
YES = PersonSays(
    yes=True,
    shows=(str(Shown.NAME), str(Shown.LANGUAGE), str(Shown.TIMES)),
    words="Ik wil graag laten zien wat ik kan.",
)


def look_for_work(enrolment: Enrolment, speaks: Actor, actors: Mapping[str, Actor]) -> None:
    """Let somebody be asked about what fits best and about Bas'; they want to meet Bas and one other, and Bas them."""
    today, bas = timezone.localdate(), actors["bas"].organisation
    row = looking(Enrolment.objects.filter(pk=enrolment.pk)).get()
    fitting = [one.workplace for one in shortlist_of_person(row, [], today) if one.fit.possible]
    mine = [one for one in fitting if one.employer_id == bas][:1]
    others = [one for one in fitting if one.employer_id != bas][:ASKED]
    if mine or others:
        keys = [one.pk for one in (*mine, *others)]
        actions.introduce(enrolment=enrolment, workplaces=keys, by=actors["karim"])
    for one in (*mine, *others[:1]):
        introduction = Introduction.objects.get(enrolment=enrolment, workplace=one)
        actions.answer_as_person(introduction=introduction, said=YES, by=speaks)
        if one.employer_id == bas:
            said = EmployerSays(yes=True, first=True)
            actions.answer_as_employer(introduction=introduction, said=said, by=actors["bas"])
            soon = Meeting(
                day=today + timedelta(days=3), at=time(10), where=f"{one.title}, bij de ingang", goes_along="Mo"
            )
            plan_meeting(introduction=introduction, meeting=soon, by=actors["karim"])
    region = Region.objects.get(pk=enrolment.cohort.region_id)
    ask_match(region=region, ticket=uuid4(), by=actors["roos"])  # the worker works it out
