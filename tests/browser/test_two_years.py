"""Two years after learning: one stays where she learned, one comes to work by a trial placement, one breaks off.

What goes wrong is seen before it, and she works elsewhere.
"""

import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser

from tests.browser.conftest import Site
from tests.browser.lasting import meeting, trying, working
from tests.browser.lasting.starting_point import FIRST, GROUP, NAMES, the_start
from tests.browser.year import accompanying
from tests.browser.year.going import NINE, Year, fill, time_goes_by
from tests.browser.year.people import Start

pytestmark = pytest.mark.django_db
GLADLY = "Ik werk graag buiten."
CONTRADICTS = "Ik praat elke dag met klanten."
SO_SO = {"work": "so_so", "together": "so_so"}


@pytest.fixture(scope="module")
def start(site: Site, django_db_blocker: Any) -> Start:
    """What there is on the first day, kept where the server sees it."""
    with django_db_blocker.unblock(), time_machine.travel(datetime.combine(FIRST, NINE)):
        return the_start()


def weeks(number: int) -> date:
    """Return the day so many weeks after the first."""
    return FIRST + timedelta(weeks=number)


def _they_complete(year: Year) -> dict[str, int]:
    year.day(FIRST, "three people complete; two stay where they learned; Mo accompanies everybody")
    working.complete(year, GROUP)
    accompanying.name_the_coach(year, len(NAMES))
    paths = {name: working.path_of(year, GROUP, name) for name in NAMES}
    for name in ("Amal", "Dina"):
        working.fill_in(year, "bas", paths[name], FIRST)
        working.place(year, "karim", paths[name])
    assert year.stages(GROUP) == {"placed": 2, "completed": 1}
    meeting.introduce(year, paths["Bilal"], "Werk in het park")
    meeting.want(year, "bilal", GLADLY)
    meeting.employer_wants(year, "joris", GLADLY, hidden="Voorbeeld")
    return paths


def _bas_is_not_sure(year: Year, paths: dict[str, int]) -> None:
    year.day(weeks(1), "week 1: Mo speaks with everybody; Bilal and Joris meet")
    accompanying.speak(year)
    meeting.plan(year, paths["Bilal"], weeks(1))
    meeting.go_on(year, "bilal", "joris")
    year.day(weeks(2), "week 2: Bas is not sure about Dina; a trial placement at Joris' is agreed by all")
    accompanying.speak(year, {paths["Dina"]: SO_SO})
    trying.arrange(year, paths["Bilal"], weeks(4), looked_at=weeks(8), ends=weeks(16))
    trying.approve(year, "bilal", paths["Bilal"])
    year.day(weeks(4), "week 4: the trial placement begins; Bas says the same of Dina once more")
    trying.begin(year, paths["Bilal"])
    accompanying.speak(year, {paths["Dina"]: SO_SO})
    assert year.stages(GROUP) == {"placed": 2, "trial_placement": 1}


def _it_is_seen(year: Year) -> None:
    year.day(weeks(4) + timedelta(days=1), "a signal about Dina waits, with its reason; Mo talks with Bas")
    found = dict[str, str]()
    for signal in year.led_to("mo", "signal.look"):
        window = year.go("mo", signal)
        found[window.locator("h1").inner_text().strip()] = window.locator("main").inner_text()
        fill(window, {"done": "employer", "words": "Bas legt het werk 's ochtends voor."})
        year.send(window, "main form:has([name=done]) button")
    told = found["De werkgever is niet tevreden"]
    assert "Dina" in told
    assert "2 keer achter elkaar" in told, "a signal tells its reason"
    assert year.waiting("mo")["signal.look"] == 0


def _they_look_together(year: Year, paths: dict[str, int]) -> None:
    year.day(weeks(8), "week 8: halfway the trial placement both sides say how it goes, and Bilal contradicts")
    accompanying.speak(year, {paths["Dina"]: SO_SO})
    trying.review(year, "joris", paths["Bilal"], "mid", "not_yet")
    trying.review(year, "mo", paths["Bilal"], "mid", "on_the_way")
    trying.react(year, "bilal", "mid", CONTRADICTS)
    trying.look_at_contradiction(year, paths["Bilal"], CONTRADICTS)


def _anew(year: Year, paths: dict[str, int]) -> None:
    year.day(weeks(9), "week 9: Dina's work ends; it is looked for anew")
    working.end(year, "bas", paths["Dina"], weeks(9), "work_does_not_fit")
    assert "Dina" not in year.participants("bas", GROUP), "who employed her meets her no longer"
    year.day(weeks(11), "week 11: Dina begins at Jasmijn's")
    working.fill_in(year, "karim", paths["Dina"], weeks(11), employer=str(year.start.houses["jasmijn"].pk))
    working.place(year, "karim", paths["Dina"])
    assert "Hoveniers Goes" in working.own_page(year, "dina")
    for number in (12, 13):
        year.day(weeks(number), f"week {number}: Mo speaks with whom it is time for")
        accompanying.speak(year)


def _it_leads_to_work(year: Year, paths: dict[str, int]) -> None:
    year.day(weeks(15), "week 15: both sides say how the trial placement went; Bilal signs, and is placed there")
    accompanying.speak(year)
    for name in ("joris", "mo"):
        trying.review(year, name, paths["Bilal"], "end", "reached")
    trying.react(year, "bilal", "end")
    assert trying.conclude(year, paths["Bilal"]) == "Het park aan de haven, Goes", "nobody types twice what is known"
    working.fill_in(year, "karim", paths["Bilal"], weeks(15))
    working.place(year, "karim", paths["Bilal"])
    assert year.stages(GROUP) == {"placed": 3}
    for number in (19, 24):
        year.day(weeks(number), f"week {number}: Mo speaks with whom it is time for")
        accompanying.speak(year)


def _it_lasts(year: Year, paths: dict[str, int]) -> None:
    for months, day in (
        *((6, date(2027, 7, 5)), (6, date(2027, 10, 19)), (12, date(2028, 1, 4)), (12, date(2028, 4, 19))),
        *((24, date(2029, 1, 4)), (24, date(2029, 4, 19))),
    ):
        year.day(day, f"{months} months: employers and Mo are asked, and say what they know")
        accompanying.speak(year)
        for name in ("bas", "jasmijn", "joris", "mo"):
            working.still_there(year, name, months)
    for name in NAMES:  # two weeks between two jobs are no gap
        assert working.lasted(year, "karim", paths[name]) == ["sustained"] * 3, name
    assert year.stages(GROUP) == {"sustained": 3}
    window = year.open("karim", "placement:trial", paths["Bilal"])
    assert CONTRADICTS in window.locator("main").inner_text(), "what he contradicted stands there for good"


def test_three_people_are_in_sight_for_two_years_after_learning(
    site: Site, browser: Browser, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()

    def say(told: str) -> None:
        with capsys.disabled():
            print(f"{time.monotonic() - began:6.1f} s  {told}", flush=True)

    with time_goes_by(site, browser, start, FIRST, say) as year:
        say("")
        paths = _they_complete(year)
        _bas_is_not_sure(year, paths)
        _it_is_seen(year)
        _they_look_together(year, paths)
        _anew(year, paths)
        _it_leads_to_work(year, paths)
        _it_lasts(year, paths)
        say(f"three people lasted; {year.forms} forms were sent, {year.shown} pages opened")
