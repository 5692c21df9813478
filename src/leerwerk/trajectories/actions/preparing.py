"""What people do about a pre-track: see to its pieces, arrange a taster placement and tell of it, prepare a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils import timezone

from leerwerk.engine.pathway import Doer, Stage
from leerwerk.engine.pathway.preparing import Side, last_day, reports_missing
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.actions.agreements import WrittenMeanwhile
from leerwerk.trajectories.actions.pieces import await_piece
from leerwerk.trajectories.enums import PreparationKind, PreparationState, TeamCheck
from leerwerk.trajectories.models import Cohort, Enrolment, Preparation, TasterReport
from leerwerk.trajectories.queries.paths import path_of
from leerwerk.trajectories.queries.pieces import owner_of

TASTER, TEAM = PreparationKind.TASTER, PreparationKind.INTERCULTURAL_TEAM


class NotLikeThis(Exception):
    """This kind of work is not done so: a taster placement is done when both sides told, a team when all is there."""


class NoResult(Exception):
    """Who concludes a piece says what came of it, and what shows it."""


class NotArranged(Exception):
    """Nobody said yet where and when the taster placement is."""


class NotInThePreTrack(Exception):
    """The participant is not in the pre-track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """How a piece stands. ``reason``: why it is not needed. ``certificate``: which one there is now.

    ``result``, ``shows``: of what is done, whether it was reached, and what shows it in a sentence.
    """

    state: PreparationState
    reason: str = ""
    result: str = ""
    shows: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A taster placement: what work and where, from which day, and for how many days."""

    place: str
    begins_on: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How one side says that a taster placement went."""

    liked: str
    able: str
    go_on: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do before the start that people add or change: what, as what its owner does it, and until when."""

    what: str
    doer: Doer
    due_on: date


def _held(preparation: Preparation) -> Preparation:
    """Let nobody else write this piece, nor step on the path that it belongs to, meanwhile."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=preparation.cohort_id)
    held = Preparation.objects.select_for_update(of=("self",)).select_related("cohort", "enrolment")
    return held.get(pk=preparation.pk)


def _about(row: Preparation) -> Model:
    """Return in whose trail something stands: a participant's file, whom the wall may hide, or the group's."""
    return Candidate(pk=row.enrolment.candidate_id) if row.enrolment is not None else row.cohort


def _write(
    row: Preparation, kind: str, before: tuple[object, ...], after: tuple[object, ...], seen: int, by: Actor
) -> bool:
    """Return whether there is something to write: the same once more is nothing.

    Raises WrittenMeanwhile when somebody else wrote something after the page was shown.
    """
    if before == after:
        record("preparation_left_as_it_was", _about(row), by=by, preparation=row.pk, pressed=kind)
        return False
    if seen != row.edits:
        raise WrittenMeanwhile
    return True


def _saved(row: Preparation, kind: str, by: Actor, **facts: object) -> Preparation:
    row.edits += 1
    row.save()
    await_piece(row)
    record(kind, _about(row), by=by, preparation=row.pk, piece=row.kind, **facts)
    return row


@action
def conclude_piece(*, preparation: Preparation, said: Conclusion, seen: int, by: Actor) -> Preparation:
    """Say that a piece is done, is not needed and why, or is open again; the same once more has no second effect.

    Raises NotLikeThis for what is done in another way, NoResult, and WrittenMeanwhile.
    """
    row = _held(preparation)
    if row.kind in (TASTER, TEAM) and PreparationState.DONE in (said.state, row.state):
        raise NotLikeThis
    done = said.state == PreparationState.DONE
    if done and not (said.result and said.shows.strip()):
        raise NoResult
    came_of_it = (said.result, said.shows.strip(), said.certificate.strip()) if done else ("", "", "")
    after = (said.state, said.reason, *came_of_it)
    if not _write(row, "concluded", (row.state, row.reason, row.result, row.shows, row.certificate), after, seen, by):
        return row
    row.state, row.reason, row.result, row.shows, row.certificate = after
    row.closed_on = None if row.state == PreparationState.OPEN else timezone.localdate()
    return _saved(
        row, "preparation_concluded", by, state=str(row.state), reason=str(row.reason), result=str(row.result)
    )


