"""Addresses of budgets and business cases."""

from django.urls import path

from leerwerk.engine.money.accounts import Move
from leerwerk.funding.views import applications, books, budgets, cases, claims, figures, ledger, workplaces

app_name = "funding"
urlpatterns = [
    path("", budgets.budgets, name="budgets"),
    path("new/", budgets.new_budget, name="new"),
    path("<int:pk>/", budgets.budget, name="budget"),
    path("<int:pk>/change/", budgets.change_budget, name="change"),
    path("<int:pk>/charges/", budgets.add_charge, name="charge"),
    path("<int:pk>/keep/", books.reserve, name="reserve"),
    path("<int:pk>/entries/", ledger.entries, name="entries"),
    path("<int:pk>/entries/table/", ledger.table, name="entries_table"),
    path("<int:pk>/received/", ledger.payer, {"what": Move.RECEIVE}, name="received"),
    path("<int:pk>/handed-back/", ledger.payer, {"what": Move.HAND_BACK}, name="handed_back"),
    path("<int:pk>/years/<int:year>/", ledger.year, name="year"),
    path("<int:pk>/years/<int:year>/close/", ledger.close_year, name="close_year"),
    path("kept/<int:pk>/", books.reservation, name="reservation"),
    path("kept/<int:pk>/free/", books.free, name="free"),
    path("kept/<int:pk>/agree/", books.agree, name="agree"),
    path("agreed/", claims.agreed, name="agreed"),
    path("agreed/<int:pk>/", claims.agreed_one, name="agreed_one"),
    path("agreed/<int:pk>/lift/", books.lift, name="lift"),
    path("agreed/<int:pk>/claim/", claims.file_claim, name="file_claim"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/check/", claims.check, name="check_claim"),
    path("claims/<int:pk>/refuse/", claims.refuse, name="refuse_claim"),
    path("claims/<int:pk>/send-back/", claims.send_back, name="send_back"),
    path("claims/<int:pk>/pay/", claims.pay, name="pay"),
    path("claims/<int:pk>/reclaim/", claims.after, {"what": Move.RECLAIM}, name="reclaim"),
    path("claims/<int:pk>/waive/", claims.after, {"what": Move.WAIVE}, name="waive"),
    path("claims/<int:pk>/came-back/", claims.after, {"what": Move.GIVE_BACK}, name="came_back"),
    path("aid/<int:pk>/", ledger.aid, name="aid"),
    path("charges/<int:pk>/remove/", budgets.remove_charge, name="remove_charge"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:code>/", figures.figure, name="figure"),
    path("figures/<slug:code>/drop/", figures.drop, name="drop_figure"),
    path("workplace/", workplaces.workplace, name="workplace"),
    path("groups/<int:pk>/", cases.case, name="case"),
    path("groups/<int:pk>/document/", cases.document, name="case_document"),
    path("groups/<int:pk>/rows/", cases.rows, name="case_rows"),
    path("groups/<int:pk>/facts/", applications.facts, name="facts"),
    path("groups/<int:pk>/instruments/<slug:code>/", applications.application, name="application"),
]
