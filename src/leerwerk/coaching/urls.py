"""Addresses of coaching."""

from django.urls import path

from leerwerk.coaching.urls_signals import signal_routes
from leerwerk.coaching.views import caseloads, mine, people, talks

app_name = "coaching"
urlpatterns = [
    path("", caseloads.caseload, name="caseload"),
    path("open/", caseloads.open_contacts, name="open"),
    path("balance/", caseloads.balance, name="balance"),
    path("balance/<int:pk>/room/", caseloads.room, name="room"),
    path("balance/<int:pk>/hand-over/", caseloads.hand_over, name="hand_over"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/talk/", talks.with_candidate, name="talk_candidate"),
    path("people/<int:pk>/employer/", talks.with_employer, name="talk_employer"),
    path("clocks/<int:pk>/coach/", people.coach, name="coach"),
    path("contacts/<int:pk>/day/", people.move, name="move"),
    path("talks/<int:pk>/", talks.talk, name="talk"),
    path("talks/<int:pk>/change/", talks.change, name="change_talk"),
    path("talks/<int:pk>/note/", talks.note, name="note"),
    path("talks/<int:pk>/step/", talks.step_of, name="agree_step"),
    path("talks/<int:pk>/take-back/", talks.take_back, name="take_back"),
    path("steps/<int:pk>/", people.step, name="step"),
    path("notes/<int:pk>/answer/", mine.answer, name="answer"),
    path("mine/", mine.mine, name="mine"),
    path("mine/mood/", mine.mood, name="mood"),
    *signal_routes,
]
