"""What the examples assume where the whitepaper is silent: the generic model carried out as the paper advises."""

from __future__ import annotations

from leerwerk.engine.model import (
    Activity,
    Cefr,
    Component,
    ComponentKind,
    Content,
    Dagdeel,
    Duty,
    Gate,
    GateCriterion,
    Part,
    Role,
    SkillLevels,
    Slot,
    Text,
    WeekHours,
)
from leerwerk.engine.model.vocabulary import WORKING_WEEK

_LETTERS = {"W": Activity.WORK, "T": Activity.THEORY, "L": Activity.LANGUAGE, "C": Activity.COACHING}


def week(pattern: str) -> tuple[Slot, ...]:
    """A week from ten letters, Monday morning first: W work, T theory, L language, C coaching, a dot for nothing."""
    letters = pattern.replace(" ", "")
    if len(letters) != len(WORKING_WEEK):
        raise ValueError(pattern)
    return tuple(
        Slot(dagdeel, _LETTERS[letter]) for dagdeel, letter in zip(WORKING_WEEK, letters, strict=True) if letter != "."
    )


def dagdelen(*weeks: tuple[Slot, ...]) -> tuple[Dagdeel, ...]:
    """Every working dagdeel that one of the weeks uses, in the order of the week."""
    used = {slot.dagdeel for slots in weeks for slot in slots}
    return tuple(dagdeel for dagdeel in WORKING_WEEK if dagdeel in used)


def months_of_weeks(weeks: float) -> float:
    """Weeks as months of a year of 52 weeks, in hundredths."""
    return round(weeks * 12 / 52, 2)


def recruitment(*, start: float, months: float, extra: tuple[Part, ...] = ()) -> Component:
    """Recruitment with all four roles of Table 1, set going by the director unless somebody else is said to do so."""
    initiated = any(Duty.INITIATE in part.duties for part in extra)
    leads = () if initiated else (Part(Role.DIRECTOR, (Duty.INITIATE,)),)
    return Component(
        kind=ComponentKind.RECRUITMENT,
        start=start,
        months=months,
        parts=(
            Part(Role.INTERMEDIARY, (Duty.WRITE_PROFILE, Duty.SELECT)),
            Part(Role.EMPLOYER, (Duty.WRITE_PROFILE,)),
            Part(Role.EXPERTISE_PARTNER, (Duty.ADVISE,)),
            Part(Role.CONNECTOR, (Duty.REACH_OUT, Duty.ATTRACT_EMPLOYERS)),
            *leads,
            *extra,
        ),
        content=(
            Content.CULTURE_SENSITIVE_INTAKE,
            Content.INTERPRETER,
            Content.CLEAR_COMMUNICATION,
            Content.AMBASSADORS,
        ),
    )


def pre_track_parts(*employer: Duty) -> tuple[Part, ...]:
    """The roles of Table 1 in a pre-track; ``employer``: what the employer does besides preparing the team."""
    return (
        Part(Role.LANGUAGE_EDUCATOR, (Duty.TEACH_LANGUAGE,)),
        Part(Role.EMPLOYER, (*employer, Duty.PREPARE_TEAM, Duty.SUPPLY_IDIOM)),
        Part(Role.DIRECTOR, (Duty.COORDINATE, Duty.REMOVE_OBSTACLES)),
        Part(Role.EXPERTISE_PARTNER, (Duty.ADVISE,)),
    )


def learn_work_parts() -> tuple[Part, ...]:
    """The roles of Table 1 in learn-and-work."""
    return (
        Part(Role.EDUCATOR, (Duty.TEACH_SKILLS, Duty.STATE_COURSE_LANGUAGE)),
        Part(Role.EMPLOYER, (Duty.OFFER_WORK, Duty.GUIDE_ON_FLOOR, Duty.SUPPLY_IDIOM)),
        Part(Role.DIRECTOR, (Duty.COORDINATE,)),
    )


