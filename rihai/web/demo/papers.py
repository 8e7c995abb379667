"""Papers of the invented cases: pictures drawn here, that pass through sealing and safe copy like any upload.

Here: what a paper looks like. Not here: on which day and in which case (`data/people.yaml`, `casework`).
"""

from io import BytesIO
from textwrap import wrap
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from rihai.access.files.keeping import ArrivedFile
from rihai.vault.safe_copies import make_safe_copy
from rihai.vault.uploads import Incoming, SealedUpload

SIZE: Final = (800, 500)
WORDS_IN_LINE: Final = 44
HEADING: Final = "DEMONSTRATION - an invented paper"


def scanned(words: str) -> ArrivedFile:
    """As if somebody had photographed a sheet with these words."""
    incoming = Incoming()
    incoming.write(_sheet(words))
    incoming.finish()
    upload = SealedUpload(incoming, is_too_big=False, name="paper.png", content_type="image/png")
    return ArrivedFile(upload, make_safe_copy(upload))


def _sheet(words: str) -> bytes:
    sheet = Image.new("RGB", SIZE, "ivory")
    pen = ImageDraw.Draw(sheet)
    pen.text((40, 40), HEADING, fill="darkred", font=ImageFont.load_default(24))
    pen.text((40, 120), "\n".join(wrap(words, WORDS_IN_LINE)), fill="black", font=ImageFont.load_default(28))
    content = BytesIO()
    sheet.save(content, "PNG")
    return content.getvalue()
