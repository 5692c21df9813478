"""Who may see and change sessions, attendance, language levels and calendars."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from leerwerk.learning.enums import RosterState, SessionState
from leerwerk.learning.models import (
    AskedWeek,
    ClosedDays,
    Feed,
    LanguageLevel,
    RosterShift,
    Session,
    WeekSlot,
)
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.enums import Purpose
from leerwerk.privacy.rules import PublicRule, Rule
from leerwerk.trajectories.enums import Stage
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.rules import PARTIES, in_progress, paths_of, whose

ATTENDING = (Stage.PRE_TRACK, Stage.LEARN_WORK)
BEFORE_PRACTICE = (Stage.PROPOSED, Stage.INVITED, Stage.ACCEPTED, Stage.SELECTED)
BEFORE_WORK = (*BEFORE_PRACTICE, Stage.PRE_TRACK)
KEEPERS = {Function.EDUCATOR, Function.MENTOR, Function.DIRECTOR}


def _meets_participants(actor: Actor) -> bool:
    return actor.function in PARTIES


def is_party(actor: Actor) -> bool:
    return actor.candidate_id is not None or actor.function in PARTIES


def makes_patterns(actor: Actor) -> bool:
    return actor.function in {Function.EDUCATOR, Function.DIRECTOR}


def _keeps(actor: Actor) -> bool:
    return actor.function in KEEPERS


def _teaches(actor: Actor) -> bool:
    return actor.function == Function.EDUCATOR


def _records_work(actor: Actor) -> bool:
    return actor.function in {Function.EMPLOYER, Function.DIRECTOR}


def sees_practice(actor: Actor) -> bool:
    """Whether the actor sees how language is at work, and writes no other levels than that."""
    return actor.function in {Function.EMPLOYER, Function.MENTOR}


def _measures(actor: Actor) -> bool:
    return actor.function in {Function.EDUCATOR, Function.CASEWORKER} or sees_practice(actor)


def _is_candidate(actor: Actor) -> bool:
    return actor.candidate_id is not None


def _has_sessions(actor: Actor) -> bool:
    return is_party(actor)


def why_learning_is_read(actor: Actor) -> Purpose:
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
    return lessons_of(actor) if makes_patterns(actor) else Cohort.objects.none()


def slots_of(actor: Actor) -> QuerySet[WeekSlot]:
    """Return the rows of those week patterns."""
    return WeekSlot.objects.filter(cohort__in=patterned(actor))


def attending(actor: Actor) -> QuerySet[Enrolment]:
    """Return whom the actor meets of those who learn or work now, also who pauses; without the group's long design."""
    return paths_of(actor).filter(stage__in=ATTENDING).defer("cohort__version__design")


def working(actor: Actor) -> QuerySet[Enrolment]:
    """Return whose weeks of work the actor records: who work or worked for them, or in the region that they direct."""
    if not _records_work(actor):
        return Enrolment.objects.none()
    return paths_of(actor).exclude(stage__in=BEFORE_WORK).defer("cohort__version__design")


def working_here(actor: Actor) -> QuerySet[Enrolment]:
    """Return them with who they are to the actor, and where they work."""
    return working(actor).select_related("participant", "seat__workplace", "cohort")


def employing(actor: Actor) -> QuerySet[Cohort]:
    """Return the groups in which the actor records weeks of work."""
    return lessons_of(actor) if _records_work(actor) else Cohort.objects.none()


def asked_weeks(actor: Actor) -> QuerySet[AskedWeek]:
    """Return the weeks of work that the actor's organisation was asked for; for a director all of the region."""
    if actor.function == Function.DIRECTOR:
        return AskedWeek.objects.filter(cohort__region=actor.region_id)
    return AskedWeek.objects.filter(employer=actor.organisation_id)


def measured(actor: Actor) -> QuerySet[Enrolment]:
    """Return whose language levels the actor may write: a school its participants, an intermediary its candidates.

    Employers and mentors of those who learn and work there, or did.
    """
    if not _measures(actor):
        return Enrolment.objects.none()
    return learners(actor).exclude(stage__in=BEFORE_PRACTICE) if sees_practice(actor) else learners(actor)


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


PARTIES_SEE_TODAY = Rule[Session](name="parties see the sessions that are theirs today", allows=_meets_participants)
PARTIES_SEE_LESSONS = Rule(
    name="parties see the sessions of a group, and the attendance of whom they meet",
    allows=_meets_participants,
    among=lessons_of,
)
SCHOOLS_PLAN_LESSONS = Rule(
    name="a group's schools and its director change the week pattern and plan sessions",
    allows=makes_patterns,
    among=patterned,
)
SCHOOLS_END_A_SLOT = Rule(
    name="a group's schools and its director end a row of the week pattern", allows=makes_patterns, among=slots_of
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
    among=working_here,
)
EMPLOYERS_RECORD_A_GROUP = Rule(
    name="employers record a week of work of all of their participants in a group; directors help",
    allows=_records_work,
    among=employing,
)
EMPLOYERS_ARE_LED_TO_A_WEEK = Rule(
    name="employers are led to a week of work that they were asked for", allows=_records_work, among=asked_weeks
)
PARTIES_SEE_LEARNING = Rule(
    name="parties see how a participant whom they meet learns, and the participant",
    allows=is_party,
    among=learners_at_work,
    reads=why_learning_is_read,
    about=whose,
)
SCHOOLS_MEASURE = Rule(
    name="schools and the intermediary write language levels; employers and mentors those of practice",
    allows=_measures,
    among=measured,
)
SCHOOLS_TAKE_A_LEVEL_BACK = Rule(name="who wrote a language level takes it back", allows=_measures, among=own_levels)
CANDIDATES_SEE_THEIR_LEARNING = Rule[Enrolment](name="candidates see their own learning", allows=_is_candidate)
PEOPLE_HAVE_A_CALENDAR = Rule[Feed](name="people with sessions have a calendar link", allows=_has_sessions)
WHO_HAS_THE_LINK_SEES_THE_CALENDAR = PublicRule(
    name="who has the secret link sees the calendar",
    reason="a calendar program does not sign in; the link can be ended, and names nobody else",
)
