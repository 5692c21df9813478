"""How what the engine says of money is called on screen."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from leerwerk.engine.money import Code, Confidence, Item, Party
from leerwerk.engine.money.instruments import Fact, Instrument, PaidFor, Standing
from leerwerk.engine.money.sharing import Fails, Way

PARTIES = {
    Party.PARTICIPANT: _("participants"),
    Party.EMPLOYER: _("employer"),
    Party.MUNICIPALITY: _("municipality"),
    Party.STATE: _("state and other municipalities"),
    Party.FUND: _("fund"),
    Party.SCHOOL: _("schools and coaches"),
    Party.INVESTOR: _("investor"),
    Party.WORLD: _("the world: work, time and means"),
}
ITEMS = {
    Item.WAGE: _("wage with holiday pay"),
    Item.PENSION: _("pension"),
    Item.CHARGES: _("employer's premiums"),
    Item.WAGE_TAX: _("income tax"),
    Item.ALLOWANCES: _("allowances that end"),
    Item.BENEFIT: _("benefit that need not be paid"),
    Item.BUIG: _("lower budget for benefits"),
    Item.EXECUTION: _("carrying out fewer benefits"),
    Item.OUTPUT: _("work that is done"),
    Item.VACANCY: _("no vacancy to fill"),
    Item.MENTOR: _("guidance at the workplace"),
    Item.WAY_TO_WORK: _("travel and care"),
    Item.RECRUITMENT: _("recruitment"),
    Item.PRE_TRACK: _("pre-track"),
    Item.LESSONS: _("cost per participant"),
    Item.LANGUAGE: _("language lessons"),
    Item.COACHING: _("coaching"),
    Item.INTERPRETING: _("interpreting"),
    Item.EQUIPMENT: _("equipment and certificates"),
    Item.COORDINATION: _("cost of the group"),
    Item.GRANT: _("by an instrument"),
    Item.SHARING: _("agreed between parties"),
}
FIGURES = {
    Code.MINIMUM_WAGE: _("minimum wage, an hour"),
    Code.HOLIDAY_PAY: _("holiday pay, of the wage"),
    Code.CHARGES_SMALL_LOW: _("premiums of a small employer, low AWf rate"),
    Code.CHARGES_SMALL_HIGH: _("premiums of a small employer, high AWf rate"),
    Code.CHARGES_LARGE_LOW: _("premiums of a larger employer, low AWf rate"),
    Code.PENSION: _("employer's share of the pension"),
    Code.WAGE_TAX: _("income tax of a participant, of the wage"),
    Code.ALLOWANCES_LOST: _("allowances that a participant loses by working"),
    Code.WAY_TO_WORK: _("what working costs a participant"),
    Code.BENEFIT_NET_SINGLE: _("benefit of who lives alone, net"),
    Code.BENEFIT_NET_COUPLE: _("benefit of a couple, net"),
    Code.BENEFIT_COST: _("what one benefit costs the municipality"),
    Code.BENEFIT_EXECUTION: _("what carrying out one benefit costs"),
    Code.BENEFIT_EXECUTION_MARGINAL: _("share of that which is saved when one ends"),
    Code.BUIG_KEPT_YEAR_1: _("share of savings on benefits that the municipality keeps, first year"),
    Code.BUIG_KEPT_YEAR_2: _("share of savings on benefits that the municipality keeps, second year"),
    Code.BUIG_KEPT_LATER: _("share of savings on benefits that the municipality keeps, later"),
    Code.MOVES_AWAY: _("who moves to another municipality"),
    Code.COMPLETES: _("who starts and completes"),
    Code.NEXT_STEP: _("who completes and is placed, or goes on in education"),
    Code.STAYS_6_MONTHS: _("who is placed and still works there after half a year"),
    Code.STAYS_12_MONTHS: _("who is placed and still works there after a year"),
    Code.STAYS_24_MONTHS: _("who is placed and still works there after two years"),
    Code.WORKS_ANYWAY_30_MONTHS: _("who works without a trajectory, thirty months after the permit"),
    Code.WORKS_ANYWAY_36_MONTHS: _("who works without a trajectory, three years after the permit"),
    Code.WORKS_ANYWAY_72_MONTHS: _("who works without a trajectory, six years after the permit"),
    Code.WORKS_ANYWAY_96_MONTHS: _("who works without a trajectory, eight years after the permit"),
    Code.EFFECT: _("by how much more of those who start work because of it"),
    Code.EFFECT_WHOLE_MONTHS: _("how long that lasts"),
    Code.EFFECT_FADES_MONTHS: _("how soon after that the others have caught up"),
    Code.DISPLACES: _("work that somebody else would have done"),
    Code.PRODUCTIVITY_BEGIN: _("what a starter does beside a comparable worker, at the start"),
    Code.PRODUCTIVITY_END: _("what they do once skilled"),
    Code.PRODUCTIVITY_MONTHS: _("how long getting skilled takes"),
    Code.COMPARABLE_COST: _("what a comparable worker costs beside this one"),
    Code.VACANCY_COST: _("what filling a vacancy costs"),
    Code.MENTOR_HOURS: _("hours of guidance at the workplace, a week"),
    Code.MENTOR_WAGE: _("what an hour of guidance costs"),
    Code.LANGUAGE_HOUR: _("an hour of language lesson, a participant"),
    Code.COACH_HOUR: _("an hour of coaching"),
    Code.COACH_HOURS: _("hours of coaching, a participant"),
    Code.INTERPRETER_MINUTE: _("a minute of interpreting"),
    Code.VCA_COURSE: _("course and exam VCA"),
    Code.COURSE_FEE_LOW: _("course fee, mbo 1 and 2"),
    Code.COURSE_FEE_HIGH: _("course fee, mbo 3 and 4"),
    Code.DISCOUNT_SOCIAL: _("discount rate of society and government"),
    Code.DISCOUNT_EMPLOYER: _("discount rate of an employer"),
}
UNITS = {
    "share": "%",
    "share_year": _("% a year"),
    "ratio": "×",
    "months": _("months"),
    "euro": "€",
    "euro_hour": _("€ an hour"),
    "euro_minute": _("€ a minute"),
    "euro_month": _("€ a month"),
    "euro_year": _("€ a year"),
    "hours_week": _("hours a week"),
    "hours_year": _("hours a year"),
}
SURE = {
    Confidence.HIGH: _("well known"),
    Confidence.MEDIUM: _("fairly known"),
    Confidence.LOW: _("hardly known"),
}
WAYS = {
    Way.AS_IT_IS: _("as it is"),
    Way.PROPORTIONAL: _("cost by benefits"),
    Way.EQUAL: _("all gain the same"),
    Way.SHAPLEY: _("by what each adds"),
    Way.TARIFFS: _("a price for each result"),
    Way.SAVINGS: _("a share of what is saved"),
    Way.STEPPED: _("a return in steps"),
}
HOW = {
    Way.AS_IT_IS: _("Everybody keeps what they gain and lose."),
    Way.PROPORTIONAL: _("Each carries a part of the cost as large as its part of the benefits."),
    Way.EQUAL: _("What all gain together is divided evenly: what bargaining between equals comes to."),
    Way.SHAPLEY: _(
        "Each gains what it adds, on average over all orders in which they could join. Without employer and "
        "municipality there is no trajectory."
    ),
    Way.TARIFFS: _(
        "Municipality and state pay who carries the cost a price for each who starts, and for each who still works "
        "half a year after the placement: half of the cost by each, when it goes as expected. As many as were promised "
        "are paid for when fewer are sent."
    ),
    Way.SAVINGS: _(
        "Half of what municipality and state save goes to who carries the cost, as in Finland's Koto-SIB; nothing when "
        "nothing is saved."
    ),
    Way.STEPPED: _(
        "Who carries the cost gets it back by steps, as Actiris in Brussels agreed: nothing when no more people work "
        "than without it, the money itself up to half as many more, and a return of at most 7.5 % a year from there."
    ),
}
TERMS = {
    "start": _("for each who starts, €"),
    "six_months": _("for each who works half a year after the placement, €"),
    "share": _("part of what is saved"),
    "saved": _("what is saved, €"),
    "invested": _("what is put in, €"),
    "back": _("what comes back on average, €"),
}
AGAINST = {
    Fails.WORSE_OFF: _("somebody loses although together there is enough"),
    Fails.NOT_BALANCED: _("payments do not add up"),
    Fails.PARTICIPANT_PAYS: _("a participant pays"),
    Fails.BEYOND_STAKE: _("somebody can lose more than they put in"),
    Fails.CREAMS: _("who is easiest to place pays best"),
}
INSTRUMENTS = {
    "sowis": _("SOWIS, for employers who let status holders start"),
    "praktijkleren": _("subsidy for learning in practice (bbl)"),
    "spuk_inburgering": _("SPUK for integration routes"),
    "spuk_onderwijsroute": _("SPUK for the education route"),
    "esf_plus": _("European Social Fund Plus"),
    "slim": _("SLIM, learning in small and medium-sized companies"),
    "wage_cost_subsidy": _("wage-cost subsidy"),
    "no_risk": _("no-risk policy"),
    "jobcoach": _("job coach"),
    "trial_placement": _("trial placement with benefit"),
    "sector_fund": _("training fund of the sector"),
    "liv": _("low-income benefit (LIV)"),
    "lkv_older": _("wage-cost benefit for older workers (LKV)"),
    "stap": _("STAP budget"),
}


def amounts(found: Instrument) -> str:
    """Return what an instrument pays: for the first, the second ..., and by what that is counted."""
    if not found.amounts:
        return str(_("told per person or project"))
    listed = " / ".join(rounded(float(one), 0 if one == int(one) else 2) for one in found.amounts)
    return f"€ {listed} {PER[found.per]}"


def instrument(found: Instrument) -> str:
    """Return how an instrument is called: as the region calls its own, or as it is stated."""
    return found.name or str(INSTRUMENTS.get(found.code, found.code))


STANDINGS = {
    Standing.CAN: _("can be applied for"),
    Standing.UNKNOWN: _("not known yet"),
    Standing.CANNOT: _("cannot be applied for"),
    Standing.CLOSED: _("closed now"),
    Standing.NOT_YET: _("not open yet"),
}
REFUSED = {
    Standing.CLOSED: _("This instrument is closed on that day: it cannot be applied for."),
    Standing.NOT_YET: _("This instrument is not open yet: it cannot be applied for."),
    Standing.CANNOT: _("Something that this instrument asks is not so; see the conditions."),
}
FACTS = {
    Fact.HOURS: _("paid hours a week"),
    Fact.CONTRACT_MONTHS: _("months of contract"),
    Fact.BBL: _("a bbl programme"),
    Fact.RECOGNISED: _("workplaces recognised by SBB"),
    Fact.OBLIGED: _("participants must integrate"),
    Fact.EDUCATION_ROUTE: _("participants follow the education route"),
    Fact.MATCHED_SHARE: _("share of the cost that others pay"),
    Fact.SME: _("a small or medium-sized employer"),
    Fact.TARGET_GROUP: _("participants cannot earn the minimum wage"),
    Fact.INTENDS_CONTRACT: _("a contract is intended"),
    Fact.CAO_FUND: _("the sector has a training fund"),
}
FLAGS = frozenset(Fact) - {Fact.HOURS, Fact.CONTRACT_MONTHS, Fact.MATCHED_SHARE}
PER = {
    PaidFor.STARTER: _("per participant"),
    PaidFor.YEAR: _("per participant and year"),
    PaidFor.MONTH: _("per month"),
    PaidFor.GROUP: _("per group"),
}
LARGE = 100  # from here on a number is shown without decimals


def in_words(value: float, unit: str) -> str:
    """Return a figure with its unit."""
    if unit.startswith("share"):
        return f"{rounded(value * 100, 1)} {UNITS[unit]}"
    digits = 0 if abs(value) >= LARGE or value == int(value) else 2
    return f"{rounded(value, digits)} {UNITS[unit]}"


def rounded(value: float, digits: int) -> str:
    """Return a number as it is written here; Django alone would cut it off."""
    return str(number_format(round(value, digits) + 0.0, digits, force_grouping=True))
