"""Reading blueprints, groups and what groups share."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from leerwerk.engine import model as generic
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Blueprint, BlueprintVersion, Cohort, Resource
from leerwerk.trajectories.rules import blueprints_of, groups_of, resources_of


def terms_of(version: BlueprintVersion) -> dict[str, Any]:
    """Return what a group inherits from its blueprint, as fields of ``Cohort``."""
    terms = generic.group_terms(generic.from_dict(version.design))
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
    """Return a stored design as the engine's value."""
    return generic.from_dict(version.design)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A blueprint on the shelf with its latest version and what the check says of it."""

    blueprint: Blueprint
    version: BlueprintVersion
    design: generic.Blueprint
    blocking: int
    warnings: int
    advice: int
    groups: int


def shelf(actor: Actor) -> list[Shelved]:
    """Return the blueprints of the actor's region with their latest version: three queries."""
    blueprints = blueprints_of(actor).select_related("owner").order_by("owner__name", "title", "id")
    latest: dict[int, BlueprintVersion] = {}
    for version in BlueprintVersion.objects.filter(blueprint__in=blueprints).order_by("number"):
        latest[version.blueprint_id] = version
    made = Cohort.objects.filter(region=actor.region_id).values_list("version__blueprint").annotate(n=Count("pk"))
    counted = dict(made)
    return [_shelved(b, latest[b.pk], counted.get(b.pk, 0)) for b in blueprints if b.pk in latest]


def _shelved(blueprint: Blueprint, version: BlueprintVersion, groups: int) -> Shelved:
    design = design_of(version)
    severities = [finding.severity for finding in generic.check(design)]
    return Shelved(
        blueprint=blueprint,
        version=version,
        design=design,
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
    """Return the actor's groups that fit the filters (q, state, level, sector, sort), in the asked order."""
    found = groups_of(actor).select_related("version__blueprint", "municipality")
    if q := said.get("q"):
        found = found.filter(Q(code__icontains=q) | Q(municipality__name__icontains=q))
    for name, field in (("state", "state"), ("level", "version__level"), ("sector", "version__sector")):
        if value := said.get(name):
            found = found.filter(**{field: value})
    return found.order_by(*GROUP_ORDERS.get(said.get("sort") or "start", GROUP_ORDERS["start"]))


def sectors_of(actor: Actor) -> list[str]:
    """Return the sectors of the region's groups."""
    found = Cohort.objects.filter(region=actor.region_id).values_list("version__sector", flat=True)
    return sorted(set(found.order_by().distinct()))


def group_with_everything(cohort: Cohort) -> Cohort:
    """Return a group with its blueprint, schools, resources and the workplaces offered to it: four queries."""
    return (
        Cohort.objects.select_related("version__blueprint", "municipality", "educator", "language_school", "region")
        .prefetch_related("uses__resource", "offers__workplace__employer", "offers__workplace__municipality")
        .get(pk=cohort.pk)
    )


def resources_listed(actor: Actor) -> QuerySet[Resource]:
    """Return teachers, rooms and mentors with what all current options would ask of them once."""
    asked = Q(uses__cohort__state__in=(CohortState.OPTION, CohortState.DECIDED))
    return (
        resources_of(actor)
        .select_related("organisation")
        .annotate(
            asked=Coalesce(Sum("uses__per_group", filter=asked), Decimal(0)),
            groups=Count("uses", filter=asked),
        )
        .order_by("kind", "code")
    )
