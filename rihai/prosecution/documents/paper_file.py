"""One filled paper as a file of office programs, made in memory. Every page says at its head what it is.

All texts go in as plain text: nothing that somebody typed can become a field, a formula or markup.
"""

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.shared import Mm, Pt

from rihai.prosecution.documents.papers import Filled

if TYPE_CHECKING:
    from docx.document import Document as DocumentFile

MUST_READ: Final = "DRAFT. A lawyer must read this before it is filed or sent."
IDENTITY: Final = "Do not publish or pass on who this is about: no name, address, photo, family or school."
DEMONSTRATION: Final = "DEMONSTRATION. An invented lawyer confirmed what this rests on. Not for use."
TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_file(paper: Filled, *, author: str, organisation: str, on: date) -> bytes:
    file = Document()
    _set_page(file, paper)
    file.add_paragraph(f"{organisation}\n{on:%d.%m.%Y}")
    file.add_paragraph(f"To\n{paper.addressee}")
    file.add_paragraph().add_run(f"Subject: {paper.subject}").bold = True
    for text in paper.opening:
        file.add_paragraph(text)
    for text in paper.text.split("\n"):
        file.add_paragraph(text)
    file.add_heading("Legal basis", level=2)
    for words, confirmed in paper.basis:
        item = file.add_paragraph(f"{words}. ", style="List Bullet")
        item.add_run(f"[{confirmed}]").italic = True
    file.add_heading("What is asked for", level=2)
    for words in paper.asks:
        file.add_paragraph(words, style="List Number")
    file.add_paragraph(f"\n________________________\n{author}, {organisation}")
    return _bytes(file)


def _set_page(file: "DocumentFile", paper: Filled) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    file.styles["Normal"].font.size = Pt(11)
    lines = [MUST_READ, IDENTITY, *([DEMONSTRATION] if paper.is_demonstration else [])]
    section.top_margin = section.bottom_margin = Mm(38)
    for place in (section.header, section.footer):
        run = place.paragraphs[0].add_run("\n".join(lines))
        run.bold, run.font.size = True, Pt(9)


def _bytes(file: "DocumentFile") -> bytes:
    """Nothing about who wrote it with what stays in the properties of the file."""
    about = file.core_properties
    about.author, about.comments, about.title, about.last_modified_by = "", "", "", ""
    written = BytesIO()
    file.save(written)
    return written.getvalue()
