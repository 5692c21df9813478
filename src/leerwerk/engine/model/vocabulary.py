"""The words of the generic model: every kind, role, level, language level and half day that a design can name."""

from __future__ import annotations

from enum import StrEnum


class ComponentKind(StrEnum):
    """The six components of Figure 1, in the order of the figure."""

    RECRUITMENT = "recruitment"
    PRE_TRACK = "pre_track"
    LEARN_WORK = "learn_work"
    LANGUAGE = "language"
    COACHING = "coaching"
    PLACEMENT = "placement"


class ComponentNature(StrEnum):
    """Blue in Figure 1: part of every dual trajectory. Orange: added for status holders."""

    BASE = "base"
    STATUS_HOLDER = "status_holder"


class Timing(StrEnum):
    """Whether a component has its own turn, or runs beside the others."""

    SEQUENCE = "sequence"
    PARALLEL = "parallel"


class Role(StrEnum):
    """What a party does in a trajectory; one organisation may have several roles."""

    INTERMEDIARY = "intermediary"
    EMPLOYER = "employer"
    EXPERTISE_PARTNER = "expertise_partner"
    CONNECTOR = "connector"
    EDUCATOR = "educator"
    LANGUAGE_EDUCATOR = "language_educator"
    DIRECTOR = "director"
    MENTOR = "mentor"
    JOB_COACH = "job_coach"
    BUDDY = "buddy"
    SECTOR_BODY = "sector_body"


class Duty(StrEnum):
    """One thing a party does within a component."""

    INITIATE = "initiate"
    WRITE_PROFILE = "write_profile"
    SELECT = "select"
    ADVISE = "advise"
    REACH_OUT = "reach_out"
    ATTRACT_EMPLOYERS = "attract_employers"
    COORDINATE = "coordinate"
    TEACH_SKILLS = "teach_skills"
    TEACH_LANGUAGE = "teach_language"
    HOST_VISITS = "host_visits"
    HOST_INTERNSHIP = "host_internship"
    PREPARE_TEAM = "prepare_team"
    OFFER_WORK = "offer_work"
    GUIDE_ON_FLOOR = "guide_on_floor"
    SUPPLY_IDIOM = "supply_idiom"
    STATE_COURSE_LANGUAGE = "state_course_language"
    COACH_CANDIDATE = "coach_candidate"
    COACH_EMPLOYER = "coach_employer"
    MATCH = "match"
    OFFER_CONTRACT = "offer_contract"
    OPEN_NETWORK = "open_network"
    SET_WAGE_VALUE = "set_wage_value"
    REMOVE_OBSTACLES = "remove_obstacles"


class Content(StrEnum):
    """Something a component contains."""

    CULTURE_SENSITIVE_INTAKE = "culture_sensitive_intake"
    INTERPRETER = "interpreter"
    CLEAR_COMMUNICATION = "clear_communication"
    AMBASSADORS = "ambassadors"
    GENERAL_LANGUAGE = "general_language"
    VOCATIONAL_LANGUAGE = "vocational_language"
    ARITHMETIC = "arithmetic"
    MISSING_CERTIFICATE = "missing_certificate"
    ORIENTATION = "orientation"
    COMPANY_VISITS = "company_visits"
    TASTER_PLACEMENT = "taster_placement"
    INTERNSHIP = "internship"
    INTERCULTURAL_CANDIDATE = "intercultural_candidate"
    INTERCULTURAL_TEAM = "intercultural_team"
    EMPLOYEE_SKILLS = "employee_skills"
    OBSTACLES = "obstacles"
    SECTOR_BASED = "sector_based"
    REGULAR_PROGRAMME = "regular_programme"
    BESPOKE = "bespoke"
    SLOWER_PACE = "slower_pace"
    VCA = "vca"
    LOW_THRESHOLD_CONTACT = "low_threshold_contact"
    CANDIDATE_COACHING = "candidate_coaching"
    EMPLOYER_COACHING = "employer_coaching"
    ONBOARDING = "onboarding"
    BUDDY = "buddy"
    EMPLOYER_NETWORK = "employer_network"
    PREPARED_TEAM = "prepared_team"
    MEETING_COLLEAGUES = "meeting_colleagues"


class Level(StrEnum):
    """What the learn-and-work component leads to; ``entree`` is mbo 1."""

    ENTREE = "entree"
    MBO2 = "mbo2"
    MBO3 = "mbo3"
    MBO4 = "mbo4"
    HBO = "hbo"
    CERTIFICATE = "certificate"
    PRAKTIJKVERKLARING = "praktijkverklaring"
    IN_COMPANY = "in_company"


