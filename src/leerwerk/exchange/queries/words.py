"""Taking words for their codes; a limit, sector or language that nobody knows is a mistake, never passed over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from django.db.models import Q

from leerwerk.engine.planning.mistakes import MistakeCode
from leerwerk.engine.planning.parsing import SUGGESTIONS, Parsed, Reading
from leerwerk.engine.planning.schema import Kind, plain
from leerwerk.exchange.words import KNOWN, can_be_told, label, labels, understood
from leerwerk.parties.models import Organisation
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Profile
from leerwerk.recruitment.rules import candidates_of
from leerwerk.trajectories.models import Cohort
from leerwerk.trajectories.rules import versions_of

FREE = frozenset({"skills"})  # a word of your own is a skill too, as in the forms


def _limits_in_use(actor: Actor, words: list[str]) -> Iterable[str]:
    """The region's own limits: only those that groups or workplaces ask about, because no other one is heeded."""
    for rows in (
        Cohort.objects.filter(region=actor.region_id),
        Workplace.objects.filter(employer__region=actor.region_id),
    ):
        for row in rows.filter(excluded_limits__overlap=words).values_list("excluded_limits", flat=True):
            yield from row


def _sectors_in_use(actor: Actor, words: list[str]) -> Iterable[str]:
    asked = Q(sector__in=words)
    yield from Organisation.objects.filter(asked, region=actor.region_id).values_list("sector", flat=True)
    yield from Workplace.objects.filter(asked, employer__region=actor.region_id).values_list("sector", flat=True)
    yield from versions_of(actor).filter(asked).values_list("sector", flat=True)
    wishes = Profile.objects.filter(candidate__in=candidates_of(actor), sectors__overlap=words)
    for row in wishes.values_list("sectors", flat=True):
        yield from row


def _languages_in_use(actor: Actor, words: list[str]) -> Iterable[str]:
    return candidates_of(actor).filter(contact_language__in=words).values_list("contact_language", flat=True)


IN_USE: Mapping[str, Callable[[Actor, list[str]], Iterable[str]]] = {
    "limits": _limits_in_use,
    "excluded_limits": _limits_in_use,
    "sectors": _sectors_in_use,
    "sector": _sectors_in_use,
    "contact_language": _languages_in_use,
}


def _own(word: str) -> str:
    """Return a word of your own as the forms keep it."""
    return plain(word).replace(" ", "_")


def read_words(reading: Reading, actor: Actor) -> None:
    """Put the codes in the place of words, and note the words that are not understood."""
    for parsed in reading.tables.values():
        for column in parsed.table.columns:
            if column.name in KNOWN:
                _read_column(reading, parsed, column.name, actor, in_a_list=column.kind is Kind.CODES)


def _read_column(reading: Reading, parsed: Parsed, name: str, actor: Actor, *, in_a_list: bool) -> None:
    cells: list[Any] = parsed.columns[name]
    typed: list[Sequence[str]] = [(cell or ()) if in_a_list else ((cell,) if cell else ()) for cell in cells]
    found = _codes(name, {word for words in typed for word in words}, actor)
    for place, words in enumerate(typed):
        for word in words:
            if word not in found:
                _not_understood(reading, parsed, place, name, word)
        codes = tuple(dict.fromkeys(found[word] for word in words if word in found))
        if words:
            cells[place] = codes if in_a_list else next(iter(codes), None)


def _not_understood(reading: Reading, parsed: Parsed, place: int, name: str, word: str) -> None:
    parameters: dict[str, object] = {"value": word} | ({"choices": labels(name)} if can_be_told(name) else {})
    if len(reading.mistakes) < SUGGESTIONS:
        parameters |= _nearest(name, word)
    reading.wrong(parsed.table.name, parsed.rows[place], name, MistakeCode.NOT_A_CHOICE, **parameters)


def _codes(name: str, words: set[str], actor: Actor) -> dict[str, str]:
    """Return the code of each word that means one, here or in this region."""
    known = understood(name)
    found = {word: known[plain(word)] for word in words if plain(word) in known}
    rest = words - found.keys()
    if name in FREE:
        return found | {word: _own(word) for word in rest}
    if not rest or name not in IN_USE:
        return found
    in_use = set(IN_USE[name](actor, sorted(rest | {_own(word) for word in rest})))
    return found | {word: code for word in rest for code in (_own(word), word) if code in in_use}


def _nearest(name: str, word: str) -> dict[str, str]:
    known = understood(name)
    nearest = get_close_matches(plain(word), known, n=1)
    return {"nearest": label(name, known[nearest[0]])} if nearest else {}
