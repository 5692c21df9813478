"""What waits in one group: for everybody who takes part in it, as far as they may meet whom it is about."""

from django.http import HttpResponse

from leerwerk.notices.forms import InGroupFilter
from leerwerk.notices.queries import of_group
from leerwerk.notices.views.queues import queue_page
from leerwerk.privacy.doors import ActorRequest, shows
from leerwerk.trajectories import rules
from leerwerk.trajectories.models import Cohort


@shows(rules.MEMBERS_SEE_A_GROUP)
def waiting(request: ActorRequest, cohort: Cohort) -> HttpResponse:
    """Who has to do what in this group, since when and until when."""
    return queue_page(request, of_group(cohort.code), InGroupFilter(request.GET), cohort.code)