class CredentialKind(StrEnum):
    """The paper a participant can earn."""

    DIPLOMA = "diploma"
    CERTIFICATE = "certificate"
    PARTIAL_CERTIFICATE = "partial_certificate"
    PRAKTIJKVERKLARING = "praktijkverklaring"
    MBO_VERKLARING = "mbo_verklaring"
    VCA = "vca"
    NT2 = "nt2"
    EMPLOYER_STATEMENT = "employer_statement"


class Cefr(StrEnum):
    """Language level, ordered from not yet able to read and write (alfa) to C2; ``<`` compares levels, not letters."""

    ALFA = "alfa"
    PRE_A1 = "pre-A1"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def rank(self) -> int:
        """0 for alfa … 7 for C2."""
        return tuple(Cefr).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < Cefr(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Cefr(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Cefr(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Cefr(other).rank


class LanguageSkill(StrEnum):
    """The four skills that CEFR levels are stated for."""

    LISTENING = "listening"
    READING = "reading"
    SPEAKING = "speaking"
    WRITING = "writing"


class Dagdeel(StrEnum):
    """Half a day. The first ten are the working week, in order; evenings only where a design uses them."""

    MON_AM = "mon-am"
    MON_PM = "mon-pm"
    TUE_AM = "tue-am"
    TUE_PM = "tue-pm"
    WED_AM = "wed-am"
    WED_PM = "wed-pm"
    THU_AM = "thu-am"
    THU_PM = "thu-pm"
    FRI_AM = "fri-am"
    FRI_PM = "fri-pm"
    MON_EVE = "mon-eve"
    TUE_EVE = "tue-eve"
    WED_EVE = "wed-eve"
    THU_EVE = "thu-eve"
    FRI_EVE = "fri-eve"


WORKING_WEEK = tuple(Dagdeel)[:10]


class Activity(StrEnum):
    """What fills a dagdeel."""

    WORK = "work"
    THEORY = "theory"
    LANGUAGE = "language"
    COACHING = "coaching"


class Criterion(StrEnum):
    """The five criteria of a requirement profile (Werving en selectie, second paragraph)."""

    LANGUAGE = "language"
    LEARNABILITY = "learnability"
    AVAILABILITY = "availability"
    LOAD = "load"
    MOTIVATION = "motivation"


class GateCriterion(StrEnum):
    """What is weighed at a go/no-go moment."""

    PROFILE_MET = "profile_met"
    LANGUAGE_REACHED = "language_reached"
    ATTENDANCE = "attendance"
    MOTIVATION = "motivation"
    OBSTACLES_SOLVED = "obstacles_solved"
    EMPLOYER_AGREES = "employer_agrees"
    CANDIDATE_AGREES = "candidate_agrees"
    INTERNSHIP_COMPLETED = "internship_completed"
    CREDENTIAL_EARNED = "credential_earned"


class Reach(StrEnum):
    """How far recruitment looks for candidates."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    SUPRA_REGIONAL = "supra_regional"


class Deviation(StrEnum):
    """What a design lets the selection do with someone below the requirements.

    ``FREE`` describes how others work; whoever runs such a group here needs the reasoned exception all the same.
    """

    NEVER = "never"
    REASONED_EXCEPTION = "reasoned_exception"
    FREE = "free"


class PlacementPath(StrEnum):
    """How a participant gets from the trajectory to a contract."""

    DIRECT = "direct"
    TRIAL = "trial"


class Term(StrEnum):
    """What both sides must know at placement."""

    PAY = "pay"
    CONTRACT_LENGTH = "contract_length"
    GROWTH = "growth"


class Section(StrEnum):
    """A place in the whitepaper that a rule or fact can point at."""

    OPPORTUNITIES = "opportunities"
    CHALLENGES = "challenges"
    DISSECTED = "dissected"
    COMPONENTS = "components"
    FIGURE_1 = "figure_1"
    TABLE_1 = "table_1"
    FOOTNOTE_4 = "footnote_4"
    FOOTNOTE_5 = "footnote_5"
    RECRUITMENT = "recruitment"
    PRE_TRACK = "pre_track"
    LEARN_WORK = "learn_work"
    LANGUAGE = "language"
    COACHING = "coaching"
    PLACEMENT = "placement"
    BOX_1A = "box_1a"
    BOX_1B = "box_1b"
    BOX_1C = "box_1c"
    BOX_2A = "box_2a"
    BOX_2B = "box_2b"
    BOX_2C = "box_2c"
    MISSION = "mission"
    SUMMARY_RECRUITMENT = "summary_recruitment"
    SUMMARY_PRE_TRACK = "summary_pre_track"
    SUMMARY_LEARN_WORK = "summary_learn_work"
    SUMMARY_LANGUAGE = "summary_language"
    SUMMARY_COACHING = "summary_coaching"
    SUMMARY_PLACEMENT = "summary_placement"
