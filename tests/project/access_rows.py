"""Who may open which address, about which record. Whoever is not named in a row is refused.

A row says how an address behaves for who may, and per record who those are; an address without a record has only the
people. People and records are those of ``standing.py``. Refused means: who is signed out is asked to sign in; somebody
else gets 403 where there is no record, and where there is one 404, the same page as for a record that does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DIRECT, GUIDE = "roos rik", "karim els"  # who direct our region, and who guide candidates there
OURS = f"{DIRECT} {GUIDE} bas bob lotte lisa mo mia fleur felix vera vik"
THEIRS = "dirk kaat bert lena mats viv fons"
MEMBERS = f"{OURS} {THEIRS}"
CANDIDATES = "amal samuel aziz nour nasir"
SIGNED_IN = f"{MEMBERS} {CANDIDATES} gerda"
EVERYONE = f"{SIGNED_IN} nobody"
DIRECTORS, CASEWORKERS = f"{DIRECT} dirk", f"{GUIDE} kaat"
REST = "mo mia fleur felix vera vik"  # to whom a group exists once it is decided
NO_ONE = ""

type Who = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """What a GET and a POST with nothing in it answer to who may, and who may: for each record their names."""

    get: frozenset[int]
    post: frozenset[int]
    who: Who
    hidden: bool = False  # it does not exist for who may not, signed in or out

    @property
    def by_record(self) -> Mapping[str, frozenset[str]]:
        """Who may, by the name of the record; "" where there is none."""
        rows = {"": self.who} if isinstance(self.who, str) else self.who
        return {record: frozenset(names.split()) for record, names in rows.items()}


OK, GOES_ON, WRONG, ONLY_BUTTON, GONE = 200, 302, 422, 405, 410


def page(who: Who) -> Row:
    """It only shows."""
    return Row(frozenset({OK}), frozenset({ONLY_BUTTON}), who)


def way(who: Who) -> Row:
    """It only leads to a page."""
    return Row(frozenset({GOES_ON}), frozenset({ONLY_BUTTON}), who)


def form(who: Who) -> Row:
    """It shows a form, or asks whether you are sure, and takes it in; where nothing was sent it may ask again."""
    return Row(frozenset({OK}), frozenset({OK, GOES_ON, WRONG}), who)


def button(who: Who) -> Row:
    """Something is only sent to it; who opens it is told so, or led to the page with the button."""
    return Row(frozenset({ONLY_BUTTON, GOES_ON}), frozenset({OK, GOES_ON, WRONG}), who)


def link(who: Who) -> Row:
    """The secret in the address says who it is for; a used one says that it is closed."""
    return Row(frozenset({OK, GONE}), frozenset({OK, WRONG, GONE}), who)


def account(who: Who) -> Row:
    """A page of allauth about the own account, or about signing in: it shows, leads on, or refuses an empty form."""
    return Row(frozenset({OK, GOES_ON}), frozenset({OK, GOES_ON, WRONG, ONLY_BUTTON}), who)


def second_step(who: Who) -> Row:
    """A page about a second step that is on; it is for none of these people, and then there is nothing to see."""
    return Row(frozenset({404}), frozenset({404, ONLY_BUTTON}), who)


# Whose file is theirs to open, while the plan is another region's: that is found out behind the door.
BEHIND_THE_DOOR = {"amal in their plan", "aziz in our plan"}
# Words that stand in an address and are of no row: who may not is told so, as where there is no record.
WORDS = {"a code of a signal", "a figure", "a page for teams"}

A_GROUP = {"groen": f"{DIRECT} {GUIDE} bas lotte", "zorg": f"{DIRECT} {GUIDE} bob lisa"}
A_PLAN = {"our plan": DIRECT, "our what-if": NO_ONE, "our failed round": NO_ONE, "their plan": "dirk"}
A_ROUND = {
    "our plan": DIRECT,
    "our what-if": DIRECT,
    "our failed round": DIRECT,
    "their plan": "dirk",
    "their what-if": "dirk",
}
A_PROPOSAL = {"group of our plan": DIRECT, "group of their plan": "dirk"}
KEPT_BY = {"amal": "karim", "samuel": "els", "aziz": "kaat"}
READ_BY = {"amal": f"karim {DIRECT}", "samuel": f"els {DIRECT}", "aziz": "kaat dirk"}
MANAGED = {"groenwerk": DIRECT, "bouwers": f"{DIRECT} bob", "nieuwegein": f"{DIRECT} els", "amersfoort": "dirk"}

AGREED = {"nour": f"{DIRECT} karim bas lotte mo nour", "nasir": "dirk kaat bert lena mats nasir"}
AGREED_TOGETHER = {"groen": f"{DIRECT} karim bas lotte mo", "ams": "dirk kaat bert lena mats"}
LINKS_TO_AGREE = dict.fromkeys(("link to agree of bas", "link to agree of bert", "a used link"), EVERYONE)


LEARNING = {
    "amal": f"{DIRECT} karim bas lotte lisa mo amal",
    "samuel": f"{DIRECT} els bob lotte lisa mo samuel",
    "aziz": "dirk kaat bert lena mats aziz",
}
HOLDS = {
    "theory of leer": f"{DIRECT} lotte",
    "language of leer": f"{DIRECT} lisa",
    "theory of leer-a": "dirk lena",
    "language of leer-a": "dirk",
}
ROSTERS = {"leer": DIRECT, "leer-a": "dirk"}
PATTERNS = {"leer": f"{DIRECT} lotte lisa", "leer-a": "dirk lena"}
LESSONS = {"leer": f"{DIRECT} {GUIDE} bas bob lotte lisa mo", "leer-a": "dirk kaat bert lena mats"}
AT_WORK = {"amal": "bas", "samuel": "bob", "aziz": "bert"}
KEEPS = {"amal": f"{DIRECT} karim", "samuel": f"{DIRECT} els", "aziz": "dirk kaat"}
# Before the start: an employer sees what is theirs to do or done at their work, and nothing of the lessons.
TASTERS = {f"taster of {name}": who for name, who in LEARNING.items()}
PREPARED = {
    "language of amal": f"{DIRECT} karim lotte lisa mo amal",
    "language of samuel": f"{DIRECT} els lotte lisa mo samuel",
    "language of aziz": "dirk kaat lena mats aziz",
    "team of bas": f"{DIRECT} {GUIDE} bas lotte lisa mo",
    "team of bert": "dirk kaat bert lena mats",
    **TASTERS,
}
SUPPLY = f"{DIRECT} bas bob lotte lisa vera vik"  # who write work processes and their words
SUPPLY_THERE = "dirk bert lena viv"
MEET = f"{DIRECTORS} {CASEWORKERS} bas bob bert lotte lisa lena mo mia mats"  # in whose work participants are met


def of(what: str, who: Mapping[str, str]) -> dict[str, str]:
    return {f"{what} {name}": people for name, people in who.items()}


WORK_BY_WEEK: dict[str, Row] = {
    "learning:participant": page(of("learning of", LEARNING)),
    "learning:work": form(of("learning of", {"amal": f"{DIRECT} bas", "samuel": f"{DIRECT} bob", "aziz": "dirk bert"})),
    "learning:group_work": form({"leer": f"{DIRECT} bas bob", "leer-a": "dirk bert"}),
    "learning:asked_work": way(of("asked week of", {"leer": f"{DIRECT} bas", "leer-a": "dirk bert"})),
}

EARNED: dict[str, Row] = {
    "learning:draft_credential": button(
        of("learning of", {"amal": "bas lotte lisa", "samuel": "bob lotte lisa", "aziz": "bert lena"})
    ),
    "learning:see_credential": button(
        of("learning of", {"amal": "bas lotte lisa", "samuel": "bob lotte lisa", "aziz": "bert lena"})
    ),
    "learning:change_credential": button(of("credential of", {"amal": "lotte", "aziz": "lena"})),
    "learning:badge": page(of("credential of", {"amal": "lotte amal", "aziz": "lena aziz"})),
    "learning:pdf": page(of("credential of", {"amal": "lotte amal", "aziz": "lena aziz"})),
}

BEFORE_THE_START: dict[str, Row] = {
    "trajectories:preparations": page({"bouw": f"{DIRECT} {GUIDE} bas", "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:my_preparation": page(CANDIDATES),
    "trajectories:prepared": page(of("path of", {name: who.replace(f" {name}", "") for name, who in LEARNING.items()})),
    "trajectories:preparation": page(PREPARED),
    "trajectories:conclude_piece": form(
        {"language of amal": f"{DIRECT} lotte", "language of aziz": "dirk lena", "team of bas": f"{DIRECT} bas"}
        | of("taster of", {"amal": f"{DIRECT} bas", "samuel": f"{DIRECT} bob", "aziz": "dirk bert"})
    ),
    "trajectories:arrange_taster": form(
        of("taster of", {"amal": f"{DIRECT} bas", "samuel": f"{DIRECT} bob", "aziz": "dirk bert"})
        | {"language of amal": NO_ONE}
    ),
    "trajectories:check_team": form(
        {"team of bas": f"{DIRECT} bas", "team of bert": "dirk bert", "taster of amal": NO_ONE}
    ),
    "trajectories:report": form(of("taster of", AT_WORK) | {"language of amal": NO_ONE}),
    "trajectories:tell": form(
        {f"taster of {name}": f"{name} {keeper}" for name, keeper in KEPT_BY.items()} | {"language of amal": NO_ONE}
    ),
    "trajectories:change_piece": form(
        of("language of", KEEPS) | of("taster of", KEEPS) | {"team of bas": DIRECT, "team of bert": "dirk"}
    ),
    "trajectories:add_piece": form(of("path of", KEEPS)),
    "trajectories:propose": form({"bouw": f"{DIRECT} {GUIDE}", "groen": NO_ONE, "ams": NO_ONE}),
    "placement:give": form(of("path of", KEEPS)),
}
