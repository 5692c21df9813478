"""Addresses of blueprints, groups and shared resources."""

from django.urls import path

from leerwerk.trajectories.views import blueprints, designing, groups, waiting

app_name = "trajectories"
urlpatterns = [
    path("blueprints/", blueprints.blueprints, name="blueprints"),
    path("blueprints/<int:pk>/", blueprints.blueprint, name="blueprint"),
    path("blueprints/<int:pk>/copy/", designing.copy_blueprint, name="copy_blueprint"),
    path("blueprints/<int:pk>/change/", designing.change_blueprint, name="change_blueprint"),
    path("blueprints/<int:pk>/compare/", blueprints.compare, name="compare"),
    path("blueprints/<int:pk>/retire/", designing.retire_blueprint, name="retire_blueprint"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new_group, name="new_group"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/change/", groups.change_group, name="change_group"),
    path("groups/<int:pk>/withdraw/", groups.withdraw_group, name="withdraw_group"),
    path("groups/<int:pk>/waiting/", waiting.waiting, name="waiting"),
    path("resources/", groups.resources, name="resources"),
    path("resources/new/", groups.new_resource, name="new_resource"),
    path("resources/<int:pk>/change/", groups.change_resource, name="change_resource"),
]
