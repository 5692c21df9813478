"""Filling an empty database with a practice region and the people to step in as."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Sum
from django.db.models.functions import Coalesce

from leerwerk.engine.planning.parsing import parse_tables
from leerwerk.engine.population import Spec, generate
from leerwerk.exchange.actions import take_in_region
from leerwerk.exchange.queries.reading import read_towns
from leerwerk.exchange.schema import REGION
from leerwerk.home.cast import CAST, Named
from leerwerk.home.practice import tell
from leerwerk.home.practice_completing import complete_a_group
from leerwerk.home.practice_group import on_stage, run_a_group
from leerwerk.home.practice_money import ask_for_money, keep_books
from leerwerk.home.practice_network import know_employers
from leerwerk.home.practice_work import go_to_work
from leerwerk.parties.accounts import address_is_proved
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Membership, Organisation, Person, Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate

GUIDE = "karim@demo.example"  # who guides the candidate of the cast


class NotEmpty(Exception):
    """There are organisations or accounts already; a practice region is for an empty database only."""


@action
def fill_practice_region(
    *, code: str, candidates: int, groups: int | None, seed: int, season_start: date, by: Actor
) -> Region:
    """Write an invented region and the cast. Raises NotEmpty when anything is there already."""
    if Organisation.objects.exists() or Person.objects.exists():
        raise NotEmpty
    region = Region.objects.get(code=code)
    spec = Spec(regions=(code,), candidates=candidates, seed=seed, season_start=season_start, groups=groups)
    invented = generate(spec)
    reading = parse_tables(REGION, {name: list(invented.rows(name)) for name in invented.tables})
    read_towns(reading)
    if reading.mistakes:
        raise ValueError(f"the invented region has mistakes: {reading.mistakes[:3]}")
    take_in_region(reading=reading, region=region, by=by, synthetic=True)
    for named in CAST:
        if named.invited or named.tries:
            continue  # there is no group yet
        _step_on_stage(named, region, since=season_start.replace(year=season_start.year - 2))
    tell(Person.objects.get(email=GUIDE), Candidate.objects.get(person__isnull=False))
    _go_some_way(region)
    record("practice_region_filled", region, by=by, candidates=candidates, seed=seed)
    return region


def _go_some_way(region: Region) -> None:
    """Let the cast run a group, and the people of the one before it have work or look for it."""
    actors, school = on_stage(CAST)
    cohort = run_a_group(CAST, actors, school)
    if cohort is not None:
        ask_for_money(cohort, actors["roos"])
        keep_books(cohort, actors)
        tries = next(one for one in CAST if one.tries)
        go_to_work(complete_a_group(cohort, tries, actors, school), actors)
    know_employers(region, actors)


def _workplace_of(kind: OrganisationKind | None, region: Region) -> Organisation:
    """Return where someone works: of the organisations of this kind, the one with most to do."""
    return (
        Organisation.objects.filter(region=region, kind=kind)
        .annotate(people=Count("candidates", distinct=True), places=Coalesce(Sum("workplaces__places", default=0), 0))
        .order_by("-people", "-places", "name")[0]
    )


def _step_on_stage(named: Named, region: Region, *, since: date) -> None:
    person = Person(email=named.email, given_name=named.given_name, family_name=named.family_name)
    person.set_unusable_password()
    if named.function is None:
        ready = Candidate.objects.filter(municipality__region=region, background__sex="f", profile__speaking__gte=2)
        guided = Membership.objects.filter(person__email=GUIDE, organisation=OuterRef("intermediary"))
        file = ready.order_by(Exists(guided).desc(), "profile__speaking", "code")[0]
        person.given_name, person.family_name = file.given_name, file.family_name
        person.save()
        address_is_proved(person)
        file.person = person
        file.save(update_fields=["person"])
        return
    person.save()
    address_is_proved(person)
    for function, kind in ((named.function, named.kind), *([named.also] if named.also else [])):
        Membership.objects.create(
            person=person,
            organisation=_workplace_of(kind, region),
            function=function,
            administrator=True,
            since=since,
        )
