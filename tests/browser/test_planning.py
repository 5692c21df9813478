"""A season from the first press to the participant's own page, in a real browser and with a real worker."""

import signal
import time
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db.models import F
from playwright.sync_api import Page, expect

from leerwerk.parties.models import Person
from leerwerk.planning.enums import RoundState
from leerwerk.planning.models import Decision, PersonProposal, PlanningRound
from leerwerk.planning.queries import rounds
from leerwerk.recruitment.models import Candidate
from tests.browser.conftest import Site
from tests.browser.doing import enter, sign_in, somebody, step_in, working
from tests.browser.looking import faults

pytestmark = pytest.mark.django_db
REASON = "De praktijkruimte wordt verbouwd."
PLANNED = 30_000  # milliseconds until a plan is there


@pytest.fixture(scope="session")
def salma(site: Site, django_db_blocker: Any) -> Person:
    """A candidate with an account of her own, who has a place in each plan that was made before."""
    person = somebody("salma", django_db_blocker)
    with django_db_blocker.unblock():
        first, beside = PlanningRound.objects.filter(without=None).order_by("pk")[:2]
        places = dict(first.person_proposals.values_list("candidate", "group__cohort"))
        rows = beside.person_proposals.filter(group__isnull=False, candidate__person=None).order_by("pk")
        kept = rows.annotate(cohort=F("group__cohort")).values_list("candidate", "cohort")
        who = next(candidate for candidate, cohort in kept if places[candidate] == cohort)
        Candidate.objects.filter(pk=who).update(person=person)
    return person


def _ask(window: Page, site: Site, name: str) -> PlanningRound:
    """Fill in a new round for the season of the region, and start the planner; nobody has taken it up yet."""
    season = PlanningRound.objects.earliest("pk")
    window.goto(f"{site.url}/planning/")
    enter(window, window.locator("main a[href='/planning/new/']").first)
    window.locator("input[name=name]").fill(name)
    window.locator("input[name=season_from]").fill(season.season_from.isoformat())
    window.locator("input[name=season_until]").fill(season.season_until.isoformat())
    window.locator("select[name=time_limit]").select_option("10")
    window.locator("select[name=gap]").select_option("0.0")
    window.wait_for_load_state("networkidle")  # the counts of this season are there
    enter(window, window.locator("main form[method=post] button").last)
    expect(window.locator("button[value=take]")).to_be_visible()
    return PlanningRound.objects.latest("pk")


def _until_planned(window: Page) -> None:
    """Follow the progress; the page turns into the plan by itself."""
    window.wait_for_selector("#groups", timeout=PLANNED)
    window.wait_for_load_state()


def _open(window: Page, title: str) -> None:
    enter(window, window.get_by_role("link", name=title, exact=True).first)


def _tab(window: Page, page: str) -> None:
    enter(window, window.locator(f"main a[href$='/{page}/']").first)


def test_the_director_plans_locks_plans_again_compares_and_decides_and_the_participant_reads_it(
    site: Site, page: Page, salma: Person
) -> None:
    axe = Axe()
    step_in(page, site, "roos")
    asked = _ask(page, site, "Voorjaar in de browser")
    wrong = faults(page, axe, "busy")
    with working():
        _until_planned(page)
        wrong += faults(page, axe, "plan")
        closed = asked.group_proposals.filter(open=True).earliest("pk")
        page.goto(f"{site.url}/planning/{asked.pk}/")
        enter(page, page.locator(f"a[href='/planning/groups/{closed.pk}/']"))
        wrong += faults(page, axe, "group")
        page.locator("select[name=kind]").select_option("closed")
        page.locator("input[name=reason]").fill(REASON)
        enter(page, page.locator(f"form[action='/planning/groups/{closed.pk}/lock/'] button"))
        expect(page.locator("main")).to_contain_text(REASON)
        wrong += faults(page, axe, "draft")
        enter(page, page.locator("form[action$='/plan/'] button").last)
        _until_planned(page)
    again = PlanningRound.objects.latest("pk")
    assert again.previous_id == asked.pk
    assert not again.group_proposals.get(cohort=closed.cohort_id).open
    wrong += faults(page, axe, "plan with a lock")
    _tab(page, "locks")
    expect(page.locator("main")).to_contain_text(REASON)
    wrong += faults(page, axe, "locks")
    _tab(page, "compare")
    expect(page.locator("main")).to_contain_text(closed.title)
    expect(page.locator("main")).to_contain_text(asked.name)
    wrong += faults(page, axe, "compare")
    wrong += _decide(page, site, axe, PersonProposal.objects.get(round=again, candidate__person=salma))
    page.context.clear_cookies()
    sign_in(page, site, salma.email)
    page.goto(f"{site.url}/planning/mine/")
    expect(page.locator("main")).to_contain_text("Er is besloten dat u kunt meedoen")
    wrong += faults(page, axe, "my proposal, decided")
    assert wrong == []


def _decide(window: Page, site: Site, axe: Axe, hers: PersonProposal) -> list[str]:
    """Decide that her group goes on as proposed; return what there was to stumble over."""
    assert hers.group is not None
    window.goto(f"{site.url}/planning/{hers.round_id}/")
    enter(window, window.locator(f"a[href='/planning/groups/{hers.group.pk}/']"))
    window.locator("input[name=verdict][value=accepted]").check()
    enter(window, window.locator(f"form[action='/planning/groups/{hers.group.pk}/decide/'] button"))
    decision = Decision.objects.get(proposal=hers.group)
    assert decision.size == hers.group.size
    expect(window.locator("main")).to_contain_text("Roos de Wit")
    return faults(window, axe, "decided")


def _until_solving(asked: PlanningRound) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        asked.refresh_from_db()
        if asked.state == RoundState.SOLVING:
            return
        time.sleep(0.005)
    raise AssertionError(asked.state)


def test_a_worker_that_is_killed_while_it_plans_leaves_a_round_that_says_so_and_is_planned_again(
    site: Site, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    axe = Axe()
    step_in(page, site, "roos")
    asked = _ask(page, site, "Voorjaar met een stroomstoring")
    with working() as worker:
        _until_solving(asked)
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(timeout=10) == -signal.SIGKILL
    with monkeypatch.context() as soon:
        soon.setattr(rounds, "SILENT_FOR", timedelta(seconds=1))
        expect(page.locator("main")).to_contain_text("De planner is onderbroken", timeout=10_000)
        wrong = faults(page, axe, "interrupted")
        enter(page, page.locator("form[action$='/repeat/'] button"))
    expect(page.locator("button[value=take]")).to_be_visible()
    with working():
        _until_planned(page)
    asked.refresh_from_db()
    assert (asked.state, asked.attempt) == (RoundState.SOLVED, 2)
    assert wrong == []
