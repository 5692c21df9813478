"""Addresses of planning."""

from django.urls import include, path

from leerwerk.planning.views import board, changes, groups, locks, money, others, people, rounds

ROUNDS = [
    path("", rounds.rounds, name="rounds"),
    path("new/", rounds.new, name="new"),
    path("new/counts/", rounds.counts, name="counts"),
    path("<int:pk>/", rounds.page, name="round"),
    path("<int:pk>/progress/", rounds.progress, name="progress"),
    path("<int:pk>/ask/", rounds.ask, name="ask"),
    path("<int:pk>/repeat/", rounds.repeat, name="repeat"),
    path("<int:pk>/change/", changes.begin, name="change"),
    path("<int:pk>/plan/", changes.plan, name="plan"),
    path("<int:pk>/people/", board.people, name="people"),
    path("<int:pk>/gains/", board.gains, name="gains"),
    path("<int:pk>/money/", money.money, name="money"),
    path("<int:pk>/money/rows/", money.rows, name="money_rows"),
    path("<int:pk>/money/ways/<slug:code>/", money.way, name="money_way"),
    path("<int:pk>/locks/", locks.locks, name="locks"),
    path("<int:pk>/compare/", board.compare, name="compare"),
    path("<int:pk>/audit/", board.audit_page, name="audit"),
    path("<int:pk>/print/", board.print_plan, name="print"),
    path("<int:round_id>/people/<int:pk>/", people.person, name="person"),
    path("<int:round_id>/people/<int:pk>/lock/", people.lock_person, name="lock_person"),
    path("<int:round_id>/people/<int:pk>/object/", people.object_to, name="object"),
    path("in-file/<int:pk>/<str:seal>/", people.part_of_file, name="in_file"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/decide/", groups.decide, name="decide"),
    path("groups/<int:pk>/lock/", groups.lock_group, name="lock_group"),
    path("groups/<int:pk>/print/", groups.print_group, name="print_group"),
    path("locks/<int:pk>/remove/", changes.unlock, name="unlock"),
    path("locks/<int:pk>/cost/", locks.ask_cost, name="cost_of_lock"),
    path("objections/", others.objections, name="objections"),
    path("objections/<int:pk>/", others.answer, name="answer"),
    path("own/", people.own, name="own"),
    path("mine/", people.mine, name="mine"),
    path("mine/in-file/", people.mine_in_file, name="mine_in_file"),
    path("decided/", others.decided, name="decided"),
]

# Money is planned with, so its pages live under the same roof, with a name of their own.
urlpatterns = [
    path("", include((ROUNDS, "planning"))),
    path("budgets/", include("leerwerk.funding.urls")),
]
