"""Who may see and change work processes, words, ticks and credentials."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerwerk.learning.enums import CredentialState
from leerwerk.learning.models import Credential, VocabularyItem, WorkProcess
from leerwerk.learning.rules.lessons import ATTENDING, is_party, learners, why_learning_is_read
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Blueprint, Enrolment
from leerwerk.trajectories.rules import blueprints_of, paths_of, whose

SUPPLIERS = {Function.EDUCATOR, Function.EMPLOYER, Function.CONNECTOR, Function.DIRECTOR}
TICKERS = {Function.EDUCATOR, Function.EMPLOYER, Function.MENTOR}
ISSUERS = {Function.EDUCATOR, Function.EMPLOYER}


def _is_member(actor: Actor) -> bool:
    return actor.membership_id is not None


def _supplies(actor: Actor) -> bool:
    return actor.function in SUPPLIERS


def _ticks(actor: Actor) -> bool:
    return actor.function in TICKERS


def _issues(actor: Actor) -> bool:
    return actor.function in ISSUERS


def processes_of(actor: Actor) -> QuerySet[WorkProcess]:
    """Return the work processes in use in the actor's region."""
    return WorkProcess.objects.filter(region=actor.region_id, retired_at=None, blueprint__in=blueprints_of(actor))


def words_of(actor: Actor) -> QuerySet[VocabularyItem]:
    """Return the words that the actor takes off the list: as ``own_word`` says."""
    rows = VocabularyItem.objects.filter(process__in=processes_of(actor))
    if actor.function == Function.DIRECTOR:
        return rows
    return rows.filter(Q(supplied_by=actor.organisation_id) | Q(process__supplied_by=actor.organisation_id))


def words_read(actor: Actor) -> QuerySet[VocabularyItem]:
    """Return the words that the actor reads: of their region's blueprints, and of participants whom they meet."""
    met = paths_of(actor).filter(
        cohort__version__blueprint=OuterRef("process__blueprint"), cohort__region=OuterRef("process__region")
    )
    read = Q(Exists(met))
    if _is_member(actor):
        read |= Q(process__in=processes_of(actor))
    return VocabularyItem.objects.filter(read, process__retired_at=None)


def pictured(actor: Actor) -> QuerySet[VocabularyItem]:
    """Return those of them that have a photo or drawing."""
    return words_read(actor).filter(picture__isnull=False)


def own_word(actor: Actor, word: VocabularyItem) -> bool:
    """Whether a word is the actor's to change: of their organisation or in its work process; a director's always."""
    own = actor.organisation_id
    return actor.function == Function.DIRECTOR or own in (word.supplied_by_id, word.process.supplied_by_id)


def ticked_by(actor: Actor) -> QuerySet[Enrolment]:
    """Return whose work processes the actor ticks: of who learns and works, and who finished."""
    there = (*ATTENDING, Stage.COMPLETED)
    return learners(actor).filter(stage__in=there) if _ticks(actor) else Enrolment.objects.none()


def issued_to(actor: Actor) -> QuerySet[Enrolment]:
    """Return to whom the actor's school or firm can give a credential."""
    return learners(actor) if _issues(actor) else Enrolment.objects.none()


def credentials_of(actor: Actor) -> QuerySet[Credential]:
    """Return the credentials of whom the actor meets; a draft only for its issuer and the participant."""
    rows = Credential.objects.filter(enrolment__in=paths_of(actor))
    if actor.candidate_id is not None:
        return rows
    return rows.exclude(Q(state=CredentialState.DRAFT) & ~Q(issuer=actor.organisation_id))


def own_credentials(actor: Actor) -> QuerySet[Credential]:
    """Return the credentials that the actor's organisation drafted or issued."""
    return credentials_of(actor).filter(issuer=actor.organisation_id) if _issues(actor) else Credential.objects.none()


def whose_credential(credential: Credential) -> Candidate:
    """Return whose file a credential belongs to."""
    return whose(credential.enrolment)


MEMBERS_SEE_PROCESSES = Rule(
    name="members see the work processes and words of a blueprint", allows=_is_member, among=blueprints_of
)
SUPPLIERS_ADD_A_PROCESS = Rule[Blueprint](
    name="schools, employers, their branch and directors write work processes", allows=_supplies, among=blueprints_of
)
SUPPLIERS_CHANGE_A_PROCESS = Rule(
    name="schools, employers, their branch and directors change work processes and their words",
    allows=_supplies,
    among=processes_of,
)
SUPPLIERS_REMOVE_A_WORD = Rule(
    name="who supplied a word, wrote its work process or directs takes it off the list",
    allows=_supplies,
    among=words_of,
)
READERS_SEE_A_PICTURE = Rule(
    name="who reads a word sees its photo or drawing",
    allows=lambda actor: _is_member(actor) or is_party(actor),
    among=pictured,
)
TICKERS_TICK = Rule(
    name="school, mentor and language coach tick what a participant can do", allows=_ticks, among=ticked_by
)
ISSUERS_DRAFT = Rule(name="schools and employers draft credentials", allows=_issues, among=issued_to)
ISSUERS_CHANGE_A_CREDENTIAL = Rule(
    name="who drafted a credential issues or withdraws it", allows=_issues, among=own_credentials
)
PARTIES_SEE_A_CREDENTIAL = Rule(
    name="parties see the credentials of whom they meet, and the participant",
    allows=is_party,
    among=credentials_of,
    reads=why_learning_is_read,
    about=whose_credential,
)
