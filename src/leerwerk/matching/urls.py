"""Addresses of shortlists, introductions, and proposals who fits where."""

from django.urls import path

from leerwerk.matching.views import introductions, rounds, shortlists

app_name = "matching"
urlpatterns = [
    path("", shortlists.people, name="people"),
    path("people/<int:pk>/", shortlists.person, name="person"),
    path("people/<int:pk>/introduce/", shortlists.introduce, name="introduce"),
    path("workplaces/<int:pk>/", shortlists.workplace, name="workplace"),
    path("mine/", introductions.mine, name="mine"),
    path("asked/", introductions.asked, name="asked"),
    path("introductions/<int:pk>/", introductions.introduction, name="introduction"),
    path("introductions/<int:pk>/answer/", introductions.answer, name="answer"),
    path("introductions/<int:pk>/choose/", introductions.choose, name="choose"),
    path("introductions/<int:pk>/first/", introductions.first, name="first"),
    path("introductions/<int:pk>/employer/", introductions.employer_answer, name="employer_answer"),
    path("introductions/<int:pk>/plan/", introductions.plan, name="plan"),
    path("introductions/<int:pk>/after/", introductions.after, name="after"),
    path("introductions/<int:pk>/close/", introductions.close, name="close"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/ask/", rounds.ask, name="ask"),
    path("rounds/<int:pk>/", rounds.round_, name="round"),
    path("rounds/<int:pk>/introduce/", rounds.introduce, name="introduce_by_round"),
]
