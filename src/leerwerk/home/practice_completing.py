"""The group before the practice group: its people went the whole way, to the end of learning and working."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from leerwerk.engine.model import GateCriterion
from leerwerk.engine.pathway import Doer, Outcome, Step
from leerwerk.home.cast import Named
from leerwerk.home.practice_group import step_in
from leerwerk.parties.queries import actor_of
from leerwerk.placement.actions import give_seat, offer_workplace, register_workplace
from leerwerk.placement.models import Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate, Obstacle
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Reply, Said
from leerwerk.trajectories.enums import GateVerdict, Verdict
from leerwerk.trajectories.models import Agreement, AgreementDraft, Cohort, Enrolment
from leerwerk.trajectories.queries.paths import path_of

PEOPLE = 7
BEFORE = timedelta(weeks=62)  # how long before the practice group it began
WEIGHED = {str(one): "yes" for one in GateCriterion}  # whatever the design weighs
TASKS = ("Bestellingen klaarzetten", "Materiaal controleren", "De werkplek opruimen")
AGREED: Mapping[str, Any] = {
    "pay_unit": "hour",
    "pay": "19.00",
    "wage_scale": "adult",
    "lessons_paid": "no",
    "contract_months": 12,
    "trial_months": 1,
    "notice_weeks": 4,
    "growth_months": 12,
    "growth": "Eerste medewerker, een trede hoger.",
    "pays_lessons": "intermediary",
    "pays_travel": "employer",
    "pays_tools": "employer",
    "pays_coaching": "intermediary",
    "talk_days": 5,
    "when_it_stops": "We zoeken binnen een maand een andere werkplek.",
}


def _people(actors: Mapping[str, Actor]) -> list[Candidate]:
    """Return people whom Karim guides who are in no group and have nothing in the way."""
    mine = Candidate.objects.filter(intermediary=actors["karim"].organisation, profile__isnull=False)
    hindered = Obstacle.objects.filter(solved_on=None).values("candidate")
    free = mine.filter(enrolments=None, intakes=None, person=None).exclude(pk__in=hindered)
    return list(free.order_by("code")[:PEOPLE])


def _the_group(practice: Cohort, actors: Mapping[str, Actor], size: int) -> tuple[Cohort, Workplace]:
    """Make a group like the practice group that began a year earlier and asks nothing, with work of its own at Bas'."""
    of_practice = ("version", "region", "municipality", "educator", "language_school")
    cohort = Cohort(
        code=f"{practice.code[:30]}-eerder",
        starts_on=practice.starts_on - BEFORE,
        min_size=min(4, size),
        max_size=size,
        fixed_cost=practice.fixed_cost,
        cost_per_participant=practice.cost_per_participant,
        synthetic=True,
        **{name: getattr(practice, name) for name in of_practice},
    )
    actions.make_group(cohort=cohort, uses=(), by=actors["roos"])
    workplace = Workplace(
        code=f"{cohort.code}-werk",
        employer_id=actors["bas"].organisation,
        title="Magazijn en werkplaats",
        municipality=practice.municipality,
        places=size,
        mentor_name="Joke Bos",
        synthetic=True,
    )
    register_workplace(workplace=workplace, tasks=TASKS, by=actors["bas"])
    offer_workplace(workplace=workplace, cohort=cohort, by=actors["bas"])
    return actions.decide_group(cohort=cohort, opens=True, by=actors["roos"]), workplace


def _decide(enrolment: Enrolment, doers: Mapping[Doer, Actor]) -> None:
    """Let everybody who decides about somebody's start say yes."""
    path = path_of(Enrolment.objects.select_related("cohort__version").get(pk=enrolment.pk))
    for doer in sorted(path.facts.deciders):
        said = Said(words="Komt altijd, en weet wat het werk is.", criteria=WEIGHED)
        actions.take_step(enrolment=enrolment, step=Step.GO, said=said, by=doers[doer])


