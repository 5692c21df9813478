"""Act 4: seventeen agreements are filled in, sent and approved: of both groups, and of everybody in them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from django.core import mail
from playwright.sync_api import Page

from tests.browser.year.going import Year, address_of, fill, follow
from tests.browser.year.starting_point import ACCOUNTS, GREEN, GUIDED, SIZES, WAREHOUSE
from tests.post import letters_go
from tests.trajectories.agreeing import FILLED, GROUP_FILLED

EVERYBODY = sum(SIZES.values())
WITH_A_LINK = "Bilal"  # reads the agreement without an account, by the link in a letter
APPROVES = ("bas", "jasmijn", "karim", "els", "lotte", "mo")


def _listed(year: Year, name: str, state: str = "") -> dict[str, str]:
    """Return somebody's agreements by what the list calls them, of this state in words or all."""
    window = year.open(name, "trajectories:agreements")
    rows = (
        window.locator("main table tbody tr", has_text=state).all() if state else window.locator("main tbody tr").all()
    )
    return {
        f"{row.locator('th').inner_text()} {row.locator('td').first.inner_text()}": address_of(row.locator("th a"))
        for row in rows
    }


def _pages(year: Year, name: str, addresses: Iterable[str], page: str) -> Iterator[Page]:
    """Lead somebody to one page of many agreements: from the first itself, and straight to that page of the others."""
    for number, address in enumerate(addresses):
        window = year.go(name, address if not number else f"{address}{page}/")
        if not number:
            follow(window.locator(f"main a[href$='/{page}/']").first)
        yield window


def _fill_in(year: Year, name: str, addresses: Iterable[str], filled: Mapping[str, object]) -> None:
    for window in _pages(year, name, addresses, "terms"):
        fill(window, filled)
        year.send(window, "main form.lw-form button")


def _approve(year: Year, window: Page, **said: str) -> None:
    fill(window, {"verdict": "approved"} | said)
    year.send(window, "main form.lw-form button")


def fill_in_and_send(year: Year) -> None:
    """Roos fills in what organisations agree, each employer what is agreed with a participant; Roos sends it all."""
    assert year.waiting("roos")["agreement.draft"] == 2 + EVERYBODY
    mine = _listed(year, "roos")
    assert len(mine) == 2 + EVERYBODY
    _fill_in(year, "roos", [one for called, one in mine.items() if "Voorbeeld" not in called], GROUP_FILLED)
    for name, code in (("bas", GREEN), ("jasmijn", WAREHOUSE)):
        theirs = [address for called, address in _listed(year, name).items() if "Voorbeeld" in called]
        assert len(theirs) == SIZES[code]
        _fill_in(year, name, theirs, FILLED)
    assert year.waiting("roos")["agreement.send"] == 2 + EVERYBODY
    for window in _pages(year, "roos", mine.values(), "send"):
        year.send(window, "main form.lw-form button")


def approve(year: Year) -> None:
    """Every party approves: candidates themselves, with help, or by a link; then each agreement is in force."""
    _by_link(year)
    for name in map(str.lower, ACCOUNTS):
        for window in _pages(year, name, _listed(year, name).values(), "answer"):
            _approve(year, window)
    for name, guided in GUIDED.items():
        helped = [one for one in guided if one not in (*ACCOUNTS, WITH_A_LINK)]
        assert year.waiting(name)["agreement.help"] == len(helped)
        theirs = [address for called, address in _listed(year, name).items() if called.split()[0] in helped]
        for window in _pages(year, name, theirs, "help"):
            _approve(year, window, helped_by="Hanan de tolk", help_language="ar")
    for name in (*APPROVES, "roos"):
        todo = year.waiting(name)["agreement.approve"]
        waits = _listed(year, name, "wacht op u")
        assert len(waits) == todo > 0, f"{name}: {todo} wait, {len(waits)} are marked in the list"
        for window in _pages(year, name, waits.values(), "answer"):
            _approve(year, window)
        assert year.waiting(name)["agreement.approve"] == 0
    assert len(_listed(year, "roos", "geldt")) == 2 + EVERYBODY, "every agreement is in force"


def _by_link(year: Year) -> None:
    """Karim lets a letter be sent to somebody without an account; its link works once."""
    address = next(one for called, one in _listed(year, "karim").items() if called.startswith(WITH_A_LINK))
    window = year.go("karim", address)
    row = window.locator("main tbody tr", has_text=f"{WITH_A_LINK} Voorbeeld")
    follow(row.locator("a[href$='/ask/']"))
    fill(window, {"email": "bilal@elders.example"})
    year.send(window)
    letters_go()
    found = re.search(r"http://\S+", str(mail.outbox[-1].body))
    assert found is not None
    assert mail.outbox[-1].to == ["bilal@elders.example"]
    guest = year.visitor(forgiving=True)
    guest.goto(found[0])
    assert f"{WITH_A_LINK} Voorbeeld" in guest.locator("main").inner_text()
    _approve(year, guest, signer=f"{WITH_A_LINK} Voorbeeld")
    again = guest.goto(found[0])
    assert again is not None
    assert again.status in (404, 410), "a link works once"
