"""Kader 2b: Leren en werken in de bouw, De Nieuwe Buren, Amsterdam: VCA with Dutch, an internship, a contract.

The paper's order is VCA course, internship, contract with made-to-measure coaching towards mbo 1 or 2. Here
learn-and-work is the course and the internship; the contract is the placement, and mbo is earned after it.
"""

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
    GroupSize,
    Level,
    Phase,
    PlacementPath,
    PlacementTerms,
    Reach,
    RequirementProfile,
    Role,
    Section,
    SkillLevels,
    Span,
    Term,
    Text,
    WeekHours,
    with_stated,
)

_WEEK = assumed.week("WW TL TL WW L.")
_PRE_WEEK = assumed.week("L. .. .. L. ..")
_COURSE, _INTERNSHIP = assumed.months_of_weeks(8), assumed.months_of_weeks(2)
_TOTAL = round(_COURSE + _INTERNSHIP, 2)
_SHORTEST = round(assumed.months_of_weeks(3) + _INTERNSHIP, 2)
_BOX = Citation(Section.BOX_2B)

CONSTRUCTION = with_stated(
    Blueprint(
        code="bouw-nieuwe-buren",
        title=Text(
            "Leren en werken in de bouw, De Nieuwe Buren", "Learning and working in construction, De Nieuwe Buren"
        ),
        description=Text(
            "In 3 tot 8 weken VCA halen met taalles voor het vak, 2 weken stage en daarna een contract.",
            "VCA in 3 to 8 weeks with Dutch for the trade, 2 weeks of internship and then a contract.",
        ),
        sector="bouw",
        level=Level.CERTIFICATE,
        onward=(Level.ENTREE, Level.MBO2),
        profile=RequirementProfile(
            language=SkillLevels(listening=Cefr.A1, reading=Cefr.PRE_A1, speaking=Cefr.A1, writing=Cefr.ALFA),
            learnability=2,
            availability=assumed.dagdelen(_WEEK, _PRE_WEEK),
            load=3,
            motivation=4,
            excluded_limits=("no_heights", "no_lifting"),
            made_with=(Role.INTERMEDIARY, Role.EMPLOYER),
        ),
        components=(
            assumed.recruitment(start=-3, months=2),
            Component(
                kind=ComponentKind.PRE_TRACK,
                start=-1,
                months=1,
                parts=assumed.pre_track_parts(Duty.HOST_VISITS),
                content=(
                    Content.VOCATIONAL_LANGUAGE,
                    Content.ORIENTATION,
                    Content.COMPANY_VISITS,
                    *assumed.PREPARATION,
                ),
                hours=WeekHours(language=8),
                week=_PRE_WEEK,
                language_goals=SkillLevels(speaking=Cefr.A1),
            ),
            Component(
                kind=ComponentKind.LEARN_WORK,
                start=0,
                months=_TOTAL,
                span=Span(_SHORTEST, _TOTAL),
                parts=assumed.learn_work_parts(),
                content=(Content.SECTOR_BASED, Content.BESPOKE, Content.VCA, Content.INTERNSHIP),
                hours=WeekHours(work=16, theory=8),
                week=assumed.without_language(_WEEK),
                phases=(
                    Phase(
                        code="vca",
                        title=Text("VCA en taal voor het vak", "VCA and Dutch for the trade"),
                        start=0,
                        months=_COURSE,
                    ),
                    Phase(code="stage", title=Text("Stage", "Internship"), start=_COURSE, months=_INTERNSHIP),
                ),
            ),
            assumed.language(start=-1, months=4, hours=10, slots=_WEEK, goal=Cefr.A2, general=False),
            assumed.coaching(start=-1, months=16),
            assumed.placement(start=_COURSE, months=1),
        ),
        placement=PlacementTerms(
            paths=(PlacementPath.DIRECT,), wage_value_frame=True, clear_on=tuple(Term), contract_months=12
        ),
        group=GroupSize(6, 12),
        costs=Costs(fixed=18, per_participant=5),
        credentials=(
            Credential(code="vca", kind=CredentialKind.VCA, title=Text("VCA", "VCA safety certificate")),
            Credential(
                code="mbo1",
                kind=CredentialKind.DIPLOMA,
                level=Level.ENTREE,
                after_placement=True,
                title=Text("Mbo 1", "Mbo 1"),
            ),
            Credential(
                code="mbo2",
                kind=CredentialKind.DIPLOMA,
                level=Level.MBO2,
                after_placement=True,
                title=Text("Mbo 2 (startkwalificatie)", "Mbo 2 (basic qualification)"),
            ),
        ),
        gates=assumed.gates(),
        reach=Reach.REGION,
        work_tasks=assumed.texts(
            ("Materiaal klaarzetten en verplaatsen", "Setting out and moving materials"),
            ("De bouwplaats veilig en schoon houden", "Keeping the site safe and clean"),
            ("Helpen bij metselen en voegen", "Helping with bricklaying and pointing"),
        ),
    ),
    {
        "title.nl": _BOX,
        "sector": _BOX,
        "onward": _BOX,
        "credentials": _BOX,
        "components.learn_work.span": _BOX,
        "components.learn_work.phases.vca.title": _BOX,
        "components.learn_work.phases.stage": _BOX,
        "components.learn_work.content.vca": _BOX,
        "components.learn_work.content.internship": _BOX,
        "components.language.content.vocational_language": _BOX,
        "components.coaching.content.candidate_coaching": _BOX,
        "placement.paths.direct": _BOX,
    },
)
