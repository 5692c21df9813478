"""What a check can find: codes and numbers only; the apps make sentences of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.generic import Citation
from leerwerk.engine.model.vocabulary import ComponentKind, Section


class Severity(StrEnum):
    """Blocking: not yet a trajectory to open groups for. Warning: breaks the model. Advice: leaves something unused."""

    BLOCKING = "blocking"
    WARNING = "warning"
    ADVICE = "advice"


class FindingCode(StrEnum):
    """One per rule."""

    COMPONENT_MISSING = "component_missing"
    COMPONENT_REPEATED = "component_repeated"
    DURATION_OUTSIDE_RANGE = "duration_outside_range"
    ROLE_MISSING = "role_missing"
    OUT_OF_ORDER = "out_of_order"
    PREPARATION_NOT_LED = "preparation_not_led"
    DIRECTOR_MISSING = "director_missing"
    DAGDELEN_CLASH = "dagdelen_clash"
    WEEK_TOO_FULL = "week_too_full"
    EMPLOYER_ABSENT_AT_RECRUITMENT = "employer_absent_at_recruitment"
    EXPERTISE_PARTNER_ABSENT = "expertise_partner_absent"
    CONNECTOR_ABSENT = "connector_absent"
    PROFILE_INCOMPLETE = "profile_incomplete"
    PROFILE_WITHOUT_EMPLOYER = "profile_without_employer"
    SELECTION_NOT_BINDING = "selection_not_binding"
    INTAKE_NOT_CULTURE_SENSITIVE = "intake_not_culture_sensitive"
    INTERPRETER_ABSENT = "interpreter_absent"
    COMMUNICATION_UNCLEAR = "communication_unclear"
    AMBASSADORS_ABSENT = "ambassadors_absent"
    REACH_TOO_LOCAL = "reach_too_local"
    GROUP_SIZES_REVERSED = "group_sizes_reversed"
    GROUP_TOO_SMALL_TO_PAY = "group_too_small_to_pay"
    ROSTER_OUTSIDE_AVAILABILITY = "roster_outside_availability"
    LANGUAGE_MINIMUM_TOO_HIGH = "language_minimum_too_high"
    PRE_TRACK_MISSING = "pre_track_missing"
    NO_GO_NO_GO = "no_go_no_go"
    GATE_WITHOUT_CRITERIA = "gate_without_criteria"
    EMPLOYER_ABSENT_IN_PRE_TRACK = "employer_absent_in_pre_track"
    EMPLOYER_NOT_MET = "employer_not_met"
    INTERCULTURAL_ONE_WAY = "intercultural_one_way"
    OBSTACLES_NOT_ADDRESSED = "obstacles_not_addressed"
    LANGUAGE_ABSENT_FROM_PRE_TRACK = "language_absent_from_pre_track"
    LANGUAGE_STARTS_LATE = "language_starts_late"
    LANGUAGE_TOO_LOW_FOR_LEVEL = "language_too_low_for_level"
    EDUCATION_NEEDS_HBO = "education_needs_hbo"
    ORIENTATION_ABSENT = "orientation_absent"
    EMPLOYEE_SKILLS_ABSENT = "employee_skills_absent"
    WORK_SHARE_FAR = "work_share_far"
    LEARNING_NOT_SECTOR_BASED = "learning_not_sector_based"
    CREDENTIAL_MISSING = "credential_missing"
    FUNCTIONS_NOT_TASKS = "functions_not_tasks"
    REGULAR_SUPPLY_UNUSED = "regular_supply_unused"
    BESPOKE_NEEDED = "bespoke_needed"
    UNUSUAL_LENGTH_FOR_LEVEL = "unusual_length_for_level"
    MBO4_SELDOM_DUAL = "mbo4_seldom_dual"
    LANGUAGE_NOT_PARALLEL = "language_not_parallel"
    VOCATIONAL_LANGUAGE_ABSENT = "vocational_language_absent"
    VOCATIONAL_LANGUAGE_STARTS_LATE = "vocational_language_starts_late"
    IDIOM_NOT_SUPPLIED = "idiom_not_supplied"
    COURSE_LANGUAGE_NOT_STATED = "course_language_not_stated"
    LANGUAGE_NOT_SCHEDULED = "language_not_scheduled"
    COACHING_NOT_PARALLEL = "coaching_not_parallel"
    COACHING_STARTS_LATE = "coaching_starts_late"
    COACHING_ENDS_AT_PLACEMENT = "coaching_ends_at_placement"
    CANDIDATE_NOT_COACHED = "candidate_not_coached"
    EMPLOYER_NOT_COACHED = "employer_not_coached"
    CONTACT_NOT_LOW_THRESHOLD = "contact_not_low_threshold"
    HIRING_INTENTION_MISSING = "hiring_intention_missing"
    NO_PLACEMENT_PATH = "no_placement_path"
    TRIAL_TOO_SHORT = "trial_too_short"
    WAGE_VALUE_FRAME_MISSING = "wage_value_frame_missing"
    TERMS_UNCLEAR = "terms_unclear"
    ONBOARDING_MISSING = "onboarding_missing"
    BUDDY_MISSING = "buddy_missing"
    COLLEAGUES_NOT_MET = "colleagues_not_met"
    EMPLOYER_NETWORK_MISSING = "employer_network_missing"
    TEAM_NOT_PREPARED = "team_not_prepared"


class Remedy(StrEnum):
    """What to do about a finding."""

    ADD_COMPONENT = "add_component"
    KEEP_ONE_COMPONENT = "keep_one_component"
    CHANGE_DURATION = "change_duration"
    GIVE_ROLE_A_PARTY = "give_role_a_party"
    FIND_INITIATOR = "find_initiator"
    MOVE_COMPONENT = "move_component"
    MOVE_DAGDEEL = "move_dagdeel"
    LOWER_HOURS = "lower_hours"
    INVOLVE_EMPLOYER = "involve_employer"
    COMPLETE_PROFILE = "complete_profile"
    WRITE_PROFILE_TOGETHER = "write_profile_together"
    BIND_SELECTION = "bind_selection"
    IMPROVE_INTAKE = "improve_intake"
    TELL_ALL_PARTIES = "tell_all_parties"
    ASK_AMBASSADORS = "ask_ambassadors"
    RECRUIT_WIDER = "recruit_wider"
    CORRECT_GROUP_SIZE = "correct_group_size"
    ASK_AVAILABILITY = "ask_availability"
    LOWER_LANGUAGE_MINIMUM = "lower_language_minimum"
    ADD_GATE = "add_gate"
    NAME_GATE_CRITERIA = "name_gate_criteria"
    LET_THEM_MEET = "let_them_meet"
    PREPARE_BOTH_SIDES = "prepare_both_sides"
    LIST_OBSTACLES = "list_obstacles"
    START_LANGUAGE_EARLIER = "start_language_earlier"
    RAISE_LANGUAGE_GOAL = "raise_language_goal"
    CHOOSE_HBO = "choose_hbo"
    ADD_CONTENT = "add_content"
    BALANCE_WEEK = "balance_week"
    CHOOSE_SECTOR = "choose_sector"
    ADD_CREDENTIAL = "add_credential"
    DESCRIBE_TASKS = "describe_tasks"
    USE_REGULAR_SUPPLY = "use_regular_supply"
    ADD_BESPOKE = "add_bespoke"
    CHECK_LEVEL = "check_level"
    RUN_LANGUAGE_BESIDE_WORK = "run_language_beside_work"
    ASK_EMPLOYER_FOR_WORDS = "ask_employer_for_words"
    ASK_SCHOOL_FOR_LANGUAGE = "ask_school_for_language"
    SCHEDULE_LANGUAGE = "schedule_language"
    RUN_COACHING_BESIDE_WORK = "run_coaching_beside_work"
    START_COACHING_EARLIER = "start_coaching_earlier"
    CONTINUE_COACHING = "continue_coaching"
    COACH_EMPLOYER = "coach_employer"
    ASK_HIRING_INTENTION = "ask_hiring_intention"
    CHOOSE_PLACEMENT_PATH = "choose_placement_path"
    LENGTHEN_TRIAL = "lengthen_trial"
    SET_WAGE_VALUE_FRAME = "set_wage_value_frame"
    SETTLE_TERMS = "settle_terms"
    START_TRADE_WORDS_EARLIER = "start_trade_words_earlier"
    COACH_CANDIDATE = "coach_candidate"
    ARRANGE_WELCOME = "arrange_welcome"
    BUILD_NETWORK = "build_network"


type Parameter = int | float | str
"""A number, or a member of one of the model's enums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the check saw. ``place``: path of the fact in the blueprint; ``parameters``: named numbers, codes."""

    code: FindingCode
    severity: Severity
    component: ComponentKind | None
    place: str
    parameters: tuple[tuple[str, Parameter], ...]
    citation: Citation
    remedy: Remedy

    @property
    def values(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return dict(self.parameters)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule is broken, and with which numbers."""

    component: ComponentKind | None
    place: str
    parameters: tuple[tuple[str, Parameter], ...]


def spot(kind: ComponentKind | None, place: str, /, **parameters: Parameter) -> Spot:
    """A spot with named parameters; ``place`` is relative to the component when there is one."""
    path = place if kind is None else f"components.{kind.value}" + (f".{place}" if place else "")
    return Spot(kind, path, tuple(parameters.items()))


type Search = Callable[[Blueprint], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the whitepaper and the function that finds where a blueprint breaks it."""

    code: FindingCode
    severity: Severity
    citation: Citation
    remedy: Remedy
    search: Search

    def check(self, blueprint: Blueprint) -> Iterable[Finding]:
        """The findings of this rule."""
        for found in self.search(blueprint):
            yield Finding(
                code=self.code,
                severity=self.severity,
                component=found.component,
                place=found.place,
                parameters=found.parameters,
                citation=self.citation,
                remedy=self.remedy,
            )


def rule(
    code: FindingCode, severity: Severity, remedy: Remedy, section: Section, paragraph: int = 0
) -> Callable[[Search], Rule]:
    """Make a rule of a search function, with its place in the whitepaper."""

    def decorate(search: Search) -> Rule:
        return Rule(code, severity, Citation(section, paragraph), remedy, search)

    return decorate
