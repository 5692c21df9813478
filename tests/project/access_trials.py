"""Who may open the addresses about trial placements. Its words are those of ``access_rows``."""

from tests.project.access_placing import FILL_IN, GUIDE_THEM, MEET_WORK
from tests.project.access_rows import CANDIDATES, Row, button, form, of, page

HELP = {"amal": "karim", "samuel": "els", "aziz": "kaat"}
REVIEW = {"amal": "karim bas mo", "samuel": "els bob mo", "aziz": "kaat bert mats"}
APPROVE = {name: f"{who} {name}" for name, who in REVIEW.items()}
REACT = {name: f"{who} {name}" for name, who in HELP.items()}
AND_THEMSELVES = {name: f"{who} {name}" for name, who in MEET_WORK.items()}

TRIALS: dict[str, Row] = {
    "placement:my_trial": page(CANDIDATES),
    "placement:trial": page(of("learning of", MEET_WORK)),
    "placement:fill_trial": form(of("learning of", FILL_IN)),
    "placement:send_trial": form(of("trial of", GUIDE_THEM)),
    "placement:begin_trial": form(of("trial of", GUIDE_THEM)),
    "placement:withdraw_trial": form(of("trial of", GUIDE_THEM)),
    "placement:answer_trial": form(of("trial of", APPROVE)),
    "placement:answer_trial_for": form(of("trial of", HELP)),
    "placement:review_trial": form(of("review of", REVIEW)),
    "placement:react_to_review": form(of("review of", REACT)),
    "placement:see_contradiction": button(of("review of", GUIDE_THEM)),
    "placement:conclude_trial": form(of("trial of", GUIDE_THEM)),
    "placement:trial_document": page(of("trial of", AND_THEMSELVES)),
    "placement:end_trial": form(of("trial of", AND_THEMSELVES)),
}
