"""Addresses of organisations, members and accounts."""

from django.urls import path

from leerwerk.parties import views

app_name = "parties"
urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.new_organisation, name="new_organisation"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/change/", views.change_organisation, name="change_organisation"),
    path("organisations/<int:pk>/trail/", views.trail, name="trail"),
    path("organisations/<int:pk>/sites/new/", views.add_site, name="add_site"),
    path("organisations/<int:pk>/invite/", views.invite, name="invite"),
    path("sites/<int:pk>/change/", views.change_site, name="change_site"),
    path("sites/<int:pk>/remove/", views.remove_site, name="remove_site"),
    path("invitations/<int:pk>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("memberships/<int:pk>/end/", views.end_membership, name="end_membership"),
    path("accept/<str:secret>/", views.accept, name="accept"),
    path("switch/", views.switch, name="switch"),
    path("account/", views.account, name="account"),
]