def _agree(enrolment: Enrolment, doers: Mapping[Doer, Actor]) -> None:
    """Let every side approve somebody's learn-work agreement; Karim writes down what who has no account says."""
    agreement = Agreement.objects.select_related("cohort", "enrolment__candidate").get(enrolment=enrolment)
    draft = AgreementDraft.objects.filter(agreement=agreement).first()
    seen = draft.edits if draft else 0
    actions.fill_in(agreement=agreement, filled=AGREED, seen=seen, by=doers[Doer.EMPLOYER])
    version = actions.send_version(agreement=agreement, note="", by=doers[Doer.DIRECTOR])
    for side in version.sides.order_by("id"):
        helped = side.side == Doer.CANDIDATE and enrolment.candidate.person_id is None
        reply = Reply(verdict=Verdict.APPROVED)
        if helped:
            reply = Reply(verdict=Verdict.APPROVED, helped_by="Hanan, tolk", help_language="en")
        actions.answer(
            agreement=agreement,
            fingerprint=version.fingerprint,
            reply=reply,
            for_candidate=helped,
            by=doers[Doer.INTERMEDIARY if helped else Doer(side.side)],
        )


def _prepared(enrolments: Sequence[Enrolment], actors: Mapping[str, Actor]) -> None:
    """Let everybody be chosen, and begin with what comes before the start."""
    for enrolment in enrolments:
        for name, step in (
            ("karim", Step.INVITE),
            ("karim", Step.ACCEPT),
            ("karim", Step.SELECT),
            ("bas", Step.SELECT),
            ("roos", Step.START_PRE_TRACK),
        ):
            said = Said(criteria=WEIGHED) if step is Step.SELECT else Said()
            actions.take_step(enrolment=enrolment, step=step, said=said, by=actors[name])


def complete_a_group(practice: Cohort, tries: Named, actors: Mapping[str, Actor], school: Actor) -> list[Enrolment]:
    """Let the people of the group before the practice group complete learning and working; return them in order.

    The first of them is of the cast, and has an account.
    """
    people = _people(actors)
    if not people:
        return []
    step_in(tries, people[0], actors["karim"])
    cohort, workplace = _the_group(practice, actors, len(people))
    enrolments = [_seated(person, cohort, workplace, actors["roos"]) for person in people]
    actions.await_for_group(cohort)
    actions.let_mentor(cohort=cohort, organisation_id=actors["mo"].organisation, by=actors["roos"])
    for name in ("karim", "bas"):
        actions.sign_profile(cohort=cohort, by=actors[name])
    _prepared(enrolments, actors)
    actions.decide_group_gate(
        cohort=cohort,
        verdict=GateVerdict.GO,
        reason="Iedereen is er klaar voor.",
        below="De groep is klein, het werk is er.",
        money_missing=Decimal(0),
        by=actors["roos"],
    )
    rows = Enrolment.objects.filter(cohort=cohort).select_related("cohort", "candidate__person").order_by("pk")
    people_now = list(rows)
    _learn_and_work(people_now, actors, school)
    return people_now


def _seated(person: Candidate, cohort: Cohort, workplace: Workplace, roos: Actor) -> Enrolment:
    enrolment = actions.propose_enrolment(candidate=person, cohort=cohort, by=roos)
    give_seat(enrolment=enrolment, workplace=workplace, by=roos)
    return enrolment


def _learn_and_work(enrolments: Sequence[Enrolment], actors: Mapping[str, Actor], school: Actor) -> None:
    """Let everybody hear yes, agree, learn and work, and complete it."""
    person = enrolments[0].candidate.person
    assert person is not None  # she stepped in
    doers = {
        Doer.CANDIDATE: actor_of(person),
        Doer.INTERMEDIARY: actors["karim"],
        Doer.EMPLOYER: actors["bas"],
        Doer.EDUCATOR: actors["lotte"],
        Doer.LANGUAGE_EDUCATOR: school,
        Doer.MENTOR: actors["mo"],
        Doer.DIRECTOR: actors["roos"],
    }
    for enrolment in enrolments:
        _decide(enrolment, doers)
        _agree(enrolment, doers)
        actions.take_step(enrolment=enrolment, step=Step.START_LEARN_WORK, by=actors["roos"])
        done = Said(outcome=Outcome.WITHOUT_PAPER)
        actions.take_step(enrolment=enrolment, step=Step.COMPLETE, said=done, by=actors["lotte"])
