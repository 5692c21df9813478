"""The leaflet about a group: its facts in fixed sentences, in the languages in which candidates are invited."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, number_format

from leerwerk.engine import model as generic
from leerwerk.recruitment.enums import Cefr
from leerwerk.trajectories.labels import label
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.queries.dates import group_days, months_between
from leerwerk.web.fields import DAGDELEN

RIGHT_TO_LEFT = frozenset({"ar", "fa"})


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of every language, by their key."""
    with Path(__file__).with_name("leaflets.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """A leaflet in one language; names, tasks and papers are as they are called in Dutch."""

    language: str
    say: Mapping[str, str]
    employers: list[str]
    tasks: list[str]
    papers: list[str]
    days: list[str]

    @property
    def direction(self) -> str:
        """Which way the language is written."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


def language_for(asked: str, usual: str) -> str:
    """Return the language in which there is a leaflet: the one asked for, else the usual one, else Dutch."""
    return next((one for one in (asked, usual) if one in texts()), "nl")


def leaflet(cohort: Cohort, design: generic.Blueprint, offers: list[Any], language: str) -> Leaflet:
    """Return the leaflet of a group in a language; ``offers`` come with their workplaces and employers."""
    days, hours = group_days(cohort, design), design.weekly_hours
    with translation.override(language if language in ("nl", "en") else "nl"):
        facts = {
            "day": date_format(cohort.starts_on, "j-n-Y"),
            "place": str(cohort.municipality),
            "months": months_between(days.pre_track, days.end),
            "low": cohort.min_size,
            "high": cohort.max_size,
            "work": number_format(hours.work, decimal_pos=0),
            "theory": number_format(hours.theory, decimal_pos=0),
            "language": number_format(hours.language, decimal_pos=0),
            "level": Cefr(cohort.speaking).label,
        }
        names = {
            "tasks": [task.nl for task in design.work_tasks],
            "papers": [f"{label(one.kind)}: {one.title.nl}" for one in design.credentials if not one.after_placement],
            "days": [str(day) for bit, day in enumerate(DAGDELEN) if cohort.dagdelen >> bit & 1],
        }
    return Leaflet(
        language=language,
        say={key: text.format(**facts) for key, text in texts()[language].items()},
        employers=sorted({str(offer.workplace.employer) for offer in offers}),
        **names,
    )
