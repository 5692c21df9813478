"""Addresses of workplaces."""

from django.urls import path

from leerwerk.placement.urls_trials import TRIALS
from leerwerk.placement.urls_wage import WAGE_VALUES
from leerwerk.placement.views import (
    changing,
    door,
    followups,
    inviting,
    network,
    placements,
    recognitions,
    seats,
    tasks,
    workplaces,
)

app_name = "placement"
urlpatterns = [
    path("", workplaces.workplaces, name="workplaces"),
    path("new/", workplaces.new, name="new"),
    path("<int:pk>/", workplaces.workplace, name="workplace"),
    path("<int:pk>/change/", workplaces.change, name="change"),
    path("<int:pk>/confirm/", workplaces.confirm, name="confirm"),
    path("<int:pk>/withdraw/", workplaces.withdraw, name="withdraw"),
    path("<int:pk>/offer/", workplaces.offer, name="offer"),
    path("offers/<int:pk>/withdraw/", workplaces.withdraw_offer, name="withdraw_offer"),
    path("of/<int:pk>/", seats.give, name="give"),
    path("<int:pk>/split/", tasks.split, name="split"),
    path("<int:pk>/recognitions/new/", recognitions.recognition_new, name="recognition_new"),
    path("recognitions/<int:pk>/check/", recognitions.recognition_check, name="recognition_check"),
    path("recognitions/<int:pk>/remove/", recognitions.recognition_remove, name="recognition_remove"),
    path("employers/", network.employers, name="employers"),
    path("employers/<int:pk>/", network.employer, name="employer"),
    path("employers/<int:pk>/contacts/new/", network.contact_new, name="contact_new"),
    path("employers/<int:pk>/visits/new/", network.visit_new, name="visit_new"),
    path("employers/<int:pk>/promises/new/", network.promise_new, name="promise_new"),
    path("employers/<int:pk>/interest/", network.interest, name="interest"),
    path("contacts/<int:pk>/change/", network.contact_change, name="contact_change"),
    path("contacts/<int:pk>/remove/", network.contact_remove, name="contact_remove"),
    path("visits/<int:pk>/", network.visit, name="visit"),
    path("promises/<int:pk>/withdraw/", network.promise_withdraw, name="promise_withdraw"),
    path("employers/<int:pk>/invite/", inviting.invite, name="invite"),
    path("employers/invite/", inviting.invite_new, name="invite_new"),
    path("employers/links/", inviting.links, name="links"),
    path("links/<int:pk>/", inviting.draft, name="draft"),
    path("links/<int:pk>/withdraw/", inviting.withdraw_link, name="withdraw_link"),
    path("describe/<str:secret>/", door.door, name="door"),
    *WAGE_VALUES,
    path("work/", placements.my_work, name="my_work"),
    path("work/lasted/", followups.lasted, name="lasted"),
    path("work/not-known/", followups.not_known, name="not_known"),
    path("work/<int:pk>/", placements.work, name="work"),
    path("work/<int:pk>/fill-in/", placements.fill, name="fill"),
    path("work/<int:pk>/fill-in/<slug:part>/", placements.fill, name="fill_part"),
    path("work/<int:pk>/study/", changing.study, name="study"),
    path("placements/<int:pk>/place/", placements.place, name="place"),
    path("placements/<int:pk>/end/", changing.end_work, name="end_work"),
    path("placements/<int:pk>/change/", changing.change_work, name="change_work"),
    path("placements/<int:pk>/still/", followups.confirm_work, name="confirm_work"),
    *TRIALS,
]
