"""Rules about recruitment and selection: who takes part, what the profile asks, how people are reached."""

from __future__ import annotations

from collections.abc import Iterator

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import FindingCode, Remedy, Rule, Severity, Spot, rule, spot
from leerwerk.engine.model.generic import LOW_LEVEL_LANGUAGE_LIMIT, LOW_LEVELS
from leerwerk.engine.model.rules.presence import lacks_content, lacks_role
from leerwerk.engine.model.vocabulary import (
    WORKING_WEEK,
    ComponentKind,
    Content,
    Deviation,
    LanguageSkill,
    Reach,
    Role,
    Section,
)

RECRUITMENT = ComponentKind.RECRUITMENT


@rule(
    FindingCode.EMPLOYER_ABSENT_AT_RECRUITMENT,
    Severity.BLOCKING,
    Remedy.INVOLVE_EMPLOYER,
    Section.RECRUITMENT,
    2,
)
def employer_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """Employers take part from the very start."""
    yield from lacks_role(blueprint, RECRUITMENT, Role.EMPLOYER)


@rule(FindingCode.EXPERTISE_PARTNER_ABSENT, Severity.WARNING, Remedy.GIVE_ROLE_A_PARTY, Section.RECRUITMENT, 3)
def expertise_partner_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """Those who know the group help to write the profile and to select."""
    yield from lacks_role(blueprint, RECRUITMENT, Role.EXPERTISE_PARTNER)


@rule(FindingCode.CONNECTOR_ABSENT, Severity.WARNING, Remedy.GIVE_ROLE_A_PARTY, Section.RECRUITMENT, 4)
def connector_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """Connectors reach status holders, case managers and employers."""
    yield from lacks_role(blueprint, RECRUITMENT, Role.CONNECTOR)


@rule(FindingCode.PROFILE_INCOMPLETE, Severity.BLOCKING, Remedy.COMPLETE_PROFILE, Section.RECRUITMENT, 2)
def profile_incomplete(blueprint: Blueprint) -> Iterator[Spot]:
    """Language, learnability, availability, load beside the home, motivation: each is stated."""
    for criterion in blueprint.profile.missing_criteria:
        yield spot(None, f"profile.{criterion}", criterion=criterion)


@rule(FindingCode.PROFILE_WITHOUT_EMPLOYER, Severity.WARNING, Remedy.WRITE_PROFILE_TOGETHER, Section.RECRUITMENT, 1)
def profile_without_employer(blueprint: Blueprint) -> Iterator[Spot]:
    """The profile is made together with an employer or the branch."""
    if not {Role.EMPLOYER, Role.SECTOR_BODY} & set(blueprint.profile.made_with):
        yield spot(None, "profile.made_with")


@rule(FindingCode.SELECTION_NOT_BINDING, Severity.WARNING, Remedy.BIND_SELECTION, Section.RECRUITMENT, 3)
def selection_not_binding(blueprint: Blueprint) -> Iterator[Spot]:
    """Selection does not deviate from the requirements."""
    if blueprint.profile.deviation is Deviation.FREE:
        yield spot(None, "profile.deviation")


@rule(FindingCode.INTAKE_NOT_CULTURE_SENSITIVE, Severity.WARNING, Remedy.IMPROVE_INTAKE, Section.RECRUITMENT, 3)
def intake_not_culture_sensitive(blueprint: Blueprint) -> Iterator[Spot]:
    """Intakes are culture-sensitive."""
    yield from lacks_content(blueprint, RECRUITMENT, Content.CULTURE_SENSITIVE_INTAKE)


@rule(FindingCode.INTERPRETER_ABSENT, Severity.ADVICE, Remedy.IMPROVE_INTAKE, Section.RECRUITMENT, 3)
def interpreter_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """An interpreter can be called in."""
    yield from lacks_content(blueprint, RECRUITMENT, Content.INTERPRETER)


@rule(FindingCode.COMMUNICATION_UNCLEAR, Severity.WARNING, Remedy.TELL_ALL_PARTIES, Section.RECRUITMENT, 4)
def communication_unclear(blueprint: Blueprint) -> Iterator[Spot]:
    """All parties hear plainly what the trajectory is, asks and brings."""
    yield from lacks_content(blueprint, RECRUITMENT, Content.CLEAR_COMMUNICATION)


