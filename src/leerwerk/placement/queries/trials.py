"""Reading trial placements: their facts as the engine reads them, who answered and spoke, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from leerwerk.engine import placing
from leerwerk.engine.placing import Ground, LawfulRange, TrialFacts, TrialLack
from leerwerk.notices.awaited import Awaited
from leerwerk.notices.models import OWN
from leerwerk.parties.enums import Function
from leerwerk.placement.models import NextStudy, Trial, TrialAnswer, TrialReaction, TrialReview, Workplace
from leerwerk.placement.queries.holding import held_path
from leerwerk.placement.queries.placements import Proposed, known_before, norms, what_is_done_at
from leerwerk.placement.trial_enums import NOT_OVER, Reviewer, Round, Side, TrialOutcome, TrialState
from leerwerk.trajectories.models import Enrolment, Participant, Party
from leerwerk.trajectories.queries.mentors import mentors_of
from leerwerk.trajectories.queries.speaking import speaks_for

TRIAL_KINDS = "placement.trial."
LAST_WEEKS = timedelta(days=14)  # how long before the last day both sides look back; chosen by us, as the next
WITHIN = timedelta(days=7)  # within how many days somebody answers, speaks or decides


def with_all_said(rows: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return trial placements with employer, and ``all_answers``, ``all_reviews``, ``all_reactions``: no query more.

    What one side says before both spoke is there for that side only, as the wall shows it.
    """
    of = {"trial": OuterRef("pk")}
    return rows.select_related("employer").annotate(
        all_answers=ArraySubquery(
            TrialAnswer.objects.filter(**of)
            .order_by("pk")
            .values(
                one=JSONObject(
                    version="version", side="side", yes="yes", words="words", with_help="with_help", at="at__date"
                )
            )
        ),
        all_reviews=ArraySubquery(
            TrialReview.objects.filter(**of)
            .order_by("until", "-side")
            .values(
                one=JSONObject(
                    round="round",
                    until="until",
                    side="side",
                    reached="reached",
                    well="well",
                    harder="harder",
                    next="next",
                    at="at__date",
                )
            )
        ),
        all_reactions=ArraySubquery(
            TrialReaction.objects.filter(**of)
            .order_by("until", "pk")
            .values(
                one=JSONObject(
                    round="round",
                    until="until",
                    right="right",
                    words="words",
                    with_help="with_help",
                    at="at__date",
                    seen="seen_on",
                )
            )
        ),
    )


def trials_of_path(enrolment: int) -> list[Any]:
    """Return the trial placements of one path that the asker may meet, the newest first: one query."""
    return list(with_all_said(Trial.objects.filter(enrolment=enrolment)).order_by("-pk"))


def current(enrolment: int) -> Any:
    """Return the trial placement that is not over; None without one."""
    return with_all_said(Trial.objects.filter(enrolment=enrolment, state__in=NOT_OVER)).first()


def held_trial(trial: Trial) -> tuple[Enrolment, Trial]:
    """Hold the path and the trial placement still; return both, the latter with everything that was said of it."""
    held = held_path(trial.enrolment_id)
    return held, with_all_said(Trial.objects.filter(pk=trial.pk)).get()


def is_mentored(enrolment: Enrolment) -> bool:
    """Whether there is a mentor who has to approve: one query."""
    return bool(mentors_of([enrolment]))


def facts_of_trial(row: Trial) -> TrialFacts:
    """Return a trial placement as the engine reads it."""
    return TrialFacts(
        employer=row.employer.name if row.employer else "",
        workplace=row.workplace,
        tasks=tuple(row.tasks),
        goals=tuple(row.goals),
        hours=row.hours,
        begins=row.begins,
        ends=row.ends,
        grounds=frozenset(map(Ground, row.grounds)),
        intends=row.intends,
        coach=row.coach,
        looked_at=row.looked_at,
    )


def lacks_of_trial(facts: TrialFacts, today: date) -> tuple[TrialLack, ...]:
    """Return what is missing or not allowed, with the norms that are shipped."""
    return placing.trial_lacks(facts, norms(), today=today)


def range_of(begins: date) -> LawfulRange:
    """Return the last day that needs no ground, and the last that is allowed with one."""
    return placing.lawful_range(begins, norms())


def needed_sides(mentored: bool) -> tuple[Side, ...]:
    """Return who has to approve: the mentor where there is one."""
    return (Side.CANDIDATE, Side.EMPLOYER, Side.INTERMEDIARY, *((Side.MENTOR,) if mentored else ()))


def answers_to(row: Any, version: int) -> Mapping[str, Mapping[str, Any]]:
    """Return by side what was answered to a version."""
    return {one["side"]: one for one in row.all_answers if one["version"] == version}


