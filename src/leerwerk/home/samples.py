"""What the style guide shows: invented content for each component."""

from typing import Any

from leerwerk.engine.model import ComponentKind
from leerwerk.trajectories.labels import label
from leerwerk.web.pictures import Axis, Bar, Bars, Line, Lines, Stage, Stretch


def guide_samples() -> dict[str, Any]:
    """Return one picture of each kind."""
    kinds = list(ComponentKind)
    return {
        "stages": [
            Stage(label=label(kind), value=12 * n, icon=kind.value, extra=n % 2 == 0) for n, kind in enumerate(kinds)
        ],
        "bars": Bars(
            title="Value of a participation",
            sentence="In thousands of euros.",
            series=["benefit", "wish", "reach"],
            bars=[Bar(label="Group A", parts=[12.0, 1.5, 2.0]), Bar(label="Group B", parts=[9.5, 0.75, 2.0])],
        ),
        "lines": Lines(
            title="Best plan and limit",
            sentence="The lines meet when the plan is proven best.",
            x_label="seconds",
            y_label="€ thousand",
            lines=[
                Line(label="best plan", points=[(0.4, 900.0), (1.0, 960.0), (3.0, 985.0)]),
                Line(label="limit", points=[(0.4, 1020.0), (1.0, 995.0), (3.0, 987.0)]),
            ],
        ),
        "axis": Axis(
            title="Six components on a time axis",
            sentence="Months from the start of learning and working.",
            stretches=[
                Stretch(label=label(kind), start=-4.0 + 2 * n, end=2.0 + 3 * n, low=1, high=6 + n, extra=n % 2 == 0)
                for n, kind in enumerate(kinds)
            ],
            gates=[("go/no-go", 0.0)],
        ),
    }
