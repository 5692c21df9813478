"""A group of the practice region that is under way, so that nobody steps into empty pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from leerwerk.engine import pathway
from leerwerk.engine.model import GateCriterion
from leerwerk.engine.pathway import Advice, Alternative, Reason, Step
from leerwerk.home.cast import Named
from leerwerk.home.practice_coaching import accompany_people
from leerwerk.home.practice_preparation import prepare_people
from leerwerk.home.practice_school import lay_a_roster
from leerwerk.parties.models import Person
from leerwerk.parties.queries import actor_of, actor_under, memberships_today
from leerwerk.placement.actions import give_seat
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.actions import link_account
from leerwerk.recruitment.models import Candidate
from leerwerk.trajectories import actions
from leerwerk.trajectories.actions import Said
from leerwerk.trajectories.enums import CohortState
from leerwerk.trajectories.models import Cohort, Enrolment
from leerwerk.trajectories.queries.paths import brings, required

PLACES = 12
BEGAN = timedelta(weeks=5)  # before today

# How far each participant has come: who does what, and what they say with it.
type Taken = tuple[str, Step, Said]
WEIGHED = {str(one): "yes" for one in GateCriterion}  # whatever the design weighs
TO_ACCEPTED: tuple[Taken, ...] = (
    ("karim", Step.INVITE, Said()),
    ("karim", Step.ACCEPT, Said()),
)
TO_SELECTED: tuple[Taken, ...] = (
    *TO_ACCEPTED,
    ("karim", Step.SELECT, Said(words="Weet goed wat het werk is, en kan op alle dagen.", criteria=WEIGHED)),
    (
        "bas",
        Step.SELECT,
        Said(
            words="Was bij ons op bezoek en past in het team.",
            criteria=WEIGHED,
            evidence={str(GateCriterion.MOTIVATION): "stelde veel vragen over het werk"},
        ),
    ),
)
TO_PRE_TRACK: tuple[Taken, ...] = (*TO_SELECTED, ("roos", Step.START_PRE_TRACK, Said()))
ADVISED: tuple[Taken, ...] = (
    *TO_PRE_TRACK,
    ("mo", Step.ADVISE, Said(advice=Advice.GO, words="Komt elke week en vraagt veel.")),
    ("karim", Step.GO, Said(words="Kinderopvang is geregeld.", criteria=WEIGHED)),
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

    actors: Mapping[str, Actor]

    def act(self, enrolment: Enrolment, way: Sequence[Taken]) -> None:
        """Let the cast take these steps on somebody's path."""
        for name, step, said in way:
            actions.take_step(enrolment=enrolment, step=step, said=said, by=self.actors[name])


def _fitting(cohort: Cohort, people: Iterable[Candidate]) -> list[Candidate]:
    """Return who of these people meets what the group asks."""
    asked = required(cohort)
    return [row for row in people if not _short(asked, row.profile)]


def _guided(organisation: int) -> list[Candidate]:
    """Return an organisation's candidates who have a profile and no account, by their number."""
    rows = Candidate.objects.filter(intermediary=organisation, person=None, profile__isnull=False)
    return list(rows.select_related("profile").order_by("code"))


def step_in(named: Named, file: Candidate, by: Actor) -> None:
    """Give somebody of the cast the account with which they see their own file."""
    person = Person(email=named.email, given_name=file.given_name, family_name=file.family_name)
    person.set_unusable_password()
    person.save()
    link_account(candidate=file, person=person, by=by)


def _short(asked: pathway.Required, profile: Any) -> bool:
    return bool(pathway.shortfalls(asked, brings(profile)))


ASKS_NOTHING = {
    **dict.fromkeys(("listening", "reading", "speaking", "writing", "dagdelen"), 0),
    **dict.fromkeys(("learnability", "load", "motivation"), 1),
    "skills": [],
    "licence": False,
    "excluded_limits": [],
}


def _the_group(actors: Mapping[str, Actor], school: Actor) -> tuple[Cohort, Workplace, list[Candidate]] | None:
    """Let the option at Bas' that fits most people have begun some weeks ago, taught by Lotte's school.

    In a region so small that it fits fewer than there are ways to tell of, it asks nothing.
    """
    offers = Offer.objects.filter(workplace__employer=actors["bas"].organisation, cohort__state=CohortState.OPTION)
    people = _guided(actors["karim"].organisation)
    choices = [
        (len(_fitting(offer.cohort, people)), offer)
        for offer in offers.select_related("cohort__version", "workplace").order_by("cohort__code", "id")
    ]
    if not choices:
        return None
    fits, offer = max(choices, key=lambda choice: choice[0])
    cohort, workplace = offer.cohort, offer.workplace
    for name, value in ({} if fits >= len(WAYS) else ASKS_NOTHING).items():
        setattr(cohort, name, value)
    cohort.starts_on = _monday(timezone.localdate() - BEGAN)
    cohort.educator_id, cohort.language_school_id = actors["lotte"].organisation, school.organisation
    cohort.min_size, cohort.max_size = min(cohort.min_size, 4), max(cohort.max_size, PLACES)
    workplace.places = max(workplace.places, PLACES)
    workplace.save(update_fields=["places"])
    actions.change_group(cohort=cohort, uses=None, by=actors["roos"])
    decided = actions.decide_group(cohort=cohort, opens=True, by=actors["roos"])
    return decided, workplace, _fitting(cohort, people)[: len(WAYS)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def on_stage(cast: Iterable[Named]) -> tuple[dict[str, Actor], Actor]:
    """Return the cast as who acts, by their name, and Mo once more as who teaches Dutch."""
    emails = {one.slug: one.email for one in cast}
    known = {person.email: person for person in Person.objects.filter(email__in=emails.values())}
    people = {slug: known[email] for slug, email in emails.items() if email in known}
    works_for = list(memberships_today(people["mo"]))  # mentors first, and teaches Dutch second
    school = actor_under(people["mo"], works_for, works_for[-1].pk)
    return {slug: actor_of(person) for slug, person in people.items()}, school


def run_a_group(cast: Iterable[Named], actors: Mapping[str, Actor], school: Actor) -> Cohort | None:
    """Decide a group, let the cast take its participants some way, and return it; None where there is no such group."""
    named = {one.slug: one for one in cast}
    found = _the_group(actors, school)
    if found is None:
        return None
    cohort, workplace, participants = found
    stage, enrolments = Stage(actors), []
    for person in participants:
        enrolment = actions.propose_enrolment(candidate=person, cohort=cohort, by=actors["roos"])
        give_seat(enrolment=enrolment, workplace=workplace, by=actors["roos"])
        enrolments.append(enrolment)
    actions.await_for_group(cohort)
    actions.let_mentor(cohort=cohort, organisation_id=actors["mo"].organisation, by=actors["roos"])
    for name in ("karim", "bas"):
        actions.sign_profile(cohort=cohort, by=actors[name])
    for enrolment, way in zip(enrolments, WAYS, strict=False):
        stage.act(enrolment, way)
    begun = Enrolment.objects.filter(cohort=cohort, stage=pathway.Stage.PRE_TRACK).order_by("id")
    prepare_people(cohort, begun, actors, school)
    accompany_people(begun, actors)
    lay_a_roster(cohort, actors)
    if enrolments:
        step_in(next(one for one in named.values() if one.invited), enrolments[0].candidate, actors["karim"])
    return cohort
