"""Addresses of trial placements."""

from django.urls import path

from leerwerk.placement.views import trial_talks, trials

TRIALS = [
    path("work/trial/", trials.my_trial, name="my_trial"),
    path("work/<int:pk>/trial/", trials.trial, name="trial"),
    path("work/<int:pk>/trial/fill-in/", trials.fill, name="fill_trial"),
    path("trials/<int:pk>/document/", trials.document, name="trial_document"),
    path("trials/<int:pk>/send/", trials.send, name="send_trial"),
    path("trials/<int:pk>/answer/", trials.answer, name="answer_trial"),
    path("trials/<int:pk>/answer-for/", trials.answer_for, name="answer_trial_for"),
    path("trials/<int:pk>/begin/", trials.begin, name="begin_trial"),
    path("trials/<int:pk>/withdraw/", trials.withdraw, name="withdraw_trial"),
    path("trials/<int:pk>/review/<slug:which>/", trial_talks.review, name="review_trial"),
    path("trials/<int:pk>/react/<slug:which>/", trial_talks.react, name="react_to_review"),
    path("trials/<int:pk>/seen/<slug:which>/", trial_talks.seen, name="see_contradiction"),
    path("trials/<int:pk>/outcome/", trial_talks.outcome, name="conclude_trial"),
    path("trials/<int:pk>/end/", trial_talks.end, name="end_trial"),
]
