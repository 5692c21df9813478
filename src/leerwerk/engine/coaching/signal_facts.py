"""What signals look at, when they are raised, and what a raised one says: facts that people recorded, no guesses.

Every number in ``Thresholds`` was chosen by us, to be few enough that somebody looks at each; a region may choose its
own. Nothing is added up over codes: there is no score of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from leerwerk.engine.attendance import DEFAULT_THRESHOLDS, Visit
from leerwerk.engine.coaching.vocabulary import Side, Standing
from leerwerk.engine.language import DEFAULT_LIMITS, Expectation, Measurement
from leerwerk.engine.model.vocabulary import LanguageSkill


class SignalCode(StrEnum):
    """What was seen about one side of a participation."""

    ABSENCE = "absence"
    SILENCE = "silence"  # nobody speaks with them
    MOOD = "mood"
    LANGUAGE_BEHIND = "language_behind"
    OBSTACLE_OVERDUE = "obstacle_overdue"
    COACH_CHANGED = "coach_changed"
    SHIFTS_CHANGED = "shifts_changed"
    EMPLOYER_ANSWER = "employer_answer"


class Why(StrEnum):
    """The rule that a fact met; a code has one or several."""

    ABSENT_IN_A_ROW = "absent_in_a_row"
    AWAY_IN_A_ROW = "away_in_a_row"  # also when each time there was an excuse
    LOW_SHARE = "low_share"
    MISSED_IN_A_ROW = "missed_in_a_row"
    NOT_REACHED = "not_reached"
    LOW_MOOD = "low_mood"
    MOOD_FELL = "mood_fell"
    BEHIND_THE_PLAN = "behind_the_plan"
    OVERDUE = "overdue"
    ANOTHER_COACH = "another_coach"
    OTHER_SHIFTS = "other_shifts"
    ANSWERED_BADLY = "answered_badly"
    SO_SO_AGAIN = "so_so_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From when a signal is raised. *Stricter* means that it is raised sooner; see ``STRICTER`` for which way that is.

    ``absent``, ``away``, ``percent``, ``least``: as of ``engine.attendance``, over the last ``weeks``. ``missed``:
    contacts in a row. ``silent_days``: days since somebody was reached, when a contact has been due since. ``low``: a
    mood from 1 (bad) to 5; ``fall``: steps between the last two days on which it was told; ``mood_days``: how long one
    that was told says something. ``language_percent``: hundredths of a step of CEFR behind the line of the design;
    ``language_days``: how long a measurement says something. ``obstacle_days``: days after the one by which it would be
    solved. ``coach_days``, ``shifts_days``: how long a change is told. ``so_so``: how often in a row the same question
    was answered so-so or worse; ``answer_days``: how long an answer says something.
    """

    absent: int = DEFAULT_THRESHOLDS.absent
    away: int = DEFAULT_THRESHOLDS.away
    percent: int = DEFAULT_THRESHOLDS.percent
    least: int = DEFAULT_THRESHOLDS.least
    weeks: int = DEFAULT_THRESHOLDS.window_weeks
    missed: int = 2
    silent_days: int = 45
    low: int = 2
    fall: int = 2
    mood_days: int = 60
    language_percent: int = int(DEFAULT_LIMITS.behind * 100)
    language_days: int = DEFAULT_LIMITS.lately
    obstacle_days: int = 0
    coach_days: int = 14
    shifts_days: int = 14
    so_so: int = 2
    answer_days: int = 90

    def __post_init__(self) -> None:
        for one in fields(self):
            least, most = BOUNDS[one.name]
            if not least <= getattr(self, one.name) <= most:
                raise ValueError(f"{one.name} is not between {least} and {most}")


