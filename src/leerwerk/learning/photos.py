"""A photo or drawing that somebody hands in, made anew: upright, small, and with nothing in it but what is seen."""

import struct
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from threading import Lock

from PIL import Image

KINDS = ("JPEG", "PNG", "WEBP")
TYPES = ("image/jpeg", "image/png", "image/webp")
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
WIDEST = 640  # pixels, and highest
ENOUGH = 120_000  # bytes: what is larger is written with less detail
DETAIL = (80, 65, 50, 35, 20)  # WebP's quality, the best first

# EXIF's orientation: how the picture must be turned to stand upright.
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ONE_AT_A_TIME = Lock()  # a large one takes hundreds of megabytes while it is read
# What Pillow raises on files that are no picture, broken off, or made to mislead it.
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError),
    *(AttributeError, struct.error),
)


class NotAPicture(Exception):
    """It cannot be read as a JPEG, PNG or WebP."""


class TooManyPixels(Exception):
    """It would take too much memory to open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture as it is kept: WebP, with its width and height in pixels."""

    content: bytes
    width: int
    height: int

    @property
    def fingerprint(self) -> str:
        """What tells it from another picture, in sixteen characters."""
        return sha256(self.content).hexdigest()[:16]


def made_anew(file: bytes) -> Photo:
    """Return the picture in a file, drawn once more. Raises NotAPicture, TooManyPixels."""
    try:
        with ONE_AT_A_TIME, Image.open(BytesIO(file), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyPixels
            drawn = _drawn(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels from None
    except UNREADABLE:
        raise NotAPicture from None
    return Photo(content=_written(drawn), width=drawn.width, height=drawn.height)


def _drawn(opened: Image.Image) -> Image.Image:
    """Return it upright on white, at most so wide and high, and with nothing else of the file."""
    opened.draft("RGB", (2 * WIDEST, 2 * WIDEST))  # a JPEG is read at once at about the size that is wanted
    found = opened
    if found.mode.startswith("I;16"):  # grey in 65,536 steps
        found = found.convert("I").point(lambda step: step * (1 / 256)).convert("L")
    if found.mode not in ("RGB", "RGBA", "L"):
        found = found.convert("RGBA" if found.has_transparency_data else "RGB")
    found.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    turn = TURNS.get(opened.getexif().get(ORIENTATION, 1))
    if turn is not None:
        found = found.transpose(turn)
    clean = Image.new("RGB", found.size, "white")
    clean.paste(found, mask=found.getchannel("A") if found.mode == "RGBA" else None)
    return clean


def _written(drawn: Image.Image) -> bytes:
    """Return it as WebP, with as much detail as fits into ``ENOUGH`` bytes."""
    content = b""
    for quality in DETAIL:
        into = BytesIO()
        drawn.save(into, "WEBP", quality=quality, method=4)
        content = into.getvalue()
        if len(content) <= ENOUGH:
            break
    return content
