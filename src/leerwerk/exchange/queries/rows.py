"""The region as rows of its workbook, to take out what is in leerwerk."""

from collections.abc import Iterable, Mapping

from leerwerk.engine.planning.contract import CEFR, EDUCATION
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate, WorkExperience
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse

LANGUAGE = ("listening", "reading", "speaking", "writing")
SCALES = ("learnability", "load", "motivation")

type Rows = Iterable[Mapping[str, object]]


def region_rows(actor: Actor) -> dict[str, Rows]:
    """Return the tables of the region's workbook that this actor may see and hand in again."""
    candidates = candidates_of(actor).exclude(profile=None).select_related("profile", "intermediary")
    work = WorkExperience.objects.filter(candidate__in=candidates_of(actor).exclude(profile=None))
    work = work.select_related("candidate").order_by("candidate__code", "since", "work")
    if actor.function == Function.CASEWORKER:
        return {
            "candidates": (_candidate(one) | _contact(one) for one in candidates),
            "work_history": map(_work, work),
        }
    organisations = Organisation.objects.filter(region=actor.region_id)
    groups = Cohort.objects.filter(region=actor.region_id)
    return {
        "organisations": map(_organisation, organisations.exclude(kind=OrganisationKind.EMPLOYER)),
        "employers": map(_employer, organisations.filter(kind=OrganisationKind.EMPLOYER)),
        "candidates": map(_candidate, candidates),
        "work_history": map(_work, work),
        "groups": map(group_row, groups.select_related("version__blueprint", "educator", "language_school")),
        "workplaces": map(
            _workplace,
            Workplace.objects.filter(employer__region=actor.region_id, withdrawn_at=None)
            .select_related("employer")
            .prefetch_related("tasks"),
        ),
        "offers": map(
            _offer,
            Offer.objects.filter(cohort__in=groups, workplace__withdrawn_at=None).select_related("cohort", "workplace"),
        ),
        "resources": map(_resource, Resource.objects.filter(region=actor.region_id).select_related("organisation")),
        "uses": map(_use, ResourceUse.objects.filter(cohort__in=groups).select_related("cohort", "resource")),
        "budgets": map(_budget, Budget.objects.filter(region=actor.region_id).select_related("payer")),
        "charges": map(_charge, Charge.objects.filter(cohort__in=groups).select_related("budget", "cohort")),
    }


def _organisation(row: Organisation) -> Mapping[str, object]:
    return {"organisation": row.code, "kind": row.kind, "name": row.name, "municipality": row.municipality_id}


def _employer(row: Organisation) -> Mapping[str, object]:
    return {"employer": row.code, "name": row.name, "municipality": row.municipality_id, "sector": row.sector}


def _contact(candidate: Candidate) -> dict[str, object]:
    """How to reach somebody: only whoever guides them needs to."""
    return {"email": candidate.email, "phone": candidate.phone}


def _candidate(candidate: Candidate) -> dict[str, object]:
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
        "contact_language": candidate.contact_language,
        "route": candidate.route,
    }


def _work(row: WorkExperience) -> Mapping[str, object]:
    return {
        "candidate": row.candidate.code,
        **{name: getattr(row, name) for name in ("work", "occupation", "since", "until")},
    }


def group_row(group: Cohort) -> Mapping[str, object]:
    """Return a group as a row of its sheet."""
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


def _offer(offer: Offer) -> Mapping[str, object]:
    return {"group": offer.cohort.code, "workplace": offer.workplace.code}


def _resource(resource: Resource) -> Mapping[str, object]:
    return {
        **{name: getattr(resource, name) for name in ("capacity", "kind", "name")},
        "resource": resource.code,
        "organisation": resource.organisation.code if resource.organisation else "",
    }


def _use(use: ResourceUse) -> Mapping[str, object]:
    return {
        "group": use.cohort.code,
        "resource": use.resource.code,
        "per_group": use.per_group,
        "per_participant": use.per_participant,
    }


def _budget(budget: Budget) -> Mapping[str, object]:
    return {
        **{name: getattr(budget, name) for name in ("amount", "name", "source", "valid_from", "valid_until")},
        "budget": budget.code,
        "payer": budget.payer.code if budget.payer else "",
    }


def _charge(charge: Charge) -> Mapping[str, object]:
    return {
        "budget": charge.budget.code,
        "group": charge.cohort.code,
        "municipality": charge.municipality_id or "*",
        "per_participant": charge.per_participant,
        "per_group": charge.per_group,
    }
