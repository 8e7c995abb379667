"""The copy that is shown: nothing of the original but what is seen, and no hostile file harms or stays."""

import os
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from rihai.vault import copier, safe_copies
from rihai.vault.kinds import Kind
from rihai.vault.safe_copies import Problem, SafeCopy, make_safe_copy
from tests.vault import samples
from tests.vault.sending import incoming, upload

DUMPABLE_NOW = 3  # PR_GET_DUMPABLE of Linux


def made_from(content: bytes, name: str = "any.bin") -> SafeCopy:
    return make_safe_copy(upload(content, name))


def content_of(copy: SafeCopy) -> bytes:
    assert copy.upload is not None, copy.problem
    return copy.upload.read()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_loses_place_camera_profile_and_comment() -> None:
    original = samples.photo()
    assert samples.PLACE.encode() in original

    copy = content_of(made_from(original))

    assert b"PLANTED" not in copy
    assert not opened(copy).getexif()
    assert set(opened(copy).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_taken_sideways_stands_upright() -> None:
    copy = opened(content_of(made_from(samples.photo(orientation=6))))

    assert copy.size == (samples.WIDE[1], samples.WIDE[0])
    red, _green, blue = copy.convert("RGB").getpixel((15, 5))  # type: ignore[misc]  # RGB gives three numbers
    assert red > blue


def test_a_large_photo_becomes_small_enough_for_a_telephone() -> None:
    copy = opened(content_of(made_from(samples.photo((5200, 2600)))))

    assert copy.size == (2000, 1000)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.picture("PNG", "RGBA"), Kind.PNG),
        (samples.picture("PNG", "P"), Kind.JPEG),
        (samples.picture("GIF"), Kind.JPEG),
        (samples.picture("WEBP"), Kind.JPEG),
        (samples.picture("JPEG", "CMYK"), Kind.JPEG),
    ],
)
def test_every_kind_of_picture_is_drawn_anew(content: bytes, kind: Kind) -> None:
    copy = made_from(content)

    assert copy.kind is kind
    assert opened(content_of(copy)).size == samples.WIDE


@pytest.mark.parametrize("original", [samples.pdf(), samples.pdf(3), samples.pdf_with_inherited_size()])
def test_of_a_pdf_only_what_is_painted_stays(original: bytes) -> None:
    copy = made_from(original)

    with pikepdf.open(BytesIO(content_of(copy))) as document:
        assert set(document.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in document.trailer
        assert {frozenset(page.obj.keys()) for page in document.pages} == {
            frozenset({"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"})
        }
        plain = BytesIO()
        document.save(plain, compress_streams=False, qdf=True)
        painted = document.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert b"PLANTED" not in plain.getvalue()
    assert b"JavaScript" not in plain.getvalue()
    assert opened(painted).tobytes() == opened(samples.photo()).tobytes()


@pytest.mark.parametrize(
    ("picture", "filters"),
    [
        (samples.two_pictures(), ["/DCTDecode"]),
        (samples.photo(), ["/FlateDecode", "/DCTDecode"]),
        (samples.jpeg_2000(), ["/JPXDecode"]),
        (samples.jpeg_2000(), ["/FlateDecode", "/JPXDecode"]),
    ],
    ids=["two pictures", "packed twice", "jpeg 2000", "jpeg 2000 packed"],
)
def test_a_picture_in_a_pdf_tells_no_place_however_it_is_packed(picture: bytes, filters: list[str]) -> None:
    copy = content_of(made_from(samples.pdf_of(picture, *filters)))

    with pikepdf.open(BytesIO(copy)) as document:
        painted = document.pages[0].Resources.XObject.Im0
        assert painted.Filter == filters[-1]
        content = painted.read_raw_bytes()
    assert b"PLANTED" not in content
    assert opened(content).tobytes() == opened(picture).tobytes()


def test_a_photo_that_a_pdf_does_not_own_up_to_tells_no_place() -> None:
    copy = content_of(made_from(samples.pdf_of(samples.photo())))

    with pikepdf.open(BytesIO(copy)) as document:
        assert b"PLANTED" not in document.pages[0].Resources.XObject.Im0.read_bytes()


def test_text_loses_characters_that_turn_the_reading_direction_round() -> None:
    copy = made_from("Owner \u202eatinuS\u202c, क्\u200dष, line\r\ntwo".encode())

    assert copy.kind is Kind.TEXT
    assert content_of(copy).decode() == "Owner atinuS, क्\u200dष, line\ntwo"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (samples.bomb(), Problem.TOO_MANY_PIXELS),
        (samples.photo()[:400], Problem.DAMAGED),
        (samples.picture("PNG")[:40], Problem.DAMAGED),
        (samples.pdf()[:60], Problem.DAMAGED),
        (b"%PDF-1.7\n%nothing follows", Problem.DAMAGED),
        (samples.locked_pdf(), Problem.LOCKED),
        (b"a" * 5000 + b"\xff", Problem.DAMAGED),
        (b"MZ\x90\x00", Problem.NO_VIEW),
    ],
    ids=["bomb", "cut photo", "cut png", "cut pdf", "empty pdf", "locked", "text that is none", "program"],
)
def test_a_hostile_or_broken_file_has_no_copy_and_says_why(content: bytes, problem: Problem) -> None:
    file = upload(content)
    before = set(incoming())

    copy = make_safe_copy(file)

    assert (copy.upload, copy.problem) == (None, problem)
    assert set(incoming()) <= before


