"""A blueprint: the design of one trajectory as a frozen value. Months count from the start of learn-and-work."""

from __future__ import annotations

from dataclasses import dataclass

from leerwerk.engine.model.generic import AFTERCARE_MONTHS, GENERIC_MODEL, Citation, Span
from leerwerk.engine.model.vocabulary import (
    WORKING_WEEK,
    Activity,
    Cefr,
    ComponentKind,
    Content,
    CredentialKind,
    Criterion,
    Dagdeel,
    Deviation,
    Duty,
    GateCriterion,
    LanguageSkill,
    Level,
    PlacementPath,
    Reach,
    Role,
    Term,
)

type Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a design in both languages; data, never a message of the program."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A paper to earn. ``code`` is unique in its blueprint; ``after_placement``: earned while employed."""

    code: str
    kind: CredentialKind
    title: Text
    level: Level | None = None
    after_placement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevels:
    """A language level per skill: the least at admission, or the goal at an end; None asks nothing of it."""

    listening: Cefr | None = None
    reading: Cefr | None = None
    speaking: Cefr | None = None
    writing: Cefr | None = None

    def of(self, skill: LanguageSkill) -> Cefr | None:
        """The level of one skill."""
        match skill:
            case LanguageSkill.LISTENING:
                return self.listening
            case LanguageSkill.READING:
                return self.reading
            case LanguageSkill.SPEAKING:
                return self.speaking
            case LanguageSkill.WRITING:
                return self.writing

    @property
    def stated(self) -> bool:
        """Whether at least one skill has a level."""
        return any(self.of(skill) is not None for skill in LanguageSkill)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementProfile:
    """Whom the trajectory is for. Scales run from 1 to 5; None means the design is silent about it.

    ``availability``: the dagdelen every participant must have free. ``excluded_limits``: functional conditions,
    such as "no_lifting", with which the work cannot be done. ``made_with``: who wrote the profile together.
    """

    language: SkillLevels
    learnability: int | None
    availability: tuple[Dagdeel, ...] | None
    load: int | None
    motivation: int | None
    skills: tuple[str, ...] = ()
    licence: bool = False
    excluded_limits: tuple[str, ...] = ()
    made_with: tuple[Role, ...] = ()
    deviation: Deviation = Deviation.REASONED_EXCEPTION

    @property
    def missing_criteria(self) -> tuple[Criterion, ...]:
        """Which of the five criteria the profile is silent about."""
        present = {
            Criterion.LANGUAGE: self.language.stated,
            Criterion.LEARNABILITY: self.learnability is not None,
            Criterion.AVAILABILITY: self.availability is not None,
            Criterion.LOAD: self.load is not None,
            Criterion.MOTIVATION: self.motivation is not None,
        }
        return tuple(criterion for criterion, stated in present.items() if not stated)


@dataclass(frozen=True, slots=True)
class Part:
    """One party's part in a component: its role and what it does."""

    role: Role
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """Hours per week."""

    work: float = 0
    theory: float = 0
    language: float = 0

    @property
    def total(self) -> float:
        """All hours of the week."""
        return self.work + self.theory + self.language


