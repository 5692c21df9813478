"""Sectors are kept as Dutch codes; a page in English shows none of them."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import flatten
from leerwerk.parties.enums import SECTORS
from leerwerk.parties.models import Person
from leerwerk.placement.models import Workplace
from leerwerk.trajectories.models import Blueprint, Cohort
from tests.cast import Cast
from tests.planning.season import SmallSeason, build_season

type As = Callable[[Person], Client]

CODE = re.compile(rf"\b({'|'.join(set(SECTORS) - {'ict'})})\b")
EXPLAINED = {design.code for design in EXAMPLES}
DUTCH = {  # what a design says in Dutch stays Dutch, beside what it says in English
    value for design in EXAMPLES for path, value in flatten(design).items() if path.rpartition(".")[2] == "nl"
}


class _Words(HTMLParser):
    """What somebody reads: the text of a page, without addresses and values."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.read.append(data)


def _read(browser: Client, address: str) -> str:
    browser.cookies["django_language"] = "en"
    answer = browser.get(address)
    assert answer.status_code == 200
    words = _Words()
    words.feed(answer.content.decode())
    return "\n".join(piece for piece in map(str.strip, words.read) if piece not in DUTCH)


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """Options and workplaces of which no code or title is a sector."""
    made = build_season(cast)
    for number, cohort in enumerate((made.groen, made.bouw, made.zorg)):
        Cohort.objects.filter(pk=cohort.pk).update(code=f"option-{number}")
    Blueprint.objects.filter(code__startswith="test-").update(title="Leerwerk")
    for number, sector in enumerate(("groen", "bouw", "zorg")):
        Workplace.objects.filter(pk=made.workplaces[number].pk).update(sector=sector, title="Place")
    return made


def test_an_english_page_shows_no_sector_as_a_code(small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    pages = [
        reverse("trajectories:blueprints"),
        *(reverse("trajectories:blueprint", args=[row.pk]) for row in Blueprint.objects.filter(code__in=EXPLAINED)),
        reverse("trajectories:groups"),
        reverse("placement:workplaces"),
        *(reverse("placement:workplace", args=[row.pk]) for row in small.workplaces),
    ]
    shown = {address: set(CODE.findall(_read(roos, address))) for address in pages}
    assert {address: codes for address, codes in shown.items() if codes} == {}
    assert "green work" in _read(roos, reverse("placement:workplaces"))
    assert "care sector" in _read(roos, reverse("trajectories:groups"))


def test_the_board_in_english_offers_sectors_by_name(small: SmallSeason, as_: As) -> None:
    address = reverse("planning:round", args=[small.plan().pk])
    roos = as_(small.cast.roos)
    read = _read(roos, address)
    assert "construction" in read
    page = roos.get(address, {"sector": "bouw"}).content.decode()
    assert re.search(r'<option value="bouw" selected>construction</option>', page)
