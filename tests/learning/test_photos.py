"""A photo that is handed in is drawn once more: what is seen stays, everything else goes."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from leerwerk.learning.photos import ENOUGH, MOST_PIXELS, WIDEST, NotAPicture, TooManyPixels, made_anew
from tests.learning.drawing import PLACE, claims, colour, drawing, opened, photo_of_a_phone


def _saved(image: Image.Image, kind: str = "PNG") -> bytes:
    into = BytesIO()
    image.save(into, kind)
    return into.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_and_with_what_it_was_taken_is_gone(kind: str) -> None:
    file = photo_of_a_phone(kind)
    assert opened(file).getexif().get_ifd(PLACE)
    assert b"Telefoon van Amal" in file
    made = made_anew(file)
    image = opened(made.content)
    assert image.format == "WEBP"
    assert not image.getexif()
    assert image.info.keys() <= {"loop", "background", "timestamp", "duration", "default_image"}
    assert b"Telefoon" not in made.content


def test_a_profile_and_a_remark_are_gone_as_well() -> None:
    into = BytesIO()
    opened(drawing()).save(into, "JPEG", comment=b"van Amal", icc_profile=b"profile of a screen", xmp=b"<x:xmpmeta/>")
    for word in (b"van Amal", b"profile of a screen", b"xmpmeta"):
        assert word in into.getvalue()
        assert word not in made_anew(into.getvalue()).content


# Where red is, of what lies on its side with red on its left.
UPRIGHT = {
    1: (0.1, 0.5),
    2: (0.9, 0.5),
    3: (0.9, 0.5),
    4: (0.1, 0.5),
    5: (0.5, 0.1),
    6: (0.5, 0.1),
    7: (0.5, 0.9),
    8: (0.5, 0.9),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "red"), UPRIGHT.items())
def test_it_stands_upright(kind: str, orientation: int, red: tuple[float, float]) -> None:
    made = made_anew(photo_of_a_phone(kind, orientation))
    image, turned = opened(made.content), orientation > 4
    assert (made.width, made.height) == image.size
    assert (made.width < made.height) == turned
    assert colour(image, *red) == "red"
    assert colour(image, 1 - red[0], 1 - red[1]) == "blue"


def test_it_is_small_in_every_way_and_a_small_one_is_not_blown_up() -> None:
    noise = Image.effect_noise((1500, 1400), 200).convert("RGB")
    for file in (_saved(noise), _saved(noise, "JPEG")):
        made = made_anew(file)
        assert (made.width, made.height) == (WIDEST, 597)
        assert len(made.content) <= ENOUGH
    small = made_anew(drawing(width=60, height=40))
    assert (small.width, small.height) == (60, 40)
    assert made_anew(drawing(width=1, height=3000)).width == 1


def test_what_can_be_seen_through_becomes_white() -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    image.paste((200, 30, 30, 255), (0, 0, 30, 40))
    for file in (_saved(image), _saved(image.quantize(8)), _saved(image, "WEBP")):
        made = opened(made_anew(file).content)
        assert (colour(made, 0.2, 0.5), colour(made, 0.9, 0.5)) == ("red", "white")


def test_drawings_of_every_kind_are_understood() -> None:
    steps = b"".join(struct.pack("<H", 65535 if x < 30 else 20000) for _y in range(40) for x in range(60))
    grey = opened(made_anew(_saved(Image.frombytes("I;16", (60, 40), steps))).content).convert("L")
    assert grey.getpixel((5, 20)) == pytest.approx(255, abs=4)
    assert grey.getpixel((55, 20)) == pytest.approx(78, abs=4)
    plain = opened(drawing())
    for file in (_saved(plain.convert("1")), _saved(plain.convert("L")), _saved(plain.convert("CMYK"), "JPEG")):
        assert made_anew(file).width == 60


def test_the_same_file_is_the_same_picture() -> None:
    assert made_anew(drawing()).fingerprint == made_anew(drawing()).fingerprint
    assert made_anew(drawing()).fingerprint != made_anew(drawing(right="green")).fingerprint


BROKEN = {
    "nothing": b"",
    "text": b"de schaar is om te knippen" * 40,
    "a page": b"<html><script>alert(1)</script></html>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>",
    "gif": drawing("GIF"),
    "bmp": drawing("BMP"),
    "tiff": drawing("TIFF"),
    "half a jpeg": photo_of_a_phone()[:4000],
    "half a png": drawing(width=900, height=900)[:300],
    "half a webp": drawing("WEBP", 900, 900)[:100],
    "only how it begins": b"\xff\xd8\xff\xe0",
    "less than it says": claims(900, 900),
}


@pytest.mark.parametrize("file", BROKEN.values(), ids=BROKEN)
def test_what_is_no_picture_is_refused(file: bytes) -> None:
    with pytest.raises(NotAPicture):
        made_anew(file)


@pytest.mark.parametrize("side", [MOST_PIXELS // 5000 + 1, 18_000, 30_000, 2**31 - 1])
def test_what_would_fill_the_memory_is_refused_before_it_is_read(side: int) -> None:
    with pytest.raises(TooManyPixels):
        made_anew(claims(side, max(side, 5000) if side > 9000 else 5000))
