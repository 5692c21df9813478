"""What the tests of notices share: a group that runs, and *Kees*, who is a caseworker beside Karim."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from leerwerk.notices.models import Matter
from leerwerk.parties.models import Membership, Person
from leerwerk.privacy.actor import Actor
from tests.cast import Cast
from tests.trajectories.running import Running, build_running

type Waits = Callable[..., Matter]


@pytest.fixture
def running(cast: Cast) -> Running:
    """A decided group with Amal and Samuel proposed."""
    return build_running(cast)


@pytest.fixture
def kees(cast: Cast) -> Person:
    """Karim's colleague."""
    person = Person.objects.create(email="kees@example.org", given_name="Kees")
    Membership.objects.create(person=person, organisation=cast.utrecht, function="caseworker", since=date(2024, 1, 1))
    return person


@pytest.fixture
def as_kees(cast: Cast, kees: Person) -> Actor:
    """Kees, asking."""
    return cast.actor(kees)


@pytest.fixture
def waits(running: Running) -> Waits:
    """``waits(late=3)`` opens a matter for Karim's function about Amal that is three days overdue."""

    def opened(*, late: int = 0, age: int = 0, **more: Any) -> Matter:
        number = Matter.objects.count() + 1000
        facts: dict[str, Any] = {
            "kind": "trajectories.step.select",
            "subject_type": "trajectories.enrolment",
            "subject_id": number,
            "region": running.cast.region,
            "group_code": running.cohort.code,
            "organisation": running.cast.utrecht,
            "function": "caseworker",
            "due_on": timezone.localdate() - timedelta(days=late),
        }
        row = Matter.objects.create(**(facts | more))
        Matter.objects.filter(pk=row.pk).update(opened_at=timezone.now() - timedelta(days=age))
        return row

    return opened
