"""Who may open the addresses of wage value. Its words are those of ``access_rows``."""

from tests.project.access_placing import MEET_WORK
from tests.project.access_rows import CANDIDATES, Row, form, of, page

GUIDE_OR_COACH = {"amal": "karim mo", "samuel": "els mo", "aziz": "kaat mats"}
SIDES = {"amal": "bas mo", "samuel": "bob mo", "aziz": "bert mats"}
OWN_WORDS = {"amal": "karim amal", "samuel": "els samuel", "aziz": "kaat aziz"}

WAGE: dict[str, Row] = {
    "placement:my_wage": page(CANDIDATES),
    "placement:wage": page(of("learning of", MEET_WORK)),
    "placement:wage_new": form(of("learning of", GUIDE_OR_COACH)),
    "placement:wage_round": page(of("look at", MEET_WORK) | of("frame for", MEET_WORK)),
    "placement:wage_frame": form(of("frame for", GUIDE_OR_COACH)),
    "placement:wage_agree": form(of("frame for", SIDES)),
    "placement:wage_assess": form(of("frame for", SIDES)),
    "placement:wage_talk": form(of("look at", SIDES)),
    "placement:wage_words": form(of("look at", OWN_WORDS)),
}
