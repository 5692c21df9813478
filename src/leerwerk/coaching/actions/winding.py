"""Setting the clocks: what is due follows from the facts, is stored, and waits for whoever accompanies.

Setting a clock twice changes nothing the second time, so that a job which dies half-way is simply run again.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from leerwerk.coaching.enums import MISSED_IN, TO_NAME_A_COACH, Side, Standing, WhyEnded
from leerwerk.coaching.holding import held
from leerwerk.coaching.models import Accompaniment, Clock, DueContact
from leerwerk.coaching.queries.clock_facts import PHASES, Facts, facts_of
from leerwerk.coaching.queries.coaches import who_may_no_longer
from leerwerk.coaching.queries.owners import DIRECTORS, Owner, owner_of
from leerwerk.engine import coaching as engine
from leerwerk.engine.pathway import Step
from leerwerk.notices.actions import Awaited, settle_many
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.mentors import mentors_of

AT_ONCE = 200  # clocks that one transaction of the job sets
OF_A_TURN = ("clock_id", "spell", "kind", "ordinal")
OF_A_CONTACT = ("phase", "nominal", "day", "moved", "opens", "closes", "standing", "talk_id")
AT_STANDING = OF_A_CONTACT.index("standing")
OF_A_CLOCK = (
    "coach_id",
    "organisation_id",
    "phase",
    "phase_since",
    "due_on",
    "next_on",
    "last_on",
    "missed",
    "looks_again_on",
)
ABOUT = Enrolment._meta.label_lower
TALK, MISSED, COACH = "coaching.talk.", "coaching.missed.", "coaching.coach."


type Turn = tuple[int, int, str, int]  # which contact: its clock, spell, kind and ordinal


def _told(found: Mapping[int, Sequence[engine.Due]]) -> dict[Turn, tuple[object, ...]]:
    """Return what is to be stored of each contact, as OF_A_CONTACT names it."""
    return {
        (key, one.turn.spell, str(one.turn.kind), one.turn.ordinal): (
            *(str(one.phase), one.nominal, one.day, [str(why) for why in one.moved], one.opens, one.closes),
            *(str(one.standing), one.talk),
        )
        for key, dues in found.items()
        for one in dues
    }


def _store(found: Mapping[int, Sequence[engine.Due]]) -> set[int]:
    """Let exactly these contacts be stored; return the clocks of which another contact is open than before."""
    rows = DueContact.objects.filter(clock__in=list(found)).values_list(*OF_A_TURN, "pk", *OF_A_CONTACT)
    stored: dict[Turn, tuple[int, tuple[object, ...]]] = {
        (clock, spell, kind, ordinal): (pk, tuple(told)) for clock, spell, kind, ordinal, pk, *told in rows
    }
    wanted = _told(found)
    gone = [pk for turn, (pk, _told) in stored.items() if turn not in wanted]
    other = {turn: told for turn, told in wanted.items() if turn not in stored or stored[turn][1] != told}
    new = [
        DueContact(**dict(zip((*OF_A_TURN, *OF_A_CONTACT), (*turn, *told), strict=True)))
        for turn, told in other.items()
    ]
    DueContact.objects.filter(pk__in=gone).delete()
    closed = [row for row in new if row.standing != Standing.OPEN]  # first, as one is open at a time
    for some in (closed, [row for row in new if row.standing == Standing.OPEN]):
        DueContact.objects.bulk_create(some, update_conflicts=True, unique_fields=OF_A_TURN, update_fields=OF_A_CONTACT)
    before = {turn[0]: turn for turn, (_pk, told) in stored.items() if told[AT_STANDING] == Standing.OPEN}
    after = {turn[0]: turn for turn, told in wanted.items() if told[AT_STANDING] == Standing.OPEN}
    return {key for key in found if before.get(key) != after.get(key)}


def _missed_in_a_row(dues: Sequence[engine.Due]) -> list[engine.Due]:
    """Return the contacts that were missed since somebody was spoken with last; none where none is due any more."""
    found: list[engine.Due] = []
    if not engine.is_still_due(one.standing for one in dues):
        return found
    for one in dues:
        if one.standing is engine.Standing.HELD:
            found = []
        elif one.standing is engine.Standing.MISSED:
            found.append(one)
    return found


def _write(clock: Clock, known: Facts, dues: Sequence[engine.Due]) -> None:
    """Write on the clock what lists read of it."""
    asked = known.asked
    clock.coach = known.coach
    clock.organisation_id = None if known.coach is None else known.coach.organisation_id
    now = [one for one in asked.spells if one.begins <= asked.today and (one.ends is None or asked.today < one.ends)]
    spell = now[-1] if now else None
    clock.phase, clock.phase_since = (str(spell.phase), spell.begins) if spell is not None else ("", None)
    live = spell is not None
    clock.due_on = next((one.day for one in dues if one.standing is engine.Standing.OPEN), None) if live else None
    clock.next_on = next((one.day for one in dues if one.standing is engine.Standing.AHEAD), None) if live else None
    clock.last_on = max((one.day for one in asked.talks), default=None)
    clock.missed = len(_missed_in_a_row(dues)) if live else 0
    days = [engine.next_change(dues, asked), known.changes_on]
    clock.looks_again_on = min((day for day in days if day is not None), default=None) if live else None


def _awaited(
    clock: Clock, dues: Sequence[engine.Due], mentors: Mapping[int, int], today: date
) -> dict[str, list[Awaited]]:
    """Return what waits about a side, by the beginning of its kind."""

    def one(kind: str, due: date, whose: Owner) -> Awaited:
        organisation, function, person = whose
        return Awaited(
            kind=f"{kind}{clock.side}",
            organisation_id=organisation,
            function=function,
            person_id=person,
            due_on=due,
            region_id=clock.region_id,
            group_code=clock.enrolment.cohort.code,
            candidate_id=clock.enrolment.candidate_id,
        )

    found: dict[str, list[Awaited]] = {TALK: [], MISSED: [], COACH: []}
    if clock.due_on is not None:
        found[TALK].append(one(TALK, clock.due_on, owner_of(clock, mentors)))
    if clock.phase and (missed := _missed_in_a_row(dues)):
        closed = missed[0].closes or today
        found[MISSED].append(one(MISSED, closed + timedelta(days=MISSED_IN), DIRECTORS))
    if clock.phase and clock.coach is None:  # then the owner is whoever names one
        since = clock.phase_since or today
        found[COACH].append(one(COACH, since + timedelta(days=TO_NAME_A_COACH), owner_of(clock, mentors)))
    return found


@part
def wind(clocks: Sequence[Clock], today: date) -> None:
    """Let these clocks, held by this transaction, be what the facts of the day say, and wait for whom they do.

    They come with their enrolment and its group, and with their coach.
    """
    if not clocks:
        return
    with lowered():
        known = facts_of(clocks, today)
        found = {clock.pk: engine.dues(known[clock.pk].asked) for clock in clocks}
        others = _store(found)
        for clock in clocks:
            _write(clock, known[clock.pk], found[clock.pk])
        # they are held, so that all exist: this is an update, without a CASE for every field of every clock
        Clock.objects.bulk_create(clocks, update_conflicts=True, unique_fields=["id"], update_fields=OF_A_CLOCK)
        mentors = mentors_of([clock.enrolment for clock in clocks])
        for side in Side.values:
            of_side = [clock for clock in clocks if clock.side == side]
            wanted = {clock.enrolment_id: _awaited(clock, found[clock.pk], mentors, today) for clock in of_side}
            done = {clock.enrolment_id: list[Awaited]() for clock in of_side if clock.pk in others}
            settle_many(ABOUT, f"{TALK}{side}", done)  # what waited was another contact
            for kind in (TALK, MISSED, COACH):
                settle_many(ABOUT, f"{kind}{side}", {key: waits[kind] for key, waits in wanted.items()})


@part
def follow_path(enrolment: Enrolment, step: Step | None) -> None:
    """Let both clocks of a participation follow a step; they begin with the first stage of taking part."""
    with lowered():
        accompanied = enrolment.stage in PHASES
        if accompanied and not Clock.objects.filter(enrolment=enrolment).exists():
            region = enrolment.cohort.region_id
            Clock.objects.bulk_create(
                [Clock(enrolment=enrolment, side=side, region_id=region) for side in Side.values], ignore_conflicts=True
            )
        wind(held(enrolment=enrolment), timezone.localdate())


@action
def wind_region(*, region: Region, today: date, by: Actor) -> int:
    """Set the clocks of a region that have to be looked at on a day, a few hundred at a time; return how many.

    Those that another worker holds are left to it. Nothing is left to do when it returns zero.
    """
    looked_at = Q(looks_again_on__lte=today)
    rows = Clock.objects.select_for_update(of=("self",), skip_locked=True).filter(looked_at, region=region)
    clocks = list(rows.select_related("enrolment__cohort", "coach").order_by("enrolment_id", "side")[:AT_ONCE])
    wind(clocks, today)
    record("clocks_wound", region, by=by, clocks=len(clocks), day=today.isoformat())
    return len(clocks)


@action
def let_go_of_who_left(*, region: Region, today: date, by: Actor) -> int:
    """End what is accompanied by who may no longer, so that somebody is named; return how many sides."""
    left = who_may_no_longer(today).filter(clock__region=region).select_related("member").order_by("clock_id")
    rows = list(left.select_for_update(of=("self",)))
    for row in rows:
        assert row.member is not None  # a coach is one
        gone = row.member.until is not None and row.member.until <= today
        row.until = max(row.since, (row.member.until if gone else None) or today)
        row.why_ended = WhyEnded.LEFT if gone else WhyEnded.ANOTHER_ORGANISATION
    Accompaniment.objects.bulk_update(rows, ["until", "why_ended"])
    Clock.objects.filter(pk__in=[row.clock_id for row in rows]).exclude(phase="").update(looks_again_on=today)
    record("accompanying_ended", region, by=by, sides=len(rows))
    return len(rows)
