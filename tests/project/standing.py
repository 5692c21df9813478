"""Everybody and everything that access is tried with: two regions, and of every kind of row some in each.

Besides the named cast there is for each of them somebody who does the same work for another organisation of the
region, and somebody who does it in Amersfoort. *Gerda* worked with Karim until yesterday and is a member of nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import to_dict
from leerwerk.funding.models import Budget, Charge
from leerwerk.notices.models import Absence, Matter, Outgoing
from leerwerk.parties.actions import invite
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Invitation, Membership, Municipality, Organisation, Person, Site
from leerwerk.placement.models import Offer, Seat, Workplace
from leerwerk.planning import actions
from leerwerk.planning.enums import Failure, RoundState
from leerwerk.planning.models import Lock, Objection, PersonProposal
from leerwerk.planning.queries.own import seal_of
from leerwerk.planning.queries.season import Season
from leerwerk.privacy.actor import SYSTEM
from leerwerk.recruitment.actions import begin_intake, invite_candidate, link_account, offer_handover
from leerwerk.recruitment.models import Candidate, CounterStatement, FileInvitation, Obstacle, WorkExperience
from leerwerk.trajectories.actions import send_link
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import Agreement, Blueprint, BlueprintVersion, Cohort, Party, Resource
from tests.cast import Cast, build_cast, candidate
from tests.enrolling import enrol
from tests.planning.season import END, START, SmallSeason, build_season, solved
from tests.project.access_rows import A_PLAN
from tests.project.standing_coaching import records_of_coaching
from tests.project.standing_lessons import records_of_lessons
from tests.project.standing_matching import records_of_matching
from tests.project.standing_money import records_of_money
from tests.project.standing_network import records_of_network
from tests.project.standing_placing import records_of_placing
from tests.project.standing_preparation import records_of_preparation
from tests.project.standing_signals import records_of_signals
from tests.project.standing_trials import records_of_trials
from tests.project.standing_wage import records_of_wage
from tests.trajectories import agreeing

type Records = dict[str, tuple[object, ...]]

UTRECHT, AMERSFOORT = "GM0344", "GM0307"
# Who is there besides the cast: their name, the organisation they work for, what and where it is, and their function.
OTHERS = (
    ("rik", "gm-utrecht", OrganisationKind.MUNICIPALITY, UTRECHT, Function.DIRECTOR),
    ("bob", "bouwers", OrganisationKind.EMPLOYER, UTRECHT, Function.EMPLOYER),
    ("lisa", "taalschool", OrganisationKind.LANGUAGE_SCHOOL, UTRECHT, Function.EDUCATOR),
    ("mia", "bruggen", OrganisationKind.CONNECTOR, UTRECHT, Function.MENTOR),
    ("vik", "bruggen", OrganisationKind.CONNECTOR, UTRECHT, Function.CONNECTOR),
    ("felix", "fonds-twee", OrganisationKind.FUND, UTRECHT, Function.FUNDER),
    ("kaat", "gm-amersfoort", OrganisationKind.MUNICIPALITY, AMERSFOORT, Function.CASEWORKER),
    ("bert", "kwekers", OrganisationKind.EMPLOYER, AMERSFOORT, Function.EMPLOYER),
    ("lena", "vakschool-a", OrganisationKind.EDUCATOR, AMERSFOORT, Function.EDUCATOR),
    ("mats", "maatjes", OrganisationKind.CONNECTOR, AMERSFOORT, Function.MENTOR),
    ("viv", "maatjes", OrganisationKind.CONNECTOR, AMERSFOORT, Function.CONNECTOR),
    ("fons", "fonds-a", OrganisationKind.FUND, AMERSFOORT, Function.FUNDER),
)
MEMBERS = ("roos", "dirk", "karim", "els", "bas", "lotte", "mo", "fleur", "vera")  # of the cast
ADMINISTRATORS = ("bob",)  # besides Roos and Els


@dataclass(frozen=True, slots=True)
class World:
    """The key of everyone's session, and by the name of a record what stands in its address."""

    sessions: dict[str, str]
    records: Records


