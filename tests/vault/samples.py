"""Files as people send them, harmless and hostile, made here so that no real one lies in the project."""

import struct
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

PLACE = "PLANTED-EXIF-Sonagachi-Lane-9"
CAMERA = "PLANTED-CAMERA-of-Sunita"
EXIF_OFFSETS = {"orientation": 0x0112, "camera": 0x010F, "gps": 0x8825}
WIDE = (60, 30)
RED, BLUE = (200, 20, 20), (20, 20, 200)


def photo(size: tuple[int, int] = WIDE, *, orientation: int = 1) -> bytes:
    """A JPEG with everything a telephone writes into it: place, camera, profile, comment; left red, right blue."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[EXIF_OFFSETS["camera"]] = CAMERA
    exif[EXIF_OFFSETS["orientation"]] = orientation
    exif.get_ifd(EXIF_OFFSETS["gps"]).update({1: "N", 2: (22.0, 35.0, 1.0), 29: PLACE})
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, icc_profile=b"PLANTED-PROFILE", comment=PLACE.encode(), quality=95)
    return out.getvalue()


def picture(kind: str, mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, WIDE).save(out, kind)
    return out.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few kilobytes that claims to hold 2,500 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(3 * side + 1) * 40, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pdf(pages: int = 1) -> bytes:
    """A PDF with all that may act, call home or tell about its writer; on the page stands one photo."""
    document = pikepdf.new()
    scan = photo()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(200, 100))
        image = Stream(document, scan, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=30)
        image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        image.Metadata = Stream(document, b"<PLANTED-XMP/>")
        page.Resources = Dictionary(XObject=Dictionary(Im0=image))
        page.Contents = Stream(document, b"q 60 0 0 30 10 10 cm /Im0 Do Q")
        script = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('https://PLANTED.example')"))
        page.AA = Dictionary(O=script)
        deeds = (
            Dictionary(S=Name.URI, URI=String("https://PLANTED.example")),
            Dictionary(S=Name.Launch, F=String("PLANTED.exe")),
        )
        links = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=deed) for deed in deeds]
        page.Annots = Array([document.make_indirect(link) for link in links])
        document.Root.OpenAction = script
    document.attachments["PLANTED-attached.txt"] = b"PLANTED-embedded"
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("PLANTED-XFA"))
    with document.open_metadata() as words:
        words["dc:creator"] = ["PLANTED-Author-Sunita"]
    document.docinfo["/Author"] = String("PLANTED-Author-Sunita")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def two_pictures() -> bytes:
    """A JPEG as telephones write it: a second picture, with a place of its own, follows after the end of the first."""
    return photo() + photo()


def jpeg_2000() -> bytes:
    """Boxes of any words before the picture, a comment inside it, and more after its end."""
    out = BytesIO()
    Image.new("RGB", WIDE, RED).save(out, "JPEG2000", irreversible=False, comment=PLACE)
    whole = out.getvalue()
    box = struct.pack(">I4s", 8 + len(PLACE), b"xml ") + PLACE.encode()
    at = whole.index(b"jp2c") - 4
    return whole[:at] + box + whole[at:] + PLACE.encode()


def pdf_of(picture: bytes, *filters: str) -> bytes:
    """One page with this picture, packed in this way; the last filter is the picture's own."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 100))
    packed = zlib.compress(picture) if "/FlateDecode" in filters else picture
    image = Stream(document, packed, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=30)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    if filters:
        image.Filter = Array([Name(one) for one in filters]) if len(filters) > 1 else Name(filters[0])
    page.Resources = Dictionary(XObject=Dictionary(Im0=image))
    page.Contents = Stream(document, b"q 60 0 0 30 10 10 cm /Im0 Do Q")
    out = BytesIO()
    document.save(out, compress_streams=bool(filters))
    return out.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    out = BytesIO()
    document.save(out, encryption=pikepdf.Encryption(owner="one", user="two"))
    return out.getvalue()


def pdf_with_inherited_size() -> bytes:
    """The page's size and resources stand at its parent, as many programs write them."""
    with pikepdf.open(BytesIO(pdf())) as document:
        page = document.pages[0].obj
        document.Root.Pages.MediaBox = page.MediaBox
        document.Root.Pages.Resources = document.make_indirect(page.Resources)
        del page["/MediaBox"], page["/Resources"]
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def polyglot() -> bytes:
    """Begins as a picture, goes on as a program and a PDF."""
    return picture("GIF") + b"<script>PLANTED()</script>\n" + pdf()
