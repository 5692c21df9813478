"""What nobody has published about this group, and what is therefore assumed: shares with their reason.

The generator draws from these tables and the page about the population prints them, so the two cannot differ. None of
them depends on nationality, sex or age: a profile is drawn before it is known whose profile it is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumption:
    """Shares of values; ``column`` names the column they are seen in. They need not add up to one."""

    column: str
    shares: tuple[tuple[str, float], ...]
    reason: str

    @property
    def values(self) -> tuple[str, ...]:
        """The values, lowest first where they have an order."""
        return tuple(value for value, _ in self.shares)

    @property
    def weights(self) -> tuple[float, ...]:
        """Share of each value."""
        return tuple(weight for _, weight in self.shares)


EDUCATION = Assumption(
    "education",
    (("none", 10), ("primary", 22), ("lower_secondary", 26), ("upper_secondary", 24), ("higher", 18)),
    "CBS publishes no education level of the cohorts. Chosen so that somewhat more than half is low-skilled, the group "
    "that the whitepaper says is hardest to reach.",
)
SPEAKING = Assumption(
    "speaking",
    (("alfa", 3), ("pre-A1", 9), ("A1", 25), ("A2", 34), ("B1", 21), ("B2", 7), ("C1", 1)),
    "Levels during integration are not published. Most people are on the way from A1 to B1, the levels of the exam.",
)
LISTENING = Assumption(
    "listening",
    (("alfa", 2), ("pre-A1", 7), ("A1", 22), ("A2", 35), ("B1", 24), ("B2", 9), ("C1", 1)),
    "Understanding comes somewhat before speaking.",
)
READING = Assumption(
    "reading",
    (("alfa", 8), ("pre-A1", 9), ("A1", 24), ("A2", 31), ("B1", 20), ("B2", 7), ("C1", 1)),
    "Like speaking, but more people still learn to read and write.",
)
WRITING = Assumption(
    "writing",
    (("alfa", 9), ("pre-A1", 13), ("A1", 28), ("A2", 29), ("B1", 16), ("B2", 4), ("C1", 1)),
    "Writing is the last skill to come.",
)
LEARNABILITY = Assumption(
    "learnability",
    (("1", 4), ("2", 16), ("3", 37), ("4", 29), ("5", 14)),
    "Results of the learnability test are not published; a bell around the middle, related to education.",
)
LOAD = Assumption(
    "load",
    (("1", 1), ("2", 5), ("3", 27), ("4", 40), ("5", 27)),
    "What someone can carry beside home and health is known to the caseworker only; most can carry a week of work.",
)
MOTIVATION = Assumption(
    "motivation",
    (("1", 1), ("2", 3), ("3", 16), ("4", 43), ("5", 37)),
    "People who reach an intake for work mostly want to work.",
)
AVAILABLE = Assumption(
    "available",
    (
        ("1111111111", 70),
        ("1111101111", 9),
        ("1111101110", 7),
        ("1111111110", 5),
        ("1111110011", 3),
        ("0011111111", 3),
        ("1010101010", 3),
    ),
    "Ten dagdelen, Monday morning first. Seven in ten can come all week; the others miss Wednesday or "
    "Friday afternoon (children at home), one day (lessons, care), or can come in the mornings only.",
)
MAX_TRAVEL = Assumption(
    "max_travel",
    (("30", 8), ("40", 36), ("45", 40), ("60", 13), ("75", 2), ("90", 1)),
    "Minutes one way; what people without a car accept. Rules on benefits ask for up to an hour and a half, yet few "
    "programmes send anyone that far.",
)
READY_WEEKS = Assumption(
    "ready",
    (("0", 76), ("6", 10), ("14", 9), ("26", 5)),
    "Weeks after the start of the season until someone can begin; most people on the list can begin at once.",
)
WISHES = Assumption(
    "sectors",
    (("1", 4), ("2", 16), ("3", 38), ("4", 42)),
    "Number of sectors that someone wants, first wish first.",
)
LICENCE = Assumption(
    "licence",
    (("no", 76), ("yes", 24)),
    "Dutch driving licence. The exchange of foreign licences is limited, so most people do not have one.",
)
LIMITS = Assumption(
    "limits",
    (
        ("", 85),
        ("no_lifting", 5),
        ("no_heights", 3),
        ("no_outdoor_work", 2),
        ("no_long_standing", 3),
        ("no_lifting|no_long_standing", 2),
    ),
    "Functional conditions, never diagnoses; not published. About one in seven has one.",
)
ROUTE = Assumption(
    "route",
    (("z", 32), ("b1", 58), ("education", 10)),
    "Shares of the learning routes were not available. In order of learnability and education: self-reliance route, "
    "B1 route, education route.",
)
OTHER_ORIGIN = Assumption(
    "nationality",
    (("YE", 30), ("SO", 20), ("ET", 14), ("SD", 14), ("UA", 12), ("CO", 10)),
    'How "other or unknown" of the permit figures is divided over countries, for names and languages only.',
)
SECTORS_LOWER = Assumption(
    "sectors",
    (("logistiek", 34), ("bouw", 20), ("groen", 18), ("techniek", 9), ("zorg", 9), ("horeca", 6), ("schoonmaak", 4)),
    "First wish of people with at most lower secondary education. Schoonmaak has no blueprint in the generator: "
    "people who want only that are not served by any group.",
)
SECTORS_MIDDLE = Assumption(
    "sectors",
    (("zorg", 24), ("techniek", 22), ("logistiek", 20), ("bouw", 12), ("groen", 10), ("horeca", 8), ("ict", 4)),
    "First wish of people with upper secondary education.",
)
SECTORS_HIGHER = Assumption(
    "sectors",
    (("onderwijs", 30), ("zorg", 24), ("techniek", 20), ("ict", 11), ("logistiek", 8), ("groen", 4), ("bouw", 3)),
    "First wish of people with higher education. Ict has no blueprint in the generator.",
)

WORKS = Assumption(
    "work_history",
    (("0", 24), ("1", 40), ("2", 26), ("3", 10)),
    "Number of works before somebody fled. Nothing is published about it; young people get no more than their years "
    "allow. Two years before the permit are left empty: fleeing and waiting.",
)
WORK_LOWER = Assumption(
    "work_history",
    (
        *(("hulp in de landbouw", 13), ("bouwvakker", 12), ("verkoper in een winkel", 10), ("marktverkoper", 8)),
        *(("akkerbouwer", 7), ("kok", 7), ("kleermaker", 7), ("schoonmaker", 6), ("chauffeur", 6), ("bakker", 5)),
        *(("automonteur", 5), ("huishoudelijke hulp", 5), ("schilder", 3), ("timmerman", 3), ("kapper", 3)),
    ),
    "Work before the flight of people with at most lower secondary education. As for everybody it depends on neither "
    "sex nor origin.",
)
WORK_MIDDLE = Assumption(
    "work_history",
    (
        *(("verkoper in een winkel", 16), ("administratief medewerker", 11), ("winkelier", 10), ("elektricien", 9)),
        *(("automonteur", 8), ("kok", 8), ("kapper", 7), ("chauffeur", 7), ("ziekenverzorger", 6), ("lasser", 5)),
        *(("loodgieter", 5), ("onderwijsassistent", 4), ("vrachtwagenchauffeur", 4)),
    ),
    "Work before the flight of people with upper secondary education.",
)
WORK_HIGHER = Assumption(
    "work_history",
    (
        *(("leraar op een middelbare school", 16), ("leraar op een basisschool", 15), ("ingenieur", 14)),
        *(("boekhouder", 12), ("verpleegkundige", 10), ("winkelier", 8), ("programmeur", 7), ("jurist", 6)),
        *(("maatschappelijk werker", 5), ("apotheker", 4), ("arts", 3)),
    ),
    "Work before the flight of people with higher education.",
)
WORK_NOW = Assumption(
    "work_history",
    (
        *(("inpakker", 18), ("schoonmaker", 16), ("medewerker laden en lossen", 16), ("keukenhulp", 12)),
        *(("bezorger", 12), ("medewerker productie", 12), ("verkoper in een winkel", 8), ("medewerker bediening", 6)),
    ),
    "Work of those who work now: as many as the published figures say. In horeca as many as CBS found among status "
    "holders with work in 2022, 18 %; the rest is a choice. It began after the permit.",
)

OF_PEOPLE = (
    *(EDUCATION, LISTENING, READING, SPEAKING, WRITING, LEARNABILITY, LOAD, MOTIVATION, AVAILABLE, MAX_TRAVEL),
    *(READY_WEEKS, WISHES, SECTORS_LOWER, SECTORS_MIDDLE, SECTORS_HIGHER, LICENCE, LIMITS, ROUTE, OTHER_ORIGIN),
    *(WORKS, WORK_LOWER, WORK_MIDDLE, WORK_HIGHER, WORK_NOW),
)
"""In the order of the page."""

DRAWN_EXACTLY = (
    *(EDUCATION, LISTENING, READING, SPEAKING, WRITING, LEARNABILITY, LOAD, MOTIVATION, AVAILABLE, MAX_TRAVEL),
    *(LICENCE, LIMITS, ROUTE),
)
"""Assumptions whose shares the generated column has to the person; the others steer a draw."""

FREE_SKILLS = ("cooking", "computer", "first_aid", "forklift", "sewing", "selling", "welding", "teamwork")
"""Skills that someone may bring; groups and workplaces ask few of them."""
