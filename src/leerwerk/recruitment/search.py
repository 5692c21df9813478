"""Making names findable however they are typed: Éva, Олена, Şerife, José, İbrahim, ʿAbd al-Raḥmān."""

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from leerwerk.recruitment.models import Candidate

# Letters that Unicode does not take apart, and signs between parts of a name.
ALIKE = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ʿ": "",
        "ʾ": "",
        "’": "",
        "'": "",
        "-": " ",
        "‑": " ",
        "ى": "ي",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ک": "ك",
        "ی": "ي",
    }
)

TRIGRAM = 3  # letters


def searchable(*words: str) -> str:
    """Return the words as they are stored for searching and compared: no case, no marks, single spaces."""
    text = unicodedata.normalize("NFKD", " ".join(words).casefold())
    bare = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(bare.translate(ALIKE).split())


def holding(words: Sequence[str]) -> Q:
    """Return the condition that a candidate's name, number or native name holds all of these words.

    Behind the wall PostgreSQL uses no index of trigrams for LIKE, so that a function finds the keys. One or two letters
    make no trigram: very many fit, and going through the list finds the first page sooner.
    """
    if all(len(word) < TRIGRAM for word in words):
        return reduce(and_, (Q(search_text__contains=word) for word in words))
    patterns = [f"%{connection.ops.prep_for_like_query(word)}%" for word in words]
    return Q(pk__in=RawSQL("SELECT recruitment_found(%s)", [patterns]))


def codes_in_use(codes: Iterable[str]) -> set[str]:
    """Return which of these numbers belong to a candidate, also to one whose file does not exist for who asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT recruitment_codes_in_use(%s)", [list(codes)])
        return {code for (code,) in cursor.fetchall()}


PROVISIONAL = "lw-"


def provisional_code() -> str:
    """Return a number for somebody who has none yet; a workbook that knows them may bring their own."""
    return f"{PROVISIONAL}{secrets.token_hex(4)}"


def findable(candidate: Candidate) -> Candidate:
    """Return the candidate with the text by which they are found."""
    words = (candidate.given_name, candidate.family_name, candidate.native_name, candidate.code)
    candidate.search_text = searchable(*words)[:400]
    return candidate
