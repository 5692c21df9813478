"""Who may see and change workplaces."""

from django.db.models import Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.trajectories.enums import IN_PROGRESS, UNTIL_COMPLETED, CohortState
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.rules import paths_shown, whose, why_read


def _is_member(actor: Actor) -> bool:
    return actor.membership_id is not None


def _offers_work(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.DIRECTOR}


def _directs(actor: Actor) -> bool:
    return actor.function == Function.DIRECTOR


def workplaces_of(actor: Actor) -> QuerySet[Workplace]:
    """Return the workplaces that exist for the actor.

    The region's for directors and caseworkers, an employer's own, for a school those of the groups it teaches, for
    everybody else those of groups that were decided.
    """
    region = Workplace.objects.filter(employer__region=actor.region_id)
    own = actor.organisation_id
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER:
            return region
        case Function.EMPLOYER:
            return region.filter(employer=own)
        case Function.EDUCATOR:
            taught = Q(offers__cohort__educator=own) | Q(offers__cohort__language_school=own)
            return region.filter(taught).distinct()
        case _:
            return region.filter(offers__cohort__state__in=IN_PROGRESS).distinct()


def all_kept_workplaces(actor: Actor) -> QuerySet[Workplace]:
    """Return the workplaces the actor answers for: an employer's own, a director's region; also withdrawn ones."""
    region = Workplace.objects.filter(employer__region=actor.region_id)
    return region if _directs(actor) else region.filter(employer=actor.organisation_id)


def kept_workplaces(actor: Actor) -> QuerySet[Workplace]:
    """Return the workplaces the actor may change."""
    return all_kept_workplaces(actor).filter(withdrawn_at=None)


def groups_to_offer_to(actor: Actor) -> QuerySet[Cohort]:
    """Return the region's groups that workplaces are offered to: options, and those that are under way."""
    return Cohort.objects.filter(region=actor.region_id, state__in=(CohortState.OPTION, *IN_PROGRESS))


def open_offers(actor: Actor) -> QuerySet[Offer]:
    """Return offers to groups that are still options."""
    return Offer.objects.filter(cohort__region=actor.region_id, cohort__state=CohortState.OPTION)


def _guides(actor: Actor) -> bool:
    return actor.function in {Function.CASEWORKER, Function.DIRECTOR}


def paths_with_work(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths of people under way to whom the actor may give a workplace: own candidates, own region."""
    rows = paths_shown(actor).filter(stage__in=UNTIL_COMPLETED, cohort__state__in=IN_PROGRESS)
    return rows.filter(cohort__region=actor.region_id) if _directs(actor) else rows


MEMBERS_SEE_WORKPLACES = Rule[Workplace](name="members see the workplaces that concern them", allows=_is_member)
MEMBERS_SEE_A_WORKPLACE = Rule(
    name="members see a workplace that concerns them", allows=_is_member, among=workplaces_of
)
EMPLOYERS_OFFER_WORK = Rule[Workplace](name="employers offer workplaces; directors do it for them", allows=_offers_work)
EMPLOYERS_KEEP_A_WORKPLACE = Rule(
    name="an employer keeps its workplaces; directors help", allows=_offers_work, among=kept_workplaces
)
EMPLOYERS_WITHDRAW_A_WORKPLACE = Rule(
    name="an employer withdraws its workplaces; directors help", allows=_offers_work, among=all_kept_workplaces
)
DIRECTORS_OFFER_TO_GROUPS = Rule(name="directors offer a workplace to a group", allows=_directs, among=kept_workplaces)
DIRECTORS_TAKE_AN_OFFER_BACK = Rule(name="directors take an offer back", allows=_directs, among=open_offers)
GUIDES_GIVE_A_WORKPLACE = Rule(
    name="directors, and who guides a participant, give them a workplace",
    allows=_guides,
    among=paths_with_work,
    reads=why_read,
    about=whose,
)
