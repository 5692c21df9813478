"""Act 1: the director decides on both groups; both sides agree with what each asks, and somebody mentors."""

from tests.browser.year.going import Year, address_of, fill
from tests.browser.year.starting_point import EMPLOYERS, GREEN, SIZES, WAREHOUSE


def decide(year: Year) -> None:
    """Roos opens both groups as the plan proposes them, and lets Mo's organisation mentor them."""
    assert year.start.round is not None
    window = year.open("roos", "planning:round", year.start.round.pk)
    found = window.locator("main a[href^='/planning/groups/']").all()
    for address in dict.fromkeys(address_of(one) for one in found if address_of(one).count("/") == 4):
        year.go("roos", address)
        window.locator("input[name=verdict][value=accepted]").check()
        year.send(window, "form[action$='/decide/'] button")
    for code, size in SIZES.items():
        assert year.stages(code) == {"proposed": size}, year.stages(code)
        assert year.participants(EMPLOYERS[code], code) == {}, "an employer sees nobody who did not say yes"
        year.open("roos", "trajectories:mentor", year.group(code))
        fill(window, {"organisation": year.start.houses["mo"].pk})
        year.send(window)
    assert year.waiting("roos") == {"agreement.draft": 2}, "both co-operation agreements are to be begun"


def sign_the_profiles(year: Year) -> None:
    """An intermediary signs for each group; of one the employer does, of the other the branch; the funder looks on."""
    for name in ("karim", "els", "bas", "jasmijn"):
        assert year.waiting(name)["group.sign_profile"] == (2 if name in ("karim", "els") else 1)
    for name, code in (("karim", GREEN), ("els", WAREHOUSE), ("bas", GREEN)):
        window = year.open(name, "trajectories:participants", year.group(code))
        year.send(window, "main form[action$='/sign/'] button")
    window = year.open("vera", "trajectories:group", year.group(WAREHOUSE))
    year.send(window, "main form[action$='/sign/'] button")
    for name in ("karim", "els", "bas", "jasmijn"):
        assert year.waiting(name)["group.sign_profile"] == 0, f"nobody asks {name} for what was signed"
    window = year.open("fleur", "planning:decided")
    for code in SIZES:
        assert code in window.locator("main").inner_text(), "the funder reads what was decided"


def carry_the_message(year: Year) -> None:
    """Vera notes that she told people, and reads that fifteen are counted in the region."""
    window = year.open("vera", "recruitment:note_outreach")
    window.locator("main select[name=channel]").select_option(index=1)
    fill(window, {"language": "ar", "reached": 40})
    year.send(window)
