"""How long a business case takes under ten thousand futures: ``python -m benchmarks.money``.

1,000 participants, 60 months, 8 parties; a what-if of one group as its page asks it; and beside the first the same in a
plain loop over participants and months, of so many futures as it can do in some seconds, from the same figures. Prints
seconds a case, the most memory that the process had, the ratio of both ways a future in one run, and how far their
averages lie apart. It needs no database.
"""

import argparse
import random
import resource
import sys
import time
from dataclasses import replace
from datetime import date

import numpy as np

from leerwerk.engine.money import (
    AT,
    PARTIES,
    Case,
    Code,
    Cost,
    Forecast,
    Grant,
    Group,
    Item,
    Part,
    Party,
    Per,
    factors,
    forecast,
    must_be,
    stated_figures,
    tornado,
)
from leerwerk.engine.money.case import fades, productivity, works_anyway
from leerwerk.engine.money.forecast import usual
from leerwerk.engine.money.people import kept

MONTHS = 60
MOST_SECONDS, MOST_BYTES, MOST_WHAT_IF = 2.0, 1_000_000_000, 1.0
COST = Cost(
    item=Item.LANGUAGE, payer=Party.MUNICIPALITY, payee=Party.SCHOOL, euros=280, per=Per.MONTH, part=Part.LEARN_WORK
)
GRANT = Grant(source="spuk", payer=Party.STATE, payee=Party.MUNICIPALITY, amounts=(11_600,), per=Per.STARTER)


def invented(participants: int) -> Case:
    """Return a case of one large group."""
    group = Group(starters=participants, pre_track=4, learn_work=14, trial=2, costs=(COST,), grants=(GRANT,))
    return Case(groups=(group,), months=MONTHS)


