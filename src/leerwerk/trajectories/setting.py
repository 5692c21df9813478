"""An agreement as a document: the JSON values that its template sets, for one reader, with a language beside."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from leerwerk.engine.agreement import Article, Clause
from leerwerk.trajectories import agreement_words as words
from leerwerk.trajectories.agreement_pages import place_of_hidden
from leerwerk.trajectories.queries.agreements import Standing, Told, Version
from leerwerk.web.documents import as_pdf

TEMPLATE = Path(__file__).parent / "documents" / "agreement.typ"


def _pieces(clause: Clause, language: str) -> list[dict[str, Any]]:
    return [{"text": one.text, "typed": one.typed} for one in words.sentence(clause, language)]


def _articles(clauses: Iterable[Clause], beside: str) -> list[dict[str, Any]]:
    return [
        {
            "heading": words.heading(article, words.DUTCH),
            "beside": words.heading(article, beside) if beside else "",
            "clauses": [
                {"here": _pieces(one, words.DUTCH), "there": _pieces(one, beside) if beside else []} for one in group
            ],
        }
        for article, group in groupby(clauses, key=lambda one: one.article)
    ]


def _not_yours(version: Version, beside: str) -> list[dict[str, Any]]:
    """Where clauses are that this reader does not read, a heading says so."""
    if not version.hidden:
        return []
    told = [
        {"text": words.title("not_yours", language), "typed": False} for language in (words.DUTCH, beside) if language
    ]
    return [
        {
            "heading": words.heading(Article.PAY, words.DUTCH),
            "beside": words.heading(Article.PAY, beside) if beside else "",
            "clauses": [{"here": told[:1], "there": told[1:]}],
        }
    ]


def _answer(one: Standing) -> list[str]:
    latest = one.latest
    if latest is None:
        return [one.side.name, words.title("open", words.DUTCH), "–"]
    said = words.title("yes" if one.approved else "no", words.DUTCH)
    if latest.helped_by:
        said += f" ({words.title('helped', words.DUTCH, helper=latest.helped_by)})"
    when = date_format(timezone.localtime(latest.at), "DATETIME_FORMAT")
    return [one.side.name, said, f"{latest.signer}, {when}"]


def document(told: Told, version: Version, beside: str) -> bytes:
    """Return a version as tagged PDF: Dutch, with a language beside it, of what this reader reads."""
    kind, number = told.agreement.kind, version.row.number
    state = "in_force" if told.in_force is version else "not_in_force"
    with override(words.DUTCH):
        made = date_format(timezone.localtime(version.row.made_at), "DATE_FORMAT")
        title = f"{words.title(kind, 'nl')}, {words.title('version', 'nl', number=number)}"
        articles = _articles(version.clauses, beside)
        hidden = place_of_hidden(dict.fromkeys(one.article for one in version.clauses))
        data = {
            "title": title,
            "author": version.row.made_for.name if version.row.made_for else "leerwerk",
            "about": [_("Made on %(day)s.") % {"day": made}],
            "state": words.title(state, "nl"),
            "articles": [*articles[:hidden], *_not_yours(version, beside), *articles[hidden:]],
            "approvals": {
                "heading": words.title("approved_by", "nl"),
                "beside": words.title("approved_by", beside) if beside else "",
                "columns": [_("Party"), _("Answer"), _("By whom and when")],
                "rows": [_answer(one) for one in version.standings],
            },
            "last": _("Fingerprint of the whole version: %(digits)s") % {"digits": version.row.fingerprint},
            "footer": f"{title} · {version.row.fingerprint[:12]}",
        }
    if beside:
        data["beside"] = {
            "lang": beside,
            "rtl": beside in words.RIGHT_TO_LEFT,
            "title": words.title(kind, beside),
            "state": words.title(state, beside),
        }
    return as_pdf(TEMPLATE, data, made_at=version.row.made_at)
