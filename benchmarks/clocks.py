"""Are contacts due as the rules say, whatever happens and whenever a worker dies? ``python -m benchmarks.clocks``.

Two tables. The first needs no database: of 10,000 invented placements of two years (phases, illness, holidays, other
coaches, chosen days, talks) each clock is walked from one day on which something changes to the next;
``engine.coaching.check``, which shares nothing with it, tries every contact of every such day, and a second run in
another process must give the same, to the letter.

The second makes a database of its own: the same placements are lived through day by day by a worker that is killed
(SIGKILL) at random moments and begun anew, until two years are over. Then everything that is stored is compared with
what the facts alone say, and with a second database in which nobody was killed.
"""

import argparse
import hashlib
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from benchmarks.own_database import own_database
from leerwerk.engine.coaching import Agreed, Away, Due, Phase, Question, Spell, Talk, dues, next_change, wrong
from leerwerk.engine.model import Rhythm

FIRST, DAY = date(2024, 1, 8), timedelta(days=1)
CLOSED = frozenset(
    date(year, month, day) for year in range(2024, 2028) for month, day in ((1, 1), (4, 27), (5, 5), (12, 25), (12, 26))
)
YEARS = 900  # days that a placement is followed, with what came before it


def invented(seed: int) -> Question:
    """Return one placement with everything that can happen to it; the same for the same seed."""
    chance = random.Random(seed)
    begins = FIRST + chance.randrange(60) * DAY
    learn = begins + chance.randrange(30, 120) * DAY
    placed = learn + chance.randrange(60, 200) * DAY
    over = FIRST + YEARS * DAY
    spells = [Spell(1, Phase.PRE_TRACK, begins, learn), Spell(2, Phase.LEARN_WORK, learn, placed)]
    if chance.random() < 0.25:  # lost the work and found other
        lost = placed + chance.randrange(40, 300) * DAY
        found = lost + chance.randrange(10, 90) * DAY
        spells += [Spell(3, Phase.PLACED, placed, lost), Spell(4, Phase.SEARCH, lost, found)]
        spells.append(Spell(5, Phase.PLACED, found))
    else:
        spells.append(Spell(3, Phase.PLACED, placed))
    ill = begins + chance.randrange(20, 700) * DAY
    away = (Away(ill, ill + chance.randrange(3, 60) * DAY),) if chance.random() < 0.4 else ()
    keen = chance.choice((0.3, 0.8, 0.97))
    talks = [day for n in range((over - begins).days) if chance.random() < keen / 12 for day in [begins + n * DAY]]
    coaches = sorted(begins + chance.randrange(20, 800) * DAY for _n in range(chance.randrange(3)))
    agreed = [Agreed(1, n, begins + (7 * n + chance.randrange(1, 6)) * DAY) for n in (2, 4) if chance.random() < 0.3]
    return Question(
        rhythm=Rhythm(),
        spells=tuple(spells),
        away=away,
        agreed=tuple(agreed),
        talks=tuple(Talk(n, day) for n, day in enumerate(talks, 1)),
        handed_over=tuple(coaches),
        closed=CLOSED,
        today=begins,
    )


def until(asked: Question, today: date) -> Question:
    """Return what is known of a placement on a day: nothing that comes after it, but for what was planned."""
    known = [one for one in asked.spells if one.begins <= today]
    if known and known[-1].ends is not None and known[-1].ends > today:
        known[-1] = replace(known[-1], ends=None)
    away = [
        replace(one, until=None if one.until is None or one.until > today else one.until)
        for one in asked.away
        if one.since <= today
    ]
    talks = tuple(one for one in asked.talks if one.day <= today)
    return replace(asked, spells=tuple(known), away=tuple(away), talks=talks, today=today)


def days_of(asked: Question) -> Iterator[date]:
    """Yield the days on which something happens to a placement, in order."""
    days = {one.begins for one in asked.spells} | {one.day for one in asked.talks} | set(asked.handed_over)
    days |= {day for one in asked.away for day in (one.since, one.until) if day is not None}
    yield from sorted(day for day in days if day <= FIRST + YEARS * DAY)


def walk(seed: int, try_all: bool) -> tuple[list[Due], Counter[str], int]:
    """Live through one placement; return its contacts at the end, what was counted, and how often it was wrong."""
    asked, mistakes = invented(seed), 0
    events, last = list(days_of(asked)), FIRST + YEARS * DAY
    today = events.pop(0)
    found: tuple[Due, ...] = ()
    while today <= last:
        known = until(asked, today)
        found = dues(known)
        mistakes += len(wrong(known, found)) if try_all else 0
        coming = [day for day in (next_change(found, known), *events) if day is not None and day > today]
        events = [day for day in events if day > today]
        today = min(coming, default=last + DAY)
    counted = Counter(str(one.standing) for one in found)
    counted["moved"] = sum(1 for one in found if one.moved)
    counted["got acquainted"] = sum(1 for one in found if one.turn.kind == "acquaint")
    return list(found), counted, mistakes


