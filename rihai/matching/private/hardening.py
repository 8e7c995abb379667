"""What is done to filters so that counting them tells less, each with its price, measured in bench/matching.

`drop_common` leaves out common second names. `diffusion` makes each bit the parity of several, picked by the key
(Armknecht, Heng, Schnell 2023, linear diffusion layers): patterns of single words dissolve, and alike spellings become
less alike.
"""

import hashlib
import hmac
from dataclasses import dataclass

import numpy as np

from rihai.matching.folding import Token
from rihai.matching.private.filters import WORD, Words


@dataclass(frozen=True)
class Hardening:
    """Both sides must agree on it; it is written into the file."""

    drop_common: bool = True
    diffusion: int = 1

    def keeps(self, token: Token) -> bool:
        return not (self.drop_common and token.is_generic)


class Diffusion:
    """Makes each bit of a filter the parity of `parity` bits, the same ones for both sides."""

    def __init__(self, secret: bytes, bits: int, parity: int) -> None:
        self._parity = parity
        self._picks = np.array([_order(secret, bits, layer) for layer in range(max(parity, 1))], dtype=np.intp)

    def mix(self, row: Words) -> Words:
        """The mixed filter, shape as given; an empty one stays empty, so that a missing field stays missing."""
        if self._parity <= 1 or not row.any():
            return row
        bits = np.unpackbits(row.astype("<u8").view(np.uint8), bitorder="little")
        mixed = np.bitwise_xor.reduce(bits[self._picks], axis=0)
        packed = np.packbits(mixed, bitorder="little").view("<u8").astype(np.uint64)
        return packed.reshape(len(bits) // WORD)


def _order(secret: bytes, bits: int, layer: int) -> list[int]:
    """All positions in an order that only the key tells; not numpy's own shuffling, which may change with versions."""
    return sorted(range(bits), key=lambda at: hmac.digest(secret, f"{layer}/{at}".encode(), hashlib.sha256))
