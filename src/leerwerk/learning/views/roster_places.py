"""What moving something in a roster to a dagdeel would bring, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.engine.model import Dagdeel
from leerwerk.engine.roster import Change
from leerwerk.learning import roster_words as words
from leerwerk.trajectories.labels import DAGDELEN

TOLD = 4  # reasons per dagdeel


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A dagdeel in words: ``tone`` is here, good, warn or bad; ``texts`` say why."""

    code: str
    title: str
    tone: str
    texts: list[str]
    who: str


def row_in(roster: int, way: str, key: int) -> str:
    """Return the address of a roster on the page, and at the row, of a group, teacher, room or workplace."""
    return f"{reverse('learning:roster', args=[roster])}?by={way}&at={key}#row-{key}"


def place_for(
    slot: int, change: Change, names: words.Names, *, here: bool, more: Sequence[str] = (), who: str = ""
) -> Place:
    """Return a dagdeel with what a change that puts something there brings, solves and costs; ``more``: what else."""
    code = list(Dagdeel)[slot]
    reasons = words.clash_texts(change.brings, names)
    texts = reasons[:TOLD]
    if len(reasons) > TOLD:
        left = len(reasons) - TOLD
        texts.append(ngettext("And %(count)d more.", "And %(count)d more.", left) % {"count": left})
    texts += more
    if change.total:
        text = _("%(points)d points more.") if change.total > 0 else _("%(points)d points fewer.")
        texts.append(text % {"points": abs(change.total)})
    if change.solves:
        text = ngettext("Solves %(count)d clash.", "Solves %(count)d clashes.", len(change.solves))
        texts.append(text % {"count": len(change.solves)})
    tone = "here" if here else "bad" if change.brings else "warn" if change.total > 0 else "good"
    return Place(code=str(code), title=str(DAGDELEN[code]), tone=tone, texts=texts, who=who)
