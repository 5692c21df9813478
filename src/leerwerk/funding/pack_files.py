"""An evidence pack as a document and as a workbook, in plain Dutch: both say what its content says, and no more."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from leerwerk.engine.money.accounts import Account, Move
from leerwerk.funding import words_of_books as words
from leerwerk.funding.enums import CostItem
from leerwerk.funding.setting import DUTCH, TEMPLATE
from leerwerk.web.amounts import euros
from leerwerk.web.documents import as_pdf

type Sheet = tuple[str, Sequence[str], list[list[Any]]]


def _day(text: str | None) -> str:
    return "–" if text is None else str(date_format(date.fromisoformat(text), "j F Y"))


def _short(text: str | None) -> str:
    return "–" if text is None else str(date_format(date.fromisoformat(text), "j-n-Y"))


def _of(there: int | None, all_: int | None) -> str:
    if there is None or all_ is None:
        return "–"
    return _("%(there)s of %(all)s") % {"there": there, "all": all_}


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = ()) -> dict[str, Any]:
    """Return a table; with ``widths``, relative ones, its cells are words and begin at the left."""
    told = {"columns": list(columns), "rows": [list(row) for row in rows], "words": bool(widths)}
    return told | ({"widths": list(widths)} if widths else {})


def _in_short(content: Mapping[str, Any], fingerprint: str) -> dict[str, Any]:
    totals = content["totals"]
    told = {name: euros(totals[name]) for name in ("promised", "kept", "paid", "received")}
    return {
        "heading": _("In short"),
        "paragraphs": [
            _(
                "Promised: %(promised)s. Kept for groups: %(kept)s. Paid in %(year)s: %(paid)s. "
                "Received from the payer in %(year)s: %(received)s. People who started: %(started)s."
            )
            % (told | {"year": content["year"], "started": totals["started"]}),
            _("Every payment was looked at by two different people. Totals were reckoned from two sides and agree."),
            _("Fingerprint of the pack: %(fingerprint)s") % {"fingerprint": fingerprint},
        ],
    }


def _budgets(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "heading": one["name"],
            "paragraphs": [f"{one['ground'] or '–'} · {_day(one['from'])} – {_day(one['until'])}"],
            "table": _table(
                [_("Account of the books"), _("Before the year"), _("After it")],
                (
                    [str(name).capitalize(), euros(one["opening"][account]), euros(one["closing"][account])]
                    for account, name in words.ACCOUNTS.items()
                ),
            ),
        }
        for one in content["budgets"]
    ]


def _groups(content: Mapping[str, Any]) -> dict[str, Any]:
    rows = []
    for one in content["groups"]:
        done = one["delivered"]
        rows.append(
            [
                f"{one['blueprint']} ({one['group']})",
                euros(one["kept"]),
                euros(one["paid"]),
                str(done["started"]),
                str(done["agreed"]),
                str(done["completed"]),
                str(done["placed"]),
                _of(done["lessons_attended"], done["lessons_expected"]),
                _of(done["work_attended"], done["work_expected"]),
            ]
        )
    return {
        "heading": _("What was promised and delivered"),
        "paragraphs": [
            _(
                "People up to the end of the year; half days in the year, from attendance, agreements and placements, "
                "told from five participants on."
            )
        ],
        "table": _table(
            [
                _("Group"),
                _("Kept"),
                _("Paid in the year"),
                _("Started"),
                _("With a binding agreement"),
                _("Completed"),
                _("Placed in work"),
                _("Half days of lessons attended"),
                _("Half days of work attended"),
            ],
            rows,
        ),
    }


def _claims(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "heading": _("Payments"),
        "paragraphs": [_("Each with the bill it rests on, and when it was checked and paid.")],
        "table": _table(
            [_("Party and for what"), _("Group"), _("Period"), _("Bill"), _("Checked"), _("Paid on"), _("Euros")],
            (
                [
                    f"{one['party']}, {CostItem(one['item']).label}",
                    one["group"],
                    f"{_short(one['from'])} – {_short(one['until'])}",
                    one["bill"]["number"],
                    _short(one["checked"]),
                    _short(one["paid_on"]),
                    euros(one["paid"]),
                ]
                for one in content["claims"]
            ),
            (2, 1.2, 1.2, 1.1, 1.5, 1.1, 1.2),
        ),
    }


def _seals(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "heading": _("Seals"),
        "paragraphs": [
            _(
                "For each participant: the seal of what was counted (start, agreement, half days, completion, work). "
                "It says nothing by itself. When a file is looked at, it shows that nothing changed since."
            )
        ],
        "table": _table(
            [_("Number"), _("Group"), _("Seal")],
            ([str(one["number"]), one["group"], one["seal"]] for one in content["seals"]),
            (0.75, 1.4, 4.9),
        ),
    }


def pack_document(content: Mapping[str, Any], fingerprint: str, made_at: datetime) -> bytes:
    """Return an evidence pack as tagged PDF in Dutch."""
    with override(DUTCH):
        title = _("Evidence of %(year)s") % {"year": content["year"]}
        data = {
            "title": title,
            "author": content["region"]["name"],
            "about": [f"{content['payer']['name']} · {content['region']['name']}"],
            "parts": [
                _in_short(content, fingerprint),
                *_budgets(content),
                _groups(content),
                _claims(content),
                _seals(content),
            ],
            "footer": f"{title} · {content['payer']['name']}",
        }
    return as_pdf(TEMPLATE, data, made_at=made_at)


def _sheets(content: Mapping[str, Any], fingerprint: str) -> Iterable[Sheet]:
    totals = content["totals"]
    money = ("promised", "kept", "paid", "received")
    yield (
        _("In short"),
        [_("What"), _("Value")],
        [
            [_("Payer"), content["payer"]["name"]],
            [_("Year"), content["year"]],
            *([str(TOTALS[name]), totals[name] / 100] for name in money),
            [str(TOTALS["started"]), totals["started"]],
            [_("Fingerprint"), fingerprint],
        ],
    )
    yield (
        _("Budgets"),
        [_("Budget"), _("Account of the books"), _("Before the year"), _("After it")],
        [
            [one["name"], str(words.ACCOUNTS[account]), one["opening"][account] / 100, one["closing"][account] / 100]
            for one in content["budgets"]
            for account in Account
        ],
    )
    names = list(content["groups"][0]["delivered"]) if content["groups"] else []
    yield (
        _("Groups"),
        [_("Group"), _("Blueprint"), _("Start"), _("Kept"), _("Paid in the year"), *names],
        [
            [one["group"], one["blueprint"], one["starts"], one["kept"] / 100, one["paid"] / 100]
            + [one["delivered"][name] for name in names]
            for one in content["groups"]
        ],
    )
    plain = ("number", "budget", "group", "party", "item", "agreed", "from", "until", "done", "checked", "paid_on")
    yield (
        _("Payments"),
        [*plain, "bill", "bill_dated", "bill_euros", "asked_euros", "paid_euros", "two_people"],
        [
            [one[name] for name in plain]
            + [one["bill"]["number"], one["bill"]["dated"], one["bill"]["cents"] / 100]
            + [one["asked"] / 100, one["paid"] / 100, one["two_people"]]
            for one in content["claims"]
        ],
    )
    columns = ("budget", "number", "on", "move", "from", "to", "group", "party", "bill")
    yield (
        _("Entries"),
        [*columns, "words", "euros"],
        [
            [one[name] for name in columns] + [str(words.MOVES[Move(one["move"])]), one["cents"] / 100]
            for one in content["entries"]
        ],
    )
    yield (
        _("Seals"),
        ["number", "group", "seal"],
        [[one["number"], one["group"], one["seal"]] for one in content["seals"]],
    )


TOTALS = {
    "promised": words.MOVES[Move.PROMISE],
    "kept": words.ACCOUNTS[Account.RESERVED],
    "paid": words.ACCOUNTS[Account.PAID],
    "received": words.MOVES[Move.RECEIVE],
    "started": _lazy("people who started"),
}


def pack_workbook(content: Mapping[str, Any], fingerprint: str) -> bytes:
    """Return an evidence pack as a workbook; text that looks like a formula stays text."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(DUTCH), xlsxwriter.Workbook(file, options) as book:
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        for name, headings, lines in _sheets(content, fingerprint):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(headings) - 1, 18)
            for place, heading in enumerate(headings):
                sheet.write_string(0, place, heading, bold)
            for row, line in enumerate(lines, 1):
                for place, cell in enumerate(line):
                    if isinstance(cell, float):
                        sheet.write_number(row, place, cell, money)
                    elif cell is not None:
                        sheet.write(row, place, cell)
    return file.getvalue()
