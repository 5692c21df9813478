"""Pages to which nobody finds a link on a good day: rounds without a plan, invitations, an own account.

Everything is written by the actions that write it in earnest. Of a round that is being planned only the row says so:
no planner runs.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from leerwerk.notices.actions import Awaited, escalate_overdue, say_away, settle, write_letter
from leerwerk.notices.enums import LetterKind
from leerwerk.notices.models import Matter, Outgoing
from leerwerk.parties.actions import invite
from leerwerk.parties.enums import Function
from leerwerk.parties.models import Invitation, Municipality, Organisation, Person
from leerwerk.parties.queries import actor_of
from leerwerk.planning import actions
from leerwerk.planning.enums import Failure, LockKind, RoundState
from leerwerk.planning.models import PersonProposal, PlanningRound, ProgressPoint
from leerwerk.planning.queries.own import newest_proposal, seal_of
from leerwerk.planning.queries.season import Season
from leerwerk.privacy.actor import SYSTEM, Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.actions import invite_candidate, link_account, offer_handover, register_candidate
from leerwerk.recruitment.enums import IntakeState
from leerwerk.recruitment.models import Candidate, Intake
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Blueprint, Cohort, Enrolment
from tests.browser.agreeing import agreement_pages
from tests.browser.coaching import coaching_pages
from tests.browser.lessons import lessons_pages
from tests.browser.networking import network_pages
from tests.browser.paying import money_pages
from tests.browser.preparing import preparation_pages
from tests.browser.rostering import roster_pages
from tests.browser.signalling import signal_pages
from tests.browser.working import work_pages
from tests.planning.season import WEIGHTS, planned_again

NOWHERE, UNPLANNED, UNGROUPED = "noor@demo.example", "nadia@demo.example", "salma@demo.example"
PREPARES, WORKS = "sara@demo.example", "pari@demo.example"


def somebody(slug: str) -> Actor:
    """Return one of the demo's people, asking something."""
    return actor_of(Person.objects.get(email=f"{slug}@demo.example"))


def _plan() -> PlanningRound:
    return PlanningRound.objects.filter(variant=False, state=RoundState.SOLVED).order_by("id")[0]


def _waiting(name: str) -> PlanningRound:
    """Ask for a plan that nobody makes."""
    plan = _plan()
    season = Season(region_id=plan.region_id, start=plan.season_from, end=plan.season_until)
    return actions.plan_season(
        region=plan.region,
        name=name,
        season=season,
        weights=WEIGHTS,
        previous=None,
        ticket=uuid4(),
        by=somebody("roos"),
    )


def _being_planned() -> PlanningRound:
    """A round whose planner is halfway; its next sign of life is far away, so that it never falls silent."""
    asked = _waiting("Wordt gepland")
    now = timezone.now()
    for seconds, best, bound in ((1, 400.0, 900.0), (2, 650.0, 800.0), (4, 720.0, 760.0)):
        ProgressPoint.objects.create(round=asked, seconds=seconds, best=best, bound=bound)
    found = {"phase": "improve", "objective": 720.0, "bound": 760.0, "seconds": 4.0, "placed": 60, "opened": 5}
    life = {"started_at": now, "heartbeat_at": now + timedelta(days=1)}
    PlanningRound.objects.filter(pk=asked.pk).update(state=RoundState.SOLVING, **found, **life)
    return asked


def _fell_silent() -> PlanningRound:
    asked = _waiting("Stilgevallen")
    before = timezone.now() - timedelta(hours=1)
    PlanningRound.objects.filter(pk=asked.pk).update(state=RoundState.SOLVING, started_at=before, heartbeat_at=before)
    return asked


