"""Making names findable however they are typed: Éva, Олена, Şerife, José, İbrahim, ʿAbd al-Raḥmān."""

import secrets
import unicodedata

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


def searchable(*words: str) -> str:
    """Return the words as they are stored for searching and compared: no case, no marks, single spaces."""
    text = unicodedata.normalize("NFKD", " ".join(words).casefold())
    bare = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(bare.translate(ALIKE).split())


PROVISIONAL = "lw-"


def provisional_code() -> str:
    """Return a number for somebody who has none yet; a workbook that knows them may bring their own."""
    return f"{PROVISIONAL}{secrets.token_hex(4)}"


def findable(candidate: Candidate) -> Candidate:
    """Return the candidate with the text by which they are found."""
    words = (candidate.given_name, candidate.family_name, candidate.native_name, candidate.code)
    candidate.search_text = searchable(*words)[:400]
    return candidate
