"""What keeps the directory true without anybody's click; `rihai worker` calls it every minute."""

from rihai.directory.actions import apply_changes


def apply_due_changes() -> int:
    """Contacts confirmed a day ago take effect."""
    return apply_changes(by=None)
