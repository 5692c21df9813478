"""Reading placements: their facts as the engine reads them, what they lack, and what is known before that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from leerwerk.engine import placing
from leerwerk.engine.agreement import Code, PayUnit, WageScale
from leerwerk.engine.placing import ContractType, FirstStep, GrowthKind, Lack, PayPer, PlacementFacts
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import (
    Confirmation,
    OnboardingStep,
    Placement,
    PlacementChange,
    PlacementTerms,
    Seat,
    Trial,
    Workplace,
)
from leerwerk.placement.placing_enums import PlacementState
from leerwerk.placement.task_enums import FOR_STARTERS
from leerwerk.trajectories.models import AgreementPart, Enrolment, Party
from leerwerk.trajectories.queries.drawing_up import minimum_wages

norms = cache(placing.stated_norms)


def with_everything(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Return placements with employer and terms, and ``all_steps``, ``all_changes``, ``all_said``: no query more.

    Terms and changes are there for whom the wall shows them.
    """
    of = {"placement": OuterRef("pk")}
    return rows.select_related("employer", "terms").annotate(
        all_steps=ArraySubquery(
            OnboardingStep.objects.filter(**of).order_by("position").values(one=JSONObject(what="what", day="day"))
        ),
        all_changes=ArraySubquery(
            PlacementChange.objects.filter(**of)
            .order_by("since", "pk")
            .values(one=JSONObject(kind="kind", since="since", reason="reason", values="values"))
        ),
        all_said=ArraySubquery(
            Confirmation.objects.filter(**of)
            .order_by("day", "pk")
            .values(one=JSONObject(key="pk", day="day", said="said", by_as="by_as", organisation="organisation_id"))
        ),
    )


def of_enrolment(enrolment: Enrolment) -> list[Any]:
    """Return the placements of one path that the asker may meet, first to last: one query."""
    return list(with_everything(Placement.objects.filter(enrolment=enrolment.pk).order_by("begins", "pk")))


def terms_of(row: Placement) -> PlacementTerms | None:
    """Return pay and contract; None for whom the wall hides them, and before there are any."""
    return getattr(row, "terms", None)


def steps_of(row: Any) -> tuple[FirstStep, ...]:
    """Return the plan for the first weeks, of a placement ``with_everything``."""
    return tuple(
        FirstStep(what=one["what"], day=date.fromisoformat(one["day"]) if one["day"] else None) for one in row.all_steps
    )


def facts_of(row: Any) -> PlacementFacts:
    """Return a placement ``with_everything`` as the engine reads it: the facts with which it began."""
    terms = terms_of(row) or PlacementTerms()
    return PlacementFacts(
        employer=row.employer.name if row.employer else "",
        workplace=row.workplace,
        tasks=tuple(row.tasks),
        hours=row.hours,
        pay=terms.pay,
        pay_per=PayPer(terms.pay_per) if terms.pay_per else None,
        wage_scale=WageScale(terms.wage_scale),
        contract=ContractType(terms.contract) if terms.contract else None,
        agreed_on=terms.agreed_on,
        begins=row.begins,
        ends=terms.ends,
        no_end=terms.no_end,
        earlier_months=terms.earlier_months,
        probation_months=terms.probation_months,
        growth_kinds=frozenset(map(GrowthKind, terms.growth_kinds)),
        growth_months=terms.growth_months,
        growth=terms.growth,
        onboarding=steps_of(row),
        buddy=row.buddy,
        coach=row.coach,
        collective_agreement=terms.collective_agreement,
    )


def changed(facts: PlacementFacts, values: Mapping[str, Any]) -> PlacementFacts:
    """Return facts with what a change says instead; values are texts, as a change keeps them."""
    new: dict[str, Any] = {}
    for name, value in values.items():
        match name:
            case "hours" | "pay":
                new[name] = Decimal(value)
            case "pay_per":
                new[name] = PayPer(value)
            case "contract":
                new[name] = ContractType(value)
            case "ends":
                new[name] = date.fromisoformat(value) if value else None
            case "no_end":
                new[name] = bool(value)
            case "tasks":
                new[name] = tuple(value)
    return replace(facts, **new)


def facts_on(row: Any, day: date) -> PlacementFacts:
    """Return the facts as they are on a day: those with which it began, and every change since."""
    facts = facts_of(row)
    for one in row.all_changes:
        if date.fromisoformat(one["since"]) <= day:
            facts = changed(facts, one["values"])
    return facts


