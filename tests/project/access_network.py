"""Who may open the addresses about tasks, recognitions and the network of employers. Words of ``access_rows``."""

from tests.project.access_rows import CASEWORKERS, DIRECT, DIRECTORS, EVERYONE, GUIDE, Row, button, form, link, of, page

KEPT_WORKPLACES = of("workplace", {"tuin": f"{DIRECT} bas", "hal": f"{DIRECT} bob", "kas": "dirk bert"})

CONNECT = "vera vik"
EMPLOYERS_READ = {"bas": f"{DIRECT} {GUIDE} {CONNECT} bas", "bert": "dirk kaat viv bert"}
EMPLOYERS_KEPT = {"bas": f"{DIRECT} {CONNECT}", "bert": "dirk viv"}
CONTACTS_KEPT = {"bas": f"{DIRECT} {CONNECT} bas", "bert": "dirk viv bert"}

NETWORKERS = {"vera": f"{DIRECT} {GUIDE} {CONNECT}", "viv": "dirk kaat viv"}

NETWORK: dict[str, Row] = {
    "placement:split": form(KEPT_WORKPLACES),
    "placement:recognition_new": form(KEPT_WORKPLACES),
    "placement:recognition_check": button(of("recognition of", {"bas": DIRECT, "bert": "dirk"})),
    "placement:recognition_remove": button(of("recognition of", {"bas": f"{DIRECT} bas", "bert": "dirk bert"})),
    "placement:employers": page(f"{DIRECTORS} {CASEWORKERS} {CONNECT} viv"),
    "placement:employer": page(of("employer of", EMPLOYERS_READ)),
    "placement:contact_new": form(of("employer of", CONTACTS_KEPT)),
    "placement:contact_change": form(of("contact of", CONTACTS_KEPT)),
    "placement:contact_remove": form(of("contact of", CONTACTS_KEPT)),
    "placement:visit_new": form(of("employer of", EMPLOYERS_KEPT)),
    "placement:visit": form(of("visit to", {"bas": f"{DIRECT} {GUIDE} {CONNECT}", "bert": "dirk kaat viv"})),
    "placement:promise_new": form(of("employer of", EMPLOYERS_KEPT)),
    "placement:promise_withdraw": button(of("promise of", EMPLOYERS_KEPT)),
    "placement:interest": form(of("employer of", EMPLOYERS_KEPT)),
    "placement:invite": form(of("employer of", {"bas": f"{DIRECT} {GUIDE} {CONNECT}", "bert": "dirk kaat viv"})),
    "placement:invite_new": form(f"{DIRECTORS} {CASEWORKERS} {CONNECT} viv"),
    "placement:links": page(f"{DIRECTORS} {CASEWORKERS} {CONNECT} viv"),
    "placement:withdraw_link": button(of("door of", NETWORKERS)),
    "placement:draft": form(of("draft for", NETWORKERS)),
    "placement:door": link(
        {"link to the door of bas": EVERYONE, "link to the door of bert": EVERYONE, "a used link": EVERYONE}
    ),
}
