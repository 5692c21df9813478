"""Anybody reckons what a workplace costs and brings; nothing is asked of them, and nothing is kept."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.engine.money import Item
from leerwerk.funding import words

ADDRESS = "/planning/budgets/workplace/"
SAID = {"hours": "32", "learning": "6", "wage": "15", "months": "24", "guidance": "4", "size": "small"}


@pytest.mark.django_db
def test_who_has_no_account_reads_what_it_costs_first_and_when_that_is_back(client: Client) -> None:
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert page.context["found"].first.amount > 0
    dearer = client.get(ADDRESS, SAID | {"wage": "20"}).context["found"]
    cheaper = client.get(ADDRESS, SAID).context["found"]
    assert dearer.first.amount > cheaper.first.amount
    large = client.get(ADDRESS, SAID | {"size": "large"}).context["found"]
    assert large.by_item[Item.CHARGES].sum() < cheaper.by_item[Item.CHARGES].sum()


@pytest.mark.django_db
def test_a_bbl_place_brings_money_after_each_year(client: Client) -> None:
    rows = {row["name"]: row["years"] for row in client.get(ADDRESS, SAID | {"bbl": "on"}).context["years"]}
    assert [round(euros) for euros in rows[words.ITEMS[Item.GRANT]]] == [0, 2600, 2600, 0, 0]
    assert words.ITEMS[Item.GRANT] not in {row["name"] for row in client.get(ADDRESS, SAID).context["years"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad", [{"hours": "0"}, {"learning": "32"}, {"wage": "x"}, {"months": "200"}, {"size": "other"}, {"guidance": ""}]
)
def test_what_cannot_be_is_said_at_its_field(bad: dict[str, str], client: Client) -> None:
    answer = client.get(ADDRESS, SAID | bad)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(bad)


@pytest.mark.django_db
def test_no_row_of_anybody_is_read_for_it(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS, SAID)
    with django_assert_max_num_queries(5):  # what every page asks: who asks, and the wall
        client.get(ADDRESS, SAID)