def lacks_of(facts: PlacementFacts, today: date) -> tuple[Lack, ...]:
    """Return what is missing or unlawful, with the norms and amounts that are shipped."""
    return placing.lacking(facts, norms(), minimum_wages(), today=today)


def cautions_of(facts: PlacementFacts, today: date) -> tuple[placing.Caution, ...]:
    """Return what people should look at."""
    return placing.cautions(facts, minimum_wages(), today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What stands in a form that nobody filled in yet: the employer's key, and the facts that are known already."""

    employer: int | None
    facts: PlacementFacts


def known_before(enrolment: Enrolment) -> Proposed:
    """Return what the workplace and the binding agreement of learn-and-work say already, so that nobody types it twice.

    Three queries; the asker reads of the agreement what concerns them.
    """
    seat = Seat.objects.filter(enrolment=enrolment).select_related("workplace__employer", "workplace__municipality")
    sat = seat.prefetch_related("workplace__tasks").first()
    said = _agreed(enrolment)
    hours, growth = said.get(Code.HOURS, {}), said.get(Code.GROWTH, {})
    pay, pay_per = _pay(said)
    facts = PlacementFacts(
        workplace=f"{sat.workplace.title}, {sat.workplace.municipality}" if sat else "",
        tasks=tuple(one.name for one in sat.workplace.tasks.all()) if sat else (),
        hours=Decimal(hours["work"]) if "work" in hours else None,
        pay=pay,
        pay_per=pay_per,
        growth_months=growth.get("months"),
        growth=growth.get("plan", ""),
        buddy=said.get(Code.FLOOR_MENTOR, {}).get("name", sat.workplace.mentor_name if sat else ""),
        coach=said.get(Code.COACH, {}).get("name", "")[:120],
    )
    return Proposed(employer=sat.workplace.employer_id if sat else None, facts=facts)


def chosen_workplace(enrolment: Enrolment, key: str) -> Workplace | None:
    """Return the workplace that a link names for somebody, among those of employers of the group's region."""
    if not key.isdecimal() or len(key) > 9:
        return None
    rows = Workplace.objects.filter(employer__region=enrolment.cohort.region_id, withdrawn_at=None)
    return rows.select_related("municipality").prefetch_related("tasks").filter(pk=int(key)).first()


def what_is_done_at(workplace: Workplace) -> dict[str, Any]:
    """Return where a workplace is and what a starter does there, as facts of work."""
    return {
        "workplace": f"{workplace.title}, {workplace.municipality}",
        "tasks": tuple(one.name for one in workplace.tasks.all() if one.fits in FOR_STARTERS),
    }


def work_at(known: Proposed, workplace: Workplace | None) -> Proposed:
    """Return what is known with another workplace in it; of the one before only what goes along with the person."""
    if workplace is None:
        return known
    facts = PlacementFacts(coach=known.facts.coach, hours=known.facts.hours, **what_is_done_at(workplace))
    return Proposed(employer=workplace.employer_id, facts=facts)


def _pay(said: Mapping[str, Mapping[str, Any]]) -> tuple[Decimal | None, PayPer | None]:
    for code, per in ((Code.PAY_HOUR, PayUnit.HOUR), (Code.PAY_MONTH, PayUnit.MONTH)):
        if code in said:
            return Decimal(said[code]["amount"]), PayPer(per)
    return None, None


def _agreed(enrolment: Enrolment) -> dict[str, dict[str, Any]]:
    """Return the values of the clauses of the newest binding version, by code."""
    parts = AgreementPart.objects.filter(
        version__agreement__enrolment=enrolment, version__bound_at__isnull=False
    ).order_by("version__number")
    return {clause["code"]: dict(clause.get("values", {})) for one in parts for clause in one.clauses}


def employer_who_taught(enrolment: Enrolment) -> set[int]:
    """Return with which employers somebody learned and worked: all but whom they were placed with, or tried, since."""
    placed = Placement.objects.filter(enrolment=enrolment).exclude(state=PlacementState.DRAFT)
    since = placed.filter(where_learned=False).values("employer")
    tried = Trial.objects.filter(enrolment=enrolment, version__gt=0, where_learned=False).values("employer")
    roles = Party.objects.filter(enrolment=enrolment, role="employer")
    roles = roles.exclude(organisation__in=since).exclude(organisation__in=tried)
    return set(roles.values_list("organisation", flat=True))


def employers(region: int, also: int | None) -> QuerySet[Organisation]:
    """Return whom a guide may choose as employer: those of the region, and the one that is known already."""
    found = Organisation.objects.filter(region=region, kind="employer")
    return (found | Organisation.objects.filter(pk=also)).distinct() if also else found