def answers_now(row: Any) -> Mapping[str, Mapping[str, Any]]:
    """Return by side what was answered to the version that was sent last."""
    return answers_to(row, row.version) if row.version else {}


def approved_version(row: Any) -> int | None:
    """Return the last version that everybody approved; None as long as there is none, or it was changed since.

    Who approved the version with which it began approves a later last day as well: until then that one holds.
    """
    if row.state == TrialState.AGREED:
        return int(row.version)
    if row.begun_version is None:
        return None
    sides = {side for side, one in answers_to(row, row.begun_version).items() if one["yes"]}
    asked = row.version if asks_approval(row) else None
    for version in range(row.version, row.begun_version, -1):
        yes = {side for side, one in answers_to(row, version).items() if one["yes"]}
        if version != asked and sides <= yes:
            return version
    return int(row.begun_version)


def declined(row: Any) -> bool:
    """Whether somebody said no to the version that was sent last, and nothing followed yet."""
    waits = row.state == TrialState.DRAFT or (row.state == TrialState.RUNNING and not row.outcome)
    return waits and any(not one["yes"] for one in answers_now(row).values())


def asks_approval(row: Trial) -> bool:
    """Whether everybody is asked about a version now."""
    longer = row.state == TrialState.RUNNING and row.outcome == TrialOutcome.LONGER
    return longer or row.state in (TrialState.ASKED, TrialState.AGREED)


def missing_sides(row: Any, mentored: bool) -> list[Side]:
    """Return who did not approve the version that was sent last."""
    said = answers_now(row)
    return [side for side in needed_sides(mentored) if not said.get(side, {}).get("yes")]


def rounds_of(row: Any, today: date) -> list[tuple[Round, date]]:
    """Return which reviews may be said by today, each with the day that it belongs to."""
    if row.event_number is None or row.looked_at is None or row.ends is None:
        return []
    opened = ((Round.MID, row.looked_at, row.looked_at), (Round.END, row.ends, row.ends - LAST_WEEKS))
    return [(which, until) for which, until, since in opened if since <= today]


def spoken(row: Any, which: str, until: date) -> dict[str, Any]:
    """Return by side what was said in one review, as far as the asker may read it."""
    day = until.isoformat()
    return {one["side"]: one for one in row.all_reviews if (one["round"], one["until"]) == (which, day)}


def reaction(row: Any, which: str, until: date) -> Mapping[str, Any] | None:
    """Return what the participant said of a review; None as long as they did not."""
    day = until.isoformat()
    return next((one for one in row.all_reactions if (one["round"], one["until"]) == (which, day)), None)


