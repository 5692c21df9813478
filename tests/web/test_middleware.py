"""Addresses that no database can look for."""

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