def language(
    *, start: float, months: float, hours: float, slots: tuple[Slot, ...], goal: Cefr, general: bool = True
) -> Component:
    """Extra Dutch beside learn-and-work; ``slots``: a whole week, of which the language dagdelen are taken."""
    content = (Content.GENERAL_LANGUAGE, Content.VOCATIONAL_LANGUAGE) if general else (Content.VOCATIONAL_LANGUAGE,)
    return Component(
        kind=ComponentKind.LANGUAGE,
        start=start,
        months=months,
        parts=(
            Part(Role.LANGUAGE_EDUCATOR, (Duty.TEACH_LANGUAGE,)),
            Part(Role.EMPLOYER, (Duty.SUPPLY_IDIOM,)),
        ),
        content=content,
        hours=WeekHours(language=hours),
        week=tuple(slot for slot in slots if slot.activity is Activity.LANGUAGE),
        language_goals=SkillLevels(speaking=goal),
    )


def without_language(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The dagdelen of a week that belong to learn-and-work itself."""
    return tuple(slot for slot in slots if slot.activity is not Activity.LANGUAGE)


def coaching(*, start: float, months: float) -> Component:
    """Coaching of candidate and employer, easy to reach."""
    return Component(
        kind=ComponentKind.COACHING,
        start=start,
        months=months,
        parts=(
            Part(Role.JOB_COACH, (Duty.COACH_CANDIDATE, Duty.COACH_EMPLOYER)),
            Part(Role.MENTOR, (Duty.GUIDE_ON_FLOOR,)),
            Part(Role.EXPERTISE_PARTNER, (Duty.ADVISE,)),
        ),
        content=(
            Content.CANDIDATE_COACHING,
            Content.EMPLOYER_COACHING,
            Content.LOW_THRESHOLD_CONTACT,
            Content.EMPLOYEE_SKILLS,
        ),
    )


def placement(*, start: float, months: float) -> Component:
    """Matching and placement with a welcome, a buddy and a network of other employers."""
    return Component(
        kind=ComponentKind.PLACEMENT,
        start=start,
        months=months,
        parts=(
            Part(Role.INTERMEDIARY, (Duty.MATCH, Duty.SET_WAGE_VALUE)),
            Part(Role.CONNECTOR, (Duty.OPEN_NETWORK,)),
            Part(Role.EMPLOYER, (Duty.OFFER_CONTRACT, Duty.PREPARE_TEAM)),
            Part(Role.BUDDY, (Duty.GUIDE_ON_FLOOR,)),
        ),
        content=(
            Content.ONBOARDING,
            Content.BUDDY,
            Content.PREPARED_TEAM,
            Content.MEETING_COLLEAGUES,
            Content.EMPLOYER_NETWORK,
        ),
    )


def gates(*extra: GateCriterion) -> tuple[Gate, Gate]:
    """Selection before the pre-track, and the go/no-go before learn-and-work with ``extra`` criteria."""
    return (
        Gate(
            before=ComponentKind.PRE_TRACK,
            criteria=(GateCriterion.PROFILE_MET, GateCriterion.MOTIVATION),
            decided_by=(Role.INTERMEDIARY, Role.EMPLOYER),
        ),
        Gate(
            before=ComponentKind.LEARN_WORK,
            criteria=(
                GateCriterion.ATTENDANCE,
                GateCriterion.OBSTACLES_SOLVED,
                GateCriterion.EMPLOYER_AGREES,
                GateCriterion.CANDIDATE_AGREES,
                *extra,
            ),
            decided_by=(Role.DIRECTOR, Role.EMPLOYER, Role.INTERMEDIARY),
        ),
    )


PREPARATION = (
    Content.INTERCULTURAL_CANDIDATE,
    Content.INTERCULTURAL_TEAM,
    Content.EMPLOYEE_SKILLS,
    Content.OBSTACLES,
)
"""What every pre-track contains, whatever the sector."""


def texts(*pairs: tuple[str, str]) -> tuple[Text, ...]:
    """Dutch and English pairs as texts."""
    return tuple(Text(nl, en) for nl, en in pairs)
