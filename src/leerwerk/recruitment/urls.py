"""Addresses of candidates."""

from django.urls import path

from leerwerk.recruitment.views import intakes, keeping, obstacles, own, reach, reading, statements, steps, work

app_name = "recruitment"
urlpatterns = [
    path("", reading.candidates, name="candidates"),
    path("new/", keeping.register, name="register"),
    path("me/", own.own_file, name="own_file"),
    path("me/intakes/", statements.own_intakes, name="own_intakes"),
    path("me/not-right/", statements.say, name="say"),
    path("me/take-along/", own.take_along, name="take_along"),
    path("accept/<str:secret>/", own.accept, name="accept"),
    path("<int:pk>/", reading.candidate, name="candidate"),
    path("<int:pk>/trail/", reading.trail, name="trail"),
    path("<int:pk>/change/", keeping.change, name="change"),
    path("<int:pk>/profile/", keeping.state_profile, name="state_profile"),
    path("<int:pk>/background/", keeping.background, name="background"),
    path("outreach/new/", reach.note_outreach, name="note_outreach"),
    path("<int:pk>/heard/", reach.heard, name="heard"),
    path("<int:pk>/invite/", keeping.invite, name="invite"),
    path("<int:pk>/obstacles/new/", obstacles.add, name="add_obstacle"),
    path("<int:pk>/obstacles/<int:obstacle>/", obstacles.obstacle, name="obstacle"),
    path("<int:pk>/work-history/new/", work.add, name="add_work"),
    path("<int:pk>/work-history/<int:work>/change/", work.change, name="change_work"),
    path("<int:pk>/work-history/<int:work>/remove/", work.remove, name="remove_work"),
    path("<int:pk>/intakes/new/", intakes.begin, name="begin_intake"),
    path("<int:pk>/intakes/<int:intake>/", intakes.intake, name="intake"),
    path("<int:pk>/intakes/<int:intake>/calls/new/", intakes.call, name="call"),
    path("<int:pk>/intakes/<int:intake>/absent/", intakes.absent, name="finish_in_absence"),
    path("<int:pk>/intakes/<int:intake>/throw-away/", intakes.throw_away, name="throw_intake_away"),
    path("<int:pk>/intakes/<int:intake>/finish/", steps.finish, name="finish_intake"),
    path("<int:pk>/intakes/<int:intake>/wishes/press/", steps.press, name="press_wish"),
    path("<int:pk>/intakes/<int:intake>/<slug:step>/", steps.step, name="intake_step"),
    path("<int:pk>/statements/new/", statements.write_down, name="write_statement"),
    path("<int:pk>/statements/<int:statement>/answer/", statements.answer, name="answer_statement"),
    path("intakes/", intakes.intakes, name="intakes"),
    path("obstacles/", obstacles.obstacles, name="obstacles"),
    path("obstacles/<int:pk>/solve/", obstacles.solve, name="solve_obstacle"),
    path("occupations/", work.occupations, name="occupations"),
    path("invitations/<int:pk>/withdraw/", keeping.withdraw_invitation, name="withdraw_invitation"),
]
