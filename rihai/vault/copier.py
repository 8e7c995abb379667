"""A program of its own: reads one hostile file from its input, writes a copy that is safe to show to its output.

Run by `safe_copies` with nothing to steal: no environment, no key, no database. Before the first byte is read it gives
up opening files and sockets, and may use only so much time and memory. It imports nothing of ours, and says nothing
but a number when it ends: words of a parser could quote the file.

A picture is decoded and drawn anew, upright and smaller, so that place, camera, profile and comments are gone. Of a PDF
only what is painted on the pages is kept. Text loses characters that steer a screen.
"""

import ctypes
import io
import re
import resource
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pikepdf import Pdf
    from PIL import Image

DAMAGED, TOO_MANY_PIXELS, TOO_MANY_PAGES, LOCKED = 10, 11, 12, 13

SECONDS: Final = 20
MEMORY: Final = 1024 * 2**20
DUMPABLE: Final = 4  # PR_SET_DUMPABLE of Linux
MOST_PIXELS: Final = 64_000_000
MOST_PAGES: Final = 300
LONGEST_SIDE: Final = 2000
QUALITY: Final = 85

PAGE_KEYS: Final = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group"}
)
# Of what the pages paint with: descriptions, private data of programs, and content that lies in other files.
NEVER_KEPT: Final = ("/Metadata", "/PieceInfo", "/AF", "/OPI", "/Ref", "/LastModified")
ELSEWHERE: Final = ("/F", "/FFilter", "/FDecodeParms")
DEEPEST: Final = 40
MARKER, SCAN, END, COMMENT, JFIF, ADOBE = 0xFF, 0xDA, 0xD9, 0xFE, 0xE0, 0xEE
JFIF_BYTES, ADOBE_BYTES = 14, 12
# Zero and the marks of restart belong to the pixels.
NEXT_SEGMENT: Final = re.compile(rb"\xff+([\x02-\xcf\xd9-\xfe])")
DESCRIBED: Final = ("/DCTDecode", "/JPXDecode")
NEEDED_BOXES: Final = (b"jP  ", b"ftyp", b"jp2h")
START_JPEG: Final = b"\xff\xd8\xff"
START_2000, END_2000, TILE_2000, DATA_2000, COMMENT_2000 = b"\xff\x4f", b"\xff\xd9", 0x90, 0x93, 0x64
APPLICATION: Final = range(0xE0, 0xF0)


class Refused(Exception):
    """The file cannot be copied; the number says why."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.number = status


def copy_picture(data: bytes, name: str) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=(name,)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(TOO_MANY_PIXELS)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _drawn_anew(ImageOps.exif_transpose(picture))


def _drawn_anew(picture: "Image.Image") -> bytes:
    """Only the pixels go on: a fresh picture knows nothing of the old one's descriptions."""
    from PIL import Image

    has_holes = picture.has_transparency_data
    pixels = picture.convert("RGBA" if has_holes else "RGB")
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    out = io.BytesIO()
    if has_holes:
        fresh.save(out, "PNG")
    else:
        fresh.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def copy_pdf(data: bytes) -> bytes:
    import pikepdf

    try:
        source = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise Refused(LOCKED) from None
    with source, pikepdf.new() as copy:
        if len(source.pages) > MOST_PAGES:
            raise Refused(TOO_MANY_PAGES)
        if not len(source.pages):
            raise Refused(DAMAGED)
        copy.pages.extend(source.pages)
        _bare(copy)
        out = io.BytesIO()
        copy.save(out, compress_streams=True, deterministic_id=True)
    return out.getvalue()


def _bare(copy: "Pdf") -> None:
    """Pages without annotations, forms, actions and descriptions; the new document brings no other object."""
    from pikepdf import Stream

    for page in copy.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[key]
    for found in copy.objects:
        for part in _parts(found):
            for key in NEVER_KEPT + (ELSEWHERE if isinstance(part, Stream) else ()):
                if key in part:
                    del part[key]
            if isinstance(part, Stream):
                _undescribed(copy, part)


def _parts(root: Any, depth: int = 0) -> Iterator[Any]:
    """An object and the dictionaries written inside it; what it points to comes by itself."""
    from pikepdf import Array, Dictionary, Stream

    if depth > DEEPEST:
        raise Refused(DAMAGED)
    if isinstance(root, Dictionary | Stream):
        yield root
        children = [root.get(key) for key in root.keys()]  # noqa: SIM118 - it iterates over no keys by itself
    elif isinstance(root, Array):
        children = list(root)
    else:
        return
    for child in children:
        if isinstance(child, Dictionary | Array) and not child.is_indirect:
            yield from _parts(child, depth + 1)


def _undescribed(copy: "Pdf", image: Any) -> None:
    """A picture as it stands in the document, packed once or twice, without what its camera wrote into it."""
    from pikepdf import Array, Dictionary, Name, Stream

    filters, settings = _listed(image.get("/Filter")), _listed(image.get("/DecodeParms"))
    data = image.read_raw_bytes()
    if data.startswith(START_JPEG):  # also where the document does not own up to it
        image.write(without_descriptions(data), filter=image.get("/Filter"), decode_parms=image.get("/DecodeParms"))
        return
    if not filters or filters[-1] not in DESCRIBED:
        return
    if len(filters) > 1:
        outer = [one if isinstance(one, Dictionary) else Dictionary() for one in settings[:-1]]
        outer += [Dictionary() for _ in filters[len(outer) + 1 :]]
        data = Stream(copy, data, Filter=Array(filters[:-1]), DecodeParms=Array(outer)).read_bytes()
    own = settings[-1] if len(settings) == len(filters) and isinstance(settings[-1], Dictionary) else None
    clean = without_descriptions(data) if filters[-1] == "/DCTDecode" else without_boxes(data)
    image.write(clean, filter=Name(str(filters[-1])), decode_parms=own)