def walked(seeds: range, try_all: bool) -> tuple[str, Counter[str], int]:
    """Live through placements; return what stands for all their contacts, the counts, and the mistakes."""
    digest, counted, mistakes = hashlib.sha256(), Counter[str](), 0
    for seed in seeds:
        found, counts, missed = walk(seed, try_all)
        digest.update(repr([(one.turn, one.day, one.standing, one.talk, one.moved) for one in found]).encode())
        counted += counts
        mistakes += missed
    return digest.hexdigest(), counted, mistakes


def by_the_rules(placements: int) -> bool:
    """Print the first table; return whether nothing was wrong and both runs are the same."""
    began = time.perf_counter()
    halves = [range(placements // 2), range(placements // 2, placements)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        once = pool.starmap(walked, [(half, True) for half in halves])
        again = pool.starmap(walked, [(half, False) for half in halves[::-1]])[::-1]
    counted = sum((counts for _digest, counts, _mistakes in once), Counter[str]())
    mistakes = sum(missed for _digest, _counts, missed in once)
    same = [one[0] for one in once] == [one[0] for one in again]
    print(f"{placements:,} placements, twice, in {time.perf_counter() - began:.0f} s")
    print(", ".join(f"{name} {number:,}" for name, number in sorted(counted.items())))
    print(f"contacts that are not as the rules say: {mistakes}; runs that differ: {0 if same else 1}", flush=True)
    return mistakes == 0 and same


def at(day: date) -> datetime:
    """Return a moment on a day."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


STAGES = {Phase.PRE_TRACK: "pre_track", Phase.LEARN_WORK: "learn_work", Phase.SEARCH: "placement_search"}
STAGES[Phase.PLACED] = "placed"


def fill(placements: int) -> None:
    """Write these placements as if they had happened, both sides accompanied, no clock set yet."""
    from django.db import transaction

    from leerwerk.coaching.models import Clock
    from leerwerk.engine.pathway import Step
    from leerwerk.trajectories.models import Cohort, Enrolment, PathwayEvent
    from tests.cast import build_cast, candidate

    cast = build_cast()
    cohort = _group(cast)
    with transaction.atomic():
        people = [candidate(f"C-{n}", "C", cast.utrecht) for n in range(placements)]
        rows = Enrolment.objects.bulk_create(
            Enrolment(candidate=one, cohort=cohort, stage="placed", events_count=0, shown=True) for one in people
        )
        events = []
        for n, row in enumerate(rows):
            asked = invented(n)
            told: list[tuple[date, Step, str]] = [(one.begins, Step.ARRIVE, STAGES[one.phase]) for one in asked.spells]
            told += [(one.since, Step.PAUSE, "") for one in asked.away]
            told += [(one.until, Step.RESUME, "") for one in asked.away if one.until is not None]
            stage = "pre_track"
            for number, (day, step, leads_to) in enumerate(sorted(told), 1):
                stage = leads_to or stage
                events.append(
                    PathwayEvent(enrolment=row, number=number, step=step, stage=stage, at=at(day), by_as="director")
                )
                row.stage, row.events_count = stage, number
        Enrolment.objects.bulk_update(rows, ["stage", "events_count"], batch_size=2000)
        PathwayEvent.objects.bulk_create(events, batch_size=5000)
        clocks = Clock.objects.bulk_create(
            Clock(enrolment=row, side="candidate", region=cast.region, looks_again_on=FIRST) for row in rows
        )
        _accompany(clocks, cast)
    assert Cohort.objects.filter(pk=cohort.pk).exists()


def _group(cast: Any) -> Any:
    from tests.planning.season import build_season

    return build_season(cast).groen


def _accompany(clocks: list[Any], cast: Any) -> None:
    """Write who accompanied and what was talked; of each change of coach another of two."""
    from uuid import uuid4

    from leerwerk.coaching.models import Accompaniment, OtherDay
    from leerwerk.coaching.models import Talk as Contact
    from leerwerk.parties.models import Membership, Person

    first = cast.mo.memberships.get()
    other = Membership.objects.create(
        person=Person.objects.create(email="mira@example.org", given_name="Mira"),
        organisation=first.organisation,
        function="mentor",
        since=first.since,
    )
    leads, talks, days = [], [], []
    for n, clock in enumerate(clocks):
        asked = invented(n)
        begins = [asked.spells[0].begins, *sorted(set(asked.handed_over))]
        ends = [*begins[1:], None]
        for k, (since, ends_on) in enumerate(zip(begins, ends, strict=True)):
            if since == ends_on:
                continue
            why = "" if ends_on is None else "handed_over"
            leads.append(
                Accompaniment(
                    clock=clock, member=(first, other)[k % 2], role="mentor", since=since, until=ends_on, why_ended=why
                )
            )
        talks += [Contact(clock=clock, ticket=uuid4(), day=one.day, channel="call") for one in asked.talks]
        days += [
            OtherDay(clock=clock, spell=one.spell, ordinal=one.ordinal, to=one.to, why="holiday")
            for one in asked.agreed
        ]
    Accompaniment.objects.bulk_create(leads, batch_size=5000)
    Contact.objects.bulk_create(talks, batch_size=5000)
    OtherDay.objects.bulk_create(days, batch_size=5000)


def live(progress: Path, database: str) -> None:
    """Let every day go by from the one that was reached until all are over; may be killed anywhere."""
    import django

    os.environ["DATABASE_URL"] = database
    django.setup()
    from leerwerk.coaching.models import Clock
    from leerwerk.parties.models import Region
    from leerwerk.privacy.actor import SYSTEM

    clocks = dict(Clock.objects.order_by("enrolment_id").values_list("pk", "region_id"))
    happens: dict[date, list[int]] = {}
    for n, key in enumerate(clocks):
        for day in days_of(invented(n)):
            happens.setdefault(day, []).append(key)
    from leerwerk.coaching.actions import wind_region

    region = Region.objects.get(pk=next(iter(clocks.values())))
    reached = date.fromisoformat(progress.read_text()) if progress.exists() else FIRST
    while reached <= FIRST + YEARS * DAY:
        Clock.objects.filter(pk__in=happens.get(reached, [])).update(looks_again_on=reached)
        while wind_region(region=region, today=reached, by=SYSTEM):
            pass
        reached += DAY
        progress.with_suffix(".new").write_text(reached.isoformat())
        progress.with_suffix(".new").rename(progress)


def stored() -> tuple[str, int]:
    """Return what stands for everything that is stored, and in how many clocks it is not what the facts say."""
    from django.db.models import F

    from leerwerk.coaching.models import Clock, DueContact
    from leerwerk.coaching.queries.clock_facts import facts_of
    from leerwerk.engine import coaching as engine

    digest, different, last = hashlib.sha256(), 0, FIRST + YEARS * DAY
    fields = ("spell", "kind", "ordinal", "nominal", "day", "moved", "opens", "closes", "standing", "held_on")
    clocks = list(Clock.objects.select_related("enrolment__cohort").order_by("enrolment_id"))
    for first in range(0, len(clocks), 500):
        some = clocks[first : first + 500]
        known = facts_of(some, last)
        rows: dict[int, list[Any]] = {one.pk: [] for one in some}
        kept = DueContact.objects.filter(clock__in=list(rows)).annotate(held_on=F("talk__day"))
        for key, *values in kept.order_by("clock_id", "spell", "kind", "ordinal").values_list("clock_id", *fields):
            rows[key].append(tuple(values))
        for clock in some:
            asked = known[clock.pk].asked
            talks = {one.key: one.day for one in asked.talks}
            expected = sorted(
                (
                    *(one.turn.spell, str(one.turn.kind), one.turn.ordinal, one.nominal, one.day),
                    *([str(why) for why in one.moved], one.opens, one.closes, str(one.standing)),
                    talks.get(one.talk) if one.talk is not None else None,
                )
                for one in engine.dues(asked)
            )
            different += expected != sorted(rows[clock.pk])
            digest.update(repr(sorted(rows[clock.pk])).encode())
    return digest.hexdigest(), different


def lived(placements: int, kill: bool, chance: random.Random) -> tuple[str, int, int, int]:
    """Live through everything in a database of its own; return what stands for it, mistakes, doubles and kills."""
    with own_database(), TemporaryDirectory() as folder:
        from django.db import connection
        from django.db.models import Count

        from leerwerk.notices.models import Matter

        fill(placements)
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        connection.close()
        progress, kills = Path(folder) / "reached", 0
        while True:
            worker = multiprocessing.get_context("spawn").Process(target=live, args=(progress, url))
            worker.start()
            worker.join(timeout=chance.uniform(10, 60) if kill else None)
            if worker.exitcode == 0:
                break
            if worker.exitcode is not None:
                raise RuntimeError(f"the worker ended by itself: {worker.exitcode}")
            os.kill(worker.pid or 0, signal.SIGKILL)
            worker.join()
            kills += 1
        digest, different = stored()
        open_now = Matter.objects.filter(closed_at=None, kind__startswith="coaching.")
        doubles = open_now.values("kind", "subject_id").annotate(n=Count("pk")).filter(n__gt=1).count()
        return digest, different, doubles, kills


def main(arguments: list[str] | None = None) -> int:
    """Print both tables; 1 when anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--placements", type=int, default=10_000)
    parser.add_argument("--stored", type=int, help="of which so many are lived through in a database; all by default")
    options = parser.parse_args(arguments)
    fine = by_the_rules(options.placements)
    many = options.placements if options.stored is None else options.stored
    if many:
        began = time.perf_counter()
        digest, different, doubles, kills = lived(many, kill=True, chance=random.Random(1))
        print(f"{many:,} placements day by day, worker killed {kills} times, {time.perf_counter() - began:.0f} s")
        calm, also, too, _none = lived(many, kill=False, chance=random.Random(2))
        print(f"clocks that differ from what the facts say: {different} and {also}; doubled matters: {doubles + too}")
        print(f"runs that differ: {0 if digest == calm else 1}", flush=True)
        fine &= not (different or also or doubles or too) and digest == calm
    print("every contact as the rules say" if fine else "NOT every contact as the rules say")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
