"""Starting passwords: random, easy to read aloud and to write down."""

import secrets
from typing import Final

# Without letters and digits that are taken for each other when read aloud or from paper.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def starting_password(groups: int = 4) -> str:
    """Random groups such as "k7mw-3hxd-…", about 20 bits each."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))
