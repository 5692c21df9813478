"""The books of a budget: nothing is spent twice, two people look at every payment, and what was written stays."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from leerwerk.engine.money.accounts import Move
from leerwerk.funding.actions import aid as aid_actions
from leerwerk.funding.actions import books as actions
from leerwerk.funding.enums import ClaimState, Refusal
from leerwerk.funding.models import AidElsewhere, Bill, Budget, Claim, Commitment, LedgerEntry, Reservation
from leerwerk.funding.queries.aid import aid_of
from leerwerk.funding.queries.books import kept_for
from leerwerk.funding.refusing import AlreadyDone, Refused
from leerwerk.notices.models import Matter
from leerwerk.parties.models import Person
from tests.cast import Cast
from tests.funding.books import COST, TODAY, Books, euros, mistakes
from tests.planning.season import build_season

type As = Callable[[Person], Client]


@pytest.fixture
def books(cast: Cast) -> Books:
    return Books(small=build_season(cast))


def _refused(reason: Refusal, do: Callable[[], object]) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        do()
    assert refused.value.reason is reason


def test_from_a_promise_to_a_payment_and_back_everything_stands_in_one_place(books: Books) -> None:
    kept = books.keep(20_000)
    work = books.agree(12_000, kept)
    claim = books.claim(5_000, work)
    assert euros(books.small.budget) == {
        "promised": -200_000,
        "available": 180_000,
        "reserved": 8_000,
        "committed": 7_000,
        "claimed": 5_000,
    }
    books.check(claim, 4_500, why="Twee lessen vielen uit")
    books.pay(claim)
    by = books.small.cast.actor(books.small.cast.roos)
    actions.with_payer(budget=books.small.budget, move=Move.RECEIVE, told=books.told(3_000), by=by)
    actions.after_payment(claim=claim, move=Move.RECLAIM, told=books.told(500, note="Dubbel"), by=by)
    actions.after_payment(claim=claim, move=Move.GIVE_BACK, told=books.told(500), by=by)
    actions.lift(commitment=work, told=books.told(1_000), by=by)
    actions.free(reservation=kept, told=books.told(9_500), by=by)
    assert euros(books.small.budget) == {
        "promised": -200_000,
        "available": 189_500,
        "committed": 6_500,
        "paid": 4_000,
        "payer": -3_000,
        "cash": -1_000,
        "party": 4_000,
    }
    assert mistakes(books.small.budget) == []


def test_nothing_is_taken_from_where_it_is_not(books: Books) -> None:
    kept = books.keep(10_000)
    by = books.small.cast.actor(books.small.cast.roos)
    _refused(Refusal.OVERDRAWS, lambda: books.agree(10_000.01, kept))
    work = books.agree(6_000, kept)
    _refused(Refusal.OVERDRAWS, lambda: actions.free(reservation=kept, told=books.told(4_000.01), by=by))
    _refused(Refusal.OVERDRAWS, lambda: books.claim(6_000.01, work))
    _refused(Refusal.OVERDRAWS, lambda: actions.lift(commitment=work, told=books.told(6_000.01), by=by))
    small = Budget.objects.create(code="klein", name="Klein", region=books.small.cast.region, amount=Decimal(1))
    _refused(Refusal.OVERDRAWS, lambda: books.keep(1_000.01, budget=small))
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=books.small.budget.pk).update(amount=Decimal(9))
    assert mistakes(books.small.budget) == []


def test_all_budgets_together_keep_no_more_for_a_group_than_it_costs(books: Books) -> None:
    other = Budget.objects.create(code="esf", name="ESF+", region=books.small.cast.region, amount=Decimal(100))
    books.keep(COST - 10_000)
    books.keep(10_000, budget=other)
    _refused(Refusal.MORE_THAN_COST, lambda: books.keep(0.01, budget=other))
    _refused(Refusal.MORE_THAN_COST, lambda: books.keep(0.01))
    books.keep(0.01, group=books.small.bouw)
    assert kept_for(books.small.groen.pk) == COST * 100


def test_a_grant_for_the_whole_programme_counts_with_what_budgets_keep(books: Books, as_: As) -> None:
    small, roos = books.small, as_(books.small.cast.roos)
    address = reverse("funding:application", args=[small.groen.pk, "esf_plus"])
    said = {"state": "granted", "chance": "100", "euros": "10000", "on": "2026-11-20", "seen": "0"}
    books.keep(COST - 10_000)
    assert roos.post(address, said | {"euros": "10000.01"}).status_code == 422
    assert roos.post(address, said).status_code == 302
    _refused(Refusal.MORE_THAN_COST, lambda: books.keep(0.01))
    esf = Budget.objects.create(
        code="esf", name="ESF+", region=small.cast.region, amount=Decimal(100), instrument="esf_plus"
    )
    books.keep(10_000, budget=esf)  # the same money, through a budget: it counts once
    _refused(Refusal.MORE_THAN_COST, lambda: books.keep(0.01, budget=esf))


def test_two_people_look_at_every_payment(books: Books) -> None:
    claim = books.claim(1_000, books.agree(1_000, books.keep(1_000)))
    roos = books.small.cast.actor(books.small.cast.roos)
    _refused(Refusal.NOT_NOW, lambda: books.pay(claim))
    books.check(claim, 1_000)
    _refused(Refusal.ONE_PERSON, lambda: actions.pay(claim=claim, on=TODAY, by=roos))
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="paid", paid_by=roos.person_id, paid_on=TODAY)
    actions.send_back(claim=claim, why="Welke lessen?", by=books.small.cast.actor(books.small.cast.fleur))
    _refused(Refusal.NOT_NOW, lambda: books.pay(claim))
    books.check(claim, 1_000)
    books.pay(claim)
    _refused(Refusal.NOT_NOW, lambda: books.pay(claim))
    assert euros(books.small.budget)["paid"] == 1_000


def test_a_bill_is_paid_once_whoever_pays_parts_of_it(books: Books) -> None:
    other = Budget.objects.create(code="esf", name="ESF+", region=books.small.cast.region, amount=Decimal(100))
    mine, theirs = books.agree(5_000, books.keep(5_000)), books.agree(5_000, books.keep(5_000, budget=other))
    books.claim(600, mine, bill=1_000)
    _refused(Refusal.BILL_EXCEEDED, lambda: books.claim(400.01, theirs, bill=1_000))
    _refused(Refusal.OTHER_BILL, lambda: books.claim(400, theirs, bill=900))
    books.claim(400, theirs, bill=1_000)
    assert Bill.objects.count() == 1
    assert euros(other)["claimed"] == 400


def test_no_day_of_what_was_agreed_is_claimed_twice_unless_the_first_claim_was_refused(books: Books) -> None:
    work = books.agree(5_000, books.keep(5_000))
    first = books.claim(1_000, work)
    _refused(Refusal.DAY_TWICE, lambda: books.claim(100, work, number="2026-2"))
    by = books.small.cast.actor(books.small.cast.roos)
    actions.refuse_claim(claim=first, why="Geen lessen gegeven", today=TODAY, by=by)
    books.claim(900, work, number="2026-2")
    assert euros(books.small.budget)["claimed"] == 900
    assert Claim.objects.get(pk=first.pk).state == ClaimState.REFUSED


def test_a_day_outside_what_was_agreed_or_after_the_budget_ended_is_refused(books: Books) -> None:
    kept = books.keep(5_000)
    work = books.agree(1_000, kept, last=date(2026, 1, 20))
    _refused(Refusal.OUTSIDE_PERIOD, lambda: books.claim(100, work))
    Budget.objects.filter(pk=books.small.budget.pk).update(valid_until=date(2026, 10, 1))
    _refused(Refusal.OUTSIDE_PERIOD, lambda: books.keep(1))
    _refused(Refusal.OUTSIDE_PERIOD, lambda: books.agree(1, kept, last=date(2026, 1, 20)))


def test_wages_are_not_paid_from_money_for_integration(books: Books) -> None:
    spuk = Budget.objects.create(
        code="spuk",
        name="SPUK",
        region=books.small.cast.region,
        amount=Decimal(50),
        instrument="spuk_onderwijsroute",
    )
    kept = books.keep(5_000, budget=spuk)
    _refused(Refusal.NOT_ALLOWED, lambda: books.agree(1_000, kept, item="wage"))
    books.agree(1_000, kept, item="language")


def test_an_employer_has_at_most_three_hundred_thousand_of_aid_in_three_years(books: Books) -> None:
    cast = books.small.cast
    books.small.groen.fixed_cost = Decimal(1_000)
    books.small.groen.save()
    Budget.objects.filter(pk=books.small.budget.pk).update(amount=Decimal(1_000))
    kept = books.keep(500_000)
    for day in (date(2022, 1, 1), date(2025, 1, 1)):  # the first is too long ago to count
        told = AidElsewhere(employer=cast.groenwerk, giver="Provincie", cents=10_000_000, on=day, evidence="Brief")
        aid_actions.tell_aid(told=told, by=cast.actor(cast.bas))
    books.agree(150_000, kept, party=cast.groenwerk, item="guidance", aid=True)
    _refused(
        Refusal.TOO_MUCH_AID,
        lambda: books.agree(50_000.01, kept, party=cast.groenwerk, item="guidance", aid=True),
    )
    books.agree(50_000, kept, party=cast.groenwerk, item="guidance", aid=True)
    earlier = Books(small=books.small, today=date(2026, 11, 1))
    _refused(Refusal.TOO_MUCH_AID, lambda: earlier.agree(1, kept, party=cast.groenwerk, item="guidance", aid=True))
    books.agree(10_000, kept, party=cast.groenwerk, item="equipment")
    found = aid_of(cast.groenwerk, TODAY)
    assert (found.here, found.elsewhere, found.left) == (20_000_000, 10_000_000, 0)


def test_a_form_that_is_sent_twice_moves_money_once(books: Books) -> None:
    told, by = books.told(1_000), books.small.cast.actor(books.small.cast.roos)
    actions.reserve(budget=books.small.budget, cohort=books.small.groen, told=told, by=by)
    with pytest.raises(AlreadyDone), transaction.atomic():
        actions.reserve(budget=books.small.budget, cohort=books.small.groen, told=told, by=by)
    assert euros(books.small.budget)["reserved"] == 1_000


def test_in_a_closed_year_nothing_is_written_and_what_is_open_goes_on(books: Books) -> None:
    claim = books.claim(1_000, books.agree(1_000, books.keep(1_000)))
    books.check(claim, 1_000)
    by, later = books.small.cast.actor(books.small.cast.roos), date(2027, 1, 15)
    _refused(
        Refusal.NOT_OVER,
        lambda: actions.close_year(budget=books.small.budget, year=2026, today=TODAY, by=by),
    )
    actions.close_year(budget=books.small.budget, year=2026, today=later, by=by)
    _refused(Refusal.YEAR_CLOSED, lambda: books.pay(claim, on=date(2026, 12, 31)))
    _refused(Refusal.YEAR_CLOSED, lambda: books.keep(1))
    _refused(
        Refusal.YEAR_CLOSED,
        lambda: actions.close_year(budget=books.small.budget, year=2025, today=later, by=by),
    )
    books.pay(claim, on=later)
    assert mistakes(books.small.budget) == []


def test_what_was_written_is_never_changed_or_removed(books: Books) -> None:
    claim = books.paid(1_000)
    for rows, change in (
        (LedgerEntry.objects.all(), {"cents": 1}),
        (Bill.objects.all(), {"cents": 1}),
        (Claim.objects.filter(pk=claim.pk), {"cents": 1}),
        (Claim.objects.filter(pk=claim.pk), {"state": "filed"}),
        (Commitment.objects.all(), {"item": "care"}),
        (Reservation.objects.all(), {"cohort": books.small.bouw}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    for table in ("ledgerentry", "claim", "bill"):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM funding_{table}")


def test_it_waits_for_the_director_then_for_the_payer_and_for_who_owes(books: Books) -> None:
    def open_now() -> set[tuple[str, str]]:
        return set(Matter.objects.filter(kind__startswith="funding.", closed_at=None).values_list("kind", "function"))

    claim = books.claim(1_000, books.agree(1_000, books.keep(1_000)))
    assert open_now() == {("funding.check", "director")}
    books.check(claim, 1_000)
    assert open_now() == {("funding.pay", "director"), ("funding.pay", "funder")}
    books.pay(claim)
    assert open_now() == set()
    by = books.small.cast.actor(books.small.cast.roos)
    actions.after_payment(claim=claim, move=Move.RECLAIM, told=books.told(100, note="Te veel"), by=by)
    assert open_now() == {("funding.give_back", "educator")}
    actions.after_payment(claim=claim, move=Move.WAIVE, told=books.told(100), by=by)
    assert open_now() == set()


def _posted(client: Client, name: str, key: int, **said: Any) -> Any:
    return client.post(reverse(f"funding:{name}", args=[key]), said)


def test_people_do_it_all_on_pages_and_see_their_own(books: Books, as_: As) -> None:
    cast, budget = books.small.cast, books.small.budget
    roos, lotte, fleur = as_(cast.roos), as_(cast.lotte), as_(cast.fleur)
    page = roos.get(reverse("funding:reserve", args=[budget.pk]), {"group": books.small.groen.pk})
    form = page.context["form"]
    assert form["euros"].initial == Decimal(22_000)  # what the group charges at its largest: 10,000 and six times 2,000
    said = {"cohort": books.small.groen.pk, "euros": "22000.00", "on": "2026-11-28", "ticket": uuid4()}
    for _click in range(2):
        assert _posted(roos, "reserve", budget.pk, **said).status_code == 302
    kept = Reservation.objects.get()
    assert kept_for(books.small.groen.pk) == 2_200_000
    agreed = {
        "party": cast.school.pk,
        "item": "lessons",
        "euros": "15000",
        "first": "2026-09-01",
        "last": "2027-06-30",
        "agreed": "Opdrachtbrief 3",
        "ticket": uuid4(),
    }
    assert _posted(roos, "agree", kept.pk, **agreed).status_code == 302
    work = Commitment.objects.get()
    assert "Opdrachtbrief 3" in lotte.get(reverse("funding:agreed_one", args=[work.pk])).content.decode()
    asked = {
        "first": "2026-09-01",
        "last": "2026-10-31",
        "number": "F-77",
        "dated": "2026-11-02",
        "bill_euros": "2500",
        "euros": "2500",
        "told": "Zestien lessen",
    }
    answer = _posted(lotte, "file_claim", work.pk, **asked)
    claim = Claim.objects.get()
    assert answer.url == reverse("funding:claim", args=[claim.pk])
    assert _posted(lotte, "check_claim", claim.pk, euros="2500").status_code == 404
    assert _posted(roos, "check_claim", claim.pk, euros="2400").status_code == 422  # less, and no reason
    assert _posted(roos, "check_claim", claim.pk, euros="2400", why="Een les viel uit").status_code == 302
    page = roos.get(reverse("funding:claim", args=[claim.pk]))
    assert page.context["may"]["wait"]
    assert _posted(roos, "pay", claim.pk, on="2026-11-28").status_code == 422
    assert _posted(fleur, "pay", claim.pk, on="2026-11-28").status_code == 302
    assert "€\xa02.400,00" in lotte.get(reverse("funding:claim", args=[claim.pk])).content.decode()
    assert _posted(roos, "received", budget.pk, euros="2000", on="2026-11-28", note="Voorschot", ticket=uuid4()).url
    table = fleur.get(reverse("funding:entries_table", args=[budget.pk])).content.decode()
    assert "2400.00" in table
    assert fleur.get(reverse("funding:year", args=[budget.pk, 2026])).context["mistakes"] == ()
    assert mistakes(budget) == []


def test_every_amount_opens_to_the_entries_that_it_is_the_sum_of(books: Books, as_: As) -> None:
    claim = books.claim(1_000, books.agree(3_000, books.keep(5_000)))
    books.check(claim, 900, why="Een les minder")
    books.pay(claim)
    books.keep(2_000, group=books.small.bouw)
    fleur, kept = as_(books.small.cast.fleur), claim.commitment.reservation
    for page in (
        reverse("funding:budget", args=[kept.budget_id]),
        reverse("funding:reservation", args=[kept.pk]),
        reverse("funding:agreed_one", args=[claim.commitment_id]),
    ):
        for tile in fleur.get(page).context["tiles"]:
            if "account=" not in tile["url"]:
                continue  # everything together
            context = fleur.get(tile["url"]).context
            account = context["account"]
            rows = [one["row"] for one in context["rows"]]
            stands = sum(row.cents * ((row.target == account) - (row.source == account)) for row in rows)
            assert stands == tile["cents"], (page, account)
    assert all(not one["url"] for one in as_(books.small.cast.lotte).get(page).context["tiles"])


def test_nobody_sees_or_moves_what_is_not_theirs(books: Books, as_: As) -> None:
    cast = books.small.cast
    claim = books.claim(1_000, books.agree(1_000, books.keep(1_000)))
    address = reverse("funding:claim", args=[claim.pk])
    for person in (cast.bas, cast.karim, cast.mo, cast.vera, cast.dirk):
        assert as_(person).get(address).status_code in (403, 404)
    assert as_(cast.dirk).post(reverse("funding:check_claim", args=[claim.pk]), {"euros": "1"}).status_code == 404
    assert as_(cast.fleur).post(reverse("funding:check_claim", args=[claim.pk]), {"euros": "1"}).status_code == 404
    assert "Vakschool" not in as_(cast.bas).get(reverse("funding:agreed")).content.decode()
    assert as_(cast.bas).get(reverse("funding:aid", args=[cast.groenwerk.pk])).status_code == 200
    assert as_(cast.bas).get(reverse("funding:aid", args=[cast.school.pk])).status_code == 404


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "²", ""])
def test_a_key_in_an_address_that_can_be_none_is_passed_over(key: str, books: Books, as_: As) -> None:
    roos, pk = as_(books.small.cast.roos), books.small.budget.pk
    assert roos.get(reverse("funding:entries", args=[pk]), {"kept": key, "work": key}).status_code == 200
    assert roos.get(reverse("funding:reserve", args=[pk]), {"group": key}).status_code == 200


@pytest.mark.parametrize(
    "bad",
    [{"euros": "0"}, {"euros": "-5"}, {"euros": "1000000"}, {"on": "x"}, {"cohort": "0"}, {"euros": "1.001"}],
)
def test_what_no_amount_can_be_is_said_beside_the_form(bad: dict[str, str], books: Books, as_: As) -> None:
    said = {"cohort": str(books.small.groen.pk), "euros": "10", "on": "2026-11-28", "ticket": str(uuid4())}
    assert _posted(as_(books.small.cast.roos), "reserve", books.small.budget.pk, **said | bad).status_code == 422
    assert "reserved" not in euros(books.small.budget)
