"""What a process that answers requests does once, when it has loaded everything."""

import gc
from importlib import import_module

from django.conf import settings


def rest() -> None:
    """Load what the first request would load, and take all that is there by now out of the search for garbage.

    It is hundreds of thousands of objects that stay as long as the process. Python goes through them again whenever a
    request made many of its own, and somebody waits for that.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
