"""``leerwerk plan``: from a question to the best plan that can be found in time, with its proof."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from leerwerk import __version__
from leerwerk.commands.screen import BAD, INFEASIBLE, err, language_option, out, question_in, stop
from leerwerk.commands.sentences import Words, conflict_sentence, file_problem
from leerwerk.engine.planning import answer as told
from leerwerk.engine.planning.answer import Answer, Command, Status
from leerwerk.engine.planning.conflict import Conflict, Kind, Rule, smallest_conflict
from leerwerk.engine.planning.contract import ANSWER
from leerwerk.engine.planning.earlier_prices import earlier_prices
from leerwerk.engine.planning.eligibility import BarrierCode, barriers, pairs_of
from leerwerk.engine.planning.question import ANY, Pairs, Question
from leerwerk.engine.planning.results import needs_text
from leerwerk.engine.planning.solver.solve import NoPlanInTime, solve
from leerwerk.engine.planning.solver.warmth import warm_up
from leerwerk.engine.planning.tables import answer_tables
from leerwerk.exchange.files import FileProblem, ask_to_write, is_workbook, write


class Screen:
    """Shows how far the solver is, and tells it to stop when someone presses Ctrl-C."""

    def __init__(self, words: Words, console: Console, seconds: float | None) -> None:
        self.words = words
        self.stopping = False
        self.bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TimeElapsedColumn(),
            TextColumn("{task.fields[news]}", markup=False),
            console=console,
            transient=True,
        )
        self.task: TaskID = self.bar.add_task(words("phase_eligibility"), total=seconds, news="")

    def __call__(self, progress: told.Progress) -> Command:
        """Show one report; answer with what was asked meanwhile."""
        best = "–" if progress.objective is None else f"{progress.objective:,.1f}"
        bound = "–" if progress.bound is None else f"{progress.bound:,.1f}"
        gap = "–" if progress.gap is None else f"{100 * progress.gap:.3f} %"
        news = self.words(
            "progress", best=best, bound=bound, gap=gap, placed=progress.placed, groups=progress.open_groups
        )
        phase = self.words("stopping") if self.stopping else self.words(f"phase_{progress.phase}")
        self.bar.update(self.task, completed=progress.seconds, description=phase, news=news)
        return Command.TAKE if self.stopping else Command.GO_ON

    def narrowing(self) -> bool:
        """Show that the clash is being narrowed down; False when somebody does not want to wait for that."""
        phase = self.words("stopping") if self.stopping else self.words("phase_conflict")
        self.bar.update(self.task, description=phase)
        return not self.stopping

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """Take the best plan so far; a second Ctrl-C ends the command at once."""
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        self.bar.update(self.task, description=self.words("stopping"))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Show the bar, and take Ctrl-C as a wish rather than the end."""
        before = signal.signal(signal.SIGINT, self.interrupt)
        try:
            with self.bar:
                yield
        finally:
            signal.signal(signal.SIGINT, before)


