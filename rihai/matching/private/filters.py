"""Keyed filters: a word becomes a few positions in a row of bits; words that share sounds share positions.

A filter is a Bloom filter (Schnell, Bachteler, Reiher 2009) whose positions come from keyed BLAKE2b, one key for each
field. A word sets bits for its strict fold, its skeleton and each pair of letters, so that filters overlap as far as
two spellings do. Each word is hashed once and its bits are combined, so encoding a register is fast.
"""

import hashlib
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rihai.matching.folding import Token

Words = NDArray[np.uint64]
WORD: Final = 64
POSITIONS: Final = 8
# How many positions each part of a word takes: whole words tell more than pairs of letters.
OF_STRICT: Final = 6
OF_SKELETON: Final = 8
OF_ALIAS: Final = 6
OF_CODE: Final = 8


class FilterMaker:
    """Makes the filters of one field. It remembers what it hashed: let it go when the register is encoded."""

    def __init__(self, key: bytes, bits: int) -> None:
        self._hash = hashlib.blake2b(key=key, digest_size=2 * POSITIONS)
        self._bits = bits
        self._tokens: dict[Token, int] = {}
        self._pairs: dict[str, int] = {}

    def of_words(self, tokens: Iterable[Token]) -> Words:
        """The filter of a name or a place, shape (bits / 64,)."""
        return self._row(self._of_token(token) for token in tokens)

    def of_codes(self, codes: Iterable[str]) -> Words:
        """The filter of whole codes, such as one kind of mark at one part of the body."""
        return self._row(self._mask(f"c{code}", OF_CODE) for code in codes)

    def _row(self, masks: Iterable[int]) -> Words:
        number = 0
        for mask in masks:
            number |= mask
        return np.frombuffer(number.to_bytes(self._bits // 8, "little"), dtype="<u8").astype(np.uint64)

    def _of_token(self, token: Token) -> int:
        if token not in self._tokens:
            self._tokens[token] = self._hashed(token)
        return self._tokens[token]

    def _hashed(self, token: Token) -> int:
        if token.is_initial or not token.strict:
            return 0
        mask = self._mask(f"w{token.strict}", OF_STRICT) | self._mask(f"k{token.skeleton}", OF_SKELETON)
        if token.alias:
            mask |= self._mask(f"a{token.alias}", OF_ALIAS)
        for one, two in pairwise(f"_{token.strict}_"):
            if one + two not in self._pairs:
                self._pairs[one + two] = self._mask(f"p{one}{two}", 1)
            mask |= self._pairs[one + two]
        return mask

    def _mask(self, part: str, count: int) -> int:
        """The bits of one part of a word."""
        keyed = self._hash.copy()
        keyed.update(part.encode())
        number, mask = int.from_bytes(keyed.digest(), "big"), 0
        for _ in range(count):
            mask |= 1 << (number % self._bits)
            number >>= 16
        return mask