def test_a_pdf_of_too_many_pages_is_not_copied() -> None:
    document = pikepdf.new()
    for _ in range(copier.MOST_PAGES + 1):
        document.add_blank_page()
    out = BytesIO()
    document.save(out)

    assert made_from(out.getvalue()).problem is Problem.TOO_MANY_PAGES


def test_a_file_that_is_two_things_is_shown_as_the_picture_alone() -> None:
    copy = made_from(samples.polyglot())

    assert copy.kind is Kind.JPEG
    assert b"PLANTED" not in content_of(copy)
    assert b"%PDF" not in content_of(copy)


def test_name_and_claimed_type_decide_nothing() -> None:
    assert made_from(samples.photo(), "letter.pdf").kind is Kind.JPEG


def test_a_parser_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "hanging.py"
    hanging.write_text("import time, sys\nsys.stdin.buffer.read()\ntime.sleep(15)\n")
    monkeypatch.setattr(copier, "__file__", str(hanging))
    monkeypatch.setattr(safe_copies, "WALL_SECONDS", 0.3)
    began = time.monotonic()

    assert made_from(samples.photo()).problem is Problem.TOO_MUCH
    assert time.monotonic() - began < 10


def test_a_file_that_finds_no_place_in_time_is_kept_without_a_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_copies, "PLACES", threading.BoundedSemaphore(1))
    file, began = upload(samples.photo()), time.monotonic()

    with safe_copies.PLACES:
        copy = make_safe_copy(file, until=began + 0.2)

    assert (copy.upload, copy.problem) == (None, Problem.TOO_MUCH)
    assert time.monotonic() - began < 5
    assert make_safe_copy(file).problem is None


def test_files_after_the_time_of_a_request_have_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_copies, "REQUEST_SECONDS", 0)
    until = safe_copies.time_is_up_at()

    assert make_safe_copy(upload(samples.photo()), until=until).problem is Problem.TOO_MUCH


def test_a_parser_that_never_stops_talking_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    talking = tmp_path / "talking.py"
    talking.write_text("import sys\nsys.stdin.buffer.read()\nwhile True: sys.stdout.buffer.write(bytes(65536))\n")
    monkeypatch.setattr(copier, "__file__", str(talking))
    monkeypatch.setattr(safe_copies, "MOST_COPY_BYTES", 300_000)

    assert made_from(samples.photo()).problem is Problem.TOO_MUCH


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname').read()",
        "socket.socket(socket.AF_UNIX)",
        "socket.socket(socket.AF_INET)",
        "x = bytearray(2 * 2**30)",
        "subprocess.run(['/bin/true'], stdout=1, check=True)",
    ],
    ids=["files", "sockets", "network", "memory", "programs"],
)
def test_a_parser_that_was_taken_over_reaches_nothing(
    deed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The deed works before the process has confined itself, and fails after, also with the number of a closed one."""
    freed = f"os.close(0)\n{deed}"
    assert status_of(freed, "", monkeypatch, tmp_path) == 0 or "bytearray" in deed

    for taken_over in (deed, freed):
        assert status_of(taken_over, "copier.confine()", monkeypatch, tmp_path) != 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps processes of one user apart")
def test_one_parser_cannot_read_what_another_parses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    deed = f"import ctypes\nassert ctypes.CDLL(None).prctl({DUMPABLE_NOW}) == 0"

    assert status_of(deed, "", monkeypatch, tmp_path) != 0
    assert status_of(deed, "import ctypes\ncopier.confine()", monkeypatch, tmp_path) == 0


def status_of(deed: str, first: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    folder = Path(safe_copies.__file__).parent
    program = tmp_path / "taken_over.py"
    before = f"import os, sys, subprocess, socket\nsys.path.insert(0, {str(folder)!r})\nimport copier\n"
    program.write_text(f"{before}{first}\n{deed}\nprint('done')\n")
    monkeypatch.setattr(copier, "__file__", str(program))
    incoming, status = safe_copies._run(Kind.TEXT, [b"text"])
    incoming.discard()
    return status


def test_the_parser_is_given_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RIHAI_MASTER_KEY", "PLANTED")
    telling = tmp_path / "telling.py"
    telling.write_text("import os\nprint(sorted(os.environ), os.getcwd(), sorted(os.listdir('/proc/self/fd')))\n")
    monkeypatch.setattr(copier, "__file__", str(telling))

    with (Path("/dev/null")).open():  # an open file of ours is not handed on
        copy = make_safe_copy(upload(b"text"))

    told = content_of(copy).decode()
    assert "RIHAI" not in told
    assert "'/'" in told or " / " in told
    assert told.count("'") <= 2 * (4 + len(os.environ))
    assert "'4'" not in told


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([samples.photo(), samples.pdf(), samples.picture("PNG")]), st.data())
def test_damaged_files_never_break_the_request(original: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(8, len(original) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=40))

    copy = made_from(original[:at] + noise + original[at + len(noise) :])

    assert (copy.upload is None) == (copy.problem is not None)
    if copy.upload is not None:
        assert samples.PLACE.encode() not in copy.upload.read()


@given(st.binary(max_size=400))
def test_cutting_descriptions_ends_for_any_bytes(content: bytes) -> None:
    assert len(copier.without_descriptions(b"\xff\xd8" + content)) <= len(content) + 2
    assert len(copier.without_boxes(b"\xff\x4f" + content)) <= len(content) + 2
    assert len(copier.without_boxes(b"\x00\x00\x00\x00jp2c" + content)) <= len(content) + 8
