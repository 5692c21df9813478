"""Rules about learning and working, and the language support that runs beside it."""

from __future__ import annotations

from collections.abc import Iterator

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import FindingCode, Remedy, Rule, Severity, Spot, rule, spot
from leerwerk.engine.model.generic import (
    GENERIC_MODEL,
    LOW_LEVELS,
    USUAL_MONTHS,
    WORK_SHARE,
    WORK_SHARE_TOLERANCE,
)
from leerwerk.engine.model.rules.presence import lacks_content, lacks_employer
from leerwerk.engine.model.vocabulary import (
    Activity,
    Cefr,
    ComponentKind,
    Content,
    CredentialKind,
    Duty,
    Level,
    Role,
    Section,
)

LEARN_WORK = ComponentKind.LEARN_WORK
LANGUAGE = ComponentKind.LANGUAGE


@rule(FindingCode.WORK_SHARE_FAR, Severity.WARNING, Remedy.BALANCE_WEEK, Section.LEARN_WORK, 1)
def work_share_far(blueprint: Blueprint) -> Iterator[Spot]:
    """About four fifths of learn-and-work is work; extra language lessons come on top and do not count."""
    if blueprint.component(LEARN_WORK) is None:
        return
    share = blueprint.work_share or 0.0
    # A hair of slack, so that exactly nine tenths does not fall out of range through binary fractions.
    if abs(share - WORK_SHARE) > WORK_SHARE_TOLERANCE + 1e-9:
        yield spot(LEARN_WORK, "hours", percent=round(100 * share), wanted=round(100 * WORK_SHARE))


@rule(FindingCode.LEARNING_NOT_SECTOR_BASED, Severity.WARNING, Remedy.CHOOSE_SECTOR, Section.LEARN_WORK, 1)
def learning_not_sector_based(blueprint: Blueprint) -> Iterator[Spot]:
    """Learning is built for one sector."""
    if not blueprint.sector.strip():
        yield spot(None, "sector")
    else:
        yield from lacks_content(blueprint, LEARN_WORK, Content.SECTOR_BASED)


@rule(FindingCode.CREDENTIAL_MISSING, Severity.BLOCKING, Remedy.ADD_CREDENTIAL, Section.SUMMARY_LEARN_WORK, 2)
def credential_missing(blueprint: Blueprint) -> Iterator[Spot]:
    """The trajectory itself ends with a paper; one that is only earned later, in employment, does not count."""
    if not any(not credential.after_placement for credential in blueprint.credentials):
        yield spot(None, "credentials")


@rule(FindingCode.FUNCTIONS_NOT_TASKS, Severity.ADVICE, Remedy.DESCRIBE_TASKS, Section.SUMMARY_LEARN_WORK, 1)
def functions_not_tasks(blueprint: Blueprint) -> Iterator[Spot]:
    """The work is described as tasks."""
    if not blueprint.work_tasks:
        yield spot(None, "work_tasks")


@rule(FindingCode.REGULAR_SUPPLY_UNUSED, Severity.ADVICE, Remedy.USE_REGULAR_SUPPLY, Section.LEARN_WORK, 2)
def regular_supply_unused(blueprint: Blueprint) -> Iterator[Spot]:
    """Regular programmes come first; purely bespoke learning is for people with little schooling."""
    component = blueprint.component(LEARN_WORK)
    if component is None or blueprint.level in LOW_LEVELS:
        return
    if Content.REGULAR_PROGRAMME not in component.content:
        yield spot(LEARN_WORK, "content", level=blueprint.level)


@rule(FindingCode.BESPOKE_NEEDED, Severity.ADVICE, Remedy.ADD_BESPOKE, Section.LEARN_WORK, 2)
def bespoke_needed(blueprint: Blueprint) -> Iterator[Spot]:
    """Low level and little Dutch at admission ask for something made to measure."""
    component = blueprint.component(LEARN_WORK)
    speaking = blueprint.profile.language.speaking
    if component is None or speaking is None or blueprint.level not in LOW_LEVELS or speaking > Cefr.A1:
        return
    if not {Content.BESPOKE, Content.SLOWER_PACE} & set(component.content):
        yield spot(LEARN_WORK, "content", level=blueprint.level, cefr=speaking)


@rule(FindingCode.UNUSUAL_LENGTH_FOR_LEVEL, Severity.ADVICE, Remedy.CHECK_LEVEL, Section.FOOTNOTE_5)
def unusual_length(blueprint: Blueprint) -> Iterator[Spot]:
    """A diploma takes about as long as a regular dual programme at its level."""
    component = blueprint.component(LEARN_WORK)
    usual = USUAL_MONTHS.get(blueprint.level)
    diploma = any(
        credential.kind is CredentialKind.DIPLOMA
        and credential.level is blueprint.level
        and not credential.after_placement
        for credential in blueprint.credentials
    )
    if component is not None and usual is not None and diploma and not usual.holds(component.months):
        yield spot(LEARN_WORK, "months", months=component.months, low=usual.low, high=usual.high, level=blueprint.level)


