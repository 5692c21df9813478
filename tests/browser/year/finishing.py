"""The last act: a group completes, who completed learns on or works, and in the end nothing waits for anybody."""

from datetime import date

from tests.browser.lasting import working
from tests.browser.year.beginning import together
from tests.browser.year.going import MY_PATH, Year, fill
from tests.browser.year.learning import number
from tests.browser.year.starting_point import EMPLOYERS, FUNCTIONS, GUIDED, SIZES

GOES_ON = {"school": "Vakschool Peel", "programme": "Medewerker groen, bbl", "level": "mbo2"}

OF_SILENCE = ("missed.", "signal.")  # the story skips months in which coaches would have spoken with people


def complete(year: Year, code: str) -> None:
    """Lotte says it of the first whom her list names; Roos of everybody else at once."""
    paths = year.led_to("lotte", "step.complete")
    mine = [path for path in year.participants("lotte", code).values() if path in paths]
    assert len(mine) == SIZES[code]
    year.step("lotte", mine[0], "complete", outcome="credential")
    together(year, code, "complete")
    assert year.stages(code) == {"completed": SIZES[code]}


def _of_group(year: Year, name: str, code: str) -> list[int]:
    """Return the numbers of the paths of who completed in a group, of those that wait for somebody who guides."""
    waits = set(map(number, year.led_to(name, "step.search")))
    completed = map(number, year.participants(name, code, "completed").values())
    return [int(one) for one in completed if one in waits]


def learn_on(year: Year, code: str, begins: date) -> None:
    """Who guides them notes of everybody in a group that they go on in education: a result of its own."""
    for name in GUIDED:
        for path in _of_group(year, name, code):
            window = year.open(name, "placement:study", path)
            fill(window, GOES_ON | {"begins": begins})
            year.send(window)
        assert year.waiting(name)["step.search"] == 0
    assert year.stages(code) == {"left": SIZES[code]}


def stay_where_they_learned(year: Year, code: str, begins: date) -> None:
    """The employer fills in the work of everybody in a group, and who guides them records it."""
    for name in GUIDED:
        for path in _of_group(year, name, code):
            working.fill_in(year, EMPLOYERS[code], path, begins)
            working.place(year, name, path)
        assert year.waiting(name)["step.search"] == 0
    assert year.stages(code) == {"placed": SIZES[code]}


def nothing_waits(year: Year) -> None:
    """Nobody's list holds anything: not for themselves, their organisation or the region."""
    for name in FUNCTIONS:
        for tab in ("mine", "organisation") if name != "roos" else ("mine", "organisation", "region"):
            found = {
                kind: number for kind, number in year.waiting(name, tab).items() if not kind.startswith(OF_SILENCE)
            }
            assert found == {}, f"{name} ({tab}): {found}"
    for name in ("amal", "samuel"):
        window = year.go(name, MY_PATH)
        assert "Goed gedaan" in window.locator("main").inner_text()
