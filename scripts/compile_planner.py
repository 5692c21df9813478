"""Plan an invented village and a roster once, so that every kernel is compiled before anybody waits for it."""

from datetime import date

from leerwerk.engine.planning.eligibility import pairs_of
from leerwerk.engine.planning.solver.solve import solve
from leerwerk.engine.planning.solver.warmth import warm_up
from leerwerk.engine.planning.tables import read_question
from leerwerk.engine.population import Spec, generate
from leerwerk.engine.roster.solver import warmth

if __name__ == "__main__":
    warm_up()
    warmth.warm_up()
    village = generate(Spec(regions=("midden-utrecht",), candidates=150, season_start=date(2027, 2, 1)))
    question = read_question({name: list(village.rows(name)) for name in village.tables}, {"time_limit": 2})
    if isinstance(question, tuple):
        raise SystemExit(f"the village has mistakes: {question[:3]}")
    solve(question, pairs_of(question))
