"""Every paper and file about people says that nobody may publish who they are."""

import re

from tests.house import source

BAR = 'include "components/identity_law.html"'
# What leaves as a file: that it carries the words, or why it need not.
FILES = {
    "rihai/access/showing.py": "kept files leave as they came; a change would make them worthless as evidence",
    "rihai/directory/views/files.py": "offices and their numbers, nobody else",
    "rihai/duties/views.py": "carries them: X-WR-CALDESC",
    "rihai/offences/obstacles/views.py": "counts, with small ones hidden",
    "rihai/prosecution/views/court.py": "sentences by reference: no survivor stands in it",
    "rihai/prosecution/views/funnel.py": "counts, with small ones hidden",
    "rihai/prosecution/views/papers.py": "carries them: head and foot of every page (paper_file)",
    "rihai/research/views/reports.py": "counts, with small ones hidden",
    "rihai/web/erasing/views.py": "carries them: copies",
    "rihai/tracing/views/photos.py": "shown, not handed out: the viewer's code lies across it",
    "rihai/tracing/views/sheets.py": "carries them: sheet_text.compose",
}
OUT_OF_FRAME = re.compile(r"{% block (header|footer) %}")
# The frames, and two pages that speak of nobody because there is no server or no answer.
APART = ("base", "public_base", "skeleton", "error_bare", "offline")
FRAMES = {f"rihai/web/templates/web/{name}.html" for name in APART}


def test_the_frame_of_every_page_prints_the_bar() -> None:
    header = source.ROOT.joinpath("rihai/web/templates/web/base.html").read_text().partition("{% block header %}")[2]

    assert BAR in header.partition("{% endblock %}")[0]


def test_no_page_leaves_the_frame_that_prints_the_bar() -> None:
    found = [
        source.place(path)
        for path in source.files("rihai", "*.html")
        if source.place(path) not in FRAMES and is_out_of_frame(path.read_text())
    ]

    assert not found, source.report(found, f"Extend web/base.html and leave its header, or write {{% {BAR} %}}.")


def is_out_of_frame(template: str) -> bool:
    """A page of its own, or one that takes away what the frame prints, without the bar."""
    return BAR not in template and ("<html" in template or bool(OUT_OF_FRAME.search(template)))


def test_the_search_for_pages_out_of_the_frame_can_tell() -> None:
    bare, headless = "<!doctype html><html>", '{% extends "web/base.html" %}{% block header %}{% endblock %}'

    assert is_out_of_frame(bare)
    assert is_out_of_frame(headless)
    assert not is_out_of_frame(f"{bare}{{% {BAR} only %}}")


def test_every_file_that_leaves_the_house_says_it_or_why_not() -> None:
    sending = {source.place(path) for path in source.files() if "Content-Disposition" in path.read_text()}

    missing, gone = sorted(sending - FILES.keys()), sorted(FILES.keys() - sending)

    assert not missing, source.report(missing, "Let the file carry identity_text(), or say in this test why not.")
    assert not gone, source.report(gone, "Sends no file any more: take it out of this test.")
