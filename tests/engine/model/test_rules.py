"""Every rule of the whitepaper speaks when it is broken, and only then."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from leerwerk.engine.blueprints import EXAMPLES
from leerwerk.engine.model import (
    RULES,
    Activity,
    Blueprint,
    Cefr,
    Component,
    ComponentKind,
    Content,
    Costs,
    Credential,
    CredentialKind,
    Dagdeel,
    Deviation,
    Duty,
    FindingCode,
    GroupSize,
    Level,
    Part,
    PlacementTerms,
    Reach,
    RequirementProfile,
    Role,
    SkillLevels,
    Slot,
    Term,
    Text,
    WeekHours,
    check,
)
from tests.engine.model.sound import (
    SOUND,
    with_component,
    without_component,
    without_content,
    without_duty,
    without_role,
)

C, F, K = Content, FindingCode, ComponentKind


def profile(**changes: object) -> Blueprint:
    return replace(SOUND, profile=replace(SOUND.profile, **changes))  # type: ignore[arg-type]


def component(kind: ComponentKind, **changes: object) -> Blueprint:
    return with_component(kind, lambda found: replace(found, **changes))  # type: ignore[arg-type]


def terms(**changes: object) -> Blueprint:
    return replace(SOUND, placement=replace(SOUND.placement, **changes))  # type: ignore[arg-type]


def twice(kind: ComponentKind) -> Blueprint:
    found = SOUND.component(kind)
    assert found is not None
    return replace(SOUND, components=(*SOUND.components, found))


def at_mbo3(*, content: tuple[Content, ...] = (C.SECTOR_BASED, C.REGULAR_PROGRAMME), **changes: object) -> Blueprint:
    """A design at mbo 3 to a certificate in a year and a half; sound but for ``content`` and ``changes``."""
    lengths: dict[ComponentKind, dict[str, object]] = {
        K.PRE_TRACK: {"language_goals": SkillLevels(speaking=Cefr.B1), "start": -1.0, "months": 1.0},
        K.RECRUITMENT: {"start": -3.0},
        K.LEARN_WORK: {"months": 18.0, "content": content},
        K.LANGUAGE: {"start": -1.0, "months": 19.0},
        K.COACHING: {"start": -1.0, "months": 24.0},
        K.PLACEMENT: {"start": 18.0, "months": 1.0},
    }
    made: list[Component] = [replace(found, **lengths[found.kind]) for found in SOUND.components]  # type: ignore[arg-type]
    return replace(SOUND, level=Level.MBO3, components=tuple(made), credentials=(CERTIFICATE,), **changes)  # type: ignore[arg-type]


CERTIFICATE = Credential(code="c", kind=CredentialKind.CERTIFICATE, title=Text("Certificaat", "Certificate"))
DIPLOMA = Credential(code="d", kind=CredentialKind.DIPLOMA, level=Level.MBO2, title=Text("Diploma", "Diploma"))
NO_GATE_CRITERIA = tuple(replace(gate, criteria=()) if gate.before is K.LEARN_WORK else gate for gate in SOUND.gates)

BROKEN: list[tuple[FindingCode, Blueprint]] = [
    (F.COMPONENT_MISSING, without_component(K.LANGUAGE)),
    (F.COMPONENT_MISSING, without_component(K.COACHING)),
    (F.PRE_TRACK_MISSING, without_component(K.PRE_TRACK)),
    (F.COMPONENT_REPEATED, twice(K.PLACEMENT)),
    (F.DURATION_OUTSIDE_RANGE, component(K.RECRUITMENT, months=0.5)),
    (F.DURATION_OUTSIDE_RANGE, component(K.COACHING, months=28.0)),
    (F.ROLE_MISSING, without_role(K.PLACEMENT, Role.CONNECTOR)),
    (F.ROLE_MISSING, without_role(K.LEARN_WORK, Role.EDUCATOR)),
    (F.ROLE_MISSING, without_role(K.COACHING, Role.MENTOR, Role.JOB_COACH)),
    (F.PREPARATION_NOT_LED, without_role(K.RECRUITMENT, Role.DIRECTOR)),
    (F.DIRECTOR_MISSING, without_role(K.PRE_TRACK, Role.DIRECTOR)),
    (F.DIRECTOR_MISSING, without_role(K.LEARN_WORK, Role.DIRECTOR)),
    (F.OUT_OF_ORDER, component(K.RECRUITMENT, start=-6.0)),
    (F.OUT_OF_ORDER, component(K.PRE_TRACK, start=-5.0, week=())),
    (F.DAGDELEN_CLASH, component(K.LANGUAGE, week=(Slot(Dagdeel.MON_PM, Activity.LANGUAGE),))),
    (F.DAGDELEN_CLASH, component(K.LANGUAGE, week=(Slot(Dagdeel.WED_PM, Activity.LANGUAGE),) * 2)),
    (F.WEEK_TOO_FULL, component(K.LEARN_WORK, hours=WeekHours(work=32, theory=8))),
    (F.EMPLOYER_ABSENT_AT_RECRUITMENT, without_role(K.RECRUITMENT, Role.EMPLOYER)),
    (F.EXPERTISE_PARTNER_ABSENT, without_role(K.RECRUITMENT, Role.EXPERTISE_PARTNER)),
    (F.CONNECTOR_ABSENT, without_role(K.RECRUITMENT, Role.CONNECTOR)),
    (F.PROFILE_INCOMPLETE, profile(learnability=None)),
    (F.PROFILE_INCOMPLETE, profile(load=None)),
    (F.PROFILE_INCOMPLETE, profile(motivation=None)),
    (F.PROFILE_INCOMPLETE, profile(availability=None)),
    (F.PROFILE_INCOMPLETE, profile(language=SkillLevels())),
    (F.PROFILE_WITHOUT_EMPLOYER, profile(made_with=(Role.INTERMEDIARY,))),
    (F.SELECTION_NOT_BINDING, profile(deviation=Deviation.FREE)),
    (F.INTAKE_NOT_CULTURE_SENSITIVE, without_content(K.RECRUITMENT, C.CULTURE_SENSITIVE_INTAKE)),
    (F.INTERPRETER_ABSENT, without_content(K.RECRUITMENT, C.INTERPRETER)),
    (F.COMMUNICATION_UNCLEAR, without_content(K.RECRUITMENT, C.CLEAR_COMMUNICATION)),
    (F.AMBASSADORS_ABSENT, without_content(K.RECRUITMENT, C.AMBASSADORS)),
    (F.REACH_TOO_LOCAL, replace(SOUND, reach=Reach.MUNICIPALITY)),
    (F.GROUP_SIZES_REVERSED, replace(SOUND, group=GroupSize(16, 15))),
    (F.GROUP_TOO_SMALL_TO_PAY, replace(SOUND, group=GroupSize(2, 15))),
    (F.GROUP_TOO_SMALL_TO_PAY, replace(SOUND, costs=Costs(fixed=100, per_participant=9))),
    (F.ROSTER_OUTSIDE_AVAILABILITY, profile(availability=(SOUND.profile.availability or ())[1:])),
    (F.LANGUAGE_MINIMUM_TOO_HIGH, profile(language=replace(SOUND.profile.language, writing=Cefr.B1))),
    (F.NO_GO_NO_GO, replace(SOUND, gates=())),
    (F.GATE_WITHOUT_CRITERIA, replace(SOUND, gates=NO_GATE_CRITERIA)),
    (F.EMPLOYER_ABSENT_IN_PRE_TRACK, without_role(K.PRE_TRACK, Role.EMPLOYER)),
    (F.EMPLOYER_NOT_MET, without_content(K.PRE_TRACK, C.COMPANY_VISITS)),
    (F.INTERCULTURAL_ONE_WAY, without_content(K.PRE_TRACK, C.INTERCULTURAL_TEAM)),
    (F.INTERCULTURAL_ONE_WAY, without_content(K.PRE_TRACK, C.INTERCULTURAL_CANDIDATE)),
    (F.OBSTACLES_NOT_ADDRESSED, without_content(K.PRE_TRACK, C.OBSTACLES)),
    (F.LANGUAGE_STARTS_LATE, component(K.LANGUAGE, start=0.0)),
    (F.LANGUAGE_TOO_LOW_FOR_LEVEL, component(K.PRE_TRACK, language_goals=SkillLevels(speaking=Cefr.PRE_A1))),
    (F.EDUCATION_NEEDS_HBO, replace(SOUND, sector="onderwijs")),
    (F.ORIENTATION_ABSENT, without_content(K.PRE_TRACK, C.ORIENTATION)),
    (F.WORK_SHARE_FAR, component(K.LEARN_WORK, hours=WeekHours(work=8, theory=24))),
    (F.WORK_SHARE_FAR, component(K.LEARN_WORK, hours=WeekHours(work=32))),
    (F.LEARNING_NOT_SECTOR_BASED, without_content(K.LEARN_WORK, C.SECTOR_BASED)),
    (F.LEARNING_NOT_SECTOR_BASED, replace(SOUND, sector=" ")),
    (F.CREDENTIAL_MISSING, replace(SOUND, credentials=())),
    (F.CREDENTIAL_MISSING, replace(SOUND, credentials=(replace(DIPLOMA, after_placement=True),))),
    (F.FUNCTIONS_NOT_TASKS, replace(SOUND, work_tasks=())),
    (F.REGULAR_SUPPLY_UNUSED, at_mbo3(content=(C.SECTOR_BASED, C.BESPOKE))),
    (F.BESPOKE_NEEDED, without_content(K.LEARN_WORK, C.BESPOKE, C.SLOWER_PACE)),
    (F.UNUSUAL_LENGTH_FOR_LEVEL, component(K.LEARN_WORK, months=11.5)),
    (F.MBO4_SELDOM_DUAL, replace(at_mbo3(), level=Level.MBO4)),
    (F.LANGUAGE_NOT_PARALLEL, component(K.LANGUAGE, start=1.0)),
    (F.LANGUAGE_NOT_PARALLEL, component(K.LANGUAGE, months=6.0)),
    (F.VOCATIONAL_LANGUAGE_ABSENT, without_content(K.LANGUAGE, C.VOCATIONAL_LANGUAGE)),
    (F.IDIOM_NOT_SUPPLIED, without_duty(Role.EMPLOYER, Duty.SUPPLY_IDIOM)),
    (F.COURSE_LANGUAGE_NOT_STATED, without_duty(Role.EDUCATOR, Duty.STATE_COURSE_LANGUAGE)),
    (F.LANGUAGE_NOT_SCHEDULED, component(K.LANGUAGE, week=())),
    (F.LANGUAGE_NOT_SCHEDULED, component(K.LANGUAGE, hours=WeekHours())),
    (F.COACHING_NOT_PARALLEL, component(K.COACHING, start=0.5)),
    (F.COACHING_STARTS_LATE, component(K.COACHING, start=0.0)),
    (F.COACHING_ENDS_AT_PLACEMENT, component(K.COACHING, months=21.0)),
    (F.CANDIDATE_NOT_COACHED, without_content(K.COACHING, C.CANDIDATE_COACHING)),
    (F.EMPLOYER_NOT_COACHED, without_content(K.COACHING, C.EMPLOYER_COACHING)),
    (F.CONTACT_NOT_LOW_THRESHOLD, without_content(K.COACHING, C.LOW_THRESHOLD_CONTACT)),
    (F.HIRING_INTENTION_MISSING, without_duty(Role.EMPLOYER, Duty.OFFER_CONTRACT)),
    (F.NO_PLACEMENT_PATH, terms(paths=())),
    (F.TRIAL_TOO_SHORT, terms(trial_months=2.0)),
    (F.TRIAL_TOO_SHORT, terms(trial_months=None)),
    (F.WAGE_VALUE_FRAME_MISSING, terms(wage_value_frame=False)),
    (F.TERMS_UNCLEAR, terms(clear_on=(Term.PAY, Term.GROWTH))),
    (F.ONBOARDING_MISSING, without_content(K.PLACEMENT, C.ONBOARDING)),
    (F.BUDDY_MISSING, without_content(K.PLACEMENT, C.BUDDY)),
    (F.COLLEAGUES_NOT_MET, without_content(K.PLACEMENT, C.MEETING_COLLEAGUES)),
    (F.EMPLOYER_NETWORK_MISSING, without_content(K.PLACEMENT, C.EMPLOYER_NETWORK)),
    (F.TEAM_NOT_PREPARED, without_content(K.PLACEMENT, C.PREPARED_TEAM)),
]


def _language_from_the_first_day_of_work(*absent: Content) -> Blueprint:
    """The sound design without these contents in the pre-track, and without extra lessons beside it."""
    found = without_content(K.PRE_TRACK, *absent)
    return replace(
        found,
        components=tuple(replace(part, start=0.0) if part.kind is K.LANGUAGE else part for part in found.components),
    )


# Two facts make these together, so the design they break differs from the sound one in both.
_NO_LANGUAGE_BEFORE = _language_from_the_first_day_of_work(C.GENERAL_LANGUAGE, C.VOCATIONAL_LANGUAGE)
_NO_TRADE_WORDS_BEFORE = _language_from_the_first_day_of_work(C.VOCATIONAL_LANGUAGE)
_NO_EMPLOYEE_SKILLS = replace(
    SOUND,
    components=tuple(
        replace(found, content=tuple(item for item in found.content if item is not C.EMPLOYEE_SKILLS))
        for found in SOUND.components
    ),
)
# Trade words can only come late where the extra lessons, which teach them, come late too.
TOGETHER = {F.VOCATIONAL_LANGUAGE_STARTS_LATE: [F.LANGUAGE_STARTS_LATE]}
BROKEN += [
    (F.LANGUAGE_ABSENT_FROM_PRE_TRACK, _NO_LANGUAGE_BEFORE),
    (F.VOCATIONAL_LANGUAGE_STARTS_LATE, _NO_TRADE_WORDS_BEFORE),
    (F.EMPLOYEE_SKILLS_ABSENT, _NO_EMPLOYEE_SKILLS),
]


def test_a_sound_design_has_no_findings() -> None:
    assert check(SOUND) == ()
    assert check(at_mbo3()) == ()


@pytest.mark.parametrize(("code", "design"), BROKEN, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BROKEN)])
def test_breaking_one_rule_gives_exactly_its_finding(code: FindingCode, design: Blueprint) -> None:
    found = check(design)
    assert [finding.code for finding in found] == [*TOGETHER.get(code, []), code]


def test_every_rule_has_a_design_that_breaks_it() -> None:
    assert {code for code, _ in BROKEN} == set(FindingCode)


def test_every_finding_code_belongs_to_exactly_one_rule() -> None:
    assert Counter(rule.code for rule in RULES) == Counter(FindingCode)


def test_a_finding_names_the_component_the_place_the_numbers_and_the_paragraph() -> None:
    (finding,) = check(component(K.LANGUAGE, months=25.0))
    assert (finding.component, finding.place) == (K.LANGUAGE, "components.language.months")
    assert finding.values == {"component": K.LANGUAGE, "months": 25.0, "low": 3, "high": 24}
    assert finding.citation.section == "table_1"


def test_each_of_the_five_criteria_is_named_when_it_is_missing() -> None:
    silent = RequirementProfile(
        language=SkillLevels(),
        learnability=None,
        availability=None,
        load=None,
        motivation=None,
        made_with=(Role.EMPLOYER,),
    )
    named = [finding.values["criterion"] for finding in check(replace(SOUND, profile=silent))]
    assert named == ["language", "learnability", "availability", "load", "motivation"]


def test_an_employer_may_teach_in_company_without_an_educator() -> None:
    alone = replace(without_role(K.LEARN_WORK, Role.EDUCATOR), level=Level.IN_COMPANY)
    design = replace(
        alone,
        components=tuple(
            replace(found, parts=tuple(part for part in found.parts if part.role is not Role.EDUCATOR))
            for found in alone.components
        ),
    )
    assert check(design) == ()


def test_a_long_design_may_stop_language_where_table_1_lets_language_end() -> None:
    lasting = {K.LEARN_WORK: 30.0, K.LANGUAGE: 24.0}
    long = replace(
        SOUND,
        components=tuple(replace(part, months=lasting.get(part.kind, part.months)) for part in SOUND.components),
    )
    shorter = with_component(K.LEARN_WORK, lambda part: replace(part, months=30.0))
    assert F.LANGUAGE_NOT_PARALLEL not in {finding.code for finding in check(long)}
    assert F.LANGUAGE_NOT_PARALLEL in {finding.code for finding in check(shorter)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_coaching_that_a_design_must_have_is_never_too_long(example: Blueprint) -> None:
    """From the pre-track until past the placement: less is blocking, so as much cannot be a warning."""
    coaching, placement = example.component(K.COACHING), example.component(K.PLACEMENT)
    assert coaching is not None
    assert placement is not None
    codes = {finding.code for finding in check(_lasting(example, placement.end + 3 - coaching.start))}
    assert not codes & {F.DURATION_OUTSIDE_RANGE, F.COACHING_NOT_PARALLEL, F.COACHING_ENDS_AT_PLACEMENT}
    for finding in check(_lasting(example, 99.0)):  # what the finding then says is long enough
        if finding.code is F.DURATION_OUTSIDE_RANGE:
            allowed = float(finding.values["high"])
            followed = {found.code for found in check(_lasting(example, allowed))}
            assert not followed & {F.DURATION_OUTSIDE_RANGE, F.COACHING_NOT_PARALLEL, F.COACHING_ENDS_AT_PLACEMENT}
            break
    else:
        pytest.fail("eight years of coaching is a finding")


def _lasting(design: Blueprint, months: float) -> Blueprint:
    """The design with this much coaching."""
    return replace(
        design,
        components=tuple(
            replace(found, months=months) if found.kind is K.COACHING else found for found in design.components
        ),
    )


def test_an_initiator_who_is_no_director_prepares_as_well() -> None:
    initiator = Part(Role.SECTOR_BODY, (Duty.INITIATE,))
    others = tuple(part for part in SOUND.components[0].parts if part.role is not Role.DIRECTOR)
    assert check(component(K.RECRUITMENT, parts=(*others, initiator))) == ()


def test_a_direct_contract_needs_no_trial_and_no_network() -> None:
    design = replace(
        without_content(K.PLACEMENT, C.EMPLOYER_NETWORK),
        placement=PlacementTerms(paths=(SOUND.placement.paths[0],), wage_value_frame=True, clear_on=tuple(Term)),
    )
    assert check(design) == ()


def test_an_empty_design_gives_findings_and_no_failure() -> None:
    empty = replace(SOUND, components=(), gates=(), credentials=(), work_tasks=())
    blocking = [finding.component for finding in check(empty) if finding.code is F.COMPONENT_MISSING]
    assert blocking == [K.RECRUITMENT, K.LEARN_WORK, K.LANGUAGE, K.COACHING, K.PLACEMENT]


def test_language_levels_are_ordered_by_what_people_can_do() -> None:
    levels = [Cefr.C2, Cefr.PRE_A1, Cefr.B1, Cefr.ALFA, Cefr.A2]
    assert sorted(levels) == [Cefr.ALFA, Cefr.PRE_A1, Cefr.A2, Cefr.B1, Cefr.C2]
    assert Cefr.ALFA < Cefr.A1 <= Cefr.A1
    assert Cefr.PRE_A1 >= Cefr.ALFA
    assert max(Cefr.ALFA, Cefr.A1) is Cefr.A1


def test_one_party_may_have_several_roles_without_losing_a_duty() -> None:
    design = with_component(
        K.COACHING, lambda found: replace(found, parts=(*found.parts, Part(Role.MENTOR, (Duty.COACH_CANDIDATE,))))
    )
    found = design.component(K.COACHING)
    assert found is not None
    assert found.duties_of(Role.MENTOR) == {Duty.GUIDE_ON_FLOOR, Duty.COACH_CANDIDATE}