def unreacted(row: Any) -> list[tuple[Round, date]]:
    """Return the reviews of which both sides spoke and the participant did not, the earliest first.

    Also of a last day that became a later one meanwhile: what was said there is theirs to answer.
    """
    keys = {(Round(one["round"]), date.fromisoformat(one["until"])) for one in row.all_reviews}
    both = [key for key in keys if len(spoken(row, *key)) == len(Reviewer) and reaction(row, *key) is None]
    return sorted(both, key=lambda key: key[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What stands in a form that nobody filled in yet: the employer's key, and the facts that are known already."""

    employer: int | None
    facts: TrialFacts


def known_for_trial(enrolment: Enrolment) -> Start:
    """Return what the last trial placement, the workplace and the agreement of learn-and-work say already."""
    last = Trial.objects.filter(enrolment=enrolment).select_related("employer").order_by("-pk").first()
    if last is not None:
        return Start(employer=last.employer_id, facts=facts_of_trial(last))
    known = known_before(enrolment)
    facts = TrialFacts(
        workplace=known.facts.workplace,
        tasks=known.facts.tasks,
        hours=known.facts.hours,
        coach=known.facts.coach,
    )
    return Start(employer=known.employer, facts=facts)


def trial_at(known: Start, workplace: Workplace | None) -> Start:
    """Return what is known of a trial placement with another workplace in it; hours and coach go along."""
    if workplace is None:
        return known
    facts = TrialFacts(coach=known.facts.coach, hours=known.facts.hours, **what_is_done_at(workplace))
    return Start(employer=workplace.employer_id, facts=facts)


def after_trial(enrolment: Enrolment, known: Proposed) -> Proposed:
    """Return what is known of work, with what the trial placement that goes on, or was the last, says of it.

    The work begins on the day after the trial placement.
    """
    began = Trial.objects.filter(enrolment=enrolment, event_number__isnull=False).order_by("-pk")
    row = began.filter(outcome__in=["", TrialOutcome.PLACED, TrialOutcome.LONGER]).first()
    if row is None or row.ends is None:
        return known
    facts = replace(
        known.facts,
        workplace=row.workplace,
        tasks=tuple(row.tasks),
        hours=row.hours,
        begins=row.ends + timedelta(days=1),
        coach=row.coach,
    )
    return Proposed(employer=row.employer_id, facts=facts)


def known_study(enrolment: Enrolment) -> dict[str, Any]:
    """Return what is known of a next step in education, by the names of its facts, so that nobody types it twice.

    What was noted already; else the school where they learned, and the day after a trial placement that goes on.
    """
    noted = NextStudy.objects.filter(enrolment=enrolment).values("school", "programme", "level", "begins").first()
    if noted is not None:
        return dict(noted)
    school = enrolment.cohort.educator
    running = Trial.objects.filter(enrolment=enrolment, state=TrialState.RUNNING)
    ends = running.values_list("ends", flat=True).first()
    found = {"school": school.name if school else "", "begins": ends + timedelta(days=1) if ends else None}
    return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """Who is asked about one participant, as keys."""

    guide: int | None
    mentor: int | None
    employer: int | None  # who meets the participant now
    speaker: tuple[int | None, str]

    def asked(self, side: Side, trial: Trial) -> tuple[str, int | None, str] | None:
        """Return the kind of the matter about approving, and whose it is; None for who cannot be asked yet."""
        match side:
            case Side.CANDIDATE:
                return ("approve" if self.speaker[1] == OWN else "help", *self.speaker)
            case Side.EMPLOYER:
                # Another employer meets the participant when they said yes: not before.
                meets = trial.employer_id == self.employer
                return ("approve", trial.employer_id, Function.EMPLOYER) if meets else None
            case Side.MENTOR:
                return "approve", self.mentor, Function.MENTOR
            case _:
                return "approve", self.guide, Function.CASEWORKER

    def coach(self) -> tuple[int | None, str]:
        """Return who speaks as coach: the mentor, else who guides them."""
        return (self.mentor, Function.MENTOR) if self.mentor is not None else (self.guide, Function.CASEWORKER)


def _waits(row: Any, around: _Around, today: date) -> Iterator[tuple[str, int | None, str, date]]:
    """Yield kind, organisation, function and day of everything that one trial placement waits for."""
    guide = (around.guide, Function.CASEWORKER)
    if asks_approval(row):
        for side in missing_sides(row, around.mentor is not None):
            if asked := around.asked(side, row):
                yield *asked, max(row.asked_on + WITHIN, today)
    if declined(row):
        yield "declined", *guide, today + WITHIN
    if row.state == TrialState.AGREED:
        yield "begin", *guide, max(row.begins, today)
    if row.state == TrialState.RUNNING:
        yield from _of_running(row, around, today)
        if unreacted(row):
            yield "react" if around.speaker[1] == OWN else "react_help", *around.speaker, today + WITHIN
    if any(not one["right"] and one["seen"] is None for one in row.all_reactions):
        yield "contradicted", *guide, today + WITHIN


def _of_running(row: Any, around: _Around, today: date) -> Iterator[tuple[str, int | None, str, date]]:
    for which, until in rounds_of(row, today):
        said = spoken(row, which, until)
        due = until + WITHIN if which == Round.MID else until
        if Reviewer.EMPLOYER not in said:
            yield str(which), row.employer_id, Function.EMPLOYER, max(due, today)
        if Reviewer.COACH not in said:
            yield str(which), *around.coach(), max(due, today)
    ways = {"": "outcome", TrialOutcome.PLACED: "place", TrialOutcome.EDUCATION: "study"}
    if row.outcome in ways and (row.outcome or today > row.ends):
        yield ways[row.outcome], around.guide, Function.CASEWORKER, max(row.ends + WITHIN, today)


def wanted_of_trials(enrolment: Enrolment) -> list[Awaited]:
    """Return what somebody's trial placements wait for today. Asked by the house.

    A matter keeps the day on which it was opened, so that what waits too long becomes overdue.
    """
    rows = trials_of_path(enrolment.pk)
    if not rows or enrolment.stage == "left":
        return []
    guide = Participant.objects.filter(enrolment=enrolment.pk).values_list("intermediary", flat=True).first()
    standing = Party.objects.filter(enrolment=enrolment.pk, role="employer", until=None)
    around = _Around(
        guide=guide,
        mentor=mentors_of([enrolment]).get(enrolment.pk),
        employer=standing.values_list("organisation", flat=True).first(),
        speaker=speaks_for(enrolment.candidate_id),
    )
    found = [
        Awaited(
            kind=f"{TRIAL_KINDS}{kind}",
            organisation_id=organisation,
            function=function,
            due_on=due,
            region_id=enrolment.cohort.region_id,
            group_code=enrolment.cohort.code,
            candidate_id=enrolment.candidate_id,
        )
        for row in rows
        for kind, organisation, function, due in _waits(row, around, timezone.localdate())
    ]
    return [one for one in found if one.organisation_id is not None or one.function == OWN]