BOUNDS: Mapping[str, tuple[int, int]] = {
    "absent": (1, 20),
    "away": (1, 40),
    "percent": (1, 100),
    "least": (1, 40),
    "weeks": (1, 52),
    "missed": (1, 10),
    "silent_days": (7, 365),
    "low": (1, 4),
    "fall": (1, 4),
    "mood_days": (1, 365),
    "language_percent": (25, 400),
    "language_days": (30, 730),
    "obstacle_days": (0, 90),
    "coach_days": (1, 90),
    "shifts_days": (1, 90),
    "so_so": (1, 10),
    "answer_days": (1, 365),
}
# Which thresholds belong to which code, in the order in which people set them.
OF_CODE: Mapping[SignalCode, tuple[str, ...]] = {
    SignalCode.ABSENCE: ("absent", "away", "percent", "weeks", "least"),
    SignalCode.SILENCE: ("missed", "silent_days"),
    SignalCode.MOOD: ("low", "fall", "mood_days"),
    SignalCode.LANGUAGE_BEHIND: ("language_percent", "language_days"),
    SignalCode.OBSTACLE_OVERDUE: ("obstacle_days",),
    SignalCode.COACH_CHANGED: ("coach_days",),
    SignalCode.SHIFTS_CHANGED: ("shifts_days",),
    SignalCode.EMPLOYER_ANSWER: ("so_so", "answer_days"),
}
# Stricter is lower (-1) or higher (1). Over how many ``weeks`` a share is taken is neither: it is what is measured.
STRICTER: Mapping[str, int] = {
    **dict.fromkeys(("absent", "away", "least", "missed", "silent_days", "fall"), -1),
    **dict.fromkeys(("language_percent", "obstacle_days", "so_so"), -1),
    **dict.fromkeys(("percent", "low", "mood_days", "language_days", "coach_days", "shifts_days", "answer_days"), 1),
}
DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact that was due on a day, and how it stands."""

    key: str
    day: date
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFacts:
    """What is known of speaking with one side.

    ``since``: from when they are accompanied without a break; ``waits``: nobody speaks with them now, as they are away.
    ``dues``: up to and including the next one that is ahead; none is ahead or open once nobody has to speak with them.
    ``reached``: days on which somebody was spoken with; ``coaches``: days from which another coach accompanies.
    """

    since: date
    waits: bool = False
    dues: tuple[Contact, ...] = ()
    reached: tuple[date, ...] = ()
    coaches: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMood:
    """How somebody said they are: 1 (bad) to 5 (very well). ``key``: of the contact or of what they told."""

    key: str
    day: date
    mood: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFacts:
    """One skill: what was told at the intake and measured, and what the design expects."""

    skill: LanguageSkill
    measured: tuple[Measurement, ...]
    expected: Expectation


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """An obstacle that is not solved, and the day by which it would be."""

    key: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherShifts:
    """Other times of work hold from a day; ``known_on``: since when that is known. The dagdelen are bits of a week."""

    key: str
    known_on: date
    holds_from: date
    before: int
    after: int


class Answered(StrEnum):
    """How an employer answered one of the three questions."""

    GOOD = "good"
    SO_SO = "so_so"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an employer answered to one question in one contact."""

    key: str
    day: date
    question: str
    answer: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that is recorded of one participation and that signals look at, in any order.

    ``sides``: empty once nobody is accompanied any more, and then nothing is raised.
    """

    today: date
    sides: Mapping[Side, SideFacts]
    visits: tuple[Visit, ...] = ()
    moods: tuple[ToldMood, ...] = ()
    skills: tuple[SkillFacts, ...] = ()
    hindrances: tuple[Hindrance, ...] = ()
    shifts: tuple[OtherShifts, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One recorded fact that a reason rests on: which, of what day, and what it says, as a code or a number."""

    key: str
    day: date
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a signal is raised: a rule, its threshold, and the facts that met it, oldest first.

    ``number``: what was compared with ``threshold``; ``of``: out of how many, where it is a share. ``since`` and
    ``until``: the first and the last day that it is about.
    """

    why: Why
    number: int
    threshold: int
    since: date
    until: date
    facts: tuple[Fact, ...]
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A signal about one side, with every reason for it."""

    code: SignalCode
    side: Side
    reasons: tuple[Reason, ...]
