"""Signals: raised and cleared by the facts, answered by people, and asked after whether that helped.

Looking twice changes nothing the second time, so that a job which dies half-way is simply run again. Whoever looks at a
participation, or answers a signal about it, holds its watch: a coach who notes a talk and the job do not raise the same
signal twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from leerwerk.coaching.enums import Side
from leerwerk.coaching.models import Clock, Signal, SignalResponse, SignalRule, SignalWatch
from leerwerk.coaching.queries.clock_facts import PHASES
from leerwerk.coaching.queries.owners import (
    DIRECTORS,
    ONE_DAY,
    Owner,
    kept_from,
    owner_of,
    working_days_after,
)
from leerwerk.coaching.queries.signal_facts import as_evidence, known_of, rules_on
from leerwerk.coaching.signal_enums import ASKED_AFTER, KEPT_FROM_OTHERS, TO_LOOK, TO_SAY, Done, Helped
from leerwerk.engine.coaching.signal_facts import OF_CODE, SignalCode, Thresholds
from leerwerk.engine.coaching.signals import signals
from leerwerk.engine.pathway import Step
from leerwerk.notices.actions import Awaited, hand_on, settle_many
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.privacy.wall import lowered
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories.models import Enrolment
from leerwerk.trajectories.queries.mentors import mentors_of

AT_ONCE = 300  # participations that one transaction of the job looks at
ABOUT = Signal._meta.label_lower
KINDS = "coaching.signal."


class SaidMeanwhile(Exception):
    """Somebody else said whether it helped after the page was opened."""


class NotBackwards(Exception):
    """Thresholds hold from today on, or from a later day: what was raised stays as it was."""


def _clocks_of(keys: Iterable[int]) -> list[Clock]:
    rows = Clock.objects.filter(enrolment__in=list(keys)).select_related("enrolment__cohort__version", "coach")
    return list(rows.order_by("enrolment_id", "side"))


def _held(keys: Iterable[int]) -> list[SignalWatch]:
    """Return the watches of these participations for this transaction only, in one order for whoever holds several."""
    return list(SignalWatch.objects.select_for_update().filter(enrolment__in=list(keys)).order_by("enrolment_id"))


@part
def look_for_signals(enrolments: Iterable[int], today: date) -> None:
    """Let the signals about these participations be what the facts of the day say, and wait for whom they do."""
    with lowered():
        clocks = _clocks_of(set(enrolments))
        regions = {one.enrolment_id: one.region_id for one in clocks}
        SignalWatch.objects.bulk_create(
            [SignalWatch(enrolment_id=key, region_id=region) for key, region in sorted(regions.items())],
            ignore_conflicts=True,
        )
        _look(clocks, _held(regions), today)


@part
def _look(clocks: Sequence[Clock], watches: Sequence[SignalWatch], today: date) -> None:
    """Look at participations whose watches this transaction holds."""
    region_of = {one.pk: one.region_id for one in watches}
    rows = Signal.objects.filter(enrolment__in=list(region_of), cleared_on=None)
    open_now = {(row.enrolment_id, row.side, row.code): row for row in rows}
    rules = rules_on(region_of.values(), today)
    made, changed = [], []
    for key, known in known_of(clocks, today).items():
        thresholds, on = rules[region_of[key]]
        for found in signals(known, thresholds, on=on):
            evidence = as_evidence(found)
            row = open_now.pop((key, str(found.side), str(found.code)), None)
            if row is None:
                about = Signal(enrolment_id=key, side=str(found.side), code=str(found.code), raised_on=today)
                about.region_id, about.evidence = region_of[key], evidence
                made.append(about)
            elif row.evidence != evidence:
                row.evidence = evidence
                changed.append(row)
    for row in open_now.values():
        row.cleared_on = today
    Signal.objects.bulk_create(made)
    Signal.objects.bulk_update(changed, ["evidence"])
    Signal.objects.bulk_update(list(open_now.values()), ["cleared_on"])
    waiting = await_signals(clocks, today)
    live = {one.enrolment_id for one in clocks if one.phase}
    for watch in watches:
        watch.looks_again_on = today + ONE_DAY if watch.pk in live or watch.pk in waiting else None
    SignalWatch.objects.bulk_update(watches, ["looks_again_on"])
    _hand_on([one for one in made if one.code == SignalCode.COACH_CHANGED], clocks)


def _hand_on(made: Sequence[Signal], clocks: Sequence[Clock]) -> None:
    """Let what waits about a side be asked of the coach who came: the one before is not there for it any more."""
    coaches = {(one.enrolment_id, one.side): one.coach for one in clocks}
    for signal in made:
        coach = coaches[signal.enrolment_id, signal.side]
        if coach is not None:
            about = Signal.objects.filter(enrolment=signal.enrolment_id, side=signal.side)
            for row in about.exclude(code__in=KEPT_FROM_OTHERS):
                hand_on(row, KINDS, coach.person_id)


def _owners(rows: Sequence[Signal], clocks: Sequence[Clock]) -> Mapping[int, Owner]:
    """Return who looks at each signal: the coach, else the organisation that mentors, else the directors; at one that
    only the own intermediary may know of, they do.
    """
    of = {(one.enrolment_id, one.side): one for one in clocks}
    mentors, not_asked = mentors_of([one.enrolment for one in clocks]), kept_from(clocks)
    own = {row.enrolment_id for row in rows if row.code in KEPT_FROM_OTHERS}
    guides = dict(Enrolment.objects.filter(pk__in=own).values_list("pk", "candidate__intermediary"))
    found: dict[int, Owner] = {}
    for row in rows:
        clock = of[row.enrolment_id, row.side]
        owner = owner_of(clock, mentors)
        if row.code in KEPT_FROM_OTHERS:
            guide = guides[row.enrolment_id]
            by_name = owner[2] if owner[:2] == (guide, Function.CASEWORKER) else None
            owner = (guide, Function.CASEWORKER, by_name)
        elif (row.enrolment_id, owner[0]) in not_asked:
            owner = DIRECTORS
        found[row.pk] = owner
    return found


def _wanted(row: Signal, owner: Owner, clock: Clock, today: date) -> list[Awaited]:
    """Return what waits about a signal: that somebody does something about it, and later whether that helped."""
    said = next(iter(row.responses.all()), None)
    own = "own_" if row.code in KEPT_FROM_OTHERS else ""
    kind, due = "", today
    if said is None and row.cleared_on is None:
        kind, due = f"{KINDS}{own}look", working_days_after(row.raised_on, TO_LOOK)
    elif said is not None and _is_asked(said, today):
        kind, due = f"{KINDS}{own}helped", working_days_after(said.day + timedelta(days=ASKED_AFTER), TO_SAY)
    if not kind:
        return []
    organisation, function, person = owner
    return [
        Awaited(
            kind=kind,
            organisation_id=organisation,
            function=function,
            person_id=person,
            due_on=due,
            region_id=row.region_id,
            group_code=clock.enrolment.cohort.code,
            candidate_id=clock.enrolment.candidate_id,
        )
    ]


def _is_asked(said: SignalResponse, today: date) -> bool:
    """Whether it is time to say whether it helped; where nothing was needed, nothing can have helped."""
    return not said.helped and said.done != Done.NOTHING and said.day + timedelta(days=ASKED_AFTER) <= today


@part
def await_signals(clocks: Sequence[Clock], today: date) -> set[int]:
    """Let what waits about the signals of these participations be what it is now.

    Return of which participations will be asked later whether something helped.
    """
    rows = list(Signal.objects.filter(enrolment__in={one.enrolment_id for one in clocks}).prefetch_related("responses"))
    of = {(one.enrolment_id, one.side): one for one in clocks}
    owners = _owners(rows, clocks)
    wanted = {row.pk: _wanted(row, owners[row.pk], of[row.enrolment_id, row.side], today) for row in rows}
    settle_many(ABOUT, KINDS, wanted)
    last = [(row.enrolment_id, next(iter(row.responses.all()), None)) for row in rows]
    return {key for key, said in last if said is not None and not said.helped and said.done != Done.NOTHING}


@part
def follow_signals(enrolment: Enrolment, step: Step | None) -> None:
    """Let signals follow a step after which somebody is not accompanied any more, or begins or ends a pause."""
    over = enrolment.stage not in PHASES
    if over or step in (Step.PAUSE, Step.RESUME):
        with lowered():
            watched = SignalWatch.objects.filter(enrolment=enrolment).exists()
        if watched:
            look_for_signals([enrolment.pk], timezone.localdate())


def _watch_everybody(region: Region, today: date) -> None:
    """Let the job look at whoever is accompanied in a region and is not looked at yet."""
    live = Clock.objects.filter(region=region, side=Side.CANDIDATE).exclude(phase="")
    watched = SignalWatch.objects.filter(enrolment=OuterRef("enrolment"))
    new = live.filter(~Exists(watched)).order_by("enrolment_id").values_list("enrolment_id", flat=True)[:AT_ONCE]
    SignalWatch.objects.bulk_create(
        [SignalWatch(enrolment_id=key, region=region, looks_again_on=today) for key in new], ignore_conflicts=True
    )
    asleep = SignalWatch.objects.filter(region=region, looks_again_on=None)
    asleep.filter(Exists(live.filter(enrolment=OuterRef("enrolment")))).update(looks_again_on=today)


@action
def look_region(*, region: Region, today: date, by: Actor) -> int:
    """Look for the signals of a region, some hundreds of participations at a time; return at how many was looked.

    Those that another worker holds are left to it. Nothing is left to do when it returns zero.
    """
    _watch_everybody(region, today)
    rows = SignalWatch.objects.select_for_update(skip_locked=True).filter(region=region, looks_again_on__lte=today)
    watches = list(rows.order_by("enrolment_id")[:AT_ONCE])
    if watches:
        _look(_clocks_of([one.pk for one in watches]), watches, today)
    record("signals_looked_for", region, by=by, people=len(watches), day=today.isoformat())
    return len(watches)


def _about(signal: Signal) -> Candidate:
    return Candidate(pk=signal.enrolment.candidate_id)


@part
def _await_again(signal: Signal) -> None:
    """Let what waits about a participation follow what was said about a signal, and look at it again tomorrow."""
    today = timezone.localdate()
    with lowered():
        await_signals(_clocks_of([signal.enrolment_id]), today)
        SignalWatch.objects.filter(enrolment=signal.enrolment_id).update(looks_again_on=today + ONE_DAY)


def _hold(signal: Signal) -> None:
    with lowered():
        _held([signal.enrolment_id])


@action
def answer_signal(*, signal: Signal, done: Done, words: str, by: Actor) -> SignalResponse:
    """Say what was done about a signal; the same of the same day once more is one."""
    _hold(signal)
    response, made = SignalResponse.objects.get_or_create(
        signal=signal,
        done=done,
        words=words.strip(),
        day=timezone.localdate(),
        by_id=by.person_id,
        defaults={"organisation_id": by.organisation_id},
    )
    if made:
        _await_again(signal)
    record(
        "signal_answered" if made else "signal_answered_again", _about(signal), by=by, signal=signal.pk, done=str(done)
    )
    return response


@action
def say_helped(*, response: SignalResponse, helped: Helped, by: Actor) -> SignalResponse:
    """Say whether what was done helped; said already, it stays. Raises SaidMeanwhile where it was said otherwise."""
    _hold(response.signal)
    row = SignalResponse.objects.select_related("signal__enrolment").get(pk=response.pk)
    if row.helped and row.helped != helped:
        raise SaidMeanwhile
    new = not row.helped
    if new:
        row.helped, row.helped_on = helped, timezone.localdate()
        row.save(update_fields=["helped", "helped_on"])
        _await_again(row.signal)
    record("signal_helped" if new else "signal_helped_again", _about(row.signal), by=by, signal=row.signal_id)
    return row


@action
def set_thresholds(
    *, region: Region, code: SignalCode, on: bool, thresholds: Mapping[str, int], since: date, by: Actor
) -> SignalRule:
    """Say from a day on whether a region raises a signal, and when; everybody is looked at again on that day.

    Raises NotBackwards for a day before today, and ValueError for thresholds out of bounds or of another code.
    """
    if since < timezone.localdate():
        raise NotBackwards
    if set(thresholds) - set(OF_CODE[code]):
        raise ValueError(f"not a threshold of {code}")
    Thresholds(**thresholds)
    said = {"on": on, "thresholds": dict(thresholds)}
    there = SignalRule.objects.filter(region=region, code=code, since=since).first()
    same = there is not None and {"on": there.on, "thresholds": there.thresholds} == said
    rule, _made = SignalRule.objects.update_or_create(
        region=region, code=code, since=since, defaults=said | {"said_by_id": by.person_id}
    )
    if since == timezone.localdate() and not same:
        with lowered():
            SignalWatch.objects.filter(region=region, looks_again_on__gt=since).update(looks_again_on=since)
    record("thresholds_set_again" if same else "thresholds_set", region, by=by, code=str(code), on=on)
    return rule
