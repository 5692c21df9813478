"""The command line: ``leerwerk plan``, ``check``, ``population``, ``benchmark``. Commands are loaded when asked for."""

from __future__ import annotations

import importlib

import click

from leerwerk import __version__

COMMANDS = {
    "plan": "leerwerk.commands.plan",
    "check": "leerwerk.commands.check",
    "population": "leerwerk.commands.population",
    "benchmark": "leerwerk.commands.benchmark",
}
"""Where each command lives; a command that needs Django is loaded (and Django with it) only when it is called."""


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
