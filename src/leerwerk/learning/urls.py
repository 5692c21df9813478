"""Addresses of lessons, attendance, language and calendars."""

from django.urls import path

from leerwerk.learning.views import attendance, civic, craft, credentials, feeds, language, pattern, sessions, teachers

app_name = "learning"
urlpatterns = [
    path("", sessions.today, name="today"),
    path("me/", attendance.mine, name="mine"),
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/<slug:secret>.ics", feeds.feed, name="feed"),
    path("closed/", pattern.closed, name="closed"),
    path("closed/<int:pk>/open/", pattern.reopen, name="reopen"),
    path("teachers/away/", teachers.away, name="teacher_away"),
    path("groups/<int:pk>/", sessions.group, name="group"),
    path("groups/<int:pk>/week/", pattern.week, name="week"),
    path("groups/<int:pk>/plan/", pattern.plan, name="plan"),
    path("groups/<int:pk>/language/", language.group_language, name="group_language"),
    path("week/<int:pk>/end/", pattern.end_slot, name="end_slot"),
    path("sessions/<int:pk>/", attendance.session, name="session"),
    path("sessions/<int:pk>/move/", sessions.move, name="move"),
    path("sessions/<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("sessions/<int:pk>/staff/", teachers.staff, name="staff"),
    path("participants/<int:pk>/", attendance.participant, name="participant"),
    path("participants/<int:pk>/work/", attendance.work, name="work"),
    path("participants/<int:pk>/language/", language.language, name="language"),
    path("participants/<int:pk>/measure/", language.measure, name="measure"),
    path("levels/<int:pk>/take-back/", language.take_back, name="take_back"),
    path("blueprints/<int:pk>/processes/", craft.processes, name="processes"),
    path("blueprints/<int:pk>/processes/new/", craft.new_process, name="new_process"),
    path("processes/<int:pk>/", craft.change_process, name="change_process"),
    path("processes/<int:pk>/words/new/", craft.new_word, name="new_word"),
    path("words/<int:pk>/remove/", craft.remove_word, name="remove_word"),
    path("participants/<int:pk>/progress/", craft.progress, name="progress"),
    path("participants/<int:pk>/tick/", craft.tick, name="tick"),
    path("participants/<int:pk>/words/", craft.words, name="words"),
    path("participants/<int:pk>/credentials/", credentials.credentials, name="credentials"),
    path("participants/<int:pk>/credentials/draft/", credentials.draft, name="draft_credential"),
    path("credentials/<int:pk>/change/", credentials.change_credential, name="change_credential"),
    path("credentials/<int:pk>/badge.json", credentials.badge, name="badge"),
    path("credentials/<int:pk>/paper.pdf", credentials.pdf, name="pdf"),
    path("inburgering/<int:pk>/", civic.inburgering, name="inburgering"),
    path("inburgering/<int:pk>/plan/", civic.plan, name="civic_plan"),
    path("inburgering/<int:pk>/route/", civic.route, name="civic_route"),
    path("inburgering/<int:pk>/hours/", civic.hours, name="civic_hours"),
    path("inburgering/<int:pk>/close/", civic.close, name="civic_close"),
    path("inburgering/hours/<int:pk>/remove/", civic.remove_hours, name="civic_remove_hours"),
]
