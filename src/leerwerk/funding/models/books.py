"""The books of a budget: what is reserved for a group, agreed with a party, claimed, paid and owed back.

Amounts stand in entries only, and entries are never changed: what a reservation or a claim comes to follows from
them. The database refuses what would overdraw an account, pay more for a group than it costs, pay a bill twice, or
write in a closed year (migration 0006). Accounts and moves: ``engine.money.accounts``.
"""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.money.accounts import GOES, Level, Move, level_of
from leerwerk.funding.enums import ClaimState, CostItem
from leerwerk.funding.models.budgets import Budget
from leerwerk.parties.models import NAME, Organisation, Person
from leerwerk.privacy.declare import alike
from leerwerk.trajectories.models import Cohort

AT_LEVEL = {level: [move.value for move in Move if level_of(move) is level] for level in Level}


def by_somebody(verbose_name: Any) -> "models.ForeignKey[Person | None, Person | None]":
    """A person whose account may go while what they did stays."""
    return models.ForeignKey(
        Person, models.DO_NOTHING, verbose_name=verbose_name, null=True, db_constraint=False, related_name="+"
    )


class Reservation(models.Model):
    """Money of a budget that is kept for a group, before it starts."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, verbose_name=_("budget"), related_name="reservations")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, verbose_name=_("group"), related_name="reservations")

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "budget", "cohort"})

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["budget", "cohort"], name="reservation_once")]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.cohort_id}"


class Commitment(models.Model):
    """What was agreed with a party to do for a group, from which reservation, until when, and where that can be read.

    ``aid``: it counts as aid to an employer, of which there is a most in three years (de minimis).
    """

    reservation = models.ForeignKey(
        Reservation, on_delete=models.PROTECT, verbose_name=_("reservation"), related_name="commitments"
    )
    party = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("with"), related_name="commitments"
    )
    item = models.CharField(_("what for"), max_length=20, choices=CostItem.choices)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    agreed = models.CharField(_("where it can be read"), max_length=300)
    aid = models.BooleanField(_("counts as aid to the employer (de minimis)"), default=False)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "reservation", "party", "item", "first", "last", "agreed", "aid"})

    class Meta:
        ordering: ClassVar = ["first", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(item__in=CostItem.values), name="commitment_item_known"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="commitment_period"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.item}"


class AidElsewhere(models.Model):
    """Aid that an employer said to have had from somebody else; it counts for the most in three years."""

    employer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name=_("employer"), related_name="aid_elsewhere"
    )
    giver = models.CharField(_("from whom"), max_length=140)
    cents = models.BigIntegerField(_("amount in cents"))
    on = models.DateField(_("granted on"))
    evidence = models.CharField(_("where it can be read"), max_length=300)

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "employer", "giver", "cents", "on", "evidence"})

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="aid_of_something"),
            models.UniqueConstraint(fields=["employer", "giver", "on", "cents"], name="aid_once"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} {self.cents}"


class Bill(models.Model):
    """A bill of a party. Several budgets may each pay a part of it, together never more than it says."""

    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("of"), related_name="bills")
    number = models.CharField(_("number"), max_length=40)
    dated = models.DateField(_("dated"))
    cents = models.BigIntegerField(_("amount in cents"))

    personal: ClassVar = alike("", NAME)
    not_personal: ClassVar = frozenset({"id", "party", "number", "dated", "cents"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "number"], name="bill_once"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="bill_of_something"),
        ]

    def __str__(self) -> str:
        return self.number


class Claim(models.Model):
    """What a party asks of a commitment for a period, with its bill; paid only when two people looked at it.

    ``cents``: what was asked; what is left of it follows from the entries. ``told``: what the party did for it.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("agreed"), related_name="claims"
    )
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, verbose_name=_("bill"), related_name="claims")
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    cents = models.BigIntegerField(_("amount in cents"))
    told = models.CharField(_("what the party did"), max_length=500)
    state = models.CharField(_("state"), max_length=8, choices=ClaimState.choices, default=ClaimState.FILED)
    why = models.CharField(_("why"), max_length=300, blank=True)
    filed_on = models.DateField(_("filed on"))
    filed_by = by_somebody(_("filed by"))
    checked_on = models.DateField(_("checked on"), null=True)
    checked_by = by_somebody(_("first person"))
    paid_on = models.DateField(_("paid on"), null=True)
    paid_by = by_somebody(_("second person"))

    personal: ClassVar = alike("filed_by checked_by paid_by", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "commitment", "bill", "first", "last", "cents", "told", "state", "why"}
        | {"filed_on", "checked_on", "paid_on"}
    )

    class Meta:
        ordering: ClassVar = ["-filed_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="claim_period"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="claim_of_something"),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.PAID)
                | Q(checked_on__isnull=False, checked_by__isnull=False, paid_on__isnull=False, paid_by__isnull=False),
                name="claim_paid_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(paid_by=None) | ~Q(paid_by=F("checked_by")), name="claim_paid_by_two_people"
            ),
            models.CheckConstraint(condition=~Q(state=ClaimState.REFUSED) | ~Q(why=""), name="claim_refused_says_why"),
            ExclusionConstraint(  # ranges of one key: PostgreSQL needs no extension for them
                expressions=[
                    (
                        Func(
                            "commitment",
                            "commitment",
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func("first", "last", Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(state=ClaimState.REFUSED),
                name="claim_no_day_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.first} {self.state}"


class LedgerEntry(models.Model):
    """An amount that went from one account of a budget to another on a day; it is never changed or removed.

    ``number``: given by the database, without gaps in a budget, in the order in which entries were written.
    ``ticket``: of the form it came from, so that a second click does nothing.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, verbose_name=_("budget"), related_name="entries")
    number = models.PositiveIntegerField(_("number"), db_default=0)
    reservation = models.ForeignKey(
        Reservation, on_delete=models.PROTECT, verbose_name=_("reservation"), null=True, related_name="entries"
    )
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("agreed"), null=True, related_name="entries"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, verbose_name=_("claim"), null=True, related_name="entries"
    )
    move = models.CharField(_("what"), max_length=10, choices=[(one.value, one.value) for one in Move])
    source = models.GeneratedField(
        expression=Case(*(When(move=one.value, then=Value(GOES[one][0].value)) for one in Move)),
        output_field=models.CharField(_("from account"), max_length=10),
        db_persist=True,
    )
    target = models.GeneratedField(
        expression=Case(*(When(move=one.value, then=Value(GOES[one][1].value)) for one in Move)),
        output_field=models.CharField(_("to account"), max_length=10),
        db_persist=True,
    )
    cents = models.BigIntegerField(_("amount in cents"))
    on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    ticket = models.UUIDField(_("ticket"), null=True)
    at = models.DateTimeField(_("written at"), db_default=Now())
    person = by_somebody(_("who"))

    personal: ClassVar = alike("person", NAME)
    not_personal: ClassVar = frozenset(
        {"id", "budget", "number", "reservation", "commitment", "claim", "move", "source", "target", "cents", "on"}
        | {"note", "ticket", "at"}
    )

    class Meta:
        ordering: ClassVar = ["budget", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(move__in=[one.value for one in Move]), name="entry_move_known"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="entry_of_something"),
            models.CheckConstraint(
                condition=Q(move__in=AT_LEVEL[Level.BUDGET], reservation=None, commitment=None, claim=None)
                | Q(move__in=AT_LEVEL[Level.RESERVATION], reservation__isnull=False, commitment=None, claim=None)
                | Q(
                    move__in=AT_LEVEL[Level.COMMITMENT],
                    reservation__isnull=False,
                    commitment__isnull=False,
                    claim=None,
                )
                | Q(
                    move__in=AT_LEVEL[Level.CLAIM],
                    reservation__isnull=False,
                    commitment__isnull=False,
                    claim__isnull=False,
                ),
                name="entry_has_its_subject",
            ),
            models.UniqueConstraint(fields=["budget", "number"], name="entry_number_once"),
            models.UniqueConstraint(fields=["ticket", "move"], name="entry_once_a_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.cents}"


class ClosedYear(models.Model):
    """A year of a budget in which nothing is written any more."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, verbose_name=_("budget"), related_name="closed_years")
    year = models.PositiveSmallIntegerField(_("year"))
    entries = models.PositiveIntegerField(_("entries until then"))
    closed_on = models.DateField(_("closed on"))
    person = by_somebody(_("who"))

    personal: ClassVar = alike("person", NAME)
    not_personal: ClassVar = frozenset({"id", "budget", "year", "entries", "closed_on"})

    class Meta:
        ordering: ClassVar = ["budget", "year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["budget", "year"], name="year_closed_once")]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.year}"
