"""What waits about a trial placement: in whose lists it stands."""

import pytest
from django.urls import reverse

from leerwerk.notices.models import Matter
from leerwerk.privacy.wall import asking
from tests.placement.placing import arrive
from tests.placement.test_trial_pages import As, at
from tests.placement.trying import sent_trial
from tests.trajectories.running import Running

pytestmark = pytest.mark.django_db


def test_that_there_is_a_trial_placement_waits_in_no_list_of_a_school(running: Running, as_: As) -> None:
    arrive(running)
    sent_trial(running)
    waits = reverse("trajectories:waiting", args=[running.cohort.pk])
    there = at("trial", running.amal.pk)
    assert there in as_(running.cast.karim).get(waits).content.decode()
    assert there not in as_(running.cast.lotte).get(waits).content.decode()
    with asking(works=running.cast.school.pk, member=running.cast.school.pk):
        assert not Matter.objects.filter(kind__startswith="placement.").exists()
