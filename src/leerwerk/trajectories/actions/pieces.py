"""What the house does about a pre-track: its pieces are made when somebody begins, and wait for whose they are."""

from django.utils import timezone

from leerwerk.engine.pathway import Doer, Stage
from leerwerk.notices.actions import settle
from leerwerk.privacy.trail import part
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.enums import NotNeeded, PreparationKind, PreparationState
from leerwerk.trajectories.models import Preparation
from leerwerk.trajectories.queries.paths import Path
from leerwerk.trajectories.queries.pieces import PIECES, around_a_path, missing_pieces, owner_of, wanted_of_piece


def _leave_behind(row: Preparation, path: Path) -> None:
    """Close a taster placement that was arranged at another employer's than today's; what was told of it stays.

    It is no longer the one that the design asks, so that there is a new one.
    """
    if row.kind != PreparationKind.TASTER or row.days is None or row.employer_id == owner_of(path, Doer.EMPLOYER):
        return
    row.state, row.reason, row.closed_on = PreparationState.NOT_NEEDED, NotNeeded.OTHER_EMPLOYER, timezone.localdate()
    row.content = ""
    row.save()


def _follow_the_owner(row: Preparation, path: Path) -> None:
    """Let an open piece be of who is around the participant now: a school or an employer may be another than before."""
    before = (row.organisation_id, row.employer_id)
    row.organisation_id = owner_of(path, Doer(row.doer))
    if row.kind == PreparationKind.TASTER:
        row.employer_id = owner_of(path, Doer.EMPLOYER)
    if (row.organisation_id, row.employer_id) != before:
        row.save()


@part
def prepare(path: Path) -> None:
    """Let there be everything that somebody's pre-track asks, once, and let exactly what is open of it wait."""
    if not path.facts.has_pre_track:
        return
    with lowered():
        rows, begun = list(around_a_path(path.enrolment)), path.enrolment.stage == Stage.PRE_TRACK
        own = [row for row in rows if row.enrolment_id == path.enrolment.pk]
        for row in own:
            row.enrolment = path.enrolment  # as it is after the step
            if begun and row.state == PreparationState.OPEN:
                _leave_behind(row, path)
        for row in missing_pieces(path, rows):
            row.save(force_insert=True)
            rows.append(row)
        for row in rows:
            if begun and row in own and row.state == PreparationState.OPEN:
                _follow_the_owner(row, path)
            settle(row, PIECES, wanted_of_piece(row))


@part
def await_piece(row: Preparation) -> None:
    """Let exactly what one piece waits for be open matters."""
    with lowered():
        settle(row, PIECES, wanted_of_piece(row))
