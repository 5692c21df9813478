"""A row of every kind about somebody, with which the wall is tried."""

from datetime import date

from django.utils import timezone

from leerwerk.coaching.models import NextStep, Note, OtherDay
from leerwerk.funding.models import EvidencePack, PackProof
from leerwerk.placement.models import NextStudy, Workplace
from leerwerk.recruitment.models import (
    Background,
    Candidate,
    CounterStatement,
    Handover,
    Intake,
    IntakeAnswers,
    IntakeCall,
    Obligation,
    Obstacle,
    ObstacleStep,
    WorkExperience,
)
from leerwerk.trajectories.models import (
    Agreement,
    AgreementAnswer,
    AgreementDraft,
    AgreementPart,
    AgreementSide,
    AgreementVersion,
    AnswerWords,
    ApprovalLink,
    Enrolment,
    Preparation,
    TasterReport,
)
from tests.cast import Cast
from tests.project.standing_coaching import accompanied
from tests.project.standing_matching import introduction_of, round_of
from tests.project.standing_placing import work_of
from tests.project.standing_signals import asked, signalled
from tests.project.standing_trials import trial_of
from tests.project.standing_wage import look_at


def file_of(person: Candidate, cast: Cast) -> None:
    """Write what stands in somebody's file."""
    Background.objects.create(candidate=person, sex="f")
    obstacle = Obstacle.objects.create(candidate=person, kind="debt", due_on=date(2027, 1, 1))
    Obligation.objects.create(candidate=person, dagdeel=1, kind="childcare")
    ObstacleStep.objects.create(candidate=person, obstacle=obstacle, kind="noted", due_on=date(2027, 1, 1))
    intake = Intake.objects.create(candidate=person, kind="first", held_on=date(2026, 11, 2))
    IntakeAnswers.objects.create(intake=intake, candidate=person, home="drie kinderen")
    IntakeCall.objects.create(
        intake=intake, candidate=person, called_on=date(2026, 11, 1), how="phone", asked_for=date(2026, 11, 2)
    )
    for about in ({"intake": intake}, {"profile": person.profile}):
        CounterStatement.objects.create(candidate=person, text="niet waar", by_candidate=True, **about)
    Handover.objects.create(
        candidate=person, sender=person.intermediary, receiver=cast.werkcentrum, municipality=person.municipality
    )
    WorkExperience.objects.create(candidate=person, work="kok", since=2012)


def path_of(enrolled: Enrolment, cast: Cast) -> None:
    """Write what stands about somebody's way through a group: an agreement, coaching, work, days to look around."""
    _agreement(enrolled)
    _accompanied(enrolled, cast)
    work_of(enrolled, cast.groenwerk)
    trial_of(enrolled, cast.groenwerk)
    look_at(enrolled, cast.groenwerk, cast.utrecht)
    _elsewhere(enrolled, cast)
    pack = EvidencePack.objects.create(region=cast.region, payer=cast.fund, year=2026)
    PackProof.objects.create(pack=pack, number=1, enrolment=enrolled, nonce="a", facts={}, seal="b")
    NextStudy.objects.create(enrolment=enrolled, school="a", programme="b", level="mbo2", begins=date(2027, 1, 1))
    taster = Preparation.objects.create(
        cohort=enrolled.cohort,
        enrolment=enrolled,
        kind="taster",
        doer="employer",
        employer=cast.groenwerk,
        begins_on=date(2027, 1, 1),
        due_on=date(2027, 1, 2),
    )
    TasterReport.objects.create(
        preparation=taster, enrolment=enrolled, side="candidate", liked="yes", able="yes", go_on="yes"
    )


def _elsewhere(enrolled: Enrolment, cast: Cast) -> None:
    """An introduction to an employer whom nobody of the cast works for, and a proposal."""
    work = Workplace.objects.create(
        code=f"elders-{enrolled.pk}",
        employer=cast.werkcentrum,
        title="Elders",
        municipality=enrolled.cohort.municipality,
        places=1,
    )
    introduction_of(enrolled, work)
    round_of(cast.region.pk, (enrolled, work))


def _agreement(enrolled: Enrolment) -> None:
    """A version about somebody, with what only those may read whom pay concerns, and the candidate's own link."""
    agreement = Agreement.objects.create(kind="learn_work", cohort=enrolled.cohort, enrolment=enrolled)
    AgreementDraft.objects.create(agreement=agreement, filled={"pay": "15.00"})
    version = AgreementVersion.objects.create(agreement=agreement, number=1, fingerprint="f", leaves=[])
    AgreementPart.objects.create(version=version, circle="employment", clauses=[])
    side = AgreementSide.objects.create(version=version, side="candidate", name="iemand")
    answer = AgreementAnswer.objects.create(side=side, verdict="declined", signer="iemand")
    AnswerWords.objects.create(answer=answer, circle="employment", text="te weinig")
    ApprovalLink.objects.create(side=side, email="a@example.org", token_hash=f"l{side.pk}", expires_at=timezone.now())


def _accompanied(enrolled: Enrolment, cast: Cast) -> None:
    """What the director may read as well of how somebody is accompanied, by nobody whom the cast knows."""
    clock = accompanied(enrolled, cast.fleur)["candidate"]
    signalled(enrolled)
    asked(enrolled)
    OtherDay.objects.create(clock=clock, spell=1, ordinal=1, to=date(2026, 10, 1), why="ill")
    Note.objects.update(read_by="director")
    NextStep.objects.create(
        talk=clock.talks.get(), clock=clock, what="bellen", owner="candidate", due_on=date(2026, 10, 1)
    )
