"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from leerwerk.config.resting import rest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerwerk.config.settings")

application = get_wsgi_application()
rest()
