"""A roster has no clash, and costs no more than the cheapest of all rosters there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from leerwerk.engine.roster import Outcome, Question, Room, clashes, cost, mistakes, solve
from leerwerk.engine.roster.solver.pack import Pack
from leerwerk.engine.roster.solver.parts import parts
from leerwerk.engine.roster.solver.region import Region
from tests.engine.roster.small import cheapest, question

SEEDS = st.integers(0, 10_000)
SLOW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(seed=SEEDS, slots=st.sampled_from([10, 15]))
def test_the_cheapest_roster_is_found_and_proven(seed: int, slots: int) -> None:
    asked = question(seed, slots, tiny=True)
    assert not mistakes(asked)
    least = cheapest(asked)
    found = solve(asked, workers=1)
    if least is None:
        assert found.outcome is Outcome.IMPOSSIBLE
        assert found.roster is None
        return
    assert found.outcome is Outcome.OPTIMAL
    assert found.roster is not None
    assert not clashes(asked, found.roster)
    assert found.total == found.bound == least == sum(cost(asked, found.roster).values())
    assert found.gap == 0


@SLOW
@given(seed=SEEDS, slots=st.sampled_from([10, 15]))
def test_a_region_as_a_packing_never_claims_more_than_is_true(seed: int, slots: int) -> None:
    asked = question(seed, slots)
    exact = solve(asked, workers=1)
    packed = Region(asked, Pack(asked), 2.0, 1, 1).run(None)
    if exact.outcome is Outcome.IMPOSSIBLE:
        assert packed.roster is None
        return
    assert exact.outcome is Outcome.OPTIMAL
    assert packed.outcome is not Outcome.IMPOSSIBLE
    assert packed.bound <= exact.total
    if packed.roster is not None:
        assert not clashes(asked, packed.roster)
        assert packed.total >= exact.total


@SLOW
@given(seed=SEEDS)
def test_one_more_room_is_never_dearer(seed: int) -> None:
    asked = question(seed)
    before = solve(asked, workers=1)
    assume(before.roster is not None)
    more = replace(asked, rooms=(*asked.rooms, Room(id="new", place="north", seats=99)))
    assert solve(more, workers=1).total <= before.total


@SLOW
@given(seed=SEEDS)
def test_the_order_of_days_does_not_matter(seed: int) -> None:
    asked = replace(question(seed), earlier=None, locks=(), shift_locks=())
    assert solve(_other_days(asked), workers=1).total == solve(asked, workers=1).total


def _other_days(asked: Question) -> Question:
    """The same with Monday and Thursday changed about."""
    new = [6, 7, 2, 3, 4, 5, 0, 1, 8, 9]

    def moved(mask: int) -> int:
        return sum(1 << new[s] for s in range(10) if mask >> s & 1)

    return replace(
        asked,
        teachers=tuple(replace(t, available=moved(t.available), prefers=moved(t.prefers)) for t in asked.teachers),
        rooms=tuple(replace(r, open=moved(r.open)) for r in asked.rooms),
        participants=tuple(
            replace(p, cannot={reason: moved(mask) for reason, mask in p.cannot.items()}) for p in asked.participants
        ),
        workplaces=tuple(
            replace(w, patterns=tuple(tuple(pattern[new[s]] for s in range(10)) for pattern in w.patterns))
            for w in asked.workplaces
        ),
    )


@pytest.mark.parametrize("seed", [3, 28, 31])
def test_one_worker_answers_the_same_every_time(seed: int) -> None:
    asked = question(seed)
    first, second = solve(asked, workers=1, seed=5), solve(asked, workers=1, seed=5)
    assert (first.outcome, first.roster, first.cost, first.bound) == (
        second.outcome, second.roster, second.cost, second.bound,
    )  # fmt: skip


def test_regions_that_share_nothing_are_solved_apart() -> None:
    one = question(3)
    other = replace(
        one,
        groups=tuple(replace(g, id=f"x {g.id}") for g in one.groups),
        lessons=tuple(
            replace(
                x, id=f"x {x.id}", groups=tuple(f"x {g}" for g in x.groups), room=None if x.room is None else "hall",
                teachers=None if x.teachers is None else tuple(f"x {t}" for t in x.teachers),
            )
            for x in one.lessons
        ),
        participants=tuple(
            replace(p, id=f"x {p.id}", group=f"x {p.group}", workplace=f"x {p.workplace}") for p in one.participants
        ),
        teachers=tuple(replace(t, id=f"x {t.id}") for t in one.teachers),
        rooms=tuple(replace(r, id=f"x {r.id}", kind="hall") for r in one.rooms),
        workplaces=tuple(replace(w, id=f"x {w.id}") for w in one.workplaces),
        locks=tuple(replace(k, lesson=f"x {k.lesson}", teacher=k.teacher and f"x {k.teacher}") for k in one.locks),
        shift_locks=tuple(replace(k, participant=f"x {k.participant}") for k in one.shift_locks),
    )  # fmt: skip
    both = replace(
        one,
        **{
            name: getattr(one, name) + getattr(other, name)
            for name in ("groups", "lessons", "participants", "teachers", "rooms", "workplaces", "locks", "shift_locks")
        },
    )
    assert len(parts(both)) == 2 * len(parts(one))
    assert solve(both, workers=1).total == 2 * solve(one, workers=1).total
