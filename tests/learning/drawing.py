"""Pictures as people hand them in: a red half on the left, a blue one on the right; and files that are none."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
UTRECHT = {1: "N", 2: (52.0, 5.0, 27.0), 3: "E", 4: (5.0, 7.0, 17.0)}


def drawing(kind: str = "PNG", width: int = 60, height: int = 40, *, right: Any = BLUE) -> bytes:
    """Return a picture that knows nothing but itself."""
    return _saved(_halves(width, height, right), kind)


def photo_of_a_phone(kind: str = "JPEG", orientation: int = 6, width: int = 1200, height: int = 800) -> bytes:
    """Return a photo that lies on its side as a phone takes it: EXIF says how it stands, by what and where taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Telefoon van Amal"
    exif.get_ifd(PLACE).update(UTRECHT)
    return _saved(_halves(width, height, BLUE), kind, exif=exif, **({} if kind == "PNG" else {"quality": 90}))


def claims(width: int, height: int) -> bytes:
    """Return a PNG of some hundred bytes that says it is this large."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def opened(content: bytes) -> Image.Image:
    """Return a picture with everything that its file says."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def colour(image: Image.Image, x: float, y: float) -> str:
    """Return whether it is red, blue or white at a place; x and y are shares of its width and height."""
    found: Any = image.convert("RGB").getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    names = {"red": RED, "blue": BLUE, "white": (255, 255, 255)}
    return min(names, key=lambda name: sum(abs(a - b) for a, b in zip(found, names[name], strict=True)))


def _halves(width: int, height: int, right: Any) -> Image.Image:
    image = Image.new("RGB", (width, height), RED)
    image.paste(right, (width // 2, 0, width, height))
    return image


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    into = BytesIO()
    image.save(into, kind, **how)
    return into.getvalue()
