"""What people type by a slip of the keyboard, in forms of several rooms: a message that says what to do."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from leerwerk.parties.models import Person
from tests.cast import Cast
from tests.trajectories.page_forms import typed_in

type As = Callable[[Person], Client]


@pytest.mark.parametrize(
    ("view", "own", "field", "typed", "told"),
    [
        ("trajectories:new_group", "code", "starts_on", "0001-01-01", "Kies een dag tussen de jaren 1900 en 2200"),
        ("trajectories:new_group", "code", "starts_on", "9999-12-31", "Kies een dag tussen de jaren 1900 en 2200"),
        ("trajectories:new_group", "code", "min_size", "-5", "0"),
        ("funding:new", "amount", "valid_until", "9999-12-31", "Kies een dag tussen de jaren 1900 en 2200"),
        ("funding:new", "amount", "amount", "-5", "Een bedrag is nul of meer"),
        ("funding:new", "amount", "name", "a\x00b", "Hier staat een teken in dat wij niet kunnen opslaan"),
        ("placement:new", "ticket", "title", "a\x00b", "Hier staat een teken in dat wij niet kunnen opslaan"),
        ("placement:new", "ticket", "places", "9" * 30, "hoogstens 1000"),
    ],
)
def test_a_slip_of_the_keyboard_is_explained(
    view: str, own: str, field: str, typed: str, told: str, cast: Cast, as_: As
) -> None:
    roos, url = as_(cast.roos), reverse(view)
    sent = typed_in(roos.get(url).content.decode(), field=own) | {field: [typed]}
    answer = roos.post(url, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "geschonden" not in page, "no name of a constraint"


def test_a_budget_ends_after_it_begins(cast: Cast, as_: As) -> None:
    roos, url = as_(cast.roos), reverse("funding:new")
    sent = {"code": "b", "name": "B", "amount": "1", "valid_from": "2027-02-01", "valid_until": "2027-01-01"}
    answer = roos.post(url, sent)
    assert answer.status_code == 422
    assert "De laatste dag kan niet vóór de eerste liggen" in answer.content.decode()
    assert 'value="2027-02-01"' in answer.content.decode()
