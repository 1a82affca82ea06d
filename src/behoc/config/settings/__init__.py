"""The settings, put together from one file per concern and the table in env.py."""

import os

from behoc.config.settings import database, files, logging, mail, parsing, security
from behoc.config.settings.accounts import *
from behoc.config.settings.apps import *
from behoc.config.settings.security import *

ENVIRONMENT = parsing.read(os.environ)

DEBUG = False
SECRET_KEY = security.secret_key(ENVIRONMENT)
ALLOWED_HOSTS = security.allowed_hosts(ENVIRONMENT)
DATABASES = database.databases(ENVIRONMENT)
LOGGING = logging.logging(ENVIRONMENT)
globals().update(security.transport(ENVIRONMENT))
globals().update(mail.mail(ENVIRONMENT))
globals().update(files.files(ENVIRONMENT))
UPLOAD_LARGEST_BYTES: int = ENVIRONMENT.upload_megabytes * files.MEGABYTE
MAIL_IS_SENT: bool
SITE_NAME: str
SITE_ADDRESS: str
