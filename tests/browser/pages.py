"""Which pages each person opens: found by following the links from their home, one of each kind."""

import re
from collections import Counter
from datetime import timedelta
from html import unescape
from uuid import uuid4

from django.db.models import Max, Min
from django.test import Client
from django.utils import timezone

from leerwerk.home.cast import CAST
from leerwerk.parties.models import Person, Region
from leerwerk.parties.queries import actor_of
from leerwerk.planning import actions
from leerwerk.planning.enums import LockKind, RoundState
from leerwerk.planning.jobs import solve_round
from leerwerk.planning.models import PlanningRound
from leerwerk.planning.queries.season import Season
from leerwerk.trajectories.actions import copy_blueprint
from leerwerk.trajectories.models import Blueprint, Cohort
from tests.planning.season import WEIGHTS, planned_again, solved

LINK = re.compile(r'href="(/[^"#]*|\?[^"#]*)"')
NOT_A_PAGE = re.compile(r"^/(static/|exchange/(template|region|plans)/|candidates/me/take-along/|accounts/logout/)")


def kind_of(address: str) -> str:
    """Return an address with N for every number: pages of one kind."""
    path, _mark, query = address.partition("?")
    return re.sub(r"\d+", "N", path) + ("?" if query else "")


def pages_of(person: Person) -> list[str]:
    """Return the addresses a person reaches by links."""
    browser = Client()
    browser.force_login(person)
    waiting, seen, kinds = ["/"], dict[str, None](), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        if address in seen or NOT_A_PAGE.match(address) or kinds[kind_of(address)] >= 1:
            continue
        kinds[kind_of(address)] += 1
        answer = browser.get(address)
        if answer.status_code in {301, 302}:
            waiting.append(answer["Location"])
            continue
        assert answer.status_code == 200, f"{person} follows a link to {address} and gets {answer.status_code}"
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        seen[address] = None
        for link in LINK.findall(answer.content.decode()):
            path = unescape(link)
            waiting.append(address.partition("?")[0] + path if path.startswith("?") else path)
    return list(seen)


def pages_by_person() -> dict[str, list[str]]:
    """Return the pages of everyone in the cast, and of somebody who is not signed in.

    A kind of page that somebody earlier in the cast opens too is left to them, except each one's home.
    """
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for named in CAST:
        pages = pages_of(Person.objects.get(email=named.email))
        found[named.slug] = [page for page in pages if page == "/" or kind_of(page) not in taken]
        taken |= {kind_of(page) for page in pages}
    signed_out = ["/accounts/login/", "/step-in/", "/web/guide/", "/accounts/password/reset/", "/nowhere/"]
    return found | {"nobody": signed_out}


def copy_a_blueprint() -> None:
    """Give the director a blueprint of her own, which can be changed."""
    roos = actor_of(Person.objects.get(email="roos@demo.example"))
    example = Blueprint.objects.get(code="werk-en-taal").versions.all()[0]
    copy_blueprint(version=example, title="Een lijn van onszelf", by=roos)


def plan_beside_it(plan: PlanningRound) -> PlanningRound:
    """Plan once more with a lock and another weight, and ask what the lock costs: two plans to compare."""
    roos = actor_of(Person.objects.get(email="roos@demo.example"))
    group = plan.group_proposals.filter(open=True).order_by("id")[0]
    reason = "De praktijkruimte wordt verbouwd."
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=group.cohort, reason=reason, by=roos)
    beside = planned_again(held.round, roos, benefit=30.0)
    solved(actions.ask_cost_of_lock(held=beside.locks.get(), by=roos))
    PlanningRound.objects.filter(pk=beside.pk).update(made_at=timezone.now())  # the newest: the one that links lead to
    return beside


def solve_one_round() -> PlanningRound:
    """Plan the season of the practice region as its director; the worker's job runs in this process."""
    roos = actor_of(Person.objects.get(email="roos@demo.example"))
    region = Region.objects.get(pk=roos.region)
    days = Cohort.objects.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    asked = actions.plan_season(
        region=region,
        name="Voorjaar",
        season=Season(region_id=region.pk, start=days["first"], end=days["last"] + timedelta(days=1)),
        weights=WEIGHTS | {"time_limit": 5},
        previous=None,
        ticket=uuid4(),
        by=roos,
    )
    solve_round(round_id=asked.pk, attempt=asked.attempt)
    asked.refresh_from_db()
    assert asked.state == RoundState.SOLVED, asked.failure_facts
    return asked
