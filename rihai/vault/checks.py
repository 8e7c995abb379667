"""What Django checks at every start: sealed fields stand only where they can be sealed, and uploads are sealed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.utils.module_loading import import_string

from rihai.vault.fields import SealedField
from rihai.vault.models import SealedRecord
from rihai.vault.uploads import SealingUploadHandler

HANDLER: Final = "rihai.vault.uploads.SealingUploadHandler"


@register
def sealed_fields_have_keys(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A model with sealed fields derives from SealedRecord, which gives it a uid and a data key."""
    return [
        Error(
            f"{model._meta.label} has sealed fields but no data key.",
            hint="Derive it from rihai.vault.models.SealedRecord.",
            obj=model,
            id="vault.E001",
        )
        for app in app_configs or apps.get_app_configs()
        for model in app.get_models()
        if any(isinstance(field, SealedField) for field in model._meta.local_fields)
        and not issubclass(model, SealedRecord)
    ]


@register(deploy=True)
def master_key_lies_apart(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A backup of the data folder must not hold the key to it."""
    data = Path(settings.DATA_DIR).resolve()
    if not settings.MASTER_KEY_FILE or data not in Path(settings.MASTER_KEY_FILE).expanduser().resolve().parents:
        return []
    return [
        Caution(
            "The master key file lies in the data folder, so that every backup of the folder can be read.",
            hint="Move the file elsewhere and set RIHAI_MASTER_KEY_FILE to its new place.",
            id="vault.W001",
        )
    ]


@register
def uploads_are_sealed(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Any other upload handler would write plain content to the disk."""
    if len(settings.FILE_UPLOAD_HANDLERS) == 1 and _seals(settings.FILE_UPLOAD_HANDLERS[0]):
        return []
    return [
        Error(
            "Uploaded files would reach the disk unencrypted.",
            hint=f'Set FILE_UPLOAD_HANDLERS = ["{HANDLER}"].',
            id="vault.E002",
        )
    ]


def _seals(handler: str) -> bool:
    """Ours, or one above that lets fewer in."""
    return issubclass(import_string(handler), SealingUploadHandler)
