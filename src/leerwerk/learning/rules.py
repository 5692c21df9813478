"""Who may see and change sessions, attendance and language levels."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from leerwerk.learning.enums import CredentialState, RosterState, SessionState
from leerwerk.learning.models import (
    CivicMove,
    ClosedDays,
    Credential,
    ExamResult,
    Feed,
    LanguageLevel,
    Roster,
    RosterLesson,
    RosterShift,
    Session,
    StatedHours,
    TermExtension,
    VocabularyItem,
    WeekSlot,
    WorkProcess,
)
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.enums import ResourceKind, Stage
from leerwerk.trajectories.models import Blueprint, Cohort, Enrolment, Resource
from leerwerk.trajectories.rules import PARTIES, blueprints_of, in_progress, is_director, paths_of, whose

ATTENDING = (Stage.PRE_TRACK, Stage.LEARN_WORK)
KEEPERS = {Function.EDUCATOR, Function.MENTOR, Function.DIRECTOR}


def _meets_participants(actor: Actor) -> bool:
    return actor.function in PARTIES


def _is_party(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in PARTIES


def _makes_patterns(actor: Actor) -> bool:
    return actor.function in {Function.EDUCATOR, Function.DIRECTOR}


def _keeps(actor: Actor) -> bool:
    return actor.function in KEEPERS


def _teaches(actor: Actor) -> bool:
    return actor.function == Function.EDUCATOR


def _records_work(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.DIRECTOR}


def _measures(actor: Actor) -> bool:
    return actor.function in {Function.EDUCATOR, Function.CASEWORKER}


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def _has_sessions(actor: Actor) -> bool:
    return _is_party(actor)


def _why_learning_is_read(actor: Actor) -> Purpose:
    return Purpose.OWN_FILE if actor.candidate_id is not None else Purpose.GUIDANCE


def lessons_of(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups in which the actor's organisation has a role, with their design and place."""
    return in_progress(actor).select_related("version__blueprint", "municipality")


def learners(actor: Actor) -> QuerySet[Enrolment]:
    """Return the paths that exist for the actor, with who the participant is to them."""
    return paths_of(actor).select_related("participant")


def learners_at_work(actor: Actor) -> QuerySet[Enrolment]:
    """Return them with ``works``: the dagdelen (bits) in which they work by the roster that holds today."""
    shifts = RosterShift.objects.filter(
        enrolment=OuterRef("pk"), roster__state=RosterState.TAKEN, roster__monday__lte=timezone.localdate()
    )
    newest = shifts.order_by("-roster__monday", "-roster__taken_at").values("dagdelen")[:1]
    return learners(actor).annotate(works=Coalesce(Subquery(newest), 0))


def kept_sessions(actor: Actor) -> QuerySet[Session]:
    """Return the sessions that the actor's organisation holds; for a director all of the region."""
    match actor.function:
        case Function.DIRECTOR:
            return Session.objects.filter(cohort__region=actor.region_id)
        case Function.EDUCATOR | Function.MENTOR:
            return Session.objects.filter(keeper=actor.organisation_id)
        case _:
            return Session.objects.none()


def keeps(actor: Actor, session: Session) -> bool:
    """Whether a session of a group that the actor sees is among those of ``kept_sessions``."""
    if actor.function == Function.DIRECTOR:
        return session.cohort.region_id == actor.region_id
    return actor.function in KEEPERS and session.keeper_id == actor.organisation_id


def changeable_sessions(actor: Actor) -> QuerySet[Session]:
    """Return the sessions that can still be moved or cancelled: nobody recorded who was there."""
    return kept_sessions(actor).exclude(state=SessionState.HELD)