@rule(FindingCode.MBO4_SELDOM_DUAL, Severity.ADVICE, Remedy.CHECK_LEVEL, Section.FOOTNOTE_5)
def mbo4_seldom_dual(blueprint: Blueprint) -> Iterator[Spot]:
    """Dual programmes are usually not offered at mbo 4."""
    if blueprint.level is Level.MBO4:
        yield spot(None, "level", level=blueprint.level)


@rule(FindingCode.LANGUAGE_NOT_PARALLEL, Severity.BLOCKING, Remedy.RUN_LANGUAGE_BESIDE_WORK, Section.LANGUAGE, 1)
def language_not_parallel(blueprint: Blueprint) -> Iterator[Spot]:
    """Language runs beside learn-and-work, from its start to its end or as long as Table 1 lets language last."""
    work, language = blueprint.component(LEARN_WORK), blueprint.component(LANGUAGE)
    if work is None or language is None:
        return
    needed_until = min(work.end, language.start + GENERIC_MODEL[LANGUAGE].months.high)
    if language.start > work.start or language.end < needed_until:
        yield spot(LANGUAGE, "start", start=language.start, end=language.end, until=needed_until)


@rule(FindingCode.VOCATIONAL_LANGUAGE_ABSENT, Severity.WARNING, Remedy.ADD_CONTENT, Section.LANGUAGE, 1)
def vocational_language_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """The language of the trade is taught."""
    yield from lacks_content(blueprint, LANGUAGE, Content.VOCATIONAL_LANGUAGE)


@rule(
    FindingCode.VOCATIONAL_LANGUAGE_STARTS_LATE,
    Severity.WARNING,
    Remedy.START_TRADE_WORDS_EARLIER,
    Section.SUMMARY_LANGUAGE,
    1,
)
def vocational_language_starts_late(blueprint: Blueprint) -> Iterator[Spot]:
    """The language of the trade is taught in every phase: already in the pre-track, there or in the extra lessons."""
    pre_track, language = blueprint.component(ComponentKind.PRE_TRACK), blueprint.component(LANGUAGE)
    # Without any Dutch in the pre-track, that is the finding.
    if pre_track is None or Content.GENERAL_LANGUAGE not in pre_track.content:
        return
    beside = language is not None and language.overlaps(pre_track) and Content.VOCATIONAL_LANGUAGE in language.content
    if not beside:
        yield from lacks_content(blueprint, ComponentKind.PRE_TRACK, Content.VOCATIONAL_LANGUAGE)


@rule(FindingCode.IDIOM_NOT_SUPPLIED, Severity.WARNING, Remedy.ASK_EMPLOYER_FOR_WORDS, Section.LANGUAGE, 2)
def idiom_not_supplied(blueprint: Blueprint) -> Iterator[Spot]:
    """The employer tells the language teacher which words the floor uses."""
    yield from lacks_employer(blueprint, LANGUAGE, Duty.SUPPLY_IDIOM)


@rule(FindingCode.COURSE_LANGUAGE_NOT_STATED, Severity.WARNING, Remedy.ASK_SCHOOL_FOR_LANGUAGE, Section.LANGUAGE, 2)
def course_language_not_stated(blueprint: Blueprint) -> Iterator[Spot]:
    """A school that takes part tells the language teacher which Dutch its course needs."""
    educator = any(Role.EDUCATOR in component.roles for component in blueprint.components)
    if blueprint.component(LANGUAGE) is None or not educator:
        return
    if not any(Duty.STATE_COURSE_LANGUAGE in found.duties_of(Role.EDUCATOR) for found in blueprint.components):
        yield spot(LANGUAGE, "parts")


@rule(FindingCode.LANGUAGE_NOT_SCHEDULED, Severity.WARNING, Remedy.SCHEDULE_LANGUAGE, Section.LANGUAGE, 2)
def language_not_scheduled(blueprint: Blueprint) -> Iterator[Spot]:
    """Language lessons have hours and dagdelen of their own."""
    component = blueprint.component(LANGUAGE)
    if component is None:
        return
    if component.hours.language <= 0 or not any(slot.activity is Activity.LANGUAGE for slot in component.week):
        yield spot(LANGUAGE, "week", hours=component.hours.language)


RULES: tuple[Rule, ...] = (
    work_share_far,
    learning_not_sector_based,
    credential_missing,
    functions_not_tasks,
    regular_supply_unused,
    bespoke_needed,
    unusual_length,
    mbo4_seldom_dual,
    language_not_parallel,
    vocational_language_absent,
    vocational_language_starts_late,
    idiom_not_supplied,
    course_language_not_stated,
    language_not_scheduled,
)
