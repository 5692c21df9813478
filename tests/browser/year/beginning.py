"""Acts 5 to 7: the groups start as a whole, prepare, are let through by go/no-go, and begin to learn and work."""

from tests.browser.year.going import MY_PATH, Year, fill, follow
from tests.browser.year.starting_point import EMPLOYERS, GREEN, GUIDED, IN_THE_GREEN, SIZES, WAREHOUSE

CRITERIA = ("attendance", "obstacles_solved", "employer_agrees", "candidate_agrees")  # of both designs
PASSED = {
    GREEN: {f"criterion_{one}": "yes" for one in CRITERIA},
    WAREHOUSE: {f"criterion_{one}": "yes" for one in (*CRITERIA, "language_reached")},
}


def pass_the_gates(year: Year) -> None:
    """Roos decides that both groups start."""
    assert year.waiting("roos")["group.gate"] == 2
    for code in SIZES:
        window = year.open("roos", "trajectories:participants", year.group(code))
        window.locator("main details", has=window.locator("form[action$='/gate/']")).locator("summary").click()
        fill(window, {"verdict": "go", "reason": "Iedereen heeft werk, begeleiding en een plek op school."})
        fill(window, {"below": "Wat nog niet gedekt is, betaalt de gemeente."})
        year.send(window, "main form[action$='/gate/'] button")
    assert year.waiting("roos")["group.gate"] == 0


def together(year: Year, code: str, step: str) -> str:
    """Roos lets everybody in a group take a step who can; return what the page says of it."""
    window = year.open("roos", "trajectories:participants", year.group(code))
    year.send(window, f"main form[action$='/together/'] button[value={step}]", "domcontentloaded")
    return window.locator("main").inner_text()


def prepare(year: Year) -> None:
    """Both groups begin with their pre-track; something stands in Samuel's way, which Els will solve."""
    for code, size in SIZES.items():
        together(year, code, "start_pre_track")
        assert year.stages(code) == {"pre_track": size}
    path = year.participants("els", WAREHOUSE)["Samuel"]
    window = year.go("els", path)
    follow(window.locator("main a[href^='/candidates/']").first)
    follow(window.locator("main a[href$='/obstacles/new/']").first)
    fill(window, {"kind": "childcare", "note": "opvang, vier dagdelen", "due_on": "2030-05-01"})
    window.locator("main select[name=owner]").select_option(label="Els")
    year.send(window)
    assert year.waiting("els")["obstacle.solve"] == 1


def let_through(year: Year, code: str) -> None:
    """Whoever decides says go for everybody in a group: intermediaries, the employer, the director."""
    for name in GUIDED:
        year.steps(
            name, _of_group(year, name, code), "go", words="Kwam elke week, en alles is geregeld.", **PASSED[code]
        )
    for name in (EMPLOYERS[code], "roos"):
        paths = _of_group(year, name, code)
        assert len(paths) == SIZES[code], f"{name} decides about {len(paths)}"
        year.steps(name, paths, "go", words="Past in de groep.", **PASSED[code])


def _of_group(year: Year, name: str, code: str) -> list[str]:
    """Return the paths of one group of those that wait for somebody's go."""
    waits = set(year.led_to(name, "step.go"))
    return [path for path in year.participants(name, code).values() if path in waits]


def solve_the_obstacle(year: Year) -> None:
    """As long as it is not solved Samuel cannot go on, and Els reads so; then she solves it."""
    path = year.participants("els", WAREHOUSE)["Samuel"]
    window = year.go("els", path)
    assert window.locator("main a[href$='/go/']").count() == 0, "nobody says go with an obstacle in the way"
    (file,) = year.led_to("els", "obstacle.solve")
    window = year.go("els", file)
    year.send(window, "main form[action$='/solve/'] button")
    assert year.waiting("els")["obstacle.solve"] == 0


def begin_to_work(year: Year, code: str) -> None:
    """Roos lets everybody in a group begin at once."""
    assert year.waiting("roos")["step.start_learn_work"] == SIZES[code]
    together(year, code, "start_learn_work")
    assert year.stages(code) == {"learn_work": SIZES[code]}
    assert year.waiting("roos")["step.start_learn_work"] == 0
    if code == GREEN:
        assert "Amal" in IN_THE_GREEN
        assert "U leert en werkt" in year.go("amal", MY_PATH).locator("main").inner_text()
