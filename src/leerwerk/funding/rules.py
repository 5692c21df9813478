"""Who may see and change budgets, and which exist for them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.funding.models import Budget, Charge, RegionFigure
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.trajectories.models import Cohort


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR and actor.region_id is not None


def _sees(actor: Actor) -> bool:
    return _directs(actor) or (actor.function == Function.FUNDER and actor.organisation_id is not None)


def _seen(actor: Actor) -> QuerySet[Budget]:
    """Return the region's budgets for its director, and for a funder the budgets they pay for."""
    mine = Q(region=actor.region_id) if _directs(actor) else Q(payer=actor.organisation_id)
    return Budget.objects.filter(mine).select_related("payer", "region")


def _changed(actor: Actor) -> QuerySet[Budget]:
    return Budget.objects.filter(region=actor.region_id).select_related("payer", "region")


def _charges(actor: Actor) -> QuerySet[Charge]:
    return Charge.objects.filter(budget__region=actor.region_id).select_related("budget", "cohort")


SEES_BUDGETS = Rule[Budget](
    name="the director sees the region's budgets; a funder sees those they pay for", allows=_sees
)
SEES_BUDGET = Rule[Budget](name=SEES_BUDGETS.name, allows=_sees, among=_seen)
MAKES_BUDGETS = Rule[Budget](name="the director of a region makes its budgets", allows=_directs)
CHANGES_BUDGET = Rule[Budget](name="the director of a region changes its budgets", allows=_directs, among=_changed)
CHANGES_CHARGE = Rule[Charge](
    name="the director of a region changes what groups charge to its budgets", allows=_directs, among=_charges
)


def _cases(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups of a director's region, and for a funder those that charge something to what they pay for."""
    rows = Cohort.objects.select_related("version__blueprint", "municipality", "region")
    if _directs(actor):
        return rows.filter(region=actor.region_id)
    mine = Charge.objects.filter(cohort=OuterRef("pk"), budget__payer=actor.organisation_id)
    return rows.filter(Exists(mine))


SEES_CASE = Rule[Cohort](
    name="the director sees what a group of the region costs and brings; a funder of those they pay for",
    allows=_sees,
    among=_cases,
)


SEES_FIGURES = Rule[RegionFigure](
    name="the director and funders of a region see the figures that business cases lean on", allows=_sees
)
SETS_FIGURES = Rule[RegionFigure](name="the director of a region sets its own figures", allows=_directs)
ANYBODY_RECKONS = PublicRule(
    name="anybody reckons what a workplace costs and brings",
    reason="an employer decides on it before there is an account; nothing of anybody is read or kept",
)
NOTES_APPLICATIONS = Rule[Cohort](
    name="the director notes how far a group's applications to instruments are", allows=_directs, among=_cases
)


def budgets_seen_by(actor: Actor) -> QuerySet[Budget]:
    """Return the budgets this actor may see."""
    return _seen(actor)
