"""Work after learning in the practice region: who tries it, who has it, how it is seen, and whether it lasts.

The days lie around today: what was long ago is told today by who would have told it then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from leerwerk.engine.pathway import WORKING, Reason, Step
from leerwerk.engine.placing import ContractType, FirstStep, GrowthKind, PayPer, PlacementFacts, Score, TrialFacts
from leerwerk.home.practice_coaching import accompany_people
from leerwerk.home.practice_matching import look_for_work
from leerwerk.parties.models import Organisation
from leerwerk.parties.queries import actor_of
from leerwerk.placement import actions
from leerwerk.placement.actions import Assessed, Change, Ending, Frame, Study, Talked, trials
from leerwerk.placement.actions import trial_outcomes as outcomes
from leerwerk.placement.actions import trial_reviews as reviews
from leerwerk.placement.actions.trial_reviews import TrialSaid
from leerwerk.placement.actions.trials import TrialReply
from leerwerk.placement.models import Placement, Trial, WageValueRound
from leerwerk.placement.placing_enums import Changed, ChangeReason, StudyLevel, Then
from leerwerk.placement.placing_enums import Said as Still
from leerwerk.placement.trial_enums import Reached, Round, TrialOutcome
from leerwerk.privacy.actor import Actor
from leerwerk.trajectories.actions import take_step
from leerwerk.trajectories.models import Enrolment

TASKS = ("Bestellingen klaarzetten", "Materiaal controleren")
GOALS = ("Zelf een bestelling klaarzetten", "In het Nederlands om hulp vragen")
SHARES = (60, 40)
USUAL = 55  # days of a trial placement
YES = TrialReply(yes=True)


@dataclass(frozen=True, slots=True)
class Work:
    """Who acts; one who tells of somebody's work says it in their own name."""

    actors: Mapping[str, Actor]
    today: date

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.today - timedelta(days=days)

    @property
    def bas(self) -> int:
        """Return the key of Bas' organisation."""
        return self.actors["bas"].organisation

    def speaks(self, enrolment: Enrolment) -> Actor:
        """Return who says what a participant says: themselves, and Karim for who has no account."""
        person = enrolment.candidate.person
        return self.actors["karim"] if person is None else actor_of(person)

    def trial(self, enrolment: Enrolment, begins: date, **other: Any) -> Trial:
        """Fill in a trial placement at Bas' from a day, and send it."""
        facts: dict[str, Any] = {
            "workplace": "Magazijn en werkplaats",
            "tasks": TASKS,
            "goals": GOALS,
            "hours": Decimal(24),
            "begins": begins,
            "ends": begins + timedelta(days=USUAL),
            "looked_at": begins + timedelta(days=USUAL // 2),
            "intends": True,
            "coach": "Joke Bos",
        }
        row = trials.fill_trial(
            enrolment=enrolment,
            employer=self.bas,
            facts=TrialFacts(**(facts | other)),
            by=self.actors["karim"],
        )
        return trials.send_trial(trial=row, by=self.actors["karim"])

    def agrees(self, row: Trial, enrolment: Enrolment) -> None:
        """Let the participant say yes; from then on the employer can answer."""
        by = self.speaks(enrolment)
        told = by.candidate_id is None
        trials.answer_trial(trial=row, reply=YES, version=row.version, for_candidate=told, by=by)

    def begun(self, enrolment: Enrolment, begins: date) -> Trial:
        """Let everybody approve a trial placement, and let it begin."""
        row = self.trial(enrolment, begins)
        self.agrees(row, enrolment)
        for name in ("bas", "mo"):
            trials.answer_trial(trial=row, reply=YES, version=row.version, by=self.actors[name])
        return trials.begin_trial(trial=row, by=self.actors["karim"])

    def reviewed(self, row: Trial, which: Round) -> None:
        """Let employer and coach say how it goes."""
        for name, reached, well in (
            ("bas", (Reached.REACHED, Reached.ON_THE_WAY), "Werkt netjes, en is altijd op tijd."),
            ("mo", (Reached.ON_THE_WAY, Reached.ON_THE_WAY), "Leert snel van de collega’s."),
        ):
            said = TrialSaid(
                reached=tuple(map(str, reached)),
                well=well,
                harder="Vragen stellen als het druk is.",
                next="Samen oefenen.",
            )
            reviews.review_trial(trial=row, which=which, said=said, by=self.actors[name])

    def placed(self, enrolment: Enrolment, begins: date, employer: int | None = None, **other: Any) -> Placement:
        """Record work from a day, at Bas' where nothing else is said."""
        facts: dict[str, Any] = {
            "workplace": "Magazijn en werkplaats",
            "tasks": TASKS,
            "hours": Decimal(32),
            "pay": Decimal("19.60"),
            "pay_per": PayPer.HOUR,
            "contract": ContractType.OPEN_ENDED,
            "no_end": True,
            "agreed_on": begins,
            "begins": begins,
            "probation_months": 1,
            "growth_kinds": frozenset({GrowthKind.PAY}),
            "growth_months": 12,
            "growth": "Eerste medewerker, een trede hoger.",
            "onboarding": (FirstStep(what="Rondleiding en veiligheid", day=begins),),
            "buddy": "Joke Bos",
            "coach": "Mo Bouzid",
        }
        row = actions.fill_placement(
            enrolment=enrolment,
            employer=employer or self.bas,
            facts=PlacementFacts(**(facts | other)),
            by=self.actors["karim"],
        )
        return actions.place(placement=row, by=self.actors["karim"])

    def still(self, row: Placement, day: date, *names: str) -> None:
        """Let these people say that somebody worked there on a day."""
        for name in names:
            actions.confirm_work(placement=row, day=day, said=Still.YES, by=self.actors[name])

    def looked(self, enrolment: Enrolment, day: date, theirs: Sequence[int], ours: Sequence[int]) -> WageValueRound:
        """Let Bas and Mo agree on the tasks of a day, and hand in how fast each is done, in per cent of a colleague."""
        mo, bas = self.actors["mo"], self.actors["bas"]
        row = actions.frame_round(
            enrolment=enrolment, frame=Frame(day=day, tasks=tuple(zip(TASKS, SHARES, strict=True))), by=mo
        )
        row = actions.answer_frame(round=row, seen=row.edits, by=bas)
        for paces, by in ((theirs, bas), (ours, mo)):
            tasks = row.tasks.order_by("position").values_list("pk", flat=True)
            scores = {
                key: Assessed(score=Score(pace=pace, quality=100, availability=100), shows="Geteld in een gewone week.")
                for key, pace in zip(tasks, paces, strict=True)
            }
            row = actions.hand_in(round=row, scores=scores, by=by)
        return row

    def talked(self, row: WageValueRound, *numbers: int) -> None:
        """Let both sides name the same number for each task, after they talked."""
        tasks = list(row.tasks.order_by("position").values_list("pk", flat=True))
        for name in ("bas", "mo"):
            said = {key: Talked(number=number) for key, number in zip(tasks, numbers, strict=True)}
            actions.say_in_talk(round=row, said=said, by=self.actors[name])


def _goes_on(work: Work, enrolment: Enrolment) -> None:
    """On trial since five weeks: both sides spoke halfway, the participant reads it, and they talk about the work."""
    row = work.begun(enrolment, work.ago(35))
    work.reviewed(row, Round.MID)
    wage = work.looked(enrolment, work.ago(3), (60, 70), (65, 90))
    actions.say_own_words(
        round=wage, words="Ik ken nu alle rekken. Ik werk sneller dan eerst.", by=work.speaks(enrolment)
    )


def _at_work(work: Work, enrolment: Enrolment) -> None:
    """At work for seven months where they learned: looked at twice; the coach is still asked about half a year."""
    row = work.placed(enrolment, work.ago(215))
    first = work.looked(enrolment, work.ago(95), (60, 70), (60, 80))
    work.talked(first, 60, 75)
    work.talked(work.looked(enrolment, work.ago(5), (80, 85), (80, 90)), 80, 90)
    work.still(row, work.ago(30), "bas")


def _elsewhere(work: Work, enrolment: Enrolment) -> None:
    """At work with another employer for more than a year, with more hours since; of the year nobody said anything."""
    others = Organisation.objects.filter(region=enrolment.cohort.region_id, kind="employer")
    other = others.exclude(pk=work.bas).order_by("name").first()
    take_step(enrolment=enrolment, step=Step.SEARCH, by=work.actors["karim"])
    row = work.placed(enrolment, work.ago(400), employer=other.pk if other else None, coach="Karim Haddad")
    work.still(row, work.ago(215), "karim")
    more = Change(kind=Changed.HOURS, since=work.ago(60), reason=ChangeReason.GROWTH, values={"hours": "36"})
    actions.change_placement(placement=row, said=more, by=work.actors["karim"])


def _after_a_trial(work: Work, enrolment: Enrolment) -> None:
    """A trial placement that led to work here; the participant contradicts something that was said of it."""
    row = work.begun(enrolment, work.ago(100))
    work.reviewed(row, Round.END)
    words = "Ik stel wel vragen. In de middag is het te druk om te antwoorden."
    reviews.react_to_review(trial=row, which=Round.END, right=False, words=words, by=work.speaks(enrolment))
    outcomes.conclude_trial(trial=row, outcome=TrialOutcome.PLACED, by=work.actors["karim"])
    work.placed(enrolment, work.ago(44))


def _ended(work: Work, enrolment: Enrolment) -> None:
    """Work that ended after three months; employer and mentor are asked about a trial placement of next week."""
    row = work.placed(enrolment, work.ago(120))
    said = Ending(day=work.ago(20), reason=Reason.WORK_DOES_NOT_FIT, then=Then.SEARCH)
    actions.end_placement(placement=row, said=said, by=work.actors["karim"])
    work.agrees(work.trial(enrolment, work.ago(-7)), enrolment)


def _learns_on(work: Work, enrolment: Enrolment) -> None:
    """A trial placement that showed that school comes first."""
    row = work.begun(enrolment, work.ago(40))
    outcomes.conclude_trial(trial=row, outcome=TrialOutcome.EDUCATION, by=work.actors["karim"])
    study = Study(school="Vakschool", programme="Logistiek medewerker", level=StudyLevel.MBO2, begins=work.ago(-20))
    actions.note_study(enrolment=enrolment, said=study, by=work.actors["karim"])


def _looks_for_work(work: Work, enrolment: Enrolment) -> None:
    """Finds work elsewhere: asked about some employers, and about to meet one of them."""
    take_step(enrolment=enrolment, step=Step.SEARCH, by=work.actors["karim"])
    look_for_work(enrolment, work.speaks(enrolment), work.actors)


WAYS: Sequence[Callable[[Work, Enrolment], None]] = (
    _goes_on,
    _at_work,
    _after_a_trial,
    _ended,
    _elsewhere,
    _learns_on,
    _looks_for_work,
)


def go_to_work(people: Sequence[Enrolment], actors: Mapping[str, Actor]) -> None:
    """Let each of these people go another way after learning and working; Mo accompanies who is on the way."""
    work = Work(actors, timezone.localdate())
    for way, enrolment in zip(WAYS, people, strict=False):
        way(work, enrolment)
    accompany_people(
        Enrolment.objects.filter(pk__in=[one.pk for one in people], stage__in=WORKING).order_by("pk"), actors
    )
