"""The facts of an agreement, gathered from the rooms that know them; workplaces and money are reached by relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

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


def _group(agreement: Agreement) -> Cohort:
    return Cohort.objects.select_related(
        "version__blueprint", "municipality", "educator", "language_school", "region"
    ).get(pk=agreement.cohort_id)


def _with_everything(agreement: Agreement) -> Any:
    row = (
        Enrolment.objects.select_related(
            *("cohort__version__blueprint", "cohort__municipality", "cohort__educator", "cohort__language_school"),
            *("participant__intermediary", "seat__workplace__employer", "seat__workplace__municipality"),
        )
        .filter(agreement=agreement)
        .first()
    )
    if row is None or not hasattr(row, "participant"):
        raise NobodyThere(agreement.pk)
    return row


def _of(side: Doer, *organisations: Organisation | None) -> Iterator[PartyFact]:
    for one in organisations:
        if one is not None:
            yield PartyFact(side=side, name=one.name, key=one.pk)


def _roles(cohort: Cohort, role: str) -> list[Party]:
    found = Party.objects.filter(cohort=cohort, role=role, until=None).select_related("organisation")
    return list(found.order_by("organisation__name", "organisation_id"))


def _parties_of_one(row: Any) -> Iterator[PartyFact]:
    yield PartyFact(side=Doer.CANDIDATE, name=str(row.participant))
    found = Party.objects.filter(cohort=row.cohort, until=None).select_related("organisation").order_by("id")
    mine = [role for role in found if role.enrolment_id in (None, row.pk)]
    yield from _of(Doer.EMPLOYER, *(one.organisation for one in mine if one.role == "employer"))
    yield from _of(Doer.INTERMEDIARY, row.participant.intermediary)
    yield from _of(Doer.EDUCATOR, row.cohort.educator)
    yield from _of(Doer.LANGUAGE_EDUCATOR, row.cohort.language_school)
    yield from _of(Doer.MENTOR, *(one.organisation for one in mine if one.role == "mentor"))


def _parties_of_group(cohort: Cohort) -> Iterator[PartyFact]:
    going = (
        Enrolment.objects.filter(cohort=cohort).exclude(stage=Stage.LEFT).select_related("participant__intermediary")
    )
    guides = {row.participant.intermediary for row in going if hasattr(row, "participant")}
    employers = {one.organisation for one in _roles(cohort, "employer")}
    yield from _of(Doer.EMPLOYER, *_by_name(employers))
    yield from _of(Doer.INTERMEDIARY, *_by_name(guides))
    yield from _of(Doer.EDUCATOR, cohort.educator)
    yield from _of(Doer.LANGUAGE_EDUCATOR, cohort.language_school)
    yield from _of(Doer.MENTOR, *_by_name({one.organisation for one in _roles(cohort, "mentor")}))


def _by_name(organisations: Iterable[Organisation]) -> list[Organisation]:
    return sorted(organisations, key=lambda one: (one.name, one.pk))


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
        language_goal=str(language.language_goal or "") if language else "",
        language_months=Decimal(str(language.months if language else 0)),
        coaching_months=Decimal(str(coaching.months if coaching else 0)),
        contract_months=None if months is None else round(months),
        papers=tuple(one.title.nl for one in design.credentials),
        clear_on=tuple(map(str, design.placement.clear_on)),
        coaching=coaching is not None,
    )


def _charges(cohort: Any) -> tuple[Charged, ...]:
    """What budgets pay of a group; money lies above this room, so the way there is the relation."""
    rows = cohort.charges.select_related("budget__payer", "municipality").order_by("budget__name", "pk")
    return tuple(
        Charged(
            budget=f"{row.budget.name} ({row.municipality})" if row.municipality else row.budget.name,
            payer=row.budget.payer.name if row.budget.payer else "",
            per_group=row.per_group * THOUSAND,
            per_participant=row.per_participant * THOUSAND,
        )
        for row in rows
    )


def _work(row: Any) -> Work | None:
    if not hasattr(row, "seat"):
        return None
    place = row.seat.workplace
    return Work(
        employer=place.employer.name,
        title=place.title,
        place=place.municipality.name,
        tasks=tuple(task.name for task in place.tasks.all()),
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
    """Return what is known of one participation: four queries. Raises NobodyThere."""
    row = _with_everything(agreement)
    return LearnWorkFacts(
        participant=str(row.participant),
        parties=tuple(_parties_of_one(row)),
        course=_course(row.cohort),
        work=_work(row),
        budgets=_charges(row.cohort),
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
    """Return what is known of a group as a whole."""
    cohort: Any = _group(agreement)
    places: dict[str, int] = {}
    for offer in cohort.offers.filter(workplace__withdrawn_at=None).select_related("workplace__employer"):
        employer = offer.workplace.employer.name
        places[employer] = places.get(employer, 0) + offer.workplace.places
    return CooperationFacts(
        parties=tuple(_parties_of_group(cohort)),
        course=_course(cohort),
        smallest=cohort.min_size,
        largest=cohort.max_size,
        duties=_duties(cohort),
        places=tuple(sorted(places.items())),
        charges=_charges(cohort),
    )
