"""Placing somebody, saying that work ended, and whether it lasted; each by who does it."""

from datetime import date

from tests.browser.year.going import Year, fill, follow

FACTS = {
    "workplace": "De kas aan de Zandweg, Middelburg",
    "hours": "32",
    "pay": "16.50",
    "pay_per": "hour",
    "contract": "open_ended",
    "probation_months": "1",
    "growth_months": "12",
    "growth": "Een trede hoger na een jaar.",
    "buddy": "Joke Bos",
    "coach": "Mo",
}


def path_of(year: Year, code: str, name: str) -> int:
    """Return the number of somebody's path, as the director's list leads to it."""
    return int(year.participants("roos", code)[name].rstrip("/").rpartition("/")[2])


def complete(year: Year, code: str) -> None:
    """Lotte says of everybody that they completed."""
    for path in year.led_to("lotte", "step.complete"):
        year.step("lotte", path, "complete", outcome="without_paper")
    assert year.stages(code, "lotte") == {"completed": 3}


def fill_in(year: Year, name: str, path: int, begins: date, **other: str) -> None:
    """An employer, or who guides, fills in the facts of the work on one page."""
    window = year.open(name, "placement:fill", path)
    fill(window, FACTS | {"begins": begins, "agreed_on": begins} | other)
    fill(window, {"step_day_1": begins, "step_what_1": "Kennismaken met het team, en een rondleiding"})
    window.locator("main [name=growth_kinds][value=pay]").check()
    year.send(window)
    lacks = window.locator("main [data-lack]").all_inner_texts()
    assert lacks == [], lacks


def place(year: Year, name: str, path: int) -> None:
    """Who guides them records the placement."""
    window = year.open(name, "placement:work", path)
    follow(window.locator("main a[href$='/place/']").first)
    year.send(window, "main form button", "domcontentloaded")
    assert window.url.endswith(f"/work/{path}/")


def end(year: Year, name: str, path: int, day: date, reason: str) -> None:
    """Somebody says that the work ended, and why."""
    window = year.open(name, "placement:work", path)
    follow(window.locator("main a[href$='/end/']").first)
    fill(window, {"day": day, "reason": reason, "then": "search"})
    year.send(window)


def still_there(year: Year, name: str, months: int) -> None:
    """Whoever is asked whether people still work there says yes."""
    for address in year.led_to(name, f"confirm.{months}"):
        window = year.go(name, address)
        follow(window.locator("main a[href$='/still/']").first)
        fill(window, {"said": "yes"})
        year.send(window)
    assert year.waiting(name)[f"confirm.{months}"] == 0


def lasted(year: Year, name: str, path: int) -> list[str]:
    """Return what a page says of how long somebody's work lasted: the verdict of each moment that has come."""
    window = year.open(name, "placement:work", path)
    return [row.get_attribute("data-verdict") or "" for row in window.locator("main li[data-verdict]").all()]


def own_page(year: Year, name: str) -> str:
    """Return what somebody reads of their own work."""
    window = year.open(name, "placement:my_work")
    return window.locator("main").inner_text()
