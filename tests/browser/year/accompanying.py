"""Mo accompanies people and their employers: somebody is named, and spoken with when it is due."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.browser.year.going import Year, fill, follow

NOTED_AT = {"candidate": "/talk/", "employer": "/employer/"}
WELL = MappingProxyType({"work": "good", "together": "good", "go_on": "good"})  # what employers answer
NOBODY: Mapping[int, Mapping[str, str]] = MappingProxyType({})


def name_the_coach(year: Year, people: int) -> None:
    """Mo's organisation mentors the groups: what waits there is that somebody is named, and Mo names herself."""
    for side, noted_at in NOTED_AT.items():
        paths = year.led_to("mo", f"coach.{side}")
        assert len(paths) == people
        for path in paths:
            window = year.go("mo", path)
            section = window.locator("main section", has=window.locator(f"a[href$='{noted_at}']"))
            follow(section.locator("a[href$='/coach/']").first)
            window.locator("main select[name=member]").select_option(label=f"Mo · {year.start.houses['mo']}")
            year.send(window)
        assert year.waiting("mo")[f"coach.{side}"] == 0


def speak(year: Year, answers: Mapping[int, Mapping[str, str]] = NOBODY) -> int:
    """Mo speaks with everybody with whom a contact waits: a participant in one tap, an employer in four.

    ``answers``: what employers say about somebody, by the number of their path; else that all goes well. Return with
    how many she spoke.
    """
    spoken = 0
    while paths := year.led_to("mo", "talk.candidate"):  # a page shows the first forty of what waits
        for path in paths:
            year.send(year.go("mo", path), "main button[name=pressed][value='4']")
        spoken += len(paths)
    while paths := year.led_to("mo", "talk.employer"):
        for path in paths:
            window = year.go("mo", path)
            fill(window, WELL | answers.get(int(path.split("/")[3]), {}))
            year.send(window, "main button[name=pressed][value=yes]")
        spoken += len(paths)
    return spoken


def find_out_who(year: Year, name: str) -> None:
    """A participant finds who accompanies them."""
    assert "Mo" in year.open(name, "coaching:mine").locator("main").inner_text()
