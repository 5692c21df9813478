"""Who may open the addresses of coaching. Its words are those of ``access_rows``."""

from tests.project.access_rows import CANDIDATES, CASEWORKERS, DIRECT, DIRECTORS, Row, button, form, of, page

COACHED = {"amal": f"{DIRECT} karim mo", "samuel": f"{DIRECT} els mo", "aziz": "dirk kaat mats"}
NOTED = {"amal": "mo", "samuel": "mo", "aziz": "mats"}
DIVIDED = {"mo": f"{DIRECT} mo", "els": f"{DIRECT} els", "mats": "dirk mats"}

COACHING: dict[str, Row] = {
    "coaching:caseload": page(f"{CASEWORKERS} mo mia mats"),
    "coaching:open": page(DIRECTORS),
    "coaching:balance": page(f"{DIRECTORS} els mo mia mats"),
    "coaching:room": form(of("coach", DIVIDED)),
    "coaching:hand_over": form(of("coach", DIVIDED)),
    "coaching:person": page(of("path of", COACHED)),
    "coaching:talk_candidate": form(of("path of", COACHED)),
    "coaching:talk_employer": form(of("path of", COACHED)),
    "coaching:coach": form(of("clock of", COACHED)),
    "coaching:move": form(of("contact due with", COACHED)),
    "coaching:talk": page(of("talk with", COACHED)),
    "coaching:change_talk": form(of("talk with", NOTED)),
    "coaching:note": form(of("talk with", NOTED)),
    "coaching:agree_step": form(of("talk with", NOTED)),
    "coaching:take_back": form(of("talk with", NOTED)),
    "coaching:step": form(
        {
            "step by the coach of amal": COACHED["amal"],
            "step by the coach of aziz": COACHED["aziz"],
            "step by bas": f"{COACHED['amal']} bas",
            "step by amal": f"{COACHED['amal']} amal",
        }
    ),
    "coaching:answer": form(
        {
            "note about amal": "karim amal",
            "note about samuel": "els samuel",
            "note about aziz": "kaat aziz",
            "note of a talk with bas": "bas",
        }
    ),
    "coaching:mine": page(CANDIDATES),
    "coaching:mood": button(CANDIDATES),
}
