"""How long a proposal who fits where takes, beside a plain integer programme: ``python -m benchmarks.matching``.

Both answer the same invented questions in one run: the planning engine, which proves and checks its answer
(``engine.matching.assignment``), and HiGHS with one whole variable for each pair. Prints per
size the pairs, what both answers are worth, the seconds of each and their ratio. It needs no database.
"""

import argparse
import random
import sys
import time

import highspy
import numpy as np

from leerwerk.engine.matching.assignment import Asked, Pair, assign
from leerwerk.engine.planning.solver.highs import Quiet
from leerwerk.engine.planning.solver.warmth import warm_up

SIZES = ((24, 19), (100, 100), (500, 500))
SHARE = 0.3  # of all pairs are possible
FREE = (1, 1, 1, 2, 3)  # places at a workplace, by chance


def invented(people: int, works: int, seed: int) -> Asked:
    """Return a question with as many reasons and answers as the points of ``engine.matching.fit`` allow."""
    chance = random.Random(seed)
    pairs = []
    for person in range(people):
        for work in range(works):
            if chance.random() < SHARE:
                mine = chance.choice((0, 0, 0, 4, 5, 6, 8)) + chance.randrange(9)
                theirs = chance.choice((0, 0, 3, 5)) + chance.randrange(7)
                worth = 40 + mine + theirs
                pairs.append(Pair(person=person, work=work, worth=worth, to_person=mine, to_employer=theirs))
    return Asked(
        people=tuple(f"p{n}" for n in range(people)),
        works=tuple(f"w{n}" for n in range(works)),
        free=tuple(chance.choice(FREE) for _ in range(works)),
        pairs=tuple(pairs),
    )


def plain(asked: Asked) -> int:
    """Return what the best answer is worth, by an integer programme with a variable for each pair."""
    n, people = len(asked.pairs), len(asked.people)
    highs = Quiet()
    highs.setOptionValue("mip_rel_gap", 0.0)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = n, people + len(asked.works)
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.array([pair.worth for pair in asked.pairs], float)
    programme.col_lower_, programme.col_upper_ = np.zeros(n), np.ones(n)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * n
    programme.row_lower_ = np.zeros(programme.num_row_)
    programme.row_upper_ = np.array([*(1.0 for _ in asked.people), *map(float, asked.free)])
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = np.arange(0, 2 * n + 1, 2)
    programme.a_matrix_.index_ = np.array([(pair.person, people + pair.work) for pair in asked.pairs]).ravel()
    programme.a_matrix_.value_ = np.ones(2 * n)
    highs.passModel(programme)
    highs.run()
    return round(highs.getInfo().objective_function_value)


def compared(people: int, works: int, seed: int) -> tuple[str, bool]:
    """Answer one question both ways; return a row of the table, and whether both answers are worth the same."""
    asked = invented(people, works, seed)
    began = time.perf_counter()
    answer = assign(asked)
    ours = time.perf_counter() - began
    began = time.perf_counter()
    other = plain(asked)
    theirs = time.perf_counter() - began
    same = answer.worth == other and answer.proven
    cells = (f"{people} x {works}", len(asked.pairs), answer.worth, other, f"{ours:.2f}", f"{theirs:.2f}")
    return " | ".join((*map(str, cells), f"{theirs / ours:.1f}", "yes" if same else "NO")), same


def main() -> int:
    """Print the table; 1 when an answer is not the best one."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--seeds", type=int, default=3, help="questions of each size")
    seeds = asked.parse_args().seeds
    warm_up()
    assign(invented(5, 4, 0))  # what is compiled on the first question is no part of the others
    print("people x workplaces | pairs | worth | plain worth | seconds | plain seconds | plain / ours | same, proven")
    found = [compared(*size, seed) for size in SIZES for seed in range(1, seeds + 1)]
    for row, _same in found:
        print(row)
    return 0 if all(same for _row, same in found) else 1


if __name__ == "__main__":
    sys.exit(main())
