"""Who may open the addresses of budgets, their books, and business cases. Its words are those of ``access_rows``."""

from tests.project.access_rows import (
    A_PLAN,
    DIRECT,
    DIRECTORS,
    EVERYONE,
    GOES_ON,
    OK,
    ONLY_BUTTON,
    Row,
    button,
    form,
    of,
    page,
)

FUNDERS = "fleur felix fons"
CLAIM = "bas bob bert lotte lisa lena vera vik viv"
SEEN = {"budget regio": f"{DIRECT} fleur", "budget regio-a": "dirk fons"}
CHANGED = {"budget regio": DIRECT, "budget regio-a": "dirk"}
AGREED = {"lotte": f"{DIRECT} fleur lotte", "bas": f"{DIRECT} fleur bas", "lena": "dirk fons lena"}
CLAIMED = {"lotte": f"{DIRECT} lotte", "bas": f"{DIRECT} bas", "lena": "dirk lena"}
PAID = {"lotte": f"{DIRECT} fleur", "bas": f"{DIRECT} fleur", "lena": "dirk fons"}
DIRECTED = {"lotte": DIRECT, "bas": DIRECT, "lena": "dirk"}
PACKS = {"fleur": f"{DIRECT} fleur", "fons": "dirk fons"}

MONEY: dict[str, Row] = {
    "funding:budgets": page(f"{DIRECTORS} {FUNDERS}"),
    "funding:new": form(DIRECTORS),
    "funding:budget": page({"budget regio": f"{DIRECT} fleur", "budget regio-a": "dirk fons"}),
    "funding:change": form({"budget regio": DIRECT, "budget regio-a": "dirk"}),
    "funding:workplace": page(EVERYONE),
    "funding:instruments": page(f"{DIRECTORS} {FUNDERS}"),
    "funding:new_instrument": form(DIRECTORS),
    "funding:take_in_instruments": form(DIRECTORS),
    "funding:instrument": form({"instrument of roos": DIRECT, "instrument of dirk": "dirk"}),
    "funding:figures": page(f"{DIRECTORS} {FUNDERS}"),
    "funding:figure": form({"a figure": DIRECTORS}),
    "funding:drop_figure": button({"a figure": DIRECTORS}),
    "funding:case": page({"groen": f"{DIRECT} fleur", "zorg": DIRECT, "ams": "dirk fons"}),
    "funding:case_document": page({"groen": f"{DIRECT} fleur", "zorg": DIRECT, "ams": "dirk fons"}),
    "funding:case_beside": page({"groen": f"{DIRECT} fleur", "zorg": DIRECT, "ams": "dirk fons"}),
    "funding:case_rows": page({"groen": f"{DIRECT} fleur", "zorg": DIRECT, "ams": "dirk fons"}),
    "funding:case_way": page(of("way for", {"groen": f"{DIRECT} fleur", "zorg": DIRECT, "ams": "dirk fons"})),
    "funding:facts": form({"groen": DIRECT, "zorg": DIRECT, "ams": "dirk"}),
    "funding:application": form(of("instrument of", {"groen": DIRECT, "zorg": DIRECT, "ams": "dirk"})),
    "funding:charge": button({"budget regio": DIRECT, "budget regio-a": "dirk"}),
    "funding:remove_charge": button({"charge of groen": DIRECT, "charge of ams": "dirk"}),
    "planning:money_rows": Row(frozenset({OK, GOES_ON}), frozenset({ONLY_BUTTON}), A_PLAN),
    "planning:money_way": Row(
        frozenset({OK, GOES_ON}), frozenset({ONLY_BUTTON}), {f"way for {name}": who for name, who in A_PLAN.items()}
    ),
    # The books
    "funding:reserve": form(CHANGED),
    "funding:entries": page(SEEN),
    "funding:entries_table": page(SEEN),
    "funding:received": button(CHANGED),
    "funding:handed_back": button(CHANGED),
    "funding:year": page({f"year of {name}": who for name, who in SEEN.items()}),
    "funding:close_year": button({f"year of {name}": who for name, who in CHANGED.items()}),
    "funding:reservation": page(of("kept by", {"roos": f"{DIRECT} fleur", "dirk": "dirk fons"})),
    "funding:free": button(of("kept by", {"roos": DIRECT, "dirk": "dirk"})),
    "funding:agree": form(of("kept by", {"roos": DIRECT, "dirk": "dirk"})),
    "funding:agreed": page(f"{DIRECTORS} {FUNDERS} {CLAIM}"),
    "funding:agreed_one": page(of("agreed with", AGREED)),
    "funding:lift": button(of("agreed with", DIRECTED)),
    "funding:file_claim": button(of("agreed with", CLAIMED)),
    "funding:claim": page(of("claim of", AGREED)),
    "funding:check_claim": button(of("claim of", DIRECTED)),
    "funding:refuse_claim": button(of("claim of", DIRECTED)),
    "funding:send_back": button(of("claim of", PAID)),
    "funding:pay": button(of("claim of", PAID)),
    "funding:reclaim": button(of("claim of", DIRECTED)),
    "funding:waive": button(of("claim of", DIRECTED)),
    "funding:came_back": button(of("claim of", DIRECTED)),
    # Evidence
    "funding:packs": page(f"{DIRECTORS} {FUNDERS}"),
    "funding:ask_for_pack": form(DIRECTORS),
    "funding:pack": page(of("pack for", PACKS)),
    "funding:pack_document": page(of("pack for", PACKS)),
    "funding:pack_workbook": page(of("pack for", PACKS)),
    "funding:pack_content": page(of("pack for", PACKS)),
    "funding:sample": form(of("sample of", {"fleur": "fleur", "fons": "fons"})),
    "funding:aid": form(of("aid to", {"bas": f"{DIRECT} bas", "bert": "dirk bert"})),
}
