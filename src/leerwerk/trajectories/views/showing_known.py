"""What is known beside what is weighed, and who advised what, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerwerk.engine import model as generic
from leerwerk.engine.model import GateCriterion
from leerwerk.engine.pathway import Doer, Step
from leerwerk.engine.pathway.preparing import Side
from leerwerk.privacy.actor import Actor
from leerwerk.recruitment.enums import ObstacleKind
from leerwerk.trajectories.enums import PreparationKind
from leerwerk.trajectories.labels import MEASURED_BY, goal_texts, label
from leerwerk.trajectories.path_labels import ADVICE, DOERS
from leerwerk.trajectories.queries.known import Known
from leerwerk.trajectories.queries.paths import Path
from leerwerk.trajectories.views.showing_paths import happened, met_and_asked
from leerwerk.trajectories.views.showing_preparation import Evidence

# What of a pre-track is Dutch: the language of the trade, and lessons that the design asks.
LESSONS = frozenset({str(PreparationKind.VOCATIONAL_LANGUAGE), str(generic.Content.GENERAL_LANGUAGE)})
SPEAKING_FIRST = ("speaking", "listening", "reading", "writing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that is known: what it is about, and what is known of it."""

    about: str
    said: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Everything that is known of somebody, for the page on which it is weighed."""

    path: Path
    known: Known
    pre_track: Evidence
    asked: Sequence[str]

    @property
    def facts(self) -> list[Told]:
        """What is known besides what was done in the pre-track."""
        found = [
            Told(about=_("Attendance"), said=self._attendance()),
            Told(about=_("Language"), said=self._language()),
            Told(about=_("Papers"), said=self._papers()),
            Told(about=_("Obstacles"), said=self._obstacles()),
        ]
        return [one for one in found if one.said]

    def beside(self) -> Mapping[GateCriterion, str]:
        """What is known of each criterion, in a line; a criterion of which nothing is recorded has none."""
        of: Mapping[GateCriterion, Callable[[], Iterable[str]]] = {
            GateCriterion.PROFILE_MET: lambda: self.asked or [_("Meets everything that the group asks.")],
            GateCriterion.LANGUAGE_REACHED: lambda: [*self._language(), *self._goals(), *self._concluded(LESSONS)],
            GateCriterion.ATTENDANCE: self._attendance,
            GateCriterion.MOTIVATION: lambda: self._told("liked", Side.CANDIDATE),
            GateCriterion.OBSTACLES_SOLVED: self._obstacles,
            GateCriterion.EMPLOYER_AGREES: lambda: self._side(Doer.EMPLOYER, Side.EMPLOYER),
            GateCriterion.CANDIDATE_AGREES: lambda: self._side(Doer.CANDIDATE, Side.CANDIDATE),
            GateCriterion.INTERNSHIP_COMPLETED: lambda: self._pieces(PreparationKind.TASTER),
            GateCriterion.CREDENTIAL_EARNED: lambda: [*self._papers(), *self._pieces(PreparationKind.CERTIFICATE)],
        }
        return {criterion: " · ".join(tell()) for criterion, tell in of.items()}

    def _attendance(self) -> list[str]:
        came = self.known.came
        if came is None:
            return [_("nothing was expected yet")]
        told = _("%(attended)d of %(expected)d dagdelen (%(percent)d%%), up to and including %(day)s")
        numbers = {"attended": came.attended, "expected": came.expected}
        return [told % {**numbers, "percent": 100 * came.attended // came.expected, "day": _day(came.until)}]

    def _language(self) -> list[str]:
        found = []
        for skill in map(generic.LanguageSkill, SPEAKING_FIRST):
            if (holds := self.known.levels.get(skill)) is not None:
                told = _("%(skill)s %(level)s (%(source)s, %(day)s)")
                found.append(
                    told
                    % {
                        "skill": label(skill).lower(),
                        "level": label(holds.level),
                        "source": MEASURED_BY[holds.found.source],
                        "day": _day(holds.found.day),
                    }
                )
        return found

    def _goals(self) -> list[str]:
        """What the design expects at the end of the pre-track."""
        pre_track = self.path.design.component(generic.ComponentKind.PRE_TRACK)
        told = goal_texts(pre_track.language_goals) if pre_track else []
        return [_("expected: %(levels)s") % {"levels": ", ".join(told)}] if told else []

    def _papers(self) -> list[str]:
        return [f"{one.title} ({one.issued_by}, {_day(one.day)})" for one in self.known.papers]

    def _pieces(self, kind: PreparationKind) -> list[str]:
        rows = [*self.pre_track.done, *self.pre_track.open]
        return [_named(one) for one in rows if one["piece"].kind == kind]

    def _concluded(self, about: frozenset[str]) -> list[str]:
        return [_named(one) for one in self.pre_track.done if about & {one["piece"].kind, one["piece"].content}]

    def _obstacles(self) -> list[str]:
        if named := self.known.hindrances:
            told = _("%(what)s, to be solved before %(day)s")
            return [told % {"what": ObstacleKind(one.kind).label, "day": _day(one.due_on)} for one in named]
        number = self.path.facts.obstacles_open
        return [ngettext("%(n)d is open", "%(n)d are open", number) % {"n": number}] if number else [_("none is open")]

    def _told(self, name: str, side: Side) -> list[str]:
        """Return what a side told of a taster placement."""
        reports = (report for one in (*self.pre_track.done, *self.pre_track.open) for report in one["reports"])
        return [
            f"{told['question']} {told['answer']}"
            for report in reports
            if report["report"].side == side
            for told in report["answers"]
            if told["name"] == name
        ]

    def _side(self, doer: Doer, side: Side) -> list[str]:
        """Return what a side said: its advice, and whether it wants to go on after a taster placement."""
        advice = self.path.state.advice.get(doer)
        said = [] if advice is None else [_("advises: %(advice)s") % {"advice": ADVICE[advice]}]
        return [*said, *self._told("go_on", side)]


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _named(one: Mapping[str, Any]) -> str:
    return ": ".join((one["title"], ", ".join((str(one["state"]), *one["outcome"]))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """Who advised what; who did not yet, and who decides together and whether they said go already."""

    given: Sequence[Mapping[str, Any]]
    missing: Sequence[str]
    deciding: Sequence[tuple[str, bool]]


def advised(path: Path, actor: Actor) -> Advised:
    """Return the last advice of each party, with what the asker may read of it. Who decides need not advise."""
    latest: dict[Doer, Mapping[str, Any]] = {}
    for one in happened(path, actor):  # newest first
        if one["event"].step == Step.ADVISE:
            latest.setdefault(Doer(one["event"].by_as), one)
    deciders = path.facts.deciders
    return Advised(
        given=[latest[doer] for doer in Doer if doer in latest],
        missing=[str(DOERS[doer]) for doer in Doer if doer in path.facts.parties - deciders - latest.keys()],
        deciding=[(str(DOERS[doer]), doer in path.state.go_by) for doer in Doer if doer in deciders],
    )


def weigh(path: Path, actor: Actor, known: Known, pre_track: Evidence) -> Weighing:
    """Return what there is to weigh, as far as who asks sees it."""
    return Weighing(path=path, known=known, pre_track=pre_track, asked=met_and_asked(path, actor))
