"""The measurement of folding on pairs counts as it says."""

from pathlib import Path

import pytest

from bench.matching.folding_pairs import bucket, measure, read_pairs, soundex


def test_a_bucket_is_what_a_word_meets_on_the_average() -> None:
    assert bucket(["a", "a", "b"]) == pytest.approx(5 / 3)


@pytest.mark.parametrize(
    ("word", "code"), [("robert", "r163"), ("rupert", "r163"), ("ashcraft", "a261"), ("lee", "l000")]
)
def test_soundex_is_the_one_of_the_archives(word: str, code: str) -> None:
    assert soundex(word) == code


def test_the_halves_of_a_file_make_the_whole(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("sunita\tसुनीता\nrahima\tরহিমা\nrekha\tरेखा\nasha\tআশা\n", encoding="utf-8")

    assert sorted(read_pairs(pairs, 0) + read_pairs(pairs, 1)) == sorted(read_pairs(pairs, None))


def test_what_was_missed_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("sunita\tसुनीता\nrahima\tबिमला\n", encoding="utf-8")

    measure(pairs, vocabulary=None, half=None, misses=5)

    shown = capsys.readouterr().out
    assert "0.5000" in shown
    assert "rahima बिमला" in shown
