"""Mo accompanies everybody and their employers from the pre-track on: somebody is named, and spoken with."""

from tests.browser.year.going import Year, fill, follow
from tests.browser.year.starting_point import SIZES

EVERYBODY = sum(SIZES.values())
NOTED_AT = {"candidate": "/talk/", "employer": "/employer/"}
WELL = {"work": "good", "together": "good", "go_on": "good"}  # what employers answer


def name_the_coach(year: Year) -> None:
    """Mo's organisation mentors both groups: what waits there is that somebody is named, and Mo names herself."""
    for side in NOTED_AT:
        paths = year.led_to("mo", f"coach.{side}")
        assert len(paths) == EVERYBODY
        for path in paths:
            window = year.go("mo", path)
            section = window.locator("main section", has=window.locator(f"a[href$='{NOTED_AT[side]}']"))
            follow(section.locator("a[href$='/coach/']").first)
            window.locator("main select[name=member]").select_option(label="Mo · Mentoren aan de Maas")
            year.send(window)
        assert year.waiting("mo")[f"coach.{side}"] == 0


def speak(year: Year) -> None:
    """Mo speaks with everybody with whom a contact is due: with a participant in one tap, with an employer in four."""
    for path in year.led_to("mo", "talk.candidate"):
        year.send(year.go("mo", path), "main button[name=pressed][value='4']")
    for path in year.led_to("mo", "talk.employer"):
        window = year.go("mo", path)
        fill(window, WELL)
        year.send(window, "main button[name=pressed][value=yes]")
    for side in NOTED_AT:
        assert year.waiting("mo")[f"talk.{side}"] == 0


def find_out_who(year: Year, name: str) -> None:
    """A participant finds who accompanies them."""
    assert "Mo" in year.open(name, "coaching:mine").locator("main").inner_text()
