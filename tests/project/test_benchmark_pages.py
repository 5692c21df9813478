"""What the measurements of pages put into a database fits the tables as they are today."""

import pytest
from django.core.management import call_command

from benchmarks import contacts, lessons, queues, settled
from leerwerk.coaching.models import Clock, DueContact
from leerwerk.learning.models import Attendance
from leerwerk.notices.models import Matter
from leerwerk.trajectories.models import Agreement, Enrolment


@pytest.mark.django_db
def test_the_large_region_can_be_made(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for fills in (lessons, contacts):
        monkeypatch.setattr(fills, "vacuum", lambda: None)  # not within the transaction of a test
    call_command("demo", candidates=120, groups=8, verbosity=0)
    agreements = Agreement.objects.count()
    lessons.teach(24)
    of_many = Enrolment.objects.filter(cohort__code__startswith="many-")
    assert (of_many.count(), of_many.filter(cohort__code="many-1").count()) == (24, lessons.GROUP)
    assert Attendance.objects.filter(enrolment__in=of_many).count() == 24 * 2 * lessons.WEEKS
    settled.agree()
    assert Agreement.objects.count() == agreements + 24
    matters, paths = Matter.objects.count(), Enrolment.objects.count()
    queues.open_matters(12)
    assert Enrolment.objects.count() == paths + 12
    assert Matter.objects.count() == matters + 2 * (24 + 12)
    clocks, dues = Clock.objects.count(), DueContact.objects.count()
    contacts.accompany()
    assert Clock.objects.count() == clocks + 2 * 24
    assert DueContact.objects.count() == dues + 21 * 2 * 24
    assert {name for _slug, name, _address in contacts.pages()} >= {"mo: caseload", "roos: balance"}
    assert "rows of attendance" in capsys.readouterr().out
