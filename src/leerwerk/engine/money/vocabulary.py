"""The words of money: who, what, and of which kind."""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """Who pays or receives. The world is where real means come from and go to: output, staff, lost free time."""

    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    STATE = "state"  # the Rijk, and other municipalities
    FUND = "fund"
    SCHOOL = "school"  # and everybody else who teaches, coaches or interprets
    INVESTOR = "investor"
    WORLD = "world"


class Kind(StrEnum):
    """A transfer goes from one party to another; a resource comes from the world or goes there."""

    TRANSFER = "transfer"
    RESOURCE = "resource"


class Certainty(StrEnum):
    """How sure it is that an amount is paid at all."""

    CERTAIN = "certain"  # agreed, granted or received
    PROBABLE = "probable"  # asked for
    POSSIBLE = "possible"


class Item(StrEnum):
    """For what an amount is."""

    WAGE = "wage"
    PENSION = "pension"
    CHARGES = "charges"
    WAGE_TAX = "wage_tax"
    ALLOWANCES = "allowances"  # that are lost by working
    BENEFIT = "benefit"  # that need not be paid
    BUIG = "buig"  # less budget for benefits from the state, as fewer are paid
    EXECUTION = "execution"  # of benefits, saved
    OUTPUT = "output"
    VACANCY = "vacancy"  # that need not be filled otherwise
    MENTOR = "mentor"  # guidance at the workplace
    WAY_TO_WORK = "way_to_work"
    RECRUITMENT = "recruitment"
    PRE_TRACK = "pre_track"
    LESSONS = "lessons"
    LANGUAGE = "language"
    COACHING = "coaching"
    INTERPRETING = "interpreting"
    EQUIPMENT = "equipment"
    COORDINATION = "coordination"
    GRANT = "grant"  # by an instrument
    SHARING = "sharing"  # what parties agreed to pay each other


class Per(StrEnum):
    """What an amount is counted by."""

    GROUP = "group"
    STARTER = "starter"
    MONTH = "month"  # of a participant, as long as they take part
    COMPLETER = "completer"
    PLACED = "placed"


class Part(StrEnum):
    """In which part of a trajectory something is paid."""

    BEFORE = "before"  # the month in which it starts
    PRE_TRACK = "pre_track"
    LEARN_WORK = "learn_work"
    AFTER = "after"  # coaching after placement


class Shape(StrEnum):
    """How unsure a figure is."""

    FIXED = "fixed"
    TRIANGLE = "triangle"
    NORMAL = "normal"
    BETA = "beta"
    CHANCE = "chance"  # it happens or it does not


class Confidence(StrEnum):
    """How sure it is where a figure comes from; every result that leans on a low one says so."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Code(StrEnum):
    """The figures of ``facts/money_figures.csv``."""

    MINIMUM_WAGE = "minimum_wage"
    HOLIDAY_PAY = "holiday_pay"
    CHARGES_SMALL_LOW = "charges_small_low"
    CHARGES_SMALL_HIGH = "charges_small_high"
    CHARGES_LARGE_LOW = "charges_large_low"
    PENSION = "pension"
    WAGE_TAX = "wage_tax"
    ALLOWANCES_LOST = "allowances_lost"
    WAY_TO_WORK = "way_to_work"
    BENEFIT_NET_SINGLE = "benefit_net_single"
    BENEFIT_NET_COUPLE = "benefit_net_couple"
    BENEFIT_COST = "benefit_cost"
    BENEFIT_EXECUTION = "benefit_execution"
    BENEFIT_EXECUTION_MARGINAL = "benefit_execution_marginal"
    BUIG_KEPT_YEAR_1 = "buig_kept_year_1"
    BUIG_KEPT_YEAR_2 = "buig_kept_year_2"
    BUIG_KEPT_LATER = "buig_kept_later"
    MOVES_AWAY = "moves_away"
    COMPLETES = "completes"
    NEXT_STEP = "next_step"
    STAYS_6_MONTHS = "stays_6_months"
    STAYS_12_MONTHS = "stays_12_months"
    STAYS_24_MONTHS = "stays_24_months"
    WORKS_ANYWAY_30_MONTHS = "works_anyway_30_months"
    WORKS_ANYWAY_36_MONTHS = "works_anyway_36_months"
    WORKS_ANYWAY_72_MONTHS = "works_anyway_72_months"
    WORKS_ANYWAY_96_MONTHS = "works_anyway_96_months"
    EFFECT = "effect"
    EFFECT_WHOLE_MONTHS = "effect_whole_months"
    EFFECT_FADES_MONTHS = "effect_fades_months"
    DISPLACES = "displaces"
    PRODUCTIVITY_BEGIN = "productivity_begin"
    PRODUCTIVITY_END = "productivity_end"
    PRODUCTIVITY_MONTHS = "productivity_months"
    COMPARABLE_COST = "comparable_cost"
    VACANCY_COST = "vacancy_cost"
    MENTOR_HOURS = "mentor_hours"
    MENTOR_WAGE = "mentor_wage"
    LANGUAGE_HOUR = "language_hour"
    COACH_HOUR = "coach_hour"
    COACH_HOURS = "coach_hours"
    INTERPRETER_MINUTE = "interpreter_minute"
    VCA_COURSE = "vca_course"
    COURSE_FEE_LOW = "course_fee_low"
    COURSE_FEE_HIGH = "course_fee_high"
    DISCOUNT_SOCIAL = "discount_social"
    DISCOUNT_EMPLOYER = "discount_employer"


# Stated, but no case of a group is reckoned with them yet: parts of a cost that a group tells as one, benefits as a
# household gets them, and what is known of employers of another size.
NOT_RECKONED = frozenset(
    {
        Code.BENEFIT_NET_COUPLE,
        Code.BENEFIT_NET_SINGLE,
        Code.CHARGES_LARGE_LOW,
        Code.CHARGES_SMALL_HIGH,
        Code.COACH_HOUR,
        Code.COACH_HOURS,
        Code.COURSE_FEE_HIGH,
        Code.COURSE_FEE_LOW,
        Code.DISCOUNT_EMPLOYER,
        Code.INTERPRETER_MINUTE,
        Code.LANGUAGE_HOUR,
        Code.VCA_COURSE,
    }
)