@action
def arrange_taster(*, preparation: Preparation, said: Days, seen: int, by: Actor) -> Preparation:
    """Say where and when a taster placement is; it is due on its last day. Raises NotLikeThis, WrittenMeanwhile."""
    row = _held(preparation)
    if row.kind != TASTER or row.state != PreparationState.OPEN or row.employer_id is None:
        raise NotLikeThis
    after = (said.place.strip(), said.begins_on, said.days)
    if not _write(row, "arranged", (row.place, row.begins_on, row.days), after, seen, by):
        return row
    row.place, row.begins_on, row.days = after
    row.due_on = last_day(row.begins_on, said.days)
    return _saved(row, "taster_arranged", by, days=said.days)


@action
def tell_taster(*, preparation: Preparation, side: Side, told: Told, by: Actor) -> Preparation:
    """Tell for one side how a taster placement went, once; when both sides did, it is done.

    For the candidate an intermediary may write it down. Raises NotArranged, and NotLikeThis for what is no open taster
    placement.
    """
    row = _held(preparation)
    if row.kind != TASTER or row.enrolment is None:
        raise NotLikeThis
    if side in row.told_by:
        record("preparation_left_as_it_was", _about(row), by=by, preparation=row.pk, pressed="told")
        return row
    if row.state != PreparationState.OPEN:
        raise NotLikeThis
    if row.days is None:
        raise NotArranged
    TasterReport.objects.create(
        preparation=row,
        enrolment=row.enrolment,
        side=side,
        liked=told.liked,
        able=told.able,
        go_on=told.go_on,
        words=told.words.strip(),
        with_help=side is Side.CANDIDATE and by.candidate_id is None,
        person_id=by.person_id,
    )
    if side is Side.EMPLOYER:
        row.employer_told_at = timezone.now()
    else:
        row.candidate_told_at = timezone.now()
    if not reports_missing(row.told_by):
        row.state, row.closed_on = PreparationState.DONE, timezone.localdate()
    return _saved(row, "taster_told", by, side=str(side))


@action
def check_team(*, preparation: Preparation, checked: Iterable[str], seen: int, by: Actor) -> Preparation:
    """Note what a team has; it is prepared when it has everything. Raises NotLikeThis and WrittenMeanwhile."""
    row = _held(preparation)
    if row.kind != TEAM:
        raise NotLikeThis
    there = set(checked)
    after = [one.value for one in TeamCheck if one in there]
    if not _write(row, "checked", (row.checked, row.state != "not_needed"), (after, True), seen, by):
        return row
    row.checked, row.reason = after, ""
    whole = len(after) == len(TeamCheck)
    row.state = PreparationState.DONE if whole else PreparationState.OPEN
    row.closed_on = timezone.localdate() if whole else None
    return _saved(row, "team_checked", by, there=len(after), of=len(TeamCheck))


@action
def add_piece(*, enrolment: Enrolment, said: Task, by: Actor) -> Preparation:
    """Add something to do before the start for a participant; the same once more is one. Raises NotInThePreTrack."""
    Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.cohort_id)
    held = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort__version").get(pk=enrolment.pk)
    if held.stage != Stage.PRE_TRACK:
        raise NotInThePreTrack
    facts = {"enrolment": held, "what": said.what.strip(), "doer": said.doer, "due_on": said.due_on}
    if there := Preparation.objects.filter(**facts, state=PreparationState.OPEN).select_related("enrolment").first():
        record("preparation_left_as_it_was", _about(there), by=by, preparation=there.pk, pressed="added")
        return there
    today = timezone.localdate()
    row = Preparation(**facts, cohort=held.cohort, kind=PreparationKind.OTHER, begins_on=min(today, said.due_on))
    row.organisation_id = owner_of(path_of(held), said.doer)
    row.save(force_insert=True)
    return _saved(row, "preparation_added", by)


@action
def change_piece(*, preparation: Preparation, said: Task, seen: int, by: Actor) -> Preparation:
    """Let an open piece be of somebody else, or ready by another day. Raises NotLikeThis and WrittenMeanwhile."""
    row = _held(preparation)
    if row.state != PreparationState.OPEN or (row.kind in (TASTER, TEAM) and said.doer != Doer.EMPLOYER):
        raise NotLikeThis
    what = said.what.strip()
    if not _write(row, "changed", (row.what, row.doer, row.due_on), (what, str(said.doer), said.due_on), seen, by):
        return row
    row.what, row.doer, row.due_on = what, said.doer, said.due_on
    row.begins_on = min(row.begins_on, row.due_on)
    if row.enrolment is not None:
        row.organisation_id = owner_of(path_of(row.enrolment), said.doer)
    return _saved(row, "preparation_changed", by)
