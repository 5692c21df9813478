"""What holds of every ledger, whoever made whichever hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from leerwerk.engine.inburgering import (
    BeforePip,
    Bucket,
    Case,
    Extension,
    Ground,
    Group,
    HourEntry,
    Ledger,
    Line,
    Plan,
    Route,
    RouteChange,
    Source,
    deadlines,
    term_end,
)
from tests.engine.inburgering.people import NORMS, PIP, counted

TODAY = PIP + timedelta(days=700)
DAYS = st.dates(PIP - timedelta(days=60), TODAY + timedelta(days=10))
MAYBE = st.sampled_from([True, True, True, False, None])


@st.composite
def entries(draw: st.DrawFn, most: int = 25) -> list[HourEntry]:
    """Hours of every kind, before the PIP and after today as well."""
    made = st.builds(
        HourEntry,
        code=st.just(""),
        day=DAYS,
        bucket=st.sampled_from(Bucket),
        minutes=st.integers(1, 1440),
        source=st.sampled_from(Source),
        dutch_speaking=MAYBE,
        not_isolated=MAYBE,
        recognised_school=MAYBE,
        practice=st.booleans(),
        before_pip=st.none() | st.sampled_from(BeforePip),
    )
    return [replace(entry, code=f"{k:03}") for k, entry in enumerate(draw(st.lists(made, max_size=most)))]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans with up to two changes of route, in time or not."""
    route = draw(st.sampled_from(Route))
    changes: list[RouteChange] = []
    before, day = route, PIP
    for _ in range(draw(st.integers(0, 2))):
        day = draw(st.dates(day, TODAY + timedelta(days=30)))
        before = draw(st.sampled_from([other for other in Route if other is not before]))
        changes.append(RouteChange(on=day, route=before, special_case=draw(st.booleans())))
    return Plan(dated=PIP, route=route, group=draw(st.sampled_from(Group)), changes=tuple(changes))


def totals(found: Ledger) -> list[tuple[object, ...]]:
    """What a ledger adds up to, without the codes of entries."""
    return [
        (
            line.norm.code,
            line.counted,
            line.left,
            line.stated,
            line.uncertain,
            line.pace,
            line.forecast,
            line.met_on,
            sum(row.minutes for row in line.not_counted),
        )
        for line in found.lines
    ]


def not_later(line: Line, other: Line) -> bool:
    """Whether the first line is ready on the same day as the other or before it; never is the latest."""
    ready = [found.met_on or found.forecast or date.max for found in (line, other)]
    return ready[0] <= ready[1]


@given(made=entries(), plan=plans(), seed=st.integers(0, 99))
def test_the_order_of_entries_does_not_matter(made: list[HourEntry], plan: Plan, seed: int) -> None:
    shuffled = Random(seed).sample(made, len(made))
    assert counted(shuffled, plan, TODAY) == counted(made, plan, TODAY)


@given(made=entries(), plan=plans(), data=st.data())
def test_an_entry_may_be_split_without_changing_a_total(made: list[HourEntry], plan: Plan, data: st.DataObject) -> None:
    split: list[HourEntry] = []
    for entry in made:
        cut = data.draw(st.integers(0, entry.minutes - 1))
        parts = [amount for amount in (cut, entry.minutes - cut) if amount]
        split += [replace(entry, code=f"{entry.code}-{k}", minutes=amount) for k, amount in enumerate(parts)]
    assert totals(counted(split, plan, TODAY)) == totals(counted(made, plan, TODAY))


@given(made=entries(), plan=plans(), more=entries(most=1))
def test_one_hour_more_never_leaves_more_to_do_or_makes_it_later(
    made: list[HourEntry], plan: Plan, more: list[HourEntry]
) -> None:
    extra = [replace(entry, code="extra") for entry in more]
    before, after = counted(made, plan, TODAY), counted([*made, *extra], plan, TODAY)
    for was, now in zip(before.lines, after.lines, strict=True):
        assert now.left <= was.left
        assert now.counted >= was.counted
        assert not_later(now, was)


@given(made=entries(), plan=plans())
def test_every_entry_is_counted_once_or_says_why_not(made: list[HourEntry], plan: Plan) -> None:
    found = counted(made, plan, TODAY)
    minutes = {entry.code: entry.minutes for entry in made}
    for line in found.lines:
        refused = [row.code for row in line.not_counted]
        assert len(set(refused)) == len(refused)
        assert all(row.why for row in line.not_counted)
        assert all(minutes[row.code] == row.minutes for row in line.not_counted)
        assert len(set(line.entries)) == len(line.entries)
        assert not set(line.entries) & set(refused)
        assert line.counted == sum(minutes[code] for code in line.entries)
    for entry in made:
        alone = counted([entry], plan, TODAY)
        places = [line.counted or line.not_counted for line in alone.lines]
        assert any(places) != (entry.code in {row.code for row in alone.elsewhere})
        assert all(line.counted in (0, entry.minutes) for line in alone.lines)


@given(made=entries(), plan=plans())
def test_a_total_is_the_sum_of_its_entries_alone(made: list[HourEntry], plan: Plan) -> None:
    alone = [counted([entry], plan, TODAY) for entry in made]
    for place, line in enumerate(counted(made, plan, TODAY).lines):
        assert line.counted == sum(found.lines[place].counted for found in alone)
        assert line.uncertain + line.stated <= 2 * line.counted


@given(made=entries(), plan=plans())
def test_a_forecast_is_the_first_day_on_which_the_pace_has_made_what_is_left(made: list[HourEntry], plan: Plan) -> None:
    for line in counted(made, plan, TODAY).lines:
        if line.forecast is None:
            continue
        days = (line.forecast - TODAY).days
        assert days >= 1
        assert days * line.pace.minutes >= line.left * line.pace.days
        assert (days - 1) * line.pace.minutes < line.left * line.pace.days


@given(
    dated=st.dates(date(2022, 1, 1), date(2040, 12, 31)),
    months=st.lists(st.integers(0, 24), max_size=3),
    days=st.integers(0, 400),
)
def test_an_extension_never_ends_a_term_earlier(dated: date, months: list[int], days: int) -> None:
    plan = Plan(dated=dated, route=Route.B1)
    plain = Case(registered_on=date(2022, 1, 1), plan=plan)
    longer = replace(
        plain,
        extensions=tuple(
            Extension(decided_on=dated, ground=Ground.NOT_CULPABLE, months=amount, days=days) for amount in months
        ),
    )
    ends = [term_end(case, NORMS) for case in (plain, longer)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0][0] <= ends[1][0]
    assert ends[0][0] > dated


@given(today=st.dates(PIP, PIP + timedelta(days=1400)), plan=plans())
def test_every_window_opens_before_it_closes(today: date, plan: Plan) -> None:
    for row in deadlines(Case(registered_on=date(2027, 1, 18), plan=plan), norms=NORMS, today=today):
        assert row.norms
        if row.opens is not None and row.due is not None:
            assert row.opens < row.due
