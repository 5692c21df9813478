"""What the pages of a pre-track show: pieces with what was told and what waits, of one participant and of a group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from leerwerk.engine.pathway import Doer
from leerwerk.notices.models import Matter
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Cohort, Enrolment, Preparation
from leerwerk.trajectories.queries.participants import with_names
from leerwerk.trajectories.queries.paths import Path
from leerwerk.trajectories.queries.pieces import PIECES
from leerwerk.trajectories.rules import paths_of, preparations_of

PREPARATION = "trajectories.preparation"


def pieces_for(actor: Actor, path: Path) -> list[Preparation]:
    """Return what the actor sees of somebody's pre-track, and of the team at their work: two queries."""
    employers = path.around.organisations.get(Doer.EMPLOYER, frozenset())
    own = Q(enrolment=path.enrolment.pk)
    team = Q(enrolment=None, cohort=path.enrolment.cohort_id, employer__in=employers)
    return list(preparations_of(actor).filter(own | team).prefetch_related("reports").order_by("due_on", "id"))


def waits_of(rows: Iterable[Preparation]) -> dict[int, list[Matter]]:
    """Return what waits for somebody about these pieces, by their key: one query."""
    waiting: dict[int, list[Matter]] = {row.pk: [] for row in rows}
    found = Matter.objects.filter(
        subject_type=PREPARATION, subject_id__in=waiting, closed_at=None, kind__startswith=PIECES
    )
    for matter in found.select_related("organisation").order_by("due_on", "id"):
        waiting[matter.subject_id].append(matter)
    return waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One participant in the overview of a group, with what the actor sees of their pre-track."""

    enrolment: Enrolment
    pieces: Sequence[Preparation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A group: its participants, and the teams that get new colleagues."""

    people: Sequence[Prepared]
    teams: Sequence[Preparation]


def overview(actor: Actor, cohort: Cohort) -> Overview:
    """Return what is prepared in a group, as the actor sees it: three queries."""
    people = with_names(
        paths_of(actor).filter(Exists(Preparation.objects.filter(enrolment=OuterRef("pk"))), cohort=cohort)
    )
    pieces: dict[int | None, list[Preparation]] = {}
    for row in preparations_of(actor).filter(cohort=cohort).order_by("due_on", "id"):
        pieces.setdefault(row.enrolment_id, []).append(row)
    shown = [Prepared(enrolment=one, pieces=pieces.get(one.pk, [])) for one in people]
    return Overview(people=[one for one in shown if one.pieces], teams=pieces.get(None, []))
