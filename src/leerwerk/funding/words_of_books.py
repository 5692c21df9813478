"""How accounts, moves and refusals of the books are called on screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerwerk.engine.money.accounts import Account, Move
from leerwerk.funding.enums import ClaimState, Refusal
from leerwerk.funding.queries.books import KEPT, Stands

ACCOUNTS = {
    Account.PROMISED: _("promised by the payer"),
    Account.AVAILABLE: _("available"),
    Account.RESERVED: _("kept for groups"),
    Account.COMMITTED: _("agreed with parties"),
    Account.CLAIMED: _("claimed, not paid"),
    Account.PAID: pgettext_lazy("account", "paid"),
    Account.OWED: _("asked back"),
    Account.PAYER: _("account of the payer"),
    Account.CASH: _("cash"),
    Account.PARTY: _("accounts of parties"),
}
MOVES = {
    Move.PROMISE: _("promised"),
    Move.CUT: _("promised less"),
    Move.RESERVE: _("kept for a group"),
    Move.FREE: _("freed"),
    Move.COMMIT: _("agreed with a party"),
    Move.LIFT: _("taken back from what was agreed"),
    Move.CLAIM: _("claimed"),
    Move.REFUSE: _("not right, or refused"),
    Move.PAY: _("approved and paid"),
    Move.PAY_OUT: _("sent to the party"),
    Move.RECLAIM: _("asked back"),
    Move.WAIVE: _("not asked back after all"),
    Move.GIVE_BACK: _("kept for the group again"),
    Move.PAID_BACK: _("came back from the party"),
    Move.RECEIVE: _("received from the payer"),
    Move.HAND_BACK: _("given back to the payer"),
}
REFUSALS = {
    Refusal.OVERDRAWS: _("There is not so much left. Look at what is available, and try less."),
    Refusal.MORE_THAN_COST: _(
        "All budgets together would keep more for this group than it costs at its largest. Nothing is paid twice."
    ),
    Refusal.YEAR_CLOSED: _("That year is closed: choose a day after it."),
    Refusal.OUTSIDE_PERIOD: _("That is outside the time for which this money is meant."),
    Refusal.BILL_EXCEEDED: _("Of this bill more would be paid than it says, all budgets together."),
    Refusal.TOO_MUCH_AID: _("This employer would have had more than € 300,000 of aid in three years."),
    Refusal.DAY_TWICE: _("For a part of these days something was claimed already."),
    Refusal.ONE_PERSON: _("Who checked a claim does not pay it: somebody else has to look as well."),
    Refusal.OTHER_BILL: _("This number was used for a bill of another day or amount."),
    Refusal.NOT_ALLOWED: _("The instrument that this money comes from does not pay this."),
    Refusal.NOT_NOW: _("Somebody did something with this claim meanwhile. Look at how it is now."),
    Refusal.NOT_OVER: _("A year is closed when it is over."),
}
TONES = {
    ClaimState.FILED: "info",
    ClaimState.CHECKED: "warn",
    ClaimState.PAID: "good",
    ClaimState.REFUSED: "bad",
}


TILES = {
    "whole": _("kept in all"),
    Account.AVAILABLE: _("available"),
    Account.RESERVED: _("kept, not agreed with anybody"),
    Account.COMMITTED: _("agreed, not claimed"),
    Account.CLAIMED: _("claimed, not paid"),
    Account.PAID: pgettext_lazy("account", "paid"),
    Account.OWED: _("asked back"),
}

OF_BUDGET = (Account.AVAILABLE, Account.RESERVED, Account.COMMITTED, Account.CLAIMED, Account.PAID, Account.OWED)
OF_GROUP = ("whole", *OF_BUDGET[1:])
OF_PARTY = ("whole", *OF_BUDGET[2:])


def tiles(stands: Stands, *shown: str, entries: str = "") -> list[dict[str, object]]:
    """Return these amounts as tiles, each with the address of the entries behind it; what nobody owes is left out.

    ``entries``: the address of the entries, with its filters; "": whoever looks may not open them.
    """
    said = named(stands)
    join = "&" if "?" in entries else "?"
    return [
        {
            "name": TILES[one],
            "cents": said[one],
            "url": f"{entries}{join}account={one}" if entries and one in set(Account) else entries,
        }
        for one in shown
        if one != Account.OWED or said[one]
    ]


def named(stands: Stands) -> dict[str, int]:
    """Return what stands on each account by its name, and everything that is kept together (``whole``), in cents."""
    inside = {str(account): stands.get(account, 0) for account in ACCOUNTS}
    return inside | {"whole": sum(stands.get(account, 0) for account in KEPT)}
