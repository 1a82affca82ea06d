"""Which apps, middleware and templates make up the product."""

from behoc.config.settings.env import ROOT

TIERS = (
    "engines",
    "ground",
    "direction",
    "delivery",
    "measure",
    "judgement",
    "surface",
)


def house_apps() -> list[str]:
    """Every folder of a tier that holds an apps.py, lower tiers first."""
    package = ROOT / "src" / "behoc"
    return [
        f"behoc.{tier}.{path.parent.name}"
        for tier in TIERS
        for path in sorted((package / tier).glob("*/apps.py"))
    ]


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.auth",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "behoc.config",
    *house_apps(),
]

# behoc.config.middleware.*: who acts goes after sign-in, errors into pages goes last (innermost).
ACTOR_MIDDLEWARE = ["behoc.config.middleware.actor.ActorMiddleware"]
ERROR_MIDDLEWARE = ["behoc.config.middleware.refusals.RefusalMiddleware"]
# Before sessions, which ask the database with what a cookie says, and before forms are unpacked.
INPUT_MIDDLEWARE = ["behoc.config.middleware.inputs.InputMiddleware"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    *INPUT_MIDDLEWARE,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "behoc.config.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *ACTOR_MIDDLEWARE,
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "behoc.config.middleware.gates.GateMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *ERROR_MIDDLEWARE,
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "behoc.config.shell.context",
            ],
        },
    },
]

ROOT_URLCONF = "behoc.config.urls"
WSGI_APPLICATION = "behoc.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# A jobs.py is imported by its app's ready(), so nothing is searched for.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
