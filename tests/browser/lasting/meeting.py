"""Finding work elsewhere: who is asked first, what an employer sees, the first meeting, and what both say of it."""

from datetime import date

from tests.browser.year.going import Year, fill, follow


def introduce(year: Year, path: int, title: str) -> None:
    """Karim finds a workplace on the shortlist, with why it fits, and lets it be asked."""
    window = year.open("karim", "placement:work", path)
    follow(window.locator("main a[href^='/matching/people/']").first)
    card = window.locator("main section", has=window.locator("input[name=workplace]")).filter(has_text=title).last
    assert "Goed voor de werkgever" in card.inner_text(), "a shortlist tells why, on both sides"
    card.locator("input[name=workplace]").check()
    year.send(window, "main form[action$='/introduce/'] button")


def want(year: Year, name: str, words: str) -> None:
    """The participant wants to meet the employer, and chooses what they see: not where somebody lives."""
    window = year.open(name, "matching:mine")
    follow(window.locator("main a[href$='/answer/']").first)
    fill(window, {"wants_to": "yes", "words": words})
    for code in ("name", "language", "times"):
        window.locator(f"main [name=shows][value={code}]").check()
    year.send(window)


def employer_wants(year: Year, name: str, words: str, hidden: str) -> None:
    """The employer reads what was chosen and nothing else, and wants to meet as well."""
    assert year.waiting(name)["employer"] == 1
    window = year.open(name, "matching:asked")
    follow(window.locator("main tbody a").first)
    told = window.locator("main").inner_text()
    assert words in told
    assert hidden not in told
    follow(window.locator("main a[href$='/employer/']").first)
    fill(window, {"wants_to": "first"})
    year.send(window)


def plan(year: Year, path: int, day: date) -> None:
    """Karim plans the first meeting."""
    _open(year, path, "/plan/")
    fill(year.by("karim"), {"day": day, "at": "10:00", "where": "Het park aan de haven", "goes_along": "Mo"})
    year.send(year.by("karim"))


def _open(year: Year, path: int, link: str) -> None:
    window = year.open("karim", "matching:person", path)
    follow(window.locator("main a[href^='/matching/introductions/']").first)
    follow(window.locator(f"main a[href*='{link}']").first)


def go_on(year: Year, name: str, employer: str) -> None:
    """Both say that they want to go on, without having read the other."""
    window = year.open(name, "matching:mine")
    assert "Het park aan de haven" in window.locator("main").inner_text()
    follow(window.locator("main a[href$='/after/']").first)
    fill(window, {"goes_on": "yes"})
    year.send(window)
    assert year.waiting(employer)["employer_after"] == 1
    window = year.open(employer, "matching:asked")
    follow(window.locator("main tbody a").first)
    follow(window.locator("main a[href$='/after/']").first)
    fill(window, {"goes_on": "yes"})
    year.send(window)
    assert year.waiting("karim")["arrange"] == 1


def to_a_trial_placement(year: Year, path: int) -> None:
    """From the introduction to the form of the trial placement, in which the workplace stands already."""
    _open(year, path, "/fill-in/?at=")
    assert year.by("karim").locator("main [name=workplace]").input_value() == "Werk in het park, Goes"
