"""Random histories of participants: does replaying the events give the stage that was stored step by step?

``python -m benchmarks.pathway --histories 100000`` prints one table; it needs no database. People of every role try
random steps, most of them filled in as a form would, in worlds that change; what is refused leaves no event. The time
is that of replaying everything, beside that of taking the steps.
"""

import argparse
import random
from collections import Counter
from dataclasses import replace
from time import perf_counter

from leerwerk.engine.model.vocabulary import Deviation
from leerwerk.engine.pathway import (
    NOTHING_YET,
    TABLE,
    Advice,
    Alternative,
    Doer,
    Event,
    Facts,
    GroupState,
    NotAllowed,
    Outcome,
    Requirement,
    Shortfall,
    Stage,
    State,
    Step,
    replay,
    take,
)

WELL = Facts(
    group=GroupState.DECIDED,
    profile_signed=True,
    shortfalls=(),
    deviation=Deviation.REASONED_EXCEPTION,
    places_left=3,
    has_workplace=True,
    has_pre_track=True,
    deciders=frozenset({Doer.INTERMEDIARY, Doer.EMPLOYER, Doer.DIRECTOR}),
    parties=frozenset(Doer),
    group_gate_passed=True,
    obstacles_open=0,
    agreement_bound=True,
    in_another_group=False,
)
SHORT = (Shortfall(Requirement.SPEAKING, 1),)


ENDS = {Step.DECLINE, Step.REFUSE, Step.NO_GO, Step.LEAVE, Step.TRANSFER, Step.HIDE}


def _world(chance: random.Random) -> Facts:
    """Mostly a world in which all is in order; sometimes something is not."""
    if chance.random() < 0.7:
        return WELL
    return replace(
        WELL,
        profile_signed=chance.random() < 0.8,
        shortfalls=SHORT if chance.random() < 0.3 else (),
        places_left=chance.randrange(2),
        has_workplace=chance.random() < 0.8,
        group_gate_passed=chance.random() < 0.8,
        obstacles_open=chance.randrange(2),
        agreement_bound=chance.random() < 0.8,
    )


def _tried(chance: random.Random, state: State) -> Event:
    """A step that somebody tries: at times one that belongs here, at times any."""
    here = [step for step, row in TABLE.items() if state.stage in row.at]
    if chance.random() < 0.95:  # most people stay
        here = [step for step in here if step not in ENDS] or here
    step = chance.choice(here) if here and chance.random() < 0.8 else chance.choice(list(Step))
    row = TABLE[step]
    by = chance.choice(sorted(row.by)) if chance.random() < 0.9 else chance.choice(list(Doer))
    filled = chance.random() < 0.9
    return Event(
        step=step,
        by=by,
        person=chance.randrange(8),
        organisation=chance.randrange(5),
        reason=chance.choice(sorted(row.reasons)) if row.reasons and filled else None,
        says=row.words and filled,
        advice=chance.choice(list(Advice)) if step is Step.ADVISE and filled else None,
        alternatives=frozenset({Alternative.TALK}) if row.alternative and filled else frozenset(),
        outcome=Outcome.CREDENTIAL if step is Step.COMPLETE else None,
        stage=chance.choice([Stage.ACCEPTED, Stage.PRE_TRACK]) if step is Step.ARRIVE else None,
        deciders=WELL.deciders if step is Step.GO else frozenset(),
    )


def history(seed: int, tries: int) -> tuple[list[Event], State, int]:
    """Return the events that were left, the state that was stored after the last, and how many tries were refused."""
    chance = random.Random(seed)  # a benchmark, no secret
    first = Event(step=Step.PROPOSE, by=Doer.DIRECTOR)
    events, state, refused = [first], take(NOTHING_YET, first, WELL), 0
    for _try in range(tries):
        event = _tried(chance, state)
        try:
            state = take(state, event, _world(chance))
        except NotAllowed:
            refused += 1
        else:
            events.append(event)
    return events, state, refused


def main() -> None:
    """Make histories, replay them, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--tries", type=int, default=40)
    asked = parser.parse_args()
    stages: Counter[str] = Counter()
    different = events = refused = 0
    taking = replaying = 0.0
    for seed in range(asked.histories):
        began = perf_counter()
        log, stored, no = history(seed, asked.tries)
        taken = perf_counter()
        again = replay(log)
        replaying += perf_counter() - taken
        taking += taken - began
        different += again != stored
        events, refused = events + len(log), refused + no
        stages[str(stored.stage)] += 1
    print(f"{asked.histories:,} histories, {events:,} events, {refused:,} tries refused")
    print(f"stage by replay differs from the stage stored: {different}")
    print(f"taking the steps {taking:.1f} s, replaying them {replaying:.1f} s (ratio {taking / replaying:.1f})")
    for stage in Stage:
        if stages[stage]:
            print(f"  {stage:<12} {stages[stage]:>8,}")
    if different:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
