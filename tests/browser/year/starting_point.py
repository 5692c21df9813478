"""What there is when the year begins: a region, its people with their accounts, fifteen intakes, and a finished plan.

The region is Noord-Limburg, which no other test uses. *Roos* directs it; *Karim* guides nine people for Venlo, *Els*
six for Horst; *Bas* has work in the green, *Jasmijn* in a warehouse; *Lotte* teaches, *Mo* mentors, *Vera* connects
for the branch, *Fleur* pays. *Amal* and *Samuel* have accounts of their own; the others are helped.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import override_settings

from leerwerk.engine import model as generic
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Organisation, Person
from leerwerk.parties.queries import actor_of
from leerwerk.placement.models import Offer, Task, Workplace
from leerwerk.planning import actions as planning
from leerwerk.planning.queries.season import Season
from leerwerk.recruitment import actions as recruitment
from leerwerk.recruitment.conversation import stamp_of, values_of
from leerwerk.recruitment.enums import Interpreter, LearnabilitySource, TalkHow
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import STEPS
from leerwerk.trajectories.actions import change_blueprint, copy_blueprint
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort
from tests.browser.doing import QUICK
from tests.browser.year.people import Making, Start
from tests.cast import candidate
from tests.planning.season import WEIGHTS, solved

VENLO, HORST = "GM0983", "GM1507"
GREEN, WAREHOUSE = "groen-venlo", "magazijn-horst"  # codes of the two groups
SIZES = {GREEN: 8, WAREHOUSE: 7}
# The plan is there. The database's own clock, which no test moves, has to be before it: by that the wall ends links.
FIRST = date(2030, 1, 7)
EMPLOYERS = {GREEN: "bas", WAREHOUSE: "jasmijn"}
BEGINS = date(2030, 3, 4)  # both groups, with their pre-track
GUIDED = {
    "karim": ("Amal", "Bilal", "Dina", "Elham", "Farid", "Genet", "Hiwot", "Idris", "Jamila"),
    "els": ("Samuel", "Kidane", "Layla", "Merhawi", "Nura", "Omar"),
}
ACCOUNTS = ("Amal", "Samuel")
IN_THE_GREEN = ("Amal", "Bilal", "Dina", "Elham", "Farid", "Kidane", "Layla", "Merhawi")
TOLD: dict[str, Any] = {
    "how": TalkHow.PLACE,
    "language": "ar",
    "interpreter": Interpreter.PHONE,
    "purpose_told": True,
    "understood": True,
    "told_alone": True,
    "alone": True,
    "school_years": 6,
    "learnability_source": LearnabilitySource.TEST,
    "own_words_nl": "Ik wil werken en beter Nederlands leren.",
}


MAKING = Making("jaar")


def _houses() -> dict[str, Organisation]:
    kind = OrganisationKind
    return {
        "roos": MAKING.house("wc", kind.WERKCENTRUM, "Werkcentrum Noord-Limburg", VENLO),
        "karim": MAKING.house("venlo", kind.MUNICIPALITY, "Gemeente Venlo", VENLO),
        "els": MAKING.house("horst", kind.MUNICIPALITY, "Gemeente Horst", HORST),
        "bas": MAKING.house("groenwerk", kind.EMPLOYER, "Groenwerk Maas", VENLO, "groen"),
        "jasmijn": MAKING.house("pakhuis", kind.EMPLOYER, "Pakhuis Horst", HORST, "logistiek"),
        "lotte": MAKING.house("school", kind.EDUCATOR, "Vakschool Peel", VENLO),
        "mo": MAKING.house("mentoren", kind.EXPERTISE_PARTNER, "Mentoren aan de Maas", VENLO),
        "vera": MAKING.house("branche", kind.CONNECTOR, "Logistiek Verbindt", HORST),
        "fleur": MAKING.house("fonds", kind.FUND, "Fonds Vooruit Limburg", VENLO),
    }


FUNCTIONS = {
    "roos": Function.DIRECTOR,
    "karim": Function.CASEWORKER,
    "els": Function.CASEWORKER,
    "bas": Function.EMPLOYER,
    "jasmijn": Function.EMPLOYER,
    "lotte": Function.EDUCATOR,
    "mo": Function.MENTOR,
    "vera": Function.CONNECTOR,
    "fleur": Function.FUNDER,
}


def _intake(row: Candidate, by: Person) -> None:
    """Hold the conversation that the profile comes from."""
    actor = actor_of(by)
    intake = recruitment.begin_intake(candidate=row, held_on=date(2029, 12, 8), by=actor)
    for step in STEPS:
        before = values_of(intake, step)
        values = before | {name: value for name, value in TOLD.items() if name in step.fields}
        intake = recruitment.save_step(intake=intake, step=step, values=values, seen=stamp(before), by=actor)
    recruitment.finish_intake(intake=intake, seen=stamp_of(intake), by=actor)


def _candidates(houses: dict[str, Organisation], people: dict[str, Person]) -> None:
    for guide, names in GUIDED.items():
        for number, name in enumerate(names, 1):
            wish = "groen" if name in IN_THE_GREEN else "logistiek"
            stated = {"stated_on": date(2029, 12, 1), "ready_on": date(2030, 1, 7), "sectors": [wish]}
            row = candidate(f"{guide.upper()}-{number:02}", name, houses[guide], **stated)
            Candidate.objects.filter(pk=row.pk).update(contact_language="ar")
            row.refresh_from_db()
            if name in ACCOUNTS:
                people[name.lower()] = MAKING.person(name)
                recruitment.link_account(candidate=row, person=people[name.lower()], by=actor_of(people[guide]))
            _intake(row, people[guide])


def _a_line_of_nine_months(roos: Person) -> BlueprintVersion:
    """*Werk en Taal* lasts longer than a year: Roos' own copy of it prepares for three months and works for six."""
    by = actor_of(roos)
    example = Blueprint.objects.get(code="werk-en-taal").versions.all()[0]
    own = copy_blueprint(version=example, title="Werk en Taal in het magazijn", by=by)
    design = generic.from_dict(own.versions.all()[0].design)
    months = {generic.ComponentKind.PRE_TRACK: 3, generic.ComponentKind.LEARN_WORK: 6}
    parts = tuple(replace(one, months=months.get(one.kind, one.months)) for one in design.components)
    return change_blueprint(
        blueprint=own, based_on=1, design=replace(design, components=parts), note="In een jaar.", by=by
    )


