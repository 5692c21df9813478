"""The region as rows of its workbook, to take out what is in leerwerk."""

from collections.abc import Iterable, Mapping

from leerwerk.engine.planning.contract import CEFR, EDUCATION
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse

LANGUAGE = ("listening", "reading", "speaking", "writing")
SCALES = ("learnability", "load", "motivation")

type Rows = Iterable[Mapping[str, object]]


def region_rows(actor: Actor) -> dict[str, Rows]:
    """Return every table of the region's workbook as far as this actor may see it."""
    organisations = Organisation.objects.filter(region=actor.region_id)
    groups = Cohort.objects.filter(region=actor.region_id)
    return {
        "organisations": (
            {"organisation": o.code, "kind": o.kind, "name": o.name, "municipality": o.municipality_id}
            for o in organisations.exclude(kind=OrganisationKind.EMPLOYER)
        ),
        "employers": (
            {"employer": o.code, "name": o.name, "municipality": o.municipality_id, "sector": o.sector}
            for o in organisations.filter(kind=OrganisationKind.EMPLOYER)
        ),
        "candidates": map(
            _candidate, candidates_of(actor).exclude(profile=None).select_related("profile", "intermediary")
        ),
        "groups": map(_group, groups.select_related("version__blueprint", "educator", "language_school")),
        "workplaces": map(
            _workplace,
            Workplace.objects.filter(employer__region=actor.region_id, withdrawn_at=None)
            .select_related("employer")
            .prefetch_related("tasks"),
        ),
        "offers": (
            {"group": group, "workplace": workplace}
            for group, workplace in Offer.objects.filter(cohort__in=groups).values_list(
                "cohort__code", "workplace__code"
            )
        ),
        "resources": (
            {
                "resource": r.code,
                "capacity": r.capacity,
                "kind": r.kind,
                "name": r.name,
                "organisation": r.organisation.code if r.organisation else "",
            }
            for r in Resource.objects.filter(region=actor.region_id).select_related("organisation")
        ),
        "uses": (
            {
                "group": u.cohort.code,
                "resource": u.resource.code,
                "per_group": u.per_group,
                "per_participant": u.per_participant,
            }
            for u in ResourceUse.objects.filter(cohort__in=groups).select_related("cohort", "resource")
        ),
        "budgets": (
            {
                "budget": b.code,
                "amount": b.amount,
                "name": b.name,
                "payer": b.payer.code if b.payer else "",
                "source": b.source,
                "valid_from": b.valid_from,
                "valid_until": b.valid_until,
            }
            for b in Budget.objects.filter(region=actor.region_id).select_related("payer")
        ),
        "charges": (
            {
                "budget": c.budget.code,
                "group": c.cohort.code,
                "municipality": c.municipality_id or "*",
                "per_participant": c.per_participant,
                "per_group": c.per_group,
            }
            for c in Charge.objects.filter(cohort__in=groups).select_related("budget", "cohort")
        ),
    }


def _candidate(candidate: Candidate) -> Mapping[str, object]:
    profile = candidate.profile
    if profile is None:
        raise ValueError("a candidate without a profile cannot be planned")
    return {
        "candidate": candidate.code,
        "municipality": candidate.municipality_id,
        **{skill: CEFR[getattr(profile, skill)] for skill in LANGUAGE},
        **{scale: getattr(profile, scale) for scale in SCALES},
        "available": profile.available,
        "max_travel": profile.max_travel,
        "ready": profile.ready_on,
        "sectors": profile.sectors,
        "skills": profile.skills,
        "licence": profile.licence,
        "education": EDUCATION[profile.education],
        "limits": profile.limits,
        "given_name": candidate.given_name,
        "family_name": candidate.family_name,
        "native_name": candidate.native_name,
        "intermediary": candidate.intermediary.code,
        "email": candidate.email,
        "phone": candidate.phone,
        "contact_language": candidate.contact_language,
        "route": candidate.route,
    }


def _group(group: Cohort) -> Mapping[str, object]:
    return {
        "group": group.code,
        "blueprint": group.version.blueprint.code,
        "sector": group.version.sector,
        "level": group.version.level,
        "municipality": group.municipality_id,
        "start": group.starts_on,
        **{name: getattr(group, name) for name in ("min_size", "max_size", "fixed_cost", "cost_per_participant")},
        "dagdelen": group.dagdelen,
        **{skill: CEFR[getattr(group, skill)] for skill in LANGUAGE},
        **{scale: getattr(group, scale) for scale in SCALES},
        "skills": group.skills,
        "licence": group.licence,
        "excluded_limits": group.excluded_limits,
        "educator": group.educator.code if group.educator else "",
        "language_school": group.language_school.code if group.language_school else "",
    }


def _workplace(workplace: Workplace) -> Mapping[str, object]:
    names = ("places", "skills", "licence", "excluded_limits", "title", "sector", "shifts", "demands", "recognised")
    return {
        "workplace": workplace.code,
        "employer": workplace.employer.code,
        "municipality": workplace.municipality_id,
        **{name: getattr(workplace, name) for name in names},
        "mentor_name": workplace.mentor_name,
        "tasks": [task.name for task in workplace.tasks.all()],
    }