@dataclass(frozen=True, slots=True)
class Slot:
    """One dagdeel of the week and what happens in it."""

    dagdeel: Dagdeel
    activity: Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named stretch within a component; ``start`` counts months from the component's own start."""

    code: str
    title: Text
    start: float
    months: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One of the six components. ``start``: months from the start of learn-and-work, negative before it.

    ``span``: the durations this design itself allows, around the planned ``months``. ``language_goals``: the
    levels at the end. ``week``: the dagdelen that lie fixed.
    """

    kind: ComponentKind
    start: float
    months: float
    span: Span | None = None
    parts: tuple[Part, ...] = ()
    content: tuple[Content, ...] = ()
    hours: WeekHours = WeekHours()
    week: tuple[Slot, ...] = ()
    phases: tuple[Phase, ...] = ()
    language_goals: SkillLevels = SkillLevels()

    @property
    def end(self) -> float:
        """Months from the start of learn-and-work."""
        return self.start + self.months

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that have a part in the component."""
        return frozenset(part.role for part in self.parts)

    def duties_of(self, role: Role) -> frozenset[Duty]:
        """What a role does here; empty when it has no part."""
        return frozenset(duty for part in self.parts if part.role is role for duty in part.duties)

    def overlaps(self, other: Component) -> bool:
        """Whether both run at some moment."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A go/no-go moment before a component: what is weighed, and which roles decide together."""

    before: ComponentKind
    criteria: tuple[GateCriterion, ...]
    decided_by: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementTerms:
    """How participants get a contract. ``trial_months`` only with a trial; ``contract_months`` None is undecided."""

    paths: tuple[PlacementPath, ...]
    trial_months: float | None = None
    wage_value_frame: bool = False
    clear_on: tuple[Term, ...] = ()
    contract_months: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often one side is spoken to: every so many days while a stage lasts (None: not), and at so many weeks and
    months after the first day of a placement, in order.
    """

    pre_track: int | None = 7
    learn_work: int | None = 14
    search: int | None = 14
    trial: int | None = 7
    weeks: tuple[int, ...] = (1, 2, 4, 8, 13, 26, 52)
    months: tuple[int, ...] = (18, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """How often the coach speaks with each side: with the participant, and with the employer about them.

    Low-threshold contact with both, which goes on after the placement (Begeleiding). The numbers are ours; the moments
    after a placement are of the programme's own requirement: the first week, and two years later still.
    """

    candidate: Rhythm = Rhythm()
    employer: Rhythm = Rhythm(pre_track=28, learn_work=28, search=None, trial=14)


@dataclass(frozen=True, slots=True)
class GroupSize:
    """People in one group, ends included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Thousands of euros: once per group, and per participant."""

    fixed: float
    per_participant: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The whitepaper says that the fact at ``path`` has this ``value``. A changed value is no longer stated."""

    path: str
    value: Scalar
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """The design of a trajectory. Whatever ``stated`` does not list is an assumption of the designer.

    ``sector``: a free code. ``level``: what learn-and-work leads to; ``onward``: levels that stay open after or
    beside it. ``work_tasks``: the work described as tasks, not as a function.
    """

    code: str
    title: Text
    description: Text
    sector: str
    level: Level
    profile: RequirementProfile
    components: tuple[Component, ...]
    placement: PlacementTerms
    group: GroupSize
    costs: Costs
    onward: tuple[Level, ...] = ()
    credentials: tuple[Credential, ...] = ()
    gates: tuple[Gate, ...] = ()
    reach: Reach = Reach.REGION
    work_tasks: tuple[Text, ...] = ()
    contacts: Contacts = Contacts()
    stated: tuple[Stated, ...] = ()

    def component(self, kind: ComponentKind) -> Component | None:
        """The component of a kind, or None when the design lacks it."""
        return next((component for component in self.components if component.kind is kind), None)

    def gate_before(self, kind: ComponentKind) -> Gate | None:
        """The go/no-go moment before a component, or None."""
        return next((gate for gate in self.gates if gate.before is kind), None)

    @property
    def employer_involvement(self) -> dict[ComponentKind, frozenset[Duty]]:
        """What the employer does in each component of the design."""
        return {component.kind: component.duties_of(Role.EMPLOYER) for component in self.components}

    @property
    def coaching_after_placement(self) -> float | None:
        """Months of coaching after the placement component has ended (negative: it ends earlier)."""
        coaching, placement = self.component(ComponentKind.COACHING), self.component(ComponentKind.PLACEMENT)
        return None if coaching is None or placement is None else coaching.end - placement.end

    @property
    def work_share(self) -> float | None:
        """Work as a share of the work and theory of learn-and-work; extra language lessons come on top of both."""
        component = self.component(ComponentKind.LEARN_WORK)
        hours = 0.0 if component is None else component.hours.work + component.hours.theory
        return component.hours.work / hours if component is not None and hours else None

    def usual_months(self, kind: ComponentKind) -> Span:
        """The range of Table 1; for coaching up to what this design cannot do without.

        Coaching starts in the pre-track and goes on for some time after the placement (Begeleiding, second
        paragraph). A long trajectory cannot do that within the months of the table.
        """
        usual, placement = GENERIC_MODEL[kind].months, self.component(ComponentKind.PLACEMENT)
        first = self.component(ComponentKind.PRE_TRACK) or self.component(ComponentKind.LEARN_WORK)
        if kind is not ComponentKind.COACHING or first is None or placement is None:
            return usual
        return Span(usual.low, max(usual.high, placement.end - first.start + AFTERCARE_MONTHS))

    @property
    def weekly_hours(self) -> WeekHours:
        """Hours in a week of learn-and-work, with the language lessons beside it."""
        running = [
            found
            for kind in (ComponentKind.LEARN_WORK, ComponentKind.LANGUAGE)
            if (found := self.component(kind)) is not None
        ]
        return WeekHours(
            work=sum(component.hours.work for component in running),
            theory=sum(component.hours.theory for component in running),
            language=sum(component.hours.language for component in running),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTerms:
    """What a group option inherits from its blueprint; the columns of ``groups`` in the planning contract.

    ``dagdelen``: ten answers, Monday morning to Friday afternoon: must everyone have it free? Costs in k€.
    Scales without a minimum are 1, languages without one are alfa: everybody reaches them.
    """

    sector: str
    level: Level
    min_size: int
    max_size: int
    fixed_cost: float
    cost_per_participant: float
    dagdelen: tuple[bool, ...]
    language: dict[LanguageSkill, Cefr]
    learnability: int
    load: int
    motivation: int
    skills: tuple[str, ...]
    licence: bool
    excluded_limits: tuple[str, ...]


def group_terms(blueprint: Blueprint) -> GroupTerms:
    """The blueprint as the planner needs it for a group option."""
    profile = blueprint.profile
    needed = frozenset(profile.availability or ())
    return GroupTerms(
        sector=blueprint.sector,
        level=blueprint.level,
        min_size=blueprint.group.minimum,
        max_size=blueprint.group.maximum,
        fixed_cost=blueprint.costs.fixed,
        cost_per_participant=blueprint.costs.per_participant,
        dagdelen=tuple(dagdeel in needed for dagdeel in WORKING_WEEK),
        language={skill: profile.language.of(skill) or Cefr.ALFA for skill in LanguageSkill},
        learnability=profile.learnability or 1,
        load=profile.load or 1,
        motivation=profile.motivation or 1,
        skills=profile.skills,
        licence=profile.licence,
        excluded_limits=profile.excluded_limits,
    )
