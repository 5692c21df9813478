"""Equal treatment is counted after the plan; what could name someone is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from leerwerk.planning.models import PlanningRound
from leerwerk.planning.queries.audit import LEAST, audit, hidden

ROWS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6).map(
    lambda pairs: [(f"k{n}", max(a, b), min(a, b)) for n, (a, b) in enumerate(pairs)]
)


@given(ROWS)
def test_nothing_small_is_shown_or_left_over_by_subtraction(rows: list[tuple[str, int, int]]) -> None:
    shown = hidden(rows)
    for share in shown:
        if share.people is not None and share.placed is not None:
            assert min(share.placed, share.people - share.placed) >= LEAST
    secret = [row for row, share in zip(rows, shown, strict=True) if share.people is None]
    if len(secret) < len(rows) and secret:
        assert len(secret) > 1
        assert sum(placed for _, _, placed in secret) >= LEAST
        assert sum(people - placed for _, people, placed in secret) >= LEAST


def test_the_total_counts_everyone_also_those_without_a_background(plan: PlanningRound) -> None:
    for table in audit(plan):
        assert (table.total.people, table.total.placed) == (plan.people, plan.placed)
