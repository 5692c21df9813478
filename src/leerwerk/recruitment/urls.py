"""Addresses of candidates."""

from django.urls import path

from leerwerk.recruitment import views

app_name = "recruitment"
urlpatterns = [
    path("", views.candidates, name="candidates"),
    path("new/", views.register, name="register"),
    path("me/", views.own_file, name="own_file"),
    path("me/take-along/", views.take_along, name="take_along"),
    path("<int:pk>/", views.candidate, name="candidate"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/profile/", views.state_profile, name="state_profile"),
    path("<int:pk>/obstacles/new/", views.add_obstacle, name="add_obstacle"),
    path("obstacles/<int:pk>/solve/", views.solve_obstacle, name="solve_obstacle"),
]
