"""Sentences for law cards: each rests on entries, says where they were read, and loses its confirmation with them."""

import shutil
from pathlib import Path

import pytest
import yaml

from rihai.law.loading import Law, law_of
from rihai.law.review_words import text_of
from rihai.law.schema import DataFault

LAW = law_of()
DATA = Path(__file__).resolve().parents[2] / "rihai" / "law" / "data" / "india"
RENDERING = {
    "id": "hi-medical-consent", "statement": "medical-consent", "language": "hi", "words": "Bina sahmati janch nahin",
    "read": True, "confidence": "high", "source": ["gk"],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "india")


def test_a_sentence_says_of_its_sources_what_the_entries_under_it_say() -> None:
    for one in LAW.statements.values():
        under = [LAW.entry(told) for told in one.rests_on]
        assert under
        assert one.was_read == all(entry is not None and entry.was_read for entry in under)
        assert set(one.source) == {key for entry in under if entry is not None for key in entry.source}


def test_a_changed_entry_takes_the_confirmation_of_every_sentence_on_it(folder: Path) -> None:
    remedies = folder / "remedies.yaml"
    remedies.write_text(remedies.read_text().replace("Interim first", "Interim money first"))

    changed = Law("india", folder).statements

    moved = {key for key, one in LAW.statements.items() if changed[key].digest != one.digest}
    assert moved == {"compensation-where", "compensation-acquittal", "compensation-interim"}


def test_a_sentence_on_nothing_is_a_fault(folder: Path) -> None:
    statements = folder / "statements.yaml"
    statements.write_text(statements.read_text().replace("[remedy vcs]", "[remedy nowhere]", 1))

    with pytest.raises(DataFault, match="remedy nowhere"):
        _ = Law("india", folder).statements


def test_nothing_is_shipped_in_another_language_and_a_rendering_goes_to_the_lawyer_with_its_original(
    folder: Path,
) -> None:
    assert LAW.renderings == {}
    (folder / "renderings.yaml").write_text(yaml.safe_dump({"renderings": [RENDERING]}))
    law = Law("india", folder)

    said = text_of(law, law.renderings["hi-medical-consent"])

    assert "In English: No examination without consent: you may say no." in said
    assert "In that language: Bina sahmati janch nahin" in said


def test_the_lawyer_reads_what_a_sentence_rests_on() -> None:
    assert "Rests on clock fir-copy: Free copy of FIR" in text_of(LAW, LAW.statements["copy-free"])
