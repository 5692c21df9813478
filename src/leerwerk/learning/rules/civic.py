"""Who may see and write somebody's inburgering."""

from django.db.models import QuerySet

from leerwerk.learning.models import (
    CivicMove,
    ExamResult,
    RouteChange,
    StatedHours,
    TermExtension,
)
from leerwerk.learning.rules.lessons import why_learning_is_read
from leerwerk.parties.enums import Function, OrganisationKind
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.rules import Rule
from leerwerk.recruitment.models import Candidate


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


def exams_of(actor: Actor) -> QuerySet[ExamResult]:
    """Return the results of exams that the actor's municipality keeps."""
    return ExamResult.objects.filter(case__candidate__in=civic_files(actor))


def extensions_of(actor: Actor) -> QuerySet[TermExtension]:
    """Return the decisions about more time that the actor's municipality keeps."""
    return TermExtension.objects.filter(case__candidate__in=civic_files(actor))


def moves_of(actor: Actor) -> QuerySet[CivicMove]:
    """Return the moves that the actor's municipality keeps."""
    return CivicMove.objects.filter(case__candidate__in=civic_files(actor))


def route_changes_of(actor: Actor) -> QuerySet[RouteChange]:
    """Return the changes of route that the actor's municipality wrote."""
    return RouteChange.objects.filter(case__candidate__in=civic_files(actor))


MUNICIPALITIES_SEE_INBURGERING = Rule(
    name="a municipality sees the inburgering of its candidates, and they see their own",
    allows=_sees_inburgering,
    among=civic_files,
    reads=why_learning_is_read,
)
MUNICIPALITIES_WRITE_INBURGERING = Rule(
    name="a municipality writes the inburgering of its candidates", allows=_is_of_a_municipality, among=civic_files
)
MUNICIPALITIES_REMOVE_HOURS = Rule(
    name="a municipality takes back hours that it stated", allows=_is_of_a_municipality, among=stated_hours_of
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
MUNICIPALITIES_REMOVE_A_ROUTE = Rule(
    name="a municipality takes back a change of route", allows=_is_of_a_municipality, among=route_changes_of
)