@rule(FindingCode.AMBASSADORS_ABSENT, Severity.ADVICE, Remedy.ASK_AMBASSADORS, Section.RECRUITMENT, 4)
def ambassadors_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """Status holders who went before tell others."""
    yield from lacks_content(blueprint, RECRUITMENT, Content.AMBASSADORS)


@rule(FindingCode.REACH_TOO_LOCAL, Severity.ADVICE, Remedy.RECRUIT_WIDER, Section.SUMMARY_RECRUITMENT, 2)
def reach_too_local(blueprint: Blueprint) -> Iterator[Spot]:
    """Recruiting within one municipality seldom fills a group."""
    if blueprint.reach is Reach.MUNICIPALITY:
        yield spot(None, "reach", minimum=blueprint.group.minimum)


@rule(FindingCode.GROUP_SIZES_REVERSED, Severity.BLOCKING, Remedy.CORRECT_GROUP_SIZE, Section.SUMMARY_RECRUITMENT, 2)
def group_sizes_reversed(blueprint: Blueprint) -> Iterator[Spot]:
    """The smallest group is not larger than the largest."""
    if blueprint.group.minimum > blueprint.group.maximum:
        yield spot(None, "group", minimum=blueprint.group.minimum, maximum=blueprint.group.maximum)


@rule(FindingCode.GROUP_TOO_SMALL_TO_PAY, Severity.ADVICE, Remedy.CORRECT_GROUP_SIZE, Section.SUMMARY_RECRUITMENT, 2)
def group_too_small_to_pay(blueprint: Blueprint) -> Iterator[Spot]:
    """Volume makes a trajectory pay: at the smallest size the fixed cost per head stays below the cost per head."""
    share = blueprint.costs.fixed / max(1, blueprint.group.minimum)
    if share > blueprint.costs.per_participant:
        yield spot(
            None,
            "group.minimum",
            minimum=blueprint.group.minimum,
            fixed_share=round(share, 1),
            per_participant=blueprint.costs.per_participant,
        )


@rule(
    FindingCode.ROSTER_OUTSIDE_AVAILABILITY,
    Severity.WARNING,
    Remedy.ASK_AVAILABILITY,
    Section.RECRUITMENT,
    2,
)
def roster_outside_availability(blueprint: Blueprint) -> Iterator[Spot]:
    """Dagdelen that the roster uses are asked of everyone in the profile. Evenings are agreed one by one."""
    asked = blueprint.profile.availability
    if asked is None:
        return
    used = {slot.dagdeel for component in blueprint.components for slot in component.week}
    for dagdeel in WORKING_WEEK:
        if dagdeel in used and dagdeel not in asked:
            yield spot(None, "profile.availability", dagdeel=dagdeel)


@rule(
    FindingCode.LANGUAGE_MINIMUM_TOO_HIGH,
    Severity.WARNING,
    Remedy.LOWER_LANGUAGE_MINIMUM,
    Section.CHALLENGES,
    1,
)
def language_minimum_too_high(blueprint: Blueprint) -> Iterator[Spot]:
    """A low level with a high language demand shuts out the people it is for."""
    if blueprint.level not in LOW_LEVELS:
        return
    for skill in LanguageSkill:
        minimum = blueprint.profile.language.of(skill)
        if minimum is not None and minimum >= LOW_LEVEL_LANGUAGE_LIMIT:
            yield spot(None, f"profile.language.{skill}", skill=skill, cefr=minimum, level=blueprint.level)


RULES: tuple[Rule, ...] = (
    employer_absent,
    expertise_partner_absent,
    connector_absent,
    profile_incomplete,
    profile_without_employer,
    selection_not_binding,
    intake_not_culture_sensitive,
    interpreter_absent,
    communication_unclear,
    ambassadors_absent,
    reach_too_local,
    group_sizes_reversed,
    group_too_small_to_pay,
    roster_outside_availability,
    language_minimum_too_high,
)
