"""Addresses of blueprints, groups and shared resources."""

from django.urls import path

from leerwerk.trajectories.views import blueprints, designing, groups, participants, paths, reach

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
    path("groups/<int:pk>/participants/", participants.participants, name="participants"),
    path("groups/<int:pk>/participants/sign/", participants.sign_profile, name="sign_profile"),
    path("groups/<int:pk>/participants/mentor/", participants.mentor, name="mentor"),
    path("groups/<int:pk>/participants/mentor/end/", participants.end_mentoring, name="end_mentoring"),
    path("groups/<int:pk>/participants/gate/", participants.gate, name="gate"),
    path("groups/<int:pk>/participants/together/", participants.together, name="together"),
    path("groups/<int:pk>/leaflet/", participants.leaflet, name="leaflet"),
    path("reach/", reach.reach, name="reach"),
    path("my-path/", paths.mine, name="my_path"),
    path("groups/participants/<int:pk>/", paths.path, name="path"),
    path("groups/participants/<int:pk>/<slug:step>/", paths.step, name="step"),
    path("resources/", groups.resources, name="resources"),
    path("resources/new/", groups.new_resource, name="new_resource"),
    path("resources/<int:pk>/change/", groups.change_resource, name="change_resource"),
]
