"""The pages of planning: who sees what, what a second click does, and what they cost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.parties.models import Person
from leerwerk.planning import actions
from leerwerk.planning.enums import Failure, LockKind, RoundState
from leerwerk.planning.forms import SeasonForm, WeightsForm
from leerwerk.planning.models import FrozenQuestion, Lock, Objection, PersonProposal, PlanningRound
from leerwerk.planning.queries.question import frozen, thawed
from leerwerk.planning.queries.rounds import state_now
from leerwerk.privacy.models import Reading
from leerwerk.trajectories.models import Enrolment
from tests.cast import candidate
from tests.costs import DOOR
from tests.planning.season import END, START, SmallSeason, planned_again, solved, weights_of

type As = Callable[[Person], Client]


def season_form(**changes: object) -> dict[str, object]:
    """The form as a browser sends it when nothing was changed."""
    first = {name: field.initial for name, field in WeightsForm.base_fields.items()}
    return {**first, "name": "Winter", "season_from": START, "season_until": END, "ticket": uuid4(), **changes}


def the_pages(plan: PlanningRound) -> list[str]:
    """Every page of a finished plan that only its director may see."""
    group = plan.group_proposals.filter(open=True).first()
    assert group is not None
    names = ("round", "progress", "people", "gains", "locks", "compare", "audit", "print")
    groups = ("group", "print_group")
    return [
        *(reverse(f"planning:{name}", args=[plan.pk]) for name in names),
        *(reverse(f"planning:{name}", args=[group.pk]) for name in groups),
    ]


def test_the_director_sees_every_page_of_the_plan(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    for url in [reverse("planning:rounds"), reverse("planning:new"), reverse("planning:counts"), *the_pages(plan)]:
        assert roos.get(url).status_code in {200, 204}, url


def test_the_plan_does_not_exist_for_anyone_else(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    cast = small.cast
    for person in (cast.dirk, cast.karim, cast.els, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        browser = as_(person)
        for url in the_pages(plan):
            assert browser.get(url).status_code == 404, (person, url)
        for name in ("ask", "repeat", "change", "plan"):
            assert browser.post(reverse(f"planning:{name}", args=[plan.pk])).status_code == 404
        group = plan.group_proposals.first()
        assert group is not None
        for name in ("decide", "lock_group"):
            assert browser.post(reverse(f"planning:{name}", args=[group.pk])).status_code == 404
    assert Client().get(reverse("planning:round", args=[plan.pk])).status_code == 302


def test_only_directors_start_plans(small: SmallSeason, as_: As) -> None:
    for person in (small.cast.karim, small.cast.bas, small.cast.fleur):
        assert as_(person).post(reverse("planning:new"), season_form()).status_code == 403
    assert not PlanningRound.objects.exists()


def test_a_persons_part_is_seen_by_their_own_intermediary_and_the_reading_is_logged(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    cast = small.cast
    url = reverse("planning:person", args=[plan.pk, cast.amal.pk])
    assert as_(cast.karim).get(url).status_code == 200
    assert as_(cast.roos).get(url).status_code == 200
    for person in (cast.els, cast.dirk, cast.bas, cast.lotte, cast.mo, cast.fleur, cast.vera):
        assert as_(person).get(url).status_code == 404, person
    readers = Reading.objects.filter(subject_type="recruitment.candidate", subject_id=cast.amal.pk)
    assert set(readers.values_list("person_id", flat=True)) == {cast.karim.pk, cast.roos.pk}


def test_a_caseworkers_list_holds_only_their_own_people(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    page = as_(small.cast.els).get(reverse("planning:own")).content.decode()
    assert "Samuel" in page
    assert "Nieuw1" in page
    assert "Amal" not in page
    assert "Kandidaat1" not in page


def test_a_candidate_reads_their_own_proposal_and_objects(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    amal, person = small.cast.amal, Person.objects.create(email="amal@example.org", given_name="Amal")
    amal.person = person
    amal.save()
    browser = as_(person)
    page = browser.get(reverse("planning:mine"), follow=True)
    assert page.status_code == 200
    assert browser.get(reverse("planning:person", args=[plan.pk, small.cast.samuel.pk])).status_code == 404
    url = reverse("planning:object", args=[plan.pk, amal.pk])
    assert browser.post(url, {"text": ""}).status_code == 422
    for _ in range(2):
        assert browser.post(url, {"text": "Ik wil liever in de bouw."}).status_code == 302
    objection = Objection.objects.get()
    answer = reverse("planning:answer", args=[objection.pk])
    assert as_(small.cast.dirk).get(answer).status_code == 404
    assert as_(small.cast.roos).post(answer, {"text": ""}).status_code == 422
    assert as_(small.cast.roos).post(answer, {"text": "Dat kan in mei."}).status_code == 302
    assert "Dat kan in mei." in browser.get(reverse("planning:mine"), follow=True).content.decode()


def test_a_what_if_is_not_shown_to_who_might_hope_for_it(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    roos.post(reverse("planning:change", args=[plan.pk]))
    draft = PlanningRound.objects.get(state=RoundState.DRAFT)
    form = season_form(name="Anders")
    assert roos.post(reverse("planning:plan", args=[draft.pk]), form).status_code == 302
    draft.refresh_from_db()
    again = solved(draft)
    assert again.state == RoundState.SOLVED
    url = reverse("planning:person", args=[again.pk, small.cast.amal.pk])
    assert roos.get(url).status_code == 200
    assert as_(small.cast.karim).get(url).status_code == 404
    assert roos.get(reverse("planning:compare", args=[again.pk])).status_code == 200


def test_sending_the_form_twice_starts_one_plan(small: SmallSeason, as_: As) -> None:
    form, roos = season_form(), as_(small.cast.roos)
    answers = [roos.post(reverse("planning:new"), form) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert PlanningRound.objects.get().state == RoundState.WAITING


def test_a_wrong_form_keeps_what_was_typed_and_starts_nothing(small: SmallSeason, as_: As) -> None:
    wrong = season_form(name="Mijn plan", season_until=START - timedelta(days=1), benefit="veel", floor=140)
    answer = as_(small.cast.roos).post(reverse("planning:new"), wrong)
    assert answer.status_code == 422
    assert "Mijn plan" in answer.content.decode()
    assert {"season_until", "benefit", "floor"} <= set(answer.context["form"].errors)
    assert not PlanningRound.objects.exists()


@pytest.mark.parametrize("words", ["²", "9" * 30, "9" * 5000, "-1", "9999-12-31", "'%25_\\\\"])
def test_an_address_that_makes_no_sense_still_gives_a_page(
    words: str, plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    roos, karim, bas = as_(small.cast.roos), as_(small.cast.karim), as_(small.cast.bas)
    names = (
        "q",
        "page",
        "sort",
        "town",
        "sector",
        "reason",
        "placed",
        "with",
        "change",
        "show",
        "state",
        "season_from",
    )
    query = "&".join(f"{name}={words}" for name in names)
    for url in (
        *the_pages(plan),
        *map(reverse, ("planning:rounds", "planning:new", "planning:counts", "planning:objections")),
    ):
        assert roos.get(f"{url}?{query}").status_code in {200, 204}, url
    assert karim.get(f"{reverse('planning:own')}?{query}").status_code == 200
    assert bas.get(f"{reverse('planning:decided')}?{query}").status_code == 200


def test_staying_near_a_plan_needs_a_weight(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    roos = as_(small.cast.roos)
    wrong = roos.post(reverse("planning:new"), season_form(previous=plan.pk, change_penalty=0))
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"change_penalty"}
    assert roos.post(reverse("planning:new"), season_form(previous=plan.pk, change_penalty=0.5)).status_code == 302
    assert PlanningRound.objects.get(previous=plan).change_penalty == 0.5


def test_the_board_leads_to_the_workbook(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    page = as_(small.cast.roos).get(reverse("planning:round", args=[plan.pk])).content.decode()
    assert reverse("exchange:plan", args=[plan.pk]) in page


def test_a_season_without_candidates_says_so(small: SmallSeason, as_: As) -> None:
    early = season_form(season_from="2020-01-01", season_until="2020-06-30")
    answer = as_(small.cast.roos).post(reverse("planning:new"), early)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_another_regions_plan_cannot_be_the_earlier_one(plan: PlanningRound, small: SmallSeason) -> None:
    form = SeasonForm(season_form(previous=plan.pk), region_id=small.cast.elsewhere.pk)
    assert "previous" in form.errors


def test_while_the_planner_works_the_page_tells_how_far(small: SmallSeason, as_: As) -> None:
    asked, roos = small.ask(), as_(small.cast.roos)
    PlanningRound.objects.filter(pk=asked.pk).update(
        state=RoundState.SOLVING, heartbeat_at=timezone.now(), objective=90.0, bound=100.0, placed=7
    )
    asked.points.create(seconds=1.0, best=90.0, bound=100.0)
    for name in ("round", "progress"):
        page = roos.get(reverse(f"planning:{name}", args=[asked.pk]))
        assert page.status_code == 200
        assert "11,11" in page.content.decode()
    assert roos.post(reverse("planning:ask", args=[asked.pk]), {"request": "take"}).status_code == 302
    asked.refresh_from_db()
    assert asked.request == "take"


@pytest.mark.parametrize(
    "state", [RoundState.INTERRUPTED, RoundState.STOPPED, RoundState.FAILED, RoundState.INFEASIBLE]
)
def test_a_round_without_a_plan_says_what_to_do_and_can_be_repeated(
    state: RoundState, small: SmallSeason, as_: As
) -> None:
    asked, roos = small.ask(), as_(small.cast.roos)
    PlanningRound.objects.filter(pk=asked.pk).update(state=state)
    page = roos.get(reverse("planning:round", args=[asked.pk])).content.decode()
    assert reverse("planning:repeat", args=[asked.pk]) in page
    for _ in range(2):
        assert roos.post(reverse("planning:repeat", args=[asked.pk])).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.attempt) == (RoundState.WAITING, 2)


def test_the_locks_of_a_round_that_failed_are_not_lost(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    by, roos = small.cast.actor(small.cast.roos), as_(small.cast.roos)
    held = actions.lock(previous=plan, kind=LockKind.CLOSED, cohort=small.bouw, reason="geen hal", by=by)
    failed = actions.plan_with_changes(draft=held.round, weights=weights_of(plan), by=by)
    PlanningRound.objects.filter(pk=failed.pk).update(state=RoundState.FAILED, failure=Failure.NO_TIME)
    for _ in range(2):
        assert roos.post(reverse("planning:change", args=[failed.pk])).status_code == 302
    draft = PlanningRound.objects.get(previous=failed)
    assert draft.locks.get().cohort == small.bouw
    again = planned_again(draft, by)
    assert again.state == RoundState.SOLVED
    assert roos.get(reverse("planning:compare", args=[again.pk])).status_code == 200


def test_what_cannot_be_read_is_told_by_name_and_field(small: SmallSeason, as_: As) -> None:
    asked = small.ask()
    tables = thawed(asked.question)
    tables["groups"][0]["min_size"] = "9"
    tables["candidates"][0]["max_travel"] = "-5"
    again = frozen(asked, tables)
    FrozenQuestion.objects.filter(pk=asked.pk).update(people=again.people, rest=again.rest)
    failed = solved(asked)
    assert (failed.state, failed.failure) == (RoundState.FAILED, Failure.MISTAKES)
    page = as_(small.cast.roos).get(reverse("planning:round", args=[asked.pk])).content.decode()
    assert "de kleinste grootte is groter dan de grootste grootte" in page
    assert reverse("trajectories:group", args=[small.groen.pk]) in page
    assert reverse("recruitment:candidate", args=[int(tables["candidates"][0]["candidate"])]) in page
    assert "min_above_max" not in page
    assert "too_low" not in page


def test_deciding_on_the_page_twice_enrolls_once(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    group = plan.group_proposals.get(cohort=small.groen)
    people = list(group.participants.values_list("candidate", flat=True))
    roos, url = as_(small.cast.roos), reverse("planning:decide", args=[group.pk])
    refused = roos.post(url, {"verdict": "refused", "takes_part": people})
    assert refused.status_code == 422
    for _ in range(2):
        assert roos.post(url, {"verdict": "accepted", "takes_part": people}).status_code == 302
    assert Enrolment.objects.count() == group.size
    assert roos.get(reverse("planning:group", args=[group.pk])).status_code == 200


def test_locking_from_the_pages_of_a_group_and_a_person(plan: PlanningRound, small: SmallSeason, as_: As) -> None:
    group, roos = plan.group_proposals.get(cohort=small.bouw), as_(small.cast.roos)
    assert roos.post(reverse("planning:lock_group", args=[group.pk]), {"kind": "closed"}).status_code == 422
    url = reverse("planning:lock_group", args=[group.pk])
    assert roos.post(url, {"kind": "closed", "reason": "geen hal"}).status_code == 302
    person = reverse("planning:lock_person", args=[plan.pk, small.cast.amal.pk])
    lock = {"kind": "apart", "other": "n-0001", "reason": "conflict"}
    assert roos.post(person, lock | {"other": "bestaat-niet"}).status_code == 422
    assert roos.post(person, lock).status_code == 302
    assert Lock.objects.count() == 2
    draft = PlanningRound.objects.get(state=RoundState.DRAFT)
    assert roos.get(reverse("planning:round", args=[draft.pk])).status_code == 200
    held = Lock.objects.filter(cohort=small.bouw).get()
    assert as_(small.cast.dirk).post(reverse("planning:unlock", args=[held.pk])).status_code == 404
    assert roos.post(reverse("planning:unlock", args=[held.pk])).status_code == 302
    assert Lock.objects.count() == 1


def test_others_see_decided_groups_that_concern_them_and_nobody_in_them(
    plan: PlanningRound, small: SmallSeason, as_: As
) -> None:
    cast, group = small.cast, plan.group_proposals.get(cohort=small.groen)
    url = reverse("planning:decided")
    assert "Leerwerk groen" not in as_(cast.lotte).get(url).content.decode()
    people = list(group.participants.values_list("candidate", flat=True))
    as_(cast.roos).post(reverse("planning:decide", args=[group.pk]), {"verdict": "accepted", "takes_part": people})
    for person in (cast.bas, cast.lotte, cast.fleur):
        page = as_(person).get(url).content.decode()
        assert "Leerwerk groen" in page
        assert "Kandidaat1" not in page
        assert "Amal" not in page
    assert "Leerwerk groen" not in as_(cast.vera).get(url).content.decode()


@pytest.mark.parametrize("extra", [0, 30])
def test_the_pages_cost_the_same_however_many_people(
    extra: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(extra):
        candidate(f"U-3{n:03}", f"Meer{n}", small.cast.utrecht, sectors=["groen"])
    plan, roos = small.plan(), as_(small.cast.roos)
    group = plan.group_proposals.get(cohort=small.groen)
    row = PersonProposal.objects.filter(round=plan, group=group).first()
    assert row is not None
    person = reverse("planning:person", args=[plan.pk, row.candidate_id])
    roos.get(person)  # what explains the plan is put together once per process
    for url, queries in (
        (reverse("planning:round", args=[plan.pk]), 10),
        (reverse("planning:people", args=[plan.pk]), 8),
        (reverse("planning:group", args=[group.pk]), 10),
        (person, 10),
        (reverse("planning:new"), 10),
    ):
        with django_assert_num_queries(queries + DOOR):
            assert roos.get(url).status_code == 200


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_of_plans_costs_the_same_however_many(
    plans: int, small: SmallSeason, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(plans):
        small.ask()
    roos = as_(small.cast.roos)
    with django_assert_num_queries(6 + DOOR):
        assert roos.get(reverse("planning:rounds")).status_code == 200


def test_the_list_of_plans_shows_each_state_as_it_is_now(small: SmallSeason, as_: As) -> None:
    roos, states = as_(small.cast.roos), (RoundState.SOLVING, RoundState.SOLVING, RoundState.STOPPED)
    silent, busy, stopped = (small.ask() for _ in states)
    for asked, state, minutes in zip((silent, busy, stopped), states, (5, 0, 5), strict=True):
        heard = timezone.now() - timedelta(minutes=minutes)
        PlanningRound.objects.filter(pk=asked.pk).update(state=state, heartbeat_at=heard)
    for chosen, listed in (
        ("interrupted", {silent}),
        ("broken", {silent}),
        ("solving", {busy}),
        ("stopped", {stopped}),
        ("failed", set()),
        ("", {silent, busy, stopped}),
        ("no state", {silent, busy, stopped}),
    ):
        page = roos.get(reverse("planning:rounds"), {"state": chosen}).context["page"]
        assert set(page) == listed, chosen
        assert all(row.now == state_now(row) for row in page)