def patterned(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups whose week pattern the actor may change."""
    return lessons_of(actor) if _makes_patterns(actor) else Cohort.objects.none()


def slots_of(actor: Actor) -> QuerySet[WeekSlot]:
    """Return the rows of those week patterns."""
    return WeekSlot.objects.filter(cohort__in=patterned(actor))


def attending(actor: Actor) -> QuerySet[Enrolment]:
    """Return whom the actor meets of those who learn or work now; without the long design of their group."""
    return paths_of(actor).filter(stage__in=ATTENDING).defer("cohort__version__design")


def working(actor: Actor) -> QuerySet[Enrolment]:
    """Return whose weeks of work the actor records: who work for them, or in the region that they direct."""
    return attending(actor) if _records_work(actor) else Enrolment.objects.none()


def measured(actor: Actor) -> QuerySet[Enrolment]:
    """Return whose language levels the actor may write: a school its participants, an intermediary its candidates."""
    return learners(actor) if _measures(actor) else Enrolment.objects.none()


def own_levels(actor: Actor) -> QuerySet[LanguageLevel]:
    """Return the language levels that the actor's organisation wrote, of people whom it still meets."""
    return LanguageLevel.objects.filter(organisation=actor.organisation_id, enrolment__in=measured(actor))


def own_closed_days(actor: Actor) -> QuerySet[ClosedDays]:
    """Return when the actor's school is closed."""
    return ClosedDays.objects.filter(organisation=actor.organisation_id)


def feeds_of(actor: Actor) -> QuerySet[Feed]:
    """Return the open calendar link of the actor in the function they act in."""
    return Feed.objects.filter(
        person=actor.person_id, candidate=actor.candidate_id, membership=actor.membership_id, revoked_at=None
    )


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
    """Return the words of those work processes."""
    return VocabularyItem.objects.filter(process__in=processes_of(actor))


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


def _is_of_a_municipality(actor: Actor) -> bool:
    return actor.function == Function.CASEWORKER and actor.organisation_kind == OrganisationKind.MUNICIPALITY


def _sees_inburgering(actor: Actor) -> bool:
    return actor.candidate_id is not None or _is_of_a_municipality(actor)


def civic_files(actor: Actor) -> QuerySet[Candidate]:
    """Return whose inburgering the actor sees: a municipality its own candidates, a candidate themselves."""
    if actor.candidate_id is not None:
        return Candidate.objects.filter(pk=actor.candidate_id)
    if _is_of_a_municipality(actor):
        return Candidate.objects.filter(intermediary=actor.organisation_id)
    return Candidate.objects.none()


def stated_hours_of(actor: Actor) -> QuerySet[StatedHours]:
    """Return the hours that the actor's municipality stated."""
    return StatedHours.objects.filter(case__candidate__in=civic_files(actor))


def rosters_in(actor: Actor) -> QuerySet[Roster]:
    """Return the rosters of the region that the actor directs."""
    return Roster.objects.filter(region=actor.region_id) if is_director(actor) else Roster.objects.none()


def roster_lessons_in(actor: Actor) -> QuerySet[RosterLesson]:
    """Return the lessons in those rosters."""
    rows = RosterLesson.objects.filter(roster__in=rosters_in(actor))
    return rows.select_related("roster", "cohort", "teacher", "room")


def written_resources(actor: Actor) -> QuerySet[Resource]:
    """Return the teachers and rooms whose week the actor writes: a school its own, a director the region's."""
    kinds = (ResourceKind.TEACHER, ResourceKind.LANGUAGE_TEACHER, ResourceKind.MENTOR, ResourceKind.CLASSROOM)
    rows = Resource.objects.filter(region=actor.region_id, kind__in=kinds).select_related("organisation", "week")
    match actor.function:
        case Function.DIRECTOR:
            return rows
        case Function.EDUCATOR:
            return rows.filter(organisation=actor.organisation_id)
        case _:
            return Resource.objects.none()


def exams_of(actor: Actor) -> QuerySet[ExamResult]:
    """Return the results of exams that the actor's municipality keeps."""
    return ExamResult.objects.filter(case__candidate__in=civic_files(actor))


def extensions_of(actor: Actor) -> QuerySet[TermExtension]:
    """Return the decisions about more time that the actor's municipality keeps."""
    return TermExtension.objects.filter(case__candidate__in=civic_files(actor))


def moves_of(actor: Actor) -> QuerySet[CivicMove]:
    """Return the moves that the actor's municipality keeps."""
    return CivicMove.objects.filter(case__candidate__in=civic_files(actor))


def whose_credential(credential: Credential) -> Candidate:
    """Return whose file a credential belongs to."""
    return whose(credential.enrolment)


PARTIES_SEE_TODAY = Rule[Session](name="parties see the sessions that are theirs today", allows=_meets_participants)
PARTIES_SEE_LESSONS = Rule(
    name="parties see the sessions of a group, and the attendance of whom they meet",
    allows=_meets_participants,
    among=lessons_of,
)
SCHOOLS_PLAN_LESSONS = Rule(
    name="a group's schools and its director change the week pattern and plan sessions",
    allows=_makes_patterns,
    among=patterned,
)
SCHOOLS_END_A_SLOT = Rule(
    name="a group's schools and its director end a row of the week pattern", allows=_makes_patterns, among=slots_of
)
SCHOOLS_CLOSE = Rule[ClosedDays](name="schools write when they are closed", allows=_teaches)
SCHOOLS_OPEN = Rule(name="schools take back when they are closed", allows=_teaches, among=own_closed_days)
KEEPERS_RECORD = Rule(
    name="who holds a session records who was there; directors help", allows=_keeps, among=kept_sessions
)
KEEPERS_CHANGE_A_SESSION = Rule(
    name="who holds a session moves or cancels it; directors help", allows=_keeps, among=changeable_sessions
)
KEEPERS_REPLACE_A_TEACHER = Rule[Session](
    name="who holds sessions says what happens with those of a teacher who cannot come; directors help", allows=_keeps
)
EMPLOYERS_RECORD_WORK = Rule(
    name="employers record the work of their participants by week; directors help",
    allows=_records_work,
    among=working,
)
PARTIES_SEE_LEARNING = Rule(
    name="parties see how a participant whom they meet learns, and the participant",
    allows=_is_party,
    among=learners_at_work,
    reads=_why_learning_is_read,
    about=whose,
)
SCHOOLS_MEASURE = Rule(name="schools and the intermediary write language levels", allows=_measures, among=measured)
SCHOOLS_TAKE_A_LEVEL_BACK = Rule(name="who wrote a language level takes it back", allows=_measures, among=own_levels)
CANDIDATES_SEE_THEIR_LEARNING = Rule[Enrolment](name="candidates see their own learning", allows=_is_candidate)
PEOPLE_HAVE_A_CALENDAR = Rule[Feed](name="people with sessions have a calendar link", allows=_has_sessions)
WHO_HAS_THE_LINK_SEES_THE_CALENDAR = PublicRule(
    name="who has the secret link sees the calendar",
    reason="a calendar program does not sign in; the link can be ended, and names nobody else",
)
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
    name="schools, employers, their branch and directors take words off the list", allows=_supplies, among=words_of
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
    allows=_is_party,
    among=credentials_of,
    reads=_why_learning_is_read,
    about=whose_credential,
)
MUNICIPALITIES_SEE_INBURGERING = Rule(
    name="a municipality sees the inburgering of its candidates, and they see their own",
    allows=_sees_inburgering,
    among=civic_files,
    reads=_why_learning_is_read,
)
MUNICIPALITIES_WRITE_INBURGERING = Rule(
    name="a municipality writes the inburgering of its candidates", allows=_is_of_a_municipality, among=civic_files
)
MUNICIPALITIES_REMOVE_HOURS = Rule(
    name="a municipality takes back hours that it stated", allows=_is_of_a_municipality, among=stated_hours_of
)
DIRECTORS_ASK_FOR_ROSTERS = Rule[Roster](name="directors ask for rosters of their region", allows=is_director)
DIRECTORS_SEE_A_ROSTER = Rule(name="directors see rosters of their region", allows=is_director, among=rosters_in)
DIRECTORS_CHANGE_A_ROSTER = Rule(
    name="directors change rosters of their region and let them hold", allows=is_director, among=rosters_in
)
DIRECTORS_MOVE_LESSONS = Rule(
    name="directors move lessons in rosters of their region", allows=is_director, among=roster_lessons_in
)
DIRECTORS_SEE_WHERE_A_LESSON_FITS = Rule(
    name="directors see where a lesson of a roster fits", allows=is_director, among=roster_lessons_in
)
SCHOOLS_SEE_WEEKS = Rule[Resource](
    name="schools see when their teachers and rooms can be used; directors of the region", allows=_makes_patterns
)
SCHOOLS_ADD_A_WEEK = Rule[Resource](
    name="schools add teachers and rooms with their week; directors help", allows=_makes_patterns
)
SCHOOLS_WRITE_A_WEEK = Rule(
    name="schools write when a teacher or room of theirs can be used; directors help",
    allows=_makes_patterns,
    among=written_resources,
)
MUNICIPALITIES_REMOVE_AN_EXAM = Rule(
    name="a municipality takes back the result of an exam", allows=_is_of_a_municipality, among=exams_of
)
MUNICIPALITIES_REMOVE_AN_EXTENSION = Rule(
    name="a municipality takes back that there is more time", allows=_is_of_a_municipality, among=extensions_of
)
MUNICIPALITIES_REMOVE_A_MOVE = Rule(
    name="a municipality takes back a move", allows=_is_of_a_municipality, among=moves_of
)
