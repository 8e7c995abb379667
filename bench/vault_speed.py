"""How fast values and files are sealed and opened; medians, on this machine.

    python -m bench.vault_speed
    python -m bench.vault_speed --rounds 9

Values are sealed with the real record (`SealedFile`, whose description is sealed) in an SQLite file that commits
durably, beside the bare functions; files in memory and through a real upload. One thread.
"""

import argparse
import base64
import io
import os
import secrets
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1024 * 1024
Work = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder:
        start_django(Path(folder))
        bare_values(rounds)
        bare_files(rounds)
        records(rounds)
        uploads(rounds)


def start_django(folder: Path) -> None:
    os.environ["RIHAI_DATA_DIR"] = str(folder)
    os.environ["RIHAI_SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["RIHAI_MASTER_KEY"] = base64.b64encode(secrets.token_bytes(32)).decode()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", "vault", verbosity=0)


def median(rounds: int, work: Work) -> float:
    """Seconds of one round; one more runs before, unmeasured."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def say(what: str, amount: float, unit: str) -> None:
    print(f"{what:<58}{amount:>12,.0f} {unit}")


def bare_values(rounds: int) -> None:
    from rihai.vault.envelope import place, seal, unseal
    from rihai.vault.secret import Secret

    key, key_uid, aad = Secret(os.urandom(32)), uuid.uuid4(), place("people.person", "name", uuid.uuid4())
    for name, value in (("a name", "सुनीता कुमारी".encode()), ("a page of 4,000 bytes", os.urandom(4000))):
        sealed = seal(key, value, aad=aad, key_uid=key_uid)

        def sealing(value: bytes = value) -> None:
            for _ in range(5000):
                seal(key, value, aad=aad, key_uid=key_uid)

        def opening(sealed: bytes = sealed) -> None:
            for _ in range(5000):
                unseal(key, sealed, aad=aad, key_uid=key_uid)

        say(f"seal {name}", 5000 / median(rounds, sealing), "per second")
        say(f"unseal {name}", 5000 / median(rounds, opening), "per second")


def bare_files(rounds: int) -> None:
    from rihai.vault.stream import StreamSealer, open_stream

    key, key_uid, file_uid, content = os.urandom(32), uuid.uuid4(), uuid.uuid4(), os.urandom(32 * MEGABYTE)

    def sealing() -> bytes:
        sealer = StreamSealer(key, key_uid=key_uid, file_uid=file_uid)
        pieces = (sealer.update(content[at : at + 65536]) for at in range(0, len(content), 65536))
        return b"".join([sealer.header, *pieces, sealer.finish()])

    sealed = sealing()

    def opening() -> None:
        source = io.BytesIO(sealed)
        for _ in open_stream(key, source, key_uid=key_uid, file_uid=file_uid, size=len(content)):
            pass

    say("seal a file in memory", 32 / median(rounds, sealing), "MB/s")
    say("open a file in memory", 32 / median(rounds, opening), "MB/s")


def records(rounds: int) -> None:
    from django.db import transaction

    from rihai.vault.keys import new_data_key
    from rihai.vault.models import SealedFile
    from rihai.vault.unseal import open_many, open_sealed

    agency = uuid.uuid4()

    def saving() -> None:
        with transaction.atomic():
            for _ in range(200):
                SealedFile(data_key=new_data_key(agencies=[agency]), size=1, chunks=1, about={"name": "x"}).save()

    say("new data key and saved record, 200 in a transaction", 200 / median(rounds, saving), "per second")
    records = list(SealedFile.objects.all()[:150])
    sealeds = [record.about for record in records if record.about is not None]
    say(
        "open 150 values of 150 records, one query",
        1000 * median(rounds, lambda: open_many(sealeds, agency=agency)),
        "ms",
    )
    say("open 1 value", 1000_000 * median(rounds, lambda: open_sealed(sealeds[0], agency=agency)), "µs")


def uploads(rounds: int) -> None:
    from django.core.handlers.wsgi import WSGIRequest
    from django.test import RequestFactory

    from rihai.vault.unseal import open_file
    from rihai.vault.uploads import SealedUpload, keep_upload

    body = (
        b'--limit\r\nContent-Disposition: form-data; name="scan"; filename="x.bin"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n" + os.urandom(32 * MEGABYTE) + b"\r\n--limit--\r\n"
    )
    environ = {
        **RequestFactory().get("/").environ,
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=limit",
        "CONTENT_LENGTH": str(len(body)),
    }
    agency = uuid.uuid4()
    kept = []

    def sending() -> None:
        request = WSGIRequest({**environ, "wsgi.input": io.BytesIO(body)})
        upload = request.FILES["scan"]
        assert isinstance(upload, SealedUpload)
        kept.append(keep_upload(upload, agencies=[agency]))

    say("upload through Django, kept and flushed to disk", 32 / median(rounds, sending), "MB/s")
    say("open it from disk", 32 / median(rounds, lambda: sum(map(len, open_file(kept[-1], agency=agency)))), "MB/s")


if __name__ == "__main__":
    main()
