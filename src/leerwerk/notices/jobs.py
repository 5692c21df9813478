"""What runs beside the pages: the letters of the day, what is long overdue, and sending. Each may come twice.

The worker begins these by itself (``python -m django procrastinate worker``); nothing has to stand in a crontab.
"""

import logging

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from procrastinate.contrib.django import app

from leerwerk.notices.actions import escalate_overdue, remind_day
from leerwerk.notices.enums import TRIED_AFTER
from leerwerk.notices.links import QUEUE, SEND
from leerwerk.notices.models import DayDone, LinkText, Matter, Outgoing
from leerwerk.parties.models import Region
from leerwerk.privacy.actor import SYSTEM

log = logging.getLogger(__name__)
MORNING = 6  # o'clock here: letters of a day are written from then on
SATURDAY = 5  # as date.weekday counts
AT_ONCE = 500  # letters that one job sends; the next minute sends the next


@app.periodic(cron="7 * * * *")
@app.task(name="notices.day", queue=QUEUE, queueing_lock="notices.day")
def day_begins(timestamp: int) -> None:
    """Once a working day, from six: bring what is long overdue to directors, write letters, forget old ones.

    Asked every hour, so that a worker that was down in the morning does it later; what was done is not done again.
    """
    now = timezone.localtime()
    day = now.date()
    if now.hour < MORNING or day.weekday() >= SATURDAY or DayDone.objects.filter(day=day).exists():
        return
    late = Matter.objects.filter(region=OuterRef("pk"), closed_at=None, escalated_at=None, due_on__lt=day)
    for region in Region.objects.filter(Exists(late)):
        escalate_overdue(region=region, day=day, by=SYSTEM)
    remind_day(day=day, by=SYSTEM)


@app.periodic(cron="* * * * *")
@app.task(name=SEND, queue=QUEUE, queueing_lock=SEND)
def send_letters(timestamp: int) -> None:
    """Send what is due, letter by letter, each in a transaction of its own."""
    for _one in range(AT_ONCE):
        if not send_one():
            return


def send_one() -> bool:
    """Send the letter that waits longest; return whether there was one.

    Its row is held meanwhile, so that two workers do not send it both. A worker that dies after the mail server took
    the letter and before that is noted leaves it waiting: it goes out once more, with the same Message-ID, by which
    mail programs and servers know it for the same letter. The text of one with a link is thrown away once it went.
    """
    with transaction.atomic():
        due = Outgoing.objects.select_for_update(skip_locked=True).filter(next_try_at__lte=timezone.now())
        letter = due.order_by("next_try_at", "id").first()
        if letter is None:
            return False
        letter.tries += 1
        try:
            _as_mail(letter).send()
        except Exception as wrong:
            # The one place that catches everything: a letter that cannot go must not keep the others from going.
            _put_off(letter, wrong)
            log.error("letter %s did not go, attempt %s: %s", letter.pk, letter.tries, letter.error)  # no address
        else:
            letter.sent_at, letter.next_try_at, letter.error = timezone.now(), None, ""
            LinkText.objects.filter(letter=letter).delete()
        letter.save(update_fields=["tries", "next_try_at", "sent_at", "failed_at", "error"])
    return True


def _as_mail(letter: Outgoing) -> EmailMessage:
    headers = {
        "Message-ID": f"<{letter.number}@leerwerk>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    body = LinkText.objects.get(letter=letter).body if letter.with_link else letter.body
    return EmailMessage(letter.subject, body, None, [letter.address], headers=headers)


def _put_off(letter: Outgoing, wrong: Exception) -> None:
    """Try again later, or give up; what is kept of the error is its kind and the server's number, never an address."""
    number = getattr(wrong, "smtp_code", "")
    letter.error = f"{type(wrong).__name__} {number}".strip()
    now = timezone.now()
    if letter.tries > len(TRIED_AFTER):
        letter.failed_at, letter.next_try_at = now, None
    else:
        letter.next_try_at = now + TRIED_AFTER[letter.tries - 1]
