"""That somebody was told an answer is a step as well."""

from typing import ClassVar

from django.db import migrations, models

from leerwerk.web.at_once import AtOnce


class Migration(migrations.Migration):

    dependencies: ClassVar = [
        ('trajectories', '0014_asked_again'),
    ]

    operations: ClassVar = [
        AtOnce([
            migrations.RemoveConstraint(
                model_name='pathwayevent',
                name='pathway_event_step_known',
            ),
            migrations.AddConstraint(
                model_name='pathwayevent',
                constraint=models.CheckConstraint(condition=models.Q(('step__in', ['propose', 'arrive', 'invite', 'ask', 'answer', 'accept', 'decline', 'hide', 'show', 'ask_exception', 'grant_exception', 'deny_exception', 'select', 'refuse', 'wait', 'offer_place', 'change_employer', 'start_pre_track', 'advise', 'go', 'not_yet', 'no_go', 'start_learn_work', 'complete', 'pause', 'resume', 'leave', 'transfer', 'return', 'tell'])), name='pathway_event_step_known'),
            ),
        ]),
    ]
