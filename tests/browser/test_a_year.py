"""A year from a finished plan to fifteen people who completed, in two groups, by everybody's own screens."""

import time
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser

from tests.browser.conftest import Site
from tests.browser.year import accompanying, agreeing, beginning, deciding, finishing, inviting, learning
from tests.browser.year.going import NINE, Year, time_goes_by
from tests.browser.year.people import Start
from tests.browser.year.starting_point import FIRST, GREEN, SIZES, WAREHOUSE, the_start

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def start(site: Site, django_db_blocker: Any) -> Start:
    """What there is on the first day, kept where the server sees it."""
    with django_db_blocker.unblock(), time_machine.travel(datetime.combine(FIRST, NINE)):
        return the_start()


def _winter(year: Year) -> None:
    year.day(FIRST, "Roos decides on both groups of the plan")
    deciding.decide(year)
    deciding.carry_the_message(year)
    year.day(date(2030, 1, 8), "both sides agree with what is asked; the funder reads it; fifteen people are invited")
    deciding.sign_the_profiles(year)
    inviting.invite(year)
    year.day(date(2030, 1, 16), "they answer, themselves or with help")
    inviting.answer(year)
    year.day(date(2030, 1, 22), "intermediaries and employers choose")
    inviting.choose(year)
    year.day(date(2030, 2, 4), "agreements are filled in and sent")
    agreeing.fill_in_and_send(year)
    year.day(date(2030, 2, 11), "everybody approves them, one by a link that works once; both groups may start")
    agreeing.approve(year)
    beginning.pass_the_gates(year)


def _spring(year: Year) -> None:
    year.day(date(2030, 3, 4), "the pre-track begins, Mo accompanies everybody; the week is made, lessons are planned")
    beginning.prepare(year)
    accompanying.name_the_coach(year, sum(SIZES.values()))
    learning.make_the_week(year)
    for code in (GREEN, WAREHOUSE):
        learning.plan(year, code, date(2030, 3, 4), date(2030, 3, 10))
    year.day(date(2030, 3, 11), "four lessons wait for a record of who was there")
    learning.record(year, 4, absent="Bilal")
    year.day(date(2030, 3, 28), "the green group is let through")
    learning.measure(year, GREEN, 2)
    beginning.let_through(year, GREEN)
    year.day(date(2030, 4, 4), "the green group begins to learn and work")
    beginning.begin_to_work(year, GREEN)
    learning.write_the_work(year)
    learning.plan(year, GREEN, date(2030, 4, 8), date(2030, 4, 15))
    year.day(date(2030, 4, 18), "lessons and a week of work are recorded, and contacts")
    learning.record(year, 3)
    learning.record_work(year)
    accompanying.speak(year)
    accompanying.find_out_who(year, "amal")
    year.day(date(2030, 5, 28), "the warehouse group is let through, once Samuel's children have a place")
    beginning.solve_the_obstacle(year)
    learning.measure(year, WAREHOUSE, 3)
    beginning.let_through(year, WAREHOUSE)
    year.day(date(2030, 6, 4), "the warehouse group begins to learn and work")
    beginning.begin_to_work(year, WAREHOUSE)


def _summer_and_autumn(year: Year) -> None:
    year.day(date(2030, 7, 4), "the green group gets its praktijkverklaring, completes, and goes on in education")
    learning.see_it_done(year, GREEN, "bas")
    learning.credentials(year, GREEN, "Praktijkverklaring groentraining")
    finishing.complete(year, GREEN)
    learning.take_along(year, "amal", "Praktijkverklaring groentraining")
    finishing.learn_on(year, GREEN, date(2030, 9, 2))
    year.day(date(2030, 12, 4), "the warehouse group gets its praktijkverklaring, completes, and stays")
    learning.see_it_done(year, WAREHOUSE, "jasmijn")
    learning.credentials(year, WAREHOUSE, "Praktijkverklaring magazijn")
    finishing.complete(year, WAREHOUSE)
    finishing.stay_where_they_learned(year, WAREHOUSE, date(2030, 12, 4))
    year.day(
        date(2030, 12, 5),
        "what nobody recorded is recorded, and nothing waits for anybody",
    )
    learning.record_weeks(year)
    accompanying.speak(year)
    finishing.nothing_waits(year)


def test_fifteen_people_go_from_a_plan_to_completed_in_a_year_by_their_own_screens(
    site: Site, browser: Browser, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()

    def say(told: str) -> None:
        with capsys.disabled():
            print(f"{time.monotonic() - began:6.1f} s  {told}", flush=True)

    with time_goes_by(site, browser, start, FIRST, say) as year:
        say("")
        _winter(year)
        _spring(year)
        _summer_and_autumn(year)
        say(f"fifteen people completed; {year.forms} forms were sent, {year.shown} pages opened")
