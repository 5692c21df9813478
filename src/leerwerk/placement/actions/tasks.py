"""Writing the tasks of workplaces: from a list of names, and from a function that was split."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from django.utils import timezone

from leerwerk.placement.actions.freshness import right_today
from leerwerk.placement.models import Task, Workplace
from leerwerk.placement.splitting import Duty, verdict
from leerwerk.placement.task_enums import FOR_STARTERS, Fit
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, part, record
from leerwerk.trajectories.actions import WrittenMeanwhile

AT_ONCE = 500  # rows in one statement
SAID = ("often", "without_paper", "language", "skill", "risk", "risk_words", "fits")


class WorkplaceIsWithdrawn(Exception):
    """The employer no longer offers this workplace."""


@part
def held(workplace: Workplace) -> Workplace:
    """Return the workplace as it is now, for this transaction only. Raises WorkplaceIsWithdrawn."""
    row = Workplace.objects.select_for_update(of=("self",)).get(pk=workplace.pk)
    if row.withdrawn_at is not None:
        raise WorkplaceIsWithdrawn
    return row


class _Order:
    """The tasks of one workplace on their way to a new order: those that stay are found again by their names."""

    def __init__(self, known: Iterable[Task]) -> None:
        self.by_name: dict[str, list[Task]] = {}
        for task in known:
            self.by_name.setdefault(task.name, []).append(task)
        self.now: list[Task] = []

    def next(self, workplace_id: int, name: str) -> Task:
        """Return the task with this name at the next place; a new one where there is none."""
        same = self.by_name.get(name)
        task = same.pop(0) if same else Task(workplace_id=workplace_id, name=name)
        self.now.append(task)
        return task

    @property
    def left(self) -> list[Task]:
        """Those that nobody named, in their order."""
        return sorted((task for same in self.by_name.values() for task in same), key=lambda task: task.position)

    def numbered(self) -> list[Task]:
        """Return the tasks with their places, counted from 1."""
        for place, task in enumerate(self.now, 1):
            task.position = place
        return self.now


def _write(tasks: Iterable[Task], gone: Iterable[Task]) -> None:
    Task.objects.filter(pk__in=[task.pk for task in gone]).delete()
    rows = list(tasks)
    known = [task for task in rows if not task._state.adding]
    Task.objects.bulk_update(known, ["position", *SAID], batch_size=AT_ONCE)
    Task.objects.bulk_create((task for task in rows if task._state.adding), batch_size=AT_ONCE)


@part
def retell_tasks(told: Mapping[int, Sequence[str]]) -> set[int]:
    """Let workplaces, by their keys, have these tasks for starters; return the keys of those whose list differed.

    A task whose name stays keeps its key and what is known of it. What stays with colleagues is not in such a list and
    stays behind it; whoever names it makes it work for a starter.
    """
    known: dict[int, list[Task]] = {}
    for task in Task.objects.filter(workplace__in=told).order_by("workplace_id", "position"):
        known.setdefault(task.workplace_id, []).append(task)
    written: list[Task] = []
    gone: list[Task] = []
    other = set()
    for key, names in told.items():
        rows = known.get(key, [])
        if [task.name for task in rows if task.fits in FOR_STARTERS] == list(names):
            continue
        other.add(key)
        order = _Order(rows)
        for name in names:
            task = order.next(key, name)
            task.fits = Fit.NOW if task.fits == Fit.NOT else task.fits
        for task in order.left:
            (order.now if task.fits == Fit.NOT else gone).append(task)
        written += order.numbered()
    _write(written, gone)
    return other


@action
def split_function(*, workplace: Workplace, duties: Sequence[Duty], seen: int, by: Actor) -> Workplace:
    """Write the tasks of a function with what was answered about each; it confirms the workplace.

    A duty with the name of a task that is there keeps its key. ``seen``: how often the workplace had been changed when
    the page was shown; the same once more has no second effect. Raises WrittenMeanwhile and WorkplaceIsWithdrawn.
    """
    row = held(workplace)
    known = list(row.tasks.order_by("position"))
    said = [_told(duty) for duty in duties]
    if seen != row.edits:
        if [{name: getattr(task, name) for name in ("name", *SAID)} for task in known] != said:
            raise WrittenMeanwhile
        record("workplace_left_as_it_was", row, by=by)
        return row
    order = _Order(known)
    for facts in said:
        task = order.next(row.pk, str(facts["name"]))
        for name in SAID:
            setattr(task, name, facts[name])
    _write(order.numbered(), order.left)
    row.confirmed_on = timezone.localdate()
    row.edits += 1
    row.save(update_fields=["confirmed_on", "edits"])
    right_today(row)
    kept = sum(facts["fits"] in FOR_STARTERS for facts in said)
    record("workplace_split", row, by=by, tasks=len(said), for_starters=kept)
    return row


def _told(duty: Duty) -> dict[str, object]:
    """Return a duty as the columns of a task."""
    return {**asdict(duty), "fits": str(verdict(duty).fits)}