@dataclass(frozen=True, slots=True)
class Everyone:
    """The cast and the others, by name, and the files of those who have one with the name of who guides them."""

    cast: Cast
    people: dict[str, Person]
    files: dict[str, tuple[Candidate, str]]


def build_world() -> World:
    """Write it all to the database."""
    cast = build_cast()
    people = {name: getattr(cast, name) for name in MEMBERS}
    people |= {name: _member(name, code, *facts) for name, code, *facts in OTHERS}
    people["gerda"] = _who_left(cast)
    season = build_season(cast)
    there = _season_elsewhere(cast, people)
    aziz = Candidate.objects.get(code="A-0")
    everyone = Everyone(
        cast, people, {"amal": (cast.amal, "karim"), "samuel": (cast.samuel, "els"), "aziz": (aziz, "kaat")}
    )
    for name, (file, keeper) in everyone.files.items():
        people[name] = Person.objects.create(email=f"{name}@example.org", given_name=file.given_name)
        link_account(candidate=file, person=people[name], by=cast.actor(people[keeper]))
    records: Records = {"": ()}
    records |= (
        _of_organisations(everyone) | _of_files(everyone) | _of_groups(cast, people) | records_of_money(cast, people)
    )
    records |= _of_notices(everyone)
    for whose, asked_of, director, about in (
        ("our", season, "roos", ("amal", "samuel")),
        ("their", there, "dirk", ("aziz",)),
    ):
        records |= _of_plans(everyone, whose, asked_of, director, about)
    for asked_of, director, name in ((season, "roos", "nour"), (there, "dirk", "nasir")):
        records |= _of_agreements(everyone, asked_of, director, name)
    records["amal in their plan"] = (*records["their plan"], cast.amal.pk)
    records |= {f"way for {name}": (*records[name], "equal") for name in A_PLAN}
    records["aziz in our plan"] = (*records["our plan"], aziz.pk)
    Cohort.objects.filter(code="bouw").update(state=CohortState.DECIDED)
    records |= records_of_lessons(people, {name: file for name, (file, _keeper) in everyone.files.items()})
    records |= records_of_preparation(people, records)
    records |= records_of_coaching(people, records)
    records |= records_of_signals(people, records)
    records |= records_of_network(cast, people)
    for records_of in (records_of_placing, records_of_trials, records_of_matching, records_of_wage):
        records |= records_of(people, records)
    for name in everyone.files:
        (key,) = records[f"learning of {name}"]
        records |= {f"path of {name}": (key,), f"leaving of {name}": (key, "leave")}
        records[f"advice about {name}"] = (key, "advise")
    return World(dict(_sessions(people)), records)


