"""Addresses of what waits, of being away, and of letters."""

from django.urls import path

from leerwerk.notices.views import people, queues, taking

app_name = "notices"
urlpatterns = [
    path("", queues.mine, name="mine"),
    path("soonest/", queues.soonest, name="soonest"),
    path("organisation/", queues.organisation, name="organisation"),
    path("region/", queues.region, name="region"),
    path("<int:pk>/take/", taking.take, name="take"),
    path("<int:pk>/give/", taking.give, name="give"),
    path("away/", people.away, name="away"),
    path("away/<int:pk>/end/", people.come_back, name="come_back"),
    path("reminders/", people.reminders, name="reminders"),
    path("term/", people.term, name="term"),
    path("letters/", people.letters, name="letters"),
    path("letters/<int:pk>/again/", people.send_again, name="send_again"),
]
