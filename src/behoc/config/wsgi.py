"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoc.config.settings")

application = get_wsgi_application()

# What is loaded here stays for good. A full collection would walk through all of it again and
# again, a tenth of a second inside somebody's request.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
