"""The facts of an agreement, gathered from the rooms that know them; workplaces and money are reached by relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast, JSONObject

from leerwerk import facts as shipped
from leerwerk.engine import agreement as engine
from leerwerk.engine import model as generic
from leerwerk.engine.agreement import Charged, CooperationFacts, Course, Draft, Duties, LearnWorkFacts, PartyFact, Work
from leerwerk.engine.pathway import Doer, Stage
from leerwerk.parties.models import Organisation
from leerwerk.trajectories.enums import AgreementKind
from leerwerk.trajectories.filled_in import Stored, group_filled, learn_work_filled
from leerwerk.trajectories.models import Agreement, Cohort, Enrolment, Participant, Party
from leerwerk.trajectories.queries.dates import group_days
from leerwerk.trajectories.queries.designs import design_of

THOUSAND = Decimal(1000)
FOR_STARTERS = ("now", "learning")  # as a task of a workplace fits; its words are placement's, a room above


class NobodyThere(LookupError):
    """The participant is not seen by who asks, so that nothing can be drawn up."""


def drawn_up(agreement: Agreement, filled: Stored) -> Draft:
    """Return the terms as they are now, and what is missing. Raises NobodyThere."""
    if agreement.kind == AgreementKind.LEARN_WORK:
        return engine.learn_work(learn_work_facts(agreement), learn_work_filled(filled))
    return engine.cooperation(cooperation_facts(agreement), group_filled(filled))


def approvers(agreement: Agreement, director: Organisation | None) -> list[PartyFact]:
    """Return who has to approve: every party once, also an organisation with two roles. Raises NobodyThere.

    ``director``: the organisation that directs the group, which is a party to what its organisations agree.
    """
    if agreement.kind == AgreementKind.LEARN_WORK:
        found = list(_parties_of_one(_with_everything(agreement)))
    else:
        found = list(_parties_of_group(_group(agreement)))
        found += [PartyFact(side=Doer.DIRECTOR, name=director.name, key=director.pk)] if director else []
    once: dict[int | None, PartyFact] = {}
    for one in found:
        once.setdefault(one.key, one)  # the participant is the one without a key
    return list(once.values())


def language_of(agreement: Agreement) -> str:
    """Return the language in which the participant is spoken to; empty for a group, and for whom is not seen."""
    found = Participant.objects.filter(enrolment__agreement=agreement).values_list("contact_language", flat=True)
    return found.first() or ""


def _roles_in(cohort: str) -> ArraySubquery:
    """Return who has a role in a group, as a column; ``cohort``: the name of its key."""
    rows = Party.objects.filter(cohort=OuterRef(cohort), until=None).order_by("pk")
    names = {"organisation": "organisation_id", "name": "organisation__name", "enrolment": "enrolment_id"}
    return ArraySubquery(rows.values(one=JSONObject(role="role", **names)))


def _charges_of(cohort: str) -> ArraySubquery:
    """Return what budgets pay of a group, as a column; money lies above this room, so the way there is the relation."""
    rows = Cohort.objects.filter(pk=OuterRef(cohort), charges__isnull=False)
    names = {"budget": "charges__budget__name", "payer": "charges__budget__payer__name"}
    amounts = {name: Cast(f"charges__{name}", CharField()) for name in ("per_group", "per_participant")}  # no floats
    told = JSONObject(place="charges__municipality__name", **names, **amounts)
    return ArraySubquery(rows.order_by("charges__budget__name", "charges__pk").values(one=told))


def _offers() -> ArraySubquery:
    there = {"offers__workplace__isnull": False, "offers__workplace__withdrawn_at": None}  # of one and the same offer
    rows = Cohort.objects.filter(pk=OuterRef("pk"), **there).order_by("offers__pk")
    told = JSONObject(employer="offers__workplace__employer__name", places="offers__workplace__places")
    return ArraySubquery(rows.values(one=told))


def _group(agreement: Agreement) -> Any:
    rows = Cohort.objects.select_related(
        "version__blueprint", "municipality", "educator", "language_school", "region"
    ).annotate(all_roles=_roles_in("pk"), all_charges=_charges_of("pk"), all_offers=_offers())
    return rows.get(pk=agreement.cohort_id)


def _with_everything(agreement: Agreement) -> Any:
    tasks = Enrolment.objects.filter(pk=OuterRef("pk"), seat__workplace__tasks__fits__in=FOR_STARTERS)
    names = tasks.order_by("seat__workplace__tasks__position").values("seat__workplace__tasks__name")
    row = (
        Enrolment.objects.select_related(
            *("cohort__version__blueprint", "cohort__municipality", "cohort__educator", "cohort__language_school"),
            *("participant__intermediary", "seat__workplace__employer", "seat__workplace__municipality"),
        )
        .annotate(
            all_roles=_roles_in("cohort_id"), all_charges=_charges_of("cohort_id"), all_tasks=ArraySubquery(names)
        )
        .filter(pk=agreement.enrolment_id or 0)  # by its own key, with which the view is asked for this one alone
        .first()
    )
    if row is None or not hasattr(row, "participant"):
        raise NobodyThere(agreement.pk)
    return row


def _of(side: Doer, *organisations: Organisation | None) -> Iterator[PartyFact]:
    for one in organisations:
        if one is not None:
            yield PartyFact(side=side, name=one.name, key=one.pk)


def _with_role(row: Any, role: str, *, whose: Iterable[int | None] | None = None) -> list[tuple[str, int]]:
    """Return the organisations with a role, in the order in which they got it; ``whose``: of these participants."""
    return [
        (one["name"], one["organisation"])
        for one in row.all_roles
        if one["role"] == role and (whose is None or one["enrolment"] in whose)
    ]


def _named(side: Doer, organisations: Iterable[tuple[str, int]]) -> Iterator[PartyFact]:
    for name, key in organisations:
        yield PartyFact(side=side, name=name, key=key)


def _parties_of_one(row: Any) -> Iterator[PartyFact]:
    yield PartyFact(side=Doer.CANDIDATE, name=str(row.participant))
    yield from _named(Doer.EMPLOYER, _with_role(row, "employer", whose=(None, row.pk)))
    yield from _of(Doer.INTERMEDIARY, row.participant.intermediary)
    yield from _of(Doer.EDUCATOR, row.cohort.educator)
    yield from _of(Doer.LANGUAGE_EDUCATOR, row.cohort.language_school)
    yield from _named(Doer.MENTOR, _with_role(row, "mentor", whose=(None, row.pk)))


def _parties_of_group(cohort: Any) -> Iterator[PartyFact]:
    going = (
        Enrolment.objects.filter(cohort=cohort).exclude(stage=Stage.LEFT).select_related("participant__intermediary")
    )
    guides = {row.participant.intermediary for row in going if hasattr(row, "participant")}
    yield from _named(Doer.EMPLOYER, sorted(set(_with_role(cohort, "employer"))))
    yield from _of(Doer.INTERMEDIARY, *_by_name(guides))
    yield from _of(Doer.EDUCATOR, cohort.educator)
    yield from _of(Doer.LANGUAGE_EDUCATOR, cohort.language_school)
    yield from _named(Doer.MENTOR, sorted(set(_with_role(cohort, "mentor"))))


def _by_name(organisations: Iterable[Organisation]) -> list[Organisation]:
    return sorted(organisations, key=lambda one: (one.name, one.pk))


def _goals(language: generic.Component | None) -> dict[generic.LanguageSkill, str]:
    if language is None:
        return {}
    levels = ((skill, language.language_goals.of(skill)) for skill in generic.LanguageSkill)
    return {skill: str(level) for skill, level in levels if level}


def _course(cohort: Cohort) -> Course:
    design = design_of(cohort.version)
    days, hours = group_days(cohort, design), design.weekly_hours
    language = design.component(generic.ComponentKind.LANGUAGE)
    coaching = design.component(generic.ComponentKind.COACHING)
    months = design.placement.contract_months
    return Course(
        title=cohort.version.blueprint.title,
        code=cohort.code,
        place=cohort.municipality.name,
        starts=days.learn_work,
        ends=days.end,
        work_hours=Decimal(str(hours.work)),
        lesson_hours=Decimal(str(hours.theory)),
        language_hours=Decimal(str(hours.language)),
        language_goals=_goals(language),
        language_months=Decimal(str(language.months if language else 0)),
        coaching_months=Decimal(str(coaching.months if coaching else 0)),
        contract_months=None if months is None else round(months),
        papers=tuple(one.title.nl for one in design.credentials),
        clear_on=tuple(map(str, design.placement.clear_on)),
        coaching=coaching is not None,
    )


def _charges(row: Any) -> tuple[Charged, ...]:
    """What budgets pay of a group."""
    return tuple(
        Charged(
            budget=f"{one['budget']} ({one['place']})" if one["place"] else one["budget"],
            payer=one["payer"] or "",
            per_group=Decimal(one["per_group"]) * THOUSAND,
            per_participant=Decimal(one["per_participant"]) * THOUSAND,
        )
        for one in row.all_charges
    )


def _work(row: Any) -> Work | None:
    if not hasattr(row, "seat"):
        return None
    place = row.seat.workplace
    return Work(
        employer=place.employer.name,
        title=place.title,
        place=place.municipality.name,
        tasks=tuple(row.all_tasks),
        shifts=place.shifts,
        floor_mentor=place.mentor_name,
    )


def minimum_wages() -> tuple[engine.MinimumWage, ...]:
    """Return the minimum wages that are shipped, as the engine compares them."""
    return tuple(
        engine.MinimumWage(scale=engine.WageScale(row.scale), since=row.since, until=row.until, per_hour=row.per_hour)
        for row in shipped.minimum_wages()
    )


def learn_work_facts(agreement: Agreement) -> LearnWorkFacts:
    """Return what is known of one participation: one query. Raises NobodyThere."""
    row = _with_everything(agreement)
    return LearnWorkFacts(
        participant=str(row.participant),
        parties=tuple(_parties_of_one(row)),
        course=_course(row.cohort),
        work=_work(row),
        budgets=_charges(row),
        minimum_wages=minimum_wages(),
    )


def _duties(cohort: Cohort) -> tuple[Duties, ...]:
    """Who does what in the whole trajectory, by role, in the order of the generic model."""
    found: dict[generic.Role, dict[generic.Duty, None]] = {}
    for component in design_of(cohort.version).components:
        for part in component.parts:
            found.setdefault(part.role, {}).update(dict.fromkeys(part.duties))
    return tuple(
        Duties(role=str(role), duties=tuple(map(str, found[role]))) for role in generic.Role if found.get(role)
    )


def cooperation_facts(agreement: Agreement) -> CooperationFacts:
    """Return what is known of a group as a whole: two queries."""
    cohort = _group(agreement)
    places: dict[str, int] = {}
    for offer in cohort.all_offers:
        places[offer["employer"]] = places.get(offer["employer"], 0) + offer["places"]
    return CooperationFacts(
        parties=tuple(_parties_of_group(cohort)),
        course=_course(cohort),
        smallest=cohort.min_size,
        largest=cohort.max_size,
        duties=_duties(cohort),
        places=tuple(sorted(places.items())),
        charges=_charges(cohort),
    )
