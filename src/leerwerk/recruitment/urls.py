"""Addresses of candidates."""

from django.urls import path

from leerwerk.recruitment.views import handovers, keeping, own, reading, work

app_name = "recruitment"
urlpatterns = [
    path("", reading.candidates, name="candidates"),
    path("new/", keeping.register, name="register"),
    path("me/", own.own_file, name="own_file"),
    path("me/take-along/", own.take_along, name="take_along"),
    path("accept/<str:secret>/", own.accept, name="accept"),
    path("<int:pk>/", reading.candidate, name="candidate"),
    path("<int:pk>/trail/", reading.trail, name="trail"),
    path("<int:pk>/change/", keeping.change, name="change"),
    path("<int:pk>/profile/", keeping.state_profile, name="state_profile"),
    path("<int:pk>/background/", keeping.background, name="background"),
    path("<int:pk>/invite/", keeping.invite, name="invite"),
    path("<int:pk>/obstacles/new/", keeping.add_obstacle, name="add_obstacle"),
    path("<int:pk>/work-history/new/", work.add, name="add_work"),
    path("<int:pk>/work-history/<int:work>/change/", work.change, name="change_work"),
    path("<int:pk>/work-history/<int:work>/remove/", work.remove, name="remove_work"),
    path("<int:pk>/hand-over/", handovers.offer, name="hand_over"),
    path("handovers/<int:pk>/", handovers.answer, name="handover"),
    path("handovers/<int:pk>/withdraw/", handovers.withdraw, name="withdraw_handover"),
    path("obstacles/<int:pk>/solve/", keeping.solve_obstacle, name="solve_obstacle"),
    path("invitations/<int:pk>/withdraw/", keeping.withdraw_invitation, name="withdraw_invitation"),
]
