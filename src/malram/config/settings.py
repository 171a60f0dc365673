# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one settings module. What an installation may change comes from the environment: environment.py."""

import os
from importlib.util import find_spec
from typing import Any

from malram.config import environment

MALRAM_HOME = environment.home(os.environ)
MALRAM_HOME.mkdir(parents=True, exist_ok=True)  # the database and the key are written there
DEBUG = environment.boolean(os.environ, "MALRAM_DEBUG", default=False)
HTTPS = environment.boolean(os.environ, "MALRAM_HTTPS", default=False)
BEHIND_PROXY = environment.boolean(os.environ, "MALRAM_BEHIND_PROXY", default=False)
ALLOWED_HOSTS = environment.names(os.environ, "MALRAM_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = environment.names(os.environ, "MALRAM_TRUSTED_ORIGINS", ())
DATABASES = {"default": environment.database(os.environ, MALRAM_HOME)}
SECRET_KEY = environment.secret_key(os.environ, MALRAM_HOME)

# Rooms are listed in the order of the house; one that has not been built yet is passed over.
ROOMS = (
    "audit", "accounts", "organisation", "occasions", "look", "matters", "steering", "frames", "planning",
    "economy", "work", "control", "followup", "reports", "web", "api",
)  # fmt: skip


def _built(room: str) -> bool:
    """Tell whether the room's package exists and is a Django app."""
    return find_spec(f"malram.{room}") is not None and find_spec(f"malram.{room}.apps") is not None


INSTALLED_APPS = [
    *(f"malram.{room}" for room in ROOMS if _built(room)),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After the one that serves style sheets and fonts: those may be kept by the browser.
    "malram.config.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed unless a view says otherwise: a page somebody forgets to guard must not be open.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "malram.web.damage.Damage",
]
ROOT_URLCONF = "malram.config.urls"
WSGI_APPLICATION = "malram.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]

# Texts are written in Swedish and are their own message ids. The language does not follow the
# reader's browser until English is complete: half a page in each would be worse than one language.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = MALRAM_HOME / "static"
# Hashed names need collectstatic. A fresh checkout has not run it and serves the apps' own files.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not _COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Only a proxy that sets the header itself may be believed; otherwise any visitor could claim https.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
