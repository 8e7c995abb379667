"""How well folding joins real spellings of the same name, on pairs the caller brings.

    python -m bench.matching.folding_pairs PAIRS.tsv … [--vocabulary WORDS.txt] [--half 0|1] [--misses 40]

Each line of a file holds two spellings of one word, separated by a tab. Bucket is the mean number of
words of the vocabulary (one a line; without one, the first column) that share the key of a word; Soundex
of the same words stands beside it, as a measure of how hard the vocabulary is.
`--half` keeps the pairs whose hash falls in that half, so that rules are made on one and judged on the other.
"""

import argparse
import hashlib
from collections import Counter
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from rihai.matching.folding import Folder, Token
from rihai.matching.folding.scripts import romanise
from rihai.matching.folding.text import normalise

SIMILAR = 0.88
HEADINGS = "file | pairs | strict | skeleton | JW>=.88 | found | bucket strict | bucket skeleton | bucket Soundex"
GROUPS = ("bfpv", "cgjkqsxz", "dt", "l", "mn", "r")
SOUNDS = {letter: digit for digit, group in enumerate(GROUPS, 1) for letter in group}

Pair = tuple[str, str]


def read_pairs(path: Path, half: int | None) -> list[Pair]:
    rows = (line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    pairs = [(one.strip(), other.strip()) for one, other in rows]
    return [pair for pair in pairs if half is None or hashlib.sha256(pair[0].encode()).digest()[0] % 2 == half]


def bucket(keys: list[str]) -> float:
    """Give the mean number of words that share the key of a word."""
    counts = Counter(keys)
    return sum(count * count for count in counts.values()) / max(len(keys), 1)


def soundex(word: str) -> str:
    """Give the code that the United States' archives filed names by."""
    code, before = word[:1], SOUNDS.get(word[:1])
    for letter in word[1:]:
        digit = SOUNDS.get(letter)
        code += str(digit) if digit is not None and digit != before else ""
        before = before if letter in "hw" else digit
    return code[:4].ljust(4, "0")


def similar(one: Token, other: Token) -> bool:
    return JaroWinkler.similarity(one.strict, other.strict) >= SIMILAR


def fold(folder: Folder, word: str) -> Token:
    return folder.name(word)[0] if folder.name(word) else Token(word, "", "")


def measure(path: Path, vocabulary: list[str] | None, half: int | None, misses: int) -> None:
    folder = Folder()
    pairs = read_pairs(path, half)
    folded = [(fold(folder, one), fold(folder, other)) for one, other in pairs]
    strict = [one.strict == other.strict != "" for one, other in folded]
    skeleton = [one.skeleton == other.skeleton != "" for one, other in folded]
    near = [similar(one, other) for one, other in folded]
    found = [a or b for a, b in zip(skeleton, near, strict=True)]
    written = sorted(set(vocabulary or [one for one, _other in pairs]))
    words = [fold(folder, word) for word in written]
    shares = (f"{sum(flags) / max(len(pairs), 1):8.4f}" for flags in (strict, skeleton, near, found))
    buckets = (
        f"{bucket([token.strict for token in words]):8.2f}",
        f"{bucket([token.skeleton for token in words]):8.2f}",
        f"{bucket([soundex(romanise(normalise(word))) for word in written]):8.2f}",
    )
    print(f"{path.stem:>20}", f"{len(pairs):8}", *shares, *buckets)
    missed = [(pair, tokens) for pair, tokens, hit in zip(pairs, folded, found, strict=True) if not hit]
    for (one, other), (first, second) in missed[:: max(1, len(missed) // misses)] if misses else []:
        print(f"    {one} {other}  {first.strict} {second.strict}  {first.skeleton} {second.skeleton}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--vocabulary", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    vocabulary = options.vocabulary.read_text(encoding="utf-8").split() if options.vocabulary else None
    print(HEADINGS)
    for path in options.pairs:
        measure(path, vocabulary, options.half, options.misses)


if __name__ == "__main__":
    main()
