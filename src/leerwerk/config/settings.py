"""Settings: facts and switches read from the environment; no logic of the product."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from leerwerk.config import environment

django_stubs_ext.monkeypatch()  # lets `forms.ModelForm[Candidate]` be written at run time too

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.text("LEERWERK_ENV", "production")
if ENVIRONMENT not in {"demo", "test", "production"}:
    raise ImproperlyConfigured("LEERWERK_ENV must be demo, test or production.")
PRODUCTION = ENVIRONMENT == "production"
VAR = Path(environment.text("LEERWERK_VAR", str(PACKAGE.parent.parent / "var")))

SECRET_KEY = environment.text(
    "LEERWERK_SECRET_KEY", None if PRODUCTION else "only-for-the-demo-and-the-tests-" + "0" * 32
)
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("LEERWERK_SECRET_KEY must have at least 50 characters.")
DEBUG = False
ALLOWED_HOSTS = environment.words("LEERWERK_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("LEERWERK_HOSTS must name the hosts that may be served.")
DEMO = ENVIRONMENT == "demo"
ELSEWHERE = environment.sign_in_elsewhere(only_https=PRODUCTION)

INSTALLED_APPS = [
    "leerwerk.home",
    "leerwerk.exchange",
    "leerwerk.matching",
    "leerwerk.planning",
    "leerwerk.funding",
    "leerwerk.coaching",
    "leerwerk.placement",
    "leerwerk.learning",
    "leerwerk.trajectories",
    "leerwerk.recruitment",
    "leerwerk.notices",
    "leerwerk.parties",
    "leerwerk.privacy",
    "leerwerk.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

if ELSEWHERE or ENVIRONMENT == "test":  # each test says where people sign in elsewhere; nobody else loads it unasked
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "leerwerk.web.middleware.AddressesHoldText",
    "leerwerk.web.middleware.ButtonsAreExplained",
    "leerwerk.web.middleware.LinksAndForms",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "leerwerk.parties.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "leerwerk.config.urls"
WSGI_APPLICATION = "leerwerk.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leerwerk.web.context.frame",
                "leerwerk.home.context.navigation",
            ],
        },
    }
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"))}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 0 if ENVIRONMENT == "test" else 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# One shared store: rate limits must count the same in every process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

AUTH_USER_MODEL = "parties.Person"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique whatever its capitals, by a constraint
AUTHENTICATION_BACKENDS = ["leerwerk.parties.backends.MemberBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "home:home"
ACCOUNT_ADAPTER = "leerwerk.parties.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with an invitation to that address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_CHANGE_EMAIL = True  # one address per person: the new one takes the place of the old when it is confirmed
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 15  # letters are slow sometimes
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3  # then another code is needed
ACCOUNT_FORMS = {
    "request_login_code": "leerwerk.parties.forms_of_codes.AskForCodeForm",
    "confirm_login_code": "leerwerk.parties.forms_of_codes.TypeCodeForm",
}
ACCOUNT_RATE_LIMITS = {  # beside those of allauth; ``key`` is an address to which codes go
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "type_login_code": "60/m/ip,5/5m/key",  # also for whoever types in many windows at once
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("LEERWERK_PROXIES", 0)
SOCIALACCOUNT_ADAPTER = "leerwerk.parties.elsewhere.Elsewhere"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {"provider_class": "leerwerk.parties.elsewhere.House", "APPS": ELSEWHERE},
}
MFA_ADAPTER = "leerwerk.parties.accounts.SecondSteps"
MFA_TOTP_ISSUER = "leerwerk"
MFA_TOTP_TOLERANCE = 1  # a code counts half a minute longer: people type slowly and clocks differ
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up for somebody else's address: accounts begin with an invitation

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static" if PRODUCTION else None
STATICFILES_DIRS = [VAR / "bundle"]
WHITENOISE_USE_FINDERS = not PRODUCTION
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF, *(house["settings"]["pages"] for house in ELSEWHERE)],  # browsers follow where it leads
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_AGE = 60 * 60 * 10
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

if PRODUCTION:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": environment.mail(environment.text("LEERWERK_MAIL", "smtp://localhost:25")),
        }
    }
else:  # letters become files, so that a demo never writes to anybody
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": VAR / "mail"},
        }
    }
SITE_ADDRESS = environment.text(  # for links in letters that no page asked for
    "LEERWERK_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
).rstrip("/")
DEFAULT_FROM_EMAIL = environment.text("LEERWERK_FROM", "leerwerk@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
