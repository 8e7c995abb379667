"""What a power cut must not undo."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until the disk holds a file's content, or the names in a folder: a new name needs both."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
