"""Reading blueprints, groups and what groups share."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Count, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from leerwerk.engine import model as generic
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Resource
from leerwerk.trajectories.rules import groups_of, resources_of, shelved_blueprints


def terms_of(version: BlueprintVersion) -> dict[str, Any]:
    """Return what a group inherits from its blueprint, as fields of ``Cohort``."""
    terms = generic.group_terms(design_of(version))
    ranks = {level.value: rank for rank, level in enumerate(generic.Cefr)}
    return {
        "min_size": terms.min_size,
        "max_size": terms.max_size,
        "fixed_cost": terms.fixed_cost,
        "cost_per_participant": terms.cost_per_participant,
        "dagdelen": sum(1 << day for day, needed in enumerate(terms.dagdelen) if needed),
        **{skill.value: Cefr(ranks[level.value]) for skill, level in terms.language.items()},
        "learnability": terms.learnability,
        "load": terms.load,
        "motivation": terms.motivation,
        "skills": list(terms.skills),
        "licence": terms.licence,
        "excluded_limits": list(terms.excluded_limits),
    }


def design_of(version: BlueprintVersion) -> generic.Blueprint:
    """Return the design of a version as the engine's value, the same object for the same design: steps ask often."""
    return _read(json.dumps(version.design))


@lru_cache(maxsize=1024)
def _read(text: str) -> generic.Blueprint:
    return generic.from_dict(json.loads(text))


def differences(old: BlueprintVersion, new: BlueprintVersion) -> tuple[generic.Change, ...]:
    """Return what differs between two versions, of one blueprint or of two."""
    return generic.difference(design_of(old), design_of(new))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A blueprint on the shelf with its latest version and what the check says of it; ``months`` from first to last."""

    blueprint: Blueprint
    version: BlueprintVersion
    design: generic.Blueprint
    months: float
    blocking: int
    warnings: int
    advice: int
    groups: int


def blueprints_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Blueprint]:
    """Return the blueprints on the shelf that fit the filters (q, level, owner): examples first, then by title."""
    newest = BlueprintVersion.objects.filter(blueprint=OuterRef("pk")).order_by("-number")
    found = shelved_blueprints(actor).alias(level=Subquery(newest.values("level")[:1])).select_related("owner")
    if q := said.get("q"):
        found = found.filter(Q(title__icontains=q) | Q(versions__sector__icontains=q)).distinct()
    if level := said.get("level"):
        found = found.filter(level=level)
    if said.get("owner") == "own":
        found = found.filter(owner__isnull=False)
    elif said.get("owner") == "example":
        found = found.filter(owner=None)
    return found.order_by(F("owner").asc(nulls_first=True), "title", "id")


def shelved(actor: Actor, blueprints: Iterable[Blueprint]) -> list[Shelved]:
    """Return these blueprints with their latest version, the check, and how many groups of the region use them."""
    listed = list(blueprints)
    latest = BlueprintVersion.objects.filter(blueprint__in=listed).order_by("blueprint_id", "-number")
    newest = {version.blueprint_id: version for version in latest.distinct("blueprint_id")}
    made = Cohort.objects.filter(region=actor.region_id, version__blueprint__in=listed).order_by()
    counted = dict(made.values_list("version__blueprint").annotate(n=Count("pk")))
    return [_shelved(b, newest[b.pk], counted.get(b.pk, 0)) for b in listed if b.pk in newest]


def _shelved(blueprint: Blueprint, version: BlueprintVersion, groups: int) -> Shelved:
    design = design_of(version)
    severities = [finding.severity for finding in generic.check(design)]
    return Shelved(
        blueprint=blueprint,
        version=version,
        design=design,
        months=generic.compare(design).total_months,
        blocking=severities.count(generic.Severity.BLOCKING),
        warnings=severities.count(generic.Severity.WARNING),
        advice=severities.count(generic.Severity.ADVICE),
        groups=groups,
    )


GROUP_ORDERS = {
    "start": ("starts_on", "id"),
    "-start": ("-starts_on", "-id"),
    "size": ("max_size", "id"),
    "-size": ("-max_size", "-id"),
    "code": ("code", "id"),
    "-code": ("-code", "-id"),
}


def groups_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Cohort]:
    """Return the actor's groups that fit the filters (q, state, level, sector, bare, sort), in the asked order."""
    found = groups_of(actor).select_related("version__blueprint", "municipality")
    if q := said.get("q"):
        found = found.filter(Q(code__icontains=q) | Q(municipality__name__icontains=q))
    for name, field in (("state", "state"), ("level", "version__level"), ("sector", "version__sector")):
        if value := said.get(name):
            found = found.filter(**{field: value})
    if said.get("bare"):
        found = found.filter(without_workplace())
    return found.order_by(*GROUP_ORDERS.get(said.get("sort") or "start", GROUP_ORDERS["start"]))


def without_workplace() -> Q:
    """Which groups have no workplace that is still offered: offers lie above this room and are reached by relation."""
    offers = Cohort._meta.get_field("offers").related_model
    return ~Q(Exists(offers._default_manager.filter(cohort=OuterRef("pk"), workplace__withdrawn_at=None)))


def sectors_of(actor: Actor) -> list[str]:
    """Return the sectors of the groups that exist for the actor."""
    return sorted(set(groups_of(actor).order_by().values_list("version__sector", flat=True)))


def group_with_everything(cohort: Cohort) -> Cohort:
    """Return a group with its blueprint, schools and shared resources: two queries."""
    return (
        Cohort.objects.select_related("version__blueprint", "municipality", "educator", "language_school", "region")
        .prefetch_related("uses__resource")
        .get(pk=cohort.pk)
    )


def offered_to(actor: Actor, cohort: Cohort) -> list[Any]:
    """Return the offers of workplaces to a group as rows with ``workplace``; an employer meets only its own.

    Workplaces lie above this room, so the way there is the relation and not the model.
    """
    offers = (
        cohort.offers.filter(workplace__withdrawn_at=None)
        .select_related("workplace__employer", "workplace__municipality")
        .order_by("workplace__title", "pk")
    )
    return list(offers.filter(workplace__employer=actor.organisation_id) if _is_employer(actor) else offers)


def _is_employer(actor: Actor) -> bool:
    return actor.function == Function.EMPLOYER


def resources_listed(actor: Actor, said: Mapping[str, Any]) -> QuerySet[Resource]:
    """Return teachers, rooms and mentors that fit the filters (q, kind).

    ``asked`` is what all groups that are an option or decided would ask together if each were full.
    """
    asking = Q(uses__cohort__state__in=(CohortState.OPTION, CohortState.DECIDED))
    full = F("uses__per_group") + F("uses__per_participant") * F("uses__cohort__max_size")
    found = resources_of(actor).select_related("organisation")
    if q := said.get("q"):
        found = found.filter(Q(name__icontains=q) | Q(code__icontains=q) | Q(organisation__name__icontains=q))
    if kind := said.get("kind"):
        found = found.filter(kind=kind)
    return found.annotate(
        asked=Coalesce(Sum(full, filter=asking, output_field=DecimalField()), Decimal(0)),
        groups=Count("uses", filter=asking),
    ).order_by(*RESOURCE_ORDERS.get(said.get("sort") or "", ("kind", "code")))


RESOURCE_ORDERS = {
    "name": ("name", "id"),
    "-name": ("-name", "-id"),
    "capacity": ("capacity", "id"),
    "-capacity": ("-capacity", "-id"),
}
