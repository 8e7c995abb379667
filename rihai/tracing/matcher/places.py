"""Where the matcher's files lie. Nothing of a person is in a name."""

from pathlib import Path
from typing import Final

from django.conf import settings

SNAPSHOT_PURPOSE: Final = "matcher-snapshot"


def socket_path() -> Path:
    return Path(settings.DATA_DIR) / "matcher.sock"


def lock_path() -> Path:
    return Path(settings.DATA_DIR) / "matcher.lock"


def snapshot_path() -> Path:
    return Path(settings.DATA_DIR) / "matcher.snapshot"
