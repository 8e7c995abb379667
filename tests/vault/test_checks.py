"""The checks at every start notice what would undo the sealing."""

from pathlib import Path

from django.core import checks
from django.db import models
from django.test.utils import isolate_apps
from pytest_django import Settings

from rihai.vault.checks import master_key_lies_apart, sealed_fields_have_keys, uploads_are_sealed
from rihai.vault.fields import SealedTextField


def ids(found: list[checks.CheckMessage]) -> list[str | None]:
    return [message.id for message in found]


def test_a_sealed_field_on_a_plain_model_is_noticed() -> None:
    with isolate_apps("rihai.vault") as isolated:
        assert isolated is not None

        class Loose(models.Model):
            text = SealedTextField()

            class Meta:
                app_label = "vault"

        found = sealed_fields_have_keys(app_configs=list(isolated.get_app_configs()))

    assert ids(found) == ["vault.E001"]
    assert "vault.Loose has sealed fields but no data key." in str(found[0])
    assert found[0].obj is Loose


def test_the_real_models_pass() -> None:
    assert sealed_fields_have_keys(app_configs=None) == []


def test_another_upload_handler_is_noticed(settings: Settings) -> None:
    assert uploads_are_sealed(app_configs=None) == []

    for handlers in (
        [],
        ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        ["rihai.vault.uploads.SealingUploadHandler", "django.core.files.uploadhandler.TemporaryFileUploadHandler"],
    ):
        settings.FILE_UPLOAD_HANDLERS = handlers
        assert ids(uploads_are_sealed(app_configs=None)) == ["vault.E002"]


def test_a_master_key_among_the_data_is_noticed(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"

    for path, found in (
        ("", []),
        (tmp_path / "master.key", []),
        (tmp_path / "data" / "master.key", ["vault.W001"]),
        (tmp_path / "data" / "deep" / ".." / "master.key", ["vault.W001"]),
    ):
        settings.MASTER_KEY_FILE = str(path)
        assert ids(master_key_lies_apart(app_configs=None)) == found


def test_the_checks_run_at_start() -> None:
    registered = checks.registry.registry.registered_checks

    assert {sealed_fields_have_keys, uploads_are_sealed} <= set(registered)
    assert master_key_lies_apart in checks.registry.registry.deployment_checks