def _failed(failure: Failure) -> PlanningRound:
    """A round that gave no plan; where data could not be read, they are of one candidate and of nobody."""
    asked = _waiting(f"Mislukt ({failure})")
    whose = {"table": "candidates", "kind_of_row": "candidate", "key": str(Candidate.objects.order_by("id")[0].pk)}
    facts = [
        whose | {"column": "learnability", "code": "too_high", "value": "9"},
        {"table": "settings", "kind_of_row": "", "key": "", "column": "", "code": "unknown_setting", "value": "x"},
    ]
    actions.fail_round(
        asked=asked,
        attempt=asked.attempt,
        state=RoundState.FAILED,
        failure=failure,
        facts=facts if failure == Failure.MISTAKES else (),
        by=SYSTEM,
    )
    return asked


def _impossible() -> PlanningRound:
    """Plan with two locks that cannot both hold: someone must join a group and must not."""
    plan, roos = _plan(), somebody("roos")
    row = (
        PersonProposal.objects.filter(round=plan, group__isnull=False).select_related("group__cohort").order_by("id")[0]
    )
    assert row.group is not None
    both: dict[str, Any] = {"previous": plan, "candidate": row.candidate, "cohort": row.group.cohort, "by": roos}
    actions.lock(kind=LockKind.ASSIGN, reason="Wil niets anders.", **both)
    held = actions.lock(kind=LockKind.FORBID, reason="Woont te ver weg.", **both)
    asked = planned_again(held.round, roos)
    assert asked.state == RoundState.INFEASIBLE
    return asked


def _rounds() -> list[str]:
    """Write the rounds without a plan, and what somebody begins to change in one of them."""
    impossible = _impossible()
    draft = actions.change_something(previous=impossible, by=somebody("roos"))
    failed = [_failed(Failure.MISTAKES), _failed(Failure.UNEXPECTED)]
    found = [_being_planned(), _fell_silent(), *failed, impossible, draft]
    return [reverse("planning:round", args=[asked.pk]) for asked in found]


def _to_work(email: str) -> str:
    """Invite somebody to work for the Werkcentrum, and return the link."""
    roos = somebody("roos")
    secret = invite(
        organisation=Organisation.objects.get(pk=roos.organisation),
        email=email,
        function=Function.CASEWORKER,
        administrator=False,
        link_base="http://127.0.0.1/",
        by=roos,
    )
    return reverse("parties:accept", args=[secret])


def _to_a_file(email: str) -> str:
    """Invite a candidate to see their own file, and return the link."""
    karim = somebody("karim")
    whose = Candidate.objects.filter(intermediary=karim.organisation, person=None, invitations=None).order_by("id")[0]
    secret = invite_candidate(candidate=whose, email=email, link_base="http://127.0.0.1/", by=karim)
    return reverse("recruitment:accept", args=[secret])


def _own_proposal() -> tuple[list[str], list[str]]:
    """Let Amal object to her proposal; return her pages, and the director's."""
    amal = somebody("amal")
    mine = newest_proposal(amal, amal.candidate_id, enrolled=None)
    assert mine is not None
    objection = actions.object_to_proposal(proposal=mine, text="Ik kan op vrijdag niet komen.", by=amal)
    own = reverse("planning:person", args=[mine.round_id, mine.candidate_id])
    return [own], [reverse("planning:answer", args=[objection.pk]), reverse("planning:objections")]


def _comes_in(email: str, given_name: str) -> None:
    """Let somebody see their file before any plan was made with them in it, and before they are in a group."""
    karim = somebody("karim")
    towns = Municipality.objects.filter(region=karim.region)
    code = given_name.lower()
    row = Candidate(code=code, given_name=given_name, intermediary_id=karim.organisation, municipality=towns[0])
    account = Person.objects.create(email=email, given_name=given_name)
    link_account(candidate=register_candidate(candidate=row, by=karim), person=account, by=karim)


def _plan_in_a_file() -> str:
    """What a plan proposes, as Karim sees it who opened the file a moment ago, in a browser without scripts."""
    karim = somebody("karim")
    whose = PersonProposal.objects.filter(round=_plan(), candidate__intermediary=karim.organisation).order_by("id")[0]
    return reverse("planning:in_file", args=[whose.candidate_id, seal_of(karim, whose.candidate_id)])


