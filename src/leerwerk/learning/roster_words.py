"""What clashes in a roster, what cannot hold together, and what costs points, as sentences that name who and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerwerk.engine.model import Activity, Dagdeel
from leerwerk.engine.roster import Clash, Fact, Kind, Rule, Soft
from leerwerk.engine.roster.week import bits
from leerwerk.facts import municipalities
from leerwerk.learning.dagdelen import CODES, NUMBERS, dagdelen_in
from leerwerk.learning.queries.roster_question import Asked, Taught
from leerwerk.recruitment.enums import ObligationKind
from leerwerk.trajectories.labels import ACTIVITIES, DAGDELEN

CLASHES = {
    Rule.UNKNOWN: gettext_lazy("%(who)s is no longer there."),
    Rule.TIMES: gettext_lazy("%(who)s is not given as often as the design says."),
    Rule.BLOCK: gettext_lazy("%(who)s does not fit in the day: %(when)s."),
    Rule.NOT_THEIR_LESSON: gettext_lazy("%(who)s, %(when)s: %(other)s does not give this lesson."),
    Rule.TEACHER_ABSENT: gettext_lazy("%(who)s is not there on %(when)s (%(other)s)."),
    Rule.TEACHER_TWICE: gettext_lazy("%(who)s has two lessons at once on %(when)s (%(other)s)."),
    Rule.TEACHER_HOURS: gettext_lazy("%(who)s has more dagdelen than a week allows."),
    Rule.TEACHER_TRAVEL: gettext_lazy("%(who)s cannot be in %(other)s in time: %(when)s."),
    Rule.ROOM_KIND: gettext_lazy("%(who)s has no room that fits on %(when)s."),
    Rule.ROOM_PLACE: gettext_lazy("%(who)s cannot be given in %(other)s on %(when)s."),
    Rule.ROOM_SMALL: gettext_lazy("%(other)s has too few seats for %(who)s on %(when)s."),
    Rule.ROOM_CLOSED: gettext_lazy("%(who)s cannot be used on %(when)s (%(other)s)."),
    Rule.ROOM_TWICE: gettext_lazy("%(who)s is used twice at once on %(when)s (%(other)s)."),
    Rule.GROUP_TWICE: gettext_lazy("%(who)s has two lessons at once on %(when)s."),
    Rule.LESSON_AND_SHIFT: gettext_lazy("%(who)s has a lesson and works on %(when)s."),
    Rule.CANNOT: gettext_lazy("%(who)s is not free on %(when)s."),
    Rule.PROMISED_HOURS: gettext_lazy("%(who)s works more or less than promised."),
    Rule.NOT_OFFERED: gettext_lazy("There is no work for %(who)s on %(when)s."),
    Rule.WORKPLACE_FULL: gettext_lazy("%(who)s has more people than places on %(when)s."),
    Rule.TOO_FAR: gettext_lazy("%(other)s is too far from the home of %(who)s (%(when)s)."),
    Rule.UNREACHABLE: gettext_lazy("%(who)s cannot be in %(other)s in time: %(when)s."),
    Rule.LOCK: gettext_lazy("%(who)s has to be on %(when)s."),
    Rule.SHIFT_LOCK: gettext_lazy("%(who)s has to work on %(when)s."),
}
RULES = {
    Kind.LOCK: gettext_lazy("%(who)s lies fixed on %(when)s"),
    Kind.SHIFT_LOCK: gettext_lazy("%(who)s works on %(when)s"),
    Kind.CANNOT: gettext_lazy("%(who)s is not free on %(when)s"),
    Kind.TEACHER_ABSENT: gettext_lazy("%(who)s is not there on %(when)s"),
    Kind.TEACHER_HOURS: gettext_lazy("%(who)s gives no more dagdelen a week"),
    Kind.TEACHER_TRAVEL: gettext_lazy("%(who)s has to be at the next place in time"),
    Kind.ROOM_CLOSED: gettext_lazy("%(who)s cannot be used on %(when)s"),
    Kind.NOT_OFFERED: gettext_lazy("%(who)s has no work on %(when)s"),
    Kind.PLACES: gettext_lazy("%(who)s has no more places on %(when)s"),
    Kind.TRAVEL_HOME: gettext_lazy("%(who)s travels at most %(minutes)d minutes from home"),
    Kind.TRAVEL_BETWEEN: gettext_lazy("%(who)s has to be at the next place in time"),
    Kind.PROMISED_HOURS: gettext_lazy("%(who)s works as much as promised"),
    Kind.NEEDS_TEACHER: gettext_lazy("%(who)s is given by one of its teachers"),
    Kind.NEEDS_ROOM: gettext_lazy("%(who)s needs a room that fits"),
    Kind.LESSON: gettext_lazy("%(who)s is given"),
}
POINTS = {
    Soft.EXTRA_DAY: gettext_lazy("a day away from home more than needed"),
    Soft.CHANGE: gettext_lazy("two places on one day"),
    Soft.WAITING: gettext_lazy("waiting between two dagdelen"),
    Soft.EXTRA_ROOM: gettext_lazy("a second room for one lesson"),
    Soft.EXTRA_TEACHER: gettext_lazy("a second teacher for one lesson"),
    Soft.LANGUAGE_DAY: gettext_lazy("two language lessons on one day"),
    Soft.TEACHER_WISH: gettext_lazy("a dagdeel that a teacher would rather not have"),
    Soft.MOVED_LESSON: gettext_lazy("a lesson at another moment than before, or than the design asks"),
    Soft.MOVED_TEACHER: gettext_lazy("another teacher than before"),
    Soft.MOVED_ROOM: gettext_lazy("another room than before"),
    Soft.MOVED_SHIFT: gettext_lazy("work at another moment than before"),
}


def when(slots: int) -> str:
    """Return a set of dagdelen in words."""
    return get_text_list([str(DAGDELEN[Dagdeel(CODES[slot])]).lower() for slot in bits(slots)], _("and"))


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a question are called, for the person who asks."""

    taught: Mapping[int, Taught]
    people: Mapping[int, str]
    resources: Mapping[int, str]
    workplaces: Mapping[int, str]
    limits: Mapping[str, int]
    why: Mapping[int, Mapping[int, str]]

    def of(self, name: str) -> str:
        """Return what an id is called; who or what is no longer there is somebody."""
        if ":" in name:
            group, _colon, activity = name.partition(":")
            return _("%(what)s of %(group)s") % {
                "what": str(ACTIVITIES[Activity(activity)]).lower(),
                "group": self._group(int(group)),
            }
        kind, key = name[:1], name[1:]
        if not key.isdigit():
            return name
        match kind:
            case "g":
                return self._group(int(key))
            case "p":
                return self.people.get(int(key), _("somebody"))
            case "r":
                return self.resources.get(int(key), _("somebody"))
            case "w":
                return self.workplaces.get(int(key), _("a workplace"))
            case _:
                return _towns().get(name, name)

    def _group(self, key: int) -> str:
        return self.taught[key].cohort.code if key in self.taught else "–"


