"""Addresses of lessons, attendance, language and calendars."""

from django.urls import path

from leerwerk.learning.views import attendance, feeds, language, pattern, sessions

app_name = "learning"
urlpatterns = [
    path("", sessions.today, name="today"),
    path("me/", attendance.mine, name="mine"),
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/<slug:secret>.ics", feeds.feed, name="feed"),
    path("closed/", pattern.closed, name="closed"),
    path("closed/<int:pk>/open/", pattern.reopen, name="reopen"),
    path("groups/<int:pk>/", sessions.group, name="group"),
    path("groups/<int:pk>/week/", pattern.week, name="week"),
    path("groups/<int:pk>/plan/", pattern.plan, name="plan"),
    path("groups/<int:pk>/language/", language.group_language, name="group_language"),
    path("week/<int:pk>/end/", pattern.end_slot, name="end_slot"),
    path("sessions/<int:pk>/", attendance.session, name="session"),
    path("sessions/<int:pk>/move/", sessions.move, name="move"),
    path("sessions/<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("participants/<int:pk>/", attendance.participant, name="participant"),
    path("participants/<int:pk>/work/", attendance.work, name="work"),
    path("participants/<int:pk>/language/", language.language, name="language"),
    path("participants/<int:pk>/measure/", language.measure, name="measure"),
    path("levels/<int:pk>/take-back/", language.take_back, name="take_back"),
]
