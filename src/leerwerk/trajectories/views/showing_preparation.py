"""What is done before the start, in words: a line for a list, and what a go/no-go weighs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from leerwerk.engine.pathway.preparing import Side, Standing
from leerwerk.notices.models import Matter
from leerwerk.trajectories.enums import Able, GoOn, Liked, PreparationKind, TeamCheck
from leerwerk.trajectories.models import Preparation
from leerwerk.trajectories.preparation_labels import (
    FACES,
    QUESTIONS,
    SIDES,
    means_of,
    outcome_texts,
    owner_text,
    standing_of,
    state_text,
    title_of,
    tone_of,
)
from leerwerk.trajectories.queries.paths import Path
from leerwerk.trajectories.views.showing_paths import awaited_texts

GLYPHS: Mapping[str, str] = {
    PreparationKind.VOCATIONAL_LANGUAGE: "language",
    PreparationKind.ARITHMETIC: "compare",
    PreparationKind.CERTIFICATE: "trail",
    PreparationKind.TASTER: "workplace",
    PreparationKind.INTERCULTURAL_CANDIDATE: "coaching",
    PreparationKind.INTERCULTURAL_TEAM: "group",
    PreparationKind.OTHER: "plan",
}
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "liked": {one.value: one.label for one in Liked},
    "able": {one.value: one.label for one in Able},
    "go_on": {one.value: one.label for one in GoOn},
}


def reports_of(row: Preparation) -> list[dict[str, Any]]:
    """Return what both sides told of a taster placement, as far as the database shows it to who asks."""
    return [
        {
            "report": report,
            "who": SIDES[Side(report.side)],
            "answers": [
                {
                    "name": name,
                    "question": question,
                    "answer": ANSWERS[name][getattr(report, name)],
                    "face": FACES[getattr(report, name)],
                }
                for name, question in QUESTIONS[Side(report.side)].items()
            ],
            "go_on": ANSWERS["go_on"][report.go_on],
        }
        for report in row.reports.all()
    ]


def checks_of(row: Preparation) -> list[tuple[Any, bool, str]]:
    """Return what a team can have, with whether it is there and its code; nothing of other work."""
    if row.kind != PreparationKind.INTERCULTURAL_TEAM:
        return []
    return [(one.label, one.value in row.checked, one.value) for one in TeamCheck]


def line(row: Preparation, waits: Iterable[Matter] = ()) -> dict[str, Any]:
    """Return a piece as a page shows it in a list."""
    today: date = timezone.localdate()
    stands = standing_of(row, today)
    return {
        "piece": row,
        "title": title_of(row),
        "means": means_of(row),
        "glyph": GLYPHS[row.kind],
        "owner": owner_text(row),
        "state": state_text(row, today),
        "tone": tone_of(row, today),
        "open": stands in (Standing.OPEN, Standing.OVERDUE),
        "team": row.kind == PreparationKind.INTERCULTURAL_TEAM,
        "outcome": outcome_texts(row),
        "waits": awaited_texts(waits),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a go/no-go weighs of the pre-track: what is done with what came of it, and what is still open."""

    done: Sequence[Mapping[str, Any]]
    open: Sequence[Mapping[str, Any]]
    obstacles: bool

    @property
    def any(self) -> bool:
        """Whether there is something to weigh."""
        return bool(self.done or self.open)


def evidence_of(path: Path, rows: Iterable[Preparation]) -> Evidence:
    """Return the evidence of somebody's pre-track, as far as who asks sees it; ``rows`` come with their reports."""
    lines = [line(row) | {"reports": reports_of(row)} for row in rows]
    return Evidence(
        done=[one for one in lines if not one["open"]],
        open=[one for one in lines if one["open"]],
        obstacles=path.facts.obstacles_open > 0,
    )
