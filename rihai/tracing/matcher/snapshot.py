"""Keeping the registers over a restart: one sealed file, always whole.

The rows of the database are the truth; a snapshot that cannot be used costs time and nothing else.
"""

import logging

from rihai.tracing.matcher.places import SNAPSHOT_PURPOSE, snapshot_path
from rihai.tracing.matcher.registers import Engine, Registers
from rihai.vault.errors import SealBroken
from rihai.vault.whole_files import read_whole, write_whole

logger = logging.getLogger(__name__)


def save(pieces: list[bytes]) -> None:
    write_whole(snapshot_path(), pieces, size=sum(map(len, pieces)), purpose=SNAPSHOT_PURPOSE)


def load(engine: Engine) -> Registers:
    """What was kept, or empty registers: then every entry is taken from the database again."""
    try:
        content = read_whole(snapshot_path(), purpose=SNAPSHOT_PURPOSE)
        return Registers(engine) if content is None else Registers.from_bytes(content, engine)
    except (SealBroken, ValueError, TypeError, KeyError, OSError) as error:
        # Its kind only: the words of an error may quote what was read.
        logger.warning("The matcher's snapshot is of no use (%s); it is made anew.", type(error).__name__)
        return Registers(engine)
