"""How much a coach carries, and who could take some of it over."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.coaching import Carried, Phase, Side, balance, weight

PLACED_ON = date(2026, 1, 5)


def test_somebody_weighs_less_the_longer_they_are_at_work_and_more_with_a_signal() -> None:
    days = [date(2026, 1, 6), date(2026, 4, 5), date(2026, 7, 5), date(2027, 1, 5)]
    points = [weight(Phase.PLACED, PLACED_ON, Side.CANDIDATE, 0, day) for day in days]
    assert points == [Decimal("0.6"), Decimal("0.4"), Decimal("0.2"), Decimal("0.1")]
    assert weight(Phase.PLACED, PLACED_ON, Side.CANDIDATE, 2, days[-1]) == Decimal("0.7")
    assert weight(Phase.PRE_TRACK, PLACED_ON, Side.EMPLOYER, 0, days[0]) == Decimal("0.5")
    assert weight(None, None, Side.CANDIDATE, 3, days[0]) == 0


def _coach(key: int, load: str, room: str = "10", team: int = 1) -> Carried:
    return Carried(coach=key, team=team, room=Decimal(room), load=Decimal(load))


def test_who_carries_too_much_gives_to_the_colleague_with_most_room() -> None:
    moves = balance(
        [_coach(1, "12"), _coach(2, "9"), _coach(3, "4"), _coach(4, "0", team=2)],
        [(70, 1, Decimal(1)), (71, 1, Decimal(2)), (72, 1, Decimal(3))],
    )
    assert [(one.carried, one.giver, one.taker) for one in moves] == [(71, 1, 3)]


def test_where_nobody_has_room_nothing_is_proposed() -> None:
    assert balance([_coach(1, "12"), _coach(2, "10")], [(70, 1, Decimal(1))]) == ()


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(1, 3)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 30)), max_size=40),
)
def test_nobody_gets_too_much_by_it_and_everybody_moves_once(
    coaches: list[tuple[int, int]], people: list[tuple[int, int]]
) -> None:
    of = [(n, coach % len(coaches), Decimal(points) / 10) for n, (coach, points) in enumerate(people)]
    rows = [
        Carried(coach=n, team=team, room=Decimal(room), load=sum((p for _k, c, p in of if c == n), Decimal(0)))
        for n, (room, team) in enumerate(coaches)
    ]
    moves = balance(rows, of)
    load = {row.coach: row.load for row in rows}
    for move in moves:
        load[move.giver] -= move.points
        load[move.taker] += move.points
    teams = {row.coach: row.team for row in rows}
    assert len({move.carried for move in moves}) == len(moves)
    assert all(teams[move.giver] == teams[move.taker] for move in moves)
    assert all(load[row.coach] <= max(row.room, row.load) for row in rows)
