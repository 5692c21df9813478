"""Addresses of blueprints, groups and shared resources."""

from django.urls import path

from leerwerk.trajectories.views import agreements, blueprints, designing, groups, links, participants, paths, reach

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
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/document/", agreements.agreement_document, name="agreement_document"),
    path("agreements/<int:pk>/terms/", agreements.agreement_terms, name="agreement_terms"),
    path("agreements/<int:pk>/send/", agreements.agreement_send, name="agreement_send"),
    path("agreements/<int:pk>/answer/", agreements.agreement_answer, name="agreement_answer"),
    path("agreements/<int:pk>/help/", agreements.agreement_help, name="agreement_help"),
    path("agreements/sides/<int:pk>/ask/", agreements.agreement_ask, name="agreement_ask"),
    path("agreements/thanks/", links.agreement_thanks, name="agreement_thanks"),
    path("agreements/by-link/<str:secret>/", links.agreement_by_link, name="agreement_by_link"),
    path("agreements/by-link/<str:secret>/document/", links.agreement_linked_document, name="agreement_link_document"),
    path("resources/", groups.resources, name="resources"),
    path("resources/new/", groups.new_resource, name="new_resource"),
    path("resources/<int:pk>/change/", groups.change_resource, name="change_resource"),
]
