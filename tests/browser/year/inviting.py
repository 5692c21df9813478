"""Acts 2 and 3: everybody is invited and answers; then intermediary and employer choose."""

from tests.browser.year.going import MY_PATH, Year
from tests.browser.year.starting_point import ACCOUNTS, GREEN, GUIDED, SIZES, WAREHOUSE

CHOSEN = {"criterion_profile_met": "yes", "criterion_motivation": "yes"}  # what both designs weigh at the selection


def invite(year: Year) -> None:
    """Each caseworker invites whom they guide, from what waits for them."""
    for name, guided in GUIDED.items():
        paths = year.led_to(name, "step.invite")
        assert len(paths) == len(guided)
        year.steps(name, paths, "invite")
        silent = [one for one in guided if one not in ACCOUNTS]
        assert year.waiting(name) == {"step.accept": len(silent)}, "who has no account is asked by who guides them"
    for code, size in SIZES.items():
        assert year.stages(code) == {"invited": size}


def answer(year: Year) -> None:
    """Amal asks before she says yes, Samuel says yes at once; for the others their caseworker writes it down."""
    year.step("amal", MY_PATH, "ask", words="Begint het werk na acht uur?")
    (path,) = year.led_to("karim", "step.answer")
    year.step("karim", path, "answer", words="Ja, om half negen.")
    assert "step.answer" not in year.waiting("karim")
    window = year.go("amal", MY_PATH)
    assert "Ja, om half negen." in window.locator("main").inner_text(), "she reads the answer"
    for name in ACCOUNTS:
        year.step(name.lower(), MY_PATH, "accept")
    for name in GUIDED:
        for code in SIZES:
            year.steps(name, list(year.participants(name, code, "invited").values()), "accept")
        assert "step.accept" not in year.waiting(name)
    for code, size in SIZES.items():
        assert year.stages(code) == {"accepted": size}
    assert len(year.participants("bas", GREEN)) == SIZES[GREEN], "who said yes is seen by the employer"
    assert year.participants("lotte", GREEN) == {}, "and by the school when they are chosen"


def choose(year: Year) -> None:
    """Both sides choose everybody; a place is only somebody's when both said so."""
    for name, guided in GUIDED.items():
        paths = year.led_to(name, "step.select")
        assert len(paths) == len(guided)
        year.steps(name, paths, "select", words="Kan op alle dagen, en wil dit werk.", **CHOSEN)
        assert year.waiting(name) == {}
    for code, size in SIZES.items():
        assert year.stages(code) == {"accepted": size}, "one side alone chooses nobody"
    for name, code in (("bas", GREEN), ("jasmijn", WAREHOUSE)):
        paths = year.led_to(name, "step.select")
        assert len(paths) == SIZES[code]
        year.steps(name, paths, "select", **CHOSEN)
        assert year.stages(code) == {"selected": SIZES[code]}
        assert len(year.participants("lotte", code)) == SIZES[code], "the school meets who was chosen"
        assert len(year.participants("mo", code)) == SIZES[code], "and so does the mentor"
