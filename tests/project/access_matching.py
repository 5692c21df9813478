"""Who may open the addresses about matching and introductions. Its words are those of ``access_rows``."""

from tests.project.access_placing import GUIDE_THEM
from tests.project.access_rows import CANDIDATES, CASEWORKERS, DIRECT, DIRECTORS, GUIDE, Row, button, form, of, page

# Each is introduced to an employer with whom they did not learn: that one sees the introduction, their own does not.
SPEAK = {"amal": "karim amal", "samuel": "els samuel", "aziz": "kaat aziz"}
EMPLOY = {"amal": "bob", "samuel": "bas", "aziz": "bert"}
MENTOR = {"amal": "mo", "samuel": "mo", "aziz": "mats"}
STEP_BACK = {name: f"{who} {EMPLOY[name]} {name}" for name, who in GUIDE_THEM.items()}
MEET = {name: f"{who} {MENTOR[name]}" for name, who in STEP_BACK.items()}
WORKPLACES = {"tuin": f"{DIRECT} {GUIDE}", "hal": f"{DIRECT} {GUIDE}", "kas": "dirk kaat"}
ROUNDS = {"match round of roos": DIRECT, "match round of dirk": "dirk"}

MATCHING: dict[str, Row] = {
    "matching:people": page(f"{DIRECTORS} {CASEWORKERS}"),
    "matching:person": page(of("learning of", GUIDE_THEM)),
    "matching:introduce": button(of("learning of", GUIDE_THEM)),
    "matching:workplace": page(of("workplace", WORKPLACES)),
    "matching:mine": page(CANDIDATES),
    "matching:asked": page("bas bob bert"),
    "matching:introduction": page(of("introduction of", MEET)),
    "matching:answer": form(of("introduction of", SPEAK)),
    "matching:choose": form(of("introduction of", SPEAK)),
    "matching:first": button(of("introduction of", SPEAK)),
    "matching:employer_answer": form(of("introduction of", EMPLOY)),
    "matching:plan": form(of("introduction of", GUIDE_THEM)),
    "matching:after": form(of("introduction of", {name: f"{who} {EMPLOY[name]}" for name, who in SPEAK.items()})),
    "matching:close": form(of("introduction of", STEP_BACK)),
    "matching:rounds": page(DIRECTORS),
    "matching:ask": button(DIRECTORS),
    "matching:round": page(ROUNDS),
    "matching:introduce_by_round": button(ROUNDS),
}
