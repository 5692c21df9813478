"""Support of Bas, who employs Amal, and of Amal: who accompanies, a team that is prepared, material, and help."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from leerwerk.coaching import actions, jobs
from leerwerk.coaching.actions.support import Planned
from leerwerk.coaching.enums import Side
from leerwerk.coaching.material import LANGUAGES, SLUGS, SUPERVISOR, material
from leerwerk.coaching.models import CoachContact, HelpRequest, TeamPlan
from leerwerk.coaching.queries.support import first_day_of
from leerwerk.coaching.support_enums import Topic
from leerwerk.engine.pathway import Reason, Step
from leerwerk.notices.models import Matter
from leerwerk.parties.middleware import behind_the_wall
from leerwerk.parties.models import Membership, Person
from leerwerk.trajectories.enums import PreparationKind, TeamCheck
from leerwerk.trajectories.models import Cohort, Enrolment, Party, Preparation
from tests.cast import candidate
from tests.coaching.conftest import BEGIN, DAY, Guided, at_nine
from tests.costs import DOOR
from tests.enrolling import enrol

pytestmark = pytest.mark.django_db
type As = Callable[[Person], Client]
SUPPORT, ASK = 10, 6


def _at(name: str, *about: object) -> str:
    return reverse(f"coaching:{name}", args=about)


def _amal() -> Person:
    return Person.objects.get(email="amal@example.org")


def _team() -> Preparation:
    rows = Preparation.objects.select_related("cohort__version")
    return rows.get(kind=PreparationKind.INTERCULTURAL_TEAM)


def _first_day(guided: Guided) -> Any:
    return first_day_of(Cohort.objects.select_related("version").get(pk=guided.running.cohort.pk))


def _plans() -> list[tuple[str, Any, Any]]:
    rows = Matter.objects.filter(kind="coaching.team.plan", closed_at=None)
    return [(row.function, row.organisation, row.due_on) for row in rows.select_related("organisation")]


def _go_to(guided: Guided, day: Any) -> None:
    guided.today = day
    guided.traveller.move_to(at_nine(day))
    jobs.ask_for_plans(0)


# Asking for help


def test_amal_asks_with_two_taps_and_mo_answers_and_she_reads_it(
    guided: Guided, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    guided.accompanied_by(guided.mo)
    amal = as_(_amal())
    with django_assert_num_queries(DOOR + ASK):
        page = amal.get(_at("ask_help"))
    assert page.context["coach"] == guided.cast.mo
    assert amal.post(_at("ask_help"), {}).status_code == 422
    for _click in range(2):
        answer = amal.post(_at("ask_help"), {"topic": "hours", "words": " te vroeg "})
    request = HelpRequest.objects.get()
    assert answer["Location"] == _at("help", request.pk)
    assert (request.side, request.topic, request.words, request.organisation) == (
        "candidate",
        "hours",
        "te vroeg",
        None,
    )
    assert guided.waits("coaching.help") == [("coaching.help.candidate", "mentor", "Mo", BEGIN + 2 * DAY)]
    mo = as_(guided.cast.mo)
    (line,) = [one for one in mo.get(reverse("notices:mine")).context["lines"] if "help" in one.matter.kind]
    assert (line.name, line.url) == ("Amal Voorbeeld", _at("help", request.pk))
    assert mo.get(line.url).context["form"] is not None
    assert mo.post(_at("answer_help", request.pk), {"agreed": ""}).status_code == 422
    for _click in range(2):
        assert mo.post(_at("answer_help", request.pk), {"agreed": "Mo belt Bas morgen."}).status_code == 302
    assert guided.waits("coaching.help") == []
    late = as_(guided.cast.karim).post(_at("answer_help", request.pk), {"agreed": "Ik bel zelf."})
    assert late.status_code == 422
    read = amal.get(_at("help", request.pk))
    assert "Mo belt Bas morgen." in read.content.decode()
    assert read.context["form"] is None
    assert mo.get(_at("answer_help", request.pk)).status_code == 302


def test_bas_asks_about_amal_and_the_other_side_reads_nothing_of_it(guided: Guided, as_: As) -> None:
    guided.accompanied_by(guided.mo, "employer")
    bas = as_(guided.cast.bas)
    address = _at("ask_help_about", guided.running.amal.pk)
    assert bas.get(address).status_code == 200
    assert bas.post(address, {"words": "x"}).status_code == 422
    assert bas.post(address, {"topic": "together"}).status_code == 302
    request = HelpRequest.objects.get()
    assert request.organisation == guided.cast.groenwerk
    assert guided.waits("coaching.help")[0][:3] == ("coaching.help.employer", "mentor", "Mo")
    assert as_(_amal()).get(_at("help", request.pk)).status_code == 404
    for name, status in (("bas", 200), ("mo", 200), ("karim", 200), ("roos", 200), ("els", 404), ("dirk", 404)):
        assert as_(getattr(guided.cast, name)).get(_at("help", request.pk)).status_code == status, name
    assert bas.post(_at("answer_help", request.pk), {"agreed": "x"}).status_code == 404


def test_who_asks_exists_for_who_accompanies_and_directs_and_for_who_asked(guided: Guided) -> None:
    guided.accompanied_by(guided.mo)
    for name, side in (("amal", Side.CANDIDATE), ("bas", Side.EMPLOYER)):
        by = guided.running.actor(name)
        actions.ask_help(enrolment=guided.running.amal, side=side, topic=Topic.TALK, words="", by=by)
    seen = {}
    for name in ("karim", "roos", "mo", "amal", "bas", "lotte", "els", "dirk", "fleur"):
        with behind_the_wall(guided.running.actor(name)):
            seen[name] = sorted(HelpRequest.objects.values_list("side", flat=True))
    both = ["candidate", "employer"]
    assert seen == {
        "karim": both,
        "roos": both,
        "mo": both,
        "amal": ["candidate"],
        "bas": ["employer"],
        "lotte": [],
        "els": [],
        "dirk": [],
        "fleur": [],
    }


def test_without_a_coach_the_mentors_are_asked_and_never_who_employs_amal(guided: Guided) -> None:
    by = guided.running.actor("amal")
    about: dict[str, Any] = {"enrolment": guided.running.amal, "side": Side.CANDIDATE, "words": "", "by": by}
    actions.ask_help(topic=Topic.WORK, **about)
    assert [one[1] for one in guided.waits("coaching.help")] == ["mentor"]
    Party.objects.filter(role="employer", enrolment=guided.running.amal).update(organisation=guided.mo.organisation)
    actions.ask_help(topic=Topic.HOURS, **about)
    assert sorted(one[1] for one in guided.waits("coaching.help")) == ["director", "mentor"]


def test_who_is_accompanied_by_nobody_is_told_whom_to_call(guided: Guided, as_: As) -> None:
    guided.running.act("karim", Step.LEAVE, reason=Reason.FOUND_WORK)
    amal = as_(_amal())
    assert amal.get(_at("ask_help")).context["clock"] is None
    for typed in ({"topic": "talk"}, {}):
        refused = amal.post(_at("ask_help"), typed)
        assert refused.status_code == 422
        assert refused.context["form"].non_field_errors()
    with pytest.raises(actions.NobodyAccompanies):
        actions.ask_help(
            enrolment=guided.running.amal,
            side=Side.CANDIDATE,
            topic=Topic.TALK,
            words="",
            by=guided.running.actor("amal"),
        )


# An employer's page


def test_bas_reads_who_accompanies_amal_when_they_speak_next_and_how_far_his_team_is(
    guided: Guided, as_: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    guided.accompanied_by(guided.mo, "employer")
    bas = as_(guided.cast.bas)
    with django_assert_num_queries(DOOR + SUPPORT):
        page = bas.get(_at("support"))
    (one,) = page.context["people"]
    assert (one.enrolment.participant.given_name, one.coach, one.of) == ("Amal", "Mo", "De Verbinders")
    assert one.next_on == guided.clock("employer").due_on
    assert [(team["there"], team["all"], team["plan"]) for team in page.context["teams"]] == [(0, len(TeamCheck), None)]
    assert [one.slug for one in page.context["material"]] == list(SLUGS)
    assert "Voorbeeld" not in page.content.decode(), "an employer's page of support has first names"
    for n in range(2):
        other = enrol(candidate(f"U-{n}-s", f"Ander{n}", guided.cast.utrecht), guided.running.cohort, "pre_track")
        Enrolment.objects.filter(pk=other.pk).update(shown=True)
        Party.objects.create(
            cohort=guided.running.cohort,
            enrolment=other,
            organisation=guided.cast.groenwerk,
            role="employer",
            since=BEGIN,
        )
        other.clocks.create(side="employer", region=guided.cast.region, phase="pre_track", phase_since=BEGIN)
    with django_assert_num_queries(DOOR + SUPPORT):
        page = bas.get(_at("support"))
    assert len(page.context["people"]) == 3
    for name in ("mo", "roos", "karim", "lotte"):
        assert as_(getattr(guided.cast, name)).get(_at("support")).status_code == 403


def test_bas_says_with_whom_of_groenwerk_the_coach_speaks(guided: Guided, as_: As) -> None:
    colleague = Person.objects.create(email="bea@example.org", given_name="Bea")
    bea = Membership.objects.create(
        person=colleague, organisation=guided.cast.groenwerk, function="employer", since=BEGIN
    )
    bas = as_(guided.cast.bas)
    for _click in range(2):
        assert bas.post(_at("set_contact"), {"member": bea.pk}).status_code == 302
    assert CoachContact.objects.get().member == bea
    assert bas.get(_at("support")).context["contact"].member.person == colleague
    assert bas.post(_at("set_contact"), {"member": guided.mo.pk}).status_code == 422
    with pytest.raises(actions.NotAMember):
        actions.name_contact(member=guided.mo, by=guided.running.actor("bas"))
    actions.ask_help(
        enrolment=guided.running.amal, side=Side.EMPLOYER, topic=Topic.TALK, words="", by=guided.running.actor("bas")
    )
    page = as_(guided.cast.mo).get(_at("help", HelpRequest.objects.get().pk))
    assert page.context["contact"].member == bea


# A team


def test_three_weeks_before_the_first_day_bas_is_asked_to_plan_and_planning_ends_it(guided: Guided) -> None:
    first = _first_day(guided)
    _go_to(guided, first - 22 * DAY)
    assert _plans() == []
    _go_to(guided, first - 21 * DAY)
    for _again in range(2):
        jobs.ask_for_plans(0)
    assert _plans() == [("employer", guided.cast.groenwerk, first - DAY)]
    said = Planned(team_on=first - 7 * DAY, welcomes="Piet", buddy=" Bea ")
    for _click in range(2):
        actions.plan_team(team=_team(), said=said, seen=0, by=guided.running.actor("bas"))
    assert _plans() == []
    plan = TeamPlan.objects.get()
    assert (plan.team_on, plan.buddy, plan.edits) == (first - 7 * DAY, "Bea", 1)
    other = Planned(team_on=first - 8 * DAY, welcomes="Piet", buddy="Bea")
    with pytest.raises(actions.PlannedMeanwhile):
        actions.plan_team(team=_team(), said=other, seen=0, by=guided.running.actor("roos"))
    late = Planned(team_on=first, welcomes="Piet", buddy="Bea")
    with pytest.raises(actions.TooLateToPlan):
        actions.plan_team(team=_team(), said=late, seen=1, by=guided.running.actor("bas"))
    jobs.ask_for_plans(0)
    assert _plans() == []


def test_a_team_that_nobody_planned_is_not_asked_for_ever(guided: Guided) -> None:
    first = _first_day(guided)
    _go_to(guided, first)
    assert len(_plans()) == 1
    _go_to(guided, first + 21 * DAY)
    assert _plans() == []


def test_bas_plans_his_team_on_a_page_and_reads_how(guided: Guided, as_: As) -> None:
    bas, team, first = as_(guided.cast.bas), _team(), _first_day(guided)
    address = _at("plan_team", team.pk)
    typed = {"seen": 0, "team_on": (first - DAY).isoformat(), "welcomes": "Piet", "buddy": "Bea"}
    assert bas.post(address, typed | {"team_on": first.isoformat()}).status_code == 422
    assert bas.post(address, typed).status_code == 302
    assert bas.get(_at("support")).context["teams"][0]["plan"].welcomes == "Piet"
    late = as_(guided.cast.roos).post(address, typed | {"buddy": "Ann"})
    assert late.status_code == 422
    page = bas.get(reverse("trajectories:preparation", args=[team.pk])).content.decode()
    for one in TeamCheck:
        assert _at("material", one.value) in page
    assert address in page
    for name in ("karim", "mo", "lotte", "els", "dirk"):
        assert as_(getattr(guided.cast, name)).get(address).status_code == 404
    with behind_the_wall(guided.running.actor("dirk")):
        assert not TeamPlan.objects.exists()
    with behind_the_wall(guided.running.actor("bas")):
        assert TeamPlan.objects.exists()


# Material


def test_every_thing_that_a_team_ticks_has_a_page_and_so_has_the_supervisor(guided: Guided, as_: As) -> None:
    bas = as_(guided.cast.bas)
    assert set(SLUGS) == {*TeamCheck.values, SUPERVISOR}
    assert [one.slug for one in bas.get(_at("materials")).context["pages"]] == list(SLUGS)
    for slug in SLUGS:
        assert bas.get(_at("material", slug)).context["found"].slug == slug
        both = [material(slug, language) for language in LANGUAGES]
        assert both[0].title != both[1].title
        assert [len(part.points) for part in both[0].parts] == [len(part.points) for part in both[1].parts]
    assert bas.get(_at("material", "nothing")).status_code == 404
    assert as_(_amal()).get(_at("materials")).status_code == 403
