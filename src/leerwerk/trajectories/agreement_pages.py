"""An agreement as pages show it: clauses as sentences side by side, what differs, and what each side says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from leerwerk.engine.agreement import OWNERS, Article, Change, Clause, Draft, difference
from leerwerk.engine.pathway import Doer
from leerwerk.recruitment.enums import LANGUAGES
from leerwerk.trajectories import agreement_words as words
from leerwerk.trajectories.agreement_labels import CAUTIONS, CHANGES, MISSING, OWNER_NAMES, SIDES
from leerwerk.trajectories.enums import AgreementKind
from leerwerk.trajectories.queries.agreements import Standing, Told, Version, why_not

ARTICLES = tuple(Article)


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence in Dutch, and what stands beside it."""

    here: SafeString | str
    there: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An article with its sentences; ``hidden``: it has clauses that this reader does not read."""

    article: Article
    heading: Shown
    sentences: tuple[Shown, ...]
    hidden: bool = False


def html(clause: Clause, language: str) -> SafeString:
    """Return a sentence in which values keep their own direction, and what was typed its own language."""
    return mark_safe("".join(_pieces(clause, language)))  # noqa: S308  # every piece is escaped below


def _pieces(clause: Clause, language: str) -> Iterator[str]:
    for one in words.sentence(clause, language):
        if one.typed and language != words.DUTCH:
            yield format_html('<bdi lang="nl">{}</bdi>', one.text)
        else:
            yield format_html("<bdi>{}</bdi>", one.text) if one.value else conditional_escape(one.text)


def _both(clause: Clause, beside: str) -> Shown:
    return Shown(html(clause, words.DUTCH), html(clause, beside) if beside else "")


def _titled(article: Article, beside: str) -> Shown:
    return Shown(words.heading(article, words.DUTCH), words.heading(article, beside) if beside else "")


def parts(clauses: Iterable[Clause], beside: str, *, hidden: bool = False) -> list[Part]:
    """Return clauses by article; where pay and contract would stand, who does not read them is told so."""
    found = [
        Part(article, _titled(article, beside), tuple(_both(one, beside) for one in group))
        for article, group in groupby(clauses, key=lambda one: one.article)
    ]
    if hidden:
        note = Shown(words.title("not_yours", words.DUTCH), words.title("not_yours", beside) if beside else "")
        place = place_of_hidden([one.article for one in found])
        found.insert(place, Part(Article.PAY, _titled(Article.PAY, beside), (note,), hidden=True))
    return found


def place_of_hidden(articles: Iterable[Article]) -> int:
    """Return where pay and contract would stand among these articles."""
    return sum(1 for one in articles if ARTICLES.index(one) < ARTICLES.index(Article.PAY))


def changes(found: Iterable[Change], beside: str = "") -> list[dict[str, Any]]:
    """Return what differs as rows: the article, how, and the sentence before and after, in Dutch and what is beside."""
    return [
        {
            "article": _titled(one.clause.article, beside),
            "how": CHANGES[one.how],
            "before": _both(one.before, beside) if one.before else None,
            "after": _both(one.after, beside) if one.after else None,
        }
        for one in found
    ]


def missing(draft: Draft) -> list[dict[str, Any]]:
    """Return what is missing, with who has to see to it."""
    return [{"what": MISSING[one], "owner": OWNER_NAMES[OWNERS[one]]} for one in draft.missing]


def cautions(draft: Draft) -> list[Any]:
    """Return what people should look at."""
    return [CAUTIONS[one] for one in draft.cautions]


def sides(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """Return the sides as rows, each with its answers beside the others'."""
    return [
        {
            "pk": one.side.pk,
            "name": one.side.name,
            "side": SIDES[Doer(one.side.side)],
            "answers": [
                {
                    "row": said,
                    "words": why_not(said),
                    "language": LANGUAGES.get(said.help_language, said.help_language),
                }
                for said in one.answers
            ],
            "approved": one.approved,
            "declined": one.declined,
        }
        for one in standings
    ]


def allowed(kind: str) -> tuple[str, ...]:
    """Return the languages that an agreement of a kind is in."""
    return tuple(words.LANGUAGES) if kind == AgreementKind.LEARN_WORK else words.TOGETHER


def beside_of(kind: str, asked: str | None, usual: str) -> str:
    """Return the language that stands beside the Dutch: what was asked, else the participant's own; empty for none."""
    return words.spoken(usual if asked is None else asked, allowed(kind))


def language_choices(kind: str, beside: str) -> list[dict[str, Any]]:
    """Return the languages to choose from, each under its own name."""
    return [
        {"code": "" if code == words.DUTCH else code, "name": words.LANGUAGES[code], "on": (beside or "nl") == code}
        for code in allowed(kind)
    ]


def reading(
    told: Told, version: Version, asked: str | None, standing: Standing | None, *, explains: bool = False
) -> dict[str, Any]:
    """Return what a page needs to show a version to whoever reads it; ``standing``: the side they speak for.

    ``explains``: without being asked the participant's language stands beside the Dutch.
    """
    before = told.before(version, standing)
    kind = told.agreement.kind
    usual = version.row.beside if explains else ""
    beside = beside_of(kind, asked, usual)
    return {
        "version": version,
        "number": version.row.number,
        "parts": parts(version.clauses, beside, hidden=bool(version.hidden)),
        "beside": beside,
        "asked_language": asked is not None,
        "rtl": beside in words.RIGHT_TO_LEFT,
        "title": words.title(kind, words.DUTCH),
        "title_beside": words.title(kind, beside) if beside else "",
        "languages": language_choices(kind, beside),
        "no_words": LANGUAGES.get(usual, "") if usual and usual not in words.LANGUAGES else "",
        "changes": changes(difference(before.clauses, version.clauses), beside) if before else [],
        "since": before.row.number if before else 0,
        "sides": sides(version.standings),
    }
