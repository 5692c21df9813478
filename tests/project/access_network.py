"""Who may open the addresses about tasks, recognitions and the network of employers. Words of ``access_rows``."""

from tests.project.access_rows import DIRECT, Row, button, form, of

KEPT_WORKPLACES = of("workplace", {"tuin": f"{DIRECT} bas", "hal": f"{DIRECT} bob", "kas": "dirk bert"})

NETWORK: dict[str, Row] = {
    "placement:split": form(KEPT_WORKPLACES),
    "placement:recognition_new": form(KEPT_WORKPLACES),
    "placement:recognition_check": button(of("recognition of", {"bas": DIRECT, "bert": "dirk"})),
    "placement:recognition_remove": button(of("recognition of", {"bas": f"{DIRECT} bas", "bert": "dirk bert"})),
}