def _intakes() -> list[str]:
    """Amal's file, an intake of hers that is finished, and one that somebody else asks about again."""
    amal = Candidate.objects.get(person__email="amal@demo.example")
    held = Intake.objects.filter(candidate=amal, state=IntakeState.FINISHED).order_by("id")[0]
    return [
        reverse("recruitment:candidate", args=[amal.pk]),
        reverse("recruitment:intake", args=[amal.pk, held.pk]),
        reverse("recruitment:begin_intake", args=[amal.pk]),
        reverse("recruitment:write_statement", args=[amal.pk]),
    ]


def _agreements() -> dict[str, list[str]]:
    """Agreements of Nadia and of somebody else; return their pages."""
    people = {slug: somebody(slug) for slug in ("roos", "bas", "karim", "lotte", "mo")}
    return agreement_pages(people, Candidate.objects.get(code="nadia"))


def _before_the_start() -> dict[str, list[str]]:
    """Somebody in the pre-track; return its pages."""
    _comes_in(PREPARES, "Sara")
    people = {slug: somebody(slug) for slug in ("roos", "bas", "karim", "lotte", "mo")}
    pages = preparation_pages(people, Candidate.objects.get(code="sara"))
    enrolment = Enrolment.objects.select_related("cohort__region", "candidate").get(cohort__code="voortraject")
    for more in (signal_pages(people, enrolment), coaching_pages(people, enrolment)):
        pages = {slug: [*pages.get(slug, []), *more.get(slug, [])] for slug in {**pages, **more}}
    return pages


def _at_work() -> dict[str, list[str]]:
    """Somebody who works after learning; return its pages."""
    _comes_in(WORKS, "Pari")
    people = {slug: somebody(slug) for slug in ("roos", "bas", "karim")}
    pages = work_pages(people, Candidate.objects.get(code="pari"), Cohort.objects.get(code="voortraject"))
    return {("pari" if slug == "candidate" else slug): addresses for slug, addresses in pages.items()}


def _own_blueprint() -> list[str]:
    own = Blueprint.objects.get(title="Een lijn van onszelf")
    option = Cohort.objects.filter(region=somebody("roos").region, state=CohortState.OPTION).order_by("-id")[0]
    return [
        *(reverse(f"trajectories:{page}_blueprint", args=[own.pk]) for page in ("change", "retire")),
        reverse("trajectories:blueprint", args=[own.pk]),
        reverse("trajectories:withdraw_group", args=[option.pk]),
    ]


@action
def _await(*, group: Cohort, owners: tuple[tuple[str, int | None, str, int], ...], by: Actor) -> None:
    """Let something be asked of each of these about a group, due within so many days, as an action of a group does."""
    settle(
        group,
        "trajectories.group.",
        [
            Awaited(
                kind=f"trajectories.group.{what}",
                organisation_id=owner,
                function=function,
                due_on=timezone.localdate() + timedelta(days=days),
                region_id=group.region_id,
                group_code=group.code,
            )
            for what, owner, function, days in owners
        ],
    )
    record("group_awaited", group, by=by, matters=len(owners))


def _what_waits() -> dict[str, list[str]]:
    """Let something be late, soon and taken, somebody away, letters gone and given up, and a file be offered."""
    karim, roos, today = somebody("karim"), somebody("roos"), timezone.localdate()
    group = Cohort.objects.filter(region=karim.region).order_by("code")[0]
    owners: tuple[tuple[str, int | None, str, int], ...] = (
        ("sign_profile", karim.organisation, "caseworker", -9),
        ("sign_profile", somebody("bas").organisation, "employer", 2),
        ("gate", None, "director", 30),
    )
    _await(group=group, owners=owners, by=SYSTEM)
    escalate_overdue(region=group.region, day=today, by=SYSTEM)
    mine = Matter.objects.get(function="caseworker", subject_type="trajectories.cohort", subject_id=group.pk)
    say_away(since=today + timedelta(days=30), until=today + timedelta(days=40), stands_in=None, by=karim)
    for once in ("went", "given up", "waits"):
        write_letter(
            once=once,
            kind=LetterKind.REMINDER,
            address="roos@demo.example",
            language="nl",
            subject="x",
            body="x",
            person_id=roos.person_id,
            organisation_id=roos.organisation,
        )
    now = timezone.now()
    Outgoing.objects.filter(once="went").update(sent_at=now, next_try_at=None)
    Outgoing.objects.filter(once="given up").update(failed_at=now, next_try_at=None, error="SMTPServerDisconnected")
    Outgoing.objects.filter(once="waits").update(tries=2, error="TimeoutError", next_try_at=now + timedelta(hours=9))
    waiting = reverse("trajectories:waiting", args=[group.pk])
    lists = [reverse(f"notices:{page}") for page in ("mine", "organisation", "soonest", "away")]
    return {
        "karim": [*lists, reverse("notices:give", args=[mine.pk]), _offered(karim)],
        "roos": [reverse("notices:region"), reverse("notices:letters"), waiting],
    }


