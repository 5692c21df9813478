"""The region as rows of its workbook, to take out what is in leerwerk."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from leerwerk.engine.planning.contract import CEFR, EDUCATION
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import Offer, Workplace
from leerwerk.placement.task_enums import FOR_STARTERS
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Background, Candidate, Profile, WorkExperience
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.models import Cohort, Resource, ResourceUse

LANGUAGE = ("listening", "reading", "speaking", "writing")
SCALES = ("learnability", "load", "motivation")

type Rows = Iterable[Mapping[str, object]]


class Sheet(NamedTuple):
    """What a sheet is about: the rows of the database that an actor may hand in, and how one reads in a workbook."""

    kept: QuerySet[Any]
    row: Callable[[Any], Mapping[str, object]]


def sheets_of(actor: Actor) -> dict[str, Sheet]:
    """Return the sheets that this actor hands in: a caseworker only those of the candidates."""
    candidates = Sheet(candidates_of(actor).select_related("profile", "intermediary"), _candidate)
    done = WorkExperience.objects.filter(candidate__in=candidates_of(actor)).select_related("candidate")
    work = Sheet(done.order_by("candidate__code", "since", "work"), _work)
    if actor.function == Function.CASEWORKER:
        return {
            "candidates": candidates._replace(row=lambda one: _candidate(one) | contact(one)),
            "work_history": work,
        }
    organisations = Organisation.objects.filter(region=actor.region_id)
    groups = Cohort.objects.filter(region=actor.region_id)
    workplaces = Workplace.objects.filter(employer__region=actor.region_id, withdrawn_at=None)
    offers = Offer.objects.filter(cohort__in=groups, workplace__withdrawn_at=None)
    resources = Resource.objects.filter(region=actor.region_id)
    uses, charges = ResourceUse.objects.filter(cohort__in=groups), Charge.objects.filter(cohort__in=groups)
    budgets = Budget.objects.filter(region=actor.region_id)
    return {
        "organisations": Sheet(organisations, _organisation),
        "employers": Sheet(organisations.filter(kind=OrganisationKind.EMPLOYER), _employer),
        "candidates": candidates,
        "work_history": work,
        "groups": Sheet(groups.select_related("version__blueprint", "educator", "language_school"), group_row),
        "workplaces": Sheet(workplaces.select_related("employer").prefetch_related("tasks"), _workplace),
        "offers": Sheet(offers.select_related("cohort", "workplace"), _offer),
        "resources": Sheet(resources.select_related("organisation"), _resource),
        "uses": Sheet(uses.select_related("cohort", "resource"), _use),
        "budgets": Sheet(budgets.select_related("payer"), _budget),
        "charges": Sheet(charges.select_related("budget", "cohort"), _charge),
    }


def region_rows(actor: Actor) -> dict[str, Rows]:
    """Return the tables of the region's workbook that this actor may see and hand in again."""
    sheets = sheets_of(actor)
    sheets["candidates"] = _without(sheets["candidates"], profile=None)
    sheets["work_history"] = _without(sheets["work_history"], candidate__profile=None)
    if "organisations" in sheets:  # employers have a sheet of their own
        sheets["organisations"] = _without(sheets["organisations"], kind=OrganisationKind.EMPLOYER)
    return {name: map(sheet.row, sheet.kept) for name, sheet in sheets.items()}


def _without(sheet: Sheet, **which: object) -> Sheet:
    return sheet._replace(kept=sheet.kept.exclude(**which))


def _organisation(row: Organisation) -> Mapping[str, object]:
    return {"organisation": row.code, "kind": row.kind, "name": row.name, "municipality": row.municipality_id}


def _employer(row: Organisation) -> Mapping[str, object]:
    return {"employer": row.code, "name": row.name, "municipality": row.municipality_id, "sector": row.sector}


def contact(candidate: Candidate) -> dict[str, object]:
    """How to reach somebody: only whoever guides them needs to."""
    return {"email": candidate.email, "phone": candidate.phone}


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {
        "candidate": candidate.code,
        "municipality": candidate.municipality_id,
        **(_stated(candidate.profile) if candidate.profile is not None else {}),
        "given_name": candidate.given_name,
        "family_name": candidate.family_name,
        "native_name": candidate.native_name,
        "intermediary": candidate.intermediary.code,
        "contact_language": candidate.contact_language,
        "route": candidate.route,
    }


def background(candidate: Candidate) -> dict[str, object]:
    """What no plan uses: only whoever guides somebody may know it."""
    past: Background | None = getattr(candidate, "background", None)
    if past is None:
        return {}
    names = ("birth_year", "sex", "nationality")
    return {**{name: getattr(past, name) for name in names}, "permit_date": past.permit_on}


def _stated(profile: Profile) -> dict[str, object]:
    return {
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
        "tasks": [task.name for task in workplace.tasks.all() if task.fits in FOR_STARTERS],
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