def plain(
    group: Group, figures: dict[Code, float], curves: dict[str, list[float]], placed: float, luck_of: int
) -> list[float]:
    """Return what each party gains in one future, in euros of today, participant by participant and month by month."""
    chance = random.Random(luck_of)
    gains = [0.0] * len(AT)

    def pay(payer: Party, payee: Party, euros: float, month: int) -> None:
        worth = euros * curves["worth"][month]
        gains[AT[payer]] -= worth
        gains[AT[payee]] += worth

    f, first = figures, group.track + group.trial
    wage = f[Code.MINIMUM_WAGE] * group.hours * 52 / 12 * (1 + f[Code.HOLIDAY_PAY])
    charges, pension = wage * f[group.charges], wage * f[Code.PENSION]
    labour = wage + charges + pension
    for _participant in range(group.starters):
        completes = chance.random() < f[Code.COMPLETES]
        left = group.track if completes else chance.randrange(group.track)
        finds = completes and chance.random() < f[Code.NEXT_STEP]
        luck = chance.random()
        pay(Party.STATE, Party.MUNICIPALITY, GRANT.amounts[0], 0)
        for month in range(MONTHS):
            preparing = month < min(group.pre_track, left)
            learning = group.pre_track <= month < left
            trying = finds and group.track <= month < first
            here = finds and month >= first and luck < curves["kept"][month - first]
            more = (preparing + learning + trying) * -curves["anyway"][month] + learning
            if finds and month >= first:
                more += f[Code.EFFECT] / placed * curves["left"][month - first]
            more *= 1 - f[Code.DISPLACES]
            since = max(month - group.pre_track, 0)
            work = learning * group.working + trying + here
            pay(Party.WORLD, Party.EMPLOYER, work * curves["skill"][since] * labour * f[Code.COMPARABLE_COST], month)
            if since < 12:
                hour = f[Code.MENTOR_HOURS] * f[Code.MENTOR_WAGE] * 52 / 12
                pay(Party.EMPLOYER, Party.WORLD, (learning + trying + here) * hour, month)
            if finds and month == first:
                pay(Party.WORLD, Party.EMPLOYER, f[Code.VACANCY_COST], month)
            pay(Party.EMPLOYER, Party.PARTICIPANT, more * (wage + pension), month)
            pay(Party.EMPLOYER, Party.STATE, more * charges, month)
            pay(Party.WORLD, Party.EMPLOYER, (more - learning - here) * labour, month)
            pay(Party.PARTICIPANT, Party.STATE, more * (wage * f[Code.WAGE_TAX] + f[Code.ALLOWANCES_LOST]), month)
            pay(Party.PARTICIPANT, Party.WORLD, more * f[Code.WAY_TO_WORK], month)
            saved, stays = more * f[Code.BENEFIT_COST] / 12, curves["stays"][month]
            pay(Party.PARTICIPANT, Party.MUNICIPALITY, saved, month)
            keeps = (f[Code.BUIG_KEPT_YEAR_1], f[Code.BUIG_KEPT_YEAR_2], f[Code.BUIG_KEPT_LATER])[min(since // 12, 2)]
            pay(Party.MUNICIPALITY, Party.STATE, saved * (1 - keeps * stays), month)
            spared = more * f[Code.BENEFIT_EXECUTION] * f[Code.BENEFIT_EXECUTION_MARGINAL] / 12
            pay(Party.WORLD, Party.MUNICIPALITY, spared * stays, month)
            pay(Party.WORLD, Party.STATE, spared * (1 - stays), month)
            if learning:
                pay(Party.MUNICIPALITY, Party.WORLD, COST.euros, month)
    return gains


def reckoned_plainly(told: Forecast, futures: int, placed: float) -> tuple[list[list[float]], float]:
    """Return what each party gains in the first futures by the plain loop, and the seconds that one took."""
    group, draws = told.case.groups[0], told.draws
    tables = {
        "anyway": works_anyway(draws, group.since_permit, MONTHS),
        "left": fades(draws, MONTHS),
        "skill": productivity(draws, MONTHS),
        "kept": kept(np.arange(float(MONTHS)), draws),
        "stays": np.exp(-draws[Code.MOVES_AWAY][:, None] * np.arange(MONTHS) / 12),
        "worth": np.tile(factors(told.rate, MONTHS), (len(told.values), 1)),
    }
    began, found = time.perf_counter(), []
    for n in range(futures):
        curves = {name: table[n].tolist() for name, table in tables.items()}
        found.append(plain(group, {code: float(values[n]) for code, values in draws.items()}, curves, placed, n))
    return found, (time.perf_counter() - began) / futures


def what_if(draws: int) -> float:
    """Return the seconds in which a page answers what if: a group of 14, as it is and otherwise, and what moves it."""
    stated, group = stated_figures().all_on(date(2026, 3, 1)), invented(14).groups[0]
    began = time.perf_counter()
    now, other = Case(groups=(group,), months=84), Case(groups=(replace(group, starters=10, trial=6),), months=84)
    forecast(now, stated, draws=draws)
    forecast(other, stated, draws=draws)
    tornado(now, stated, Party.WORLD)
    must_be(now, stated, Code.NEXT_STEP, Party.WORLD)
    must_be(now, stated, Code.EFFECT, Party.WORLD)
    return time.perf_counter() - began


def main(arguments: list[str] | None = None) -> int:
    """Measure, print; 1 when it takes too long, too much memory, or both ways differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--plain", type=int, default=40, help="futures that the plain loop does")
    options = parser.parse_args(arguments)
    case, stated = invented(options.participants), stated_figures().all_on(date(2026, 3, 1))
    began = time.perf_counter()
    told = forecast(case, stated, draws=options.draws)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    asked = what_if(options.draws)
    by_loop, slow = reckoned_plainly(told, options.plain, usual(stated).placed)

    print(f"{options.participants:,} participants, {MONTHS} months, {len(PARTIES)} parties, {options.draws:,} futures")
    print(f"all at once: {seconds:.2f} s (bar {MOST_SECONDS:.0f} s), {most / 1e6:,.0f} MB at most (bar 1,000 MB)")
    print(f"what if of a group of 14, with what moves it: {asked:.2f} s (bar {MOST_WHAT_IF:.0f} s)")
    print(f"plain loop: {slow:.2f} s a future, {slow * options.draws:,.0f} s for all of them")
    print(f"ratio in this run: {slow * options.draws / seconds:,.0f}")
    furthest = 0.0
    for party in PARTIES:
        mine, other = told.values[: options.plain, AT[party]], np.array(by_loop)[:, AT[party]]
        error = float(np.std(mine - other)) / options.plain**0.5
        apart = abs(float(np.mean(mine - other)))
        furthest = max(furthest, apart / error if error > 1 else 0.0)
        print(f"{party:>12}: {np.mean(mine):14,.0f} all at once, {np.mean(other):14,.0f} plain, {apart:10,.0f} apart")
    print(f"furthest apart: {furthest:.1f} times what their luck explains")
    fine = seconds <= MOST_SECONDS and asked <= MOST_WHAT_IF and most <= MOST_BYTES and furthest < 4
    print("within all bars, and the same" if fine else "NOT within all bars, or not the same")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