def _offered(karim: Actor) -> str:
    """Offer a file of another municipality to Karim's, and return his page of it."""
    whose = Candidate.objects.filter(municipality__region=karim.region).exclude(intermediary=karim.organisation)
    file = whose.order_by("id")[0]
    receiver = Organisation.objects.get(pk=karim.organisation)
    assert receiver.municipality is not None
    handover = offer_handover(
        candidate=file,
        municipality=receiver.municipality,
        receiver=receiver,
        by=replace(karim, person_id=None, organisation_id=file.intermediary_id),
    )
    return reverse("recruitment:handover", args=[handover.pk])


def rare_pages() -> dict[str, list[str]]:
    """Write what these pages are about; return their addresses by the slug of the person who opens them."""
    Person.objects.create(email=NOWHERE, given_name="Noor")
    stranger, bas, file = (
        _to_work("nieuw@elders.example"),
        _to_work("bas@demo.example"),
        _to_a_file("ik@elders.example"),
    )
    of_amal, of_roos = _own_proposal()
    waits = _what_waits()
    roos = somebody("roos")
    open_one = Invitation.objects.get(email="bas@demo.example")
    _comes_in(UNPLANNED, "Nadia")
    _comes_in(UNGROUPED, "Salma")
    of_agreements, prepares = _agreements(), _before_the_start()
    network = network_pages(roos, somebody("bas"))
    lists = [reverse("planning:rounds"), "/", reverse("parties:organisation", args=[roos.organisation])]
    lists += [reverse("parties:withdraw_invitation", args=[open_one.pk]), reverse("parties:account")]
    of_accounts = [reverse(f"account_{page}") for page in ("inactive", "signup", "email_verification_sent")]
    own_pages = {
        "roos": [
            *(*_rounds(), *of_roos, *_own_blueprint(), *lists, reverse("account_set_password"), stranger),
            *(*of_agreements["roos"], *waits["roos"], *prepares["roos"], *roster_pages(), *network["roos"]),
        ],
        "amal": of_amal,
        "bas": [bas, *prepares["bas"], *network["bas"]],
        "lotte": [*of_agreements["lotte"], *prepares["lotte"]],
        "mo": prepares["mo"],
        "sara": prepares["candidate"],
        "noor": ["/"],
        "nadia": [reverse("planning:mine"), *of_agreements["candidate"]],
        "salma": [reverse("learning:mine"), reverse("trajectories:my_path")],
        "yonas": [reverse("trajectories:my_path")],
        "karim": [_plan_in_a_file(), *_intakes(), *of_agreements["karim"], *waits["karim"], *prepares["karim"]],
        "nobody": [
            stranger,
            bas,
            file,
            reverse("parties:accept", args=["none"]),
            "/step-in/none/",
            *of_accounts,
            reverse("web:guide_plain"),
            *(*of_agreements["nobody"], *network["nobody"]),
        ],
    }
    money = money_pages({slug: somebody(slug) for slug in ("roos", "fleur", "bas")})
    for more in (lessons_pages(), _at_work(), money):
        for slug, addresses in more.items():
            own_pages[slug] = [*own_pages.get(slug, []), *addresses]
    return own_pages
