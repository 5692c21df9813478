"""What commands have in common: reading input with every mistake told, and telling it in the user's language."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console

from leerwerk.commands.sentences import Words, file_problem, mistake_sentence
from leerwerk.engine.planning.question import Question
from leerwerk.engine.planning.tables import read_question
from leerwerk.exchange.files import FileProblem, Source, read

BAD = 1  # exit code: bad input, or violations
INFEASIBLE = 2
SHOWN = 200  # mistakes on screen; the rest are counted

err = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False, soft_wrap=True)


def _language() -> str:
    for name in ("LEERWERK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "nl"
    return "nl"


def language_option[F: Callable[..., Any]](command: F) -> F:
    """Add ``--lang``; the default follows LANG, and is Dutch where LANG says nothing."""
    return click.option(
        "--lang",
        type=click.Choice(["nl", "en"]),
        default=_language,
        help="Language of the messages [default: from LANG].",
    )(command)


def stop(message: str, code: int = BAD) -> NoReturn:
    """End the command with one message."""
    err.print(message, style="red", markup=False)
    raise SystemExit(code)


def read_source(path: Path, words: Words) -> Source:
    """Read a folder or workbook, or end with what is wrong with it."""
    try:
        return read(path)
    except FileProblem as problem:
        stop(file_problem(words, problem))


def question_in(path: Path, words: Words, **settings: object) -> tuple[Question, Source]:
    """Read a question, or end with every mistake in it. ``settings`` that are not None replace those of the file."""
    source = read_source(path, words)
    chosen = source.settings | {name: value for name, value in settings.items() if value is not None}
    found = read_question(source.tables, chosen)
    if isinstance(found, Question):
        return found, source
    for mistake in found[:SHOWN]:
        err.print(mistake_sentence(words, mistake), markup=False)
    if len(found) > SHOWN:
        err.print(words("more_mistakes", count=len(found) - SHOWN), markup=False)
    stop(words("nothing_done", count=len(found), path=path))
