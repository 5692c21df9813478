"""What can be wrong with a plan: English, Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from leerwerk.engine.planning.violations import ViolationCode as V

VIOLATIONS: Mapping[V, tuple[str, str]] = {
    V.UNREADABLE: (
        "row {row}, column {column} cannot be read ({mistake}).",
        "rij {row}, kolom {column} is niet te lezen ({mistake}).",
    ),
    V.UNKNOWN: ("is not in the question.", "staat niet in de vraag."),
    V.TWICE: ("is there twice.", "staat er twee keer."),
    V.MISSING: ("is missing.", "ontbreekt."),
    V.NOT_ELIGIBLE: ("does not fit: {rule}.", "past niet: {rule}."),
    V.NOT_OFFERED: ("the workplace is not offered to the group.", "de werkplek hoort niet bij de groep."),
    V.NOT_OPEN: (
        "{found} people are in a group that does not open.",
        "{found} mensen zitten in een groep die niet doorgaat.",
    ),
    V.TOO_SMALL: ("{found} people; at least {limit} are needed.", "{found} mensen; er zijn er minstens {limit} nodig."),
    V.TOO_LARGE: ("{found} people; at most {limit} fit.", "{found} mensen; er passen er hoogstens {limit}."),
    V.PLACES: ("{found} people for {limit} places.", "{found} mensen voor {limit} plaatsen."),
    V.RESOURCE: ("uses {found:g} of {limit:g}.", "gebruikt {found:g} van {limit:g}."),
    V.BUDGET: ("spends {found:g} of {limit:g} thousand euros.", "kost {found:g} van {limit:g} duizend euro."),
    V.FLOOR: (
        "the share of low-skilled people is {found:g}; at least {limit:g} was asked.",
        "het aandeel laagopgeleiden is {found:g}; minstens {limit:g} was gevraagd.",
    ),
    V.LOCK: ("a lock does not hold: {rule}.", "wat is vastgezet klopt niet: {rule}."),
    V.SIZE_WRONG: ("says size {claimed}; it is {found}.", "zegt grootte {claimed}; het is {found}."),
    V.VALUE_WRONG: ("says value {claimed}; it is {found}.", "zegt waarde {claimed}; het is {found}."),
    V.COST_WRONG: ("says cost {claimed}; it is {found}.", "zegt kosten {claimed}; het is {found}."),
    V.OBJECTIVE_WRONG: ("says objective {claimed}; it is {found}.", "zegt waarde {claimed}; het is {found}."),
    V.PLACED_WRONG: (
        "says {claimed} people placed; it is {found}.",
        "zegt {claimed} mensen geplaatst; het zijn er {found}.",
    ),
    V.OPEN_GROUPS_WRONG: ("says {claimed} groups; it is {found}.", "zegt {claimed} groepen; het zijn er {found}."),
    V.GAP_WRONG: ("says gap {claimed}; it is {found}.", "zegt verschil {claimed}; het is {found}."),
    V.STATUS_WRONG: ("status “{claimed}” is not right.", "uitkomst “{claimed}” klopt niet."),
    V.BOUND_TOO_LOW: (
        "the bound {claimed} is below {found}, which this very plan reaches.",
        "de grens {claimed} is lager dan {found}, wat dit plan zelf haalt.",
    ),
    V.PRICE_NEGATIVE: ("the price {claimed} is negative.", "de prijs {claimed} is negatief."),
    V.PRICE_MISSING: ("has no price.", "heeft geen prijs."),
    V.BOTH: ("is placed, and among the unplaced.", "is geplaatst, en staat ook bij niet geplaatst."),
    V.REASON_WRONG: ("the reason “{claimed}” does not hold.", "de reden “{claimed}” klopt niet."),
    V.PLAN_WITHOUT_PROOF: ("says infeasible, and yet holds a plan.", "zegt onmogelijk, maar bevat toch een plan."),
}

RULES: Mapping[str, tuple[str, str]] = {
    "travel": ("the journey to the group is too long", "de reis naar de groep is te lang"),
    "ready": ("not ready at the start", "niet klaar bij de start"),
    "sector": ("the sector is not among the wishes", "de sector is geen wens"),
    "listening": ("listening is below the minimum", "luisteren is onder het minimum"),
    "reading": ("reading is below the minimum", "lezen is onder het minimum"),
    "speaking": ("speaking is below the minimum", "spreken is onder het minimum"),
    "writing": ("writing is below the minimum", "schrijven is onder het minimum"),
    "learnability": ("learnability is below the minimum", "leerbaarheid is onder het minimum"),
    "load": ("load is below the minimum", "belastbaarheid is onder het minimum"),
    "motivation": ("motivation is below the minimum", "motivatie is onder het minimum"),
    "dagdelen": ("not all half days are free", "niet alle dagdelen zijn vrij"),
    "skills": ("a skill is missing", "een vaardigheid ontbreekt"),
    "licence": ("a driving licence is missing", "het rijbewijs ontbreekt"),
    "limits": ("the group asks what this person cannot do", "de groep vraagt wat deze persoon niet kan"),
    "not_listed": ("no value was given for this pair", "er is geen waarde gegeven voor dit paar"),
    "workplace_travel": ("the journey to the workplace is too long", "de reis naar de werkplek is te lang"),
    "workplace_skills": ("a skill that the workplace asks is missing", "een vaardigheid voor de werkplek ontbreekt"),
    "workplace_licence": ("the workplace asks a driving licence", "de werkplek vraagt een rijbewijs"),
    "workplace_limits": (
        "the workplace asks what this person cannot do",
        "de werkplek vraagt wat deze persoon niet kan",
    ),
    "assign": ("this person in this group", "deze persoon in deze groep"),
    "forbid": ("this person not in this group", "deze persoon niet in deze groep"),
    "open": ("this group opens", "deze groep gaat door"),
    "closed": ("this group does not open", "deze groep gaat niet door"),
    "together": ("these two together", "deze twee samen"),
    "apart": ("these two apart", "deze twee apart"),
    "low_skilled_floor": ("the share of low-skilled people that was asked", "het gevraagde aandeel laagopgeleiden"),
    "min_size": ("the smallest size of the group", "de kleinste grootte van de groep"),
    "max_size": ("the largest size of the group", "de grootste grootte van de groep"),
    "places": ("no more people than places", "niet meer mensen dan plaatsen"),
    "resource": ("no more is used than there is", "er wordt niet meer gebruikt dan er is"),
    "budget": ("no more is spent than there is", "er wordt niet meer uitgegeven dan er is"),
}
