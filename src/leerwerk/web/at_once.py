"""Making and changing many tables in one migration, with the models of that moment built once instead of after each.

Django builds every related model anew after every operation, and here nearly everything is related to a person or an
organisation: with 150 tables that was three quarters of the time. The operations inside are Django's own and lead to
the same tables; only the models that they look at are those before the first and after the last of them.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.migrations import operations as ops
from django.db.migrations.operations.base import Operation, OperationCategory

KNOWN = (
    ops.CreateModel,
    ops.AddField,
    ops.AlterField,
    ops.RemoveField,
    ops.AddConstraint,
    ops.RemoveConstraint,
    ops.AddIndex,
    ops.RemoveIndex,
)


class AtOnce(Operation):
    """Do these operations on tables as one. A table that is made here is made as it is after the last of them."""

    category = OperationCategory.MIXED
    serialization_expand_args: ClassVar = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations
        changed = [(one.model_name_lower, one.name.lower()) for one in operations if isinstance(one, ops.AlterField)]
        if any(type(one) not in KNOWN for one in operations) or len(changed) != len(set(changed)):
            raise ValueError("what renames, deletes, or changes a field twice stands beside AtOnce, not in it")

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Note what changes; the models are built when they are asked for next."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Do them one after the other."""
        for one in self._needed():
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Undo them, the last one first."""
        for one in reversed(self._needed()):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Name every operation."""
        return "; ".join(one.describe() for one in self.operations)

    def _needed(self) -> list[Operation]:
        """Leave out what changes a table that is made here: it is made so."""
        made = {one.name_lower for one in self.operations if isinstance(one, ops.CreateModel)}
        return [one for one in self.operations if getattr(one, "model_name_lower", None) not in made]
