"""Who may see and change blueprints, groups, teachers and rooms."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import (
    Agreement,
    AgreementSide,
    Blueprint,
    BlueprintVersion,
    Cohort,
    Enrolment,
    Party,
    Resource,
    with_facts,
)

MAKERS = {Function.DIRECTOR}


def _is_member(actor: Actor) -> bool:
    return actor.membership_id is not None


def _is_director(actor: Actor) -> bool:
    return actor.function in MAKERS


def blueprints_of(actor: Actor) -> QuerySet[Blueprint]:
    """Return the examples, and what organisations of the actor's region made.

    Also those that were taken off the shelf: groups were made from them, and people still ask what was agreed.
    """
    return Blueprint.objects.filter(Q(owner=None) | Q(owner__region=actor.region_id))


def shelved_blueprints(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints from which new groups can be made."""
    return blueprints_of(actor).filter(retired_at=None)


def all_own_blueprints(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints of the actor's own organisation, also those that were taken off the shelf."""
    return Blueprint.objects.filter(owner__isnull=False, owner=actor.organisation_id)


def own_blueprints(actor: Actor) -> QuerySet[Blueprint]:
    """Return the blueprints of the actor's own organisation that may still be changed."""
    return all_own_blueprints(actor).filter(retired_at=None)


def versions_of(actor: Actor) -> QuerySet[BlueprintVersion]:
    """Return the versions of the blueprints that exist for the actor."""
    return BlueprintVersion.objects.filter(blueprint__in=blueprints_of(actor))


def usable_versions(actor: Actor) -> QuerySet[BlueprintVersion]:
    """Return the versions from which a new group can be made."""
    return BlueprintVersion.objects.filter(blueprint__in=shelved_blueprints(actor))


def groups_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups that exist for the actor.

    The region's groups for its director and its caseworkers; for a school those it teaches, for an employer those its
    workplaces are offered to; for everybody else in the region the groups that were decided.
    """
    region = Cohort.objects.filter(region=actor.region_id)
    match actor.function:
        case Function.DIRECTOR | Function.CASEWORKER:
            return region
        case Function.EDUCATOR:
            own = actor.organisation_id
            return region.filter(Q(educator=own) | Q(language_school=own))
        case Function.EMPLOYER:
            return region.filter(offers__workplace__employer=actor.organisation_id).distinct()
        case _:
            return region.exclude(state__in=(CohortState.OPTION, CohortState.REFUSED))


def group_options_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups that may still be changed: options of the actor's region."""
    return Cohort.objects.filter(region=actor.region_id, state=CohortState.OPTION)


def region_groups(actor: Actor) -> QuerySet[Cohort]:
    """Return all groups of the actor's region, decided or not."""
    return Cohort.objects.filter(region=actor.region_id)


def in_progress(actor: Actor) -> QuerySet[Cohort]:
    """Return the actor's groups that were decided: they have participants."""
    decided = groups_with_a_role(actor).exclude(state__in=(CohortState.OPTION, CohortState.REFUSED))
    return decided.select_related("version__blueprint", "municipality")


def groups_with_a_role(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups in which the actor's organisation has a role, or the region that is the actor's to direct."""
    groups, own = Cohort.objects.all(), actor.organisation_id
    match actor.function:
        case Function.DIRECTOR:
            return groups.filter(region=actor.region_id)
        case Function.CASEWORKER:
            return groups.filter(Q(region=actor.region_id) | Q(enrolments__in=paths_of(actor))).distinct()
        case Function.EDUCATOR:
            return groups.filter(Q(educator=own) | Q(language_school=own))
        case Function.EMPLOYER:
            return groups.filter(
                Exists(Party.objects.filter(cohort=OuterRef("pk"), organisation=own, role="employer", until=None))
                | Exists(_offers_of(own))
            )
        case Function.MENTOR:
            return groups.filter(
                Exists(Party.objects.filter(cohort=OuterRef("pk"), organisation=own, role="mentor", until=None))
            )
        case Function.CONNECTOR:
            return groups.filter(region=actor.region_id)
        case _:
            return groups.none()


def _offers_of(organisation: int | None) -> QuerySet[Any]:
    """Return offers of an employer's workplaces: a room above, reached by its relation."""
    offers: Any = Cohort._meta.get_field("offers").related_model
    found: QuerySet[Any] = offers._default_manager.filter(cohort=OuterRef("pk"), workplace__employer=organisation)
    return found


NOT_SEEN_BY_EMPLOYERS = (Stage.PROPOSED, Stage.INVITED)


def paths_of(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths that exist for the actor.

    Those of a caseworker's own candidates, of a director's groups and inhabitants, and the own one of a candidate. For
    an employer of who accepted and works there; for the group's school and mentor of who was selected: as long as
    they are shown.
    """
    rows = Enrolment.objects.select_related(
        "cohort__version__blueprint", "cohort__municipality", "seat__workplace__employer"
    )
    own, shown = actor.organisation_id, rows.filter(shown=True).exclude(stage__in=NOT_SEEN_BY_EMPLOYERS)
    chosen = shown.exclude(stage=Stage.ACCEPTED)
    if actor.candidate_id is not None:
        return rows.filter(candidate=actor.candidate_id)
    match actor.function:
        case Function.DIRECTOR:
            here = Candidate.objects.filter(municipality__region=actor.region_id)
            return rows.filter(Q(cohort__region=actor.region_id) | Q(candidate__in=here))
        case Function.CASEWORKER:
            return rows.filter(candidate__in=Candidate.objects.filter(intermediary=own))
        case Function.EMPLOYER:
            mine = Party.objects.filter(enrolment=OuterRef("pk"), organisation=own, role="employer", until=None)
            return shown.filter(Exists(mine))
        case Function.EDUCATOR:
            return chosen.filter(Q(cohort__educator=own) | Q(cohort__language_school=own))
        case Function.MENTOR:
            roles = Party.objects.filter(organisation=own, role="mentor", until=None)
            mine = roles.filter(Q(enrolment=None) | Q(enrolment=OuterRef("pk")), cohort=OuterRef("cohort"))
            return chosen.filter(Exists(mine))
        case _:
            return rows.none()


def paths_shown(actor: Actor) -> QuerySet[Enrolment]:
    """Return the actor's paths with everything that a page about one shows and decides."""
    return with_facts(paths_of(actor))


def signable(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups whose profile the actor's side may sign."""
    return in_progress(actor)


def groups_told_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups whose leaflet the actor may read: a member's groups, a candidate's own."""
    found = groups_of(actor)
    if actor.candidate_id is not None:
        found = Cohort.objects.filter(enrolments__candidate=actor.candidate_id).distinct()
    return found.select_related("version__blueprint", "municipality")


def _is_anybody(actor: Actor) -> bool:
    return actor.membership_id is not None or actor.candidate_id is not None


def _is_party(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in PARTIES


def _meets_participants(actor: Actor) -> bool:
    return actor.function in PARTIES


def _signs(actor: Actor) -> bool:
    return actor.function in {Function.CASEWORKER, Function.EMPLOYER, Function.CONNECTOR}


def _reaches_people(actor: Actor) -> bool:
    return actor.function in {Function.DIRECTOR, Function.CASEWORKER, Function.CONNECTOR, Function.MENTOR}


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def _why_read(actor: Actor) -> Purpose:
    return Purpose.OWN_FILE if actor.candidate_id is not None else Purpose.GUIDANCE


def whose(enrolment: Enrolment) -> Candidate:
    """Return whose file a path belongs to; the wall may hide the rest of it."""
    return Candidate(pk=enrolment.candidate_id)


PARTIES = {Function.DIRECTOR, Function.CASEWORKER, Function.EMPLOYER, Function.EDUCATOR, Function.MENTOR}


def resources_of(actor: Actor) -> QuerySet[Resource]:
    """Return the teachers, rooms and mentors of the actor's region."""
    return Resource.objects.filter(region=actor.region_id)


MEMBERS_SEE_BLUEPRINTS = Rule[Blueprint](name="members see the blueprints of their region", allows=_is_member)
MEMBERS_SEE_A_BLUEPRINT = Rule(name="members see a blueprint of their region", allows=_is_member, among=blueprints_of)
DIRECTORS_COPY_A_BLUEPRINT = Rule(
    name="directors copy any blueprint they can see", allows=_is_director, among=blueprints_of
)
DIRECTORS_CHANGE_THEIR_BLUEPRINT = Rule(
    name="directors change blueprints of their own organisation", allows=_is_director, among=own_blueprints
)
DIRECTORS_RETIRE_THEIR_BLUEPRINT = Rule(
    name="directors take blueprints of their own organisation off the shelf",
    allows=_is_director,
    among=all_own_blueprints,
)
MEMBERS_SEE_GROUPS = Rule[Cohort](name="members see the groups that concern them", allows=_is_member)
MEMBERS_SEE_A_GROUP = Rule(name="members see a group that concerns them", allows=_is_member, among=groups_of)
DIRECTORS_MAKE_GROUPS = Rule[Cohort](name="directors make group options", allows=_is_director)
DIRECTORS_CHANGE_A_GROUP = Rule(
    name="directors change group options of their region", allows=_is_director, among=group_options_of
)
DIRECTORS_WITHDRAW_A_GROUP = Rule(
    name="directors withdraw group options of their region", allows=_is_director, among=region_groups
)
MEMBERS_SEE_RESOURCES = Rule[Resource](name="members see teachers and rooms of their region", allows=_is_member)
DIRECTORS_MAKE_RESOURCES = Rule[Resource](name="directors add teachers and rooms", allows=_is_director)
DIRECTORS_CHANGE_A_RESOURCE = Rule(
    name="directors change teachers and rooms of their region", allows=_is_director, among=resources_of
)
PARTIES_SEE_PARTICIPANTS = Rule(
    name="parties see the participants of a group whom they meet",
    allows=_meets_participants,
    among=in_progress,
)
PARTIES_SEE_A_PATH = Rule(
    name="parties see the path of a participant whom they meet, and the participant",
    allows=_is_party,
    among=paths_shown,
    reads=_why_read,
    about=whose,
)
PARTIES_TAKE_A_STEP = Rule(
    name="parties take the steps on a path that the table gives them", allows=_is_party, among=paths_shown
)
SIDES_SIGN_A_PROFILE = Rule(
    name="intermediary and employer, or its branch, sign what a group asks", allows=_signs, among=signable
)
DIRECTORS_RUN_A_GROUP = Rule(
    name="directors say who mentors a group and whether it starts", allows=_is_director, among=in_progress
)
CANDIDATES_SEE_THEIR_PATH = Rule[Enrolment](name="candidates see their own path", allows=_is_candidate)
EVERYBODY_READS_A_LEAFLET = Rule(
    name="members and invited candidates read the leaflet of a group", allows=_is_anybody, among=groups_told_of
)
WHO_REACHES_SEES_THE_FUNNEL = Rule[Cohort](
    name="who reaches people sees how far they come: numbers only", allows=_reaches_people
)


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements to which the actor is a party, or whose parties the actor brings together.

    A participant's own, once a version was sent; for an intermediary, an employer, a school and a mentor those of the
    participants they meet, and of the groups they have a role in; for a director those of the region.
    """
    if actor.candidate_id is not None:
        return Agreement.objects.filter(enrolment__candidate=actor.candidate_id, versions__isnull=False).distinct()
    own, one = actor.organisation_id, Q(enrolment__participant__isnull=False)
    mentored = Q(cohort__parties__role="mentor", cohort__parties__organisation=own, cohort__parties__until=None)
    match actor.function:
        case Function.DIRECTOR:
            return Agreement.objects.filter(cohort__region=actor.region_id)
        case Function.CASEWORKER:
            guided = Q(cohort__enrolments__participant__intermediary=own) & ~Q(cohort__enrolments__stage=Stage.LEFT)
            found = (one & Q(enrolment__participant__intermediary=own)) | (Q(enrolment=None) & guided)
        case Function.EMPLOYER:
            works = Q(enrolment__parties__organisation=own, enrolment__parties__until=None)
            together = Q(
                cohort__parties__role="employer", cohort__parties__organisation=own, cohort__parties__until=None
            )
            found = (one & works & Q(enrolment__parties__role="employer")) | (Q(enrolment=None) & together)
        case Function.EDUCATOR:
            taught = Q(cohort__educator=own) | Q(cohort__language_school=own)
            found = taught & (one | Q(enrolment=None))
        case Function.MENTOR:
            found = mentored & (one | Q(enrolment=None))
        case _:
            return Agreement.objects.none()
    return Agreement.objects.filter(found).distinct()


def written_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements that the actor fills in: a director's region, and an employer's own participants."""
    found = agreements_of(actor)
    if _is_director(actor):
        return found
    return found.filter(enrolment__isnull=False) if actor.function == Function.EMPLOYER else found.none()


# For which sides a function speaks.
SIDES_OF = {
    Function.DIRECTOR: ("director",),
    Function.CASEWORKER: ("intermediary",),
    Function.EMPLOYER: ("employer",),
    Function.EDUCATOR: ("educator", "language_educator"),
    Function.MENTOR: ("mentor",),
}


def own_sides(actor: Actor) -> QuerySet[AgreementSide]:
    """Return the sides of versions for which the actor speaks as a member of an organisation."""
    speaks_for = SIDES_OF.get(Function(actor.function), ()) if actor.function else ()
    return AgreementSide.objects.filter(side__in=speaks_for, organisation=actor.organisation_id)


def answered_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements of which the actor's side approves a version; a director only what organisations agree."""
    found = agreements_of(actor)
    if actor.candidate_id is not None:
        return found
    return found.filter(versions__sides__in=own_sides(actor)).distinct()


def helped_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements of candidates whom the actor guides, and for whom the actor may write down an answer."""
    return agreements_of(actor).filter(enrolment__isnull=False, versions__isnull=False).distinct()


def asked_sides(actor: Actor) -> QuerySet[AgreementSide]:
    """Return whom the actor may ask by a link: a director all sides, a member its own, a caseworker the candidate."""
    found = AgreementSide.objects.filter(version__agreement__in=agreements_of(actor))
    if actor.function == Function.DIRECTOR:
        return found
    own = Q(pk__in=own_sides(actor))
    return found.filter(own | Q(side="candidate") if actor.function == Function.CASEWORKER else own)


def _guides(actor: Actor) -> bool:
    return actor.function == Function.CASEWORKER


def _writes_agreements(actor: Actor) -> bool:
    return actor.function in {Function.DIRECTOR, Function.EMPLOYER}


def _reads_agreements(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in AGREE


def _asks_by_link(actor: Actor) -> bool:
    return actor.function in AGREE


def _whose_file(agreement: Agreement) -> Candidate | None:
    """A participant's file; whom the wall hides is known by the key alone."""
    return None if agreement.enrolment is None else Candidate(pk=agreement.enrolment.candidate_id)


AGREE = {Function.DIRECTOR, Function.CASEWORKER, Function.EMPLOYER, Function.EDUCATOR, Function.MENTOR}
PARTIES_SEE_AGREEMENTS = Rule[Agreement](name="parties see their agreements", allows=_reads_agreements)
PARTIES_READ_AN_AGREEMENT = Rule(
    name="parties read their agreement, as far as it concerns them",
    allows=_reads_agreements,
    among=agreements_of,
    reads=_why_read,
    about=_whose_file,
)
PARTIES_ANSWER_AN_AGREEMENT = Rule(
    name="parties approve or decline a version of their agreement", allows=_reads_agreements, among=answered_agreements
)
INTERMEDIARIES_HELP_WITH_AN_AGREEMENT = Rule(
    name="an intermediary reads an agreement with their candidate and writes down the answer",
    allows=_guides,
    among=helped_agreements,
)
WRITERS_FILL_IN_AN_AGREEMENT = Rule(
    name="directors and the employer fill in and send an agreement",
    allows=_writes_agreements,
    among=written_agreements,
    reads=_why_read,
    about=_whose_file,
)
MEMBERS_SEND_A_LINK = Rule(
    name="members of a party let somebody without an account approve by a link",
    allows=_asks_by_link,
    among=asked_sides,
)
WHOEVER_HAS_THE_LINK_ANSWERS = PublicRule(
    name="whoever has the link answers a version", reason="the link holds a secret that was sent to a party"
)
