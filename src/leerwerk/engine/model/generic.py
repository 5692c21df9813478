"""The generic model of the whitepaper: Figure 1, Table 1 and footnote 5 as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from leerwerk.engine.model.vocabulary import Cefr, ComponentKind, ComponentNature, Level, Role, Section, Timing


@dataclass(frozen=True, slots=True)
class Span:
    """A closed range, in months unless said otherwise."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies in the range, ends included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the whitepaper: the paragraph (or bullet) counted from 1 within its section; 0 is the whole."""

    section: Section
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericComponent:
    """What Table 1 and Figure 1 say of one component. One role of each alternative in ``roles`` is needed."""

    kind: ComponentKind
    nature: ComponentNature
    timing: Timing
    months: Span
    roles: tuple[frozenset[Role], ...]


def _component(
    kind: ComponentKind, nature: ComponentNature, timing: Timing, months: Span, *roles: Role | frozenset[Role]
) -> GenericComponent:
    alternatives = tuple(role if isinstance(role, frozenset) else frozenset({role}) for role in roles)
    return GenericComponent(kind=kind, nature=nature, timing=timing, months=months, roles=alternatives)


_BASE, _EXTRA = ComponentNature.BASE, ComponentNature.STATUS_HOLDER
_TURN, _BESIDE = Timing.SEQUENCE, Timing.PARALLEL

GENERIC_MODEL: Mapping[ComponentKind, GenericComponent] = MappingProxyType(
    {
        component.kind: component
        for component in (
            _component(
                ComponentKind.RECRUITMENT,
                _EXTRA,
                _TURN,
                Span(1, 6),
                Role.INTERMEDIARY,
                Role.EMPLOYER,
                Role.EXPERTISE_PARTNER,
                Role.CONNECTOR,
            ),
            _component(
                ComponentKind.PRE_TRACK,
                _EXTRA,
                _TURN,
                Span(1, 12),
                frozenset({Role.LANGUAGE_EDUCATOR, Role.EDUCATOR}),
                Role.EMPLOYER,
                Role.DIRECTOR,
                Role.EXPERTISE_PARTNER,
            ),
            _component(
                ComponentKind.LEARN_WORK, _BASE, _TURN, Span(2, 36), Role.EDUCATOR, Role.EMPLOYER, Role.DIRECTOR
            ),
            _component(ComponentKind.LANGUAGE, _EXTRA, _BESIDE, Span(3, 24), Role.LANGUAGE_EDUCATOR),
            _component(
                ComponentKind.COACHING,
                _EXTRA,
                _BESIDE,
                Span(3, 24),
                frozenset({Role.MENTOR, Role.JOB_COACH}),
                Role.EXPERTISE_PARTNER,
            ),
            _component(
                ComponentKind.PLACEMENT, _BASE, _TURN, Span(1, 6), Role.INTERMEDIARY, Role.CONNECTOR, Role.EMPLOYER
            ),
        )
    }
)

WORK_SHARE = 0.8
"""The part of the week spent working; the other fifth is learning (Leer- en werkcomponent, first paragraph)."""

WORK_SHARE_TOLERANCE = 0.1
"""How far from four fifths still counts as "about": one working day in ten. A choice of ours, not of the paper."""

USUAL_MONTHS: Mapping[Level, Span] = MappingProxyType(
    {
        Level.ENTREE: Span(12, 12),
        Level.MBO2: Span(12, 24),
        Level.MBO3: Span(24, 36),
        Level.HBO: Span(24, 36),
    }
)
"""How long a regular dual programme to a diploma takes (footnote 5)."""

LANGUAGE_FLOOR: Mapping[Level, Cefr] = MappingProxyType(
    {Level.MBO2: Cefr.A1, Level.MBO3: Cefr.B1, Level.MBO4: Cefr.B1, Level.HBO: Cefr.B1}
)
"""Speaking level at the start of learn-and-work: A1 leads to mbo 2 (Kader 1b), a qualifying programme above
it asks at least B1 (Kansen, first paragraph)."""

LOW_LEVELS = frozenset({Level.ENTREE, Level.MBO2, Level.CERTIFICATE, Level.PRAKTIJKVERKLARING, Level.IN_COMPANY})
"""Levels meant for people with little schooling, who reach B1 late or never (Kansen § 1, Uitdagingen § 1)."""

LOW_LEVEL_LANGUAGE_LIMIT = Cefr.B1
"""Asking this much at a low level shuts out the group the level is for."""

LOW_SKILLED_TRIAL_MONTHS = 2
"""A trial placement of this length is regularly too short for low-skilled work (Matching en plaatsing, § 2)."""

AFTERCARE_MONTHS = 6
"""How long coaching may go on after the placement when the trajectory itself already fills the months of Table 1.
The paper says "some time" (Begeleiding, second paragraph); half a year is a choice of ours."""

FULL_WEEK_HOURS = 40
"""More scheduled hours than a full working week cannot be carried beside a home. A limit of ours."""
