"""``leerwerk check``: is this answer right? Asked of a checker that shares no code with the solver."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from leerwerk.commands.screen import BAD, err, language_option, out, question_in, stop
from leerwerk.commands.sentences import Words, file_problem, violation_sentence
from leerwerk.engine.planning.check import RELATIVE, Checker
from leerwerk.engine.planning.check_bound import bound_from_prices
from leerwerk.engine.planning.contract import ANSWER
from leerwerk.exchange.files import FileProblem, answer_of, read


@click.command("check")
@click.argument("question_path", metavar="IN", type=click.Path(path_type=Path))
@click.argument("answer_path", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--prices/--no-prices", default=True, help="Also recompute a bound from the prices in OUT.")
@language_option
def command(question_path: Path, answer_path: Path, prices: bool, lang: str) -> None:
    """Check an answer against its question, trusting nothing of it.

    Who may join which group, sizes, places, teachers, budgets, floors, locks, values, costs and the numbers of the
    summary are all computed again from IN. What differs is told.

    \b
    Example:
      leerwerk check region.xlsx plan.xlsx

    Exit codes: 0 nothing is wrong; 1 something is, or a file cannot be read. Not verified: that no plan is possible,
    and a bound that is lower than what the prices in OUT prove.
    """
    words = Words(lang)
    with err.status(words("checking")):
        question, _ = question_in(question_path, words)
        try:
            answer = answer_of(read(answer_path, ANSWER))
        except FileProblem as problem:
            stop(file_problem(words, problem))
        checker = Checker(question, answer)
        violations = checker.violations()
    for violation in violations:
        err.print(violation_sentence(words, violation), markup=False)
    if violations:
        stop(words("violations", count=len(violations)), BAD)
    if checker.says_no_plan:
        out.print(words("says_no_plan", path=answer_path), markup=False)
        return
    out.print(words("right", people=len(answer.get("assignments", ()))), markup=False)
    bound = None
    if prices:
        with err.status(words("checking")):
            bound = bound_from_prices(question, answer)
    for sentence in _about_bounds(words, bound, checker.claimed_bound):
        out.print(sentence, markup=False)


def _about_bounds(words: Words, proven: float | None, claimed: float | None) -> Iterator[str]:
    """What the prices prove, and whether the bound in the summary says more than that."""
    if proven is not None:
        yield words("bound_from_prices", bound=proven)
    if claimed is None:
        return
    if proven is None:
        yield words("bound_not_verified", claimed=claimed)
    elif claimed < proven - RELATIVE * max(1.0, abs(proven)):
        yield words("bound_rests_on_search", claimed=claimed)
    else:
        yield words("bound_follows", claimed=claimed)
