"""What can happen to tasks, recognitions and the network of employers, as sentences; and what waits for whom."""

from django.utils.translation import gettext_lazy as _

from leerwerk.notices.enums import Todo

NETWORK_EVENTS = {
    "workplace_split": _("went from a function to tasks at a workplace"),
}

NETWORK_MATTERS: dict[str, Todo] = {}