def _sessions(people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield "nobody", ""
    for name, person in people.items():
        browser = Client()
        browser.force_login(person)
        yield name, browser.cookies[settings.SESSION_COOKIE_NAME].value


def _member(name: str, code: str, kind: str, town: str, function: str) -> Person:
    person = Person.objects.create(email=f"{name}@example.org", given_name=name.title())
    region = Municipality.objects.get(pk=town).region
    facts = {"kind": kind, "name": f"De {code}", "region": region, "municipality_id": town}
    organisation, _made = Organisation.objects.get_or_create(code=code, defaults=facts)
    Membership.objects.create(
        person=person,
        organisation=organisation,
        function=function,
        administrator=name in ADMINISTRATORS,
        since=date(2024, 1, 1),
    )
    return person


def _who_left(cast: Cast) -> Person:
    gerda = Person.objects.create(email="gerda@example.org", given_name="Gerda")
    Membership.objects.create(
        person=gerda,
        organisation=cast.utrecht,
        function=Function.CASEWORKER,
        administrator=True,
        since=date(2024, 1, 1),
        until=timezone.localdate(),
    )
    return gerda


def _at(person: Person) -> Organisation:
    return person.memberships.get().organisation


def _season_elsewhere(cast: Cast, people: Mapping[str, Person]) -> SmallSeason:
    """One group in Amersfoort that can be filled, with all that belongs to it."""
    for n in range(4):
        candidate(f"A-{n}", "Aziz" if n == 0 else f"Ander{n}", _at(people["kaat"]))
    blueprint = Blueprint.objects.create(code="of-wc-a", title="Leerwerk van Amersfoort", owner=_at(cast.dirk))
    design = replace(EXAMPLES[0], code=blueprint.code, sector="groen")
    version = BlueprintVersion.objects.create(
        blueprint=blueprint, number=1, design=to_dict(design), sector="groen", level=design.level
    )
    group = Cohort.objects.create(
        code="ams",
        version=version,
        region=cast.elsewhere,
        municipality_id=AMERSFOORT,
        starts_on=date(2027, 2, 1),
        min_size=2,
        max_size=4,
        fixed_cost=Decimal(5),
        cost_per_participant=Decimal(2),
        dagdelen=0b0000001111,
        educator=_at(people["lena"]),
    )
    kas = _workplace("kas", people["bert"], AMERSFOORT, group)
    teacher = Resource.objects.create(
        code="nt2-a", kind="language_teacher", name="Taaldocenten", region=cast.elsewhere, capacity=Decimal(8)
    )
    budget = Budget.objects.create(
        code="regio-a", name="Regiobudget", region=cast.elsewhere, amount=Decimal(200), payer=_at(people["fons"])
    )
    Charge.objects.create(budget=budget, cohort=group, per_group=Decimal(1))
    return SmallSeason(
        cast=replace(cast, region=cast.elsewhere),
        season=Season(region_id=cast.elsewhere.pk, start=START, end=END),
        groen=group,
        bouw=group,
        zorg=group,
        workplaces=[kas],
        teacher=teacher,
        budget=budget,
    )


def _workplace(code: str, employer: Person, town: str, group: Cohort) -> Workplace:
    row = Workplace.objects.create(
        code=code,
        employer=_at(employer),
        title=f"Werkplek {code}",
        municipality_id=town,
        places=4,
        confirmed_on=date(2026, 11, 1),
    )
    Offer.objects.create(cohort=group, workplace=row)
    return row


def _of_organisations(everyone: Everyone) -> Records:
    cast, people = everyone.cast, everyone.people
    records: Records = {}
    for name, organisation, manager in (
        ("groenwerk", cast.groenwerk, "roos"),
        ("bouwers", _at(people["bob"]), "bob"),
        ("nieuwegein", cast.nieuwegein, "els"),
        ("amersfoort", _at(cast.dirk), "dirk"),
    ):
        site = Site.objects.create(organisation=organisation, name="Kwekerij", municipality_id=UTRECHT)
        secret = invite(
            organisation=organisation,
            email=f"new@{name}.example",
            function=Function.MENTOR,
            administrator=False,
            link_base="http://testserver/",
            by=cast.actor(people[manager]),
        )
        records[name] = (organisation.pk,)
        records[f"site of {name}"] = (site.pk,)
        records[f"invitation to {name}"] = (Invitation.objects.get(organisation=organisation).pk,)
        records[f"link to {name}"] = (secret,)
    for name in ("roos", "els", "bas", "bert", "dirk"):
        records[f"membership of {name}"] = (people[name].memberships.get().pk,)
    return records


def _of_files(everyone: Everyone) -> Records:
    records: Records = {"a used link": ("none",), "a used key": ("1", "none"), "a house that is not named": ("none",)}
    for name, (file, keeper) in everyone.files.items():
        by = everyone.cast.actor(everyone.people[keeper])
        invited = candidate(f"I-{name}", "Iman", _at(everyone.people[keeper]))
        secret = invite_candidate(
            candidate=invited, email=f"iman-{name}@example.org", link_base="http://testserver/", by=by
        )
        obstacle = Obstacle.objects.create(candidate=file, kind="debt", due_on=date(2027, 1, 1))
        records[name] = (file.pk,)
        records[f"obstacle of {name}"] = (obstacle.pk,)
        records[f"obstacle in the file of {name}"] = (file.pk, obstacle.pk)
        intake = begin_intake(candidate=file, held_on=date(2026, 11, 2), by=by)
        said = CounterStatement.objects.create(
            candidate=file, profile=file.profile, text="niet waar", by_candidate=True
        )
        records[f"intake of {name}"] = (file.pk, intake.pk)
        records[f"step of {name}"] = (file.pk, intake.pk, "talk")
        records[f"statement of {name}"] = (file.pk, said.pk)
        work = WorkExperience.objects.create(candidate=file, work="gardener", since=2010)
        records[f"work of {name}"] = (file.pk, work.pk)
        records[f"invitation by {keeper}"] = (FileInvitation.objects.get(candidate=invited).pk,)
        records[f"file link by {keeper}"] = (secret,)
        records[f"{name} as {keeper} opened the file"] = (file.pk, seal_of(by, file.pk))
    return records


def _of_notices(everyone: Everyone) -> Records:
    """What waits for some, who is away, letters, and files that were offered to somebody else."""
    cast, people, today = everyone.cast, everyone.people, timezone.localdate()
    records: Records = {}
    for name, function in (("karim", "caseworker"), ("bas", "employer"), ("dirk", "director")):
        house = _at(people[name])
        waits = {"kind": "trajectories.group.sign_profile", "subject_type": "trajectories.cohort", "subject_id": 1}
        owner = None if function == "director" else house
        matter = Matter.objects.create(
            **waits, region=house.region, organisation=owner, function=function, due_on=today
        )
        absence = Absence.objects.create(member=people[name].memberships.get(), since=today, until=today)
        records[f"matter of {name}"], records[f"absence of {name}"] = (matter.pk,), (absence.pk,)
    for name, kind, house, region in (
        ("els", "reminder", cast.nieuwegein, None),
        ("samuel", "candidate", cast.nieuwegein, cast.region),
        ("dirk", "reminder", _at(cast.dirk), None),
    ):
        facts = {"once": name, "kind": kind, "address": f"{name}@example.org", "language": "nl"}
        letter = Outgoing.objects.create(**facts, organisation=house, region=region, subject="x", body="x")
        records[f"letter to {name}"] = (letter.pk,)
    for whose, sender, receiver in (("amal", "karim", "els"), ("samuel", "els", "kaat")):
        handover = offer_handover(
            candidate=everyone.files[whose][0],
            municipality=Municipality.objects.get(pk=_at(people[receiver]).municipality_id),
            receiver=_at(people[receiver]),
            by=cast.actor(people[sender]),
        )
        records[f"offer to {receiver}"] = (handover.pk,)
    return records


def _of_groups(cast: Cast, people: Mapping[str, Person]) -> Records:
    """Groups: *groen* is taught by Lotte, *zorg* by Lisa, with work at Bob's; *bouw* is decided, with work at Bas'."""
    zorg = Cohort.objects.get(code="zorg")
    Cohort.objects.filter(pk=zorg.pk).update(language_school=_at(people["lisa"]))
    _workplace("hal", people["bob"], UTRECHT, zorg)
    for name in ("roos", "rik"):
        own = Blueprint.objects.create(code=f"of-{name}", title=f"Leerwerk van {name}", owner=_at(people[name]))
        design = replace(EXAMPLES[0], code=own.code)
        BlueprintVersion.objects.create(
            blueprint=own, number=1, design=to_dict(design), sector=design.sector, level=design.level
        )
    records: Records = {"an example": (Blueprint.objects.get(code="test-groen").pk,)}
    records |= {f"blueprint {row.code}": (row.pk,) for row in Blueprint.objects.exclude(owner=None)}
    records |= {row.code: (row.pk,) for row in Cohort.objects.all()}
    records |= {f"workplace {row.code}": (row.pk,) for row in Workplace.objects.all()}
    records |= {f"offer of {row.workplace.code}": (row.pk,) for row in Offer.objects.exclude(workplace__code="park")}
    return records | {f"resource {row.code}": (row.pk,) for row in Resource.objects.all()}


def _of_plans(everyone: Everyone, whose: str, season: SmallSeason, director: str, about: tuple[str, ...]) -> Records:
    """A plan, a what-if that was begun, a round without a plan, and what people said of the plan."""
    who = everyone.people[director]
    by = everyone.cast.actor(who)
    failed = season.ask(by=who)
    actions.fail_round(
        asked=failed, attempt=failed.attempt, state=RoundState.FAILED, failure=Failure.UNEXPECTED, by=SYSTEM
    )
    plan = solved(season.ask(by=who))
    draft = actions.change_something(previous=plan, by=by)
    held = {"kind": "closed", "cohort": season.zorg, "reason": "verbouwing"}
    records: Records = {
        f"{whose} plan": (plan.pk,),
        f"{whose} what-if": (draft.pk,),
        f"{whose} failed round": (failed.pk,),
        f"lock of {whose} plan": (Lock.objects.create(round=plan, **held).pk,),
        f"lock of {whose} what-if": (Lock.objects.create(round=draft, **held).pk,),
        f"group of {whose} plan": (plan.group_proposals.get(cohort=season.groen).pk,),
    }
    for name in about:
        proposal = PersonProposal.objects.get(round=plan, candidate=everyone.files[name][0])
        objection = Objection.objects.create(proposal=proposal, text="liever niet", by=everyone.people[name])
        records[f"{name} in {whose} plan"] = (plan.pk, proposal.candidate_id)
        records[f"objection of {name}"] = (objection.pk,)
    return records


def _of_agreements(everyone: Everyone, season: SmallSeason, director: str, name: str) -> Records:
    """Somebody who was selected for the first group, and an agreement of each kind that nobody has answered yet."""
    cohort, workplace = season.groen, season.workplaces[0]
    by = everyone.cast.actor(everyone.people[director])
    mentor = everyone.people["mo" if director == "roos" else "mats"]
    keeper = everyone.people["karim" if director == "roos" else "kaat"]
    file = candidate(f"W-{name}", name.title(), _at(keeper))
    everyone.people[name] = Person.objects.create(email=f"{name}@example.org", given_name=file.given_name)
    link_account(candidate=file, person=everyone.people[name], by=everyone.cast.actor(keeper))
    enrolled = enrol(file, cohort, Stage.SELECTED)
    enrolled.shown = True
    enrolled.save(update_fields=["shown"])
    Seat.objects.create(enrolment=enrolled, workplace=workplace)
    roles: dict[str, Any] = {"cohort": cohort, "since": date(2026, 11, 1)}
    Party.objects.create(enrolment=enrolled, organisation=workplace.employer, role="employer", **roles)
    Party.objects.create(organisation=_at(mentor), role="mentor", **roles)
    agreeing.describe(workplace)
    one = Agreement.objects.create(kind="learn_work", cohort=cohort, enrolment=enrolled)
    together = Agreement.objects.create(kind="cooperation", cohort=cohort)
    version = agreeing.sent(one, by)
    agreeing.sent(together, by)
    employer = version.sides.get(side="employer")
    whose = "bas" if director == "roos" else "bert"
    secret = send_link(side=employer, email="baas@example.org", link_base="http://testserver/", by=by)
    return {
        f"agreement of {name}": (one.pk,),
        f"agreement of {cohort.code}": (together.pk,),
        f"side of {whose}": (employer.pk,),
        f"side of {name}": (version.sides.get(side="candidate").pk,),
        f"link to agree of {whose}": (secret,),
    }
