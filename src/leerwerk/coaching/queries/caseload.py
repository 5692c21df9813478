"""Caseloads and lists of open contacts: a few questions however many people there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock, Room
from leerwerk.coaching.rules.caseloads import coaches_of
from leerwerk.engine import coaching as engine
from leerwerk.parties.models import Membership, Organisation
from leerwerk.parties.rules import is_director
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.models import Enrolment, Participant

USUAL_ROOM = Decimal(25)  # points, of who said nothing of their room: chosen by us


@dataclass(frozen=True, slots=True, kw_only=True)
class Accompanied:
    """A participant with the sides that somebody accompanies, and which of them is due first."""

    enrolment: Enrolment
    sides: tuple[Clock, ...]

    @property
    def due_on(self) -> date | None:
        """The first day on which one of the sides is due."""
        return min((one.due_on for one in self.sides if one.due_on is not None), default=None)

    @property
    def missed(self) -> int:
        """How many contacts in a row were missed, of the side of which most were."""
        return max((one.missed for one in self.sides), default=0)


def _named(rows: Iterable[Enrolment]) -> dict[int, Enrolment]:
    """Return these participations with their participant, of whom the asker may meet: one question."""
    found = {row.pk: row for row in rows}
    named: dict[int, Enrolment] = {}
    for who in Participant.objects.filter(enrolment__in=list(found)):
        row = found[who.enrolment_id]
        row._state.fields_cache["participant"] = who
        named[row.pk] = row
    return named


def caseload_of(member: int, *, side: str = "") -> list[Accompanied]:
    """Return whom somebody accompanies, who is due first first: two questions."""
    rows = Clock.objects.filter(coach=member).exclude(phase="").select_related("enrolment__cohort__municipality")
    clocks = list(rows.filter(side=side) if side else rows)
    named = _named(one.enrolment for one in clocks)
    sides: dict[int, list[Clock]] = defaultdict(list)
    for one in sorted(clocks, key=lambda one: one.side):
        sides[one.enrolment_id].append(one)
    people = [Accompanied(enrolment=row, sides=tuple(sides[key])) for key, row in named.items()]
    return sorted(people, key=lambda one: (one.due_on or date.max, str(one.enrolment.participant), one.enrolment.pk))


def points(clocks: Iterable[Clock], signals: Mapping[int, int], today: date) -> Decimal:
    """Return what it is to accompany these; ``signals``: open ones by participation, counted with the participant."""
    total = Decimal(0)
    for one in clocks:
        phase = engine.Phase(one.phase) if one.phase else None
        side = engine.Side(one.side)
        open_now = signals.get(one.enrolment_id, 0) if side is engine.Side.CANDIDATE else 0
        total += engine.weight(phase, one.phase_since, side, open_now, today)
    return total


def open_contacts(actor: Actor, said: Mapping[str, Any], today: date) -> QuerySet[Clock]:
    """Return the clocks of a region on which a contact is open, or was missed.

    ``said`` may hold: show (``late``, ``missed``, ``nobody``: without a coach), side, organisation (of the coach), q (a
    part of the group's code).
    """
    rows = Clock.objects.filter(region=actor.region_id or 0)
    match said.get("show"):
        case "missed":
            found = rows.filter(missed__gt=0).order_by("-missed", "id")
        case "nobody":
            found = rows.filter(coach=None).exclude(phase="").order_by("phase_since", "id")
        case "late":
            found = rows.filter(due_on__lt=today).order_by("due_on", "id")
        case _:
            found = rows.filter(due_on__isnull=False).order_by("due_on", "id")
    if side := said.get("side"):
        found = found.filter(side=side)
    if organisation := said.get("organisation"):
        found = found.filter(organisation=organisation)
    if code := said.get("q"):
        found = found.filter(enrolment__cohort__code__icontains=code)
    return found


def clocks_with(keys: Sequence[int]) -> list[Clock]:
    """Return the clocks with these keys, in that order, with their people: two questions."""
    rows = Clock.objects.select_related("enrolment__cohort", "coach__person", "organisation")
    found = {one.pk: one for one in rows.filter(pk__in=keys)}
    named = _named(one.enrolment for one in found.values())
    clocks = [found[key] for key in keys if key in found]
    for one in clocks:
        if one.enrolment_id in named:
            one.enrolment = named[one.enrolment_id]
    return [one for one in clocks if one.enrolment_id in named]


def coaching_organisations(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose members accompany in the region."""
    return Organisation.objects.filter(region=actor.region_id, kind__in=("municipality", "uwv", "connector")).order_by(
        "name"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Carries:
    """What one coach carries: points of the room they have, how many people, how many contacts are late or missed."""

    member: Membership
    load: Decimal
    room: Decimal
    said: bool
    people: int
    late: int
    missed: int

    @property
    def over(self) -> bool:
        """Whether it is more than they have room for."""
        return self.load > self.room


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Somebody whom a colleague with room could accompany."""

    clock: Clock
    giver: Membership
    taker: Membership
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Who carries what, and what could go to whom."""

    coaches: list[Carries]
    proposals: list[Proposed]
    nobody: int


MOST_PROPOSED = 20
CARRIED = "SELECT coach, side, phase, since, sides, people, late, missed FROM coaching_carried(%s, %s)"


@dataclass(slots=True)
class _Counted:
    load: Decimal = Decimal(0)
    people: int = 0
    late: int = 0
    missed: int = 0


def _rooms(members: Iterable[int], today: date) -> dict[int, Decimal]:
    rows = Room.objects.filter(member__in=list(members), since__lte=today).order_by("since")
    return dict(rows.values_list("member", "points"))


def _counted(members: Sequence[int], signals: Mapping[int, int], today: date) -> Mapping[int, _Counted]:
    """Return what each of these carries: everybody whom they accompany is counted, the asker's signals weigh."""
    found = {key: _Counted() for key in members}
    with connection.cursor() as cursor:
        cursor.execute(CARRIED, [list(members), today])
        for coach, side, phase, since, sides, people, late, missed in cursor.fetchall():
            one = found[coach]
            one.load += sides * engine.weight(engine.Phase(phase), since, engine.Side(side), 0, today)
            one.people += people
            one.late += late
            one.missed += missed
    with_signals = Clock.objects.filter(enrolment__in=list(signals), side=Side.CANDIDATE, coach__in=members)
    if signals:
        for key, coach in with_signals.exclude(phase="").order_by().values_list("enrolment", "coach"):
            assert coach is not None  # filtered on
            found[coach].load += engine.for_signals(signals[key])
    return found


def _proposed(
    carried: Sequence[Carries], members: Mapping[int, Membership], signals: Mapping[int, int], today: date
) -> list[Proposed]:
    """Return who could go from those who carry most too much to colleagues with room: of whom the asker may meet."""
    with_room = {one.member.organisation_id for one in carried if one.load < one.room}
    over = [one for one in carried if one.over and one.member.organisation_id in with_room]
    givers = sorted(over, key=lambda one: one.room - one.load)[:MOST_PROPOSED]
    if not givers:
        return []
    rows = Clock.objects.filter(coach__in=[one.member.pk for one in givers]).exclude(phase="")
    clocks = {one.pk: one for one in rows.select_related("enrolment__cohort").order_by()}
    moves = engine.balance(
        [
            engine.Carried(coach=one.member.pk, team=one.member.organisation_id, room=one.room, load=one.load)
            for one in carried
        ],
        [(key, one.coach_id or 0, points([one], signals, today)) for key, one in clocks.items()],
        most=MOST_PROPOSED,
    )
    named = _named(clocks[move.carried].enrolment for move in moves)
    return [
        Proposed(clock=clocks[move.carried], giver=members[move.giver], taker=members[move.taker], points=move.points)
        for move in moves
        if clocks[move.carried].enrolment_id in named
    ]


def balance_of(actor: Actor, signals: Mapping[int, int], today: date) -> Balance:
    """Return who carries how much in the own organisation, or in a director's region, and proposals: seven questions.

    ``signals``: open ones that exist for the actor, by participation.
    """
    members = {one.pk: one for one in coaches_of(actor)}
    rooms = _rooms(members, today)
    carried = [
        Carries(
            member=members[key],
            load=one.load,
            room=rooms.get(key, USUAL_ROOM),
            said=key in rooms,
            people=one.people,
            late=one.late,
            missed=one.missed,
        )
        for key, one in _counted(list(members), signals, today).items()
    ]
    return Balance(
        coaches=sorted(carried, key=lambda one: (-(one.load - one.room), str(one.member.person))),
        proposals=_proposed(carried, members, signals, today),
        nobody=_with_nobody(actor),
    )


def _with_nobody(actor: Actor) -> int:
    """How many sides of the region nobody accompanies, for its director; no organisation has such."""
    if not is_director(actor):
        return 0
    return Clock.objects.filter(coach=None, region=actor.region_id).exclude(phase="").count()