def _listed(value: Any) -> list[Any]:
    from pikepdf import Array

    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def without_descriptions(jpeg: bytes) -> bytes:
    """A JPEG without the segments in which cameras write place and time, pixels untouched; nothing after its end."""
    kept, at, in_scan = bytearray(jpeg[:2]), 2, False
    while found := NEXT_SEGMENT.search(jpeg, at):
        if in_scan:
            kept += jpeg[at : found.start()]
        kind, start = found[1][0], found.end()
        if kind == END:
            return bytes(kept) + bytes((MARKER, END))
        if start + 2 > len(jpeg):
            break
        end = max(start + int.from_bytes(jpeg[start : start + 2]), start + 2)
        kept += _segment(kind, jpeg[start + 2 : end])
        at, in_scan = end, kind == SCAN
    return bytes(kept + (jpeg[at:] if in_scan else b""))


def _segment(kind: int, body: bytes) -> bytes:
    """What is needed to draw it; of the two segments that say how to read the colours only that, no small picture."""
    if kind == JFIF and body[:5] == b"JFIF\0" and len(body) >= JFIF_BYTES:
        body = body[: JFIF_BYTES - 2] + bytes(2)
    elif kind == ADOBE and body[:5] == b"Adobe":
        body = body[:ADOBE_BYTES]
    elif kind == COMMENT or kind in APPLICATION:
        return b""
    return bytes((MARKER, kind)) + (len(body) + 2).to_bytes(2) + body


def without_boxes(picture: bytes) -> bytes:
    """A JPEG 2000 of the boxes that are needed to draw it, with comments blanked and nothing after its end."""
    kept, at = bytearray(), 0
    if picture[:2] == START_2000:
        return _blanked(picture)
    while at + 8 <= len(picture):
        size, kind = int.from_bytes(picture[at : at + 4]), picture[at + 4 : at + 8]
        if size == 1:
            raise Refused(DAMAGED)  # no page holds a picture of four gigabytes
        end = min(at + size, len(picture)) if size else len(picture)
        if kind == b"jp2c":
            code = _blanked(picture[at + 8 : end])
            kept += (len(code) + 8).to_bytes(4) + kind + code
        elif kind in NEEDED_BOXES:
            kept += picture[at:end]
        at = max(end, at + 8)
    return bytes(kept)


def _blanked(code: bytes) -> bytes:
    """The code of a JPEG 2000 from its start to its end; comments keep their length, as others count on it."""
    out, at, tile = bytearray(code), 2, 0
    while at + 4 <= len(code) and code[at] == MARKER and code[at + 1] != END:
        kind, size = code[at + 1], int.from_bytes(code[at + 2 : at + 4])
        if kind == DATA_2000:
            at = tile if tile > at else max(code.find(END_2000, at), at + 2)
            continue
        if kind == TILE_2000:
            length = int.from_bytes(code[at + 6 : at + 10])
            tile = at + length if length else code.find(END_2000, at)
        if kind == COMMENT_2000:
            out[at + 6 : at + 2 + size] = bytes(len(out[at + 6 : at + 2 + size]))
        at += 2 + max(size, 2)
    return bytes(out[: at + 2])


def copy_text(data: bytes) -> bytes:
    """Without control and format characters, some of which turn the reading direction round; joiners are letters."""
    kept = "\t\n\u200c\u200d"
    text = data.decode().replace("\r\n", "\n")
    return "".join(one for one in text if one in kept or unicodedata.category(one) not in ("Cc", "Cf")).encode()


def load(kind: str) -> Callable[[bytes], bytes]:
    """The copier of this kind, rehearsed: libraries load much only when it is first needed, and later nothing opens."""
    if kind == "text":
        return copy_text
    if kind == "pdf":
        import pikepdf

        out = io.BytesIO()
        with pikepdf.new() as blank:
            blank.add_blank_page()
            blank.save(out)
        copy_pdf(out.getvalue())
        return copy_pdf
    return _load_pictures(kind.upper())


def _load_pictures(name: str) -> Callable[[bytes], bytes]:
    import copy as _copy  # noqa: F401 - the library of pictures asks for it late

    # Telephones write JPEGs of several pictures, and descriptions in the form of TIFF.
    from PIL import Image, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401 - the same

    Image.preinit()
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before a pixel is decoded
    for mode in ("RGB", "P") if name in ("GIF", "PNG") else ("RGB",):
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, name)
        copy_picture(out.getvalue(), name)
    return lambda data: copy_picture(data, name)


def confine() -> None:
    """No further file, socket or core; so much time and memory and no more; and no other parser reads our memory."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DUMPABLE, 0)
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        # Not 3: whoever closes one of the standard streams would have its number for another file.
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(kind: str) -> int:
    copy = load(kind)
    confine()
    try:
        made = copy(sys.stdin.buffer.read())
    except Refused as refused:
        return refused.number
    except Exception:  # whatever a parser stumbles over: the file is not what it claims to be
        return DAMAGED
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
