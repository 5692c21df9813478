"""The command line: ``leerwerk plan``, ``check``, ``population``, ``benchmark``. Commands are loaded when asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from leerwerk import __version__

COMMANDS = {
    "plan": "leerwerk.commands.plan",
    "check": "leerwerk.commands.check",
    "population": "leerwerk.commands.population",
    "benchmark": "leerwerk.commands.benchmark",
}
"""Where each command lives; a command that needs Django is loaded (and Django with it) only when it is called."""


@contextmanager
def _misuse_is_bad_input() -> Iterator[None]:
    """Let a wrong word on the command line end with 1, as all bad input does: 2 means that no plan is possible."""
    try:
        yield
    except click.UsageError as error:
        error.exit_code = 1  # type: ignore[misc]  # of this one mistake, not of its class
        raise


class Lazily(click.Group):
    """A group of commands that are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which someone meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the words before the command."""
        with _misuse_is_bad_input():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the words after the command, and do it."""
        with _misuse_is_bad_input():
            return super().invoke(ctx)


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="leerwerk")
def main() -> None:
    """Plan a season of leerwerktrajecten: which groups open, who joins which, at which workplace.

    A question is a folder of CSV files or one workbook; so is the answer. To see one, make a region first:

    \b
      leerwerk population --region Midden-Utrecht --candidates 1200 --seed 1 -o region.xlsx
      leerwerk plan region.xlsx -o plan.xlsx
      leerwerk check region.xlsx plan.xlsx
    """
