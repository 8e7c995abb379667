"""What the real settings say, read as production reads them (the tests themselves run with cheaper ones)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string

from rihai.vault.uploads import SealingUploadHandler
from tests.house import source

ASK = """
import json, os, rihai.settings as s
print(json.dumps({name: getattr(s, name) for name in dir(s) if name.isupper()}, default=lambda other: None))
"""
PRODUCTION = {"RIHAI_SECRET_KEY": "x" * 60, "RIHAI_HOSTS": "desk.example"}
Production = Callable[..., dict[str, Any]]


def run(environ: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith("RIHAI_") and name != "DATABASE_URL"
    }
    return subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=source.ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": "rihai.settings", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = run({**PRODUCTION, "RIHAI_DATA_DIR": str(tmp_path_factory.mktemp("data"))})
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_production_never_debugs_and_is_no_demonstration(production: dict[str, Any]) -> None:
    assert production["DEBUG"] is False
    assert production["DEMO"] is False


def test_passwords_are_hashed_with_argon2(production: dict[str, Any]) -> None:
    assert production["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_cookies_stay_on_this_host_on_https_and_on_our_own_pages(production: dict[str, Any]) -> None:
    for cookie in ("SESSION", "CSRF"):
        assert production[f"{cookie}_COOKIE_SECURE"] is True
        assert production[f"{cookie}_COOKIE_SAMESITE"] == "Strict"
        assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")


def test_the_content_policy_lets_in_nothing_but_our_own_files(production: dict[str, Any]) -> None:
    directives = production["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert directives["default-src"] == ["'none'"]
    assert {source for sources in directives.values() for source in sources} <= {"'self'", "'none'"}
    assert {"form-action", "base-uri", "frame-ancestors"} <= set(directives)


def test_uploads_are_sealed_on_arrival_and_nowhere_else(production: dict[str, Any]) -> None:
    (handler,) = production["FILE_UPLOAD_HANDLERS"]

    assert issubclass(import_string(handler), SealingUploadHandler)


def test_a_commit_on_sqlite_survives_a_power_cut(production: dict[str, Any]) -> None:
    options = production["DATABASES"]["default"]["OPTIONS"]

    assert "synchronous=FULL" in options["init_command"]
    assert "secure_delete=ON" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"


def test_nothing_of_allauth_or_django_resets_passwords_or_signs_up_by_mail(production: dict[str, Any]) -> None:
    assert "django.contrib.admin" not in production["INSTALLED_APPS"]
    assert production["ACCOUNT_EMAIL_VERIFICATION"] == "none"


def test_a_missing_setting_stops_the_start_with_words(tmp_path: Path) -> None:
    done = run({"RIHAI_DATA_DIR": str(tmp_path)})

    assert done.returncode != 0
    assert "RIHAI_SECRET_KEY is missing" in done.stderr


def test_a_misspelt_setting_stops_the_start_with_words(tmp_path: Path) -> None:
    done = run({**PRODUCTION, "RIHAI_DATA_DIR": str(tmp_path), "RIHAI_IDLE_MINUTE": "5"})

    assert done.returncode != 0
    assert "Did you mean RIHAI_IDLE_MINUTES?" in done.stderr


def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path) -> None:
    done = run({**PRODUCTION, "RIHAI_DATA_DIR": str(tmp_path), "RIHAI_HTTPS": "pasted-secret"})

    assert done.returncode != 0
    assert "RIHAI_HTTPS" in done.stderr
    assert "pasted-secret" not in done.stderr


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        ({"RIHAI_SECRET_KEY": "short"}, "RIHAI_SECRET_KEY"),
        ({"RIHAI_HOSTS": "desk.example,*"}, "RIHAI_HOSTS"),
        ({"RIHAI_HTTPS": "0"}, "RIHAI_HTTPS"),
        ({"RIHAI_IDLE_MINUTES": "0"}, "RIHAI_IDLE_MINUTES"),
        ({"RIHAI_IDLE_MINUTES": "100000"}, "RIHAI_IDLE_MINUTES"),
    ],
    ids=["short secret", "any host", "no https in public", "no idle time", "endless idle time"],
)
def test_unsafe_settings_do_not_start(unsafe: dict[str, str], named: str, tmp_path: Path) -> None:
    answer = run({**PRODUCTION, "RIHAI_DATA_DIR": str(tmp_path), **unsafe})

    assert answer.returncode != 0
    assert named in answer.stderr
