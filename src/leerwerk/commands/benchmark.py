"""``leerwerk benchmark``: the measurements of the repository."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import NoReturn

import click

from leerwerk.commands.screen import language_option, stop
from leerwerk.commands.sentences import Words


@click.group("benchmark")
def command() -> None:
    """Measure leerwerk on this machine; needs a checkout of the repository."""


@command.command(
    "planning", context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language_option
def planning(arguments: tuple[str, ...], lang: str) -> None:
    """Plan many synthetic questions, beside the baselines.

    Every plan is held against every row of its question in float64; the bound that leerwerk claims is held against
    what its prices prove, reckoned again apart from the search (not for a million people).
    """
    _run("planning", arguments, lang)


@command.command(
    "roster", context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language_option
def roster(arguments: tuple[str, ...], lang: str) -> None:
    """Lay the weeks of synthetic regions, mend them after a teacher falls ill, and explain what cannot fit.

    Every roster is held against its question by the checker, and every conflict is confirmed by a search of its own.
    """
    _run("roster", arguments, lang)


def _run(name: str, arguments: tuple[str, ...], lang: str) -> NoReturn:
    root = Path(__file__).resolve().parents[3]
    if not (root / "benchmarks" / name).is_dir():
        stop(Words(lang)("no_checkout"))
    sys.path.insert(0, str(root))
    try:
        module = importlib.import_module(f"benchmarks.{name}")
        run = module.main
    except (ImportError, AttributeError) as error:
        stop(Words(lang)("no_benchmark", why=error))
    raise SystemExit(run(list(arguments)))
