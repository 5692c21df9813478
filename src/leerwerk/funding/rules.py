"""Who may see and change budgets and their books, and which exist for them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.funding.enums import CLAIMS_AS, PackState
from leerwerk.funding.models import (
    Budget,
    Charge,
    Claim,
    Commitment,
    EvidencePack,
    RegionFigure,
    RegionInstrument,
    Reservation,
    SampleItem,
)
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.parties.models import Organisation
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


def cases_seen_by(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups of a director's region, and for a funder those that charge something to what they pay for."""
    rows = Cohort.objects.select_related("version__blueprint", "municipality", "region")
    if _directs(actor):
        return rows.filter(region=actor.region_id)
    mine = Charge.objects.filter(cohort=OuterRef("pk"), budget__payer=actor.organisation_id)
    return rows.filter(Exists(mine))


SEES_CASE = Rule[Cohort](
    name="the director sees what a group of the region costs and brings; a funder of those they pay for",
    allows=_sees,
    among=cases_seen_by,
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
    name="the director notes how far a group's applications to instruments are", allows=_directs, among=cases_seen_by
)


def _reservations(actor: Actor) -> QuerySet[Reservation]:
    rows = Reservation.objects.select_related("budget__payer", "budget__region", "cohort__version__blueprint")
    mine = Q(budget__region=actor.region_id) if _directs(actor) else Q(budget__payer=actor.organisation_id)
    return rows.filter(mine)


def _is_party(actor: Actor) -> bool:
    return actor.function in CLAIMS_AS.values() and actor.organisation_id is not None


def _sees_claims(actor: Actor) -> bool:
    return _sees(actor) or _is_party(actor)


def _agreed_mine(actor: Actor, to: str = "") -> Q:
    """Return of which rows what was agreed is the actor's to see; ``to``: the way to it from those rows."""
    if _directs(actor):
        return Q(**{f"{to}reservation__budget__region": actor.region_id})
    if _sees(actor):
        return Q(**{f"{to}reservation__budget__payer": actor.organisation_id})
    kinds = [kind for kind, function in CLAIMS_AS.items() if function == actor.function]
    return Q(**{f"{to}party": actor.organisation_id or 0, f"{to}party__kind__in": kinds})


def agreed_seen_by(actor: Actor) -> QuerySet[Commitment]:
    """Return what was agreed with parties, as far as this actor may see it."""
    rows = Commitment.objects.filter(_agreed_mine(actor))
    return rows.select_related("party", "reservation__budget__payer", "reservation__cohort__version__blueprint")


def _claims(actor: Actor) -> QuerySet[Claim]:
    rows = Claim.objects.filter(_agreed_mine(actor, "commitment__"))
    return rows.select_related(
        "bill",
        "commitment__party",
        "commitment__reservation__budget__payer",
        "commitment__reservation__cohort__version__blueprint",
        "checked_by",
        "paid_by",
    )


def _aided(actor: Actor) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(kind=OrganisationKind.EMPLOYER)
    return rows.filter(region=actor.region_id) if _directs(actor) else rows.filter(pk=actor.organisation_id or 0)


def packs_seen_by(actor: Actor) -> QuerySet[EvidencePack]:
    """Return the evidence packs that this actor may see, without their files."""
    mine = Q(region=actor.region_id) if _directs(actor) else Q(payer=actor.organisation_id or 0)
    return EvidencePack.objects.filter(mine).select_related("payer", "region").defer("document", "workbook", "content")


def _sample(actor: Actor) -> QuerySet[SampleItem]:
    rows = SampleItem.objects.filter(pack__payer=actor.organisation_id or 0, pack__state=PackState.MADE)
    return rows.select_related("pack__payer", "claim__bill", "claim__commitment__party")


SEES_PACKS = Rule[EvidencePack](
    name="the director sees the evidence packs of the region; a payer those about their money", allows=_sees
)
SEES_PACK = Rule[EvidencePack](name=SEES_PACKS.name, allows=_sees, among=packs_seen_by)
ASKS_FOR_PACK = Rule[EvidencePack](name="the director of a region asks for evidence packs", allows=_directs)
LOOKS_AT_SAMPLE = Rule[SampleItem](
    name="the payer notes what was found in the sample of a pack",
    allows=lambda actor: actor.function == Function.FUNDER and actor.organisation_id is not None,
    among=_sample,
)
SEES_RESERVATION = Rule[Reservation](
    name="the director sees what budgets of the region keep for groups; a funder what those they pay for keep",
    allows=_sees,
    among=_reservations,
)
CHANGES_RESERVATION = Rule[Reservation](
    name="the director of a region agrees with parties what they do for what is kept for a group",
    allows=_directs,
    among=_reservations,
)
SEES_CLAIMS = Rule[Commitment](
    name="director, payer and the party itself see what was agreed and what was claimed of it", allows=_sees_claims
)
SEES_AGREED = Rule[Commitment](name=SEES_CLAIMS.name, allows=_sees_claims, among=agreed_seen_by)
SEES_CLAIM = Rule[Claim](name=SEES_CLAIMS.name, allows=_sees_claims, among=_claims)
CHANGES_AGREED = Rule[Commitment](
    name="the director of a region takes back what was agreed and not claimed", allows=_directs, among=agreed_seen_by
)
CLAIMS = Rule[Commitment](
    name="a party claims what was agreed with it; the director may do so for it",
    allows=lambda actor: _directs(actor) or _is_party(actor),
    among=agreed_seen_by,
)
CHECKS_CLAIM = Rule[Claim](name="the director checks claims as the first person", allows=_directs, among=_claims)
PAYS_CLAIM = Rule[Claim](
    name="a director or the payer pays a claim that somebody else checked", allows=_sees, among=_claims
)
TELLS_AID = Rule[Organisation](
    name="an employer and the director tell which aid the employer had from others",
    allows=lambda actor: _directs(actor) or actor.function == Function.EMPLOYER,
    among=_aided,
)


def _own_instruments(actor: Actor) -> QuerySet[RegionInstrument]:
    return RegionInstrument.objects.filter(region=actor.region_id)


SEES_INSTRUMENTS = Rule[RegionInstrument](
    name="the director and funders of a region see the instruments that could pay", allows=_sees
)
TELLS_INSTRUMENTS = Rule[RegionInstrument](name="the director of a region adds instruments", allows=_directs)
TELLS_INSTRUMENT = Rule[RegionInstrument](
    name="the director of a region tells its own instruments anew", allows=_directs, among=_own_instruments
)


def budgets_seen_by(actor: Actor) -> QuerySet[Budget]:
    """Return the budgets this actor may see."""
    return _seen(actor)
