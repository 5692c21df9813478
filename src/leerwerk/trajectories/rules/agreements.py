"""Who reads, fills in, answers and helps with agreements."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Agreement, AgreementSide, AgreementVersion, Cohort, Enrolment, Party
from leerwerk.trajectories.rules.designs import is_director
from leerwerk.trajectories.rules.paths import paths_of, why_read


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements to which the actor is a party, or whose parties the actor brings together.

    A participant's own, once a version was sent; for an intermediary, an employer, a school and a mentor those of the
    participants they meet, and of the groups they have a role in; for a director those of the region.
    """
    if actor.candidate_id is not None:
        sent = AgreementVersion.objects.filter(agreement=OuterRef("pk"))
        return Agreement.objects.filter(Exists(sent), enrolment__candidate=actor.candidate_id)
    own = actor.organisation_id
    # Each is looked at by its key: joined with the view, it would be made for everybody first.
    met, together = Q(Exists(paths_of(actor).filter(pk=OuterRef("enrolment")))), Q(enrolment=None)
    roles = Party.objects.filter(cohort=OuterRef("cohort"), organisation=own, until=None)
    match actor.function:
        case Function.DIRECTOR:
            here = Cohort.objects.filter(region=actor.region_id).values("pk")
            # Beside the *or*, which nothing fulfils, groups are looked up; joined, each is held beside each agreement.
            return Agreement.objects.filter(Q(cohort__in=here) | Q(kind=""))
        case Function.CASEWORKER:
            guided = Enrolment.objects.filter(cohort=OuterRef("cohort"), candidate__intermediary=own)
            found = met | (together & Q(Exists(guided.exclude(stage=Stage.LEFT))))
        case Function.EMPLOYER:
            found = met | (together & Q(Exists(roles.filter(role="employer"))))
        case Function.EDUCATOR:
            found = (Q(cohort__educator=own) | Q(cohort__language_school=own)) & (met | together)
        case Function.MENTOR:
            found = Q(Exists(roles.filter(role="mentor"))) & (met | together)
        case _:
            return Agreement.objects.none()
    return Agreement.objects.filter(found)


def agreements_to_read(actor: Actor) -> QuerySet[Agreement]:
    """Return the same with what a page about one needs."""
    return agreements_of(actor).select_related("cohort", "enrolment", "draft")


def writes(actor: Actor, agreement: Agreement) -> bool:
    """Whether an agreement that the actor reads is among those of ``written_agreements``."""
    return is_director(actor) or (actor.function == Function.EMPLOYER and agreement.enrolment_id is not None)


def asks(actor: Actor, side: AgreementSide) -> bool:
    """Whether a side of an agreement that the actor reads is among those of ``asked_sides``."""
    if actor.function == Function.DIRECTOR:
        return True
    own = actor.organisation_id is not None and side.organisation_id == actor.organisation_id
    speaks = actor.function != "" and side.side in SIDES_OF.get(Function(actor.function), ())
    return (own and speaks) or (actor.function == Function.CASEWORKER and side.side == "candidate")


def written_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements that the actor fills in: a director's region, and an employer's own participants."""
    found = agreements_to_read(actor)
    if is_director(actor):
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
    found = agreements_to_read(actor)
    if actor.candidate_id is not None:
        return found
    return found.filter(versions__sides__in=own_sides(actor)).distinct()


def helped_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements of candidates whom the actor guides, and for whom the actor may write down an answer."""
    return agreements_to_read(actor).filter(enrolment__isnull=False, versions__isnull=False).distinct()


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
    among=agreements_to_read,
    reads=why_read,
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
    reads=why_read,
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
