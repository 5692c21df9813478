"""The words of work after learn-and-work: contracts, pay, growth, ends, what lacks, and how long it lasted."""

from __future__ import annotations

from enum import StrEnum


class NormCode(StrEnum):
    """The dated parameters of ``facts/placing_norms.csv``; "probation" is the trial period of a contract."""

    PROBATION_NONE_MONTHS = "probation_none_months"
    PROBATION_SHORT_MONTHS = "probation_short_months"
    PROBATION_LONG_FROM_MONTHS = "probation_long_from_months"
    PROBATION_LONG_MONTHS = "probation_long_months"
    FIXED_TERM_MONTHS = "fixed_term_months"
    HOURS_LEAST = "hours_least"
    HOURS_MOST = "hours_most"
    TRIAL_USUAL_MONTHS = "trial_usual_months"
    TRIAL_LONGER_MONTHS = "trial_longer_months"
    SUBSIDY_MOST = "subsidy_most"
    SUBSIDY_CHARGES = "subsidy_charges"
    HOLIDAY_PAY = "holiday_pay"
    VALUE_TOLERANCE = "value_tolerance"
    GAP_DAYS = "gap_days"
    CONFIRMED_WITHIN_DAYS = "confirmed_within_days"


class PayPer(StrEnum):
    """What an amount of pay is for; a period has four weeks."""

    HOUR = "hour"
    MONTH = "month"
    PERIOD = "period"


class ContractType(StrEnum):
    """What kind of contract; an agency's clause ends the contract with the work (uitzendbeding)."""

    FIXED_TERM = "fixed_term"
    OPEN_ENDED = "open_ended"
    AGENCY_CLAUSE = "agency_clause"
    AGENCY = "agency"
    BBL = "bbl"
    SECONDMENT = "secondment"


HAS_AN_END = frozenset({ContractType.FIXED_TERM, ContractType.BBL})
# A bbl contract for the length of the course, and a contract that ends with the work, do not count in a chain of
# fixed terms (BW 7:668a lid 9 and 7:691); the collective agreement of agencies has phases of its own.
COUNTED_IN_A_CHAIN = frozenset({ContractType.FIXED_TERM, ContractType.SECONDMENT})


class GrowthKind(StrEnum):
    """In what somebody grows."""

    PAY = "pay"
    HOURS = "hours"
    FUNCTION = "function"
    LEARNING = "learning"


class Lack(StrEnum):
    """What a placement cannot do without and does not have, or has in a way that the law or the calendar forbids."""

    EMPLOYER = "employer"
    WORKPLACE = "workplace"
    TASKS = "tasks"
    HOURS = "hours"
    HOURS_TOO_FEW = "hours_too_few"
    HOURS_TOO_MANY = "hours_too_many"
    PAY = "pay"
    PAY_UNIT = "pay_unit"
    WAGE_SCALE = "wage_scale"
    BELOW_MINIMUM_WAGE = "below_minimum_wage"
    CONTRACT = "contract"
    AGREED_ON = "agreed_on"
    AGREED_IN_FUTURE = "agreed_in_future"
    FIRST_DAY = "first_day"
    BEFORE_AGREED = "before_agreed"
    LENGTH = "length"
    LENGTH_DOES_NOT_FIT = "length_does_not_fit"
    END_BEFORE_FIRST_DAY = "end_before_first_day"
    TERM_TOO_LONG = "term_too_long"
    PROBATION = "probation"
    PROBATION_TOO_LONG = "probation_too_long"
    GROWTH = "growth"
    GROWTH_AFTER = "growth_after"
    GROWTH_WORDS = "growth_words"
    ONBOARDING = "onboarding"
    ONBOARDING_WHAT = "onboarding_what"
    ONBOARDING_DAY = "onboarding_day"
    ONBOARDING_AFTER_END = "onboarding_after_end"
    BUDDY = "buddy"
    COACH = "coach"


class Caution(StrEnum):
    """What people should look at, and what stops nobody."""

    WAGE_NOT_UP_TO_DATE = "wage_not_up_to_date"  # the minimum wage of the first day is not known yet


class Ground(StrEnum):
    """Why a trial placement may take longer than is usual."""

    LOW_SKILLED = "low_skilled"  # such work shows late what somebody can do
    NEEDS_LONGER = "needs_longer"  # the person needs longer to show it
    LANGUAGE = "language"
    NEW_TRADE = "new_trade"
    INTERRUPTED = "interrupted"  # the trial was interrupted


class TrialLack(StrEnum):
    """What a trial placement cannot do without, or has in a way that is not allowed."""

    EMPLOYER = "employer"
    WORKPLACE = "workplace"
    TASKS = "tasks"
    GOALS = "goals"
    HOURS = "hours"
    HOURS_TOO_FEW = "hours_too_few"
    HOURS_TOO_MANY = "hours_too_many"
    FIRST_DAY = "first_day"
    END = "end"
    END_BEFORE_FIRST_DAY = "end_before_first_day"
    TOO_LONG = "too_long"
    GROUND = "ground"
    INTENTION = "intention"
    COACH = "coach"
    LOOKED_AT = "looked_at"
    LOOKED_AT_OUTSIDE = "looked_at_outside"


class Working(StrEnum):
    """What somebody says of a day: works there still, does not, or they do not know."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Whether work lasted until a moment."""

    SUSTAINED = "sustained"
    NOT = "not"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"


class Because(StrEnum):
    """Which facts a verdict comes from."""

    NOT_REACHED = "not_reached"
    CONFIRMED = "confirmed"
    BETWEEN_JOBS = "between_jobs"  # confirmed, and the moment fell between two jobs
    NOBODY_SAID = "nobody_said"
    SAID_UNKNOWN = "said_unknown"
    CONTRADICTED = "contradicted"
    BETWEEN_JOBS_STILL = "between_jobs_still"  # work ended, and a next job can still begin in time
    SAID_NO = "said_no"
    WORK_ENDED = "work_ended"
    GAP_TOO_LONG = "gap_too_long"


class Kind(StrEnum):
    """How somebody came to what followed learn-and-work."""

    DIRECT = "direct"  # with the employer where they learned
    THROUGH_TRIAL = "through_trial"
    ELSEWHERE = "elsewhere"
    EDUCATION = "education"
