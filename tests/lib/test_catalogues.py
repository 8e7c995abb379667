"""Catalogues are compiled when they have changed, and a language is offered when it is full enough."""

import gettext
import os
from pathlib import Path

import polib
import pytest

from rihai.lib import catalogues

HINDI = "nplurals=2; plural=(n > 1);"


def put(house: Path, texts: dict[str, str], *, package: str = "cases", code: str = "hi") -> Path:
    file = house / package / "locale" / code / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": HINDI}
    catalogue.extend(polib.POEntry(msgid=text, msgstr=words) for text, words in texts.items())
    catalogue.save(str(file))
    return file


def spoken(house: Path, text: str, code: str = "hi") -> str:
    return gettext.translation("django", house / "cases" / "locale", [code]).gettext(text)


def test_what_is_missing_is_compiled(tmp_path: Path) -> None:
    put(tmp_path, {"Case": "मामला"})

    catalogues.prepare(tmp_path)

    assert spoken(tmp_path, "Case") == "मामला"


def test_what_has_changed_is_compiled_again_whatever_its_date(tmp_path: Path) -> None:
    file = put(tmp_path, {"Case": "केस"})
    catalogues.prepare(tmp_path)
    before = file.stat()

    put(tmp_path, {"Case": "मामला"})
    os.utime(file, (before.st_atime - 9999, before.st_mtime - 9999))
    catalogues.prepare(tmp_path)

    assert catalogues.facts_of(file.with_suffix(".mo"))[catalogues.FILLED] == "1"
    assert "मामला".encode() in file.with_suffix(".mo").read_bytes()


def test_what_has_not_changed_is_left_alone(tmp_path: Path) -> None:
    compiled = put(tmp_path, {"Case": "मामला"}).with_suffix(".mo")
    catalogues.prepare(tmp_path)
    before = compiled.stat().st_mtime_ns

    catalogues.prepare(tmp_path)

    assert compiled.stat().st_mtime_ns == before


def test_a_broken_compiled_file_is_made_anew(tmp_path: Path) -> None:
    compiled = put(tmp_path, {"Case": "मामला"}).with_suffix(".mo")
    compiled.write_bytes(b"not a catalogue at all")

    catalogues.prepare(tmp_path)

    assert spoken(tmp_path, "Case") == "मामला"


def test_a_catalogue_that_cannot_be_read_stops_the_start_and_names_the_file(tmp_path: Path) -> None:
    file = put(tmp_path, {"Case": "मामला"})
    file.write_text(file.read_text() + "\nthe line of somebody who pasted into the wrong window\n")

    with pytest.raises(catalogues.CatalogueError, match=r"cases/locale/hi/.*Mend the line"):
        catalogues.prepare(tmp_path)


def test_a_compiled_file_that_cannot_be_written_stops_the_start_and_says_what_to_do(tmp_path: Path) -> None:
    compiled = put(tmp_path, {"Case": "मामला"}).with_suffix(".mo")
    compiled.mkdir()  # stands in the way, even for root

    with pytest.raises(catalogues.CatalogueError, match=r"cannot be written.*as the owner"):
        catalogues.prepare(tmp_path)


def test_a_doubtful_translation_is_not_shown_and_not_counted(tmp_path: Path) -> None:
    file = put(tmp_path, {"Case": "मामला", "Alert": "अलर्ट"})
    marked = polib.pofile(str(file))
    marked[0].flags.append("fuzzy")
    marked.save()

    catalogues.prepare(tmp_path)

    assert catalogues.filled_percent(tmp_path, "hi") == 50
    with file.with_suffix(".mo").open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Case") == "Case"


def test_how_full_a_language_is_counts_all_packages(tmp_path: Path) -> None:
    put(tmp_path, {"Case": "मामला", "Alert": "अलर्ट"})
    put(tmp_path, {"Person": "", "Name": "", "Sex": "लिंग"}, package="people")

    catalogues.prepare(tmp_path)

    assert catalogues.filled_percent(tmp_path, "hi") == 60


@pytest.mark.parametrize(("filled", "is_offered"), [(94, False), (95, True), (100, True)])
def test_a_language_is_offered_once_it_is_full_enough(tmp_path: Path, filled: int, is_offered: bool) -> None:
    put(tmp_path, {f"Text {number}": "শব্দ" if number < filled else "" for number in range(100)}, code="bn")
    catalogues.prepare(tmp_path)

    offered = dict(catalogues.offered(tmp_path))

    assert ("bn" in offered) is is_offered
    assert offered["en"] == "English"


def test_a_language_without_any_catalogue_is_not_offered(tmp_path: Path) -> None:
    assert catalogues.offered(tmp_path) == [("en", "English")]


def test_nobody_may_be_offered_a_language_of_half_the_words() -> None:
    assert all(one.offered_from_percent >= 95 for one in catalogues.languages())
    assert catalogues.language("xx") is None


def test_the_command_for_owners_ends_with_words_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, {"Case": "मामला"})
    file.with_suffix(".mo").mkdir()
    monkeypatch.setattr(catalogues, "__file__", str(tmp_path / "lib" / "catalogues.py"))

    with pytest.raises(SystemExit, match=r"cannot be written"):
        catalogues.main()
