"""Addresses of workplaces."""

from django.urls import path

from leerwerk.placement.views import changing, followups, placements, seats, workplaces

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
]
