"""A group of the practice region that is under way, so that nobody steps into empty pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.pathway import Advice, Alternative, Reason, Step
from leerwerk.parties.models import Person
from leerwerk.parties.queries import actor_of, actor_under, memberships_today
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Said
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.paths import required

PEOPLE, PLACES = 8, 12
BEGAN = timedelta(weeks=5)  # before today

# How far each participant has come: who does what, and what they say with it.
type Taken = tuple[str, Step, Said]
TO_ACCEPTED: tuple[Taken, ...] = (
    ("karim", Step.INVITE, Said()),
    ("karim", Step.ACCEPT, Said()),
)
TO_SELECTED: tuple[Taken, ...] = (
    *TO_ACCEPTED,
    ("karim", Step.SELECT, Said(words="Weet goed wat het werk is, en kan op alle dagen.")),
    ("bas", Step.SELECT, Said(words="Was bij ons op bezoek en past in het team.")),
)
TO_PRE_TRACK: tuple[Taken, ...] = (*TO_SELECTED, ("roos", Step.START_PRE_TRACK, Said()))
ADVISED: tuple[Taken, ...] = (
    *TO_PRE_TRACK,
    ("mo", Step.ADVISE, Said(advice=Advice.GO, words="Komt elke week en vraagt veel.")),
    ("karim", Step.GO, Said(words="Kinderopvang is geregeld.", criteria={"obstacles_solved": "yes"})),
)
WAYS: Sequence[tuple[Taken, ...]] = (
    (("karim", Step.INVITE, Said()),),  # the candidate of the cast who was invited
    ADVISED,
    TO_PRE_TRACK,
    TO_PRE_TRACK,
    TO_SELECTED,
    TO_ACCEPTED,
    (
        *TO_ACCEPTED,
        (
            "bas",
            Step.REFUSE,
            Said(
                reason=Reason.LANGUAGE,
                words="Nog wat meer Nederlands, dan graag in de volgende groep.",
                alternatives=frozenset({Alternative.MORE_LANGUAGE, Alternative.NEXT_GROUP}),
            ),
        ),
    ),
    (("karim", Step.INVITE, Said()), ("karim", Step.DECLINE, Said(reason=Reason.FOUND_WORK))),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The cast that acts in a group: by their name."""

    actors: dict[str, Actor]

    def act(self, enrolment: Enrolment, way: Sequence[Taken]) -> None:
        """Let the cast take these steps on somebody's path."""
        for name, step, said in way:
            actions.take_step(enrolment=enrolment, step=step, said=said, by=self.actors[name])


def _fitting(cohort: Cohort, organisation: int, first: Candidate) -> list[Candidate]:
    """Return who of an organisation's candidates meets what the group asks; the invited one of the cast first."""
    rows = Candidate.objects.filter(intermediary=organisation, person=None, profile__isnull=False)
    asked = required(cohort)
    found = [row for row in rows.select_related("profile").order_by("code") if not _short(asked, row.profile)]
    return [first, *found][:PEOPLE]


def _short(asked: pathway.Required, profile: Any) -> bool:
    met = pathway.Met(
        language=(profile.listening, profile.reading, profile.speaking, profile.writing),
        learnability=profile.learnability,
        load=profile.load,
        motivation=profile.motivation,
        available=profile.available,
        skills=frozenset(profile.skills),
        licence=profile.licence,
        limits=frozenset(profile.limits),
    )
    return bool(pathway.shortfalls(asked, met))


def _the_group(bas: Actor, lotte: Actor, school: Actor, roos: Actor) -> tuple[Cohort, Workplace] | None:
    """Take the first option with work at Bas' and let it have begun some weeks ago, taught by Lotte's school."""
    offers = Offer.objects.filter(workplace__employer=bas.organisation, cohort__state="option")
    offer = offers.select_related("cohort__version", "workplace").order_by("cohort__code").first()
    if offer is None:
        return None
    cohort, workplace = offer.cohort, offer.workplace
    cohort.starts_on = _monday(timezone.localdate() - BEGAN)
    cohort.educator_id, cohort.language_school_id = lotte.organisation, school.organisation
    cohort.min_size, cohort.max_size = min(cohort.min_size, 4), max(cohort.max_size, PLACES)
    workplace.places = max(workplace.places, PLACES)
    workplace.save(update_fields=["places"])
    actions.change_group(cohort=cohort, uses=None, by=roos)
    return actions.decide_group(cohort=cohort, opens=True, by=roos), workplace


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def run_a_group(cast: dict[str, Person], invited: Candidate) -> None:
    """Decide a group and let the cast take its participants some way; nothing where there is no such group."""
    actors = {name: actor_of(person) for name, person in cast.items()}
    works_for = list(memberships_today(cast["mo"]))  # mentors first, and teaches Dutch second
    school = actor_under(cast["mo"], works_for, works_for[-1].pk)
    found = _the_group(actors["bas"], actors["lotte"], school, actors["roos"])
    if found is None:
        return
    cohort, workplace = found
    stage, enrolments = Stage(actors), []
    for person in _fitting(cohort, actors["karim"].organisation, invited):
        enrolment = actions.propose_enrolment(candidate=person, cohort=cohort, by=actors["roos"])
        give_seat(enrolment=enrolment, workplace=workplace, by=actors["roos"])
        enrolments.append(enrolment)
    actions.await_for_group(cohort)
    actions.let_mentor(cohort=cohort, organisation_id=actors["mo"].organisation, by=actors["roos"])
    for name in ("karim", "bas"):
        actions.sign_profile(cohort=cohort, by=actors[name])
    for enrolment, way in zip(enrolments, WAYS, strict=False):
        stage.act(enrolment, way)
