"""Django's settings, read from the environment; a wrong or missing one stops the start with words.

`./run demo` and the tests set these variables themselves. docs/operations.md lists them all.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from rihai.lib import catalogues
from rihai.lib.env import Env

env = Env({"RIHAI_DATABASE_URL": os.environ.get("DATABASE_URL", ""), **os.environ})

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.path(
    "RIHAI_DATA_DIR", help="Folder for the SQLite database, sealed files and logs; kept on an encrypted disk."
)
SECRET_KEY = env.text("RIHAI_SECRET_KEY", help="Random text of 50 characters or more; signs cookies and forms.")
DEMO = env.flag(
    "RIHAI_DEMO",
    default=False,
    help="1 marks a demonstration: invented people, one-time links on this machine.",
)
HTTPS = env.flag(
    "RIHAI_HTTPS", default=True, help="0 only where browsers reach this machine without a proxy, on loopback."
)
HOSTS = env.words("RIHAI_HOSTS", default=("localhost",), help="Host names of the staff door, separated by commas.")
MASTER_KEY_FILE = env.text("RIHAI_MASTER_KEY_FILE", default="", help="File with the master key; must have mode 0600.")
MASTER_KEY = env.text(
    "RIHAI_MASTER_KEY",
    default="",
    help="The master key itself, from a secret store. One of file, this, or prompt.",
)
MASTER_KEY_PROMPT = env.flag(
    "RIHAI_MASTER_KEY_PROMPT", default=False, help="1 asks for the master key when the program starts."
)
DATABASE_URL = env.address(
    "RIHAI_DATABASE_URL",
    ("postgresql", "postgres"),
    default="",
    help="postgresql://… for PostgreSQL (DATABASE_URL is read too); without it SQLite in the data folder.",
)
IDLE_MINUTES = env.number("RIHAI_IDLE_MINUTES", default=30, help="Minutes without a page after which a session ends.")
LANGUAGE_CODE = env.choice(
    "RIHAI_LANGUAGE",
    {"en", *(one.code for one in catalogues.languages())},
    default="en",
    help="Language before somebody signs in.",
)
TIME_ZONE = env.text("RIHAI_TIME_ZONE", default="Asia/Kolkata", help="Time zone of the office, as in the tz database.")
SHORTEST_SECRET = 50
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
if 0 < len(SECRET_KEY) < SHORTEST_SECRET:
    env.refuse("RIHAI_SECRET_KEY", f"is shorter than {SHORTEST_SECRET} characters", "Make a longer random one.")
if "*" in HOSTS:
    env.refuse("RIHAI_HOSTS", "lets any name in", "Name the hosts: passkeys and cookies are bound to them.")
if not HTTPS and not set(HOSTS) <= LOOPBACK:
    env.refuse("RIHAI_HTTPS", "is 0 for a name beyond this machine", "Put a proxy with HTTPS before it and set 1.")
if not 1 <= IDLE_MINUTES <= 720:
    env.refuse("RIHAI_IDLE_MINUTES", "is not between 1 and 720", "Choose how long a screen may stay open.")
env.finish()

DEBUG = False
ALLOWED_HOSTS = list(HOSTS)
ROOT_URLCONF = "rihai.urls"
WSGI_APPLICATION = "rihai.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
USE_TZ = True

INSTALLED_APPS = [
    "rihai.web",
    "rihai.research",
    "rihai.intake",
    "rihai.tracing",
    "rihai.rescue",
    "rihai.prosecution",
    "rihai.offences",
    "rihai.cases",
    "rihai.duties",
    "rihai.people",
    "rihai.access",
    "rihai.accounts",
    "rihai.directory",
    "rihai.audit",
    "rihai.vault",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

# The headers stand outermost: static files, redirections and refusals carry them too.
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "rihai.web.middleware.PageHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rihai.web.middleware.OpenVault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rihai.accounts.middleware.StaffDoor",
    "rihai.audit.middleware.RefusedAttempts",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rihai.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# FULL, not NORMAL: an acknowledged tip must survive a power cut. IMMEDIATE: a write lock is taken
# at the start, so that two requests queue instead of failing half-way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
    ),
}
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "rihai.sqlite3"),
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": 60,
        }
    }

# Here and not at the first page: a catalogue that cannot be made ready stops the start with words.
catalogues.prepare(BASE_DIR / "rihai")
LANGUAGES = catalogues.offered(BASE_DIR / "rihai")
FORMAT_MODULE_PATH = ["rihai.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The sealing handler is the only one: an upload never touches the disk in clear.
FILE_UPLOAD_HANDLERS = ["rihai.accounts.uploads.UploadsBehindTheDoor"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:my_day"
ACCOUNT_ADAPTER = "rihai.accounts.adapters.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_FORMS = {"login": "rihai.accounts.forms.SignInForm", "reauthenticate": "rihai.accounts.forms.PasswordAgainForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# The library's limits refuse; ours (accounts/throttle.py) only slow down.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "rihai.accounts.adapters.SealedFactors"
MFA_FORMS = {
    "authenticate": "rihai.accounts.forms.CodeForm",
    "reauthenticate": "rihai.accounts.forms.CodeAgainForm",
    "activate_totp": "rihai.accounts.forms.FirstCodeForm",
    "add_webauthn": "rihai.accounts.passkey_forms.PasskeyForm",
    "edit_webauthn": "rihai.accounts.passkey_forms.PasskeyNameForm",
    "login_webauthn": "rihai.accounts.passkey_forms.PasskeySignInForm",
    "reauthenticate_webauthn": "rihai.accounts.passkey_forms.PasskeyAgainForm",
}
MFA_RATE_LIMITS = False
# A code of the half-minute before or after counts too: telephones' clocks differ, and people type slowly.
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Rihai"
# A browser offers passkeys on http only for the name "localhost".
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SESSION_ENGINE = "rihai.accounts.session_store"
SESSION_COOKIE_AGE = IDLE_MINUTES * 60
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-staff" if HTTPS else "staff"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-form" if HTTPS else "form"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rihai.web.errors.csrf_failed"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
# Not in a cookie: a message may name a code, and nothing readable is left in the browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
# Only our own host name is ours to bind to HTTPS; its neighbours may belong to others.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_SSL_REDIRECT = HTTPS
# A monitor on the machine itself asks without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
# Not "no-referrer": Chromium then sends forms with the origin "null", which the check against forged forms refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

# Messages of our own code never hold personal values (the canary test greps for them). Django's own
# loggers would print query parameters and local variables: they are silenced or cut in lib/logs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"bare": {"()": "rihai.lib.logs.BareErrors"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["bare"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.db.backends": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        # It names every passkey that is used.
        "fido2": {"level": "WARNING"},
    },
}
