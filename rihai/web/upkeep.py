"""What the database itself needs now and then.

Here: statistics. Without them SQLite guesses from which end to begin: with 50,000 cases, somebody's own list read
all of them instead of starting from her grants. PostgreSQL keeps its own.
"""

from typing import Final

from django.db import connection

# Rows looked at per index: with so many it takes 10 ms for 2 GB, and the same ways are chosen as with all.
SAMPLE: Final = 400


def refresh_statistics() -> None:
    """Let SQLite count anew; connections take it up when they are opened next, within a minute."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")
