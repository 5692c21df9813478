"""Who may open the addresses about work after learning. Its words are those of ``access_rows``."""

from tests.project.access_rows import CANDIDATES, DIRECT, DIRECTORS, Row, form, of, page

MEET_WORK = {
    "amal": f"{DIRECT} karim bas mo",
    "samuel": f"{DIRECT} els bob mo",
    "aziz": "dirk kaat bert mats",
}
FILL_IN = {"amal": f"{DIRECT} karim bas", "samuel": f"{DIRECT} els bob", "aziz": "dirk kaat bert"}
GUIDE_THEM = {"amal": f"{DIRECT} karim", "samuel": f"{DIRECT} els", "aziz": "dirk kaat"}

PLACING: dict[str, Row] = {
    "placement:work": page(of("learning of", MEET_WORK)),
    "placement:my_work": page(CANDIDATES),
    "placement:fill": form(of("learning of", FILL_IN)),
    "placement:fill_part": form(of("part of", FILL_IN)),
    "placement:study": form(of("learning of", GUIDE_THEM)),
    "placement:place": form(of("placement of", GUIDE_THEM)),
    "placement:end_work": form(of("placement of", MEET_WORK)),
    "placement:change_work": form(of("placement of", FILL_IN)),
    "placement:confirm_work": form(of("placement of", {name: f"{who} {name}" for name, who in MEET_WORK.items()})),
    "placement:lasted": page(DIRECTORS),
    "placement:not_known": page(DIRECTORS),
}