def _towns() -> dict[str, str]:
    return {one.code: one.name for one in municipalities()}


def names_for(asked: Asked) -> Names:
    """Return the names of what a question is about; asks nothing more."""
    return Names(
        taught=asked.taught,
        people=asked.members.names,
        resources={key: week.resource.name for key, week in asked.resources.items()},
        workplaces=asked.members.titles,
        limits={one.id: one.max_travel for one in asked.question.participants},
        why=asked.members.why,
    )


def _when(slots: int, who: str, names: Names) -> str:
    return when(slots)


def not_free_when(slots: int, who: str, names: Names) -> str:
    """Return in which dagdelen somebody is not free, with why where the reader may know it."""
    why = names.why.get(int(who[1:]), {}) if who[1:].isdigit() else {}
    told = []
    for slot in bits(slots):
        moment = when(1 << slot)
        told.append(f"{moment} ({ObligationKind(why[slot]).label})" if slot in why else moment)
    return get_text_list(told, _("and"))


def to_tell(clashes: Iterable[Clash]) -> list[Clash]:
    """Return the clashes that are told, each once; a group with two lessons at once says enough of them."""
    found = list(clashes)
    twice = {clash.who for clash in found if clash.rule is Rule.GROUP_TWICE}
    told = (clash for clash in found if clash.rule is not Rule.TIMES or f"g{clash.who.partition(':')[0]}" not in twice)
    return list({(clash.rule, clash.who, clash.other, clash.slots): clash for clash in told}.values())


def clash_texts(clashes: Iterable[Clash], names: Names) -> list[str]:
    """Return clashes as sentences, each once."""
    return list(dict.fromkeys(_clash_text(clash, names) for clash in to_tell(clashes)))


def _clash_text(clash: Clash, names: Names) -> str:
    told = not_free_when if clash.rule is Rule.CANNOT else _when
    text = str(CLASHES[clash.rule]) % {
        "who": names.of(clash.who),
        "other": names.of(clash.other),
        "when": told(clash.slots, clash.who, names),
    }
    return _begun(text, clash.who)


def _begun(text: str, who: str) -> str:
    """Return a sentence with a capital; names and codes stay as they are."""
    return text[:1].upper() + text[1:] if ":" in who else text


def stored(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return rules of a conflict as they are kept with a roster."""
    return [
        {"kind": str(fact.kind), "who": fact.who, "dagdelen": dagdelen_in(fact.slots), "reason": fact.reason}
        for fact in facts
    ]


def rule_text(fact: Mapping[str, Any], names: Names) -> str:
    """Return a rule of a conflict, as it is kept, in words."""
    kind, who = Kind(fact["kind"]), str(fact["who"])
    slots = sum(1 << NUMBERS[code] for code in fact["dagdelen"])
    told = not_free_when if kind is Kind.CANNOT else _when
    minutes = names.limits.get(who, 0)
    text = str(RULES[kind]) % {"who": names.of(who), "when": told(slots, who, names), "minutes": minutes}
    return _begun(text, who)


def points_in_words(costs: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what costs points, most first."""
    return [(str(POINTS[Soft(soft)]), points) for soft, points in sorted(costs.items(), key=lambda one: -one[1])]
