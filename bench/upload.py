"""How fast files come in, how long their safe copies take, and how much memory that needs; on this machine.

    python -m bench.upload
    python -m bench.upload --megabytes 200

A file goes through a real request and the sealing upload handler; then a photo, a PDF and a text through the confined
process. Memory is the highest resident size: of this process while it receives, and of the confined ones.
"""

import argparse
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.vault_speed import start_django

MEGABYTE = 2**20
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--copy", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder:
        start_django(Path(folder))
        from django.conf import settings

        # Who may send files is asked elsewhere; here they simply arrive.
        settings.FILE_UPLOAD_HANDLERS = ["rihai.vault.uploads.SealingUploadHandler"]
        if options.copy:
            return copying(options.copy)
        receiving(options.megabytes)
        for name, content in samples():
            (Path(folder) / name).write_bytes(content)
            # A small process of its own: a child counts the memory of whoever started it as its own.
            subprocess.run([sys.executable, "-m", "bench.upload", "--copy", str(Path(folder) / name)], check=True)
    return None


def receiving(megabytes: int) -> None:
    """The body comes from the disk, so that only what the handler holds counts."""
    from tests.vault.sending import BOUNDARY, body, file_of, post

    with tempfile.TemporaryFile() as stream:
        whole = body(b"", end=False)
        stream.write(whole)
        for _ in range(megabytes):
            stream.write(os.urandom(MEGABYTE))
        stream.write(f"\r\n--{BOUNDARY}--\r\n".encode())
        length = stream.tell()
        stream.seek(0)
        before = peak(resource.RUSAGE_SELF)
        took, file = timed(lambda: file_of(post(stream, length)))  # type: ignore[arg-type]  # any stream will do
        more = peak(resource.RUSAGE_SELF) - before
        print(f"received and sealed {megabytes} MiB: {megabytes / took:6.1f} MiB/s, {more:5.1f} MiB more memory")
        file.close()


def copying(path: Path) -> None:
    from rihai.vault.safe_copies import make_safe_copy
    from tests.vault.sending import upload

    content = path.read_bytes()
    file = upload(content)
    took, copy = timed(lambda: make_safe_copy(file))
    assert copy.upload is not None, f"{path.name}: {copy.problem}"
    size, made = len(content) / MEGABYTE, copy.upload.incoming.size / MEGABYTE
    most = peak(resource.RUSAGE_CHILDREN)
    print(f"{path.name:28} {size:5.1f} MiB -> {made:4.2f} MiB in {took:4.2f} s, at most {most:4.0f} MiB", flush=True)
    copy.close()
    file.close()


def samples() -> list[tuple[str, bytes]]:
    from PIL import Image

    from tests.vault.samples import pdf

    noise = Image.effect_noise((4000, 3000), 60).convert("RGB")
    photo, drawing = io.BytesIO(), io.BytesIO()
    noise.save(photo, "JPEG", quality=90)
    noise.resize((8000, 8000)).convert("L").quantize(16).save(drawing, "PNG")
    return [
        ("text", "एक पंक्ति\n".encode() * 20_000),
        ("photo of 12 million points", photo.getvalue()),
        ("PDF of 300 pages", pdf(300)),
        ("PNG of 64 million points", drawing.getvalue()),
    ]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def peak(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    main()
