"""Addresses that no database can look for, addresses of buttons, and what no page of ours sends."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize("address", ["/planning/?q=%00", "/planning/budgets/?q=a%00b", "/candidates/%00/", "/?x=%00"])
def test_an_address_with_a_nul_byte_is_refused_with_a_page(address: str, cast: Cast) -> None:
    roos = Client()
    roos.force_login(cast.roos)
    answer = roos.get(address)
    assert answer.status_code == 400
    assert "Ga terug en probeer het opnieuw" in answer.content.decode()


def test_who_opens_the_address_of_a_button_is_told_where_to_go(cast: Cast) -> None:
    roos = Client()
    roos.force_login(cast.roos)
    budget = roos.post(
        "/planning/budgets/new/", {"code": "b", "name": "B", "amount": "1", "valid_from": "", "valid_until": ""}
    )
    answer = roos.get(f"{budget['Location']}charges/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Dit adres hoort bij een knop" in answer.content.decode()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_what_neither_a_link_nor_a_form_sends_is_refused_before_it_is_known_who_asks(method: str) -> None:
    answer = Client().generic(method, "/candidates/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert "Dit adres hoort bij een knop" in answer.content.decode()
