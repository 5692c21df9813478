"""The steps of an intake as people see them: what to ask in plain words, what to say, and why it is asked."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the conversation.

    ``ask``: questions for whoever holds it. ``say``: one short sentence for the candidate (A2). ``why``: what the
    answer is for. ``fields``: what is written down; ``needed``: what must be known before the intake is finished.
    """

    slug: str
    title: str | Promise
    icon: str
    ask: tuple[str | Promise, ...]
    say: str | Promise
    why: str | Promise
    fields: tuple[str, ...]
    needed: tuple[str, ...]


STEPS = (
    Step(
        slug="talk",
        title=_("How we talk"),
        icon="coaching",
        ask=(
            _("In which language do you want to talk? Do you want an interpreter?"),
            _("We may talk with the two of us, without your partner or family. Do you want that?"),
            _(
                "This conversation is about the work and the lessons that you want."
                " Can you tell me what we will do today?"
            ),
        ),
        say=_("We talk about you: what you can do, and what you want. You choose the language. You may talk alone."),
        why=_(
            "Who talks through a member of the family cannot tell everything. You must tell about the right to talk"
            " alone before you begin; whether somebody understood you only know when they say it in their own words."
        ),
        fields=("held_on", "how", "language", "interpreter", "purpose_told", "understood", "told_alone", "alone"),
        needed=("how", "language", "interpreter", "purpose_told", "understood", "told_alone", "alone"),
    ),
    Step(
        slug="work",
        title=_("School and work"),
        icon="school",
        ask=(
            _("How many years did you go to school? What was the last thing that you learned?"),
            _("What work did you do? Also work at home, on the land, in a shop of the family, or without pay."),
            _("How do you learn something new best: by looking, by doing, by reading?"),
        ),
        say=_("Tell me about your school. Tell me about your work. Work without a diploma counts too."),
        why=_(
            "A group asks for a level, never for a country or a paper from there. The name of an employer, place or"
            " country is not written down."
        ),
        fields=("education", "school_years", "learnability", "learnability_source", "skills"),
        needed=("education", "learnability", "learnability_source"),
    ),
    Step(
        slug="languages",
        title=_("Dutch"),
        icon="language",
        ask=(
            _("When do you speak Dutch? With whom?"),
            _("Can you read a letter from school or from the municipality? Who helps you?"),
            _("Do you read and write another script easily?"),
        ),
        say=_("How is your Dutch? It does not have to be good. It only has to be true."),
        why=_(
            "The four skills often differ. Who speaks well and does not write yet fits other groups than the reverse."
        ),
        fields=("listening", "reading", "speaking", "writing"),
        needed=("listening", "reading", "speaking", "writing"),
    ),
    Step(
        slug="wishes",
        title=_("Wishes"),
        icon="wish",
        ask=(
            _("Look at the pictures. Which work do you want most? And after that?"),
            _("Is there work that you do not want? Then leave it out."),
        ),
        say=_("Press the picture of the work that you want most. Then press the next one."),
        why=_("The plan looks for the first wish first. Turn the screen, and let the candidate press."),
        fields=("sectors",),
        needed=("sectors",),
    ),
    Step(
        slug="time",
        title=_("Time and travel"),
        icon="clock",
        ask=(
            _("What does your week look like? When are you not free: lessons, children, care?"),
            _("How do you travel? Can you cycle?"),
            _("From which day can you start?"),
        ),
        say=_("When do you have time? How far can you travel?"),
        why=_("Only the half days that somebody is really free are planned. The reason why not is not written down."),
        fields=("available", "max_travel", "licence", "ready_on"),
        needed=("available", "max_travel", "licence", "ready_on"),
    ),
    Step(
        slug="home",
        title=_("At home"),
        icon="home",
        ask=(
            _("Who lives with you? Who needs your care?"),
            _("What takes much time or worry now: house, money, letters, family far away?"),
            _("Is there something that you cannot do at work, such as lifting or standing for long?"),
        ),
        say=_("What must we solve first, so that you can work and learn? We help you with it."),
        why=_(
            "Write what somebody cannot do, never an illness or a name for it. For everything that stands in the way"
            " one person says that they solve it, and by when."
        ),
        fields=("home", "load", "limits"),
        needed=("load",),
    ),
    Step(
        slug="motivation",
        title=_("In your own words"),
        icon="speak",
        ask=(
            _("Why do you want to work and learn? What do you hope that is different in a year?"),
            _("What makes you doubt?"),
            _("What must an employer know about you?"),
        ),
        say=_("Tell it in your own language. I write it down as you say it."),
        why=_(
            "Own words say more than a number. Write them as they are said;"
            " who reads along later needs the Dutch beside it."
        ),
        fields=("own_words", "own_words_nl", "motivation"),
        needed=("own_words_nl", "motivation"),
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}
