"""Three people who learn and work in Zeeland on the day on which they complete: *Amal*, *Bilal* and *Dina*.

*Roos* directs; *Karim* guides all three for Goes; *Bas* lets them learn at his nursery; *Jasmijn* and *Joris* have work
in the green too; *Lotte* teaches, *Mo* accompanies.
"""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.test import override_settings

from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Organisation, Person
from leerwerk.parties.queries import actor_of
from leerwerk.placement.models import Seat, Task, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment import actions as recruitment
from leerwerk.trajectories.actions.agreement_matters import agree_about
from leerwerk.trajectories.actions.following import await_everybody
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Blueprint, Cohort, Enrolment, Party
from tests.browser.doing import QUICK
from tests.browser.year.people import Making, Start
from tests.cast import candidate
from tests.enrolling import enrol
from tests.trajectories import agreeing

MAKING = Making("duur")
GOES, MIDDELBURG = "GM0664", "GM0687"
FIRST = date(2027, 1, 4)  # a Monday; the database's own clock, which no test moves, has to be before it
GROUP = "groen-goes"
NAMES = ("Amal", "Bilal", "Dina")
BEGAN = datetime.combine(date(2026, 9, 7), time(9), tzinfo=ZoneInfo("Europe/Amsterdam"))
FUNCTIONS = {
    "roos": Function.DIRECTOR,
    "karim": Function.CASEWORKER,
    "bas": Function.EMPLOYER,
    "jasmijn": Function.EMPLOYER,
    "joris": Function.EMPLOYER,
    "lotte": Function.EDUCATOR,
    "mo": Function.MENTOR,
}


def _houses() -> dict[str, Organisation]:
    kind = OrganisationKind
    return {
        "roos": MAKING.house("wc", kind.WERKCENTRUM, "Werkcentrum Zeeland", MIDDELBURG),
        "karim": MAKING.house("goes", kind.MUNICIPALITY, "Gemeente Goes", GOES),
        "bas": MAKING.house("kwekerij", kind.EMPLOYER, "Kwekerij Walcheren", MIDDELBURG, "groen"),
        "jasmijn": MAKING.house("hovenier", kind.EMPLOYER, "Hoveniers Goes", GOES, "groen"),
        "joris": MAKING.house("parken", kind.EMPLOYER, "Parken van Zeeland", GOES, "groen"),
        "lotte": MAKING.house("school", kind.EDUCATOR, "Vakschool Zeeland", GOES),
        "mo": MAKING.house("mentoren", kind.EXPERTISE_PARTNER, "Mentoren aan Zee", GOES),
    }


def _group(houses: dict[str, Organisation]) -> Cohort:
    cohort = Cohort.objects.create(
        code=GROUP,
        version=Blueprint.objects.get(code="groen-inclusief").versions.all()[0],
        region=houses["roos"].region,
        municipality_id=GOES,
        educator=houses["lotte"],
        language_school=houses["lotte"],
        starts_on=BEGAN.date(),
        min_size=3,
        max_size=3,
        fixed_cost=Decimal(20),
        cost_per_participant=Decimal(5),
        dagdelen=0b0000001111,
        state=CohortState.RUNNING,
    )
    fund = MAKING.house("fonds", OrganisationKind.FUND, "Fonds Vooruit Zeeland", MIDDELBURG)
    budget = Budget.objects.create(
        code="duur-budget", name="Budget", region=cohort.region, amount=Decimal(100), payer=fund
    )
    Charge.objects.create(budget=budget, cohort=cohort, per_group=Decimal(10), per_participant=Decimal(2))
    return cohort


def _work_elsewhere(house: Organisation) -> None:
    """Joris has a place in the park for somebody who starts."""
    park = Workplace.objects.create(
        code="duur-park",
        employer=house,
        title="Werk in het park",
        municipality_id=GOES,
        places=1,
        mentor_name="Jan Vis",
        confirmed_on=date(2026, 12, 15),
    )
    for position, (name, fits) in enumerate((("Snoeien", "now"), ("Bezoekers helpen", "learning")), 1):
        Task.objects.create(workplace=park, position=position, name=name, fits=fits)


def _learn(cohort: Cohort, houses: dict[str, Organisation], people: dict[str, Person]) -> None:
    """Let all three be where they learn, with who is around them."""
    work = Workplace.objects.create(
        code="duur-kas",
        employer=houses["bas"],
        title="Werk in de kas",
        municipality_id=MIDDELBURG,
        places=3,
        mentor_name="Joke Bos",
        confirmed_on=date(2026, 12, 15),
    )
    for position, name in enumerate(("Planten verzorgen", "Oogsten", "Opruimen"), 1):
        Task.objects.create(workplace=work, position=position, name=name)
    Party.objects.create(cohort=cohort, organisation=houses["mo"], role="mentor", since=BEGAN.date())
    for number, name in enumerate(NAMES, 1):
        row = candidate(f"GOES-{number:02}", name, houses["karim"])
        people[name.lower()] = MAKING.person(name)
        recruitment.link_account(candidate=row, person=people[name.lower()], by=actor_of(people["karim"]))
        enrolment = enrol(row, cohort, Stage.LEARN_WORK, BEGAN)
        enrolment.shown = True
        enrolment.save(update_fields=["shown"])
        Seat.objects.create(enrolment=enrolment, workplace=work)
        Party.objects.create(
            cohort=cohort, enrolment=enrolment, organisation=houses["bas"], role="employer", since=BEGAN.date()
        )


@action
def _everything_waits(*, cohort: Cohort, by: Actor) -> None:
    """What is open about a group and everybody in it."""
    await_everybody(cohort)
    for enrolment in Enrolment.objects.filter(cohort=cohort):
        agree_about(enrolment)
    record("group_decided", cohort, by=by)


def the_start() -> Start:
    """Write it to the database."""
    with override_settings(PASSWORD_HASHERS=QUICK), transaction.atomic():
        houses = _houses()
        people = {name: MAKING.member(name.title(), houses[name], function) for name, function in FUNCTIONS.items()}
        cohort = _group(houses)
        _learn(cohort, houses, people)
        _work_elsewhere(houses["joris"])
    by = {name: actor_of(person) for name, person in people.items()}
    _everything_waits(cohort=cohort, by=by["roos"])
    for name in NAMES:
        agreement = agreeing.of(Enrolment.objects.get(candidate__given_name=name, cohort=cohort))
        agreeing.sent(agreement, by["roos"])
        for side in (name.lower(), "karim", "bas", "lotte", "mo"):
            agreeing.say(agreement, by[side])
    return Start(people=people, houses=houses, groups={GROUP: cohort})
