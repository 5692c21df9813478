"""Who may open the addresses of signals and support. Its words are those of ``access_rows``."""

from tests.project.access_rows import (
    CANDIDATES,
    CASEWORKERS,
    DIRECT,
    DIRECTORS,
    MEMBERS,
    NO_ONE,
    Row,
    button,
    form,
    of,
    page,
)

SIGNALLED = {"amal": f"{DIRECT} karim mo", "samuel": f"{DIRECT} els mo", "aziz": "dirk kaat mats"}
OWN = {"amal": "karim", "samuel": "els", "aziz": "kaat"}
ASKED = {"amal": f"{DIRECT} karim mo amal", "samuel": f"{DIRECT} els mo samuel", "aziz": "dirk kaat mats aziz"}
ASKED_ABOUT = {"amal": f"{DIRECT} karim mo bas", "samuel": f"{DIRECT} els mo bob", "aziz": "dirk kaat mats bert"}
ANSWERED = of("help asked by", SIGNALLED) | of("help asked about", SIGNALLED)
SIGNALS_OF = of("signal about", SIGNALLED) | of("own signal about", OWN)
EMPLOYERS = "bas bob bert"

SIGNALS: dict[str, Row] = {
    "coaching:signals": page(f"{DIRECTORS} {CASEWORKERS} mo mia mats"),
    "coaching:signal": form(SIGNALS_OF),
    "coaching:signal_helped": button(SIGNALS_OF),
    "coaching:thresholds": page(DIRECTORS),
    "coaching:threshold": form({"a code of a signal": DIRECTORS}),
    "coaching:signals_fared": page(DIRECTORS),
    "coaching:support": page(EMPLOYERS),
    "coaching:set_contact": form(EMPLOYERS),
    "coaching:plan_team": form({"team of bas": f"{DIRECT} bas", "team of bert": "dirk bert", "taster of amal": NO_ONE}),
    "coaching:said": page(of("path of", {"amal": "bas", "samuel": "bob", "aziz": "bert"})),
    "coaching:ask_help_about": form(of("path of", {"amal": "bas", "samuel": "bob", "aziz": "bert"})),
    "coaching:materials": page(MEMBERS),
    "coaching:material": page({"a page for teams": MEMBERS}),
    "coaching:ask_help": form(CANDIDATES),
    "coaching:help": page(of("help asked by", ASKED) | of("help asked about", ASKED_ABOUT)),
    "coaching:answer_help": button(ANSWERED),
}