def _group(code: str, version: BlueprintVersion, town: str, houses: dict[str, Organisation], employer: str) -> Cohort:
    size = SIZES[code]
    cohort = Cohort.objects.create(
        code=code,
        version=version,
        region=houses["roos"].region,
        municipality_id=town,
        educator=houses["lotte"],
        language_school=houses["lotte"],
        starts_on=BEGINS,
        min_size=6,
        max_size=size,
        fixed_cost=Decimal(20),
        cost_per_participant=Decimal(5),
        dagdelen=0b0000001111,
        speaking=2,
        motivation=3,
    )
    work = Workplace.objects.create(
        code=f"jaar-{employer}",
        employer=houses[employer],
        title="Tuinen en parken" if employer == "bas" else "Bestellingen verzamelen",
        municipality_id=town,
        places=size,
        mentor_name="Joke Bos",
        confirmed_on=date(2029, 12, 15),
    )
    for position, name in enumerate(("Klaarzetten", "Uitvoeren", "Opruimen"), 1):
        Task.objects.create(workplace=work, position=position, name=name)
    Offer.objects.create(cohort=cohort, workplace=work)
    return cohort


def the_start() -> Start:
    """Write it to the database, by the ordinary actions where there are any."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        houses = _houses()
        people = {name: MAKING.member(name.title(), houses[name], function) for name, function in FUNCTIONS.items()}
        _candidates(houses, people)
    green = Blueprint.objects.get(code="groen-inclusief").versions.all()[0]
    groups = {
        GREEN: _group(GREEN, green, VENLO, houses, "bas"),
        WAREHOUSE: _group(WAREHOUSE, _a_line_of_nine_months(people["roos"]), HORST, houses, "jasmijn"),
    }
    region = houses["roos"].region
    budget = Budget.objects.create(
        code="jaar-budget", name="Jaarbudget", region=region, amount=Decimal(300), payer=houses["fleur"]
    )
    for cohort in groups.values():
        Charge.objects.create(budget=budget, cohort=cohort, per_group=Decimal(10), per_participant=Decimal(2))
    asked = planning.plan_season(
        region=region,
        name="Het jaar 2030",
        season=Season(region_id=region.pk, start=date(2030, 1, 1), end=date(2030, 12, 31)),
        weights=WEIGHTS,
        previous=None,
        ticket=uuid4(),
        by=actor_of(people["roos"]),
    )
    return Start(people=people, houses=houses, round=solved(asked), groups=groups)
