"""The last act: a group completes, and in the end nothing waits for anybody."""

from tests.browser.year.beginning import together
from tests.browser.year.going import MY_PATH, Year
from tests.browser.year.starting_point import FUNCTIONS, SIZES

OF_SILENCE = ("missed.", "signal.")  # the story skips months in which coaches would have spoken with people


def complete(year: Year, code: str) -> None:
    """Lotte says it of the first whom her list names; Roos of everybody else at once."""
    paths = year.led_to("lotte", "step.complete")
    mine = [path for path in year.participants("lotte", code).values() if path in paths]
    assert len(mine) == SIZES[code]
    year.step("lotte", mine[0], "complete", outcome="credential")
    together(year, code, "complete")
    assert year.stages(code) == {"completed": SIZES[code]}


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
