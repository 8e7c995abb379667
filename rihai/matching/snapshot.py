"""An index as bytes, and back: plain arrays and texts behind a header, never objects that run code when they are read.

The bytes hold names: whoever writes them down seals them first. Bytes that were cut short or changed are refused, and
every number is checked before a loop without bounds may use it.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.compacting import compact
from rihai.matching.folding import Token
from rihai.matching.index import Index
from rihai.matching.lexicon import Lexicon
from rihai.matching.model import Model, ModelError
from rihai.matching.records import Kind
from rihai.matching.vocabulary import Vocabulary

ANY_VERSION = b"RIHAI INDEX "
MAGIC = ANY_VERSION + b"2\n"
DIGEST = 32
SIZE = 8
TYPES = {"int32": np.int32, "int64": np.int64, "uint8": np.uint8}
VOCABULARIES = ("persons", "places", "districts")
KEYS = ("states", "countries", "marks")


class SnapshotError(ValueError):
    """These bytes are no index, or not a whole one."""


def to_bytes(index: Index) -> bytes:
    """The living records and all that is needed to search them; what was removed is gone from it."""
    compact(index)
    arrays = dict(_arrays(index))
    parts = [{"name": name, "type": str(array.dtype), "shape": array.shape} for name, array in arrays.items()]
    header = json.dumps({"kind": index.kind.value, "model": index.model.to_json(), "parts": parts}).encode()
    body = [MAGIC, len(header).to_bytes(SIZE, "little"), header, *(array.tobytes() for array in arrays.values())]
    digest = hashlib.blake2b(digest_size=DIGEST)
    for part in body:
        digest.update(part)
    return b"".join([*body, digest.digest()])


def from_bytes(data: bytes) -> Index:
    """The index that was saved."""
    header, arrays = _read(memoryview(data))
    try:
        index = Index(Kind(header["kind"]), Model.from_json(header["model"]), _lexicon(arrays))
        texts = list(_pieces(arrays["records"], arrays["record_sizes"]))
        _check_rows(arrays["rows"], arrays["words"], index.lexicon, len(texts))
        index.take_over(index.lexicon, arrays["rows"].copy(), arrays["words"].copy(), texts)
    except (KeyError, ValueError, IndexError, ModelError, UnicodeDecodeError) as error:
        raise SnapshotError("These bytes are not a whole index of Rihai.") from error
    return index


def _arrays(index: Index) -> Iterator[tuple[str, NDArray[Any]]]:
    segment = index.segments[0]
    yield "rows", segment.rows.view
    yield "words", segment.words.view
    yield from _texts("records", "record_sizes", index.texts)
    for name in VOCABULARIES:
        vocabulary: Vocabulary = getattr(index.lexicon, name)
        fields: list[bytes] = []
        forms: list[int] = []
        for text, (_, form) in vocabulary.words.items():
            token = vocabulary.tokens[form]
            forms.append(2 * token.is_generic + token.is_initial)
            fields += [
                part.encode("utf-8", "surrogatepass") for part in (text, token.strict, token.skeleton, token.alias)
            ]
        yield f"{name}_flags", np.array(forms, np.uint8)
        yield from _texts(name, f"{name}_sizes", fields)
    for name in KEYS:
        yield from _texts(name, f"{name}_sizes", [key.encode() for key in getattr(index.lexicon, name)])


def _texts(name: str, sizes: str, texts: list[bytes]) -> Iterator[tuple[str, NDArray[Any]]]:
    yield name, np.frombuffer(b"".join(texts), np.uint8)
    yield sizes, np.array([len(text) for text in texts], np.int32)


def _read(data: memoryview) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The header and the arrays, once the bytes are known to be whole."""
    start = len(MAGIC) + SIZE
    if data[: len(MAGIC)] != MAGIC and data[: len(ANY_VERSION)] == ANY_VERSION:
        raise SnapshotError("This index was saved by another version. Build it anew from its register.")
    if data[: len(MAGIC)] != MAGIC or len(data) < start + DIGEST:
        raise SnapshotError("These bytes are not an index of Rihai.")
    if hashlib.blake2b(data[:-DIGEST], digest_size=DIGEST).digest() != data[-DIGEST:]:
        raise SnapshotError("This index was cut short or changed.")
    size = int.from_bytes(data[len(MAGIC) : start], "little")
    arrays = {}
    try:
        header = json.loads(bytes(data[start : start + size]))
        place = start + size
        for part in header["parts"]:
            kind = np.dtype(TYPES[part["type"]])
            count = int(np.prod(part["shape"], dtype=np.int64))
            found = np.frombuffer(data[place : place + count * kind.itemsize], kind)
            arrays[part["name"]] = found.reshape(part["shape"])
            place += count * kind.itemsize
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError("The header of this index cannot be read.") from error
    return header, arrays


def _pieces(blob: NDArray[Any], sizes: NDArray[Any]) -> Iterator[bytes]:
    if len(sizes) and (sizes.min() < 0 or int(sizes.sum(dtype=np.int64)) != len(blob)):
        raise SnapshotError("The texts of this index do not add up.")
    data, place = blob.tobytes(), 0
    for size in sizes.tolist():
        yield data[place : place + size]
        place += size


def _lexicon(arrays: dict[str, NDArray[Any]]) -> Lexicon:
    lexicon = Lexicon()
    for name in VOCABULARIES:
        texts = [piece.decode("utf-8", "surrogatepass") for piece in _pieces(arrays[name], arrays[f"{name}_sizes"])]
        vocabulary: Vocabulary = getattr(lexicon, name)
        for k, flags in enumerate(arrays[f"{name}_flags"].tolist()):
            text, strict, skeleton, alias = texts[4 * k : 4 * k + 4]
            vocabulary.add(Token(text, strict, skeleton, alias, bool(flags & 2), bool(flags & 1)))
    for name in KEYS:
        keys = [piece.decode() for piece in _pieces(arrays[name], arrays[f"{name}_sizes"])]
        getattr(lexicon, name).update({key: number for number, key in enumerate(keys)})
    return lexicon


def _check_rows(rows: NDArray[Any], words: NDArray[Any], lexicon: Lexicon, records: int) -> None:
    """No number may point outside of what it counts: the loops do not look."""
    persons, places, districts = lexicon.vocabularies
    if rows.shape != (records, at.COLUMNS) or words.shape != (records, at.WORDS):
        raise SnapshotError("The rows of this index do not add up.")
    for columns, count in (
        (slice(at.NAME, at.VILLAGE), len(persons)),
        (slice(at.VILLAGE, at.WORDS), len(places)),
        (slice(at.DISTRICT, at.STATE), len(districts)),
        (slice(at.STATE, at.COUNTRY), len(lexicon.states)),
        (slice(at.COUNTRY, at.SEX), len(lexicon.countries)),
        (slice(at.BIRTH, at.AGE), at.BIRTH_BINS),
        (slice(at.AGE, at.DATE), at.AGE_BINS),
        (slice(at.DATE, at.VAGUE), at.LAST_DAY),
        (slice(at.VAGUE, at.MARK), at.LAST_DAY << at.SPAN_BITS),
        (slice(at.MARK, at.MARK + at.MARKS), len(lexicon.marks)),
    ):
        part = rows[:, columns]
        if part.size and (part.min() < at.NONE or part.max() >= count):
            raise SnapshotError("A row of this index points outside of it.")
    sexes = rows[:, at.SEX]
    if records and (sexes.min() < 0 or sexes.max() >= len(at.SEXES)):
        raise SnapshotError("A row of this index points outside of it.")
