"""``leerwerk population``: a synthetic region to try things with. Nobody in it exists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from leerwerk.commands.screen import err, language_option, out, stop
from leerwerk.commands.sentences import Words, file_problem
from leerwerk.engine.population.generate import generate
from leerwerk.engine.population.region import FOR_PEOPLE, Spec, UnknownRegionError
from leerwerk.exchange.files import FileProblem, ask_to_write, write
from leerwerk.facts import regions


def _next_season() -> date:
    """The first of February or September that is at least two months away."""
    today = datetime.now(UTC).date()
    starts = [date(year, month, 1) for year in (today.year, today.year + 1) for month in (2, 9)]
    return next(day for day in starts if (day - today).days >= 60)


@click.command("population")
@click.option(
    "--region", "names", multiple=True, help="Labour-market region, by name or code; may be given more than once."
)
@click.option("--country", is_flag=True, help="All 35 regions of the Netherlands.")
@click.option("--candidates", type=click.IntRange(min=1), default=1200, show_default=True, help="How many people.")
@click.option("--groups", type=click.IntRange(min=1), help="How many group options [default: in proportion].")
@click.option("--workplaces", type=click.IntRange(min=1), help="How many workplaces [default: in proportion].")
@click.option(
    "--season", type=click.DateTime(["%Y-%m-%d"]), help="Nothing starts before this day [default: next season]."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed gives the same people."
)
@click.option(
    "-o",
    "--out",
    "out_path",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder or workbook (.xlsx) to write.",
)
@language_option
def command(
    names: tuple[str, ...],
    country: bool,
    candidates: int,
    groups: int | None,
    workplaces: int | None,
    season: datetime | None,
    seed: int,
    out_path: Path,
    lang: str,
) -> None:
    """Generate a synthetic region that agrees with published figures: people, groups, workplaces, money.

    \b
    Examples:
      leerwerk population --region Midden-Utrecht --candidates 1200 --seed 1 -o region.xlsx
      leerwerk population --country --candidates 100000 -o land/
    """
    words = Words(lang)
    if country == bool(names):
        stop(words("region_or_country"))
    try:
        spec = Spec(
            candidates=candidates,
            season_start=season.date() if season is not None else _next_season(),
            regions=names,
            seed=seed,
            groups=groups,
            workplaces=workplaces,
        )
        ask_to_write(out_path, besides=FOR_PEOPLE)
        with err.status(words("generating")):
            region = generate(spec)
    except FileProblem as problem:
        stop(file_problem(words, problem))
    except UnknownRegionError as error:
        stop(words("unknown_region", name=error, regions=", ".join(one.name for one in regions())))
    except ValueError as error:
        stop(words("cannot_generate", why=error))
    try:
        with err.status(words("writing")):
            write(out_path, {name: list(region.rows(name)) for name in region.tables}, {"seed": seed})
    except FileProblem as problem:
        stop(file_problem(words, problem))
    counts = {name: region.count(name) for name in ("candidates", "groups", "workplaces")}
    out.print(words("generated", path=out_path, **counts), markup=False)
