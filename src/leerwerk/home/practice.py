"""What people of the practice region told already: intakes that were held, one that goes on, one without anybody."""

from datetime import date, timedelta

from django.utils import timezone

from leerwerk.parties.enums import Function
from leerwerk.parties.models import Person
from leerwerk.parties.queries import actor_of
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment import actions
from leerwerk.recruitment.conversation import gaps, stamp_of, values_of
from leerwerk.recruitment.enums import CallHow, Interpreter, LearnabilitySource, TalkHow
from leerwerk.recruitment.models import Candidate, CounterStatement, Intake, IntakeCall, Obstacle, Profile
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import STEPS

BEFORE = timedelta(days=200)  # between the first intake and the one that looks again
DONE_SO_FAR = 3  # steps of the intake that goes on
FINISHED = 2  # other candidates of whom an intake is finished
TOLD = {
    "how": TalkHow.PLACE,
    "interpreter": Interpreter.PHONE,
    "purpose_told": True,
    "understood": True,
    "told_alone": True,
    "alone": True,
    "learnability_source": LearnabilitySource.TEST,
    "home": "Twee kinderen. De jongste gaat nog niet naar school. Een zus past soms op.",
    "own_words_nl": "Ik wil zelf geld verdienen. Ik werk graag met mijn handen, en samen met andere mensen.",
}
YEARS = (2, 6, 9, 12, 16)  # of school, by the level of education
WORDS = {
    "ar": "أريد أن أكسب مالي بنفسي. أحب العمل بيدي ومع الناس.",
    "ti": "ባዕለይ ገንዘብ ክረክብ እደሊ። ብኢደይ ክሰርሕ ይፈቱ።",
    "fa": "می‌خواهم خودم پول دربیاورم. کار با دست را دوست دارم.",
    "tr": "Kendi paramı kazanmak istiyorum. Ellerimle çalışmayı severim.",
    "uk": "Я хочу сама заробляти. Люблю працювати руками.",
}


def tell(karim: Person, amal: Candidate) -> None:
    """Let Karim hold intakes: two with Amal, who says that something is not right, and some with others."""
    by = actor_of(karim)
    if amal.intermediary_id != by.organisation_id:
        by = Actor(person_id=None, name="", function=Function.CASEWORKER, organisation_id=amal.intermediary_id)
    if amal.profile is not None and amal.profile.sectors:
        _of_amal(amal, by)
    _of_others(actor_of(karim))


def _answered(intake: Intake, by: Actor, steps: int = len(STEPS), **more: object) -> Intake:
    """Save so many steps of an intake, with what was filled in, what was told, and ``more``."""
    words = {"own_words": WORDS.get(intake.candidate.contact_language, "")}
    for step in STEPS[:steps]:
        before = values_of(intake, step)
        told = {name: value for name, value in (TOLD | words | more).items() if name in step.fields}
        if "school_years" in before:
            told["school_years"] = YEARS[intake.answers.education or 0]
        if "language" in before and not before["language"]:
            told["language"] = "en"
        intake = actions.save_step(intake=intake, step=step, values=before | told, seen=stamp(before), by=by)
    return intake


def _held(candidate: Candidate, held_on: date, by: Actor) -> Intake:
    intake = _answered(actions.begin_intake(candidate=candidate, held_on=held_on, by=by), by)
    if next(gaps(intake), None) is not None:
        raise ValueError(f"an invented candidate has a profile with gaps: {candidate.code}")
    return actions.finish_intake(intake=intake, seen=stamp_of(intake), by=by)


def _of_amal(amal: Candidate, by: Actor) -> None:
    """Her first profile is of half a year ago, when she spoke less Dutch; since then somebody looked again."""
    now = amal.profiles.get()
    Profile.objects.filter(pk=now.pk).update(
        stated_on=now.stated_on - BEFORE, speaking=max(now.speaking - 1, 0), writing=max(now.writing - 1, 0)
    )
    first = _held(amal, now.stated_on - BEFORE, by)
    again = actions.begin_intake(candidate=amal, held_on=now.stated_on, by=by)
    again = _answered(again, by, speaking=now.speaking, writing=now.writing)
    again = actions.finish_intake(intake=again, seen=stamp_of(again), by=by)
    herself = actor_of(Person.objects.get(candidate_file=amal))
    said = (
        (first, "Ik ging langer naar school. Ik heb daar nog papieren van.", "Dank u. We kijken samen uw papieren na."),
        (again, "Ik heb twee jaar in een keuken gewerkt. Dat staat er niet bij.", ""),
    )
    for intake, text, answer in said:
        statement = actions.make_statement(
            statement=CounterStatement(candidate=amal, intake=intake, text=text, by_candidate=True), by=herself
        )
        if answer:
            actions.answer_statement(statement=statement, answer=answer, by=by)


def _of_others(by: Actor) -> None:
    """Some finished, one that goes on, and one to which nobody came."""
    today = timezone.localdate()
    others = Candidate.objects.filter(intermediary=by.organisation_id, person=None, profile__isnull=False)
    others = others.exclude(profile__sectors=[])  # who wishes nothing yet has not been asked everything
    rows = list(others.select_related("profile").order_by("code")[: FINISHED + 2])
    for row in rows[:FINISHED]:
        assert row.profile is not None
        _held(row, row.profile.stated_on, by)
    for row in rows[FINISHED : FINISHED + 1]:
        _answered(actions.begin_intake(candidate=row, held_on=today, by=by), by, DONE_SO_FAR)
        obstacle = Obstacle(candidate=row, kind="childcare", due_on=today + timedelta(days=21), owner_id=by.person_id)
        obstacle.note = "opvang voor de jongste, vier dagdelen"
        actions.add_obstacle(obstacle=obstacle, by=by)
    for row in rows[FINISHED + 1 :]:
        intake = actions.begin_intake(candidate=row, held_on=today, by=by)
        for weeks, how in ((5, CallHow.LETTER), (3, CallHow.PHONE), (2, CallHow.LETTER)):
            called = today - timedelta(weeks=weeks)
            call = IntakeCall(
                intake=intake, candidate=row, called_on=called, how=how, asked_for=called + timedelta(days=7)
            )
            actions.note_call(call=call, by=by)
