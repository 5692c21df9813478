"""The second wall: code that forgets to ask who is looking still gets nobody else's file from the database."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import RequestFactory
from django.utils import timezone

from leerwerk.coaching.models import (
    Accompaniment,
    Clock,
    DueContact,
    HelpRequest,
    MoodTold,
    NextStep,
    Note,
    NoteAnswer,
    OtherDay,
    Signal,
    SignalResponse,
    SignalWatch,
    Talk,
    TeamPlan,
)
from leerwerk.exchange.actions import hand_in
from leerwerk.exchange.models import Delivery
from leerwerk.exchange.queries import read_region
from leerwerk.funding.models import PackProof
from leerwerk.funding.queries.budgets import lines
from leerwerk.learning.models import (
    Attendance,
    AttendanceChange,
    CivicCase,
    CivicMove,
    Credential,
    ExamResult,
    Feed,
    LanguageLevel,
    RosterShift,
    RouteChange,
    StatedHours,
    Tally,
    TermExtension,
    Tick,
    WorkWeek,
)
from leerwerk.matching.models import Introduction, IntroductionAnswer, MatchProposal
from leerwerk.notices.models import LinkText, Matter, Outgoing
from leerwerk.parties.middleware import ActorMiddleware, behind_the_wall
from leerwerk.parties.models import Person
from leerwerk.parties.queries import who_asks
from leerwerk.placement.models import (
    Confirmation,
    EmployerContact,
    EmployerInterest,
    EmployerLink,
    EmployerPromise,
    EmployerVisit,
    NextStudy,
    OnboardingStep,
    Placement,
    PlacementChange,
    PlacementTerms,
    Trial,
    TrialAnswer,
    TrialReaction,
    TrialReview,
    WageAssessment,
    WageOwnWords,
    WageScore,
    WageTalk,
    WageValueRound,
    WageValueTask,
    WorkplaceDraft,
)
from leerwerk.planning.models import FrozenQuestion, Lock, Objection, PersonProposal, PlanningRound
from leerwerk.planning.queries.person import explainer_of, explanation
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.actions import Arrival, NotYours, link_account, take_in_candidates
from leerwerk.recruitment.models import (
    Background,
    Candidate,
    CounterStatement,
    FileInvitation,
    Handover,
    HeardOfIt,
    Intake,
    IntakeAnswers,
    IntakeCall,
    Obligation,
    Obstacle,
    ObstacleStep,
    Profile,
    WorkExperience,
)
from leerwerk.recruitment.search import codes_in_use
from leerwerk.trajectories.enums import CohortState, Stage
from leerwerk.trajectories.models import (
    Agreement,
    AgreementAnswer,
    AgreementDraft,
    AgreementPart,
    AgreementSide,
    AgreementVersion,
    AnswerWords,
    ApprovalLink,
    Cohort,
    Enrolment,
    PathwayEvent,
    Preparation,
    StepWords,
    TasterReport,
)
from tests.cast import Cast, build_cast
from tests.enrolling import enrol
from tests.exchange.workbooks import invented_region
from tests.learning.rows import about_learning
from tests.planning.season import SmallSeason, build_season
from tests.privacy.rows import file_of, path_of

NOBODY = Actor(person_id=None, name="")
# Who is behind the wall, and of whom a file exists for them.
SIGHTS: list[tuple[str, set[str]]] = [
    ("roos", {"Amal", "Samuel"}),
    ("karim", {"Amal"}),
    ("els", {"Samuel"}),
    ("amal", {"Amal"}),
    ("samuel", {"Samuel"}),
    *((name, set[str]()) for name in ("dirk", "bas", "lotte", "mo", "fleur", "vera", "stranger", "nobody")),
]
# Where a row about a person stands, and how to get from there to the candidate.
WAYS: dict[type[Model], str] = {
    Candidate: "",
    Profile: "candidate__",
    Background: "candidate__",
    Obstacle: "candidate__",
    Obligation: "candidate__",
    WorkExperience: "candidate__",
    Intake: "candidate__",
    CounterStatement: "candidate__",
    FileInvitation: "candidate__",
    PersonProposal: "candidate__",
    Lock: "candidate__",
    Objection: "proposal__candidate__",
    HeardOfIt: "candidate__",
    Matter: "candidate__",
    Handover: "candidate__",
    StepWords: "candidate__",
    PathwayEvent: "enrolment__candidate__",
    RosterShift: "enrolment__candidate__",
    Agreement: "enrolment__candidate__",
    AgreementDraft: "agreement__enrolment__candidate__",
    AgreementVersion: "agreement__enrolment__candidate__",
    AgreementPart: "version__agreement__enrolment__candidate__",
    AgreementSide: "version__agreement__enrolment__candidate__",
    AgreementAnswer: "side__version__agreement__enrolment__candidate__",
    AnswerWords: "answer__side__version__agreement__enrolment__candidate__",
    ApprovalLink: "side__version__agreement__enrolment__candidate__",
    Attendance: "enrolment__candidate__",
    AttendanceChange: "enrolment__candidate__",
    Tally: "enrolment__candidate__",
    WorkWeek: "enrolment__candidate__",
    LanguageLevel: "enrolment__candidate__",
    Tick: "enrolment__candidate__",
    Credential: "enrolment__candidate__",
    Preparation: "enrolment__candidate__",
    TasterReport: "enrolment__candidate__",
    Clock: "enrolment__candidate__",
    Accompaniment: "clock__enrolment__candidate__",
    DueContact: "clock__enrolment__candidate__",
    OtherDay: "clock__enrolment__candidate__",
    Talk: "clock__enrolment__candidate__",
    MoodTold: "clock__enrolment__candidate__",
    Note: "enrolment__candidate__",
    NoteAnswer: "note__enrolment__candidate__",
    NextStep: "clock__enrolment__candidate__",
    Placement: "enrolment__candidate__",
    PlacementTerms: "enrolment__candidate__",
    OnboardingStep: "enrolment__candidate__",
    PlacementChange: "enrolment__candidate__",
    Confirmation: "enrolment__candidate__",
    NextStudy: "enrolment__candidate__",
    Trial: "enrolment__candidate__",
    TrialAnswer: "enrolment__candidate__",
    TrialReview: "enrolment__candidate__",
    TrialReaction: "enrolment__candidate__",
    Introduction: "enrolment__candidate__",
    IntroductionAnswer: "introduction__enrolment__candidate__",
    MatchProposal: "enrolment__candidate__",
    Signal: "enrolment__candidate__",
    SignalResponse: "signal__enrolment__candidate__",
    HelpRequest: "enrolment__candidate__",
    WageValueRound: "enrolment__candidate__",
    WageValueTask: "round__enrolment__candidate__",
    WageAssessment: "round__enrolment__candidate__",
    WageScore: "assessment__round__enrolment__candidate__",
    WageTalk: "round__enrolment__candidate__",
    WageOwnWords: "round__enrolment__candidate__",
}
# What only the intermediary and the candidate see: also who directs the region does not.
KEPT: dict[type[Model], str] = dict.fromkeys((IntakeAnswers, IntakeCall, ObstacleStep), "candidate__")
# What only who directs the region sees.
DIRECTED: dict[type[Model], str] = {PackProof: "enrolment__candidate__"}
LEADS_TO_SOMEBODY = (
    *(Candidate, Enrolment, PersonProposal),
    *(Agreement, AgreementVersion, AgreementSide, AgreementAnswer),
    Preparation,
    *(Clock, Talk, Note, NextStep),
    Placement,
    *(Signal, HelpRequest),
    *(WageValueRound, WageAssessment),
    Introduction,
)
# Rows that point to a candidate and stand outside the wall, with the reason.
OUTSIDE = {
    "trajectories.Enrolment": "a key, a group and a stage: places and money are counted by them, for everyone",
    "trajectories.Participant": "a view that is a wall itself: a row only where it is agreed",
    "coaching.SignalledPerson": "a view that is a wall itself: a name for who sees the signal",
    "coaching.HelpAsker": "a view that is a wall itself: a name for who sees the request",
    "matching.Introduced": "a view that is a wall itself: what somebody chose, for the employer whom they want to meet",
    "matching.IntroducedPerson": "a view that is a wall itself: a name for who may know it",
    "coaching.SignalWatch": "read by the house alone: when it looks again",
    "coaching.TeamPlan": "of a team, about nobody: for whom the preparation of the team exists",
    "coaching.AgreedWith": "a view that is a wall itself: a name for who meets somebody",
    "trajectories.PreparedPerson": "a view that is a wall itself: a name for who meets somebody",
    "trajectories.Party": "which organisation has a role: access is decided by it",
    "placement.Seat": "a key and a workplace: places are counted by them, for everyone",
    "learning.CivicCase": "a wall of its own: for the own municipality and the person, not for a director",
    "learning.Feed": "a wall of its own: for whose link it is, and who has its secret",
}


@pytest.fixture
def small(cast: Cast) -> SmallSeason:
    """A season, and about Amal and Samuel a row in every table that is about somebody."""
    season = build_season(cast)
    plan = season.plan()
    for person, keeper in ((cast.amal, cast.karim), (cast.samuel, cast.els)):
        account = Person.objects.create(email=f"{person.given_name}@example.org", given_name=person.given_name)
        FileInvitation.objects.create(
            candidate=person,
            email=account.email,
            token_hash=person.code,
            expires_at=timezone.now() + timedelta(days=1),
        )
        link_account(candidate=person, person=account, by=cast.actor(keeper))
        file_of(person, cast)
        Lock.objects.create(round=plan, kind="forbid", candidate=person, cohort=season.zorg, reason="ver weg")
        proposal = PersonProposal.objects.get(round=plan, candidate=person)
        Objection.objects.create(proposal=proposal, text="liever niet", by=account)
        HeardOfIt.objects.create(candidate=person, channel="connector")
        enrolled = enrol(person, season.zorg, Stage.LEFT)
        StepWords.objects.create(event=enrolled.events.get(), candidate=person, text="graag")
        Matter.objects.create(
            kind="trajectories.step.invite",
            subject_type="trajectories.enrolment",
            subject_id=enrolled.pk,
            region=cast.region,
            candidate=person,
            organisation=person.intermediary,
            function="caseworker",
            due_on=date(2027, 1, 1),
        )
        about_learning(enrolled, cast.werkcentrum)
        path_of(enrolled, cast)
        hand_in(name="a", cells={"candidates": []}, by=cast.actor(keeper))
    return season


def actor(cast: Cast, name: str) -> Actor:
    if name == "nobody":
        return NOBODY
    if name == "stranger":
        return cast.actor(Person.objects.create(email="stranger@example.org", given_name="Stranger"))
    if name in {"amal", "samuel"}:
        return cast.actor(Person.objects.get(email__iexact=f"{name}@example.org"))
    return cast.actor(getattr(cast, name))


@pytest.mark.parametrize(("name", "seen"), SIGHTS, ids=[name for name, _ in SIGHTS])
def test_whatever_is_asked_only_the_files_that_exist_for_somebody_come_back(
    small: SmallSeason, name: str, seen: set[str]
) -> None:
    who = actor(small.cast, name)
    names = {"Amal", "Samuel"}
    with behind_the_wall(who):
        for model, way in WAYS.items():
            rows: Any = model._default_manager
            found = set(rows.values_list(f"{way}given_name", flat=True)) & names
            assert found == seen, model
            assert rows.exists() == bool(seen), model
        kept = set() if name == "roos" else seen
        for model, way in KEPT.items():
            rows = model._default_manager
            assert set(rows.values_list(f"{way}given_name", flat=True)) & names == kept, model
        directed = seen if name == "roos" else set()
        for model, way in DIRECTED.items():
            rows = model._default_manager
            assert set(rows.values_list(f"{way}given_name", flat=True)) & names == directed, model
        of_intakes = CounterStatement.objects.exclude(intake=None)
        assert set(of_intakes.values_list("candidate__given_name", flat=True)) & names == kept
        assert FrozenQuestion.objects.exists() == bool(seen)
        assert {d.person_id for d in Delivery.objects.all()} <= {who.person_id}
    assert Candidate.objects.filter(given_name__in=names).count() == 2, "after the request the wall is down"


def test_a_view_that_forgot_its_rule_gives_nobody_elses_file_away(small: SmallSeason, rf: RequestFactory) -> None:
    def forgetful(request: HttpRequest) -> HttpResponse:
        return JsonResponse(list(Candidate.objects.values_list("given_name", flat=True)), safe=False)

    request = rf.get("/")
    els = who_asks(small.cast.els.pk)
    assert els is not None
    request.user = els
    request.session = {}  # type: ignore[assignment]  # nothing was chosen in it
    answer = ActorMiddleware(forgetful)(request)
    assert b"Samuel" in answer.content
    assert b"Amal" not in answer.content


def test_nobody_writes_what_they_may_not_see(small: SmallSeason) -> None:
    cast = small.cast
    before = Candidate.objects.get(pk=cast.amal.pk).phone
    with behind_the_wall(cast.actor(cast.els)):
        assert Candidate.objects.filter(pk=cast.amal.pk).update(phone="06") == 0
        assert Obstacle.objects.filter(candidate=cast.amal.pk).delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Obstacle.objects.create(candidate=cast.amal, kind="debt", due_on=date(2027, 1, 1))
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Candidate.objects.filter(pk=cast.samuel.pk).update(intermediary=cast.utrecht)
    assert Candidate.objects.get(pk=cast.amal.pk).phone == before


def test_a_number_of_somebody_elses_candidate_is_known_to_be_taken_and_nothing_more(cast: Cast) -> None:
    els = cast.actor(cast.els)
    row = Candidate(code="U-0001", given_name="A", intermediary=cast.nieuwegein, municipality_id="GM0356")
    with behind_the_wall(els):
        assert codes_in_use(["U-0001", "N-0001", "X"]) == {"U-0001", "N-0001"}
        with pytest.raises(NotYours):
            take_in_candidates(arrivals=[Arrival(candidate=row, profile=None, background=None)], by=els)
        cells = invented_region(1)["candidates"]
        cells[0] |= {"candidate": "U-0001", "municipality": "Nieuwegein", "intermediary": ""}
        mistakes = read_region({"candidates": cells}, els).mistakes
    assert [mistake.column for mistake in mistakes] == ["candidate"]


def test_money_and_seats_are_counted_by_everybody_who_takes_part_whoever_looks(small: SmallSeason) -> None:
    cast = small.cast
    for person, cohort in ((cast.amal, small.bouw), (cast.samuel, small.groen)):
        Cohort.objects.filter(pk=cohort.pk).update(state=CohortState.DECIDED)
        enrol(person, cohort, Stage.PRE_TRACK)
    for name in ("roos", "fleur"):
        with behind_the_wall(actor(cast, name)):
            assert lines([small.budget])[0].spent == 10 + 2 + 3
    plan = PlanningRound.objects.get()
    amal = PersonProposal.objects.get(round=plan, candidate=cast.amal)
    explainer_of.cache_clear()
    with behind_the_wall(actor(cast, "amal")):
        seen = [(option.group.pk, option.objections) for option in explanation(plan, amal).options]
    explainer_of.cache_clear()
    assert seen == [(option.group.pk, option.objections) for option in explanation(plan, amal).options]
    assert seen


@pytest.mark.django_db
def test_every_table_about_a_candidate_stands_behind_the_wall_or_says_why_not() -> None:
    about = {
        model for model in apps.get_models() for field in model._meta.fields if field.related_model in LEADS_TO_SOMEBODY
    }
    named = {model for model in about if model._meta.label in OUTSIDE}
    assert {model._meta.label for model in named} == set(OUTSIDE)
    assert about - named | {Candidate} == {*WAYS, *KEPT, *DIRECTED}
    others = (FrozenQuestion, Delivery, Outgoing, LinkText, Feed)
    house = (SignalWatch, TeamPlan)
    civic = (CivicCase, RouteChange, StatedHours, ExamResult, TermExtension, CivicMove)
    network = (EmployerContact, EmployerVisit, EmployerPromise, EmployerInterest, EmployerLink, WorkplaceDraft)
    walled: list[type[Model]] = [*WAYS, *KEPT, *DIRECTED, *others, *house, *civic, *network]
    tables = {model._meta.db_table for model in walled}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        assert {name for (name,) in cursor.fetchall()} == tables


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_made_in_the_middle_of_a_request_stands_behind_the_wall() -> None:
    cast = build_cast()
    with behind_the_wall(cast.actor(cast.els)):
        connection.close()
        assert [row.given_name for row in Candidate.objects.all()] == ["Samuel"]
    connection.close()
    assert Candidate.objects.count() == 2