@click.command("plan")
@click.argument("question_path", metavar="IN", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "out_path",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder or workbook (.xlsx) to write.",
)
@click.option(
    "--time-limit", type=click.FloatRange(min=0.01), help="Seconds to search at most [default: the settings', else 60]."
)
@click.option(
    "--gap", type=click.FloatRange(0, 1), help="Stop when this close to the bound [default: the settings', else 0.001]."
)
@click.option("--seed", type=click.IntRange(min=0), help="Another seed may find another plan of nearly the same value.")
@language_option
def command(
    question_path: Path, out_path: Path, time_limit: float | None, gap: float | None, seed: int | None, lang: str
) -> None:
    """Plan a season: which groups open, who joins which, at which workplace.

    IN is a folder of CSV files (candidates.csv, groups.csv, workplaces.csv, offers.csv, …) or one workbook with sheets
    of the same names; Dutch names and headings are understood too. OUT is a folder or a workbook, like IN unless
    its name says otherwise, with assignments, groups, unplaced, prices and a summary; written whole or not at all.

    Press Ctrl-C once to take the best plan so far, twice to stop without one.

    \b
    Examples:
      leerwerk plan region.xlsx -o plan.xlsx
      leerwerk plan region/ -o plan/ --time-limit 20
      leerwerk plan region.xlsx -o plan/ --gap 0 --lang en

    \b
    Exit codes: 0 a plan; 1 something is wrong with IN or the command, or OUT cannot be written;
    2 no plan can keep the locks and floors (OUT then holds a set of rules that clash, a smallest one if found in time).
    """
    words = Words(lang)
    out_path = _as_asked(question_path, out_path)
    if out_path.resolve() == question_path.resolve():
        stop(words("out_is_in", path=out_path))
    try:
        ask_to_write(out_path, ANSWER)
    except FileProblem as problem:
        stop(file_problem(words, problem))
    with err.status(words("reading")):
        question, source = question_in(question_path, words, time_limit=time_limit, gap=gap, seed=seed)
    if question.travel.approximate:
        err.print(words("travel_approximate"), style="dim", markup=False)
    with err.status(words("preparing")):
        warm_up()
    screen = Screen(words, err, question.settings.time_limit)
    try:
        with screen.listening():
            pairs = pairs_of(question)
            answer = solve(question, pairs, watch=screen, warm=earlier_prices(question, source.prices))
    except KeyboardInterrupt:
        stop(words("stopped"), 130)
    except NoPlanInTime:
        stop(words("no_plan_in_time", seconds=question.settings.time_limit))
    conflict = _conflict(words, question, pairs) if answer.status is Status.INFEASIBLE else None
    _store(words, out_path, question, pairs, answer, conflict)


def _as_asked(question_path: Path, out_path: Path) -> Path:
    """A workbook gives a workbook and a folder a folder, unless the name of OUT says otherwise."""
    if out_path.suffix or out_path.is_dir() or not is_workbook(question_path):
        return out_path
    return out_path.with_suffix(".xlsx")


def _store(
    words: Words, path: Path, question: Question, pairs: Pairs, answer: Answer, conflict: Conflict | None
) -> None:
    tables = answer_tables(question, pairs, answer, version=__version__)
    summary = tables.pop("summary")[0]
    if conflict is not None:
        tables["conflict"] = [_as_row(question, rule) for rule in conflict.rules]
    try:
        with err.status(words("writing")):
            write(path, tables, summary, ANSWER)
    except FileProblem as problem:
        stop(file_problem(words, problem), BAD)
    if conflict is not None:
        err.print(words("infeasible"), style="red", markup=False)
        for row in tables["conflict"]:
            err.print(f"  {conflict_sentence(words, row)}", markup=False)
        if not conflict.smallest:
            err.print(words("perhaps_fewer"), markup=False)
        raise SystemExit(INFEASIBLE)
    out.print(
        words(
            "planned",
            path=path,
            objective=answer.objective,
            bound=answer.bound,
            gap=100 * answer.gap,
            placed=summary["placed"],
            people=len(question.candidates.ids),
            groups=summary["open_groups"],
            options=len(question.groups.ids),
            seconds=answer.seconds,
        ),
        markup=False,
    )


def _conflict(words: Words, question: Question, pairs: Pairs) -> Conflict:
    """Return the rules that cannot hold together, a smallest set if there is time; Ctrl-C takes what is known."""
    screen = Screen(words, err, None)
    try:
        with screen.listening():
            return smallest_conflict(question, pairs, go_on=screen.narrowing)
    except KeyboardInterrupt:
        stop(words("stopped"), 130)


def _as_row(question: Question, rule: Rule) -> dict[str, object]:
    """Return one rule of a conflict as a row: its fields, and what someone who must join does not meet."""
    ids = {
        "candidate": question.candidates.ids,
        "other": question.candidates.ids,
        "group": question.groups.ids,
        "workplace": question.workplaces.ids,
        "resource": question.resources.ids,
        "budget": question.budgets.ids,
    }
    row: dict[str, object] = {"kind": str(rule.kind)}
    for name, known in ids.items():
        place = int(getattr(rule, name))
        row[name] = known[place] if place != ANY else ""
    unmet = barriers(question, rule.candidate, rule.group) if rule.kind is Kind.ASSIGN else ()
    row["needs"] = needs_text(tuple(one for one in unmet if one.code is not BarrierCode.FORBIDDEN))
    return row
