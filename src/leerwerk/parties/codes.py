"""Signing in with a code by e-mail: the letter with it, and what stands beside the Dutch in other languages.

Arabic, Tigrinya, Persian, Turkish and Ukrainian are to be read by somebody who speaks them before they are relied on.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header

from leerwerk.parties.models import Person
from leerwerk.parties.queries import languages_of

RIGHT_TO_LEFT = frozenset({"ar", "fa"})
DUTCH = "nl"
CHOSEN = "own_words"  # in the session: the language that stands beside the Dutch; empty for none
ADDRESS = "code_for"  # in the session: whom a code is for, as far as we know already
BETWEEN = "\n\n—\n\n"


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return every sentence, by language and key."""
    return tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))


def language_beside(request: HttpRequest) -> str:
    """Return which language stands beside the Dutch: the one that was pressed, else the browser's; empty for none."""
    pressed = request.GET.get("words")
    if pressed is not None:
        request.session[CHOSEN] = pressed if pressed in words() else ""
    chosen = request.session.get(CHOSEN)
    if chosen is not None:
        return str(chosen)
    asked = [
        code.partition("-")[0] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ]
    first = next((code for code in asked if code in words() or code in dict(settings.LANGUAGES)), "")
    return first if first in words() else ""


def _in_own_words(language: str, code: str) -> str:
    said = words()[language]
    return "\n\n".join([said["hello"], f"{said['code']}\n{code}", said["where"], said["secret"]])


def write_letter(kind: str, email: str, person: Person, sender: str, **told: str) -> None:
    """Write somebody a letter of this ``kind`` in their language; to a participant in their own, the Dutch below it.

    ``kind``: ``login_code``, with its ``code``; or ``no_code``, with the ``link`` to choose a password.
    """
    account, contact = languages_of(person)
    own = contact if kind == "login_code" and contact in words() else ""
    with override(DUTCH if own else account):
        subject = render_to_string(f"account/email/{kind}_subject.txt", told).strip()
        body = render_to_string(f"account/email/{kind}_message.txt", told).strip()
    if own:
        subject, body = words()[own]["subject"], f"{_in_own_words(own, told['code'])}{BETWEEN}{body}"
    EmailMessage(subject, f"{body}\n", sender, [email]).send()
