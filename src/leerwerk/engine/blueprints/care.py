"""Kader 1a: a pre-track for work in care, then mbo 3 VZ-IG (or hbo nursing)."""

from __future__ import annotations

from leerwerk.engine.blueprints import assumed
from leerwerk.engine.model import (
    Blueprint,
    Cefr,
    Citation,
    Component,
    ComponentKind,
    Content,
    Costs,
    Credential,
    CredentialKind,
    Duty,
    GateCriterion,
    GroupSize,
    Level,
    PlacementPath,
    PlacementTerms,
    Reach,
    RequirementProfile,
    Role,
    Section,
    SkillLevels,
    Term,
    Text,
    WeekHours,
    with_stated,
)

_WEEK = assumed.week("WW WW TT .L WW")
_PRE_WEEK = assumed.week("LL .. LL .. WW")
_BOX = Citation(Section.BOX_1A)

CARE = with_stated(
    Blueprint(
        code="zorg",
        title=Text("Werken in de zorg: voortraject en mbo 3", "Working in care: pre-track and mbo 3"),
        description=Text(
            "Eerst Nederlands, kennismaken met de zorg en een stage. Daarna werken en leren voor verzorgende IG.",
            "First Dutch, getting to know care work and an internship. Then working and learning to be a care worker.",
        ),
        sector="zorg",
        level=Level.MBO3,
        onward=(Level.MBO2, Level.MBO4, Level.HBO),
        profile=RequirementProfile(
            language=SkillLevels(listening=Cefr.A2, reading=Cefr.A2, speaking=Cefr.A2, writing=Cefr.A2),
            learnability=3,
            availability=assumed.dagdelen(_WEEK, _PRE_WEEK),
            load=3,
            motivation=4,
            excluded_limits=("no_lifting",),
            made_with=(Role.INTERMEDIARY, Role.EMPLOYER, Role.EXPERTISE_PARTNER),
        ),
        components=(
            assumed.recruitment(start=-9, months=3),
            Component(
                kind=ComponentKind.PRE_TRACK,
                start=-6,
                months=6,
                parts=assumed.pre_track_parts(Duty.HOST_INTERNSHIP),
                content=(
                    Content.GENERAL_LANGUAGE,
                    Content.VOCATIONAL_LANGUAGE,
                    Content.ORIENTATION,
                    Content.INTERNSHIP,
                    Content.ARITHMETIC,
                    *assumed.PREPARATION,
                ),
                hours=WeekHours(work=8, language=12),
                week=_PRE_WEEK,
                language_goals=SkillLevels(speaking=Cefr.B1),
            ),
            Component(
                kind=ComponentKind.LEARN_WORK,
                start=0,
                months=24,
                parts=assumed.learn_work_parts(),
                content=(Content.SECTOR_BASED, Content.REGULAR_PROGRAMME),
                hours=WeekHours(work=24, theory=6),
                week=assumed.without_language(_WEEK),
            ),
            assumed.language(start=-1, months=24, hours=3, slots=_WEEK, goal=Cefr.B2),
            assumed.coaching(start=-6, months=36),
            assumed.placement(start=23, months=2),
        ),
        placement=PlacementTerms(
            paths=(PlacementPath.DIRECT, PlacementPath.TRIAL),
            trial_months=3,
            wage_value_frame=True,
            clear_on=tuple(Term),
            contract_months=12,
        ),
        group=GroupSize(8, 16),
        costs=Costs(fixed=48, per_participant=11),
        credentials=(
            Credential(
                code="vz-ig",
                kind=CredentialKind.DIPLOMA,
                level=Level.MBO3,
                title=Text("Verzorgende individuele gezondheidszorg", "Care worker, individual health care"),
            ),
            Credential(
                code="mz",
                kind=CredentialKind.DIPLOMA,
                level=Level.MBO3,
                title=Text("Maatschappelijke zorg", "Social care"),
            ),
            Credential(
                code="hbo-v",
                kind=CredentialKind.DIPLOMA,
                level=Level.HBO,
                after_placement=True,
                title=Text("Hbo verpleegkunde", "Nursing (hbo)"),
            ),
        ),
        gates=assumed.gates(GateCriterion.LANGUAGE_REACHED, GateCriterion.INTERNSHIP_COMPLETED),
        reach=Reach.SUPRA_REGIONAL,
        work_tasks=assumed.texts(
            ("Helpen bij wassen en aankleden", "Helping people to wash and dress"),
            ("Eten en drinken klaarzetten", "Preparing food and drink"),
            ("Opschrijven wat je ziet en doet", "Writing down what you see and do"),
        ),
    ),
    {
        "sector": _BOX,
        "level": _BOX,
        "onward": _BOX,
        "credentials.vz-ig": _BOX,
        "credentials.mz": _BOX,
        "credentials.hbo-v.title": _BOX,
        "credentials.hbo-v.level": _BOX,
        "components.pre_track.content.general_language": _BOX,
        "components.pre_track.content.orientation": _BOX,
        "components.pre_track.content.internship": _BOX,
        "components.learn_work.content.regular_programme": Citation(Section.PRE_TRACK, 3),
    },
)
