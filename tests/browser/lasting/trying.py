"""A trial placement from its agreement to what comes of it; each by who does it."""

from datetime import date

from tests.browser.lasting import meeting
from tests.browser.year.going import Year, fill, follow

GOALS = ("Werkt zelfstandig met de snoeischaar", "Vraagt hulp als iets niet duidelijk is")
WORDS = {"well": "Komt altijd op tijd.", "harder": "Praten met klanten.", "next": "Elke dag een kwartier taal."}


def _open(year: Year, name: str, path: int, link: str) -> None:
    """Open somebody's trial placement, and follow a link on it."""
    window = year.open(name, "placement:trial", path)
    follow(window.locator(f"main a[href$='{link}']").first)


def arrange(year: Year, path: int, begins: date, looked_at: date, ends: date) -> None:
    """Karim goes on from the introduction, fills in the facts, and asks everybody."""
    meeting.to_a_trial_placement(year, path)
    window = year.by("karim")
    facts = {"workplace": "Het park aan de haven, Goes", "hours": "28", "coach": "Mo", "intends": "yes"}
    fill(window, facts | {"goals": "\n".join(GOALS)})
    fill(window, {"tasks": "Snoeien\nBladeren ruimen", "begins": begins, "looked_at": looked_at, "ends": ends})
    window.locator("main [name=grounds][value=low_skilled]").check()
    year.send(window)
    _open(year, "karim", path, "/send/")
    year.send(year.by("karim"), "main form button")


def approve(year: Year, name: str, path: int) -> None:
    """The participant approves first, on their own page; only then an employer who does not meet them yet is asked."""
    assert year.waiting("joris") == {}, "nobody meets somebody who did not say yes"
    window = year.open(name, "placement:my_trial")
    follow(window.locator("main a[href$='/answer/']").first)
    fill(window, {"yes": "yes"})
    year.send(window)
    for side in ("joris", "mo"):  # Karim approved it by sending it
        assert year.waiting(side)["trial.approve"] == 1, side
        _open(year, side, path, "/answer/")
        fill(year.by(side), {"yes": "yes"})
        year.send(year.by(side))


def begin(year: Year, path: int) -> None:
    """Karim lets it begin."""
    _open(year, "karim", path, "/begin/")
    year.send(year.by("karim"), "main form button", "domcontentloaded")


def review(year: Year, name: str, path: int, which: str, reached: str) -> None:
    """One side says how it goes, without reading the other."""
    assert year.waiting(name)[f"trial.{which}"] == 1, name
    _open(year, name, path, f"/review/{which}/")
    goals = {f"goal_{number}": reached for number in range(1, len(GOALS) + 1)}
    fill(year.by(name), goals | WORDS)
    year.send(year.by(name))


def react(year: Year, name: str, which: str, words: str = "") -> None:
    """The participant signs what both sides said, or contradicts it."""
    window = year.open(name, "placement:my_trial")
    follow(window.locator(f"main a[href$='/react/{which}/']").first)
    fill(window, {"right": "no", "words": words} if words else {"right": "yes"})
    year.send(window)


def look_at_contradiction(year: Year, path: int, words: str) -> None:
    """Karim reads what the participant contradicts, and notes that he looked."""
    assert year.waiting("karim")["trial.contradicted"] == 1
    window = year.open("karim", "placement:trial", path)
    assert words in window.locator("main").inner_text()
    year.send(window, "main form[action*='/seen/'] button", "domcontentloaded")
    assert words in window.locator("main").inner_text(), "it stands beside the review for good"
    assert year.waiting("karim")["trial.contradicted"] == 0


def conclude(year: Year, path: int) -> str:
    """Karim says that work follows here; return what stands in the form of the work already."""
    _open(year, "karim", path, "/outcome/")
    fill(year.by("karim"), {"outcome": "placed"})
    year.send(year.by("karim"), "main form button", "domcontentloaded")
    window = year.by("karim")
    assert "/fill-in/" in window.url
    return window.locator("main [name=workplace]").input_value()
