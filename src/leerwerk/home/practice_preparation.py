"""What the cast did of the pre-track of the practice group: much of one participant's, a beginning of the others'."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from leerwerk.engine.pathway import Doer
from leerwerk.engine.pathway.preparing import Side
from leerwerk.parties.enums import Function
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Conclusion, Days, Task, Told
from leerwerk.trajectories.enums import PreparationKind, PreparationState, Result
from leerwerk.trajectories.models import Cohort, Enrolment, Preparation

DONE, NOT_NEEDED = PreparationState.DONE, PreparationState.NOT_NEEDED
GLAD = Told(liked="yes", able="helped", go_on="yes", words="Iedereen was aardig. Ik wil graag verder.")
CONTENT = Told(liked="yes", able="helped", go_on="yes", words="Werkt netjes en vraagt als iets niet duidelijk is.")
THERE = ("told", "buddy", "language", "welcome")  # what Bas' team has so far


def _latest(row: Preparation) -> Preparation:
    return Preparation.objects.select_related("cohort", "enrolment").get(pk=row.pk)


def _conclude(row: Preparation, by: Actor, state: PreparationState, reason: str = "") -> None:
    came_of_it = {"result": Result.REACHED, "shows": "Kan het laten zien in de les."} if state == DONE else {}
    certificate = "VCA-basis" if row.kind == "certificate" else ""
    said = Conclusion(state=state, reason=reason, certificate=certificate, **came_of_it)
    actions.conclude_piece(preparation=row, said=said, seen=row.edits, by=by)


def _hold(row: Preparation, bas: Actor, karim: Actor, *, over: bool) -> None:
    """Let a taster placement be arranged, and told of by both sides when it is over."""
    today = timezone.localdate()
    first = today - timedelta(days=9) if over else today + timedelta(days=5)
    said = Days(place="bij de vaste ploeg", begins_on=first, days=3)
    actions.arrange_taster(preparation=row, said=said, seen=row.edits, by=bas)
    if over:
        actions.tell_taster(preparation=_latest(row), side=Side.EMPLOYER, told=CONTENT, by=bas)
        actions.tell_taster(preparation=_latest(row), side=Side.CANDIDATE, told=GLAD, by=karim)


def _owners(actors: Mapping[str, Actor], school: Actor) -> Mapping[tuple[int | None, str], Actor]:
    found = {(actor.organisation_id, actor.function): actor for actor in actors.values()}
    return found | {(school.organisation_id, Function.EDUCATOR): school}


FUNCTIONS = {
    "intermediary": Function.CASEWORKER,
    "educator": Function.EDUCATOR,
    "language_educator": Function.EDUCATOR,
    "employer": Function.EMPLOYER,
}


def prepare_people(cohort: Cohort, enrolments: Iterable[Enrolment], actors: Mapping[str, Actor], school: Actor) -> None:
    """Let the cast see to what waits for them before the start; ``enrolments``: who is in the pre-track, in order."""
    owners: Any = _owners(actors, school)
    for number, enrolment in enumerate(enrolments):
        for row in Preparation.objects.filter(enrolment=enrolment).select_related("cohort", "enrolment"):
            by = owners.get((row.organisation_id, FUNCTIONS.get(row.doer)), actors["roos"])
            match row.kind:
                case PreparationKind.TASTER if number < 2 and row.employer_id is not None:
                    _hold(row, actors["bas"], actors["karim"], over=number == 0)
                case PreparationKind.TASTER:
                    pass
                case PreparationKind.ARITHMETIC | PreparationKind.INTERCULTURAL_CANDIDATE if number < 2:
                    _conclude(row, by, DONE)
                case PreparationKind.CERTIFICATE if number == 0:
                    _conclude(row, by, DONE)
                case PreparationKind.OTHER if number == 0 and row.content == "orientation":
                    _conclude(row, by, NOT_NEEDED, "has_it")
        if number == 0:
            bicycle = Task(
                what="Een fiets voor de rit naar het werk",
                doer=Doer.MENTOR,
                due_on=timezone.localdate() + timedelta(days=12),
            )
            actions.add_piece(enrolment=enrolment, said=bicycle, by=actors["karim"])
    for team in Preparation.objects.filter(cohort=cohort, enrolment=None).select_related("cohort", "enrolment"):
        if team.employer_id == actors["bas"].organisation_id:
            actions.check_team(preparation=team, checked=THERE, seen=team.edits, by=actors["bas"])
