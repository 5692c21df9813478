"""The guided conversation of an intake: its steps, what each asks and why, what is still missing, and what changes.

What must be asked stands in the Wet inburgering 2021, art. 14, and the Besluit inburgering 2021, art. 5.2:
learnability, education, work, personal circumstances; the candidate is told of the right to talk alone first. The
whitepaper adds, in Werving en selectie: language, availability, load together with home, motivation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leerwerk.parties.enums import sector_label
from leerwerk.recruitment.enums import LANGUAGES, LIMITS, SKILLS
from leerwerk.recruitment.models import Intake, IntakeAnswers, IntakeCall, Profile
from leerwerk.recruitment.stamps import stamp
from leerwerk.recruitment.steps import STEPS, Step
from leerwerk.web.fields import DAGDELEN

CALLS_BEFORE_ABSENCE = 3  # Besluit inburgering 2021, art. 5.2
MOST_WISHES = 5
MUST_BE_YES = frozenset({"told_alone", "purpose_told"})
OF_THE_INTAKE = frozenset({"held_on"})  # what a step asks that does not stand among the answers
STATED = (
    *("education", "learnability", "listening", "reading", "speaking", "writing", "sectors", "skills", "available"),
    *("max_travel", "licence", "ready_on", "load", "limits", "motivation"),
)
LEVELS = ("speaking", "listening", "reading", "writing", "learnability", "load", "motivation", "sectors")
OWN_WORDS = frozenset({"home", "own_words", "own_words_nl"})  # longer than a line, shown as they were said


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that must be asked before an intake is finished; ``wrong`` when the answer is no and must be yes."""

    step: Step
    label: str | Promise
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact of the profile that an intake changes, as it was and as it becomes; ``old`` is "" when there was none."""

    label: str | Promise
    old: str
    new: str


def values_of(intake: Intake, step: Step) -> dict[str, object]:
    """Return what is written now of what a step asks."""
    return {name: getattr(intake if name in OF_THE_INTAKE else intake.answers, name) for name in step.fields}


def stamp_of(intake: Intake) -> str:
    """Return the mark of the whole intake and of the profile that it would take the place of."""
    whole: dict[str, object] = {step.slug: stamp(values_of(intake, step)) for step in STEPS}
    return stamp(whole | {"state": intake.state, "current": intake.candidate.profile_id})


def called_enough(calls: Iterable[IntakeCall], today: date) -> bool:
    """Whether somebody was asked to come often enough, for days that are past, to finish without them."""
    return sum(call.asked_for < today for call in calls) >= CALLS_BEFORE_ABSENCE


def gaps(intake: Intake) -> Iterator[Gap]:
    """Yield what must still be asked, or be told, before this intake can be finished."""
    for step in STEPS:
        said = values_of(intake, step)
        for name in step.needed:
            wrong = name in MUST_BE_YES and said[name] is False
            if said[name] in (None, "", []) or wrong:
                yield Gap(step=step, label=label_of(name), wrong=wrong)


def label_of(name: str) -> str | Promise:
    """Return what a fact is called on screen."""
    model = Intake if name in OF_THE_INTAKE else IntakeAnswers
    label: str | Promise = model._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return label


def profile_of(intake: Intake) -> Profile:
    """Return the profile that this intake states; it is not saved. All that it needs must have been asked."""
    facts = {name: getattr(intake.answers, name) for name in STATED}
    return Profile(candidate=intake.candidate, stated_on=intake.held_on, **facts)


def differences(old: Profile | None, new: Profile | IntakeAnswers) -> list[Difference]:
    """Return what one statement changes of another."""
    return [
        Difference(label=label_of(name), old=told(old, name) if old else "", new=told(new, name))
        for name in STATED
        if old is None or getattr(old, name) != getattr(new, name)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A fact as a profile of some day has it, and whether it was otherwise in the one before."""

    day: date
    value: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact through the profiles."""

    label: str | Promise
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How levels went over time: the profiles, the oldest first, and a row for every level."""

    profiles: Sequence[Profile]
    rows: Sequence[Row]


def course_of(profiles: Sequence[Profile]) -> Course:
    """Return how levels went through these profiles, which come newest first."""
    oldest_first = list(reversed(profiles))
    rows = []
    for name in LEVELS:
        values = [told(profile, name) for profile in oldest_first]
        cells = [
            Cell(day=profile.stated_on, value=value, changed=before is not None and value != before)
            for profile, value, before in zip(oldest_first, values, [None, *values], strict=False)
        ]
        rows.append(Row(label=label_of(name), cells=cells))
    return Course(profiles=oldest_first, rows=rows)


def told(row: Intake | Profile | IntakeAnswers, name: str) -> str:
    """Return a fact of a statement or an intake on screen; a dash when it is not known."""
    value = getattr(row, name)
    if value is None or value in ("", []):
        return "–"
    match name:
        case "sectors":
            return ", ".join(f"{rank}. {sector_label(code)}" for rank, code in enumerate(value, 1))
        case "skills" | "limits" | "language":
            known = {"skills": SKILLS, "limits": LIMITS, "language": LANGUAGES}[name]
            codes = [value] if isinstance(value, str) else value
            return ", ".join(str(known.get(code, code.replace("_", " "))) for code in codes)
        case "available":
            free = [str(day) for bit, day in enumerate(DAGDELEN) if value >> bit & 1]
            return _("the whole week") if len(free) == len(DAGDELEN) else ", ".join(free) or _("never")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def answers_told(intake: Intake, step: Step) -> list[tuple[str | Promise, str]]:
    """Return what was written down in a step, with what each is called."""
    return [
        (label_of(name), told(intake if name in OF_THE_INTAKE else intake.answers, name))
        for name in step.fields
        if name not in OWN_WORDS
    ]
