"""Rules about the pre-track: language, getting to know each other, obstacles, and the go/no-go."""

from __future__ import annotations

from collections.abc import Iterator

from leerwerk.engine.model.blueprint import Blueprint
from leerwerk.engine.model.findings import FindingCode, Remedy, Rule, Severity, Spot, rule, spot
from leerwerk.engine.model.generic import LANGUAGE_FLOOR
from leerwerk.engine.model.rules.presence import lacks_content, lacks_role
from leerwerk.engine.model.vocabulary import ComponentKind, Content, Level, Role, Section

PRE_TRACK = ComponentKind.PRE_TRACK
EDUCATION_SECTOR = "onderwijs"


@rule(FindingCode.NO_GO_NO_GO, Severity.WARNING, Remedy.ADD_GATE, Section.PRE_TRACK, 1)
def no_go_no_go(blueprint: Blueprint) -> Iterator[Spot]:
    """A go/no-go stands before learn-and-work."""
    if blueprint.gate_before(ComponentKind.LEARN_WORK) is None:
        yield spot(None, "gates")


@rule(FindingCode.GATE_WITHOUT_CRITERIA, Severity.WARNING, Remedy.NAME_GATE_CRITERIA, Section.PRE_TRACK, 1)
def gate_without_criteria(blueprint: Blueprint) -> Iterator[Spot]:
    """A go/no-go says what is weighed and who decides."""
    for gate in blueprint.gates:
        if not gate.criteria or not gate.decided_by:
            yield spot(None, f"gates.{gate.before}", component=gate.before)


@rule(FindingCode.EMPLOYER_ABSENT_IN_PRE_TRACK, Severity.WARNING, Remedy.INVOLVE_EMPLOYER, Section.SUMMARY_PRE_TRACK, 1)
def employer_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """The employer has a part in the pre-track."""
    yield from lacks_role(blueprint, PRE_TRACK, Role.EMPLOYER)


@rule(FindingCode.EMPLOYER_NOT_MET, Severity.WARNING, Remedy.LET_THEM_MEET, Section.PRE_TRACK, 1)
def employer_not_met(blueprint: Blueprint) -> Iterator[Spot]:
    """Candidate and employer get to know each other on the floor: a taster placement, a visit, an internship."""
    yield from lacks_content(blueprint, PRE_TRACK, Content.TASTER_PLACEMENT, Content.COMPANY_VISITS, Content.INTERNSHIP)


@rule(FindingCode.INTERCULTURAL_ONE_WAY, Severity.WARNING, Remedy.PREPARE_BOTH_SIDES, Section.PRE_TRACK, 1)
def intercultural_one_way(blueprint: Blueprint) -> Iterator[Spot]:
    """Intercultural preparation works both ways: for the candidate and for the team."""
    component = blueprint.component(PRE_TRACK)
    if component is None:
        return
    for side in (Content.INTERCULTURAL_CANDIDATE, Content.INTERCULTURAL_TEAM):
        if side not in component.content:
            yield spot(PRE_TRACK, "content", content=side)


@rule(FindingCode.OBSTACLES_NOT_ADDRESSED, Severity.WARNING, Remedy.LIST_OBSTACLES, Section.BOX_1B)
def obstacles_not_addressed(blueprint: Blueprint) -> Iterator[Spot]:
    """Practical obstacles such as childcare are taken away before the start."""
    yield from lacks_content(blueprint, PRE_TRACK, Content.OBSTACLES)


@rule(FindingCode.LANGUAGE_ABSENT_FROM_PRE_TRACK, Severity.WARNING, Remedy.START_LANGUAGE_EARLIER, Section.DISSECTED, 4)
def language_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """The pre-track teaches Dutch: in its own lessons, or because extra language support has begun."""
    language = blueprint.component(ComponentKind.LANGUAGE)
    pre_track = blueprint.component(PRE_TRACK)
    if pre_track is not None and language is not None and language.overlaps(pre_track):
        return
    yield from lacks_content(blueprint, PRE_TRACK, Content.GENERAL_LANGUAGE, Content.VOCATIONAL_LANGUAGE)


@rule(FindingCode.LANGUAGE_STARTS_LATE, Severity.WARNING, Remedy.START_LANGUAGE_EARLIER, Section.PRE_TRACK, 1)
def language_starts_late(blueprint: Blueprint) -> Iterator[Spot]:
    """Extra language support begins during the pre-track; a pre-track without any Dutch is the rule above.

    Starting after learn-and-work began is the graver rule that language runs beside it. That coaching begins in
    the pre-track too has a rule of its own (Begeleiding, second paragraph).
    """
    language, pre_track = blueprint.component(ComponentKind.LANGUAGE), blueprint.component(PRE_TRACK)
    if language is None or pre_track is None or any(language_absent.search(blueprint)):
        return
    if pre_track.end <= language.start <= 0:
        yield spot(ComponentKind.LANGUAGE, "start", start=language.start, end=pre_track.end)


@rule(FindingCode.LANGUAGE_TOO_LOW_FOR_LEVEL, Severity.WARNING, Remedy.RAISE_LANGUAGE_GOAL, Section.OPPORTUNITIES, 1)
def language_too_low(blueprint: Blueprint) -> Iterator[Spot]:
    """The level asks a speaking level at the start of learn-and-work that admission or pre-track must give."""
    floor = LANGUAGE_FLOOR.get(blueprint.level)
    pre_track = blueprint.component(PRE_TRACK)
    if pre_track is None:
        return
    known = (blueprint.profile.language.speaking, pre_track.language_goals.speaking)
    reached = [level for level in known if level is not None]
    # Without any language statement the incomplete profile is the finding.
    if floor is not None and reached and all(level < floor for level in reached):
        best = max(reached, key=lambda level: level.rank)
        yield spot(PRE_TRACK, "language_goals.speaking", cefr=best, floor=floor, level=blueprint.level)


@rule(FindingCode.EDUCATION_NEEDS_HBO, Severity.WARNING, Remedy.CHOOSE_HBO, Section.PRE_TRACK, 3)
def education_needs_hbo(blueprint: Blueprint) -> Iterator[Spot]:
    """Work in education leans on language so much that it is offered at hbo level only."""
    if blueprint.sector == EDUCATION_SECTOR and blueprint.level is not Level.HBO:
        yield spot(None, "level", level=blueprint.level)


@rule(FindingCode.ORIENTATION_ABSENT, Severity.ADVICE, Remedy.ADD_CONTENT, Section.DISSECTED, 4)
def orientation_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """The pre-track lets people look around in the occupation."""
    yield from lacks_content(blueprint, PRE_TRACK, Content.ORIENTATION)


@rule(FindingCode.EMPLOYEE_SKILLS_ABSENT, Severity.ADVICE, Remedy.ADD_CONTENT, Section.PRE_TRACK, 1)
def employee_skills_absent(blueprint: Blueprint) -> Iterator[Spot]:
    """How this company works and what is expected: in the pre-track or in the coaching (Begeleiding § 1)."""
    coaching = blueprint.component(ComponentKind.COACHING)
    if coaching is not None and Content.EMPLOYEE_SKILLS in coaching.content:
        return
    yield from lacks_content(blueprint, PRE_TRACK, Content.EMPLOYEE_SKILLS)


RULES: tuple[Rule, ...] = (
    no_go_no_go,
    gate_without_criteria,
    employer_absent,
    employer_not_met,
    intercultural_one_way,
    obstacles_not_addressed,
    language_absent,
    language_starts_late,
    language_too_low,
    education_needs_hbo,
    orientation_absent,
    employee_skills_absent,
)
